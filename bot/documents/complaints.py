"""What PyYAML says about a file that is no YAML, in words for the person who wrote it."""

from __future__ import annotations

from typing import TypeAlias

import yaml

from bot.documents.mistakes import quoted
from bot.documents.nodes import Scalar

#: line, column (1-based), what is wrong, what to do
Complaint: TypeAlias = tuple[int, int, str, str]

_QUOTES = "put the whole text in double quotes"
_INDENT = "indent it like the lines around it, with spaces"

#: part of libyaml's or PyYAML's message -> what is wrong, what to do
_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a colon inside a text without quotes, or a line that is indented differently",
        f"{_QUOTES}, or {_INDENT}",
    ),
    ("maximum nesting depth", "lists are nested far too deep", "write it flatter"),
    ("violates indentation", "a tab is used for indentation", "use spaces"),
    ("cannot start any token", "a text cannot begin with this character", _QUOTES),
    ("found unknown escape", "an unknown escape (\\) in double quotes", "write \\\\ for a \\"),
    ("did not find expected hexdecimal", "an incomplete escape (\\)", "write \\\\ for a \\"),
    (
        "block sequence entries are not allowed",
        "a `-` cannot stand here",
        "where the entry has no such link remove the line; in a text use double quotes",
    ),
    ("could not find expected ':'", "a line without `key: value`", f"add the key, or {_INDENT}"),
    ("did not find expected '-' indicator", "this line belongs to no item of the list", _INDENT),
    ("did not find expected key", "this line does not fit the ones above it", _INDENT),
    ("expected <block end>", "this line does not fit the ones above it", _INDENT),
    ("did not find expected ',' or", "a bracket or a comma is missing", "close what was opened"),
    ("expected ',' or", "a bracket or a comma is missing", "close what was opened"),
    (
        "expected <document start>",
        "something stands behind the end of the document",
        "remove it, or indent it like the lines around it",
    ),
    ("unexpected end of stream", "a quote is opened here and never closed", "close it"),
    ("unexpected document indicator", "a quote is opened here and never closed", "close it"),
)


def explain(error: yaml.YAMLError, text: str, last: Scalar | None) -> Complaint:
    """Place and words of a YAML error; ``last`` is the last scalar that was read before it."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return 1, 1, "the file is not valid YAML", "look for stray characters"
    line, column = mark.line + 1, mark.column + 1
    problem = str(getattr(error, "problem", "") or "")
    if last is not None and last.style in ("'", '"') and "\n" in text[last.start : last.end]:
        what = "the quote that is opened here is closed only several lines further down"
        return last.line, last.column, what, "close it where the text ends"
    words = next((entry for entry in _WORDS if entry[0] in problem), None)
    if words is None:
        return line, column, f"this is not valid YAML ({problem})", "compare with other entries"
    _, what, remedy = words
    if "never closed" in what:
        opened = getattr(error, "context_mark", None) or mark
        line, column = opened.line + 1, opened.column + 1
    elif "cannot begin with" in what and text[mark.index : mark.index + 1] == "\t":
        what, remedy = "a tab is used for indentation", "use spaces"
    elif "cannot begin with" in what and mark.index < len(text):
        what = f"a text cannot begin with {quoted(text[mark.index])}"
    return line, column, what, remedy
