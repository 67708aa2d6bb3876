"""Which links a night visits: what was stable for months rests, what is suspicious does not.

Off for small lists. The evidence is the ledger alone: a target is stable since its last change, and
suspicious while its last sight is one that the policy counts as a strike.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.ledger.history import Ledger, Timeline
from bot.model.settings import ScheduleSettings
from bot.model.verdicts import Policy

#: (stable for so many days, visited every so many nights); the last step is ``at_least_every``
STEPS: tuple[tuple[int, int], ...] = ((14, 2), (45, 4), (90, 60))
#: a night that begins some hours early is the same night
_SLACK = timedelta(hours=12)


def due(
    targets: Iterable[str],
    ledger: Ledger,
    policy: Policy,
    schedule: ScheduleSettings,
    *,
    now: datetime,
) -> tuple[str, ...]:
    """The targets that this night visits, in their order.

    New and suspicious targets every night, stable ones less often, every one at least once in
    ``at_least_every`` nights. The stable ones of a kind are spread evenly: by their number in the
    ledger, so that a night of them is one short range there.
    """
    if not schedule.adaptive:
        return tuple(targets)
    night = now.toordinal()
    visits = _last_visits(ledger, since=now - timedelta(days=schedule.at_least_every + 1))
    wanted = []
    for target in targets:
        timeline = ledger.timelines.get(target)
        if timeline is None:
            wanted.append(target)
            continue
        interval = interval_of(timeline, policy, schedule, now=now)
        last = visits.get(timeline.number)
        late = last is None or now - last >= timedelta(days=interval) - _SLACK
        if late or (night + timeline.number) % interval == 0:
            wanted.append(target)
    return tuple(wanted)


def interval_of(
    timeline: Timeline, policy: Policy, schedule: ScheduleSettings, *, now: datetime
) -> int:
    """Every so many nights is this target visited."""
    latest = timeline.latest
    if latest.outcome in policy.strikes:
        return 1
    stable = (now - latest.at).days
    interval = 1
    for days, nights in STEPS:
        if stable >= days:
            interval = nights
    return min(interval, schedule.at_least_every)


def _last_visits(ledger: Ledger, *, since: datetime) -> dict[int, datetime]:
    """Number of a target -> its last visit, as far back as it matters."""
    last: dict[int, datetime] = {}
    for entry in ledger.runs:
        if entry.run.at >= since:
            last.update(dict.fromkeys(entry.visits.numbers(), entry.run.at))
    return last
