"""How many links failed in each of the last runs: what a reader sees before any figure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from bot.model.report import Report
from bot.model.verdicts import Health

#: runs in a trend, and in the history of a link
RUNS = 14
_FAILING = frozenset({Health.UNSTABLE, Health.DEAD, Health.UNSAFE, Health.INVALID})


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCount:
    """What one run saw."""

    at: datetime
    #: links that this run looked at
    looked: int
    #: those that did not answer well; a wall is no failure
    failed: int


def trend(report: Report) -> tuple[RunCount, ...]:
    """The last runs, oldest first; empty before the second run, when nothing can be compared."""
    looked: Counter[datetime] = Counter()
    failed: Counter[datetime] = Counter()
    for link in report.links():
        for at, health in link.history:
            looked[at] += 1
            failed[at] += health in _FAILING
    if len(looked) < 2:
        return ()
    return tuple(
        RunCount(at=at, looked=looked[at], failed=failed[at]) for at in sorted(looked)[-RUNS:]
    )
