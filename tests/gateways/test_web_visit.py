"""The engine over real sockets and TLS: one look per target, paced, bounded, never an exception."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from benchmarks.simulated_web import Call, SimulatedWeb
from bot.gateways.clock import FixedClock
from bot.gateways.web import WebGateway
from bot.model.observations import Look, Outcome, Target
from bot.model.settings import WebSettings

NOW = FixedClock(datetime(2026, 11, 24, 2, 17, tzinfo=UTC))
PAGE = "<html><head><title>{}</title></head><body><h1>{}</h1><p>{}</p></body></html>"


def page(title: str = "A page") -> str:
    return PAGE.format(title, title, "words that say something " * 20)


async def look_at(
    web: SimulatedWeb, urls: Sequence[str], settings: WebSettings | None = None
) -> dict[str, Look]:
    gateway = WebGateway(
        settings or WebSettings(forced_interval=0.001, attempt_timeout=5.0),
        clock=NOW,
        dialer=web.dialer(),
        tls=web.client_context(),
        seed=1,
    )
    looks = [look async for look in gateway.visit([Target(url=url) for url in urls])]
    assert len(looks) == len(urls)
    return {look.observation.target: look for look in looks}


async def test_pages_redirects_and_errors_are_told_apart() -> None:
    async def handler(call: Call) -> None:
        match call.target:
            case "/page":
                call.answer(200, page())
            case "/moved":
                call.answer(301, headers=("Location: /page",))
            case "/away":
                call.answer(302, headers=("Location: /page",))
            case _:
                call.answer(404, "nothing")

    async with SimulatedWeb(handler) as web:
        looks = await look_at(
            web,
            [f"https://a.test{path}" for path in ("/page", "/moved", "/away", "/gone")],
        )
    found = {url[14:]: look.observation for url, look in looks.items()}
    assert found["/page"].outcome is Outcome.ANSWERED
    assert (found["/moved"].permanent, found["/moved"].final_url) == (True, "https://a.test/page")
    assert (found["/away"].permanent, found["/away"].final_url) == (False, "https://a.test/page")
    assert (found["/gone"].outcome, found["/gone"].status) == (Outcome.NOT_FOUND, 404)
    assert found["/page"].at == NOW.at


async def test_a_server_that_fails_once_is_found_alive_in_the_second_look() -> None:
    async def handler(call: Call) -> None:
        if call.count == 1:
            call.writer.transport.abort()
        else:
            call.answer(200, page())

    async with SimulatedWeb(handler) as web:
        looks = await look_at(web, ["https://a.test/x"])
    look = looks["https://a.test/x"]
    assert (look.observation.outcome, look.attempts) == (Outcome.ANSWERED, 2)


async def test_leaving_the_visit_early_closes_everything() -> None:
    async def handler(call: Call) -> None:
        await asyncio.sleep(0.01)
        call.answer(200, page())

    async with SimulatedWeb(handler) as web:
        gateway = WebGateway(
            WebSettings(forced_interval=0.0, forced_per_host=8),
            clock=NOW,
            dialer=web.dialer(),
            tls=web.client_context(),
        )
        targets = [Target(url=f"https://a.test/{i}") for i in range(100)]
        visit = gateway.visit(targets)
        async for _ in visit:
            break
        await visit.aclose()
        await asyncio.sleep(0.05)
        assert web.hosts["a.test"].connections == 0
    assert web.hosts["a.test"].requests < 100


async def test_a_visit_ends_when_the_last_lane_is_given_up_while_it_waits() -> None:
    async def handler(call: Call) -> None:
        call.answer(429, "slow down", headers=("Retry-After: 0",))

    async with SimulatedWeb(handler) as web, asyncio.timeout(20):
        looks = await look_at(web, [f"https://a.test/{number}" for number in range(12)])
    assert {look.observation.outcome for look in looks.values()} == {Outcome.RATE_LIMITED}
