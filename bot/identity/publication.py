"""The published version of a preprint: believed when title and people agree."""

from __future__ import annotations

from collections.abc import Sequence

from bot.identity.comparison import TitleMatch, best_match
from bot.identity.people import Kinship, kinship
from bot.model.papers import About, Integrity, PaperRecord

#: years between preprint and publication
_LATEST = 6


def published_version(records: Sequence[PaperRecord]) -> PaperRecord | None:
    """The record of the published version, when it can be believed.

    Authors type the DOI of the published version into arXiv themselves, and it has been wrong. So
    the record of that DOI must have the same title (of any version) and not other people, or the
    same people and no contradicting year.
    """
    preprints = [r for r in records if r.about is About.ITSELF and r.title]
    for record in records:
        if record.about is About.PUBLISHED and record.title and record.doi:
            for preprint in preprints:
                if is_published_version(preprint, record):
                    return record
    return None


def may_have_appeared(preprint: PaperRecord) -> bool:
    """Is it worth searching a published version: who wrote it is known, and it was not withdrawn."""
    return bool(preprint.authors) and preprint.integrity is not Integrity.WITHDRAWN


def is_found_publication(preprint: PaperRecord, record: PaperRecord) -> bool:
    """Is a record that a *title search* found the published version of ``preprint``?

    Nobody named it, so more is asked than of one that was named: the same title, the same people, a
    year that fits, a type of publication (no other preprint), and the address for which the
    publisher registered it.
    """
    return (
        record.kind != "posted-content"
        and bool(record.doi and record.landing_url)
        and kinship(preprint.authors, record.authors) is Kinship.TEAM
        and any(best_match(t, record.titles).match is TitleMatch.SAME for t in preprint.titles)
        and is_published_version(preprint, record)
    )


def is_published_version(preprint: PaperRecord, record: PaperRecord) -> bool:
    """Can ``record`` be the journal or conference version of ``preprint``?"""
    if preprint.doi and preprint.doi == record.doi:
        return False
    people = kinship(preprint.authors, record.authors)
    match = max(
        (best_match(title, record.titles) for title in preprint.titles),
        key=lambda comparison: comparison.score,
    )
    if preprint.year and record.year and not -1 <= record.year - preprint.year <= _LATEST:
        return False
    if match.fits:
        return people is not Kinship.NONE
    return (
        people is Kinship.TEAM
        and min(len(preprint.authors), len(record.authors)) >= 2
        and (match.match is not TitleMatch.DIFFERENT or match.score > 0.15)
    )
