"""PubMed and PubMed Central: papers by PMID or PMCID, two hundred a call; retractions.

https://www.ncbi.nlm.nih.gov/books/NBK25499/ (ESummary). Without a key three requests a second. An
unknown number is an ``error`` in its own place; titles end with a full stop, translated ones stand in
brackets; people are written ``Doe JA``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from bot.identity.doi import clean_doi
from bot.identity.identifiers import canonical_paper_url
from bot.identity.titles import readable
from bot.model.papers import Integrity, PaperId, PaperRecord, Scheme
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

#: numbers in one request
BATCH = 200
_DATABASES = {Scheme.PMID: "pubmed", Scheme.PMCID: "pmc"}
_INITIALS = re.compile(r"\s+[A-Z][A-Z\-]{0,3}(?:\s+(?:Jr|Sr|2nd|3rd|4th))?\Z")
_TRANSLATED = re.compile(r"\A\[(.+)\]\.?\Z", re.DOTALL)


def by_number(
    papers: Sequence[PaperId], mailto: str = ""
) -> Iterator[tuple[tuple[PaperId, ...], RegistryRequest]]:
    """Requests for many numbers; the two databases are asked apart."""
    for scheme, database in _DATABASES.items():
        wanted = [paper for paper in papers if paper.scheme is scheme]
        for start in range(0, len(wanted), BATCH):
            chunk = tuple(wanted[start : start + BATCH])
            query = (
                ("db", database),
                ("id", ",".join(paper.value.removeprefix("PMC") for paper in chunk)),
                ("retmode", "json"),
                ("tool", "listbot"),
                *((("email", mailto),) if mailto else ()),
            )
            yield chunk, request(Registry.PUBMED, "/entrez/eutils/esummary.fcgi", query)


def read(raw: RawAnswer, asked: Sequence[PaperId], *, at: datetime) -> dict[PaperId, PaperRecord]:
    """The record of every number that was asked; one that says nothing for what is not there.

    Raises Garbage, also when the answer is about none of the numbers.
    """
    result = as_object(raw).get("result")
    if not isinstance(result, dict) or not isinstance(result.get("uids"), list):
        raise Garbage("answered without a result")
    found: dict[PaperId, PaperRecord] = {}
    for paper in asked:
        item = fields_of(result.get(paper.value.removeprefix("PMC")))
        if item:
            found[paper] = _record(paper, item, at)
    if not found:
        raise Garbage("answered for other papers")
    return found


def _record(paper: PaperId, item: dict[str, Any], at: datetime) -> PaperRecord:
    nothing = PaperRecord(id=paper, source=Registry.PUBMED, fetched_at=at)
    uid = text_of(item.get("uid"))
    if item.get("error") or uid != paper.value.removeprefix("PMC"):
        return nothing
    title, others = _titles(item)
    kinds = {text_of(kind).casefold() for kind in items_of(item.get("pubtype"))}
    retracted = "retracted publication" in kinds
    landing = canonical_paper_url(paper)
    return PaperRecord(
        id=paper,
        source=Registry.PUBMED,
        title=title,
        other_titles=others,
        authors=_authors(item),
        year=year_of(text_of(item.get("pubdate")) or text_of(item.get("epubdate"))),
        venue=text_of(item.get("fulljournalname")) or text_of(item.get("source")) or None,
        doi=_doi(item),
        landing_url=landing,
        kind="journal-article",
        integrity=Integrity.RETRACTED if retracted else Integrity.SOUND,
        integrity_note="PubMed marks it as a retracted publication" if retracted else "",
        integrity_url=landing if retracted else None,
        fetched_at=at,
    )


def _titles(item: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    text = text_of(item.get("title"))
    if match := _TRANSLATED.match(text):
        text = match[1]
    original = readable(text_of(item.get("vernaculartitle")))
    return readable(text).rstrip("."), ((original.rstrip("."),) if original else ())


def _authors(item: dict[str, Any]) -> tuple[str, ...]:
    names = (
        _INITIALS.sub("", text_of(author.get("name")))
        for author in map(fields_of, items_of(item.get("authors"))[:200])
    )
    return tuple(filter(None, names))


def _doi(item: dict[str, Any]) -> str | None:
    for identifier in map(fields_of, items_of(item.get("articleids"))[:50]):
        if text_of(identifier.get("idtype")) == "doi":
            return clean_doi(text_of(identifier.get("value")))
    return None
