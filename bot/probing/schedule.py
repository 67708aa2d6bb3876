"""Which lane starts next: the longest one that is ready. Times are monotonic seconds; no I/O.

The run ends when its slowest polite lane ends, so nothing may make that lane wait: among the lanes
that are ready, the one with the most time still to go (for each request under way) gets the free slot.
Lanes that will be through long before the whole run is take turns: they use their one connection
again before any of them opens a second.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from typing import Generic

from bot.probing.lanes import Job, Lane
from bot.probing.manners import Manners


class Schedule(Generic[Job]):
    """All lanes of a run under one limit of requests at the same time."""

    def __init__(self, concurrency: int, jitter: Callable[[], float]) -> None:
        """``jitter`` returns random numbers from 0 to 1."""
        self._concurrency = concurrency
        self._jitter = jitter
        self._lanes: dict[str, Lane[Job]] = {}
        self._in_flight = 0
        self._queued = 0
        #: of the latest requests
        self._mean_seconds = 0.2
        #: lanes by the time when they may start: (time, order, lane)
        self._sleeping: list[tuple[float, int, Lane[Job]]] = []
        #: lanes that may start now, most urgent first: (-urgency, order, lane)
        self._ready: list[tuple[float, int, Lane[Job]]] = []
        #: lanes that are in one of the two heaps
        self._listed: set[int] = set()
        #: jobs that wait for a time of their own: (time, number, lane, job)
        self._delayed: list[tuple[float, int, Lane[Job], Job]] = []
        self._number = 0

    def lane(self, manners: Manners) -> Lane[Job]:
        """The lane of these manners."""
        lane = self._lanes.get(manners.lane)
        if lane is None:
            lane = self._lanes[manners.lane] = Lane(manners, len(self._lanes))
        return lane

    def lanes(self) -> Iterator[Lane[Job]]:
        """Every lane that was ever used."""
        return iter(self._lanes.values())

    def fill(self, jobs: Iterable[tuple[Lane[Job], Job]], now: float) -> None:
        """Queue the jobs of a run, before any lane is chosen by its length."""
        lanes = {}
        for lane, job in jobs:
            lane.queue.append(job)
            lanes[lane.order] = lane
            self._queued += 1
        for lane in lanes.values():
            self._list(lane, now)

    def add(self, lane: Lane[Job], job: Job, now: float, *, front: bool = False) -> None:
        """Queue a job; ``front`` for those that go on with something begun."""
        (lane.queue.appendleft if front else lane.queue.append)(job)
        self._queued += 1
        self._list(lane, now)

    def add_later(self, lane: Lane[Job], job: Job, at: float) -> None:
        """Queue a job at the front of its lane, at a later time."""
        self._number += 1
        heapq.heappush(self._delayed, (at, self._number, lane, job))

    def hasten(self, earliest: Callable[[Job], float]) -> None:
        """Let delayed jobs start as early as ``earliest`` says, if that is before their time."""
        if self._delayed:
            self._delayed = [
                (min(at, earliest(job)), number, lane, job)
                for at, number, lane, job in self._delayed
            ]
            heapq.heapify(self._delayed)

    def take(self, now: float) -> tuple[Lane[Job], Job] | None:
        """Start the next job, if any may start now."""
        if self._in_flight >= self._concurrency:
            return None
        while self._delayed and self._delayed[0][0] <= now:
            _, _, lane, job = heapq.heappop(self._delayed)
            self.add(lane, job, now, front=True)
        self._wake(now)
        while self._ready:
            _, _, lane = heapq.heappop(self._ready)
            self._listed.discard(lane.order)
            if not lane.queue:
                continue
            at = lane.ready_at(now)
            if at is None:
                continue
            if at > now:
                self._sleep(lane, at)
                continue
            job = lane.start(now, self._jitter())
            self._in_flight += 1
            self._queued -= 1
            self._list(lane, now)
            return lane, job
        return None

    def finish(
        self, lane: Lane[Job], now: float, *, closed: bool = False, seconds: float | None = None
    ) -> None:
        """A started job has ended (or goes on elsewhere, after it is added again).

        ``closed``: its connection is gone; ``seconds``: what it took, None when nothing was sent.
        """
        lane.finish(now, closed=closed)
        self._in_flight -= 1
        if seconds is not None:
            self._mean_seconds += 0.05 * (seconds - self._mean_seconds)
        self._list(lane, now)

    def unused(self, lane: Lane[Job], now: float) -> None:
        """The turn that was just taken was not used: nothing was sent, and the lane may start at once.

        It may be asleep already until its interval is over; when it wakes from that, nothing is amiss.
        """
        lane.unused(now)
        self._listed.discard(lane.order)
        self.finish(lane, now)

    def wake_at(self) -> float | None:
        """When something may start that may not start now; None: only a finish can change that."""
        if self._in_flight >= self._concurrency:
            return None
        times = []
        if self._ready:
            return 0.0
        if self._sleeping:
            times.append(self._sleeping[0][0])
        if self._delayed:
            times.append(self._delayed[0][0])
        return min(times) if times else None

    @property
    def in_flight(self) -> int:
        """Jobs that have started and not finished."""
        return self._in_flight

    @property
    def is_idle(self) -> bool:
        """Nothing runs and nothing waits."""
        return not self._in_flight and not self._queued and not self._delayed

    @property
    def has_only_delayed(self) -> bool:
        """Nothing runs and nothing is queued but jobs that wait for their time."""
        return not self._in_flight and not self._queued

    def slowest(self, now: float) -> Lane[Job] | None:
        """The lane that has the longest to go, None when nothing is queued."""
        waiting = [lane for lane in self._lanes.values() if lane.queue]
        return max(waiting, key=lambda lane: lane.remaining(now), default=None)

    def clear(self, lane: Lane[Job]) -> list[Job]:
        """Take every queued job out of a lane."""
        jobs = list(lane.queue)
        lane.queue.clear()
        self._queued -= len(jobs)
        return jobs

    def drain(self) -> Iterator[Job]:
        """Take out everything that has not started."""
        for lane in self._lanes.values():
            yield from self.clear(lane)
        while self._delayed:
            yield heapq.heappop(self._delayed)[3]
        self._ready.clear()
        self._sleeping.clear()
        self._listed.clear()

    def _list(self, lane: Lane[Job], now: float) -> None:
        """Put a lane with work and a free slot into the heap it belongs to."""
        if lane.order in self._listed or not lane.queue:
            return
        at = lane.ready_at(now)
        if at is None:
            return
        if at <= now:
            self._listed.add(lane.order)
            heapq.heappush(self._ready, (-self._urgency(lane, now), lane.order, lane))
        else:
            self._sleep(lane, at)

    def _urgency(self, lane: Lane[Job], now: float) -> float:
        remaining = lane.remaining(now)
        whole_run = self._queued * self._mean_seconds / self._concurrency
        under_way = 1 + lane.in_flight
        if remaining < whole_run:
            under_way = under_way**3
        return remaining / under_way

    def _sleep(self, lane: Lane[Job], at: float) -> None:
        self._listed.add(lane.order)
        heapq.heappush(self._sleeping, (at, lane.order, lane))

    def _wake(self, now: float) -> None:
        sleeping = self._sleeping
        while sleeping and sleeping[0][0] <= now:
            _, _, lane = heapq.heappop(sleeping)
            self._listed.discard(lane.order)
            self._list(lane, now)
