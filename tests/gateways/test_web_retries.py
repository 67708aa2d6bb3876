"""Asking again: what tenacity decides, and that the waiting is done by the lane."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from bot.gateways.web.jobs import Host, Job
from bot.gateways.web.retries import SOON, Retries
from bot.model.observations import Outcome, Target
from bot.model.settings import WebSettings
from bot.probing.doubt import LEAST_GAP
from bot.probing.journey import Found
from bot.probing.lanes import Lane
from bot.probing.manners import Manners
from bot.probing.waiting import LONGEST_PAUSE, retry_after
from bot.urls import parse

NOW = datetime(2026, 11, 24, 2, 17, tzinfo=UTC)
ALIVE = Found(outcome=Outcome.ANSWERED, status=200)
BUSY = Found(outcome=Outcome.RATE_LIMITED, status=429, throttled=True)
RESET = Found(outcome=Outcome.BROKEN, reason="reset")
CERTIFICATE = Found(outcome=Outcome.BAD_CERTIFICATE, reason="expired")


class Stage:
    """One job, its lane, and answers that are given when the lane would ask."""

    def __init__(self, *answers: Found, retry_after: Mapping[str, str] | None = None) -> None:
        self.lane: Lane[Job] = Lane(Manners(lane="a.test", concurrency=1, interval=0.0), 0)
        self.headers = retry_after
        self.answers = list(answers)
        url = parse("https://a.test/x")
        self.job = Job(Target(url=str(url)), url, Host("a.test"))
        #: seconds that each queued look was to wait
        self.waits: list[float] = []
        self.forgotten: list[str] = []
        self.believed: Found | None = None
        self.done = asyncio.Event()
        self.retries = Retries(
            WebSettings(retries=2),
            lane_of=lambda job: self.lane,
            queue=self.queue,
            forget=self.forgotten.append,
            believe=self.believe,
            wake=lambda: None,
        )

    def queue(self, job: Job, *, at: float = 0.0) -> None:
        self.waits.append(at - asyncio.get_running_loop().time())
        asyncio.get_running_loop().call_soon(self.ask)

    def believe(self, job: Job, found: Found) -> None:
        self.believed = found
        self.done.set()

    def ask(self) -> None:
        self.job.tries += 1
        found = self.answers.pop(0)
        if found.throttled:
            asked = retry_after(self.headers or {}, now=NOW)
            self.lane.throttle(asyncio.get_running_loop().time(), asked)
        self.retries.take(self.job, found)

    async def play(self) -> Found:
        self.ask()
        async with asyncio.timeout(5):
            await self.done.wait()
        assert self.believed is not None
        assert not self.retries.are_pondering
        return self.believed


@pytest.mark.parametrize(
    "found", [ALIVE, Found(outcome=Outcome.NOT_FOUND, status=404), Found(outcome=Outcome.WALLED)]
)
async def test_a_clear_answer_is_believed_without_any_machinery(found: Found) -> None:
    stage = Stage(found)
    assert await stage.play() is found
    assert (stage.waits, stage.job.tries) == ([], 1)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "Tue, 24 Nov 2026 02:17:30 GMT"}, 30.0),
        # the server's clock is an hour late, and its date means half a minute by it
        (
            {
                "retry-after": "Tue, 24 Nov 2026 01:17:30 GMT",
                "date": "Tue, 24 Nov 2026 01:17:00 GMT",
            },
            30.0,
        ),
        ({"retry-after": "soon"}, 2.0),
        ({}, 2.0),
    ],
)
async def test_a_host_is_waited_for_as_it_asks(headers: dict[str, str], seconds: float) -> None:
    stage = Stage(BUSY, ALIVE, retry_after=headers)
    assert await stage.play() is ALIVE
    assert stage.waits == [pytest.approx(seconds, abs=0.5)]
    assert stage.forgotten == []


async def test_a_host_that_asks_for_more_patience_than_a_run_has_is_not_waited_for() -> None:
    stage = Stage(BUSY, retry_after={"retry-after": str(int(LONGEST_PAUSE) + 1)})
    assert await stage.play() is BUSY
    assert stage.waits == []


async def test_waiting_for_a_host_ends_when_the_retries_are_used_up() -> None:
    stage = Stage(BUSY, BUSY, BUSY, retry_after={"retry-after": "0"})
    assert await stage.play() is BUSY
    assert stage.job.tries == 3


async def test_a_failure_gets_a_late_second_look_from_fresh_and_a_cheap_one_another() -> None:
    stage = Stage(RESET, RESET, ALIVE)
    assert await stage.play() is ALIVE
    assert stage.waits == [pytest.approx(SOON, abs=0.5), pytest.approx(LEAST_GAP, abs=0.5)]
    assert (stage.job.first, stage.job.second, stage.forgotten) == (RESET, True, ["a.test"])


async def test_what_fails_the_same_dear_way_twice_is_believed() -> None:
    stage = Stage(CERTIFICATE, CERTIFICATE)
    assert await stage.play() is CERTIFICATE
    assert len(stage.waits) == 1


async def test_a_job_that_is_given_up_elsewhere_leaves_nothing_behind() -> None:
    stage = Stage(RESET)
    stage.queue = lambda job, *, at=0.0: None  # type: ignore[method-assign]
    stage.retries._queue = stage.queue
    stage.ask()
    for _ in range(5):
        await asyncio.sleep(0)
    assert stage.job.waits_for is not None
    assert not stage.retries.are_pondering
    stage.job.waits_for.cancel()
    for _ in range(5):
        await asyncio.sleep(0)
    assert not stage.retries.are_pondering
    await stage.retries.stop()
    assert stage.believed is None
