"""How many links failed in each of the last runs."""

from __future__ import annotations

from dataclasses import replace

from bot.model.report import EntryHealth
from bot.model.verdicts import Health
from bot.reports.trend import RUNS, trend
from tests.builders import a_report, an_entry, an_entry_health, night


def a_past(name: str, *healths: Health | None) -> EntryHealth:
    """An entry whose link was seen like this, night by night; None = not looked at."""
    entry = an_entry_health(an_entry(name))
    history = tuple((night(n), health) for n, health in enumerate(healths) if health)
    return replace(entry, links=tuple(replace(link, history=history) for link in entry.links))


def test_failures_are_counted_run_by_run_and_walls_are_none() -> None:
    report = a_report(
        a_past("a", Health.ALIVE, Health.UNSTABLE, Health.MOVED),
        a_past("b", Health.UNSTABLE, Health.UNSTABLE, None),
        a_past("c", None, Health.BLOCKED, Health.INVALID),
    )
    assert [(n.looked, n.failed) for n in trend(report)] == [(2, 1), (3, 2), (2, 1)]


def test_one_run_makes_no_trend() -> None:
    assert trend(a_report(a_past("a", Health.ALIVE))) == ()
    assert trend(a_report()) == ()


def test_only_the_last_runs_are_shown() -> None:
    nights = trend(a_report(a_past("a", *[Health.ALIVE] * (RUNS + 3))))
    assert len(nights) == RUNS
    assert nights[-1].at == night(RUNS + 2)
