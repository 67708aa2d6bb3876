"""Which entries are about the same paper, as far as the list itself tells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bot.identity.comparison import TitleMatch, compare_titles
from bot.identity.identifiers import identify, identify_arxiv, identify_doi
from bot.model.entries import Entry, LinkRole
from bot.model.findings import Related
from bot.model.papers import PaperId
from bot.repositories.links import CodeLink, code_link
from bot.text.fitting import cut

#: characters of a title inside a sentence
_SHORT = 70


@lru_cache(maxsize=65_536)
def paper_behind(url: str) -> PaperId | None:
    """``identify``, remembered: several rules ask about every link of a list."""
    return identify(url)


@lru_cache(maxsize=65_536)
def code_behind(url: str) -> CodeLink:
    """``code_link``, remembered."""
    return code_link(url)


def paper_ids(entry: Entry) -> tuple[PaperId, ...]:
    """Every identifier that the entry gives for its paper: link, DOI, arXiv id."""
    found: dict[PaperId, None] = {}
    link = entry.link(LinkRole.PDF)
    for paper in (
        paper_behind(link.url) if link else None,
        identify_doi(entry.doi) if entry.doi else None,
        identify_arxiv(entry.arxiv) if entry.arxiv else None,
    ):
        if paper is not None:
            found[paper] = None
    return tuple(found)


def share_a_paper(one: Entry, other: Entry) -> bool:
    """The same identifier, and titles that can be of one paper: the same paper twice."""
    common = set(paper_ids(one)) & set(paper_ids(other))
    return bool(common) and title_match(one, other) in (TitleMatch.SAME, TitleMatch.VARIANT)


def title_match(one: Entry, other: Entry) -> TitleMatch:
    """Can the two titles be of one paper?"""
    if one.title == other.title:
        return TitleMatch.SAME
    return compare_titles(one.title, other.title).match


def titles_are_apart(one: Entry, other: Entry) -> bool:
    """Have the titles so little in common that no renaming explains it?"""
    return compare_titles(one.title, other.title).is_apart


def place(entry: Entry) -> str:
    """An entry for a sentence: its title, and where it stands."""
    return f"“{cut(entry.title, _SHORT)}” ({entry.span.file}:{entry.span.line})"


def related(entry: Entry) -> Related:
    """An entry as the other party of a finding."""
    return Related(entry_id=entry.id, span=entry.span)


def grouped(entries: tuple[Entry, ...]) -> Iterator[tuple[PaperId, list[Entry]]]:
    """Every identifier that more than one entry gives, with those entries in order."""
    groups: dict[PaperId, list[Entry]] = {}
    for entry in entries:
        for paper in paper_ids(entry):
            groups.setdefault(paper, []).append(entry)
    return ((paper, group) for paper, group in groups.items() if len(group) > 1)
