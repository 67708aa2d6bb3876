"""One visit to many targets: obeys the schedule, drives the journeys, and keeps no target longer
than it must.

Everything that decides lives in ``bot.probing``; here is the loop around it. Each request is one
short task; a journey that is redirected to another host is queued again in the lane of that host, so
every hop pays the pace of the host that it goes to.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import replace

from bot.gateways.web.connections import Connector, LaneConnections
from bot.gateways.web.faults import StaleConnection, WireFault, translated
from bot.gateways.web.requests import RequestHeads
from bot.model.observations import Look, Observation, Outcome, Target
from bot.model.settings import WebSettings
from bot.ports import ClockPort, Progress
from bot.probing.classify import Sibling
from bot.probing.doubt import CHEAP, DOUBTFUL, LEAST_GAP, HostHealth
from bot.probing.exchange import Answer, Fault, Method, Result
from bot.probing.journey import Found, Journey, Need, appetite, sibling_of
from bot.probing.lanes import Lane
from bot.probing.manners import MannersBook
from bot.probing.schedule import Schedule
from bot.probing.waiting import quota_pause, retry_after
from bot.urls import UnusableUrl, WebUrl, canonical, parse

#: looks that may wait for the consumer before no new request is started
MOST_WAITING = 512
#: second looks after which a host that was down counts as down for the rest of the run
PROBES = 2
#: seconds after which a plain check looks again while its first pass still runs elsewhere
SOON = 30.0
#: seconds between two reports on the slowest lane
REPORT_EVERY = 2.0
#: faults before which nothing went to the host
_NEVER_SENT = frozenset({Outcome.UNSAFE, Outcome.NO_SUCH_HOST, Outcome.DNS_FAILED})


class Job:
    """One target on its way through its looks."""

    __slots__ = (
        "first",
        "held_at",
        "host",
        "journey",
        "late",
        "probing",
        "received",
        "second",
        "seconds",
        "sibling_for",
        "start",
        "target",
        "tries",
    )  # fmt: skip

    def __init__(self, target: Target, start: WebUrl, host: Host) -> None:
        self.target = target
        self.start = start
        self.host = host
        self.journey: Journey | None = None
        #: journeys begun
        self.tries = 0
        self.seconds = 0.0
        self.received = 0
        #: in its second look
        self.second = False
        #: waits for its second look
        self.late = False
        #: what the first look found, while it is doubted
        self.first: Found | None = None
        #: monotonic time of that
        self.held_at = 0.0
        #: finds out whether this host, which was down, is back
        self.probing: Host | None = None
        #: the host whose random sibling this job asks for; None for every real target
        self.sibling_for: Host | None = None


class Host:
    """What is known of one host and port in this run."""

    __slots__ = (
        "awaiting",
        "health",
        "held",
        "last_fault",
        "probes",
        "probes_failed",
        "sibling",
        "sibling_asked",
        "sibling_waiting",
    )

    def __init__(self) -> None:
        self.health = HostHealth()
        #: jobs that were not asked because the host is down
        self.held: list[Job] = []
        #: what brought it down
        self.last_fault: Fault | None = None
        #: second looks that were allowed to find out whether it is back, and how many failed
        self.probes = 0
        self.probes_failed = 0
        #: jobs that wait for the result of those
        self.awaiting: list[Job] = []
        self.sibling: Sibling | None = None
        self.sibling_asked = False
        #: jobs that wait for the sibling, None when it is known (or given up)
        self.sibling_waiting: list[Job] | None = None


class Visit:
    """The run of ``WebGateway.visit``."""

    def __init__(
        self,
        *,
        settings: WebSettings,
        connector: Connector,
        heads: RequestHeads,
        clock: ClockPort,
        progress: Progress | None,
        counts: dict[str, int],
        dice: random.Random,
    ) -> None:
        """``counts`` is where requests per host are added up."""
        self._settings = settings
        self._connector = connector
        self._heads = heads
        self._clock = clock
        self._progress = progress
        self._counts = counts
        self._dice = dice
        self._loop = asyncio.get_running_loop()
        self._manners = MannersBook(settings)
        self._schedule: Schedule[Job] = Schedule(settings.concurrency, dice.random)
        self._hosts: dict[tuple[str, int], Host] = {}
        self._connections: dict[str, LaneConnections] = {}
        self._out: deque[Look] = deque()
        self._tasks: dict[asyncio.Task[None], Job] = {}
        self._wake = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None
        self._expired = False
        self._failure: BaseException | None = None
        self._next_report = 0.0
        self.received = 0

    async def looks(self, targets: Sequence[Target]) -> AsyncGenerator[Look, None]:
        """Yield one look per target, as they come."""
        self._fill(targets)
        budget = self._settings.budget
        expiry = self._loop.call_later(budget, self._expire) if budget is not None else None
        try:
            while True:
                while self._out:
                    yield self._out.popleft()
                self._wake.clear()
                self._pump()
                if self._failure is not None:
                    raise self._failure
                if self._out:
                    continue
                if not self._schedule.is_idle or self._tasks:
                    await self._wake.wait()
                elif not self._ask_held():
                    return
        finally:
            if expiry is not None:
                expiry.cancel()
            await self._stop()

    # planning

    def _fill(self, targets: Sequence[Target]) -> None:
        now = self._loop.time()
        lanes = set()
        for target in targets:
            try:
                start = parse(_spelling(target))
            except UnusableUrl as error:
                self._emit_unasked(target, error.outcome, error.reason)
                continue
            manners = self._manners.of(start.host, start.port_class)
            if manners.skip:
                self._emit_unasked(target, Outcome.SKIPPED, manners.skip)
                continue
            lane = self._schedule.lane(manners)
            lanes.add(manners.lane)
            self._schedule.add(lane, Job(target, start, self._host(start)), now)
        if self._progress is not None:
            self._progress.plan(targets=len(targets), hosts=len(lanes))
            for look in self._out:
                self._progress.done(look)

    def _host(self, url: WebUrl) -> Host:
        key = (url.host.rstrip("."), url.port_class)
        host = self._hosts.get(key)
        if host is None:
            host = self._hosts[key] = Host()
        return host

    def _queue(self, job: Job, url: WebUrl, *, at: float = 0.0) -> None:
        """Queue a job's next request in the lane of the host it goes to."""
        lane = self._schedule.lane(self._manners.of(url.host, url.port_class))
        now = self._loop.time()
        if at > now:
            self._schedule.add_later(lane, job, at)
        else:
            self._schedule.add(lane, job, now, front=True)

    # running

    def _pump(self) -> None:
        """Start everything that may start now, and set the clock for the next that may."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._hasten()
        now = self._loop.time()
        while not self._expired and len(self._out) < MOST_WAITING:
            taken = self._schedule.take(now)
            if taken is None:
                break
            lane = taken[0]
            job = self._turn(lane, taken[1], now)
            if job is None:
                self._schedule.finish(lane, now)
                lane.unused(now)
                continue
            task = self._loop.create_task(self._step(lane, job))
            self._tasks[task] = job
        if self._expired or len(self._out) >= MOST_WAITING:
            return
        at = self._schedule.wake_at()
        if at is not None:
            self._timer = self._loop.call_at(max(at, now + 0.001), self._pump)
        if self._progress is not None and now >= self._next_report:
            self._report(now)

    def _turn(self, lane: Lane[Job], job: Job, now: float) -> Job | None:
        """The job that is really asked in this turn; None when none is.

        Jobs of a host that is down wait for the second look. Then at most ``PROBES`` of them are
        asked (those never asked before go first); the others share what these find out.
        """
        if lane.gave_up:
            self._conclude_unasked(job, Outcome.RATE_LIMITED, "host-throttles")
            return None
        host = self._host(job.journey.url if job.journey is not None else job.start)
        if not host.health.is_down:
            return job
        fault = host.last_fault or Fault(Outcome.UNREACHABLE, "host-down")
        if host.probes_failed >= PROBES or (job.journey is not None and not job.second):
            self._not_asked(lane, job, replace(fault, reason="host-down", seconds=0.0), now)
            return None
        if not job.second:
            host.held.append(job)
            return None
        if host.probes >= PROBES:
            host.awaiting.append(job)
            return None
        if host.held:
            host.awaiting.append(job)
            job = host.held.pop(0)
            job.second = True
        host.probes += 1
        job.probing = host
        return job

    def _not_asked(self, lane: Lane[Job], job: Job, fault: Fault, now: float) -> None:
        """Give a job the failure of its host without asking again."""
        if job.journey is None:
            if job.first is not None:
                self._finish(job, job.first)
                return
            job.journey = self._journey(job)
            job.tries -= 1
        self._advance(lane, job, replace(fault, received=0), now)

    async def _step(self, lane: Lane[Job], job: Job) -> None:
        """One request of one job, from its turn to the decision what comes next."""
        task = asyncio.current_task()
        closed = False
        result: Result
        try:
            if job.journey is None:
                job.journey = self._journey(job)
            url = job.journey.url
            result, closed = await self._exchange(lane, job.journey, job)
            self._count(url, result)
        except asyncio.CancelledError:
            self._schedule.finish(lane, self._loop.time(), closed=True)
            self._wake.set()
            raise
        except Exception as error:
            fault = translated(error)
            result = fault.fault()
        finally:
            if task is not None:
                self._tasks.pop(task, None)
        now = self._loop.time()
        self._schedule.finish(lane, now, closed=closed)
        try:
            self._advance(lane, job, result, now)
        except Exception as error:
            self._failure = error
        if not lane.in_flight and not lane.queue:
            self._connections[lane.manners.lane].close()
        self._pump()
        if self._out or self._failure is not None or self._schedule.is_idle:
            self._wake.set()

    def _journey(self, job: Job) -> Journey:
        job.tries += 1
        job.late = False
        return Journey(
            job.target,
            job.start,
            max_redirects=self._settings.max_redirects,
            conditions=not job.second,
        )

    async def _exchange(self, lane: Lane[Job], journey: Journey, job: Job) -> tuple[Result, bool]:
        """Send the journey's request; the result, and whether its connection is gone."""
        request = journey.request()
        url = request.url
        connections = self._connections.get(lane.manners.lane)
        if connections is None:
            connections = LaneConnections(self._connector, lane.manners.concurrency)
            self._connections[lane.manners.lane] = connections
        head = self._heads.head(request, self._connector.proxy_for(url))
        began = self._loop.time()
        connection = None
        fresh = job.second and not journey.has_moved
        left = max(0.01, self._settings.url_timeout - job.seconds)
        deadline = min(self._settings.attempt_timeout, left)
        try:
            async with asyncio.timeout(deadline):
                while True:
                    connection = await connections.acquire(url, fresh=fresh)
                    was_used = connection.used > 0
                    try:
                        answer = await connection.exchange(
                            head,
                            limit=request.limit,
                            no_body=request.method is Method.HEAD,
                            appetite=appetite,
                            began=began,
                        )
                    except StaleConnection:
                        if not was_used:
                            raise
                        fresh = True
                        continue
                    break
        except (WireFault, OSError) as error:
            wire = translated(error, connecting=connection is None)
            received = connection.received if connection is not None else 0
            fault = wire.fault(seconds=self._loop.time() - began, received=received)
            return fault, connection is not None
        kept = connections.release(url, connection)
        return answer, not kept

    def _count(self, url: WebUrl, result: Result) -> None:
        if isinstance(result, Fault) and result.outcome in _NEVER_SENT:
            return
        host = url.host.rstrip(".")
        self._counts[host] = self._counts.get(host, 0) + 1
        self.received += result.received

    # deciding

    def _advance(self, lane: Lane[Job], job: Job, result: Result, now: float) -> None:
        journey = job.journey
        assert journey is not None
        job.seconds += result.seconds
        job.received += result.received
        asked_of = self._host(journey.url)
        if isinstance(result, Answer):
            if asked_of.health.answered():
                self._release(asked_of)
            self._pace(lane, result, now)
        elif asked_of.health.failed(result.outcome):
            asked_of.last_fault = result
            self._hold_queue(lane, asked_of)
        if job.probing is not None:
            self._probed(job)
        need = journey.receive(result)
        if need is Need.SIBLING and job.sibling_for is None:
            need = self._ask_sibling(job, journey)
        if need is Need.SIBLING:
            return
        if need is Need.REQUEST:
            self._go_on(job, journey)
            return
        if job.sibling_for is not None:
            self._sibling_known(job.sibling_for, journey.as_sibling())
            return
        assert journey.found is not None
        self._decide(lane, job, journey.found, now)

    def _pace(self, lane: Lane[Job], answer: Answer, now: float) -> None:
        """Let the lane feel what the answer says about the host's load."""
        if answer.status in (429, 503):
            asked = retry_after(answer.headers, now=self._clock.now())
            if answer.status == 429 or asked is not None:
                seconds = lane.throttle(now, asked)
                if self._progress is not None:
                    self._progress.waiting(lane.manners.lane, seconds, f"status {answer.status}")
            else:
                lane.strain()
            return
        lane.answered(answer.seconds)
        pause = quota_pause(answer.headers)
        if pause:
            lane.pause(now + pause)
            if self._progress is not None:
                self._progress.waiting(lane.manners.lane, pause, "quota used up")

    def _go_on(self, job: Job, journey: Journey) -> None:
        """The journey needs one more request, maybe of another host."""
        url = journey.url
        manners = self._manners.of(url.host, url.port_class)
        if manners.skip:
            found = journey.stop(Outcome.WALLED, manners.skip)
            self._finish(job, found)
        elif job.seconds >= self._settings.url_timeout:
            self._finish(job, journey.stop(Outcome.TIMED_OUT, "url-deadline"))
        else:
            self._queue(job, url)

    def _decide(self, lane: Lane[Job], job: Job, found: Found, now: float) -> None:
        """A journey is over: believe it, or look again."""
        most = 1 + max(1, self._settings.retries)
        if found.outcome is Outcome.RATE_LIMITED or (found.throttled and lane.paused_until > now):
            if job.tries < most and not lane.gave_up and not lane.paused_for_long:
                self._again(job, at=lane.paused_until)
                return
        elif found.outcome in DOUBTFUL:
            if not job.second:
                job.first = found
                job.held_at = now
                self._doubt(job)
                return
            again = found.outcome in CHEAP or (
                job.first is not None and found.outcome is not job.first.outcome
            )
            if job.tries < most and again and not job.host.health.is_down:
                self._again(job, at=now + LEAST_GAP)
                return
        self._finish(job, found)

    def _again(self, job: Job, *, at: float) -> None:
        job.journey = None
        self._queue(job, job.start, at=at)

    def _doubt(self, job: Job) -> None:
        """Put a doubtful job aside until its second look."""
        job.late = True
        after = self._settings.second_look_after or SOON
        self._start_second_look(job, at=job.held_at + after)

    def _start_second_look(self, job: Job, *, at: float) -> None:
        job.second = True
        job.journey = None
        self._connector.forget(job.start.host)
        self._queue(job, job.start, at=at)

    def _hasten(self) -> None:
        """Nothing is left but second looks: a plain check does not wait for their time."""
        if self._settings.second_look_after == 0 and self._schedule.has_only_delayed:
            self._schedule.hasten(lambda job: job.held_at + LEAST_GAP if job.late else float("inf"))

    def _ask_held(self) -> bool:
        """Look at last at the hosts that were left alone; False when there are none."""
        woken = False
        for host in self._hosts.values():
            jobs = host.held + host.awaiting
            host.held, host.awaiting = [], []
            for job in reversed(jobs):
                woken = True
                self._start_second_look(job, at=0.0)
        return woken

    def _hold_queue(self, lane: Lane[Job], host: Host) -> None:
        """The host is down: nothing more of it in this pass."""
        now = self._loop.time()
        for job in self._schedule.clear(lane):
            if job.host is host and not job.second and job.journey is None:
                host.held.append(job)
            else:
                self._schedule.add(lane, job, now)

    def _probed(self, job: Job) -> None:
        """A second look at a host that was down has its result."""
        host, job.probing = job.probing, None
        assert host is not None
        if not host.health.is_down:
            return
        host.probes_failed += 1
        if host.probes_failed >= PROBES or host.probes_failed == host.probes:
            awaiting, host.awaiting = host.awaiting, []
            for other in awaiting:
                self._queue(other, other.journey.url if other.journey else other.start)

    def _release(self, host: Host) -> None:
        """The host is back: its jobs get their turn after all."""
        jobs = host.held + host.awaiting
        host.held, host.awaiting = [], []
        host.probes = host.probes_failed = 0
        for job in reversed(jobs):
            if job.first is None:
                job.second = False
            self._queue(job, job.journey.url if job.journey is not None else job.start)

    # siblings

    def _ask_sibling(self, job: Job, journey: Journey) -> Need:
        """Let a job wait for the host's random sibling, which is asked once; or settle it now."""
        host = self._host(journey.url)
        if not host.sibling_asked:
            host.sibling_asked = True
            host.sibling_waiting = [job]
            token = f"{self._dice.getrandbits(64):016x}"
            url = sibling_of(journey.url, token)
            asking = Job(Target(url=canonical(str(url))), url, host)
            asking.sibling_for = host
            asking.second = True
            self._queue(asking, url)
            return Need.SIBLING
        if host.sibling_waiting is not None:
            host.sibling_waiting.append(job)
            return Need.SIBLING
        return journey.settle(host.sibling)

    def _sibling_known(self, host: Host, sibling: Sibling | None) -> None:
        host.sibling = sibling
        waiting, host.sibling_waiting = host.sibling_waiting or [], None
        now = self._loop.time()
        for job in waiting:
            journey = job.journey
            assert journey is not None
            if journey.settle(sibling) is Need.REQUEST:
                self._go_on(job, journey)
            elif journey.found is not None:
                lane = self._schedule.lane(self._manners.of(job.start.host, job.start.port_class))
                self._decide(lane, job, journey.found, now)

    # results

    def _finish(self, job: Job, found: Found) -> None:
        if job.sibling_for is not None:
            self._sibling_known(job.sibling_for, None)
            return
        observation = Observation(
            target=job.target.url,
            at=self._clock.now(),
            outcome=found.outcome,
            status=found.status,
            final_url=found.final_url,
            permanent=found.permanent,
            secure_twin=found.secure_twin,
            reason=found.reason,
        )
        job.journey = None
        self._emit(
            Look(
                observation=observation,
                page=found.page,
                validators=found.validators,
                hops=found.hops,
                attempts=job.tries,
                elapsed_ms=round(job.seconds * 1000),
                received=job.received,
            )
        )

    def _conclude_unasked(self, job: Job, outcome: Outcome, reason: str) -> None:
        if job.first is not None:
            self._finish(job, job.first)
        elif job.sibling_for is not None:
            self._sibling_known(job.sibling_for, None)
        else:
            self._emit_unasked(job.target, outcome, reason, job)

    def _emit_unasked(
        self, target: Target, outcome: Outcome, reason: str, job: Job | None = None
    ) -> None:
        observation = Observation(
            target=target.url, at=self._clock.now(), outcome=outcome, reason=reason
        )
        look = Look(observation=observation, attempts=job.tries if job is not None else 0)
        if job is None:
            self._out.append(look)
        else:
            self._emit(look)

    def _emit(self, look: Look) -> None:
        self._out.append(look)
        if self._progress is not None:
            self._progress.done(look)

    def _report(self, now: float) -> None:
        """Say which lane the run will have to wait for."""
        self._next_report = now + REPORT_EVERY
        lane = self._schedule.slowest(now)
        if lane is not None and self._progress is not None:
            seconds = lane.remaining(now)
            if seconds > REPORT_EVERY:
                why = f"slowest host, {len(lane.queue)} left"
                self._progress.waiting(lane.manners.lane, seconds, why)

    # ends

    def _expire(self) -> None:
        """The budget is spent: say so for everything that is left."""
        self._expired = True
        for task in list(self._tasks):
            task.cancel()
        in_flight = list(self._tasks.values())
        for job in self._left(in_flight):
            if job.sibling_for is None:
                self._conclude_unasked(job, Outcome.SKIPPED, "budget")
        self._wake.set()

    def _left(self, in_flight: Iterable[Job]) -> Iterable[Job]:
        yield from in_flight
        yield from self._schedule.drain()
        for host in self._hosts.values():
            held, host.held = host.held, []
            yield from held
            awaiting, host.awaiting = host.awaiting, []
            yield from awaiting
            waiting, host.sibling_waiting = host.sibling_waiting or [], None
            yield from waiting

    async def _stop(self) -> None:
        """Cancel what runs, close every connection, and let the loop see them gone."""
        self._expired = True
        if self._timer is not None:
            self._timer.cancel()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for connections in self._connections.values():
            connections.close()
        for _ in range(3):
            await asyncio.sleep(0)


def _spelling(target: Target) -> str:
    """The list's own spelling where it means the target: paths are sent as they are written."""
    for spelling in target.spellings[:1]:
        try:
            if canonical(spelling) == target.url:
                return spelling
        except UnusableUrl:
            continue
    return target.url
