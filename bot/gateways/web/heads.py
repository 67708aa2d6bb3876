"""Which hosts answer HEAD as they answer GET: tried once with two requests, and remembered for a month."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from bot.gateways.web.jobs import Errand, Host, Job
from bot.gateways.web.outages import Queue
from bot.model.hosts import HostMemory
from bot.model.observations import Outcome, Target
from bot.ports import ClockPort
from bot.probing.exchange import Answer, Fault, Method, Request, Result
from bot.probing.head import agrees
from bot.probing.journey import Found, Journey, Need, sibling_of
from bot.probing.robots import KEEP_DAYS, MANY
from bot.urls import WebUrl, canonical_url


class HeadQuestion(Journey):
    """One HEAD request, whatever comes of it."""

    __slots__ = ()

    def request(self) -> Request:
        """What to send."""
        return Request(url=self.url, method=Method.HEAD)

    def receive(self, result: Result) -> Need:
        """Take what came, and end."""
        self._answer = None if isinstance(result, Fault) else result
        return self._end(Found(outcome=Outcome.ANSWERED))


class Heads:
    """What is known about HEAD, by host."""

    def __init__(
        self, memory: HostMemory, clock: ClockPort, queue: Queue, dice: random.Random
    ) -> None:
        self._memory = memory
        self._clock = clock
        self._queue = queue
        self._dice = dice

    def may_do(self, host: Host) -> bool:
        """Has this host's HEAD proven to say what its GET says, not too long ago?"""
        known = self._memory.of(host.authority)
        return bool(known.head_agrees) and not self._is_stale(host)

    def learn_from(self, host: Host, journey: Journey, found: Found) -> None:
        """A journey is over: what does it tell about HEAD, or what could be asked to know?"""
        if not self._memory.lasts:
            return
        if journey.head_failed and found.outcome is Outcome.ANSWERED:
            self._note(host, agree=False)
            return
        get = journey.answer
        if (
            host.head_tried
            or host.links < MANY
            or found.outcome is not Outcome.ANSWERED
            or found.by_head
            or journey.has_moved
            or get is None
            or get.status not in (200, 206)
            or not self._is_stale(host)
        ):
            return
        host.head_tried = True
        self._compare(host, journey.start, replace(get, body=b""))

    def _compare(self, host: Host, url: WebUrl, get: Answer) -> None:
        def same(head: Answer | None) -> None:
            def missing(answer: Answer | None) -> None:
                self._note(host, agree=agrees(get, head, answer))

            if head is None or head.status != 200:
                self._note(host, agree=False)
                return
            self._ask(host, sibling_of(url, f"{self._dice.getrandbits(64):016x}"), missing)

        self._ask(host, url, same)

    def _ask(self, host: Host, url: WebUrl, errand: Errand) -> None:
        asking = Job(Target(url=canonical_url(url)), url, host)
        asking.journey = HeadQuestion(asking.target, url, max_redirects=0)
        asking.errand = errand
        self._queue(asking)

    def _is_stale(self, host: Host) -> bool:
        at = self._memory.of(host.authority).head_at
        return at is None or self._clock.now() - at > timedelta(days=KEEP_DAYS)

    def _note(self, host: Host, *, agree: bool) -> None:
        known = self._memory.of(host.authority)
        at = self._clock.now().replace(microsecond=0)
        self._memory.learn(replace(known, head_agrees=agree, head_at=at))
