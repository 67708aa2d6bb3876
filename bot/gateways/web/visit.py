"""One visit to many targets: obeys the schedule, drives the journeys, keeps nothing longer than needed.

Everything that decides lives in ``bot.probing``; here is the loop around it. Each request is one
short task; a journey that is redirected to another host is queued again in the lane of that host, so
every hop pays the pace of the host that it goes to.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator, Iterable, Sequence

from bot.gateways.web.connections import Connector
from bot.gateways.web.exchanger import Exchanger
from bot.gateways.web.heads import Heads
from bot.gateways.web.jobs import Host, Job
from bot.gateways.web.outages import Outages
from bot.gateways.web.pace import Pace
from bot.gateways.web.plan import planned
from bot.gateways.web.results import Results
from bot.gateways.web.retries import Retries
from bot.gateways.web.robots import RobotsFiles
from bot.gateways.web.siblings import Siblings
from bot.model.hosts import HostMemory
from bot.model.observations import Look, Outcome, Target
from bot.model.settings import WebSettings
from bot.ports import ClockPort, Progress
from bot.probing.classify import Sibling
from bot.probing.exchange import Answer, Fault, Result
from bot.probing.journey import Found, Journey, Need
from bot.probing.lanes import Lane
from bot.probing.manners import MannersBook
from bot.probing.schedule import Schedule
from bot.urls import WebUrl

#: seconds for the question whether https works as well
TWIN_TIMEOUT = 5.0
_NO_TWIN = Fault(Outcome.UNREACHABLE, "no-twin")


class Visit:
    """The run of ``WebGateway.visit``."""

    def __init__(
        self,
        *,
        settings: WebSettings,
        connector: Connector,
        exchanger: Exchanger,
        clock: ClockPort,
        progress: Progress | None,
        dice: random.Random,
        memory: HostMemory,
    ) -> None:
        self._settings = settings
        self._connector = connector
        self._exchanger = exchanger
        self._clock = clock
        self._results = Results(clock, progress)
        self._loop = asyncio.get_running_loop()
        self._pace = Pace(clock, self._results)
        self._manners = MannersBook(settings)
        self._schedule: Schedule[Job] = Schedule(settings.concurrency, dice.random)
        self._outages = Outages(self._schedule, self._queue, self._fail)
        self._siblings = Siblings(self._queue, dice, self._sibling_known)
        self._heads = Heads(memory, clock, self._queue, dice)
        self._robots = RobotsFiles(
            memory,
            clock,
            fill=lambda jobs: self._schedule.fill(jobs, self._loop.time()),
            skip=self._results.unasked,
        )
        self._retries = Retries(
            settings,
            lane_of=lambda job: self._lane(job.start),
            queue=self._queue,
            forget=connector.forget,
            believe=self._finish,
            wake=self._changed,
        )
        self._hosts: dict[tuple[str, int], Host] = {}
        self._tasks: dict[asyncio.Task[None], Job] = {}
        self._wake = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None
        self._expired = False

    async def looks(self, targets: Sequence[Target]) -> AsyncGenerator[Look, None]:
        """Yield one look per target, as they come."""
        self._fill(targets)
        waiting = self._results.waiting
        budget = self._settings.budget
        expiry = self._loop.call_later(budget, self._expire) if budget is not None else None
        try:
            while True:
                while waiting:
                    yield waiting.popleft()
                self._wake.clear()
                self._pump()
                if waiting:
                    continue
                if self._is_busy:
                    await self._wake.wait()
                elif not self._outages.ask_held(self._hosts.values()) and not self._results.lost():
                    return
        finally:
            if expiry is not None:
                expiry.cancel()
            await self._stop()

    @property
    def _is_busy(self) -> bool:
        """Is something under way, or sure to come?"""
        waits = not self._schedule.is_idle or self._retries.are_pondering
        return waits or bool(self._tasks)

    def _changed(self) -> None:
        self._pump()
        self._wake.set()

    # planning

    def _fill(self, targets: Sequence[Target]) -> None:
        jobs, unusable = planned(targets, self._manners, self._schedule.lane, self._host)
        self._results.expect(targets, len({lane.order for lane, _ in jobs}))
        if self._settings.robots:
            jobs = self._robots.first(jobs)
        self._schedule.fill(jobs, self._loop.time())
        for target, outcome, reason in unusable:
            self._results.unasked(target, outcome, reason)

    def _host(self, url: WebUrl) -> Host:
        key = (url.host.rstrip("."), url.port)
        host = self._hosts.get(key)
        if host is None:
            host = self._hosts[key] = Host(url.authority)
        return host

    def _lane(self, url: WebUrl) -> Lane[Job]:
        return self._schedule.lane(self._manners.of(url.host, url.port_class))

    def _queue(self, job: Job, *, at: float = 0.0) -> None:
        lane, now = self._lane(job.next_url), self._loop.time()
        if self._expired:
            self._give_up(job, Outcome.SKIPPED, "budget")
        elif at > now:
            self._schedule.add_later(lane, job, at)
        else:
            self._schedule.add(lane, job, now, front=True)

    # running

    def _pump(self) -> None:
        """Start everything that may start now, and set the clock for the next that may."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        now = self._loop.time()
        while not self._expired and not self._results.are_full:
            taken = self._schedule.take(now)
            if taken is None:
                break
            lane, job = taken
            asked = self._turn(lane, job)
            if asked is None:
                self._schedule.unused(lane, now)
                continue
            self._tasks[self._loop.create_task(self._step(lane, asked))] = asked
        if self._expired or self._results.are_full:
            return
        if self._settings.second_look_after == 0 and self._schedule.has_only_delayed:
            # nothing is left but second looks, and a plain check does not wait for their time
            self._schedule.hasten(self._retries.earliest)
        at = self._schedule.wake_at()
        if at is not None:
            self._timer = self._loop.call_at(max(at, now + 0.001), self._pump)
        if self._results.waiting or not self._is_busy:
            self._wake.set()
        if self._results.wants_report(now):
            self._results.report(self._schedule.slowest(now), now)

    def _turn(self, lane: Lane[Job], job: Job) -> Job | None:
        if lane.gave_up:
            self._give_up(job, Outcome.RATE_LIMITED, "host-throttles")
            return None
        return self._outages.turn(lane, job, self._host(job.next_url))

    async def _step(self, lane: Lane[Job], job: Job) -> None:
        """One request of one job, from its turn to the decision what comes next."""
        task = asyncio.current_task()
        assert task is not None
        try:
            if job.journey is None:
                job.journey = self._journey(job)
            result, closed = await self._exchanger.exchange(
                lane,
                job.journey.request(),
                fresh=job.second and not job.journey.has_moved,
                within=self._seconds_for(job, job.journey),
            )
        except asyncio.CancelledError:
            self._schedule.finish(lane, self._loop.time(), closed=True)
            self._wake.set()
            raise
        finally:
            del self._tasks[task]
        now = self._loop.time()
        self._schedule.finish(lane, now, closed=closed, seconds=result.seconds)
        try:
            self._advance(lane, job, result)
        except Exception as error:
            # a bug of ours must not cost the other targets their look
            reason = f"internal-{type(error).__name__}"
            self._results.unasked(job.target, Outcome.BROKEN, reason, job.tries)
        if not lane.in_flight and not lane.queue:
            self._exchanger.rest(lane.manners)
        self._pump()
        if self._results.waiting or not self._is_busy:
            self._wake.set()

    def _seconds_for(self, job: Job, journey: Journey) -> float:
        most = min(self._settings.attempt_timeout, self._settings.url_timeout - job.seconds)
        return max(0.01, min(most, TWIN_TIMEOUT) if journey.asks_twin else most)

    def _journey(self, job: Job) -> Journey:
        job.tries += 1
        job.late = False
        return Journey(
            job.target,
            job.start,
            max_redirects=self._settings.max_redirects,
            conditions=not job.second,
            by_head=not job.second and self._heads.may_do(job.host),
        )

    # deciding

    def _advance(self, lane: Lane[Job], job: Job, result: Result) -> None:
        journey, now = job.journey, self._loop.time()
        assert journey is not None
        job.seconds += result.seconds
        job.received += result.received
        host = self._host(journey.url)
        if isinstance(result, Answer):
            self._outages.answered(host)
            self._pace.feel(lane, result, now)
        else:
            self._outages.failed(lane, host, result, now)
        self._outages.probed(job)
        self._follow(job, journey, journey.receive(result))

    def _follow(self, job: Job, journey: Journey, need: Need) -> None:
        """Give a journey what it needs, or take what it found."""
        if job.errand is not None and (need is not Need.REQUEST or journey.asks_twin):
            job.errand(journey.answer)
        elif need is Need.REQUEST:
            self._go_on(job, journey)
        elif need is Need.SIBLING:
            settled = self._siblings.settle(job, journey, self._host(journey.url))
            if settled is not Need.SIBLING:
                self._follow(job, journey, settled)
        else:
            assert journey.found is not None
            self._heads.learn_from(job.host, journey, journey.found)
            self._retries.take(job, journey.found)

    def _go_on(self, job: Job, journey: Journey) -> None:
        """The journey needs one more request, maybe of another host."""
        skip = self._manners.of(journey.url.host, journey.url.port_class).skip
        if journey.asks_twin and self._host(journey.url).health.has_failed:
            # the secure port of this host has not answered: once is enough to know
            self._follow(job, journey, journey.receive(_NO_TWIN))
        elif skip:
            self._finish(job, journey.stop(Outcome.WALLED, skip))
        elif job.seconds >= self._settings.url_timeout:
            self._finish(job, journey.stop(Outcome.TIMED_OUT, "url-deadline"))
        else:
            self._queue(job)

    def _fail(self, lane: Lane[Job], job: Job, fault: Fault) -> None:
        """Give a job the failure of its host without asking again."""
        if job.journey is None:
            if job.first is not None:
                self._finish(job, job.first)
                return
            job.journey = self._journey(job)
            job.tries -= 1
        self._advance(lane, job, fault)

    def _sibling_known(self, host: Host, sibling: Sibling | None) -> None:
        for job in self._siblings.known(host, sibling):
            assert job.journey is not None
            self._follow(job, job.journey, job.journey.settle(sibling))

    # results

    def _finish(self, job: Job, found: Found) -> None:
        if job.errand is not None:
            job.errand(None)
        else:
            job.journey = None
            if job.waits_for is not None:
                job.waits_for.cancel()  # it is not asked again
            self._results.found(job, found)

    def _give_up(self, job: Job, outcome: Outcome, reason: str) -> None:
        """A job is not asked (again): what its first look found stands, if it had one."""
        if job.first is not None:
            self._finish(job, job.first)
        elif job.errand is not None:
            job.errand(None)
        else:
            self._results.unasked(job.target, outcome, reason, job.tries)

    # ends

    def _expire(self) -> None:
        """The budget is spent: say so for everything that is left."""
        self._expired = True
        under_way = list(self._tasks.items())
        for task, _ in under_way:
            task.cancel()
        for job in self._left(job for _, job in under_way):
            if job.errand is None:
                self._give_up(job, Outcome.SKIPPED, "budget")
        self._wake.set()

    def _left(self, under_way: Iterable[Job]) -> Iterable[Job]:
        yield from under_way
        yield from self._schedule.drain()
        yield from self._robots.drain()
        for host in self._hosts.values():
            yield from host.take_held()
            yield from self._siblings.known(host, None)

    async def _stop(self) -> None:
        """Cancel what runs, close every connection, and let the loop see them gone."""
        self._expired = True
        if self._timer is not None:
            self._timer.cancel()
        await self._retries.stop()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._exchanger.close()
        for _ in range(3):
            await asyncio.sleep(0)
