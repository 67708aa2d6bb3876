"""What hosts see of us: few connections, few requests a second, pauses kept, dead hosts left alone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from benchmarks.simulated_web import Call, SimulatedWeb
from bot.gateways.clock import FixedClock
from bot.gateways.web import WebGateway
from bot.gateways.web.faults import WireFault
from bot.model.observations import Look, Outcome, Target
from bot.model.settings import HostManners, WebSettings

pytestmark = pytest.mark.slow
NOW = FixedClock(datetime(2026, 11, 24, 2, 17, tzinfo=UTC))
PAGE = "<html><head><title>A page</title></head><body><p>" + "words " * 60 + "</p></body></html>"


@pytest.fixture(autouse=True)
def _quick_second_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.gateways.web.retries.LEAST_GAP", 0.1)


async def visit(
    web: SimulatedWeb,
    urls: Sequence[str],
    settings: WebSettings,
    faults: dict[str, WireFault] | None = None,
) -> tuple[dict[str, Look], WebGateway]:
    dialer = web.dialer()
    dialer.faults.update(faults or {})
    gateway = WebGateway(settings, clock=NOW, dialer=dialer, tls=web.client_context(), seed=7)
    looks = [look async for look in gateway.visit([Target(url=url) for url in urls])]
    assert sorted(look.observation.target for look in looks) == sorted(urls)
    return {look.observation.target: look for look in looks}, gateway


def gaps(times: Sequence[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(times)]


async def answer(call: Call) -> None:
    call.answer(200, PAGE)


async def test_starts_keep_their_distance_and_redirects_count_as_starts() -> None:
    async def handler(call: Call) -> None:
        if call.target.startswith("/old"):
            call.answer(302, headers=(f"Location: /new{call.target[4:]}",))
        else:
            call.answer(200, PAGE)

    urls = [f"https://a.test/{kind}{i}" for kind in ("old", "page") for i in range(4)]
    async with SimulatedWeb(handler) as web:
        await visit(web, urls, WebSettings(interval=0.1))
        record = web.hosts["a.test"]
    assert record.requests == 12
    # the server sees starts a little later or earlier than they were made, a busy one much later
    assert record.times[-1] - record.times[0] > 11 * 0.1 * 0.9


async def test_no_host_sees_more_connections_than_its_manners_allow() -> None:
    async def handler(call: Call) -> None:
        await asyncio.sleep(0.05)
        call.answer(200, PAGE, close=call.target.endswith("5"))

    urls = [f"http{s}://a.test/{i}" for i in range(30) for s in ("", "s")]
    async with SimulatedWeb(handler) as web:
        await visit(web, urls, WebSettings(per_host=2, interval=0.0))
        record = web.hosts["a.test"]
    assert record.most_connections <= 2
    assert record.most_in_flight <= 2


async def test_a_family_is_one_lane_over_all_its_hosts() -> None:
    times: list[float] = []

    async def handler(call: Call) -> None:
        times.append(call.at)
        await answer(call)

    urls = [f"https://{host}.family.test/{i}" for host in "abc" for i in range(3)]
    manners = HostManners(host="*.family.test", concurrency=1, interval=0.08)
    async with SimulatedWeb(handler) as web:
        await visit(web, urls, WebSettings(hosts=(manners,)))
    assert min(gaps(times)) > 0.06


async def test_a_connection_is_used_again() -> None:
    async with SimulatedWeb(answer) as web:
        dialer = web.dialer()
        gateway = WebGateway(
            WebSettings(forced_interval=0.0, forced_per_host=1),
            clock=NOW,
            dialer=dialer,
            tls=web.client_context(),
        )
        targets = [Target(url=f"https://a.test/{i}") for i in range(20)]
        assert len([look async for look in gateway.visit(targets)]) == 20
        assert len(dialer.dialled) == 1


async def test_a_connection_that_the_server_closed_meanwhile_is_replaced_without_a_word() -> None:
    async def handler(call: Call) -> None:
        call.answer(200, PAGE)
        await call.writer.drain()
        call.writer.close()

    urls = [f"https://a.test/{i}" for i in range(5)]
    async with SimulatedWeb(handler) as web:
        looks, _ = await visit(web, urls, WebSettings(forced_interval=0.05))
        assert web.hosts["a.test"].requests == 5
    assert all(look.attempts == 1 for look in looks.values())
    assert all(look.observation.outcome is Outcome.ANSWERED for look in looks.values())


@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_pauses_the_whole_lane_and_the_target_is_asked_again(status: int) -> None:
    refused: list[float] = []

    async def handler(call: Call) -> None:
        if call.target == "/3" and call.count == 1:
            refused.append(call.at)
            call.answer(status, "wait", headers=("Retry-After: 1",))
        else:
            call.answer(200, PAGE)

    urls = [f"https://a.test/{i}" for i in range(10)]
    async with SimulatedWeb(handler) as web:
        looks, _ = await visit(web, urls, WebSettings(forced_interval=0.02, forced_per_host=1))
        after = [t for t in web.hosts["a.test"].times if t > refused[0]]
    assert all(look.observation.outcome is Outcome.ANSWERED for look in looks.values())
    assert looks["https://a.test/3"].attempts == 2
    assert min(after) - refused[0] > 0.95


async def test_a_used_up_quota_is_not_overdrawn() -> None:
    async def handler(call: Call) -> None:
        used = len(web.hosts["a.test"].times)
        last = used % 3 == 0
        headers = ("RateLimit-Remaining: 0", "RateLimit-Reset: 1") if last else ()
        call.answer(200, PAGE, headers=headers)

    async with SimulatedWeb(handler) as web:
        await visit(
            web,
            [f"https://a.test/{i}" for i in range(5)],
            WebSettings(forced_interval=0.01, forced_per_host=1),
        )
        times = web.hosts["a.test"].times
    assert times[3] - times[2] > 0.95


async def test_a_host_that_refuses_everything_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.probing.lanes.pause_for", lambda asked, *, throttled: 0.05)

    async def handler(call: Call) -> None:
        call.answer(429, "no")

    urls = [f"https://a.test/{i}" for i in range(30)]
    async with SimulatedWeb(handler) as web:
        looks, _ = await visit(web, urls, WebSettings(forced_interval=0.0, forced_per_host=1))
        assert web.hosts["a.test"].requests < 8
    assert {look.observation.outcome for look in looks.values()} == {Outcome.RATE_LIMITED}


async def test_a_dead_host_costs_two_deadlines_and_not_fifty() -> None:
    async def handler(call: Call) -> None:
        await asyncio.sleep(60)

    urls = [f"https://a.test/{i}" for i in range(50)]
    async with SimulatedWeb(handler) as web:
        looks, gateway = await visit(
            web, urls, WebSettings(attempt_timeout=0.4, forced_interval=0.0, per_host=2)
        )
        assert web.hosts["a.test"].requests <= 4
    assert {look.observation.outcome for look in looks.values()} == {Outcome.TIMED_OUT}
    asked = [look for look in looks.values() if look.attempts]
    shared = [look for look in looks.values() if look.observation.reason == "host-down"]
    assert len(asked) <= 4
    assert len(shared) >= 46
    assert gateway.cost().seconds < 5


async def test_a_host_that_comes_back_is_asked_after_all() -> None:
    async def handler(call: Call) -> None:
        if len(web.hosts["a.test"].times) <= 2:
            await asyncio.sleep(60)
        call.answer(200, PAGE)

    urls = [f"https://a.test/{i}" for i in range(20)]
    async with SimulatedWeb(handler) as web:
        looks, _ = await visit(
            web, urls, WebSettings(attempt_timeout=0.5, forced_interval=0.0, per_host=2)
        )
    assert {look.observation.outcome for look in looks.values()} == {Outcome.ANSWERED}


async def test_many_slow_pages_side_by_side_do_not_condemn_a_host_that_answers() -> None:
    async def handler(call: Call) -> None:
        if call.target.startswith("/slow/"):
            await asyncio.sleep(60)
        call.answer(200, PAGE)

    urls = ["https://a.test/first", *(f"https://a.test/slow/{i}" for i in range(12))]
    urls += [f"https://a.test/{i}" for i in range(20)]
    async with SimulatedWeb(handler) as web:
        looks, _ = await visit(
            web, urls, WebSettings(attempt_timeout=0.5, forced_interval=0.0, per_host=8)
        )
    slow = {u for u, look in looks.items() if look.observation.outcome is Outcome.TIMED_OUT}
    assert slow == {url for url in urls if "/slow/" in url}


async def test_two_slow_pages_do_not_condemn_their_host() -> None:
    async def handler(call: Call) -> None:
        if call.target in ("/0", "/1"):
            await asyncio.sleep(60)
        call.answer(200, PAGE)

    urls = [f"https://a.test/{i}" for i in range(20)]
    async with SimulatedWeb(handler) as web:
        looks, _ = await visit(
            web, urls, WebSettings(attempt_timeout=0.5, forced_interval=0.0, per_host=2)
        )
    outcomes = {url: look.observation.outcome for url, look in looks.items()}
    late = [url for url, outcome in outcomes.items() if outcome is Outcome.TIMED_OUT]
    assert sorted(late) == ["https://a.test/0", "https://a.test/1"]


async def test_chains_into_a_dead_host_do_not_wait_for_it_one_by_one() -> None:
    async def handler(call: Call) -> None:
        if call.host == "dead.test":
            await asyncio.sleep(60)
        call.answer(302, headers=(f"Location: https://dead.test{call.target}",))

    urls = [f"https://doi{i}.test/{i}" for i in range(20)]
    async with SimulatedWeb(handler) as web:
        looks, _ = await visit(
            web, urls, WebSettings(attempt_timeout=0.4, forced_interval=0.0, per_host=2)
        )
        assert web.hosts["dead.test"].requests <= 4
    assert {look.observation.outcome for look in looks.values()} == {Outcome.TIMED_OUT}


async def test_a_name_that_does_not_exist_is_looked_up_twice_for_all_its_pages() -> None:
    urls = [f"https://nowhere.test/{i}" for i in range(30)]
    fault = WireFault(Outcome.NO_SUCH_HOST, "nxdomain", whole_host=True)
    async with SimulatedWeb(answer) as web:
        looks, gateway = await visit(
            web, urls, WebSettings(forced_interval=0.0), {"nowhere.test": fault}
        )
    assert {look.observation.outcome for look in looks.values()} == {Outcome.NO_SUCH_HOST}
    assert gateway.cost().requests == ()


async def test_one_random_sibling_per_host_and_run() -> None:
    async def handler(call: Call) -> None:
        call.answer(
            200, "<title>Oops</title><p>Something is not as it should be, use the menu.</p>"
        )

    urls = [f"https://a.test/papers/{i}" for i in range(8)]
    async with SimulatedWeb(handler) as web:
        looks, _ = await visit(web, urls, WebSettings(forced_interval=0.0))
        extra = set(web.hosts["a.test"].targets) - {f"/papers/{i}" for i in range(8)}
        assert len(extra) == 1
        assert web.hosts["a.test"].requests == 9
    assert {look.observation.outcome for look in looks.values()} == {Outcome.SOFT_NOT_FOUND}


async def test_hosts_that_asked_not_to_be_probed_get_nothing() -> None:
    async def handler(call: Call) -> None:
        if call.host == "doi.org":
            call.answer(302, headers=("Location: https://ieeexplore.ieee.org/document/1",))
        else:
            call.answer(200, PAGE)

    urls = [
        "https://ieeexplore.ieee.org/document/1",
        "https://dl.acm.org/doi/10.1145/1",
        "https://doi.org/10.1109/x",
    ]
    async with SimulatedWeb(handler) as web:
        looks, _ = await visit(web, urls, WebSettings(forced_interval=0.0))
        assert set(web.hosts) == {"doi.org"}
    found = {url: look.observation for url, look in looks.items()}
    assert found[urls[0]].outcome is Outcome.SKIPPED
    assert found[urls[2]].outcome is Outcome.WALLED
    assert found[urls[2]].final_url == urls[0]


async def test_we_say_who_we_are_and_nothing_else() -> None:
    heads: list[dict[str, str]] = []

    async def handler(call: Call) -> None:
        heads.append(call.headers)
        await answer(call)

    settings = WebSettings(contact="https://list.example/bot,bot@list.example")
    async with SimulatedWeb(handler) as web:
        await visit(web, ["https://user:secret@a.test/x"], settings)
    agent = heads[0]["user-agent"]
    assert agent.startswith("listbot/")
    assert "(+https://list.example/bot; mailto:bot@list.example)" in agent
    assert heads[0]["accept"] == "*/*"
    assert set(heads[0]) == {"host", "user-agent", "accept", "accept-encoding", "accept-language"}


async def test_cookies_do_not_leak_from_one_chain_to_the_next() -> None:
    seen: list[str] = []

    async def handler(call: Call) -> None:
        seen.append(call.headers.get("cookie", ""))
        call.answer(200, PAGE, headers=("Set-Cookie: id=1; Path=/",))

    async with SimulatedWeb(handler) as web:
        urls = [f"https://a.test/{i}" for i in range(5)]
        await visit(web, urls, WebSettings(forced_interval=0.0))
    assert seen == [""] * 5


async def test_a_host_without_https_is_asked_for_it_once_and_keeps_its_pages() -> None:
    async def handler(call: Call) -> None:
        if call.scheme == "https":
            await abort(call)
        else:
            call.answer(200, PAGE)

    async def abort(call: Call) -> None:
        call.writer.transport.abort()

    urls = [f"http://a.test/{i}" for i in range(10)]
    async with SimulatedWeb(handler) as web:
        looks, gateway = await visit(web, urls, WebSettings(forced_interval=0.0))
        dialled = gateway.cost().requests
    assert {look.observation.outcome for look in looks.values()} == {Outcome.ANSWERED}
    assert not any(look.observation.secure_twin for look in looks.values())
    assert dict(dialled)["a.test"] <= 14
