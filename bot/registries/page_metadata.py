"""What a page of an open host says about itself, as a record.

Google Scholar's inclusion guidelines name the Highwire tags (``citation_title`` ...); Dublin Core is
their last resort. JSON-LD (``ld.title`` ...) counts as much when the page describes one article. A
title that only stands in COinS, ``<title>`` or ``og:title`` can support a link, never speak against
it: it may be of a paper that the page cites, or belong to a consent page.
"""

from __future__ import annotations

import re
from datetime import datetime

from bot.identity.doi import clean_doi
from bot.identity.identifiers import identify
from bot.identity.people import family_name, full_names
from bot.identity.titles import readable
from bot.model.observations import PageReading
from bot.model.papers import PaperId, PaperRecord, Scheme
from bot.registries.code_claims import claimed_code
from bot.registries.exchange import year_of

SOURCE = "page"
#: ``kind`` of a record whose title is only the title of a page
WEAK = "page-title"
#: ``kind`` of a record from citation tags
STRONG = "citation-tags"
#: site names behind a page title
_SITE = re.compile(r"\s*(?:\||\s[-–—]\s|::)\s*[^|]{2,60}\Z")


def record_from_page(
    paper: PaperId, page: PageReading, *, at: datetime | None = None
) -> PaperRecord | None:
    """The record of a page, None when it says nothing usable (challenge, login, error page)."""
    tags = _tags(page)
    title = _first(
        tags, "citation_title", "bepress_citation_title", "eprints.title", "prism.title", "ld.title"
    )
    kind = STRONG
    if not title and _first(tags, "dc.identifier.doi", "dc.creator", "dc.creator.personalname"):
        title = _first(tags, "dc.title")
    if not title:
        kind = WEAK
        title = _first(tags, "coins.title", "og:title", "twitter:title", "dc.title")
        title = title or _SITE.sub("", page.title)
    doi = clean_doi(
        _first(tags, "citation_doi", "ld.doi", "dc.identifier.doi", "prism.doi", "coins.doi")
    )
    year = year_of(
        _first(tags, "citation_publication_date", "citation_date", "citation_online_date",
               "citation_year", "ld.date", "dc.date", "coins.date")
    )  # fmt: skip
    if not title or _of_another_year(paper, year):
        return None
    arxiv = identify(f"https://arxiv.org/abs/{_first(tags, 'citation_arxiv_id')}")
    return PaperRecord(
        id=paper,
        source=SOURCE,
        kind=kind,
        title=readable(title),
        authors=tuple(filter(None, map(family_name, _authors(tags)))),
        full_names=full_names(_authors(tags)),
        year=year,
        venue=_first(tags, "citation_journal_title", "citation_conference_title",
                     "citation_inbook_title", "ld.venue", "coins.venue") or None,
        doi=doi,
        arxiv=arxiv.value if arxiv and arxiv.scheme is Scheme.ARXIV else None,
        landing_url=_landing(paper, page, tags),
        code_urls=_code(paper, page, tags),
        fetched_at=at,
    )  # fmt: skip


def _code(paper: PaperId, page: PageReading, tags: dict[str, list[str]]) -> tuple[str, ...]:
    """Announced in the abstract; in open proceedings the only address on the page is in it."""
    claimed = claimed_code(_first(tags, "citation_abstract", "description", "og:description"))
    if claimed or paper.scheme not in (Scheme.CVF, Scheme.PMLR, Scheme.NEURIPS):
        return claimed
    own = tuple(dict.fromkeys(url for url in page.code_urls if "/mlresearch/" not in url.lower()))
    return own if len(own) == 1 else ()


def _tags(page: PageReading) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for name, value in page.metadata:
        if text := " ".join(value.split()):
            tags.setdefault(name.lower(), []).append(text[:2000])
    return tags


def _first(tags: dict[str, list[str]], *names: str) -> str:
    return next((tags[name][0] for name in names if name in tags), "")


def _authors(tags: dict[str, list[str]]) -> list[str]:
    for name in (
        "citation_author",
        "ld.author",
        "dc.creator.personalname",
        "dc.creator",
        "coins.author",
    ):
        if name in tags:
            found = tags[name][:200]
            return found[0].split(";") if len(found) == 1 and ";" in found[0] else found
    single = _first(tags, "citation_authors")
    return single.split(";") if single else []


def _of_another_year(paper: PaperId, year: int | None) -> bool:
    """A NeurIPS hash means another paper in another year, so the year must fit."""
    if paper.scheme is not Scheme.NEURIPS or year is None or "/" not in paper.value:
        return False
    return abs(int(paper.value[:4]) - year) > 1


def _landing(paper: PaperId, page: PageReading, tags: dict[str, list[str]]) -> str | None:
    """An address on the page itself that names the same paper: the page is about its own URL."""
    candidates = (
        page.canonical_url or "",
        _first(tags, "citation_abstract_html_url", "citation_fulltext_html_url"),
        _first(tags, "citation_pdf_url"),
        _first(tags, "og:url"),
        _first(tags, "ld.url"),
    )
    return next((url for url in candidates if url and identify(url) == paper), None)
