"""The words of one entry in a row, each character knowing its link and its style."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.lists.kinds import LinkKind, is_mere_label, kind_of_label
from bot.lists.source import Source
from bot.lists.tree import Anchor, Kind, Piece, Run


@dataclass(slots=True)
class Mark:
    """A stretch ``[start, end)`` of the flow with one style."""

    start: int
    end: int
    piece: Piece


@dataclass(slots=True)
class Flow:
    """Text of some runs. A new line stands where the reader sees one."""

    text: str
    marks: list[Mark] = field(default_factory=list)
    #: in order, each once
    anchors: list[Anchor] = field(default_factory=list)
    #: where the visible text of each anchor stands, by ``id``
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)

    def at(self, position: int) -> Piece | None:
        """The piece that the character at ``position`` belongs to."""
        number = bisect_right(self.starts, position) - 1
        while number >= 0:
            mark = self.marks[number]
            if mark.end > position:
                return mark.piece
            if mark.end > mark.start:
                return None
            number -= 1
        return None

    def span_of(self, anchor: Anchor) -> tuple[int, int]:
        """Where the visible text of a link stands; empty for pictures."""
        return self.spans.get(id(anchor), (len(self.text), len(self.text)))

    def stretch(self, position: int, style: str) -> tuple[int, int]:
        """How far the style (``strong``, ``emphasis``) of a position reaches from there."""
        end = position
        for mark in self.marks[max(bisect_right(self.starts, position) - 1, 0) :]:
            if mark.end <= position:
                continue
            blank = not self.text[mark.start : mark.end].strip()
            if not blank and not getattr(mark.piece, style):
                break
            if not blank:
                end = mark.end
        return position, end


def flow_of(runs: Iterable[Run]) -> Flow:
    """Join runs; blocks are set apart by a new line."""
    parts: list[str] = []
    marks: list[Mark] = []
    anchors: dict[int, Anchor] = {}
    spans: dict[int, tuple[int, int]] = {}
    starts: list[int] = []
    length = 0
    for number, run in enumerate(runs):
        if number:
            parts.append("\n")
            length += 1
        for piece in run.pieces:
            if piece.kind is Kind.IMAGE:
                text = ""
            elif piece.kind is Kind.SOFT:
                text = " "
            elif piece.kind is Kind.BREAK:
                text = "\n"
            else:
                text = piece.text
            end = length + len(text)
            if piece.anchor is not None:
                key = id(piece.anchor)
                anchors.setdefault(key, piece.anchor)
                spans[key] = (spans[key][0] if key in spans else length, end)
            starts.append(length)
            marks.append(Mark(length, end, piece))
            parts.append(text)
            length = end
    return Flow("".join(parts), marks, list(anchors.values()), spans, starts)


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
    kind = kind_of_label(says(anchor))
    return kind or badge_kind(anchor)


def is_label(flow: Flow, anchor: Anchor) -> bool:
    """Does a link point at something of the entry, and is no part of its title?

    Its words name a kind, are an address, or stand in brackets of their own.
    """
    label = anchor.label
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
    name = url.rpartition("/")[2].partition("?")[0].split("-")[0]
    return kind_of_label(name.replace("%20", " ").replace("_", " "))


def web_anchors(anchors: Iterable[Anchor]) -> Iterator[Anchor]:
    """Those that lead to the web."""
    return (a for a in anchors if a.url[:8].lower().startswith(("http://", "https://")))
