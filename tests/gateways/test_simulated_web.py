"""The simulated web behind real sockets and TLS, asked with plain httpx."""

from __future__ import annotations

import socket
import ssl
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from bot.model.entries import Catalogue, Entry, Link, LinkRole, SourceSpan
from bot.rehearsal.building import build_world
from bot.rehearsal.misfortunes import Fate, Misfortune, Nights
from bot.rehearsal.reception import Reception
from bot.rehearsal.transports import InProcessTransport, LoopbackTransport
from bot.rehearsal.web import SimulatedWeb
from bot.rehearsal.world import World

PAGE = "https://papers.example/one.html"


def world_with(*misfortunes: Misfortune) -> World:
    span = SourceSpan(file="entries.yml", line=1)
    link = Link(entry_id="one", role=LinkRole.PDF, url=PAGE, span=span)
    entry = Entry(id="one", section="s", title="One", links=(link,), span=span)
    catalogue = Catalogue(title="Invented", sections=(), entries=(entry,))
    return replace(build_world(catalogue), misfortunes=misfortunes)


@pytest.fixture
async def web() -> AsyncIterator[SimulatedWeb]:
    async with SimulatedWeb(
        world_with(
            Misfortune(fate=Fate.REFUSED, nights=Nights(first=2, last=2), host="papers.example"),
            Misfortune(
                fate=Fate.NO_SUCH_HOST, nights=Nights(first=3, last=3), host="papers.example"
            ),
            Misfortune(
                fate=Fate.EXPIRED_CERTIFICATE, nights=Nights(first=4, last=4), host="papers.example"
            ),
            Misfortune(fate=Fate.SILENT, nights=Nights(first=5, last=5), host="papers.example"),
            Misfortune(fate=Fate.DROPPED, nights=Nights(first=6, last=6), host="papers.example"),
            Misfortune(fate=Fate.OFFLINE, nights=Nights(first=7, last=7)),
        )
    ) as opened:
        yield opened


async def get(web: SimulatedWeb, url: str, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(transport=LoopbackTransport(web), timeout=0.4) as client:
        return await client.get(url, headers=headers)


async def test_every_host_has_a_certificate_for_its_name(web: SimulatedWeb) -> None:
    for url in (PAGE, "https://doi.org/", "https://example.com/"):
        response = await get(web, url)
        assert response.status_code == 200
        assert response.headers["x-simulated"]
    assert web.requests == {"papers.example": 1, "doi.org": 1, "example.com": 1}


async def test_the_certificates_are_worth_nothing_elsewhere(web: SimulatedWeb) -> None:
    address = web.dial("papers.example", 443)
    with pytest.raises(ssl.SSLCertVerificationError), socket.create_connection(address) as raw:
        ssl.create_default_context().wrap_socket(raw, server_hostname="papers.example")


async def test_plain_http_has_a_port_of_its_own(web: SimulatedWeb) -> None:
    response = await get(web, "http://papers.example/one.html")
    assert (response.status_code, response.headers["location"]) == (301, PAGE)


async def test_each_night_has_its_own_trouble(web: SimulatedWeb) -> None:
    expected: tuple[tuple[int, type[Exception]], ...] = (
        (2, httpx.ConnectError),
        (3, httpx.ConnectError),
        (4, httpx.ConnectError),
        (5, httpx.ReadTimeout),
        (6, httpx.RemoteProtocolError),
        (7, httpx.ConnectError),
    )
    for night, error in expected:
        web.set_night(night)
        with pytest.raises(error):
            await get(web, PAGE)
    web.set_night(8)
    assert (await get(web, PAGE)).status_code == 200


async def test_a_name_that_does_not_exist_is_a_failed_look_up(web: SimulatedWeb) -> None:
    with pytest.raises(socket.gaierror):
        web.dial("nobody.example", 443)
    assert "papers.example" in web.dial_map
    web.set_night(7)
    assert web.dial_map == {}


async def test_connections_are_kept_alive_and_bodies_arrive(web: SimulatedWeb) -> None:
    async with httpx.AsyncClient(transport=LoopbackTransport(web)) as client:
        for _ in range(3):
            assert (await client.head(PAGE)).content == b""
            assert b"One" in (await client.get(PAGE)).content
        reply = await client.post(
            "https://api.github.com/graphql",
            json={"query": "{ rateLimit { cost } }"},
            headers={"authorization": f"bearer {web.world.token}"},
        )
    assert reply.json() == {"data": {"rateLimit": {"cost": 1}}}
    assert [s.host for s in web.sightings if s.with_token] == ["api.github.com"]


async def test_counts_begin_anew_each_night(web: SimulatedWeb) -> None:
    await get(web, PAGE)
    web.set_night(8)
    assert web.requests_tonight == {}
    await get(web, PAGE)
    assert web.requests_tonight == {"papers.example": 1}
    assert web.requests == {"papers.example": 2}


async def test_whoever_does_not_speak_http_gets_400(web: SimulatedWeb) -> None:
    with socket.create_connection(web.dial("papers.example", 80)) as raw:
        raw.sendall(b"hello?\r\n\r\n")
        assert raw.recv(100).startswith(b"HTTP/1.1 400")


async def test_the_same_world_can_be_asked_without_sockets() -> None:
    reception = Reception(world_with(Misfortune(fate=Fate.REFUSED, host="doi.org")))
    async with httpx.AsyncClient(transport=InProcessTransport(reception)) as client:
        assert (await client.get(PAGE)).status_code == 200
        with pytest.raises(httpx.ConnectError):
            await client.get("https://doi.org/10.5555/x")
    assert reception.requests == {"papers.example": 1}


def test_and_without_an_event_loop() -> None:
    reception = Reception(world_with(Misfortune(fate=Fate.SILENT, host="doi.org")))
    with httpx.Client(transport=InProcessTransport(reception)) as client:
        assert client.get("https://example.com/").status_code == 200
        with pytest.raises(httpx.ReadTimeout):
            client.get("https://doi.org/10.5555/x")
