"""Raw HTML of a page: its tags and comments told to the builder as a browser would read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lists.building import Builder
from bot.lists.html import Comment, Tag, Text, scan, single
from bot.lists.places import InlinePlaces, Places
from bot.lists.tree import BLOCKS, Anchor, Hidden, Image, Kind, Markup

if TYPE_CHECKING:
    from comrak import AstNode

    from bot.lists.source import Source

_STRONG = frozenset(("b", "strong"))
_EMPHASIS = frozenset(("i", "em", "cite", "var", "dfn"))
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_TEXT, _BREAK, _SOFT, _HTML = Kind.TEXT, Kind.BREAK, Kind.SOFT, Markup.HTML
_PICTURES = {"img": "src", "source": "src", "video": "src", "audio": "src"}


class TagReader:
    """Reads pieces of raw HTML; a comment may begin in one and end in another."""

    __slots__ = ("builder", "hidden", "source")

    def __init__(self, source: Source, builder: Builder, hidden: list[Hidden]) -> None:
        self.source = source
        self.builder = builder
        self.hidden = hidden

    def block(self, node: AstNode, literal: str, shift: int = 0) -> None:
        """Tags, text and comments of a piece of HTML."""
        start = node.sourcepos.start
        places = Places(self.source, literal, start.line + shift, start.column)
        for thing in scan(literal, in_comment=self.builder.in_comment):
            if type(thing) is Tag:
                self._tag(thing, places)
            elif type(thing) is Text:
                self._text(thing, places)
            elif type(thing) is Comment:
                self._comment(thing, places)

    def inline(self, node: AstNode, literal: str, shift: int) -> None:
        """One tag or comment in a line of Markdown."""
        thing = None if self.builder.in_comment else single(literal)
        if type(thing) is Tag:
            self._tag(thing, InlinePlaces(self.source, literal, node, shift))
        else:
            self.block(node, literal, shift)

    def _comment(self, comment: Comment, places: Places) -> None:
        self.builder.in_comment = not comment.closed
        self.hidden.append(Hidden("comment", comment.text, places.offset(comment.start)))

    def _text(self, words: Text, places: Places) -> None:
        builder, text = self.builder, words.text
        if builder.run is None and builder.anchor is None and text.isspace():
            return  # between the tags of two blocks, where it says nothing
        add, offset = builder.add, places.offset(words.start)
        for number, line in enumerate(text.split("\n")):
            if number:
                add(_SOFT, "\n", None, offset)
                offset += 1
            if line:
                add(_TEXT, line, None, offset)
                offset += (
                    len(line) if line.isascii() else len(line.encode("utf-8", "surrogatepass"))
                )

    def _tag(self, tag: Tag, places: Places | InlinePlaces) -> None:
        name, builder = tag.name, self.builder
        if name in BLOCKS:
            if tag.closing:
                builder.close(name)
            else:
                builder.open(name, self.source.line(places.offset(tag.start)))
                if tag.attributes and name in ("td", "th"):
                    builder.current.span = (_count(tag, "rowspan"), _count(tag, "colspan"))
        elif name == "a":
            self._anchor(tag, places)
        elif name == "br":
            builder.add(_BREAK, "\n", None, places.offset(tag.start))
        elif name in _PICTURES:
            if not tag.closing:
                self._picture(tag, places)
        elif name in _STRONG:
            builder.strong = max(builder.strong + (-1 if tag.closing else 1), 0)
        elif name in _EMPHASIS:
            builder.emphasis = max(builder.emphasis + (-1 if tag.closing else 1), 0)
        elif name in _CODE:
            builder.code = max(builder.code + (-1 if tag.closing else 1), 0)

    def _picture(self, tag: Tag, places: Places | InlinePlaces) -> None:
        url, start, end = tag.attributes.get(_PICTURES[tag.name], ("", tag.start, tag.start))
        alt = tag.attributes.get("alt", ("", 0, 0))[0]
        begin, end = places.offset(start), places.offset(end)
        image = Image(url.strip(), alt, _HTML, None, begin, end)
        self.builder.add_image(image, self.source.line(begin))

    def _anchor(self, tag: Tag, places: Places | InlinePlaces) -> None:
        self.builder.close_anchor()
        if tag.closing or "href" not in tag.attributes:
            return
        url, start, end = tag.attributes["href"]
        begin, finish = places.offset(start), places.offset(end)
        raw = self.source.data[begin:finish]
        begin += len(raw) - len(raw.lstrip())
        end = begin + len(raw.strip())
        anchor = Anchor(url.strip(), _HTML, None, start=begin, end=end)
        self.builder.open_anchor(anchor, self.source.line(begin))


def _count(tag: Tag, name: str) -> int:
    """Rows or columns that a cell takes, at most 1000 (WHATWG 4.9.11)."""
    value = tag.attributes.get(name, ("1", 0, 0))[0].strip()
    return min(max(int(value), 1), 1000) if value.isascii() and value.isdigit() else 1
