"""An entry while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from bot.lists.flow import label_kind
from bot.lists.kinds import LinkKind, kind_of_column, kind_of_host
from bot.lists.tree import Anchor


class DraftLink(NamedTuple):
    """A link of an entry and what is known about it."""

    anchor: Anchor
    #: header of the column, or the words that stand before the link ("Code: ...")
    column: str = ""
    on_title: bool = False
    on_image: bool = False
    #: in the middle of a sentence: worth checking, but not the entry's paper or code
    prose: bool = False


def draft_link(
    anchor: Anchor,
    column: str = "",
    on_title: bool = False,
    on_image: bool = False,
    prose: bool = False,
) -> DraftLink:
    """``DraftLink(...)``, twice as fast: one is made for every link."""
    return tuple.__new__(DraftLink, (anchor, column, on_title, on_image, prose))


@dataclass(slots=True)
class Draft:
    """What was read of one entry."""

    section: tuple[str, ...]
    title: str
    #: 1-based line where the entry begins
    line: int
    links: list[DraftLink] = field(default_factory=list)
    mentions: list[Anchor] = field(default_factory=list)
    year: int | None = None
    venue: str | None = None
    #: abbreviation that the list gives beside the title
    short: str | None = None
    #: what a link leads to that nothing tells about, and what a title leads to then
    default: LinkKind = LinkKind.OTHER
    title_default: LinkKind = LinkKind.PROJECT


def kind_of_link(link: DraftLink, draft: Draft) -> LinkKind:
    """Kind by label, then by column, then by host."""
    host = kind_of_host(link.anchor.url)
    if link.on_image:
        return host if host is LinkKind.PAPER else LinkKind.OTHER
    by_label = None if link.on_title else label_kind(link.anchor)
    by_column = kind_of_column(link.column) if link.column else None
    if link.on_title:
        # a title leads to what its host is; a column of datasets may link their papers
        if by_column is not None and host is not LinkKind.PAPER:
            return by_column
        return host or draft.title_default
    return by_label or by_column or host or draft.default
