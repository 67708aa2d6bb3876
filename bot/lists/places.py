"""Where the characters of a piece of raw HTML stand in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from bot.lists.source import Source

if TYPE_CHECKING:
    from comrak import AstNode

#: str.splitlines would also cut at characters that are no line ends in Markdown
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


class Places:
    """Byte offsets of the characters of a piece of raw HTML.

    Inside a quote or an item each line of it stands behind the marks of its container, so every
    line is looked up by itself.
    """

    def __init__(self, source: Source, literal: str, line: int, column: int) -> None:
        self.literal = literal
        self.indexes: list[int] = []
        self.offsets: list[int] = []
        index, begin = 0, source.offset(line, column)
        whole = literal.encode("utf-8", "surrogatepass")
        direct = source.data.startswith(whole, begin)
        #: where it begins, when every character is one byte and nothing stands between the lines
        self.base = begin if direct and len(whole) == len(literal) else -1
        if self.base >= 0:
            return
        for number, text in enumerate(_LINES.findall(literal)):
            raw = text.encode("utf-8", "surrogatepass")
            if not direct:
                begin = source.offset(line + number, 1 if number else column)
                found = source.data.find(raw.strip(), begin, source.line_end(line + number))
                begin = max(begin, found - len(raw) + len(raw.lstrip()))
            self.indexes.append(index)
            self.offsets.append(begin)
            index += len(text)
            begin += len(raw)

    def offset(self, index: int) -> int:
        """Byte offset of the character at ``index``."""
        if self.base >= 0:
            return self.base + index
        number = max(bisect_right(self.indexes, index) - 1, 0)
        if not self.indexes:
            return 0
        before = self.literal[self.indexes[number] : index]
        return self.offsets[number] + len(before.encode("utf-8", "surrogatepass"))


class InlinePlaces:
    """The same for one tag in a line of Markdown; the place is looked up when somebody asks."""

    __slots__ = ("_places", "literal", "node", "shift", "source")

    def __init__(self, source: Source, literal: str, node: AstNode, shift: int) -> None:
        #: lines of definitions before the paragraph, which the parser does not count
        self.shift = shift
        self.source = source
        self.literal = literal
        self.node = node
        self._places: Places | None = None

    def offset(self, index: int) -> int:
        """Byte offset of the character at ``index``."""
        if self._places is None:
            start = self.node.sourcepos.start
            self._places = Places(self.source, self.literal, start.line + self.shift, start.column)
        return self._places.offset(index)
