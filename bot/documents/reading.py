"""Text of a YAML file -> Document, with every mistake in it and without ever being hurt by it.

A file that is no YAML in one place is still read in all others: the item of the list in which
the parser gave up is reported, stepped over, and stands as ``Broken`` in the result.
"""

from __future__ import annotations

import re

from bot.documents.building import Builder
from bot.documents.limits import FORBIDDEN, LARGEST_FILE
from bot.documents.mistakes import Mistakes
from bot.documents.nodes import Document, Node

#: broken list items that are stepped over in search of further mistakes
_MOST_REPAIRS = 25
#: characters that are parsed in all, repairs included
_PARSING_BUDGET = 12_000_000
_MOST_FORBIDDEN = 50
_KEY = re.compile(r" *(- +)?[A-Za-z_-]+:(?=[ \t])")
#: what git leaves where two branches changed the same lines
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|$).*", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\n|\r")


def read_document(text: str, file: str, mistakes: Mistakes) -> Document:
    """Read one YAML document; whatever is wrong with it is added to ``mistakes``.

    Never raises for what the text holds. ``root`` is None when nothing could be read at all, and
    when the file holds nothing (only then without a mistake).
    """
    if len(text) > LARGEST_FILE or len(text.encode("utf-8", "surrogatepass")) > LARGEST_FILE:
        size = f"the file is larger than {LARGEST_FILE // 1_000_000} MB"
        mistakes.add_at(1, 1, "", size, "split the list into several files")
        return Document(file, text, None)
    byte_order_mark = text.startswith("\ufeff")
    body = _without_forbidden(text[1:] if byte_order_mark else text, mistakes)
    body = _without_conflicts(body, mistakes)
    return Document(file, text, _read(body, int(byte_order_mark), mistakes))


def _read(text: str, shift: int, mistakes: Mistakes) -> Node | None:
    """Read; after a YAML error step over the value or the item that holds it and read again."""
    stepped_over: set[int] = set()
    budget = _PARSING_BUDGET
    before: tuple[str, int] | None = None
    while True:
        found = Mistakes(mistakes.file)
        builder = Builder(found, stepped_over, shift)
        complaint = builder.build(text)
        budget -= len(text)
        if complaint is None:
            mistakes.extend(found)
            return builder.root
        line, column, what, remedy = complaint
        # the same complaint one line further on is an echo of the first
        if before != (what, line - 1) and before != (what, line):
            mistakes.add_at(line, column, builder.path_near(line), what, remedy)
        before = (what, line)
        rest = None
        if budget > 0 and len(stepped_over) < _MOST_REPAIRS:
            rest = _without_value(text, line, stepped_over)
            rest = rest or _without_item(text, line, builder.list_column)
        if rest is None:
            mistakes.extend(found)
            return None
        text, line = rest
        stepped_over.add(line)


def _without_value(text: str, line: int, stepped_over: set[int]) -> tuple[str, int] | None:
    """Replace what stands behind ``key:`` in that line by ``~``; once for each line."""
    lines = split_lines(text)
    if line in stepped_over or line > len(lines):
        return None
    key = _KEY.match(lines[line - 1])
    if key is None:
        return None
    lines[line - 1] = f"{key.group()} ~\n"
    return "".join(lines), line


def _without_item(text: str, line: int, column: int | None) -> tuple[str, int] | None:
    """Replace the item of the top list around ``line`` by ``- ~``, keeping every line number."""
    if column is None:
        return None
    lines = split_lines(text)
    marker = re.compile(rf" {{{column}}}-(?:[ \t\r\n]|$)")
    starts = [number for number, held in enumerate(lines, 1) if marker.match(held)]
    start = max((number for number in starts if number <= line), default=None)
    placeholder = " " * column + "- ~\n"
    if start is None or lines[start - 1] == placeholder:
        return None
    after = next((number for number in starts if number > start), len(lines) + 1)
    blank = ["\n"] * (after - start - 1)
    return "".join([*lines[: start - 1], placeholder, *blank, *lines[after - 1 :]]), start


def split_lines(text: str) -> list[str]:
    """Lines with their ends, split where YAML (and every editor) splits them."""
    ends = [match.end() for match in _LINE_END.finditer(text)]
    return [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True) if a < b]


def _without_forbidden(text: str, mistakes: Mistakes) -> str:
    """Report characters that must not be there, and blank them so that reading can go on."""
    if FORBIDDEN.search(text) is None:
        return text
    line, start = 1, 0
    for number, match in enumerate(FORBIDDEN.finditer(text)):
        if number == _MOST_FORBIDDEN:
            break
        for end in _LINE_END.finditer(text, start, match.start()):
            line, start = line + 1, end.end()
        code = ord(match.group())
        if 0xDC80 <= code <= 0xDCFF:  # how Python's surrogateescape shows a stray byte
            what, remedy = f"the byte 0x{code - 0xDC00:02X} is not UTF-8", "save the file as UTF-8"
        else:
            what, remedy = f"the invisible character U+{code:04X} stands here", "remove it"
        mistakes.add_at(line, match.start() - start + 1, "", what, remedy)
    return FORBIDDEN.sub(" ", text)


def _without_conflicts(text: str, mistakes: Mistakes) -> str:
    """Report markers of an unresolved merge, and read them as comments."""

    def comment(match: re.Match[str]) -> str:
        line = text.count("\n", 0, match.start()) + 1
        what = "two branches are in conflict here"
        mistakes.add_at(line, 1, "", what, "keep one of the versions and remove this line")
        return "#" * len(match.group())

    return _CONFLICT.sub(comment, text)
