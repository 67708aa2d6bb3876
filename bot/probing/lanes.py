"""The pace of one host: when may its next request start? Times are seconds of a monotonic clock.

A lane keeps three promises: never more requests at once than its manners say, never two starts
closer than their interval, and no start at all while the host has asked for a pause. It slows down
when it is throttled without being told how long, and when answers take much longer than they did.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import Generic, TypeVar

from bot.probing.manners import Manners
from bot.probing.waiting import LONGEST_PAUSE, pause_for

Job = TypeVar("Job")

#: seconds that a slot rests after its connection was closed, so that a host that counts
#: connections has seen the old one go before the new one comes
CLOSING_REST = 0.1
#: intervals are stretched by up to this share; starts are spread, never closer
JITTER = 0.05
#: a lane is never slowed down beyond this many times its interval
SLOWEST = 8.0
#: answers that take this many times longer than the host's best ones mean that it suffers
LATENCY_RISE = 6.0
#: seconds; faster answers are never taken for suffering
LATENCY_FLOOR = 1.5
#: seconds that a request is thought to take at least, so that longer lanes are longer
LEAST_PER_JOB = 0.001
#: throttled answers in a row after which the rest of a lane is not asked any more
GIVE_UP_AFTER = 4


class Lane(Generic[Job]):
    """Queue and pace of the hosts that share one set of manners."""

    __slots__ = (
        "_best", "_closing", "_last_sent", "_latency", "_next_at", "_slow", "in_flight", "manners", "order",
        "paused_for_long", "paused_until", "queue", "throttled",
    )  # fmt: skip

    def __init__(self, manners: Manners, order: int) -> None:
        self.manners = manners
        #: position among lanes, to break ties the same way in every run
        self.order = order
        self.queue: deque[Job] = deque()
        self.in_flight = 0
        self.paused_until = 0.0
        #: the host asked for more patience than a run has
        self.paused_for_long = False
        #: throttled answers in a row
        self.throttled = 0
        self._next_at = 0.0
        self._last_sent = -1e9
        self._slow = 1.0
        self._latency = 0.0
        self._best = 0.0
        self._closing: deque[float] = deque()

    @property
    def interval(self) -> float:
        """Seconds between two starts at the present pace."""
        return self.manners.interval * self._slow

    def slow_down_to(self, interval: float) -> None:
        """The host asks for at least so many seconds between two starts, where nobody chose others."""
        if not self.manners.chosen and interval > self.manners.interval:
            self.manners = replace(self.manners, interval=interval)

    def ready_at(self, now: float) -> float | None:
        """When the next request may start (maybe in the past); None while every slot is taken."""
        closing = self._closing
        while closing and closing[0] <= now:
            closing.popleft()
        free = self.manners.concurrency - self.in_flight
        if free <= 0:
            return None
        at = max(self._next_at, self.paused_until)
        if len(closing) >= free:
            at = max(at, closing[len(closing) - free])
        return at

    def start(self, now: float, jitter: float) -> Job:
        """Take the next job; ``jitter`` is a random number from 0 to 1."""
        job = self.queue.popleft()
        self.in_flight += 1
        stretch = 1.0 if self.manners.forced else 1.0 + JITTER * jitter
        self._next_at = now + self.interval * stretch
        return job

    def send_at(self, now: float) -> float:
        """When a started request may go out, now that its connection stands; reserves that moment.

        Connections take time to open, so requests that started apart may be ready together.
        """
        at = max(now, self._last_sent + self.manners.interval)
        self._last_sent = at
        return at

    def finish(self, now: float, *, closed: bool) -> None:
        """A request of this lane has ended; ``closed``: its connection is gone."""
        self.in_flight -= 1
        if closed:
            self._closing.append(now + CLOSING_REST)

    def unused(self, now: float) -> None:
        """The turn that was just taken was not used: no request was sent, the next may start."""
        self._next_at = now

    def answered(self, seconds: float) -> None:
        """A normal answer came after so many seconds."""
        self.throttled = 0
        if self._slow > 1.0:
            self._slow = max(1.0, self._slow * 0.9)
        if self.manners.forced:
            return
        self._latency = seconds if self._latency == 0.0 else 0.8 * self._latency + 0.2 * seconds
        self._best = seconds if self._best == 0.0 else min(self._best * 1.02, seconds)
        if self._latency > LATENCY_FLOOR and self._latency > LATENCY_RISE * self._best:
            self._slow = min(2.0, self._slow * 1.2)

    def throttle(self, now: float, asked: float | None) -> float:
        """A 429 or 503 came; ``asked`` is its Retry-After. Returns the seconds of the pause."""
        self.paused_for_long = asked is not None and asked > LONGEST_PAUSE
        self.throttled += 2 if self.paused_for_long else 1
        if asked is None or self.throttled > 2:
            self._slow = min(SLOWEST, self._slow * 2.0)
        seconds = pause_for(asked, throttled=self.throttled)
        self.pause(now + seconds)
        return seconds

    def strain(self) -> None:
        """The host had trouble (503 without saying how long): ask a little slower."""
        if not self.manners.forced:
            self._slow = min(SLOWEST, self._slow * 1.5)

    def pause(self, until: float) -> None:
        """No start before this time."""
        self.paused_until = max(self.paused_until, until)

    @property
    def may_retry(self) -> bool:
        """Is there any sense in waiting for this host within the run?"""
        return not self.gave_up and not self.paused_for_long

    @property
    def gave_up(self) -> bool:
        """Has the host refused so often in a row that asking on would be rude?"""
        return self.throttled >= GIVE_UP_AFTER

    def remaining(self, now: float) -> float:
        """Seconds until the queue could be empty, at the present pace."""
        count = len(self.queue)
        per_job = max(self.interval, self._latency / self.manners.concurrency, LEAST_PER_JOB)
        wait = max(self._next_at, self.paused_until) - now
        return count * per_job + max(0.0, wait)
