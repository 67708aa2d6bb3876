"""The page that GitHub would show, as a tree of blocks that still knows its source.

Markdown and raw HTML end up in the same tree: a table is a table, whoever spelled it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from comrak import AstNode

    from bot.lists.kinds import LinkKind


class Markup(StrEnum):
    """How a link is spelled in the source."""

    INLINE = "inline"
    REFERENCE = "reference"
    #: ``<https://...>``
    AUTOLINK = "autolink"
    #: a plain address that GFM makes clickable (GFM 0.29, section 6.9)
    BARE = "bare"
    HTML = "html"


class Kind(IntEnum):
    """What a piece of a line of text is."""

    TEXT = 0
    CODE = 1
    IMAGE = 2
    #: the author broke the line for the reader: ``<br>``, two spaces, a backslash
    BREAK = 3
    #: the line ends in the source only
    SOFT = 4


_IMAGE = Kind.IMAGE
_WEB = ("https://", "http://")


class Anchor:
    """One link of the page."""

    __slots__ = (
        "cell",
        "end",
        "hidden",
        "images",
        "kind",
        "kind_known",
        "label",
        "markup",
        "node",
        "parts",
        "run",
        "shift",
        "start",
        "url",
        "web",
    )

    def __init__(
        self,
        url: str,
        markup: Markup,
        node: AstNode | None,
        start: int = -1,
        end: int = -1,
        cell: int = -1,
        shift: int = 0,
    ) -> None:
        self.url = url
        self.markup = markup
        #: Markdown node, None for raw HTML
        self.node = node
        #: bytes of the URL as written; -1 = not looked up yet, -2 = not to be found
        self.start = start
        self.end = end
        #: where the cell begins when pipes are escaped in its row, else -1
        self.cell = cell
        #: lines of definitions before it in its paragraph, which the parser does not count
        self.shift = shift
        #: the visible text inside, while it is read
        self.parts: list[str] = []
        #: the same when the link is closed, white space folded
        self.label = ""
        self.images: tuple[Image, ...] = ()
        #: stands inside a comment, so nobody sees it
        self.hidden = False
        #: where the run that holds it is shown
        self.run: Run | None = None
        #: leads to an absolute ``http`` or ``https`` address
        self.web = url.startswith(_WEB) or url[:8].lower().startswith(_WEB)
        #: what its label names, once it was asked
        self.kind: LinkKind | None = None
        self.kind_known = False


@dataclass(slots=True, eq=False)
class Image:
    """A picture; ``alt`` is what it says."""

    url: str
    alt: str
    markup: Markup
    node: AstNode | None
    start: int = -1
    end: int = -1
    cell: int = -1
    #: lines of definitions before it in its paragraph, which the parser does not count
    shift: int = 0
    run: Run | None = None


@dataclass(slots=True)
class Hidden:
    """Something in the source that a reader cannot click: code or a comment."""

    #: "code" or "comment"
    where: str
    text: str
    #: byte offset where it begins
    start: int


class Piece(NamedTuple):
    """Some characters of one style."""

    kind: Kind
    text: str
    anchor: Anchor | None
    strong: bool
    emphasis: bool
    #: Markdown node, or None when ``offset`` says where it stands
    node: AstNode | None
    offset: int
    image: Image | None = None


class Run:
    """Consecutive inline content of one block."""

    __slots__ = ("line", "parent", "pieces", "web")

    def __init__(self, parent: Element, line: int, pieces: list[Piece] | None = None) -> None:
        self.parent = parent
        #: 1-based line where the block begins
        self.line = line
        self.pieces: list[Piece] = [] if pieces is None else pieces
        #: there is a link to the web in it
        self.web = False

    def text(self) -> str:
        """The visible text on one line, pictures left out."""
        shown = [piece for piece in self.pieces if piece.kind is not _IMAGE]
        words = [piece.text if piece.kind < _IMAGE else " " for piece in shown]
        return " ".join("".join(words).split())


class Element:
    """A block that holds other blocks or runs."""

    __slots__ = ("_line", "children", "index", "node", "parent", "raw", "span", "style", "tag")

    def __init__(
        self,
        tag: str,
        line: int,
        parent: Element | None,
        node: AstNode | None = None,
        style: tuple[int, int] = (0, 0),
    ) -> None:
        self.tag = tag
        #: 1-based; 0 = ask the node
        self._line = line
        self.parent = parent
        #: Markdown node, None for raw HTML
        self.node = node
        self.raw = node is None
        #: formatting (strong, emphasis) that was open when it began
        self.style = style
        self.children: list[Element | Run] = []
        #: rows and columns that a cell takes
        self.span = (1, 1)
        #: number among the children of its parent, from 0
        self.index = 0

    @property
    def line(self) -> int:
        """1-based line where it begins."""
        if not self._line and self.node is not None:
            self._line = self.node.sourcepos.start.line
        return self._line

    def runs(self) -> list[Run]:
        """Every run inside, in the order of the page."""
        children = self.children
        if not children:
            return []
        if len(children) == 1 and type(children[0]) is Run:
            return [children[0]]
        found: list[Run] = []
        stack: list[Element | Run] = children[::-1]
        while stack:
            block = stack.pop()
            if type(block) is Run:
                found.append(block)
            elif isinstance(block, Element):
                stack.extend(block.children[::-1])
        return found

    def has_web(self) -> bool:
        """Is there a link to the web in it?"""
        stack: list[Element | Run] = list(self.children)
        while stack:
            block = stack.pop()
            if isinstance(block, Run):
                if block.web:
                    return True
            else:
                stack.extend(block.children)
        return False

    def text(self) -> str:
        """The visible text of everything inside, on one line."""
        return " ".join(text for run in self.runs() if (text := run.text()))


#: raw HTML that begins a block of its own; what is not here is inline
# fmt: off
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
# fmt: on
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: an open element that a new one ends by itself, and the elements beyond which it does not look
#: (WHATWG 13.2.6.4.7, "in body": list items, definition terms; tables: rows and cells)
IMPLIED_END = {
    "li": (("li",), ("ul", "ol", "td", "th")),
    "dt": (("dt", "dd"), ("dl", "td", "th")),
    "dd": (("dt", "dd"), ("dl", "td", "th")),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "tr": (("tr",), ("table",)),
    "tbody": (("tbody", "thead", "tfoot"), ("table",)),
    "thead": (("tbody", "thead", "tfoot"), ("table",)),
    "tfoot": (("tbody", "thead", "tfoot"), ("table",)),
}
#: an end tag does not reach out of these (WHATWG 13.2.4.2, "has an element in scope")
SCOPE = frozenset(("td", "th", "caption"))
