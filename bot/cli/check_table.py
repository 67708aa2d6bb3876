"""The result of a check as a table for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

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
#: notes of one kind that are all shown; of more only the first ones
MOST_ALIKE, FIRST_ALIKE = 20, 5


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
        for link, more in _folded(shown):
            table.add_row(*_row(link))
            if more:
                words = Text(f"and {more} more like this, all in --format json", style="dim")
                table.add_row("", words, "", "")
        console.print(table)
    console.print(sentence(report), markup=False)


def _folded(links: list[CheckedLink]) -> Iterator[tuple[CheckedLink, int]]:
    """The links to show, and after which of them how many of the same kind are left out.

    What needs nobody (a budget that ended, hosts that are not asked) would hide what does.
    """
    kinds = Counter(_kind(link) for link in links)
    seen: Counter[tuple[str, str]] = Counter()
    for link in links:
        kind = _kind(link)
        seen[kind] += 1
        if level(link) != "note" or kinds[kind] <= MOST_ALIKE:
            yield link, 0
        elif seen[kind] <= FIRST_ALIKE:
            yield link, kinds[kind] - FIRST_ALIKE if seen[kind] == FIRST_ALIKE else 0


def _kind(link: CheckedLink) -> tuple[str, str]:
    return rule(link), link.verdict.reason


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
