"""Output formats of ``listbot check``: one module a format, one table that names them all."""

from __future__ import annotations

from collections.abc import Callable

from bot.model.check import CheckReport
from bot.reports.check import github, json_, junit, markdown, sarif

#: name on the command line -> function; ``table`` is drawn by the command line itself
FORMATS: dict[str, Callable[[CheckReport], str]] = {
    "json": json_.text,
    "sarif": sarif.text,
    "junit": junit.text,
    "github": github.text,
    "markdown": markdown.text,
}
