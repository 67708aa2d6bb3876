"""OpenAlex: a second witness for titles and retractions, one free look-up at a time.

https://developers.openalex.org : a single work by ``doi:`` costs nothing; lists and searches are
metered and not used here. A miss is an HTML page with 404.
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from bot.identity.doi import clean_doi
from bot.identity.people import family_name
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


def by_doi(doi: str) -> RegistryRequest:
    """Request for one work."""
    return request(Registry.OPENALEX, f"/works/doi:{quote(doi, safe='/')}", meaningful=(404,))


def read(
    raw: RawAnswer,
    asked: PaperId,
    doi: str,
    *,
    at: datetime,
    about: About = About.ITSELF,
    searched: str = "",
) -> PaperRecord:
    """The record; one that says nothing when OpenAlex does not have the DOI. Raises Garbage."""
    if raw.status == 404:
        return PaperRecord(
            id=asked, source=Registry.OPENALEX, about=about, searched_title=searched, fetched_at=at
        )
    found = as_object(raw)
    if clean_doi(text_of(found.get("doi"))) != doi:
        raise Garbage("answered for another DOI")
    retracted = found.get("is_retracted") is True
    names = (
        family_name(text_of(item.get("raw_author_name")))
        for item in map(fields_of, items_of(found.get("authorships"))[:200])
    )
    return PaperRecord(
        id=asked,
        source=Registry.OPENALEX,
        about=about,
        searched_title=searched,
        title=readable(text_of(found.get("title")) or text_of(found.get("display_name"))),
        authors=tuple(filter(None, names)),
        year=year_of(found.get("publication_year")),
        kind=text_of(found.get("type")),
        doi=doi,
        integrity=Integrity.RETRACTED if retracted else Integrity.UNKNOWN,
        integrity_note="OpenAlex marks it as retracted" if retracted else "",
        integrity_url=f"https://openalex.org/{text_of(found.get('id')).rpartition('/')[2]}"
        if retracted
        else None,
        fetched_at=at,
    )
