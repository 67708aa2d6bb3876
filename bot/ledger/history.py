"""Everything that was ever observed, and nothing that was concluded from it.

A target's history holds a line only where what was seen *changed*; each run says which targets it
looked at. A target that a run looked at without a new line showed the same as before. So a night on
which nothing changed adds one line, however long the list is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from operator import attrgetter

from bot.ledger.visits import Visits
from bot.model.observations import Observation
from bot.model.runs import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRun:
    """One recorded run and the numbers of the targets it looked at."""

    run: Run
    visits: Visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The history of one target: its number, and every change, oldest first (never empty)."""

    number: int
    changes: tuple[Observation, ...]

    @property
    def latest(self) -> Observation:
        """The last thing that was seen to change."""
        return self.changes[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What a target showed in one run, changed or not."""

    run: Run
    #: the look that saw it first: the same in everything but its time
    change: Observation

    @property
    def observation(self) -> Observation:
        """As this run saw it. Made anew each time; whoever needs no time asks ``change``."""
        if self.change.at == self.run.at:
            return self.change
        return replace(self.change, at=self.run.at)


#: everything of a look but its time
_SIGHT = attrgetter(*(part.name for part in fields(Observation) if part.name != "at"))


def same_sight(one: Observation, other: Observation) -> bool:
    """Do two looks show the same? Only the time differs."""
    return _SIGHT(one) == _SIGHT(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Runs, oldest first, and the timeline of every target ever seen."""

    runs: tuple[LedgerRun, ...] = ()
    timelines: Mapping[str, Timeline] = field(default_factory=dict)

    def extended_by(self, run: Run, observations: Iterable[Observation]) -> Ledger:
        """This ledger with one more run. Observations of one target: the last one counts.

        Raises ValueError when the run is not younger than the last one.
        """
        if self.runs and run.at <= self.runs[-1].run.at:
            raise ValueError(f"a run at {run.at} cannot follow one at {self.runs[-1].run.at}")
        timelines = dict(self.timelines)
        following = max((t.number for t in timelines.values()), default=-1) + 1
        visited = []
        for observation in sorted(
            {o.target: o for o in observations}.values(), key=lambda o: o.target
        ):
            known = timelines.get(observation.target)
            visited.append(known.number if known else following)
            if known is not None and same_sight(known.latest, observation):
                continue
            seen = replace(observation, at=run.at)
            if known is None:
                timelines[seen.target] = Timeline(number=following, changes=(seen,))
                following += 1
            else:
                timelines[seen.target] = replace(known, changes=(*known.changes, seen))
        entry = LedgerRun(run=run, visits=Visits.of(visited))
        return Ledger(runs=(*self.runs, entry), timelines=timelines)

    def sightings(self, target: str, *, newest_first: bool = False) -> Iterator[Sighting]:
        """What each run that looked at the target saw."""
        timeline = self.timelines.get(target)
        if timeline is None:
            return
        found = self._newest_first(timeline)
        yield from found if newest_first else reversed(tuple(found))

    def _newest_first(self, timeline: Timeline) -> Iterator[Sighting]:
        change = len(timeline.changes) - 1
        for entry in reversed(self.runs):
            while change >= 0 and timeline.changes[change].at > entry.run.at:
                change -= 1
            if change < 0:
                return
            if timeline.number in entry.visits:
                yield Sighting(run=entry.run, change=timeline.changes[change])

    def last_visit(self, target: str) -> datetime | None:
        """When the target was last looked at."""
        sighting = next(self.sightings(target, newest_first=True), None)
        return sighting.run.at if sighting else None

    def compacted(self, *, now: datetime, keep: timedelta = timedelta(days=400)) -> Ledger:
        """Forget what is older than ``keep``, but never the last change of a target."""
        horizon = now - keep
        runs = tuple(entry for entry in self.runs if entry.run.at >= horizon)
        timelines = {
            target: replace(timeline, changes=_since(timeline.changes, horizon))
            for target, timeline in self.timelines.items()
        }
        return Ledger(runs=runs, timelines=timelines)


def _since(changes: Sequence[Observation], horizon: datetime) -> tuple[Observation, ...]:
    """Changes after the horizon, and the one that was in force at it."""
    recent = tuple(change for change in changes if change.at >= horizon)
    before = tuple(change for change in changes if change.at < horizon)
    return (*before[-1:], *recent)
