"""Typed values out of nodes: every reader returns a value or notes a mistake and returns None.

All scalars arrive as text, so ``no``, ``12:30:45`` and ``2024-13-45`` mean what they say; a
number is a number only where one is expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import TypeAlias, TypeVar

from bot.documents import nodes
from bot.documents.mistakes import Mistakes, did_you_mean, join, quoted
from bot.documents.nodes import Broken, Node, Scalar

T = TypeVar("T")

#: what was found under each known key: the key itself and its value
Fields: TypeAlias = dict[str, tuple[Scalar, Node]]

#: ASCII digits only: ``int`` would take "１２" and "1_000" as well
_INTEGER = re.compile(r"[+-]?[0-9]{1,15}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})


def kind(node: Node) -> str:
    """What stands there, for a message."""
    match node:
        case nodes.Mapping():
            return "a mapping (key: value)"
        case nodes.Sequence():
            return "a list"
        case Scalar() if node.is_null:
            return "nothing"
        case Scalar():
            return f"the text {quoted(node.value)}"
        case Broken():
            return "something broken"


def fields(
    node: Node,
    path: str,
    known: Collection[str],
    mistakes: Mistakes,
    *,
    synonyms: Mapping[str, str] | None = None,
) -> Fields | None:
    """The keys of a mapping; unknown ones are mistakes. None when it is no mapping."""
    if isinstance(node, Broken):
        return None
    if not isinstance(node, nodes.Mapping):
        keys = ", ".join(known)
        mistakes.add(node, path, f"expected a mapping, found {kind(node)}", f"write keys: {keys}")
        return None
    found: Fields = {}
    for key, value in node.items:
        if key.value in known:
            found[key.value] = (key, value)
        else:
            _unknown(key, path, known, mistakes, synonyms)
    return found


def _unknown(
    key: Scalar,
    path: str,
    known: Collection[str],
    mistakes: Mistakes,
    synonyms: Mapping[str, str] | None,
) -> None:
    meant = did_you_mean(key.value, known, dict(synonyms or {}))
    remedy = meant or f"known keys are {', '.join(known)}"
    what = f"unknown key {quoted(key.value)}"
    mistakes.add(key, join(path, key.value), what, remedy)


def require(
    node: Node, path: str, found: Fields, needed: Collection[str], mistakes: Mistakes
) -> None:
    """Note every key of ``needed`` that is missing."""
    for key in needed:
        if key not in found and not _was_broken(node, key):
            what = f"the key `{key}` is missing"
            mistakes.add(node, join(path, key), what, f"add a line `{key}: …`")


def _was_broken(node: Node, key: str) -> bool:
    """Keys that hold something broken were reported already."""
    return isinstance(node, nodes.Mapping) and isinstance(node.get(key), Broken)


def text(node: Node, path: str, mistakes: Mistakes, *, remedy: str = "write a text") -> str | None:
    """One line of text, not empty."""
    if isinstance(node, Broken):
        return None
    if not isinstance(node, Scalar):
        mistakes.add(node, path, f"expected a text, found {kind(node)}", remedy)
        return None
    if node.is_null:
        what = f"the value is {node.value}" if node.value else "the value is empty"
        extra = "; put it in quotes if it is meant as a text" if node.value else ""
        mistakes.add(node, path, what, remedy + extra)
        return None
    value = node.value.rstrip("\n") if node.is_block else node.value
    if not value.strip():
        mistakes.add(node, path, "the value is empty", remedy)
        return None
    # isprintable is fast and knows every control character; blanks of all kinds are fine
    if not value.isprintable() and any(c in "\n\r\t\x00\x1b\x7f" or c < " " for c in value):
        mistakes.add(node, path, "the text holds a line break or a control character", "remove it")
        return None
    return value


def integer(
    node: Node, path: str, mistakes: Mistakes, *, least: int, most: int, unit: str = ""
) -> int | None:
    """A whole number within limits."""
    value = _plain(node)
    if value is not None and _INTEGER.fullmatch(value) and least <= int(value) <= most:
        return int(value)
    _out_of_range(node, path, mistakes, "a whole number", f"{least} to {most}{unit}")
    return None


def number(
    node: Node, path: str, mistakes: Mistakes, *, least: float, most: float, unit: str = ""
) -> float | None:
    """A decimal number within limits."""
    value = _plain(node)
    if value is not None and _NUMBER.fullmatch(value) and least <= float(value) <= most:
        return float(value)
    _out_of_range(node, path, mistakes, "a number", f"{least:g} to {most:g}{unit}")
    return None


def _plain(node: Node) -> str | None:
    return node.value if isinstance(node, Scalar) else None


def _out_of_range(node: Node, path: str, mistakes: Mistakes, what: str, limits: str) -> None:
    if not isinstance(node, Broken):
        found = f"expected {what}, found {kind(node)}"
        mistakes.add(node, path, found, f"write {what} from {limits}")


def boolean(node: Node, path: str, mistakes: Mistakes) -> bool | None:
    """``true`` or ``false``, as YAML 1.2 spells them."""
    if isinstance(node, Scalar) and node.style == nodes.PLAIN:
        if node.value in _TRUE:
            return True
        if node.value in _FALSE:
            return False
    if not isinstance(node, Broken):
        mistakes.add(
            node, path, f"expected true or false, found {kind(node)}", "write true or false"
        )
    return None


def choice(node: Node, path: str, known: Collection[str], mistakes: Mistakes) -> str | None:
    """One of a closed set of words."""
    value = text(node, path, mistakes, remedy=f"write one of {', '.join(known)}")
    if value is None or value in known:
        return value
    remedy = did_you_mean(value, known) or f"write one of {', '.join(known)}"
    mistakes.add(node, path, f"{quoted(value)} is not known here", remedy)
    return None


def items(
    node: Node,
    path: str,
    mistakes: Mistakes,
    read: Callable[[Node, str], T | None],
    *,
    most: int,
) -> tuple[T, ...] | None:
    """A list; items that are mistaken are left out."""
    if isinstance(node, Broken):
        return None
    if not isinstance(node, nodes.Sequence):
        mistakes.add(
            node, path, f"expected a list, found {kind(node)}", "write one item a line: `- …`"
        )
        return None
    if len(node.items) > most:
        what = f"the list has {len(node.items)} items"
        mistakes.add(node, path, what, f"write at most {most}")
        return None
    read_items = (read(item, f"{path}[{index}]") for index, item in enumerate(node.items))
    return tuple(item for item in read_items if item is not None)
