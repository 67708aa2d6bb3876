"""Crossref's REST API: requests in batches, answers without their traps.

https://www.crossref.org/documentation/retrieve-metadata/rest-api/ . Filters of one key are joined
by commas (OR); misses are silently absent; DOIs come back in lower case; titles are arrays with
mark-up in them; a miss of a single record is a 404 in plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from bot.identity.doi import clean_doi
from bot.identity.people import family_name, full_names
from bot.identity.titles import readable
from bot.model.papers import About, Integrity, PaperId, PaperRecord
from bot.registries.exchange import (
    Garbage,
    RawAnswer,
    Registry,
    RegistryRequest,
    as_object,
    fields_of,
    items_of,
    request,
    text_of,
    year_of,
)

#: DOIs in one request: about 1.5 kB of URL
BATCH = 40
#: candidates of one title search; look-alikes and copies come first, so not fewer
CANDIDATES = 12
_SELECT = (
    "DOI,title,subtitle,original-title,author,issued,container-title,type,relation,updated-by,"
    "resource,alternative-id"
)
#: what may stand in a filter: comma and colon are syntax there
_FILTERABLE = re.compile(r"10\.\d{4,9}/[\-._()/a-z0-9]+\Z")
_FILTERABLE_ID = re.compile(r"[A-Z0-9]{8,24}\Z")
#: types of papers; components, peer reviews and data sets shadow them in searches
_PAPERS = ("journal-article", "proceedings-article", "book-chapter", "posted-content")
#: copies of known titles under their real authors' names
_COPIES = ("10.65215/",)
_NOTICES = {
    "retraction": Integrity.RETRACTED,
    "removal": Integrity.RETRACTED,
    "withdrawal": Integrity.WITHDRAWN,
    "partial_retraction": Integrity.CONCERN,
    "expression_of_concern": Integrity.CONCERN,
}
#: the worst one is reported
_WORST_FIRST = (Integrity.RETRACTED, Integrity.WITHDRAWN, Integrity.CONCERN)
_TITLE_NOTICE = re.compile(
    r"\W*(retracted|withdrawn|removed)\b(?: article| chapter)?\W*:", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossrefWork:
    """One record of Crossref, read."""

    doi: str
    title: str
    other_titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    full_names: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    kind: str = ""
    landing_url: str | None = None
    #: publisher's own numbers (Elsevier: the PII), as written
    alternative_ids: tuple[str, ...] = ()
    integrity: Integrity = Integrity.SOUND
    integrity_note: str = ""
    integrity_url: str | None = None
    #: DOI of the published version, asserted by one of the publishers
    published_as: str | None = None

    @property
    def is_paper(self) -> bool:
        """A paper by its type, and not one of the known copies."""
        return self.kind in _PAPERS and not self.doi.startswith(_COPIES)

    def record(
        self,
        asked: PaperId,
        *,
        at: datetime,
        about: About = About.ITSELF,
        searched: str = "",
    ) -> PaperRecord:
        """As an answer about one identifier."""
        return PaperRecord(
            id=asked,
            source=Registry.CROSSREF,
            about=about,
            searched_title=searched,
            title=self.title,
            other_titles=self.other_titles,
            authors=self.authors,
            full_names=self.full_names,
            year=self.year,
            venue=self.venue,
            kind=self.kind,
            doi=self.doi,
            landing_url=self.landing_url,
            integrity=self.integrity,
            integrity_note=self.integrity_note,
            integrity_url=self.integrity_url,
            published_as=self.published_as,
            fetched_at=at,
        )


def by_doi(
    dois: Sequence[str], mailto: str = ""
) -> Iterator[tuple[tuple[str, ...], RegistryRequest]]:
    """Requests for many DOIs: batches of those that fit into a filter, the others one by one."""
    plain = [doi for doi in dois if _FILTERABLE.match(doi)]
    for start in range(0, len(plain), BATCH):
        chunk = tuple(plain[start : start + BATCH])
        yield chunk, _list(",".join(f"doi:{doi}" for doi in chunk), len(chunk), mailto)
    for doi in dois:
        if not _FILTERABLE.match(doi) and clean_doi(doi):
            path = f"/works/{quote(doi, safe='')}"
            yield (doi,), request(Registry.CROSSREF, path, _mail(mailto), meaningful=(404,))


def by_alternative_id(ids: Sequence[str], mailto: str = "") -> RegistryRequest:
    """One request for publisher's numbers (PIIs). Raises ValueError for what is no such number."""
    if not ids or not all(map(_FILTERABLE_ID.match, ids)):
        raise ValueError("not an identifier that may stand in a filter")
    return _list(",".join(f"alternative-id:{i}" for i in ids), 2 * len(ids), mailto)


def by_title(
    title: str, *, authors: Sequence[str] = (), year: int | None = None, mailto: str = ""
) -> RegistryRequest:
    """A title search. Scores are no confidence: only comparison and landing URL decide."""
    words = " ".join((readable(title)[:300], *authors[:2], str(year) if year else "")).split()
    query = (
        ("query.bibliographic", " ".join(words)),
        ("rows", str(CANDIDATES)),
        *_mail(mailto),
    )
    return _works(query)


def _list(filters: str, count: int, mailto: str) -> RegistryRequest:
    return _works((("filter", filters), ("rows", str(count)), *_mail(mailto)))


def _works(query: tuple[tuple[str, str], ...]) -> RegistryRequest:
    """Only the fields that are read; all of them when a field is not known there any more (400)."""
    whole = request(Registry.CROSSREF, "/works", query)
    short = request(Registry.CROSSREF, "/works", (*query, ("select", _SELECT)))
    return replace(short, plainer=whole.url)


def _mail(mailto: str) -> tuple[tuple[str, str], ...]:
    return (("mailto", mailto),) if mailto else ()


def works(raw: RawAnswer) -> tuple[CrossrefWork, ...]:
    """Every usable record in an answer, in its order. Raises Garbage."""
    if raw.status == 404:
        return ()
    found = as_object(raw)
    message = found.get("message")
    if found.get("status") != "ok" or not isinstance(message, dict):
        raise Garbage("answered without a message")
    if found.get("message-type") == "work":
        items = [message]
    elif isinstance(message.get("items"), list):
        items = message["items"]
    else:
        raise Garbage("answered without a list of works")
    return tuple(work for item in items if (work := _work(fields_of(item))))


def _work(item: dict[str, Any]) -> CrossrefWork | None:
    doi = clean_doi(text_of(item.get("DOI")))
    raw_titles = _texts(item.get("title"))
    if doi is None:
        return None
    title, others = _titles(raw_titles, _texts(item.get("subtitle")))
    originals = map(readable, _texts(item.get("original-title")))
    integrity, note, url = _integrity(item, raw_titles)
    return CrossrefWork(
        doi=doi,
        title=title,
        other_titles=tuple(dict.fromkeys((*others, *originals))),
        authors=_authors(item),
        full_names=_full_names(item),
        year=_year(item),
        venue=_venue(item),
        kind=text_of(item.get("type")),
        landing_url=text_of(fields_of(fields_of(item.get("resource")).get("primary")).get("URL"))
        or None,
        alternative_ids=tuple(_texts(item.get("alternative-id"))),
        integrity=integrity,
        integrity_note=note,
        integrity_url=url,
        published_as=_published_as(item),
    )  # fmt: skip


def _texts(value: Any) -> list[str]:
    return [text for text in map(text_of, items_of(value)) if text]


def _titles(titles: list[str], subtitles: list[str]) -> tuple[str, tuple[str, ...]]:
    """The title as a reader knows it, and its other forms: some publishers split the subtitle off."""
    if not titles:
        return "", ()
    joined = [readable(f"{titles[0]}: {subtitle}") for subtitle in subtitles]
    forms = [*joined, *map(readable, titles)]
    return forms[0], tuple(forms[1:])


def _authors(item: dict[str, Any]) -> tuple[str, ...]:
    names = []
    for author in map(fields_of, items_of(item.get("author"))[:200]):
        # organisations have a "name" only
        name = text_of(author.get("family")) or family_name(text_of(author.get("name")))
        if name:
            names.append(name)
    return tuple(names)


def _full_names(item: dict[str, Any]) -> tuple[str, ...]:
    return full_names(
        [
            " ".join(filter(None, (text_of(author.get("given")), text_of(author.get("family")))))
            or text_of(author.get("name"))
            for author in map(fields_of, items_of(item.get("author"))[:200])
        ]
    )


def _year(item: dict[str, Any]) -> int | None:
    for key in ("issued", "published"):
        parts = items_of(fields_of(item.get(key)).get("date-parts"))
        if parts and items_of(parts[0]) and (year := year_of(parts[0][0])):
            return year
    return None


def _venue(item: dict[str, Any]) -> str | None:
    # a chapter has its series first and its volume last
    names = _texts(item.get("container-title"))
    return readable(names[-1]) if names else None


def _integrity(item: dict[str, Any], titles: list[str]) -> tuple[Integrity, str, str | None]:
    """The worst notice. Corrections are common and harmless and do not count."""
    found: dict[Integrity, tuple[str, str | None]] = {}
    for update in map(fields_of, items_of(item.get("updated-by"))):
        kind = text_of(update.get("type")).lower().replace("-", "_")
        if kind in _NOTICES:
            doi = clean_doi(text_of(update.get("DOI")))
            who = text_of(update.get("source")) or "publisher"
            note = f"{kind.replace('_', ' ')} ({who})"
            found.setdefault(_NOTICES[kind], (note, f"https://doi.org/{doi}" if doi else None))
    for title in titles[:1]:
        if match := _TITLE_NOTICE.match(title):
            word = match[1].lower()
            state = Integrity.WITHDRAWN if word == "withdrawn" else Integrity.RETRACTED
            found.setdefault(state, (f"the registered title begins with “{match[1]}”", None))
    for state in _WORST_FIRST:
        if state in found:
            return state, *found[state]
    return Integrity.SOUND, "", None


def _published_as(item: dict[str, Any]) -> str | None:
    for related in map(fields_of, items_of(fields_of(item.get("relation")).get("is-preprint-of"))):
        if related.get("id-type") == "doi" and (doi := clean_doi(text_of(related.get("id")))):
            return doi
    return None
