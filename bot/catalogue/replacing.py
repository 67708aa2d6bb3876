"""Where in the text a field stands and what must be written there: block and flow style."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.catalogue.writing import plain_or_quoted, quote
from bot.documents.nodes import PLAIN, Mapping, Node, Scalar, last_offset
from bot.model.entries import AUTHORS_BETWEEN

_LINE_END = re.compile(r"\r\n|\n|\r")


class Replacement(NamedTuple):
    """Characters ``start`` to ``end`` (half-open) become ``new``."""

    start: int
    end: int
    new: str
    field: str


def replaced(text: str, entry: Mapping, old: Scalar, field: str, value: str) -> Replacement:
    """A new value in the place and, where it can be, in the quotes of the old one."""
    end = _end(text, old)
    return Replacement(old.start, end, _spelled(field, value, old.style, entry.flow), field)


def added(text: str, entry: Mapping, anchor: str, field: str, value: str) -> Replacement:
    """A new field behind the field ``anchor``."""
    key, node = next(item for item in entry.items if item[0].value == anchor)
    like_json = entry.flow and key.style == '"'
    name = quote(field) if like_json else field
    if field == "authors":
        return _added_names(text, entry, node, name, value.split(AUTHORS_BETWEEN))
    style = '"' if like_json or field in ("title", "venue", "doi", "arxiv") else PLAIN
    spelled = _spelled(field, value, style, entry.flow)
    if entry.flow:
        end = _end(text, node)
        return Replacement(end, end, f", {name}: {spelled}", field)
    end_of_line = _end_of_line(text, _end(text, node))
    indent = " " * (entry.column - 1)
    new = f"{_newline(text, end_of_line)}{indent}{name}: {spelled}"
    return Replacement(end_of_line, end_of_line, new, field)


def _added_names(
    text: str, entry: Mapping, anchor: Node, key: str, names: list[str]
) -> Replacement:
    end = _end(text, anchor)
    if entry.flow:
        return Replacement(end, end, f", {key}: [{', '.join(map(quote, names))}]", "authors")
    end_of_line = _end_of_line(text, end)
    indent = " " * (entry.column - 1)
    lines = (f"{key}:", *(f"  - {quote(name)}" for name in names))
    newline = _newline(text, end_of_line)
    new = "".join(f"{newline}{indent}{line}" for line in lines)
    return Replacement(end_of_line, end_of_line, new, "authors")


def removed(text: str, entry: Mapping, field: str) -> Replacement:
    """The field is gone, and with it the line it stood on."""
    index = next(i for i, (key, _) in enumerate(entry.items) if key.value == field)
    key, node = entry.items[index]
    end = _end(text, node)
    if entry.flow:
        if index:
            return Replacement(_end(text, entry.items[index - 1][1]), end, "", field)
        return Replacement(key.start, entry.items[1][0].start, "", field)
    start_of_line = max(text.rfind("\n", 0, key.start), text.rfind("\r", 0, key.start)) + 1
    if text[start_of_line : key.start].strip():  # the dash of the list stands before it
        return Replacement(key.start, _next_word(text, end), "", field)
    end_of_line = _end_of_line(text, end)
    newline = _LINE_END.match(text, end_of_line)
    return Replacement(start_of_line, newline.end() if newline else end_of_line, "", field)


def _end(text: str, node: Node) -> int:
    """Where a value ends; libyaml counts the blank lines behind a block scalar in."""
    start, end = node.start, last_offset(node)
    return start + len(text[start:end].rstrip()) if isinstance(node, Scalar) else end


def _end_of_line(text: str, position: int) -> int:
    found = _LINE_END.search(text, position)
    return found.start() if found else len(text)


def _next_word(text: str, position: int) -> int:
    """The next character that is no white space."""
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _newline(text: str, position: int) -> str:
    """The line end that is used there, else the first of the file."""
    found = _LINE_END.match(text, position) or _LINE_END.search(text)
    return found.group() if found else "\n"


def _spelled(field: str, value: str, style: str, flow: bool) -> str:
    """A value as YAML text, in ``style`` where that can hold it."""
    if field == "year" and value.isascii() and value.isdigit() and style == PLAIN:
        return value
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if style == PLAIN and not (flow and "," in value):
        return plain_or_quoted(value)
    return quote(value)
