"""Cancellation, budgets, large runs and second nights: nothing leaks, nothing grows, nothing is lost."""

from __future__ import annotations

import asyncio
import gc
import random
import tracemalloc
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.simulated_web import Call, SimulatedWeb
from bot.gateways.clock import FixedClock
from bot.gateways.web import WebGateway
from bot.model.observations import Look, Outcome, Target
from bot.model.settings import WebSettings
from bot.probing.classify import meaning_of

pytestmark = pytest.mark.slow
NOW = FixedClock(datetime(2026, 11, 24, 2, 17, tzinfo=UTC))
PAGE = "<html><head><title>A page</title></head><body><p>" + "words " * 60 + "</p></body></html>"


def gateway(
    web: SimulatedWeb, settings: WebSettings, progress: Watcher | None = None
) -> WebGateway:
    return WebGateway(
        settings,
        clock=NOW,
        dialer=web.dialer(),
        tls=web.client_context(),
        progress=progress,
        seed=3,
    )


class Watcher:
    """Notes what the engine tells about its progress."""

    def __init__(self) -> None:
        self.planned = (0, 0)
        self.looks = 0
        self.waits: list[tuple[str, float, str]] = []

    def plan(self, *, targets: int, hosts: int) -> None:
        self.planned = (targets, hosts)

    def done(self, look: Look) -> None:
        self.looks += 1

    def waiting(self, host: str, seconds: float, why: str) -> None:
        self.waits.append((host, seconds, why))


def open_sockets() -> int:
    return sum(
        1
        for link in Path("/proc/self/fd").iterdir()
        if link.is_symlink() and "socket" in str(_target(link))
    )


def _target(link: Path) -> Path:
    try:
        return link.readlink()
    except OSError:
        return Path()


async def test_two_thousand_cancelled_exchanges_leave_nothing_behind() -> None:
    dice = random.Random(2026)

    async def handler(call: Call) -> None:
        if call.host == "storm.test":
            await asyncio.sleep(dice.random() * 0.02)
        call.answer(200, PAGE)

    async with SimulatedWeb(handler) as web:
        storm = gateway(web, WebSettings(concurrency=50, forced_per_host=50, forced_interval=0.0))
        gc.collect()
        await asyncio.sleep(0.1)
        before = open_sockets()
        exchanges = 0
        while exchanges < 2_000:
            started = sum(count for _, count in storm.cost().requests)
            targets = [Target(url=f"https://storm.test/{i}") for i in range(50)]

            async def visit(targets: Sequence[Target]) -> None:
                async for _ in storm.visit(targets):
                    pass

            task = asyncio.create_task(visit(targets))
            await asyncio.sleep(dice.uniform(0.0005, 0.1))
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            ended = sum(count for _, count in storm.cost().requests)
            exchanges += max(50, ended - started)
        healthy = [Target(url=f"https://well.test/{i}") for i in range(50)]
        looks = [look async for look in storm.visit(healthy)]
        assert [look.observation.outcome for look in looks] == [Outcome.ANSWERED] * 50
        for _ in range(100):
            await asyncio.sleep(0.02)
            if open_sockets() <= before:
                break
        assert open_sockets() <= before


async def test_deadlines_free_their_connections() -> None:
    async def handler(call: Call) -> None:
        if call.target.startswith("/slow"):
            await asyncio.sleep(60)
        call.answer(200, PAGE)

    async with SimulatedWeb(handler) as web:
        settings = WebSettings(forced_per_host=2, forced_interval=0.0, attempt_timeout=1.5)
        probing = gateway(web, settings)
        hosts = range(20)
        targets = [Target(url=f"https://h{h}.test/slow") for h in hosts]
        targets += [Target(url=f"https://h{h}.test/fine/{i}") for h in hosts for i in range(3)]
        outcomes = Counter([look.observation.outcome async for look in probing.visit(targets)])
    assert outcomes == {Outcome.TIMED_OUT: 20, Outcome.ANSWERED: 60}


async def test_a_spent_budget_stops_cleanly_and_says_what_was_left() -> None:
    async def handler(call: Call) -> None:
        if call.target == "/3":
            await asyncio.sleep(60)
        call.answer(500 if call.target == "/1" else 200, PAGE)

    watcher = Watcher()
    async with SimulatedWeb(handler) as web:
        probing = gateway(web, WebSettings(interval=0.1, budget=1.5), watcher)
        targets = [Target(url=f"https://a.test/{i}") for i in range(500)]
        looks = {look.observation.target: look.observation async for look in probing.visit(targets)}
    assert len(looks) == 500
    left = [o for o in looks.values() if o.reason == "budget"]
    assert all(o.outcome is Outcome.SKIPPED for o in left)
    assert 400 < len(left) < 500
    assert looks["https://a.test/1"].outcome is Outcome.SERVER_ERROR
    assert looks["https://a.test/3"].reason == "budget"
    assert watcher.looks == 500


async def test_fifty_thousand_links_of_one_host_are_bounded_and_say_how_long_they_take() -> None:
    async def handler(call: Call) -> None:
        call.answer(200, PAGE)

    watcher = Watcher()
    targets = [Target(url=f"https://a.test/papers/{i}") for i in range(50_000)]
    async with SimulatedWeb(handler) as web:
        probing = gateway(web, WebSettings(budget=5.0), watcher)
        tracemalloc.start()
        outcomes: Counter[str] = Counter()
        async for look in probing.visit(targets):
            outcomes[look.observation.outcome] += 1
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert sum(outcomes.values()) == 50_000
    assert outcomes[Outcome.ANSWERED] <= 7
    assert peak < 100_000_000
    assert watcher.planned == (50_000, 1)
    host, seconds, why = watcher.waits[0]
    assert (host, why.split(",")[0]) == ("a.test", "slowest host")
    assert seconds > 40_000


async def test_a_second_night_over_an_unchanged_web_transfers_little() -> None:
    body = (
        "<html><head><title>A page</title></head><body><p>" + "words " * 3000 + "</p></body></html>"
    )

    async def handler(call: Call) -> None:
        tag = f'"{call.target}"'
        if call.target.startswith("/old"):
            call.answer(302, headers=(f"Location: /new{call.target[4:]}",))
        elif call.headers.get("if-none-match") == tag:
            call.send(f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode())
        else:
            call.answer(200, body, headers=(f"ETag: {tag}",))

    async with SimulatedWeb(handler) as web:
        settings = WebSettings(forced_interval=0.0)
        urls = [f"https://a.test/{kind}{i}" for kind in ("page", "old") for i in range(50)]
        first = gateway(web, settings)
        looks = [look async for look in first.visit([Target(url=url) for url in urls])]
        second = gateway(web, settings)
        again = [Target(url=look.observation.target, validators=look.validators) for look in looks]
        answers = [look async for look in second.visit(again)]
    assert {look.observation.outcome for look in answers} == {Outcome.ANSWERED}
    assert all(look.validators for look in answers)
    assert second.cost().received < 0.15 * first.cost().received


async def test_a_slow_consumer_holds_the_engine_back_and_not_the_memory() -> None:
    async def handler(call: Call) -> None:
        call.answer(200, PAGE)

    async with SimulatedWeb(handler) as web:
        settings = WebSettings(forced_interval=0.0, forced_per_host=20, concurrency=20)
        probing = gateway(web, settings)
        targets = [Target(url=f"https://a.test/{i}") for i in range(1500)]
        taken = 0
        async for _ in probing.visit(targets):
            taken += 1
            if taken == 1:
                await asyncio.sleep(2.0)
                assert web.hosts["a.test"].requests < 700
        assert taken == 1500


async def test_a_bug_of_ours_costs_one_look_and_not_the_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def handler(call: Call) -> None:
        call.answer(200, PAGE)

    def broken(*arguments: object) -> object:
        if str(arguments[1]).endswith("/7"):
            raise ZeroDivisionError
        return meaning_of(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.probing.journey.meaning_of", broken)
    async with SimulatedWeb(handler) as web:
        probing = gateway(web, WebSettings(forced_interval=0.0))
        targets = [Target(url=f"https://a.test/{i}") for i in range(20)]
        looks = [look.observation async for look in probing.visit(targets)]
    assert len(looks) == 20
    assert [o.reason for o in looks if o.outcome is not Outcome.ANSWERED] == [
        "internal-ZeroDivisionError"
    ]
