"""Hosts that are down: their jobs wait, a few find out whether they are back, all share the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

from bot.gateways.web.jobs import Host, Job
from bot.model.observations import Outcome
from bot.probing.exchange import Fault
from bot.probing.lanes import Lane
from bot.probing.schedule import Schedule

#: second looks after which a host that was down counts as down for the rest of the run
PROBES = 2
#: the same for a host that has answered something in this run
PROBES_OF_A_LIVING_HOST = 4


class Queue(Protocol):
    """Puts a job into the lane of the host that it goes to."""

    def __call__(self, job: Job, *, at: float = 0.0) -> None:
        """Not before ``at`` (loop time)."""


def _probes(host: Host) -> int:
    return PROBES_OF_A_LIVING_HOST if host.health.has_answered else PROBES


class Outages:
    """The circuit breaker of a visit."""

    def __init__(
        self,
        schedule: Schedule[Job],
        queue: Queue,
        fail: Callable[[Lane[Job], Job, Fault], None],
    ) -> None:
        """``fail`` gives a job a failure of its host without asking."""
        self._schedule = schedule
        self._queue = queue
        self._fail = fail

    def turn(self, lane: Lane[Job], job: Job, host: Host) -> Job | None:
        """The job that is really asked in this turn; None when none is.

        ``host`` is where the job goes next. Jobs of a host that is down wait for the second look.
        Then a few of them are asked (those never asked before go first, and not neighbours: pages
        side by side in a list fail alike); the others share what these find out.
        """
        if not host.health.is_down:
            return job
        probes = _probes(host)
        if host.probes_failed >= probes or (job.journey is not None and not job.second):
            fault = host.last_fault or Fault(Outcome.UNREACHABLE, "host-down")
            self._fail(lane, job, replace(fault, reason="host-down", seconds=0.0, received=0))
            return None
        if not job.second:
            host.held.append(job)
            return None
        if host.probes >= probes:
            host.awaiting.append(job)
            return None
        if host.held:
            host.awaiting.append(job)
            job = host.held.pop(len(host.held) * (host.probes + 1) // (probes + 1))
            job.second = True
        host.probes += 1
        job.probing = host
        return job

    def answered(self, host: Host) -> None:
        """The host gave an answer: if it was down, its jobs get their turn after all."""
        if not host.health.answered():
            return
        host.probes = host.probes_failed = 0
        for job in reversed(host.take_held()):
            if job.first is None:
                job.second = False
            self._queue(job)

    def failed(self, lane: Lane[Job], host: Host, fault: Fault, now: float) -> None:
        """A request failed on the network: perhaps the host is down, and nothing more is asked."""
        if not host.health.failed(fault.outcome):
            return
        host.last_fault = fault
        for job in self._schedule.clear(lane):
            if job.host is host and not job.second and job.journey is None:
                host.held.append(job)
            else:
                self._schedule.add(lane, job, now)

    def probed(self, job: Job) -> None:
        """If the job was to find out whether a host is back: it has."""
        host, job.probing = job.probing, None
        if host is None or not host.health.is_down:
            return
        host.probes_failed += 1
        if host.probes_failed >= _probes(host) or host.probes_failed == host.probes:
            awaiting, host.awaiting = host.awaiting, []
            for other in awaiting:
                self._queue(other)

    def ask_held(self, hosts: Iterable[Host]) -> bool:
        """Nothing else is left to do: look at last at what was held back; False if nothing was."""
        woken = False
        for host in hosts:
            for job in reversed(host.take_held()):
                woken = True
                job.second = True
                self._queue(job)
        return woken
