"""Our transport under an ordinary client of httpx: it works for anybody, and guards as it does for us."""

from __future__ import annotations

import asyncio
import gc
import gzip
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from benchmarks.simulated_web import Call, SimulatedWeb
from bot.gateways.web import SafeDialer, guarded_transport
from bot.gateways.web.connections import Connector
from bot.gateways.web.exceptions import as_httpx, fault_of
from bot.gateways.web.faults import WireFault
from bot.gateways.web.transport import GuardedTransport
from bot.model.observations import Outcome
from bot.urls import AddressPolicy

PAGE = "<html><head><title>A page</title></head><body>" + "words " * 3000 + "</body></html>"
Handler = Callable[[Call], Awaitable[None]]


async def answer(call: Call) -> None:
    call.answer(200, PAGE)


def transport_to(web: SimulatedWeb, **options: float) -> GuardedTransport:
    connector = Connector(
        dialer=web.dialer(), policy=AddressPolicy(), environ={}, tls=web.client_context()
    )
    return GuardedTransport(connector, **options)  # type: ignore[arg-type]


@asynccontextmanager
async def client_of(
    handler: Handler = answer, **options: float
) -> AsyncIterator[tuple[httpx.AsyncClient, SimulatedWeb]]:
    async with (
        SimulatedWeb(handler) as web,
        httpx.AsyncClient(transport=transport_to(web, **options)) as client,
    ):
        yield client, web


async def test_an_ordinary_client_speaks_tls_through_it_and_keeps_its_connection() -> None:
    async with client_of() as (client, web):
        for number in range(3):
            response = await client.get(f"https://a.test/papers/{number}?q=1")
            assert (response.status_code, response.text) == (200, PAGE)
        assert web.hosts["a.test"].most_connections == 1
        assert web.hosts["a.test"].targets[0] == "/papers/0?q=1"
    assert response.http_version == "HTTP/1.1"


async def test_redirects_cookies_json_and_compression_are_the_clients_as_ever() -> None:
    async def handler(call: Call) -> None:
        match call.target:
            case "/old":
                call.answer(301, headers=("Location: /new", "Set-Cookie: seen=1"))
            case "/new":
                data = gzip.compress(f'{{"cookie": "{call.headers["cookie"]}"}}'.encode())
                call.answer(200, data, headers=("Content-Encoding: gzip",))

    async with client_of(handler) as (client, _):
        response = await client.get("http://a.test/old", follow_redirects=True)
    assert response.json() == {"cookie": "seen=1"}
    assert [r.status_code for r in response.history] == [301]


@pytest.mark.parametrize("as_chunks", [False, True])
async def test_a_body_can_be_sent(as_chunks: bool) -> None:
    heads: list[dict[str, str]] = []

    async def handler(call: Call) -> None:
        heads.append(call.headers)
        call.answer(204, close=True)

    async def parts() -> AsyncIterator[bytes]:
        yield b"ab"
        yield b"cd"

    async with client_of(handler) as (client, _):
        content = parts() if as_chunks else b"abcd"
        assert (await client.post("https://a.test/", content=content)).status_code == 204
    name = "transfer-encoding" if as_chunks else "content-length"
    assert heads[0][name] == ("chunked" if as_chunks else "4")


async def test_a_body_streams_and_what_is_left_of_it_costs_its_connection_only() -> None:
    async def handler(call: Call) -> None:
        call.answer(200, b"x" * 5_000_000)

    async with client_of(handler, connections=1) as (client, _):
        for _ in range(3):
            async with client.stream("GET", "https://a.test/large") as response:
                async for part in response.aiter_raw():
                    assert part
                    break


async def test_more_requests_than_connections_wait_for_their_turn() -> None:
    async def handler(call: Call) -> None:
        await asyncio.sleep(0.02)
        call.answer(200, PAGE)

    async with client_of(handler, connections=2) as (client, web):
        urls = [f"https://a.test/{number}" for number in range(12)]
        found = await asyncio.gather(*map(client.get, urls))
        assert {response.status_code for response in found} == {200}
        assert web.hosts["a.test"].most_connections <= 2


async def slow(call: Call) -> None:
    if call.target == "/drip":
        call.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(1000):
            call.send(b".")
            await asyncio.sleep(0.02)
    await asyncio.sleep(60)


@pytest.mark.parametrize("path", ["/never", "/drip"])
async def test_a_deadline_is_for_everything_and_frees_the_connection(path: str) -> None:
    async with client_of(slow, connections=1) as (client, _):
        for _ in range(2):
            with pytest.raises(httpx.ReadTimeout) as caught:
                await client.get(f"https://a.test{path}", extensions={"deadline": 0.5})
            assert fault_of(caught.value).reason == "deadline"
    async with client_of(slow, deadline=0.5) as (client, _):
        with pytest.raises(httpx.ReadTimeout):
            await client.get(f"https://a.test{path}", timeout=None)


async def test_the_timeouts_of_httpx_count_as_well() -> None:
    async with client_of(slow, connections=1) as (client, _):
        timeout = httpx.Timeout(5.0, read=0.1, pool=0.2)
        with pytest.raises(httpx.ReadTimeout):
            await client.get("https://a.test/never", timeout=timeout)
        waiting = asyncio.create_task(client.get("https://a.test/never"))
        await asyncio.sleep(0.05)
        with pytest.raises(httpx.PoolTimeout):
            await client.get("https://a.test/never", timeout=timeout)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)


async def nonsense(call: Call) -> None:
    match call.target:
        case "/not-http":
            call.send(b"SSH-2.0-OpenSSH_9.6\r\n")
        case "/cut":
            call.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")
        case "/large":
            call.answer(200, b"x" * 300_000)
    call.writer.close()


@pytest.mark.parametrize(
    ("path", "kind", "reason"),
    [
        ("/not-http", httpx.RemoteProtocolError, "not-http"),
        ("/nothing", httpx.RemoteProtocolError, "closed"),
        ("/cut", httpx.RemoteProtocolError, "cut-short"),
        ("/large", httpx.RemoteProtocolError, "body-too-large"),
    ],
)
async def test_nonsense_is_an_exception_of_httpx_with_the_exact_fault(
    path: str, kind: type[Exception], reason: str
) -> None:
    async with client_of(nonsense, most_body=100_000) as (client, _):
        with pytest.raises(kind) as caught:
            await client.get(f"http://a.test{path}")
        assert isinstance(caught.value.__cause__, WireFault)
        assert caught.value.__cause__.reason == reason
        assert isinstance(caught.value, httpx.HTTPError)


class Fixed:
    """Every name has these addresses."""

    def __init__(self, *addresses: str) -> None:
        self._addresses = addresses

    async def resolve(self, host: str) -> tuple[str, ...]:
        return self._addresses

    def forget(self, host: str) -> None:
        pass


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
        "http://127。0。0。1/", "http://169.254.169.254/latest", "http://localhost/",
        "http://rebound.example/", "https://x.internal/",
    ],
)  # fmt: skip
async def test_an_ordinary_client_cannot_reach_inside(url: str) -> None:
    policy = AddressPolicy()
    dialer = SafeDialer(Fixed("192.168.7.7", "93.184.216.34"), policy)
    transport = GuardedTransport(Connector(dialer=dialer, policy=policy, environ={}))
    async with httpx.AsyncClient(transport=transport) as client:
        with pytest.raises(httpx.TransportError) as caught:
            await client.get(url)
    assert fault_of(caught.value).outcome is Outcome.UNSAFE


async def test_a_redirect_inside_is_refused_like_a_link_inside() -> None:
    async def handler(call: Call) -> None:
        call.answer(302, headers=("Location: http://10.0.0.1/",))

    async with SimulatedWeb(handler) as web:
        mapped, safe = web.dialer(), SafeDialer(Fixed("10.0.0.1"), AddressPolicy())

        class Either:
            async def dial(self, host: str, port: int) -> object:
                return await (mapped if host == "a.test" else safe).dial(host, port)

            def forget(self, host: str) -> None:
                pass

        connector = Connector(
            dialer=Either(),  # type: ignore[arg-type]
            policy=AddressPolicy(),
            environ={},
            tls=web.client_context(),
        )
        async with httpx.AsyncClient(transport=GuardedTransport(connector)) as client:
            with pytest.raises(httpx.ConnectError) as caught:
                await client.get("https://a.test/", follow_redirects=True)
    assert fault_of(caught.value).reason == "private-address"


async def test_a_proxy_of_the_environment_is_used_and_leads_to_nothing_private() -> None:
    heads: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = f"http://me:secret@127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with httpx.AsyncClient(
        transport=guarded_transport(environ={"HTTP_PROXY": address})
    ) as client:
        assert (await client.get("http://a.example/x?y")).text == "hi"
        with pytest.raises(httpx.ConnectError):
            await client.get("http://169.254.169.254/")
    server.close()
    assert heads[0].startswith(b"GET http://a.example/x?y HTTP/1.1\r\nHost: a.example\r\n")
    assert b"Proxy-Authorization: Basic bWU6c2VjcmV0\r\n" in heads[0]
    assert len(heads) == 1


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ({"headers": {"X-Evil": "a\r\nY: b"}}, httpx.LocalProtocolError),
        ({"extensions": {"target": b"/a HTTP/1.1\r\nX: y"}}, httpx.LocalProtocolError),
        ({"extensions": {"target": b"/a b"}}, httpx.LocalProtocolError),
    ],
)
async def test_a_request_is_one_request(options: dict[str, object], kind: type[Exception]) -> None:
    async with client_of() as (client, web):
        with pytest.raises(kind):
            await client.get("https://a.test/", **options)  # type: ignore[arg-type]
        assert (await client.get("https://a.test/")).status_code == 200
        assert web.hosts["a.test"].requests == 1


async def test_the_target_can_be_given_as_bytes() -> None:
    async with client_of() as (client, web):
        await client.get("https://a.test/", extensions={"target": b"/A%zz'|^"})
        assert web.hosts["a.test"].targets == ["/A%zz'|^"]


def open_sockets() -> int:
    count = 0
    for link in Path("/proc/self/fd").iterdir():
        try:
            count += str(link.readlink()).startswith("socket")
        except OSError:
            continue
    return count


@pytest.mark.slow
async def test_two_thousand_cancellations_leave_the_transport_healthy() -> None:
    dice = random.Random(2026)

    async def handler(call: Call) -> None:
        await asyncio.sleep(dice.random() * 0.01)
        if call.target.endswith("7"):
            call.send(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf")
        else:
            call.answer(200, PAGE)

    async with client_of(handler, connections=10) as (client, web):
        before = open_sockets()

        async def one(number: int) -> None:
            try:
                async with asyncio.timeout(dice.uniform(0.0003, 0.03)):
                    await client.get(f"https://a.test/{number}")
            except (TimeoutError, httpx.HTTPError):
                pass

        for start in range(0, 2_000, 20):
            await asyncio.gather(*(one(number) for number in range(start, start + 20)))
        for number in range(50):
            assert (await client.get(f"https://a.test/well/{number}1")).status_code == 200
        assert (
            web.hosts["a.test"].most_connections <= 2 * 10
        )  # the server sees them go a little later
        await client._transport.aclose()
        for _ in range(100):
            await asyncio.sleep(0.02)
            gc.collect()
            if open_sockets() <= before:
                break
        assert open_sockets() <= before


@pytest.mark.parametrize(
    ("error", "outcome", "whole_host"),
    [
        (httpx.ConnectTimeout("x"), Outcome.TIMED_OUT, True),
        (httpx.ReadTimeout("x"), Outcome.TIMED_OUT, False),
        (httpx.ConnectError("x"), Outcome.UNREACHABLE, True),
        (httpx.ProxyError("x"), Outcome.UNREACHABLE, True),
        (httpx.ReadError("x"), Outcome.BROKEN, False),
        (httpx.RemoteProtocolError("x"), Outcome.BROKEN, False),
        (httpx.DecodingError("x"), Outcome.BROKEN, False),
        (ValueError("x"), Outcome.BROKEN, False),
    ],
)
def test_exceptions_of_other_transports_say_what_they_can(
    error: Exception, outcome: Outcome, whole_host: bool
) -> None:
    found = fault_of(error)
    assert (found.outcome, found.whole_host) == (outcome, whole_host)


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("whole_host", [False, True])
def test_a_fault_survives_the_way_through_httpx(outcome: Outcome, whole_host: bool) -> None:
    fault = WireFault(outcome, "a-reason", whole_host=whole_host)
    error = as_httpx(fault)
    error.__cause__ = fault
    assert fault_of(error) is fault
    assert "a-reason" in str(error)
