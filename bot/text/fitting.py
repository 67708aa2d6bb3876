"""Long texts cut well: by whole characters, by whole rows, never in the middle of something."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ELLIPSIS = "…"


def cut(text: str, limit: int) -> str:
    """At most ``limit`` characters (code points), an ellipsis at the end when something is gone.

    A letter keeps its accents: the cut is moved back before a letter whose marks would be lost.
    """
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    end = limit - 1
    while end > 0 and unicodedata.combining(text[end]):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Rows that fit, and how many did not."""

    rows: tuple[str, ...]
    left_out: int

    def text(self, more: Callable[[int], str]) -> str:
        """The rows, one a line, and the line ``more(n)`` when n are left out."""
        lines = [*self.rows, *([more(self.left_out)] if self.left_out else [])]
        return "\n".join(lines)


def fit_rows(rows: Sequence[str], budget: int, *, at_most: int | None = None) -> Fitted:
    """The first rows that fit into ``budget`` characters (a line end each) and into ``at_most``.

    Leave room in the budget for the line that says how many more there are.
    """
    kept: list[str] = []
    for row in rows if at_most is None else rows[:at_most]:
        budget -= len(row) + 1
        if budget < 0:
            break
        kept.append(row)
    return Fitted(rows=tuple(kept), left_out=len(rows) - len(kept))
