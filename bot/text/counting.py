"""Numbers of things, in words."""

from __future__ import annotations


def counted(number: int, noun: str, nouns: str = "") -> str:
    """``1 link``, ``12 links``; ``counted(2, "entry", "entries")`` where an *s* is not enough."""
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"
