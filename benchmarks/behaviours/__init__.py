"""A table of ways in which websites behave, with the truth about each."""

from __future__ import annotations

from benchmarks.behaviours import (
    dead,
    failing,
    lookalikes,
    ordinary,
    platforms,
    recovering,
    redirects,
    unsafe,
    walls,
    wordings,
)
from benchmarks.behaviours.rows import DOMAIN, TABLE, Behaviour, says

#: the modules that fill the table when they are imported
SECTIONS = (
    ordinary,
    redirects,
    recovering,
    lookalikes,
    walls,
    failing,
    dead,
    unsafe,
    wordings,
    platforms,
)

__all__ = ["DOMAIN", "SECTIONS", "TABLE", "Behaviour", "says"]
