"""Proxies and trust, as the environment says; and nothing else from the environment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.simulated_web import Call, SimulatedWeb
from bot.errors import ConfigurationError
from bot.gateways.clock import FixedClock
from bot.gateways.web import WebGateway
from bot.gateways.web.proxies import Proxies
from bot.gateways.web.requests import user_agent
from bot.model.observations import Look, Outcome, Target
from bot.model.settings import WebSettings

NOW = FixedClock(datetime(2026, 11, 24, 2, 17, tzinfo=UTC))
PAGE = "<html><head><title>A page</title></head><body><p>" + "words " * 60 + "</p></body></html>"


class ProxyServer:
    """A forward proxy that leads every host to the simulated web."""

    def __init__(self, web: SimulatedWeb) -> None:
        self._web = web
        self.heads: list[str] = []
        self.refuse = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.heads.append(head)
            if self.refuse:
                writer.write(f"HTTP/1.1 {self.refuse} No\r\nContent-Length: 0\r\n\r\n".encode())
                return
            method, target, _ = head.split(" ", 2)
            port = self._web.tls_port if method == "CONNECT" else self._web.port
            inner, outer = await asyncio.open_connection("127.0.0.1", port)
            if method == "CONNECT":
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                path = "/" + target.split("/", 3)[3]
                outer.write(head.replace(target, path, 1).encode())
            await asyncio.gather(self._pipe(inner, writer), self._pipe(reader, outer))
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    @staticmethod
    async def _pipe(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(65_536):
                sink.write(data)
                await sink.drain()
        except OSError:
            pass
        finally:
            sink.close()


@asynccontextmanager
async def proxied() -> AsyncIterator[tuple[SimulatedWeb, ProxyServer, str]]:
    async def handler(call: Call) -> None:
        call.answer(200, PAGE, close=True)

    async with SimulatedWeb(handler) as web:
        proxy = ProxyServer(web)
        server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
        try:
            yield web, proxy, f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        finally:
            server.close()


async def look(web: SimulatedWeb, url: str, environ: Mapping[str, str]) -> Look:
    gateway = WebGateway(
        WebSettings(forced_interval=0.0, attempt_timeout=5),
        clock=NOW,
        environ=environ,
        tls=web.client_context(),
    )
    (only,) = [look async for look in gateway.visit([Target(url=url)])]
    return only


async def test_plain_requests_go_through_the_proxy_in_absolute_form() -> None:
    async with proxied() as (web, proxy, address):
        found = await look(
            web, "http://a.test:8000/x?y", {"http_proxy": f"http://u:p%40@{address}"}
        )
    assert found.observation.outcome is Outcome.ANSWERED
    assert proxy.heads[0].startswith("GET http://a.test:8000/x?y HTTP/1.1\r\nHost: a.test:8000\r\n")
    assert "Proxy-Authorization: Basic dTpwQA==\r\n" in proxy.heads[0]


async def test_secure_requests_go_through_a_tunnel_with_their_own_tls() -> None:
    async with proxied() as (web, proxy, address):
        found = await look(web, "https://a.test/x", {"HTTPS_PROXY": address})
        assert web.hosts["a.test"].requests == 1
    assert found.observation.outcome is Outcome.ANSWERED
    assert proxy.heads[0].startswith("CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n")
    assert "Proxy-Authorization" not in proxy.heads[0]


@pytest.mark.parametrize(
    ("status", "outcome"), [(403, Outcome.UNREACHABLE), (504, Outcome.TIMED_OUT)]
)
async def test_a_proxy_that_refuses_is_told_from_the_host(
    status: int, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateways.web.retries.LEAST_GAP", 0.0)
    async with proxied() as (web, proxy, address):
        proxy.refuse = status
        found = await look(web, "https://a.test/x", {"https_proxy": address})
    assert (found.observation.outcome, found.observation.reason) == (outcome, "proxy")


@pytest.mark.parametrize("address", ["http://proxy.invalid:3128", "http://127.0.0.1:1"])
async def test_a_proxy_that_is_not_there_says_nothing_about_the_host(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateways.web.retries.LEAST_GAP", 0.0)
    async with proxied() as (web, _, _):
        found = await look(web, "https://a.test/x", {"https_proxy": address})
    told = (found.observation.outcome, found.observation.reason)
    assert told == (Outcome.UNREACHABLE, "proxy")


@pytest.mark.parametrize(
    "url",
    ["http://169.254.169.254/", "http://127.0.0.1/", "http://localhost/", "https://x.internal/"],
)
async def test_a_proxy_is_no_way_into_private_networks(url: str) -> None:
    async with proxied() as (web, proxy, address):
        found = await look(web, url, {"all_proxy": address})
    assert found.observation.outcome is Outcome.UNSAFE
    assert proxy.heads == []


def test_the_exceptions_of_no_proxy() -> None:
    proxies = Proxies(
        {
            "http_proxy": "http://p.test:3128",
            "https_proxy": "p.test:3129",
            "no_proxy": "a.test, .b.test,*.c.test,10.0.0.0/8,d.test:8080",
        }
    )
    assert proxies
    for host in ("a.test", "x.a.test", "b.test", "x.b.test", "x.c.test", "10.1.2.3"):
        assert proxies.for_host("http", host, 80) is None
    assert proxies.for_host("http", "d.test", 8080) is None
    for scheme, port in (("http", 3128), ("https", 3129)):
        found = proxies.for_host(scheme, "nota.test", 443)
        assert found is not None
        assert (found.host, found.port) == ("p.test", port)
    assert proxies.for_host("http", "d.test", 80) is not None
    assert (
        Proxies({"all_proxy": "p.test:1", "no_proxy": "*"}).for_host("http", "a.test", 80) is None
    )


def test_capitals_count_unless_a_web_server_could_have_set_them() -> None:
    assert Proxies({"HTTP_PROXY": "p.test:1"}).for_host("http", "a.test", 80) is not None
    cgi = {"HTTP_PROXY": "p.test:1", "REQUEST_METHOD": "GET"}
    assert not Proxies(cgi)
    assert not Proxies({})


@pytest.mark.parametrize(
    "value", ["socks5://p.test:1", "https://p.test:1", "http://", "http://p:x"]
)
def test_a_proxy_that_cannot_be_used_is_said_at_once(value: str) -> None:
    with pytest.raises(ConfigurationError):
        Proxies({"http_proxy": value})


async def test_trust_comes_from_the_named_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateways.web.retries.LEAST_GAP", 0.0)

    async def handler(call: Call) -> None:
        call.answer(200, PAGE)

    async with SimulatedWeb(handler) as web:
        pem = tmp_path / "ca.pem"
        web.authority.cert_pem.write_to_path(str(pem))
        for environ, outcome in (
            ({"SSL_CERT_FILE": str(pem)}, Outcome.ANSWERED),
            ({}, Outcome.BAD_CERTIFICATE),
        ):
            gateway = WebGateway(
                WebSettings(forced_interval=0.0), clock=NOW, environ=environ, dialer=web.dialer()
            )
            looks = [one async for one in gateway.visit([Target(url="https://a.test/")])]
            assert looks[0].observation.outcome is outcome


def test_networks_that_are_none_are_said_at_once() -> None:
    with pytest.raises(ConfigurationError):
        WebGateway(WebSettings(allow_net=("localhost",)), clock=NOW)


@pytest.mark.parametrize(
    ("contact", "ending"),
    [
        ("", ""),
        ("https://a.example", " (+https://a.example)"),
        ("bot@a.example", " (mailto:bot@a.example)"),
        ("+https://a.example mailto:b@a.example", " (+https://a.example; mailto:b@a.example)"),
        ("evil)\r\nX: y", " (mailto:X:; mailto:y)"),
    ],
)
def test_the_agent_names_a_contact_and_cannot_be_broken_out_of(contact: str, ending: str) -> None:
    agent = user_agent(contact)
    assert agent.endswith(ending)
    assert "\r" not in agent
