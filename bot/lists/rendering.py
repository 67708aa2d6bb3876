"""Markdown to the tree of blocks: GitHub's dialect, raw HTML included.

comrak is a port of cmark-gfm, which GitHub renders with; the extensions are the ones that GitHub
switches on. Every node of it says where it stands in the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import comrak

from bot.lists.building import Builder
from bot.lists.destinations import definition_lines
from bot.lists.source import Source
from bot.lists.tags import TagReader
from bot.lists.tree import Anchor, Element, Hidden, Image, Kind, Markup, Run

_EXTENSIONS = comrak.ExtensionOptions(
    table=True, strikethrough=True, autolink=True, tasklist=True, footnotes=True
)
_PARSING = comrak.ParseOptions()
_STRAY = re.compile("[\ud800-\udfff]")
#: looked up here once: an attribute of a module or of an enumeration costs more than its use
_TEXT, _LINK = comrak.Text, comrak.Link
_INLINE, _SOFT, _BREAK, _CODE = Markup.INLINE, Kind.SOFT, Kind.BREAK, Kind.CODE


@dataclass(slots=True)
class Page:
    """What GitHub would show of one file."""

    source: Source
    root: Element
    #: in the order of the page, those inside comments included
    anchors: list[Anchor]
    images: list[Image]
    hidden: list[Hidden] = field(default_factory=list)
    #: rows of pipe tables
    rows: list[comrak.AstNode] = field(default_factory=list)
    #: every run, in the order of the page
    runs: list[Run] = field(default_factory=list)


def render(text: str, file: str = "README.md") -> Page:
    """Parse one Markdown file. Bytes that were no UTF-8 (lone surrogates) are shown as U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _STRAY.sub("\ufffd", text)
    # without a last line end comrak overlooks a definition on the last line
    closed = text if text.endswith(("\n", "\r")) else text + "\n"
    renderer = _Renderer(Source(text, file))
    renderer.walk(comrak.parse_document(closed, _EXTENSIONS, _PARSING))
    renderer.page.runs = renderer.builder.runs
    return renderer.page


class _Renderer:
    """Walks the nodes of a document in order and tells the builder what it meets."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.builder = Builder()
        self.page = Page(source, self.builder.root, self.builder.anchors, self.builder.images)
        self.tags = TagReader(source, self.builder, self.page.hidden)
        #: offset of the cell that we are in, when its row has escaped pipes
        self.cell = -1
        #: of the row that we are in
        self.cell_tag = "td"
        self.escaped = False
        #: lines of definitions at the beginning of the paragraph that we are in
        self.shift = 0
        self.has_definitions = b"]:" in source.data
        self.has_escaped_pipes = b"\\|" in source.data
        #: nodes to visit, and what to call when all inside a node was visited
        self.stack: list[Any] = []

    def walk(self, root: comrak.AstNode) -> None:
        """Visit every node; an explicit stack, because a hostile file nests without end."""
        stack = self.stack
        self.later(root.children)
        handlers = {kind: getattr(self, method) for kind, method in _HANDLERS.items()}
        enter, pop = self.enter, stack.pop
        while stack:
            node = pop()
            if type(node) is tuple:
                node[0](node[1])
                continue
            node.parent = (
                None  # else parents and children keep each other for ever: no collector sees them
            )
            value = node.node_value
            handlers.get(type(value), enter)(node, value)
        self.builder.close_anchor()

    def later(self, nodes: list[comrak.AstNode]) -> None:
        """Leave nodes to the stack, which gives back first what was put on it last."""
        nodes.reverse()
        self.stack += nodes

    def enter(self, node: comrak.AstNode, _: Any) -> None:
        """A node without a meaning of its own here: only its children count."""
        self.later(node.children)

    # Blocks

    def block(self, tag: str, node: comrak.AstNode) -> None:
        builder = self.builder
        if not builder.in_comment:
            builder.open_node(tag, node)
            self.stack.append((builder.close_node, node))
        self.later(node.children)

    def heading(self, node: comrak.AstNode, value: Any) -> None:
        self.block(f"h{value.value.level}", node)

    def paragraph(self, node: comrak.AstNode, _: Any) -> None:
        if self.has_definitions:
            start = self._start(node)
            begins = self.source.data[start : start + 1] == b"["
            self.shift = definition_lines(self.source, start) if begins else 0
        # one run by itself; an element for it would only be in the way
        builder = self.builder
        builder.run = None
        builder.strong, builder.emphasis = builder.current.style
        self.inline(node.children)

    def quote(self, node: comrak.AstNode, _: Any) -> None:
        self.block("blockquote", node)

    def list_(self, node: comrak.AstNode, value: Any) -> None:
        self.block("ol" if value.value.list_type == comrak.ListType.Ordered else "ul", node)

    def item(self, node: comrak.AstNode, _: Any) -> None:
        self.block("li", node)

    def table(self, node: comrak.AstNode, _: Any) -> None:
        self.block("table", node)

    def row(self, node: comrak.AstNode, value: Any) -> None:
        self.page.rows.append(node)
        self.cell_tag = "th" if value.value else "td"
        if self.has_escaped_pipes:
            line = node.sourcepos.start.line
            start, end = self.source.offset(line, 1), self.source.line_end(line)
            self.escaped = b"\\|" in self.source.data[start:end]
        self.builder.open_node("tr", node)
        self.stack.append((self.end_row, node))
        self.later(node.children)

    def end_row(self, node: comrak.AstNode) -> None:
        self.cell = -1
        self.builder.close_node(node)

    def table_cell(self, node: comrak.AstNode, _: Any) -> None:
        if self.escaped:
            self.cell = self._start(node)
        builder = self.builder
        if builder.in_comment:
            self.later(node.children)
            return
        builder.open_node(self.cell_tag, node)
        self.stack.append((builder.close_node, node))
        self.inline(node.children)

    def rule(self, node: comrak.AstNode, _: Any) -> None:
        if not self.builder.in_comment:
            self.builder.open("hr", 0, node)

    def code_block(self, node: comrak.AstNode, value: Any) -> None:
        line = node.sourcepos.start.line
        where = "comment" if self.builder.in_comment else "code"
        self.page.hidden.append(Hidden(where, value.value.literal, self.source.offset(line, 1)))
        self.builder.open("pre", line, node)
        self.builder.close_node(node)

    def html_block(self, node: comrak.AstNode, value: Any) -> None:
        self.builder.run = None
        self.tags.block(node, value.value.literal)
        self.builder.run = None

    # Inline content

    def inline(self, nodes: list[comrak.AstNode]) -> None:
        """Inline content of a block: words and links that are nothing but words at once.

        These are nearly all; what begins with anything else is left to the stack.
        """
        builder = self.builder
        read = 0
        if not builder.in_comment and builder.anchor is None:
            add_text, add_link = builder.add_text, builder.add_link
            for node in nodes:
                value: Any = node.node_value
                kind = type(value)
                node.parent = None
                if kind is _TEXT:
                    add_text(value.value, node)
                elif kind is _LINK and (only := _only_words(node)) is not None:
                    add_link(self._anchor(node, value), only.node_value.value, only)
                else:
                    break
                read += 1
        if read < len(nodes):
            self.later(nodes[read:])

    def text(self, node: comrak.AstNode, value: Any) -> None:
        if not self.builder.in_comment:
            self.builder.add_text(value.value, node)

    def soft(self, node: comrak.AstNode, _: Any) -> None:
        if not self.builder.in_comment:
            self.builder.add(_SOFT, "\n", node, -1)

    def hard(self, node: comrak.AstNode, _: Any) -> None:
        if not self.builder.in_comment:
            self.builder.add(_BREAK, "\n", node, -1)

    def code(self, node: comrak.AstNode, value: Any) -> None:
        literal = value.value.literal
        if not self.builder.in_comment:
            self.builder.add(_CODE, literal, node, -1)
        if "://" in literal:
            where = "comment" if self.builder.in_comment else "code"
            self.page.hidden.append(Hidden(where, literal, self._start(node)))

    def html_inline(self, node: comrak.AstNode, value: Any) -> None:
        self.tags.inline(node, value.value, self.shift)

    def strong(self, node: comrak.AstNode, _: Any) -> None:
        self.builder.strong += 1
        self.stack.append((self.end_strong, node))
        self.later(node.children)

    def end_strong(self, _: comrak.AstNode) -> None:
        self.builder.strong = max(self.builder.strong - 1, 0)

    def emphasis(self, node: comrak.AstNode, _: Any) -> None:
        self.builder.emphasis += 1
        self.stack.append((self.end_emphasis, node))
        self.later(node.children)

    def end_emphasis(self, _: comrak.AstNode) -> None:
        self.builder.emphasis = max(self.builder.emphasis - 1, 0)

    def link(self, node: comrak.AstNode, value: Any) -> None:
        anchor = self._anchor(node, value)
        builder = self.builder
        if builder.in_comment:
            anchor.hidden = True
            self.page.anchors.append(anchor)
            self.later(node.children)
            return
        only = _only_words(node)
        if only is not None:
            builder.add_link(anchor, only.node_value.value, only)
            return
        builder.close_anchor()
        builder.open_anchor(anchor, -1)
        self.stack.append((self.end_link, anchor))
        self.later(node.children)

    def _anchor(self, node: comrak.AstNode, value: Any) -> Anchor:
        return Anchor(value.value.url, _INLINE, node, -1, -1, self.cell, self.shift)

    def end_link(self, anchor: Anchor) -> None:
        if self.builder.anchor is anchor:
            self.builder.close_anchor()

    def image(self, node: comrak.AstNode, value: Any) -> None:
        if not self.builder.in_comment:
            alt = " ".join(_plain(node).split())
            self.builder.add_image(
                Image(value.value.url, alt, _INLINE, node, cell=self.cell, shift=self.shift),
                -1,
            )

    def _start(self, node: comrak.AstNode) -> int:
        start = node.sourcepos.start
        return self.source.offset(start.line, start.column)


def _only_words(node: comrak.AstNode) -> Any:
    """The one node inside when it is text, else None."""
    children = node.children
    if len(children) == 1 and type(children[0].node_value) is _TEXT:
        children[0].parent = None
        return children[0]
    return None


def _plain(node: comrak.AstNode) -> str:
    """The text of everything inside, as for the alt text of a picture."""
    parts: list[str] = []
    stack = node.children[::-1]
    while stack:
        child = stack.pop()
        child.parent = None
        value: Any = child.node_value
        if isinstance(value, comrak.Text):
            parts.append(value.value)
        elif isinstance(value, comrak.Code):
            parts.append(value.value.literal)
        elif isinstance(value, comrak.SoftBreak | comrak.LineBreak):
            parts.append(" ")
        stack.extend(reversed(child.children))
    return "".join(parts)


#: type of node -> method that reads it
_HANDLERS: dict[type, str] = {
    comrak.Heading: "heading",
    comrak.Paragraph: "paragraph",
    comrak.BlockQuote: "quote",
    comrak.List: "list_",
    comrak.Item: "item",
    comrak.TaskItem: "item",
    comrak.Table: "table",
    comrak.TableRow: "row",
    comrak.TableCell: "table_cell",
    comrak.ThematicBreak: "rule",
    comrak.CodeBlock: "code_block",
    comrak.HtmlBlock: "html_block",
    comrak.Text: "text",
    comrak.SoftBreak: "soft",
    comrak.LineBreak: "hard",
    comrak.Code: "code",
    comrak.HtmlInline: "html_inline",
    comrak.Strong: "strong",
    comrak.Emph: "emphasis",
    comrak.Link: "link",
    comrak.Image: "image",
}
