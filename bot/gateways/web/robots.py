"""Hosts with many links are asked first how they want to be asked: once, and remembered for a month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from bot.gateways.web.jobs import Host, Job
from bot.gateways.web.plan import Queued
from bot.model.hosts import HostMemory
from bot.model.observations import Outcome, Target
from bot.ports import ClockPort
from bot.probing.exchange import Answer
from bot.probing.lanes import Lane
from bot.probing.robots import KEEP_DAYS, MANY, robots_of
from bot.urls import WebUrl, canonical_url, join


class RobotsFiles:
    """The robots.txt of hosts whose links wait for it, so that not one is asked too early."""

    def __init__(
        self,
        memory: HostMemory,
        clock: ClockPort,
        fill: Callable[[Iterable[Queued]], None],
        skip: Callable[[Target, Outcome, str], None],
    ) -> None:
        """``fill`` queues jobs, ``skip`` ends a target without asking."""
        self._memory = memory
        self._clock = clock
        self._fill = fill
        self._skip = skip
        self._waiting: dict[str, list[Queued]] = {}

    def first(self, jobs: Iterable[Queued]) -> list[Queued]:
        """What can be asked now: the jobs, or in the place of many of one host its robots.txt."""
        now: list[Queued] = []
        for lane, job in jobs:
            host = job.host
            if host.links < MANY or lane.manners.chosen:
                now.append((lane, job))
                continue
            if host.authority not in self._waiting:
                if self._is_known(lane, host):
                    now.append((lane, job))
                    continue
                self._waiting[host.authority] = []
                now.append((lane, self._question(lane, host, job.start)))
            self._waiting[host.authority].append((lane, job))
        return now

    def drain(self) -> Iterator[Job]:
        """Take out every job that waits."""
        waiting, self._waiting = self._waiting, {}
        for jobs in waiting.values():
            for _, job in jobs:
                yield job

    def _is_known(self, lane: Lane[Job], host: Host) -> bool:
        known = self._memory.of(host.authority)
        if known.robots_at is None:
            return False
        if self._clock.now() - known.robots_at > timedelta(days=KEEP_DAYS):
            return False
        if known.crawl_delay is not None:
            lane.slow_down_to(known.crawl_delay)
        return True

    def _question(self, lane: Lane[Job], host: Host, start: WebUrl) -> Job:
        url = join(start, "/robots.txt").without_fragment()
        asking = Job(Target(url=canonical_url(url)), url, host)
        asking.errand = lambda answer: self._answered(lane, host, answer)
        return asking

    def _answered(self, lane: Lane[Job], host: Host, answer: Answer | None) -> None:
        waiting = self._waiting.pop(host.authority, [])
        robots = robots_of(answer)
        if robots is None:
            self._fill(waiting)
            return
        if robots.delay is not None:
            lane.slow_down_to(robots.delay)
        # rules for us by name are not kept: they are read again every time
        at = None if robots.names_us else self._clock.now().replace(microsecond=0)
        known = self._memory.of(host.authority)
        self._memory.learn(replace(known, robots_at=at, crawl_delay=robots.delay))
        allowed = []
        for where, job in waiting:
            if robots.forbids(job.start):
                self._skip(job.target, Outcome.SKIPPED, "robots-txt")
            else:
                allowed.append((where, job))
        self._fill(allowed)
