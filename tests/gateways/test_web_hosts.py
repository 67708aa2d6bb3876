"""What the engine learns about hosts: their robots.txt and their HEAD, and what it does with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from benchmarks.simulated_web import Call, SimulatedWeb
from bot.gateways.clock import FixedClock
from bot.gateways.web import WebGateway
from bot.model.hosts import HostMemory, KnownHost
from bot.model.observations import Look, Observation, Outcome, Target, Validators
from bot.model.settings import HostManners, WebSettings
from bot.probing.robots import MANY

NOW = datetime(2026, 11, 24, 2, 17, tzinfo=UTC)
PAGE = "<html><head><title>A page</title></head><body><p>" + "words " * 60 + "</p></body></html>"
FAST = WebSettings(interval=0.0)
URLS = [f"https://a.test/papers/{number}" for number in range(MANY)]
Handler = Callable[[Call], Awaitable[None]]


async def visit(
    web: SimulatedWeb,
    targets: Sequence[Target | str],
    settings: WebSettings = FAST,
    memory: HostMemory | None = None,
) -> dict[str, Look]:
    gateway = WebGateway(
        settings,
        clock=FixedClock(NOW),
        dialer=web.dialer(),
        tls=web.client_context(),
        seed=3,
        memory=memory,
    )
    wanted = [Target(url=t) if isinstance(t, str) else t for t in targets]
    looks = {look.observation.target: look async for look in gateway.visit(wanted)}
    assert len(looks) == len(wanted)
    return looks


def lasting(*known: KnownHost) -> HostMemory:
    memory = HostMemory()
    memory.begin(known)
    return memory


def with_robots(robots: str, status: int = 200) -> Handler:
    async def handler(call: Call) -> None:
        if call.target == "/robots.txt":
            call.answer(status, robots, kind="text/plain")
        else:
            call.answer(200, PAGE)

    return handler


async def test_a_host_with_many_links_is_asked_first_how_fast() -> None:
    memory = HostMemory()
    async with SimulatedWeb(with_robots("User-agent: *\nCrawl-delay: 0.05\n")) as web:
        looks = await visit(web, URLS, memory=memory)
        record = web.hosts["a.test"]
    assert {look.observation.outcome for look in looks.values()} == {Outcome.ANSWERED}
    assert record.targets[0] == "/robots.txt"
    assert record.targets.count("/robots.txt") == 1
    assert record.times[-1] - record.times[1] > (MANY - 1) * 0.05 * 0.9
    known = memory.of("a.test")
    assert (known.crawl_delay, known.robots_at) == (0.05, NOW)


@pytest.mark.parametrize(
    ("urls", "settings"),
    [
        (URLS[1:], FAST),
        (URLS, replace(FAST, robots=False)),
        (URLS, replace(FAST, forced_interval=0.0)),
        (URLS, replace(FAST, hosts=(HostManners(host="a.test", interval=0.0),))),
    ],
)
async def test_few_links_and_chosen_manners_cost_no_request_more(
    urls: Sequence[str], settings: WebSettings
) -> None:
    async with SimulatedWeb(with_robots("User-agent: *\nCrawl-delay: 20\n")) as web:
        await visit(web, urls, settings)
        assert sorted(web.hosts["a.test"].targets) == sorted(url[14:] for url in urls)


async def test_what_was_read_this_month_is_not_read_again() -> None:
    fresh = KnownHost(host="a.test", robots_at=NOW - timedelta(days=29), crawl_delay=0.04)
    old = replace(fresh, robots_at=NOW - timedelta(days=31))
    for known, requests in ((fresh, 0), (old, 1)):
        memory = HostMemory()
        memory.learn(known)
        async with SimulatedWeb(with_robots("", 404)) as web:
            await visit(web, URLS, memory=memory)
            record = web.hosts["a.test"]
        assert record.targets.count("/robots.txt") == requests
        if known is fresh:
            assert record.times[-1] - record.times[0] > (MANY - 1) * 0.04 * 0.9
        else:
            assert memory.of("a.test").crawl_delay is None


async def broken(call: Call) -> None:
    if call.target == "/robots.txt":
        call.writer.transport.abort()
    else:
        call.answer(200, PAGE)


@pytest.mark.parametrize(
    "handler",
    [with_robots("busy", 500), with_robots("no", 403), with_robots("\x00\x01", 200), broken],
)
async def test_a_robots_file_that_fails_means_no_delay(handler: Handler) -> None:
    async with SimulatedWeb(handler) as web:
        looks = await visit(web, URLS)
    assert {look.observation.outcome for look in looks.values()} == {Outcome.ANSWERED}
    assert all(look.attempts == 1 for look in looks.values())


async def test_a_rule_that_names_us_is_obeyed_before_anything_is_asked() -> None:
    robots = "User-agent: *\nDisallow: /\n\nUser-agent: listbot\nDisallow: /papers/1\n"
    memory = HostMemory()
    async with SimulatedWeb(with_robots(robots)) as web:
        looks = await visit(web, URLS, memory=memory)
        asked = web.hosts["a.test"].targets
    skipped = [url for url, look in looks.items() if look.observation.reason == "robots-txt"]
    assert skipped == [url for url in URLS if url.startswith("https://a.test/papers/1")]
    assert {looks[url].observation.outcome for url in skipped} == {Outcome.SKIPPED}
    assert len(asked) == 1 + len(URLS) - len(skipped)
    assert memory.of("a.test").robots_at is None


async def test_a_dead_host_with_many_links_is_still_one_outage() -> None:
    async with SimulatedWeb(with_robots("")) as web:
        port = web.port
        gateway = WebGateway(
            replace(FAST, allow_net=("127.0.0.0/8",), attempt_timeout=5.0), clock=FixedClock(NOW)
        )
    targets = [Target(url=f"http://127.0.0.1:{port}/{number}") for number in range(30)]
    looks = [look async for look in gateway.visit(targets)]
    assert len(looks) == 30
    assert {look.observation.outcome for look in looks} == {Outcome.UNREACHABLE}
    assert sum(count for _, count in gateway.cost().requests) <= 6


async def test_a_budget_that_ends_before_the_robots_file_came_leaves_every_link_named() -> None:
    async def handler(call: Call) -> None:
        return

    async with SimulatedWeb(handler) as web:
        looks = await visit(web, URLS, replace(FAST, budget=0.3))
    assert {look.observation.reason for look in looks.values()} == {"budget"}


# HEAD


def seen(url: str, status: int = 200) -> Observation:
    return Observation(target=url, at=NOW, outcome=Outcome.ANSWERED, status=status, reason="title")


TRUE = KnownHost(host="a.test", head_agrees=True, head_at=NOW - timedelta(days=3), robots_at=NOW)


def methods_of(handler: Handler) -> tuple[list[tuple[str, str]], Handler]:
    asked: list[tuple[str, str]] = []

    async def noting(call: Call) -> None:
        asked.append((call.method, call.target))
        await handler(call)

    return asked, noting


async def honest(call: Call) -> None:
    if call.target.endswith(".pdf"):
        call.answer(200, b"%PDF-1.7 " + b"x" * 3000, kind="application/pdf")
    elif call.target.rpartition("/")[2].isdigit() or call.target == "/robots.txt":
        call.answer(200, PAGE)
    else:
        call.answer(404, "nothing")


async def test_what_was_proven_before_is_asked_by_head_on_a_host_that_tells_the_truth() -> None:
    asked, handler = methods_of(honest)
    page, file = "https://a.test/1", "https://a.test/x.pdf"
    targets = [
        Target(url=page, earlier=seen(page)),
        Target(url=file, earlier=seen(file, 206), wants_page=True),
        Target(url="https://a.test/2"),
    ]
    async with SimulatedWeb(handler) as web:
        looks = await visit(web, targets, memory=lasting(TRUE))
        assert web.hosts["a.test"].most_connections <= 2
    assert sorted(asked) == [("GET", "/2"), ("HEAD", "/1"), ("HEAD", "/x.pdf")]
    assert looks[page].observation == replace(seen(page), at=looks[page].observation.at)
    assert looks[file].observation.status == 206
    assert (looks[page].by_head, looks["https://a.test/2"].by_head) == (True, False)


@pytest.mark.parametrize(
    "known",
    [
        KnownHost(host="a.test"),
        replace(TRUE, head_agrees=False),
        replace(TRUE, head_at=NOW - timedelta(days=31)),
    ],
)
async def test_a_host_that_is_not_known_to_tell_the_truth_gets_get(known: KnownHost) -> None:
    asked, handler = methods_of(honest)
    url = "https://a.test/1"
    async with SimulatedWeb(handler) as web:
        await visit(web, [Target(url=url, earlier=seen(url))], memory=lasting(known))
    assert asked == [("GET", "/1")]


async def test_validators_ask_better_than_head() -> None:
    asked, handler = methods_of(honest)
    url = "https://a.test/1"
    target = Target(url=url, earlier=seen(url), validators=Validators(etag='"1"'))
    async with SimulatedWeb(handler) as web:
        await visit(web, [target], memory=lasting(TRUE))
    assert asked == [("GET", "/1")]


def refusing(status: int) -> Handler:
    async def handler(call: Call) -> None:
        if call.method == "HEAD" and status == 0:
            call.writer.transport.abort()
        elif call.method == "HEAD":
            call.answer(status, "", headers=("Location: /elsewhere",) if status == 302 else ())
        else:
            call.answer(200, PAGE)

    return handler


@pytest.mark.parametrize("status", [0, 204, 302, 403, 404, 405, 410, 429, 500, 501, 503])
async def test_any_refusal_of_head_falls_back_to_get_in_the_same_visit(status: int) -> None:
    asked, handler = methods_of(refusing(status))
    url, memory = "https://a.test/1", lasting(TRUE)
    async with SimulatedWeb(handler) as web:
        looks = await visit(web, [Target(url=url, earlier=seen(url))], memory=memory)
    assert [method for method, _ in asked] == ["HEAD", "GET"]
    assert looks[url].observation.outcome is Outcome.ANSWERED
    assert (looks[url].attempts, looks[url].by_head) == (1, False)
    assert memory.of("a.test").head_agrees is False


async def test_a_page_that_died_is_found_by_get_and_head_is_not_blamed() -> None:
    async def gone(call: Call) -> None:
        call.answer(404, "nothing")

    asked, handler = methods_of(gone)
    url, memory = "https://a.test/1", lasting(TRUE)
    async with SimulatedWeb(handler) as web:
        looks = await visit(web, [Target(url=url, earlier=seen(url))], memory=memory)
    assert [method for method, _ in asked] == ["HEAD", "GET"]
    assert looks[url].observation.outcome is Outcome.NOT_FOUND
    assert memory.of("a.test").head_agrees is True


async def lying(call: Call) -> None:
    if call.method == "HEAD":
        call.answer(200, "")
    else:
        await honest(call)


@pytest.mark.parametrize(
    ("handler", "agrees"), [(honest, True), (lying, False), (refusing(405), False)]
)
async def test_a_host_with_many_links_is_tried_once_with_two_requests(
    handler: Handler, agrees: bool
) -> None:
    asked, noting = methods_of(handler)
    memory = lasting(KnownHost(host="a.test", robots_at=NOW))
    async with SimulatedWeb(noting) as web:
        await visit(web, [f"https://a.test/{number}" for number in range(MANY)], memory=memory)
    heads = [target for method, target in asked if method == "HEAD"]
    assert len(heads) == (1 if handler is not honest and handler is not lying else 2)
    assert memory.of("a.test").head_agrees is agrees


@pytest.mark.parametrize("count", [MANY - 1, MANY])
async def test_nothing_is_tried_where_it_could_not_be_remembered_or_would_not_pay(
    count: int,
) -> None:
    asked, noting = methods_of(honest)
    memory = HostMemory() if count == MANY else lasting()
    async with SimulatedWeb(noting) as web:
        await visit(web, [f"https://a.test/{number}" for number in range(count)], memory=memory)
    assert {method for method, _ in asked} == {"GET"}
