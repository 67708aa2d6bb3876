"""Careful reading of decoded JSON: what has another type than promised is simply not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

#: characters of a description, a name, a topic: more is a mistake or mischief
_LINE = 1_000
#: characters of a README that are kept: attribution reads no more
README = 200_000


def mapping(value: object) -> Mapping[str, Any]:
    """The object itself, or an empty one."""
    return value if isinstance(value, Mapping) else {}


def items(value: object) -> Iterator[object]:
    """Elements of an array; nothing for anything else."""
    yield from value if isinstance(value, list) else ()


def at(value: object, *path: str) -> object:
    """The value at a path of keys, None where the path breaks off."""
    for key in path:
        value = mapping(value).get(key)
    return value


def line(value: object) -> str | None:
    """A short text without surrounding white space; None for anything else and for nothing."""
    if not isinstance(value, str):
        return None
    return value[:_LINE].strip() or None


def text(value: object) -> str | None:
    """A document, cut to ``README`` characters."""
    return value[:README] if isinstance(value, str) else None


def is_cut(value: object) -> bool:
    """Is the document longer than what ``text`` keeps of it?"""
    return isinstance(value, str) and len(value) > README


def count(value: object) -> int | None:
    """A number that counts something."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**63:
        return None
    return value


def flag(value: object) -> bool | None:
    """True or false."""
    return value if isinstance(value, bool) else None


def moment(value: object) -> datetime | None:
    """An ISO 8601 time with its offset, in UTC; one without an offset is taken as UTC."""
    if not isinstance(value, str) or not 10 <= len(value) <= 40:
        return None
    try:
        read = datetime.fromisoformat(value)
        return (read.replace(tzinfo=UTC) if read.tzinfo is None else read).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def names(value: object, *, limit: int) -> tuple[str, ...]:
    """At most ``limit`` short texts of an array."""
    found = (line(item) for item in items(value))
    return tuple(name for name in found if name)[:limit]
