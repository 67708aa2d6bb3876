"""What a visit tells: looks to its consumer, each target's once, and news to whoever watches."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from bot.gateways.web.jobs import Job, look_from, unasked
from bot.model.observations import Look, Outcome, Target
from bot.ports import ClockPort, Progress
from bot.probing.journey import Found
from bot.probing.lanes import Lane

#: looks that may wait for the consumer before no new request is started
MOST_WAITING = 512
#: seconds between two reports on the slowest lane
REPORT_EVERY = 2.0


class Results:
    """Looks on their way out, and the targets that have none yet."""

    def __init__(self, clock: ClockPort, progress: Progress | None) -> None:
        self._clock = clock
        self._progress = progress
        #: by identity
        self._unfinished: dict[int, Target] = {}
        self._next_report = 0.0
        #: not yet taken by the consumer
        self.waiting: deque[Look] = deque()

    def expect(self, targets: Iterable[Target], lanes: int) -> None:
        """These targets need a look; they are spread over so many lanes."""
        self._unfinished = {id(target): target for target in targets}
        if self._progress is not None:
            self._progress.plan(targets=len(self._unfinished), hosts=lanes)

    @property
    def are_full(self) -> bool:
        """Has the consumer so many looks to take that nothing new should begin?"""
        return len(self.waiting) >= MOST_WAITING

    def found(self, job: Job, found: Found) -> None:
        """A job was asked, and this is the result."""
        self._emit(job.target, look_from(job, found, self._clock.now()))

    def unasked(self, target: Target, outcome: Outcome, reason: str, tries: int = 0) -> None:
        """A target was not asked, or not to the end."""
        self._emit(target, unasked(target, self._clock.now(), outcome, reason, tries))

    def lost(self) -> bool:
        """Nothing is under way: a target without a look would be a bug, but gets one. Were there any?"""
        for target in list(self._unfinished.values()):
            self.unasked(target, Outcome.SKIPPED, "internal")
        return bool(self.waiting)

    def paused(self, lane: Lane[Job], seconds: float, why: str) -> None:
        """A lane stands still."""
        if self._progress is not None:
            self._progress.waiting(lane.manners.lane, seconds, why)

    def report(self, lane: Lane[Job] | None, now: float) -> None:
        """Say which lane the run will have to wait for, now and then."""
        if self._progress is None:
            return
        self._next_report = now + REPORT_EVERY
        if lane is not None and lane.remaining(now) > REPORT_EVERY:
            count = len(lane.queue)
            why = f"slowest host, {count} {'link' if count == 1 else 'links'} left"
            self._progress.waiting(lane.manners.lane, lane.remaining(now), why)

    def wants_report(self, now: float) -> bool:
        """Is it time to say which lane is the slowest?"""
        return self._progress is not None and now >= self._next_report

    def _emit(self, target: Target, look: Look) -> None:
        if self._unfinished.pop(id(target), None) is None:
            return  # has its look already
        self.waiting.append(look)
        if self._progress is not None:
            self._progress.done(look)
