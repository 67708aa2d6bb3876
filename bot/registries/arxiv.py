"""arXiv's Atom API: many papers in one call, older versions, withdrawals.

https://info.arxiv.org/help/api/user-manual.html . ``max_results`` is 10 unless told otherwise;
order is not the one asked; unknown identifiers are absent; a malformed one alone is a 400.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

from bot.identity.arxiv import arxiv_id
from bot.identity.doi import clean_doi
from bot.identity.people import family_name, full_names
from bot.identity.titles import readable
from bot.model.papers import About, Integrity, PaperId, PaperRecord
from bot.registries.code_claims import claimed_code
from bot.registries.exchange import Garbage, RawAnswer, Registry, RegistryRequest, request, year_of

#: identifiers in one call (about 1.2 kB of URL)
BATCH = 100
#: earlier versions that are asked for at most, the first ones: renaming happens early or at the end
VERSIONS = 8
_SPACES = {"a": "http://www.w3.org/2005/Atom", "x": "http://arxiv.org/schemas/atom"}
_ENTRY_ID = re.compile(r"https?://arxiv\.org/abs/(.+)\Z")
#: the API has no flag (info.arxiv.org/help/withdraw.html): the reason stands in the comments
_WITHDRAWN = re.compile(r"\bwithdr(?:aw|ew)", re.IGNORECASE)
_WITHDRAWN_ABSTRACT = re.compile(
    r"\W*th(?:is|e) (?:paper|article|submission|manuscript|work|preprint) (?:has been|is|was) "
    r"withdrawn",
    re.IGNORECASE,
)
#: words of a title that make a phrase long enough to be found and short enough to be spelt alike
_PHRASE = 10
_WORD = re.compile(r"\w+")
_ATOM = "application/atom+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArxivEntry:
    """One entry of a feed, read."""

    id: PaperId
    #: the version this entry is about
    version: int
    title: str
    authors: tuple[str, ...] = ()
    full_names: tuple[str, ...] = ()
    year: int | None = None
    comment: str = ""
    journal_ref: str = ""
    doi: str | None = None
    code_urls: tuple[str, ...] = ()
    withdrawn: bool = False

    def record(
        self,
        asked: PaperId,
        *,
        at: datetime,
        about: About = About.ITSELF,
        searched: str = "",
        other_titles: tuple[str, ...] = (),
    ) -> PaperRecord:
        """As an answer about one identifier."""
        note = f"the comment of version {self.version} says: {self.comment}"
        return PaperRecord(
            id=asked,
            source=Registry.ARXIV,
            about=about,
            searched_title=searched,
            title=self.title,
            other_titles=other_titles,
            authors=self.authors,
            full_names=self.full_names,
            year=self.year,
            venue="arXiv",
            kind="preprint",
            version=self.version,
            doi=f"10.48550/arxiv.{self.id.value}",
            arxiv=self.id.value,
            landing_url=f"https://arxiv.org/abs/{self.id.value}",
            integrity=Integrity.WITHDRAWN if self.withdrawn else Integrity.SOUND,
            integrity_note=note if self.withdrawn else "",
            integrity_url=f"https://arxiv.org/abs/{self.id.value}" if self.withdrawn else None,
            published_as=self.doi,
            published_venue=self.journal_ref or None,
            code_urls=self.code_urls,
            fetched_at=at,
        )


def by_id(ids: Sequence[str]) -> Iterator[tuple[tuple[str, ...], RegistryRequest]]:
    """Requests for many identifiers (with or without version); malformed ones are left out."""
    sound = [item for item in ids if arxiv_id(item)]
    for start in range(0, len(sound), BATCH):
        chunk = tuple(sound[start : start + BATCH])
        yield chunk, _query((("id_list", ",".join(chunk)), ("max_results", str(len(chunk)))))


def earlier_versions(record: PaperRecord) -> tuple[str, ...]:
    """Identifiers of the versions before the latest one, oldest first."""
    latest = record.version or 1
    return tuple(f"{record.arxiv}v{number}" for number in range(1, min(latest, VERSIONS + 1)))


def by_title(titles: Sequence[str]) -> RegistryRequest:
    """One search for several titles: quoted words of letters and digits only."""
    phrases = (" ".join(_WORD.findall(readable(title))[:_PHRASE]) for title in titles)
    wanted = " OR ".join(f'ti:"{phrase}"' for phrase in phrases if phrase)
    return _query((("search_query", wanted), ("max_results", str(10 * max(1, len(titles))))))


def _query(query: tuple[tuple[str, str], ...]) -> RegistryRequest:
    return request(Registry.ARXIV, "/api/query", query, accept=_ATOM, meaningful=(400,))


def entries(raw: RawAnswer) -> tuple[ArxivEntry, ...]:
    """Every paper in a feed, in its order; error entries are no papers. Raises Garbage."""
    # a DTD could define entities that expand without end; feeds have none
    if b"<!DOCTYPE" in raw.body[:4096] or b"<!ENTITY" in raw.body:
        raise Garbage("answered with a document type definition")
    try:
        root = ElementTree.fromstring(raw.body)  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Garbage("answered with something that is no Atom feed") from None
    if root.tag != f"{{{_SPACES['a']}}}feed":
        raise Garbage("answered with something that is no Atom feed")
    return tuple(entry for item in root.findall("a:entry", _SPACES) if (entry := _entry(item)))


def _entry(item: ElementTree.Element) -> ArxivEntry | None:
    match = _ENTRY_ID.match(_text(item, "a:id"))
    paper = arxiv_id(match[1]) if match else None
    title = readable(_text(item, "a:title"))
    if paper is None or not title:
        return None
    comment, abstract = _text(item, "x:comment"), _text(item, "a:summary")
    names = [_text(author, "a:name") for author in item.findall("a:author", _SPACES)[:200]]
    doi = clean_doi(_text(item, "x:doi").partition(" ")[0])
    return ArxivEntry(
        id=PaperId(scheme=paper.scheme, value=paper.value),
        version=paper.version or 1,
        title=title,
        authors=tuple(filter(None, map(family_name, names))),
        full_names=full_names(names),
        year=year_of(_text(item, "a:published")),
        comment=comment[:300],
        journal_ref=_text(item, "x:journal_ref")[:200],
        doi=doi if doi and not doi.startswith("10.48550/") else None,
        code_urls=claimed_code(comment, abstract),
        withdrawn=bool(_WITHDRAWN.search(comment) or _WITHDRAWN_ABSTRACT.match(abstract)),
    )


def _text(item: ElementTree.Element, path: str) -> str:
    return " ".join((item.findtext(path, default="", namespaces=_SPACES) or "").split())
