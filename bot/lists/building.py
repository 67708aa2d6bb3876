"""Puts blocks, text and links in their place in the tree, as a browser would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lists.tree import (
    BLOCKS,
    HEADINGS,
    IMPLIED_END,
    SCOPE,
    Anchor,
    Element,
    Image,
    Kind,
    Piece,
    Run,
)

if TYPE_CHECKING:
    from comrak import AstNode

#: twice as fast as Piece(...), for what is made most often
_new = tuple.__new__
#: looking a member up in its class takes longer than all the rest of ``add``
_TEXT, _CODE = Kind.TEXT, Kind.CODE
_TABLE_PARTS = frozenset(("tr", "tbody", "thead", "tfoot", "table"))


class Builder:
    """Receives the page piece by piece; ``root`` is the tree."""

    __slots__ = (
        "anchor",
        "anchors",
        "code",
        "current",
        "emphasis",
        "images",
        "in_comment",
        "root",
        "run",
        "runs",
        "strong",
    )

    def __init__(self) -> None:
        self.root = Element("body", 1, None)
        self.current = self.root
        self.run: Run | None = None
        self.anchor: Anchor | None = None
        self.strong = 0
        self.emphasis = 0
        #: a comment of raw HTML hides what follows
        self.in_comment = False
        #: depth of ``<code>``
        self.code = 0
        self.anchors: list[Anchor] = []
        self.images: list[Image] = []
        #: in the order of the page
        self.runs: list[Run] = []

    def open(self, tag: str, line: int, node: AstNode | None = None) -> None:
        """Begin a block."""
        if node is None:
            self.run = None
            self._end_implied(tag)
        self.open_node(tag, node, line)
        if tag == "hr":
            self.close("hr")

    def open_node(self, tag: str, node: AstNode | None, line: int = 0) -> None:
        """Begin a block of Markdown, which ends no other by itself."""
        self.run = None
        parent = self.current
        siblings = parent.children
        self.current = element = Element(tag, line, parent, node, (self.strong, self.emphasis))
        element.index = len(siblings)
        siblings.append(element)

    def close(self, tag: str) -> None:
        """End the innermost block with this tag, and what is still open inside it."""
        self.run = None
        element: Element | None = self.current
        while element is not None and element.tag != tag:
            if tag in HEADINGS and element.tag in HEADINGS and element.raw:
                break  # any heading's end tag ends any heading
            if element.tag in SCOPE and tag not in _TABLE_PARTS:
                return
            element = element.parent
        if element is None or element.parent is None:
            return
        self.strong, self.emphasis = element.style
        self.current = element.parent

    def close_node(self, node: AstNode) -> None:
        """End the Markdown block ``node``; raw HTML may have ended it before."""
        self.run = None
        current = self.current
        if current.node is node and current.parent is not None:
            self.strong, self.emphasis = current.style
            self.current = current.parent
            return
        element: Element | None = current
        while element is not None and element.node is not node:
            element = element.parent
        if element is not None and element.parent is not None:
            self.strong, self.emphasis = element.style
            self.current = element.parent

    def _end_implied(self, tag: str) -> None:
        """A new block ends an open paragraph, a new item the item before it, and so on."""
        if tag in BLOCKS and self.current.tag == "p":
            self.close("p")
        ends, limits = IMPLIED_END.get(tag, ((), ()))
        element: Element | None = self.current if ends else None
        while element is not None and element.tag not in limits:
            if element.tag in ends:
                self.run = None
                self.strong, self.emphasis = element.style
                self.current = element.parent or self.root
                return
            element = element.parent

    def open_anchor(self, anchor: Anchor, line: int) -> None:
        """Begin a link; a link that is still open ends (links do not nest)."""
        self.anchor = anchor
        self.anchors.append(anchor)
        run = anchor.run = self._run(line)
        run.web = run.web or anchor.web

    def add_link(self, anchor: Anchor, text: str, node: AstNode) -> None:
        """A link that is nothing but words, as nearly all are."""
        if self.anchor is not None:
            self.close_anchor()
        self.anchors.append(anchor)
        run = anchor.run = self.run or self._run(-1)
        if anchor.web:
            run.web = True
        anchor.label = " ".join(text.split())
        kind = _CODE if self.code else _TEXT
        fields = (kind, text, anchor, self.strong > 0, self.emphasis > 0, node, -1, None)
        run.pieces.append(_new(Piece, fields))

    def close_anchor(self) -> None:
        """End the link that is open, if any."""
        anchor = self.anchor
        if anchor is not None:
            if not anchor.parts:
                self.add(Kind.TEXT, "", None, -1)  # an empty link still has a place
            anchor.label = " ".join("".join(anchor.parts).split())
        self.anchor = None

    def add_text(self, text: str, node: AstNode) -> None:
        """``add`` for words of Markdown, which most nodes are."""
        anchor = self.anchor
        run = self.run
        if run is None:
            if anchor is None and (not text or text.isspace()):
                return
            run = self._run(-1)
        if anchor is not None:
            anchor.parts.append(text)
            run.web = run.web or anchor.web
        kind = _CODE if self.code else _TEXT
        fields = (kind, text, anchor, self.strong > 0, self.emphasis > 0, node, -1, None)
        run.pieces.append(_new(Piece, fields))

    def add(self, kind: Kind, text: str, node: AstNode | None, offset: int) -> None:
        """Text, code, or the end of a line."""
        anchor = self.anchor
        run = self.run
        if run is None:
            if anchor is None and (not text or text.isspace()):
                return
            run = self._run(-1)
        if anchor is not None:
            anchor.parts.append(text if kind < 3 else " ")
            run.web = run.web or anchor.web  # a link may go on in the next block
        if self.code and kind is _TEXT:
            kind = _CODE
        fields = (kind, text, anchor, self.strong > 0, self.emphasis > 0, node, offset, None)
        run.pieces.append(_new(Piece, fields))

    def add_image(self, image: Image, line: int) -> None:
        """A picture."""
        run = image.run = self._run(line)
        self.images.append(image)
        if self.anchor is not None:
            self.anchor.images = (*self.anchor.images, image)
        run.pieces.append(
            Piece(
                Kind.IMAGE,
                image.alt,
                self.anchor,
                self.strong > 0,
                self.emphasis > 0,
                image.node,
                image.start,
                image,
            )
        )

    def _run(self, line: int) -> Run:
        run = self.run
        if run is None:
            run = self.run = Run(self.current, line)
            self.current.children.append(run)
            self.runs.append(run)
        return run
