"""How long an answer stays good: identity for a month, integrity for a week, with jitter.

The jitter comes from the identifier itself, so that a list that was asked about in one night is not
asked about again in one night, and so that the same run always decides the same.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from bot.model.papers import About, PaperRecord
from bot.registries.exchange import Registry

#: retraction state may be a week old at most (section "freshness" of docs); the rest is stable
_AGES = {
    Registry.CROSSREF: timedelta(days=7),
    Registry.ARXIV: timedelta(days=7),
    Registry.PUBMED: timedelta(days=7),
    Registry.OPENALEX: timedelta(days=14),
    Registry.DATACITE: timedelta(days=30),
    Registry.DOI_ORG: timedelta(days=30),
    Registry.HUGGING_FACE: timedelta(days=60),
}
#: a title search that found nothing, or somebody else's paper, is repeated after this
_SEARCH_AGE = timedelta(days=45)
#: ... and so is one for the published version of a preprint; it takes months to appear
_UNPUBLISHED_AGE = timedelta(days=60)
#: an answer that one source alone gives against the list is asked again in the next night
_DOUBTED_AGE = timedelta(hours=18)
_DEFAULT_AGE = timedelta(days=30)
#: a request that is sent anyway takes along what would be due soon
_RIDE_ALONG = 0.6


def age_limit(record: PaperRecord) -> timedelta:
    """Up to this age the record needs no second asking: 70 % to 100 % of the source's age."""
    if record.about is About.SEARCH:
        base = _SEARCH_AGE
    elif record.about is About.PUBLISHED and record.says_nothing:
        base = _UNPUBLISHED_AGE
    else:
        base = _AGES.get(Registry(record.source), _DEFAULT_AGE) if _known(record) else _DEFAULT_AGE
    key = f"{record.id}\x1f{record.source}\x1f{record.searched_title}".encode()
    fraction = int.from_bytes(hashlib.sha256(key).digest()[:4], "big") / 2**32
    return base * (0.7 + 0.3 * fraction)


def _known(record: PaperRecord) -> bool:
    return record.source in set(Registry)


def is_fresh(record: PaperRecord, *, now: datetime, doubted: bool = False) -> bool:
    """May the record be used without asking again?"""
    if record.fetched_at is None:
        return False
    age = now - record.fetched_at
    limit = min(age_limit(record), _DOUBTED_AGE) if doubted else age_limit(record)
    return timedelta(0) <= age < limit


def is_due_soon(record: PaperRecord, *, now: datetime) -> bool:
    """Old enough to ride along in a request that is sent anyway?"""
    if record.fetched_at is None:
        return True
    return now - record.fetched_at >= age_limit(record) * _RIDE_ALONG
