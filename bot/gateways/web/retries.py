"""Asking again: tenacity decides whether, and the target waits in the lane of its host.

A target whose answer is in doubt gets a small task of its own, in which ``AsyncRetrying`` asks until
the answer is believed. It never sleeps by itself: its ``sleep`` puts the target into the schedule, to
be asked when its time has come *and* its lane has a turn for it, so that pauses, intervals and
circuit breakers hold for second looks as for first ones.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from tenacity import AsyncRetrying, RetryCallState, retry_if_result
from tenacity.wait import wait_base

from bot.gateways.web.jobs import Job
from bot.gateways.web.outages import Queue
from bot.model.settings import WebSettings
from bot.probing.doubt import LEAST_GAP, Step, may_be_an_accident, next_step
from bot.probing.journey import Found
from bot.probing.lanes import Lane

#: seconds after which a plain check looks again while its first pass still runs elsewhere
SOON = 30.0

#: the step that the rules want for a job, given what its latest journey found
Steps = Callable[[Job, Found], Step]


class wait_for_the_host(wait_base):  # noqa: N801 (tenacity's own convention)
    """Seconds until a target may be asked again.

    A host that said 429 or 503 is waited for as long as its lane pauses: as its ``Retry-After`` asked
    (seconds or a date, read against the server's own clock, capped at ``LONGEST_PAUSE``), else by
    doubling. A cheap failure of the second look waits for ``LEAST_GAP``; everything doubtful for the
    time of second looks.
    """

    def __init__(
        self, steps: Steps, lane_of: Callable[[Job], Lane[Job]], second_look_after: float
    ) -> None:
        self._steps = steps
        self._lane_of = lane_of
        self._second_look_after = second_look_after or SOON

    def __call__(self, retry_state: RetryCallState) -> float:
        """Seconds, >= 0."""
        job, found = _job_and_found(retry_state)
        step = self._steps(job, found)
        if step is Step.WAIT:
            now = asyncio.get_running_loop().time()
            return max(0.0, self._lane_of(job).paused_until - now)
        return LEAST_GAP if step is Step.REPEAT else self._second_look_after


class Retries:
    """The targets of a visit that are asked more than once."""

    def __init__(
        self,
        settings: WebSettings,
        *,
        lane_of: Callable[[Job], Lane[Job]],
        queue: Queue,
        forget: Callable[[str], None],
        believe: Callable[[Job, Found], None],
        wake: Callable[[], None],
    ) -> None:
        """``lane_of``: the lane in which a job starts; ``queue`` puts it there for a time.

        ``forget`` makes a host be looked up anew; ``believe`` takes what was found in the end;
        ``wake`` is called when the schedule has changed.
        """
        self._settings = settings
        self._lane_of = lane_of
        self._queue = queue
        self._forget = forget
        self._believe = believe
        self._wake = wake
        self._tasks: set[asyncio.Task[None]] = set()
        #: targets that are neither scheduled nor believed at this moment
        self._pondered = 0
        self._retrying = AsyncRetrying(
            retry=retry_if_result(may_be_an_accident),
            stop=lambda state: self._step(*_job_and_found(state)) is Step.BELIEVE,
            wait=wait_for_the_host(self._step, lane_of, settings.second_look_after),
            before_sleep=self._prepare,
            retry_error_callback=lambda state: _job_and_found(state)[1],
        )

    @property
    def are_pondering(self) -> bool:
        """Will something be scheduled or believed without anything else happening before?"""
        return self._pondered > 0

    def take(self, job: Job, found: Found) -> None:
        """A journey is over: believe what it found, or ask again."""
        if job.waits_for is not None:
            self._pondered += 1
            job.waits_for.set_result(found)
        elif not may_be_an_accident(found) or self._step(job, found) is Step.BELIEVE:
            self._believe(job, found)
        else:
            self._pondered += 1
            task = asyncio.get_running_loop().create_task(self._persist(job, found))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def earliest(self, job: Job) -> float:
        """Loop time of a second look for which nothing else has to be waited."""
        return job.held_at + LEAST_GAP if job.late else float("inf")

    async def stop(self) -> None:
        """Nothing is asked again any more."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _persist(self, job: Job, found: Found) -> None:
        retrying = self._retrying.copy(sleep=partial(self._rest, job))
        try:
            found = await retrying(self._look, job, [found])
        finally:
            self._pondered -= 1
            self._wake()
        self._believe(job, found)

    async def _look(self, job: Job, known: list[Found]) -> Found:
        """What the next journey of a job finds; the first one is over when all this begins."""
        if known:
            return known.pop()
        job.waits_for = asyncio.get_running_loop().create_future()
        self._pondered -= 1
        try:
            return await job.waits_for
        except asyncio.CancelledError:
            self._pondered += 1
            raise
        finally:
            job.waits_for = None

    def _step(self, job: Job, found: Found) -> Step:
        lane = self._lane_of(job)
        now = asyncio.get_running_loop().time()
        return next_step(
            found,
            first=job.first,
            is_second=job.second,
            tries=job.tries,
            retries=self._settings.retries,
            pause=lane.paused_until - now if lane.may_retry else None,
            host_is_down=job.host.health.is_down,
        )

    def _prepare(self, state: RetryCallState) -> None:
        """Make a new journey of the next look, a second one from fresh where the first was doubted."""
        job, found = _job_and_found(state)
        job.journey = None
        if self._step(job, found) is Step.LOOK_AGAIN:
            job.first, job.held_at = found, asyncio.get_running_loop().time()
            job.second = job.late = True
            self._forget(job.start.host)

    async def _rest(self, job: Job, seconds: float) -> None:
        self._queue(job, at=asyncio.get_running_loop().time() + seconds)
        self._wake()


def _job_and_found(state: RetryCallState) -> tuple[Job, Found]:
    assert state.outcome is not None
    found: Found = state.outcome.result()
    return state.args[0], found
