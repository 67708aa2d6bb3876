"""A Markdown list as entries, and the links that belong to none of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from bot.lists.drafts import Draft, kind_of_link
from bot.lists.kinds import LinkKind
from bot.lists.links import ListLink, page_links_by_anchor
from bot.lists.rendering import Page, render
from bot.lists.venues import edition_in, is_venue, without_year, year_in
from bot.lists.walking import Reader
from bot.memory import collector_paused

#: makes a NamedTuple without its keyword handling, for what is made most often
_new = tuple.__new__


class EntryLink(NamedTuple):
    """One link of an entry."""

    kind: LinkKind
    link: ListLink
    #: stands in the middle of a sentence
    prose: bool = False
    #: the title of the entry is the link
    on_title: bool = False
    #: header of its column in a table (cells that span rows counted in), or the words before it
    column: str = ""


class ListEntry(NamedTuple):
    """One entry of a Markdown list."""

    #: headings around it, outermost first, without the title of the file
    section: tuple[str, ...]
    title: str
    #: 1-based line where it begins
    line: int
    links: tuple[EntryLink, ...]
    #: links in its free text
    mentions: tuple[ListLink, ...] = ()
    year: int | None = None
    venue: str | None = None
    short: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadList:
    """Everything a reader can click, in entries or among the others."""

    title: str
    entries: tuple[ListEntry, ...]
    others: tuple[ListLink, ...]
    page: Page = field(repr=False, compare=False)


def read_list(markdown: str, file: str = "README.md") -> ReadList:
    """Read the entries of any Markdown list. Never raises for its contents."""
    with collector_paused():
        return read_page(render(markdown, file))


def read_page(page: Page) -> ReadList:
    """Read the entries of a page that is already parsed."""
    reader = Reader(page)
    reader.read()
    links = page_links_by_anchor(page)
    taken: set[int] = set()
    entries = tuple([_entry(draft, links, taken, reader.title) for draft in reader.drafts])
    others = tuple([link for key, link in links.items() if key not in taken])
    return ReadList(title=reader.title, entries=entries, others=others, page=page)


def _entry(draft: Draft, links: dict[int, ListLink], taken: set[int], title: str) -> ListEntry:
    found = []
    for link in draft.links:
        key = id(link.anchor)
        taken.add(key)
        found.append(
            _new(
                EntryLink,
                (kind_of_link(link, draft), links[key], link.prose, link.on_title, link.column),
            )
        )
    mentions = tuple([links[id(anchor)] for anchor in draft.mentions])
    taken.update([id(anchor) for anchor in draft.mentions])
    year, venue = draft.year, draft.venue
    if year is None or venue is None:
        general = _inherited(draft.section, title)
        year, venue = year or general[0], venue or general[1]
    place = (draft.section, draft.title, draft.line)
    return _new(ListEntry, (*place, tuple(found), mentions, year, venue, draft.short))


@lru_cache(maxsize=1024)
def _inherited(section: tuple[str, ...], title: str) -> tuple[int | None, str | None]:
    """Year and venue that the headings above give to all their entries: ``CVPR 2024``."""
    for heading in reversed(section):
        text = heading.strip()
        if text.isdigit() and year_in(text):
            return year_in(text), None
        if len(text) < 30 and is_venue(text) and year_in(text):
            return year_in(text), without_year(text)
    found = edition_in(title)
    return found if found is not None else (None, None)
