"""The words of one entry in a row, each character knowing its link and its style."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from bot.lists.kinds import (
    LinkKind,
    is_mere_label,
    is_only_kind,
    kind_of_label,
    kind_of_words,
)
from bot.lists.source import Source
from bot.lists.tree import Anchor, Kind, Piece, Run


class Title(NamedTuple):
    """A title and where it stands in its flow."""

    text: str
    start: int
    end: int
    #: what stands in brackets before it (a venue, a date, an abbreviation), or venue and year behind it
    before: tuple[str, ...] = ()
    #: the link that the title is, if it is one
    anchor: Anchor | None = None


class Flow:
    """Text of some runs. A new line stands where the reader sees one."""

    __slots__ = ("anchors", "pieces", "spans", "starts", "text", "title", "web")

    def __init__(
        self,
        text: str,
        pieces: list[Piece],
        starts: list[int],
        anchors: list[Anchor],
        web: list[Anchor],
        spans: dict[int, tuple[int, int]],
    ) -> None:
        self.text = text
        self.pieces = pieces
        #: where each piece begins; it ends where the next one begins
        self.starts = starts
        #: in order, each once
        self.anchors = anchors
        #: those that lead to the web
        self.web = web
        #: where the visible text of each anchor stands, by ``id``
        self.spans = spans
        #: what ``find_title`` found, once it was asked
        self.title: Title | None = None

    def number(self, position: int) -> int:
        """Number of the piece that holds the character at ``position``."""
        return bisect_right(self.starts, position, 1) - 1

    def at(self, position: int) -> Piece | None:
        """The piece that the character at ``position`` belongs to."""
        if position >= len(self.text) or not self.pieces:
            return None
        return self.pieces[bisect_right(self.starts, position, 1) - 1]

    def span_of(self, anchor: Anchor) -> tuple[int, int]:
        """Where the visible text of a link stands; empty for pictures."""
        return self.spans.get(id(anchor)) or (len(self.text), len(self.text))

    def stretch(self, position: int, style: str) -> tuple[int, int]:
        """How far the style (``strong``, ``emphasis``) of a position reaches from there."""
        end = position
        for number in range(self.number(position), len(self.pieces)):
            stop = self.end_of(number)
            begin = max(self.starts[number], position)
            if stop <= begin:
                continue
            blank = self.text[begin:stop].isspace()
            if not blank and not getattr(self.pieces[number], style):
                break
            if not blank:
                end = stop
        return position, end

    def end_of(self, number: int) -> int:
        """Where a piece ends."""
        return self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)


def flow_of(runs: Iterable[Run]) -> Flow:
    """Join runs; blocks are set apart by a new line."""
    parts: list[str] = []
    pieces: list[Piece] = []
    starts: list[int] = []
    anchors: list[Anchor] = []
    web: list[Anchor] = []
    spans: dict[int, tuple[int, int]] = {}
    length = 0
    for run in runs:
        if pieces:
            parts.append("\n")
            starts.append(length)
            pieces.append(_NEW_LINE)
            length += 1
        pieces += run.pieces
        for kind, text, anchor, _, _, _, _, _ in run.pieces:
            if kind >= 2:
                text = "" if kind == 2 else " " if kind == 4 else "\n"
            starts.append(length)
            parts.append(text)
            if anchor is None:
                length += len(text)
                continue
            key = id(anchor)
            known = spans.get(key)
            if known is None:
                anchors.append(anchor)
                if anchor.web:
                    web.append(anchor)
                begin = length
            else:
                begin = known[0]
            length += len(text)
            spans[key] = (begin, length)
    return Flow("".join(parts), pieces, starts, anchors, web, spans)


_NEW_LINE = Piece(Kind.BREAK, "\n", None, False, False, None, -1)


def line_of(run: Run, source: Source) -> int:
    """1-based line of the first piece of a run that says something."""
    for piece in run.pieces:
        if not piece.text.strip() and piece.kind is not Kind.IMAGE:
            continue
        line = line_of_piece(piece, source)
        if line:
            return line
    return max(run.line, run.parent.line)


def line_of_piece(piece: Piece, source: Source) -> int | None:
    """1-based line of a piece, None when it is not known."""
    if piece.node is not None:
        return piece.node.sourcepos.start.line
    return source.line(piece.offset) if piece.offset >= 0 else None


def says(anchor: Anchor) -> str:
    """What a link says: its words, else what its pictures say."""
    label = anchor.label
    return label or " ".join(image.alt for image in anchor.images).strip()


def label_kind(anchor: Anchor) -> LinkKind | None:
    """The kind that the words (or the badge) of a link name."""
    if not anchor.kind_known:
        anchor.kind = kind_of_label(says(anchor)) or badge_kind(anchor)
        anchor.kind_known = True
    return anchor.kind


def is_mere_kind(anchor: Anchor) -> bool:
    """Does a link only say what it leads to (or where that appeared), so that it is no title?

    ``[Code Llama](...)`` is one, though it has the word of a kind in it.
    """
    label = anchor.label
    if label_kind(anchor) is None:
        return False
    return not label or is_only_kind(label) or kind_of_words(label) is None


def is_label(flow: Flow, anchor: Anchor) -> bool:
    """Does a link point at something of the entry, and is no part of its title?

    Its words name a kind, are an address, or stand in brackets of their own.
    """
    label = says(anchor)
    if label_kind(anchor) is not None or is_address(anchor) or is_mere_label(label):
        return True
    if label[:1] in "[【(" and label[-1:] in "]】)":
        return True
    start, end = flow.span_of(anchor)
    return flow.text[:start].rstrip()[-1:] in ("[", "【") and (
        flow.text[end:].lstrip()[:1] in ("]", "】")
    )


def is_address(anchor: Anchor) -> bool:
    """Is the address itself what the reader sees?"""
    return anchor.label.startswith(("http://", "https://", "www."))


def badge_kind(anchor: Anchor) -> LinkKind | None:
    """The kind that the badges of a link without words name."""
    kind = None
    if not anchor.label:
        for image in anchor.images:
            kind = kind or kind_of_badge(image.url)
    return kind


def kind_of_badge(url: str) -> LinkKind | None:
    """What a badge picture says: ``.../badge/arXiv-2304.00685-b31b1b.svg``."""
    if "shields.io" not in url and "badge" not in url:
        return None
    if "/github/" in url:
        return LinkKind.CODE
    name = url.rpartition("/")[2].partition("?")[0].replace("%20", " ").replace("_", " ")
    label, _, message = name.partition("-")
    kind = kind_of_label(label or message.partition("-")[0])
    if kind is LinkKind.CODE and label.lower().endswith(".io"):
        return kind_of_label(message.partition("-")[0]) or LinkKind.PROJECT  # GitHub.io: a page
    return kind
