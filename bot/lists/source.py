"""A Markdown file as bytes with line numbers: every position in this room is a byte offset."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

#: CommonMark 0.31 section 2.1: a line ends with LF, CR LF, or a lone CR
_LINE_END = re.compile(rb"\r\n|\n|\r")


def _line_starts(data: bytes) -> list[int]:
    """Offset of the first byte of every line."""
    if data.count(b"\r") != data.count(b"\r\n"):
        return [0, *(found.end() for found in _LINE_END.finditer(data))]
    lengths = (len(line) + 1 for line in data.split(b"\n")[:-1])
    return [0, *accumulate(lengths)]


class Source:
    """The text of one list and where its lines begin."""

    __slots__ = ("data", "file", "starts", "text")

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        #: UTF-8; offsets of this room count in it
        self.data = text.encode("utf-8", "surrogatepass")
        self.starts = _line_starts(self.data)

    def offset(self, line: int, column: int) -> int:
        """Byte offset of a 1-based line and a 1-based column counted in bytes."""
        if line > len(self.starts):
            return len(self.data)
        return self.starts[line - 1] + column - 1

    def line(self, offset: int) -> int:
        """1-based line of a byte offset."""
        return bisect_right(self.starts, offset)

    def column(self, offset: int) -> int:
        """1-based column of a byte offset, counted in characters."""
        start = self.starts[self.line(offset) - 1]
        return len(self.data[start:offset].decode("utf-8", "replace")) + 1

    def line_end(self, line: int) -> int:
        """Offset just behind the last byte of a line, its line end included."""
        return self.starts[line] if line < len(self.starts) else len(self.data)

    def slice(self, start: int, end: int) -> str:
        """The text between two offsets."""
        return self.data[start:end].decode("utf-8", "replace")
