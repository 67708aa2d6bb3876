"""An entry while it is being read."""

from __future__ import annotations

from typing import NamedTuple

from bot.lists.flow import label_kind
from bot.lists.kinds import (
    LinkKind,
    is_only_kind,
    kind_of_column,
    kind_of_host,
    kinds_of_column,
)
from bot.lists.tree import Anchor

_PAPER, _PROJECT, _OTHER = LinkKind.PAPER, LinkKind.PROJECT, LinkKind.OTHER


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


class Draft:
    """What was read of one entry."""

    __slots__ = (
        "default",
        "line",
        "links",
        "mentions",
        "section",
        "short",
        "title",
        "title_default",
        "venue",
        "year",
    )

    def __init__(self, section: tuple[str, ...], title: str, line: int) -> None:
        self.section = section
        self.title = title
        #: 1-based line where the entry begins
        self.line = line
        self.links: list[DraftLink] = []
        self.mentions: list[Anchor] = []
        self.year: int | None = None
        self.venue: str | None = None
        #: abbreviation that the list gives beside the title
        self.short: str | None = None
        #: what a link leads to that nothing tells about, and what a title leads to then
        self.default = _OTHER
        self.title_default = _PROJECT


def kind_of_link(link: DraftLink, draft: Draft) -> LinkKind:
    """Kind by label, then by column, then by host."""
    anchor, column = link.anchor, link.column
    if link.on_image:
        return _PAPER if kind_of_host(anchor.url) is _PAPER else _OTHER
    by_column = kind_of_column(column) if column else None
    if link.on_title:
        # a title leads to what its host is; a column of datasets may link their papers
        host = kind_of_host(anchor.url)
        if by_column is not None and host is not _PAPER:
            return by_column
        return (
            host
            or (label_kind(anchor) if is_only_kind(anchor.label) else None)
            or draft.title_default
        )
    by_label = label_kind(anchor)
    if by_label is not None or by_column is None:
        return by_label or kind_of_host(anchor.url) or draft.default
    kinds = kinds_of_column(column)
    host = kind_of_host(anchor.url) if len(kinds) > 1 else None
    return host if host is not None and host in kinds else by_column
