"""Where exactly the address of a link stands in the source.

A repair must change the bytes of one address and nothing else, so every answer of this module is
verified: what stands there, decoded by the rules of its markup, is the address of the link.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from bot.lists.source import Source
from bot.lists.tree import Anchor, Image, Markup

if TYPE_CHECKING:
    from comrak import AstNode, LineColumn

#: CommonMark 0.31, sections 2.4 and 2.5: backslash escapes and character references
_ESCAPES = re.compile(
    r"\\([!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);"
)
#: section 6.3: white space, at most one line end, and the marks of quotes around it
_BEFORE = re.compile(rb"[ \t]*(?:(?:\r\n|\n|\r)[ \t>]*)?")
_POINTY = re.compile(rb"<((?:[^<>\\\r\n]|\\.)*)>")
#: section 4.7, one line of it: the label of a definition, behind the marks of its containers
_DEFINITION = re.compile(
    rb"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*\[((?:[^\[\]\\]|\\.)+)\]:", re.MULTILINE
)
#: the same at the beginning of a paragraph, with its address and its title (section 4.7)
_LEADING_DEFINITION = re.compile(
    rb"""[ \t>]*\[(?:[^\[\]\\]|\\.)+\]:[ \t]*(?:\r?\n[ \t>]*)?(?:<[^<>\r\n]*>|[^\s<]\S*)"""
    rb"""(?:(?:[ \t]+|[ \t]*\r?\n[ \t>]*)(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*(?:\r\n|\n|\r|$)"""
)
#: a destination without white space, brackets, escapes or references ends before one of these
_ENDS = frozenset((b")", b" "))
_MISSING = -2
#: bytes
_FAR = 20_000


def decode(raw: str) -> str:
    """A destination as the parser reads it."""
    if "\\" not in raw and "&" not in raw:
        return raw
    return _ESCAPES.sub(lambda found: found[1] or html.unescape(found[0]), raw)


def definition_lines(source: Source, start: int) -> int:
    """Number of lines that link reference definitions take at the beginning of a paragraph.

    The parser takes them out and then counts the lines of the paragraph without them.
    """
    begin, position = source.line(start), start
    while found := _LEADING_DEFINITION.match(source.data, position):
        position = found.end()
    return source.line(position) - begin


class Destinations:
    """Looks up the places of addresses in one source."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._definitions: dict[str, tuple[str, int, int]] | None = None
        #: where addresses were found, so that no place is given to two links
        self._taken: set[int] = set()

    def locate(self, link: Anchor | Image) -> tuple[int, int] | None:
        """First byte and the byte behind the last of the address; None = not to be found.

        Also settles which markup a Markdown link has.
        """
        if link.start == -1:
            link.start, link.end = self._find(link) if link.node is not None else (_MISSING,) * 2
            self._taken.add(link.start)
        return (link.start, link.end) if link.start >= 0 else None

    def node_start(self, link: Anchor | Image) -> int:
        """Offset where the link itself begins."""
        if link.node is None:
            return max(link.start, 0)
        return self._offset(link, link.node.sourcepos.start)

    def _find(self, link: Anchor | Image) -> tuple[int, int]:
        node = link.node
        assert node is not None
        data = self.source.data
        start = self.node_start(link)
        end = self._node_end(link)
        opening = data[start : start + 1]
        if opening == b"<":
            link.markup = Markup.AUTOLINK
            close = data.find(b">", start)
            if close > 0 and decode(self.source.slice(start + 1, close)) == link.url:
                return start + 1, close
        elif opening in (b"[", b"!"):
            found = self._inline(link, node, start, end)
            if found is None:
                found = self._referenced(link, start, end)
            if found is not None:
                return found
        return self._bare(link, start, end) or self._further_on(link, start) or (_MISSING,) * 2

    def _inline(
        self, link: Anchor | Image, node: AstNode, start: int, end: int
    ) -> tuple[int, int] | None:
        """``[label](address "title")``: the first ``](`` behind the label that fits."""
        data = self.source.data
        position = start + 1
        children = node.children
        if children:
            last = children[-1].sourcepos.end
            behind = self._offset(link, last) + 1
            position = max(position, min(behind, end))
        limit = max(end, data.find(b"\n", end))
        plain = link.url.encode("utf-8", "surrogatepass")
        while (position := data.find(b"](", position, limit)) >= 0:
            position += 2
            behind = position + len(plain)
            if data.startswith(plain, position) and data[behind : behind + 1] in _ENDS:
                link.markup = Markup.INLINE  # nearly all of them
                return position, behind
            found = self._destination(position)
            if found and self._reads(found, link):
                link.markup = Markup.INLINE
                return found
        return None

    def _destination(self, position: int) -> tuple[int, int] | None:
        """The destination that begins here, white space before it skipped."""
        data = self.source.data
        before = _BEFORE.match(data, position)
        position = before.end() if before else position
        pointy = _POINTY.match(data, position)
        if pointy:
            return pointy.span(1)
        depth, end = 0, position
        while end < len(data):
            byte = data[end]
            if byte == 0x5C and end + 1 < len(data) and data[end + 1] > 0x20:  # backslash
                end += 2
                continue
            if byte <= 0x20:
                break
            if byte == 0x28:
                depth += 1
            elif byte == 0x29:
                if depth == 0:
                    break
                depth -= 1
            end += 1
        return position, end

    def _reads(self, span: tuple[int, int], link: Anchor | Image) -> bool:
        raw = self.source.slice(*span)
        if link.cell >= 0:
            raw = raw.replace("\\|", "|")  # GFM 0.29, section 4.10: unescaped before all else
        return decode(raw) == link.url

    def _bare(self, link: Anchor | Image, start: int, end: int) -> tuple[int, int] | None:
        """A plain address; the parser adds ``http://`` or ``mailto:`` where it is missing."""
        data = self.source.data
        for prefix in ("", "http://", "mailto:"):
            if not link.url.startswith(prefix):
                continue
            shown = link.url[len(prefix) :].encode("utf-8", "surrogatepass")
            found = data.find(shown, start, max(end, start + len(shown)))
            if found >= 0:
                link.markup = Markup.BARE
                return found, found + len(shown)
        for stop in (end, *range(end + 1, min(end + 64, len(data)))):  # references inside
            raw = self.source.slice(start, stop)
            if "&" in raw and html.unescape(raw) in (link.url, link.url.removeprefix("http://")):
                link.markup = Markup.BARE
                return start, stop
        return None

    def _further_on(self, link: Anchor | Image, start: int) -> tuple[int, int] | None:
        """For what the parser misplaces: the next place of the address that is nobody else's."""
        data = self.source.data
        plain = link.url.removeprefix("http://" if link.url.startswith("http://www.") else "")
        shown = plain.encode("utf-8", "surrogatepass")
        found = data.find(shown, start, start + _FAR)
        while found >= 0 and found in self._taken:
            found = data.find(shown, found + 1, start + _FAR)
        return (found, found + len(shown)) if found >= 0 else None

    def _referenced(self, link: Anchor | Image, start: int, end: int) -> tuple[int, int] | None:
        """``[label][name]``, ``[name][]``, ``[name]``: the address stands in the definition."""
        if self._definitions is None:
            self._definitions = self._read_definitions()
        raw = self.source.slice(start, end).rstrip()
        name = raw.removesuffix("[]").strip("!")
        behind = name.rfind("][")
        names = [name[behind + 2 : -1]] if behind >= 0 else []
        for candidate in (*names, name[1:-1]):
            known = self._definitions.get(_normalised(candidate))
            if known and known[0] == link.url:
                link.markup = Markup.REFERENCE
                return known[1:]
        return None

    def _read_definitions(self) -> dict[str, tuple[str, int, int]]:
        """Every line that could be a definition; the first of a name wins (section 4.7)."""
        known: dict[str, tuple[str, int, int]] = {}
        for found in _DEFINITION.finditer(self.source.data):
            span = self._destination(found.end())
            if span and span[1] > span[0]:
                name = _normalised(found[1].decode("utf-8", "replace"))
                known.setdefault(name, (decode(self.source.slice(*span)), *span))
        return known

    def _node_end(self, link: Anchor | Image) -> int:
        assert link.node is not None
        return self._offset(link, link.node.sourcepos.end) + 1

    def _offset(self, link: Anchor | Image, place: LineColumn) -> int:
        """Byte offset of a place in the link's node.

        In a cell the parser counts an escaped pipe as one byte: count the second one in.
        """
        offset = self.source.offset(place.line + link.shift, place.column)
        if link.cell < 0:
            return offset
        left, position = offset - link.cell, link.cell
        data = self.source.data
        while left > 0 and position < len(data):
            position += 2 if data.startswith(b"\\|", position) else 1
            left -= 1
        return position


def _normalised(name: str) -> str:
    return " ".join(name.split()).casefold()
