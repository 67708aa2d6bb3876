"""``check --format github``: workflow commands that annotate the line in a pull request.

Source: docs.github.com, "Workflow commands for GitHub Actions". At most 10 errors and 10 warnings a
step are shown there, so the loudest come first; a blocked link is a notice and never a failure.
"""

from __future__ import annotations

from bot.model.check import CheckReport
from bot.reports.check.levels import RULES, level, message, rule
from bot.text import command_data, command_property

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def text(report: CheckReport) -> str:
    """One command a place, errors first."""
    lines: list[str] = []
    for wanted, command in _COMMANDS.items():
        for link in report.links:
            if level(link) != wanted:
                continue
            title = command_property(RULES[rule(link)][1].rstrip("."))
            lines.extend(
                f"::{command} file={command_property(place.span.file)},line={place.span.line},"
                f"col={place.span.column},title={title}::{command_data(message(link))}"
                for place in link.places
            )
    return "".join(f"{line}\n" for line in lines)
