"""DataCite: arXiv, Zenodo and other repositories that register there, many DOIs at once.

https://support.datacite.org/docs/api . Misses are silently absent from lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.identity.doi import clean_doi
from bot.identity.people import family_name, full_names
from bot.identity.titles import readable
from bot.model.papers import About, Integrity, PaperId, PaperRecord
from bot.registries.coverage import is_datacite
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

_FIELDS = "doi,titles,creators,publicationYear,publisher,types,url,relatedIdentifiers"
#: what a preprint is of its published version (DataCite Metadata Schema 4.6, appendix 1)
_PUBLISHED = ("IsVersionOf", "IsPreviousVersionOf", "IsVariantFormOf")
#: DOIs in one request (about 1.5 kB of URL)
BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DataciteWork:
    """One record of DataCite, read."""

    doi: str
    title: str
    other_titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    full_names: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    kind: str = ""
    landing_url: str | None = None
    #: DOI of the published version
    published_as: str | None = None

    def record(self, asked: PaperId, *, at: datetime, about: About = About.ITSELF) -> PaperRecord:
        """As an answer about one identifier. DataCite has no notices, so integrity is unknown."""
        return PaperRecord(
            id=asked,
            source=Registry.DATACITE,
            about=about,
            title=self.title,
            other_titles=self.other_titles,
            authors=self.authors,
            full_names=self.full_names,
            year=self.year,
            venue=self.venue,
            kind=self.kind,
            doi=self.doi,
            arxiv=asked.value if self.doi.startswith("10.48550/arxiv.") else None,
            landing_url=self.landing_url,
            integrity=Integrity.UNKNOWN,
            published_as=self.published_as,
            fetched_at=at,
        )


def by_doi(dois: Sequence[str]) -> Iterator[tuple[tuple[str, ...], RegistryRequest]]:
    """Requests for many DOIs; one with a comma in it cannot be asked this way and is left out."""
    plain = [doi for doi in dois if "," not in doi]
    for start in range(0, len(plain), BATCH):
        chunk = tuple(plain[start : start + BATCH])
        query = (
            ("ids", ",".join(chunk)),
            ("fields[dois]", _FIELDS),
            ("page[size]", str(len(chunk))),
        )
        yield (
            chunk,
            request(Registry.DATACITE, "/dois", query, accept="application/vnd.api+json"),
        )


def works(raw: RawAnswer) -> tuple[DataciteWork, ...]:
    """Every usable record in an answer. Raises Garbage."""
    data = as_object(raw).get("data")
    if not isinstance(data, list):
        raise Garbage("answered without a list of DOIs")
    return tuple(
        work for item in data if (work := _work(fields_of(fields_of(item).get("attributes"))))
    )


def _work(item: dict[str, Any]) -> DataciteWork | None:
    doi = clean_doi(text_of(item.get("doi")))
    titles = [
        readable(text)
        for title in map(fields_of, items_of(item.get("titles")))
        if (text := text_of(title.get("title")))
    ]
    if doi is None:
        return None
    publisher = item.get("publisher")
    creators = list(map(fields_of, items_of(item.get("creators"))[:200]))
    names = (
        text_of(creator.get("familyName")) or family_name(text_of(creator.get("name")))
        for creator in creators
    )
    return DataciteWork(
        doi=doi,
        title=titles[0] if titles else "",
        other_titles=tuple(titles[1:]),
        authors=tuple(filter(None, names)),
        full_names=full_names([text_of(creator.get("name")) for creator in creators]),
        year=year_of(item.get("publicationYear")),
        venue=text_of(publisher) or text_of(fields_of(publisher).get("name")) or None,
        kind=text_of(fields_of(item.get("types")).get("resourceTypeGeneral")),
        landing_url=text_of(item.get("url")) or None,
        published_as=_published_as(item),
    )


def _published_as(item: dict[str, Any]) -> str | None:
    """Versions at the same kind of archive (Zenodo's "all versions") are no publications."""
    for related in map(fields_of, items_of(item.get("relatedIdentifiers"))[:200]):
        doi = clean_doi(text_of(related.get("relatedIdentifier")))
        if doi and related.get("relationType") in _PUBLISHED and not is_datacite(doi):
            return doi
    return None
