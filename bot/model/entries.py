"""Entries of a list, their links, and where in the file each of them stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: files that hold the list as a page, not as data
MARKDOWN_ENDINGS = (".md", ".markdown")


def is_markdown(file: str) -> bool:
    """Does a file of this name hold a list that stays Markdown?"""
    return file.lower().endswith(MARKDOWN_ENDINGS)


class LinkRole(StrEnum):
    """What an entry says a link leads to."""

    PDF = "pdf"
    CODE = "code"
    PROJECT = "project"
    DATASET = "dataset"
    DEMO = "demo"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSpan:
    """A place in a file that a person can jump to."""

    file: str
    #: 1-based
    line: int
    #: 1-based, in characters
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of one entry, in the list's own spelling."""

    entry_id: str
    role: LinkRole
    #: exactly as written in the list
    url: str
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of the list."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignore:
    """A decision, written next to an entry, not to report something about it."""

    #: rule codes, or ("*",) for all of them
    rules: tuple[str, ...] = ("*",)
    reason: str = ""
    #: ISO date after which the decision has expired, or None
    until: str | None = None


#: between names where a suggested fix holds a whole list of authors as one text
AUTHORS_BETWEEN = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One paper of the list."""

    id: str
    #: id of the section; a section that is not declared is its own title
    section: str
    title: str
    links: tuple[Link, ...]
    span: SourceSpan
    year: int | None = None
    venue: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    authors: tuple[str, ...] = ()
    ignore: Ignore | None = None

    def link(self, role: LinkRole) -> Link | None:
        """The first link with this role, or None."""
        for link in self.links:  # asked ten times for each entry of a list, so without a generator
            if link.role is role:
                return link
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A whole list in the order its file has."""

    title: str
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    #: name of the file that was read
    file: str = "entries.yml"

    @property
    def is_page(self) -> bool:
        """Is it a list that stays Markdown, so that only addresses in it can be changed?"""
        return False

    def links(self) -> tuple[Link, ...]:
        """Every link of every entry, in order."""
        return tuple(link for entry in self.entries for link in entry.links)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """Something in an input file that its author must mend.

    Printed as ``entries.yml:LINE:COL: entries[12].code: what is wrong; what to do``.
    """

    span: SourceSpan
    #: where in the document, e.g. ``entries[12].code``; empty for the file itself
    path: str
    what: str
    remedy: str

    def __str__(self) -> str:
        path = f"{self.path}: " if self.path else ""
        return f"{self.span}: {path}{self.what}; {self.remedy}"
