"""Which entries are about the same paper, as far as the list itself tells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.identity.identifiers import identify, identify_arxiv, identify_doi
from bot.model.entries import Entry, LinkRole
from bot.model.findings import Related
from bot.model.papers import PaperId
from bot.repositories.links import CodeLink, code_link
from bot.text.fitting import cut

if TYPE_CHECKING:
    from bot.identity.comparison import TitleComparison

#: characters of a title inside a sentence
_SHORT = 70


#: which paper a link names; ``identify`` remembers every link of a list
paper_behind = identify


@lru_cache(maxsize=65_536)
def code_behind(url: str) -> CodeLink:
    """``code_link``, remembered."""
    return code_link(url)


def paper_ids(entry: Entry) -> tuple[PaperId, ...]:
    """Every identifier that the entry gives for its paper: link, DOI, arXiv id."""
    link = entry.link(LinkRole.PDF)
    linked = paper_behind(link.url) if link else None
    if not entry.doi and not entry.arxiv:
        return () if linked is None else (linked,)
    given = (
        linked,
        identify_doi(entry.doi) if entry.doi else None,
        identify_arxiv(entry.arxiv) if entry.arxiv else None,
    )
    return tuple(dict.fromkeys(paper for paper in given if paper is not None))


def share_a_paper(one: Entry, other: Entry) -> bool:
    """The same identifier, and titles that can be of one paper: the same paper twice."""
    common = set(paper_ids(one)) & set(paper_ids(other))
    return bool(common) and titles_fit(one, other)


def titles_fit(one: Entry, other: Entry) -> bool:
    """Can the two titles be of one paper?"""
    return one.title == other.title or compared(one.title, other.title).fits


def compared(one: str, other: str) -> TitleComparison:
    """``compare_titles``, loaded when a list first repeats something: that takes its time."""
    from bot.identity.comparison import compare_titles

    return compare_titles(one, other)


def place(entry: Entry) -> str:
    """An entry for a sentence: its title, and where it stands."""
    return f"“{cut(entry.title, _SHORT)}” ({entry.span.file}:{entry.span.line})"


def related(entry: Entry) -> Related:
    """An entry as the other party of a finding."""
    return Related(entry_id=entry.id, span=entry.span)


def grouped(entries: tuple[Entry, ...]) -> Iterator[tuple[PaperId, list[Entry]]]:
    """Every identifier that more than one entry gives, with those entries in order."""
    first: dict[PaperId, Entry] = {}
    repeated: dict[PaperId, list[Entry]] = {}
    for entry in entries:
        for paper in paper_ids(entry):
            other = first.setdefault(paper, entry)
            if other is not entry:
                repeated.setdefault(paper, [other]).append(entry)
    return ((paper, repeated[paper]) for paper in first if paper in repeated)
