"""The result of a check as a table for a terminal."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from bot.cli.options import Common
from bot.model.check import CheckedLink, CheckReport
from bot.reports.check.levels import level, rule
from bot.reports.check.markdown import sentence
from bot.text import terminal
from bot.urls import redacted

_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}
_ORDER = ("error", "warning", "note")


def print_table(report: CheckReport, common: Common) -> None:
    """What needs somebody first; healthy links are only counted."""
    console = common.data_console()
    shown = [link for link in report.links if level(link) is not None]
    shown.sort(key=lambda link: _ORDER.index(level(link) or "note"))
    if shown:
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("verdict", no_wrap=True)
        table.add_column("link", overflow="fold", ratio=3)
        table.add_column("why", overflow="fold", ratio=2)
        table.add_column("where", overflow="fold", ratio=1)
        for link in shown:
            table.add_row(*_row(link))
        console.print(table)
    console.print(sentence(report), markup=False)


def _row(link: CheckedLink) -> tuple[Text, Text, Text, Text]:
    why = link.verdict.reason
    if link.verdict.final_url and rule(link) == "moved":
        why += f" -> {redacted(link.verdict.final_url)}"
    where = ", ".join(f"{p.span.file}:{p.span.line}" for p in link.places[:2])
    if len(link.places) > 2:
        where += f" (+{len(link.places) - 2})"
    style = _STYLES[level(link) or "note"]
    return (
        Text(rule(link), style=style),
        Text(terminal(redacted(link.url))),
        Text(terminal(why)),
        Text(terminal(where), style="dim"),
    )
