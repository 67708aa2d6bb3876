"""From names to sockets: what is looked up, what is refused, and that nothing refused is contacted."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Sequence

import pytest

from bot.gateways.web.dialer import SafeDialer, connect_first
from bot.gateways.web.faults import WireFault
from bot.gateways.web.resolver import SystemResolver
from bot.model.observations import Outcome
from bot.urls import AddressPolicy


class Answers:
    """A resolver that gives the next answer for a name each time (DNS rebinding, if it changes)."""

    def __init__(self, **answers: Sequence[tuple[str, ...]]) -> None:
        self._answers = {name.replace("_", "."): list(found) for name, found in answers.items()}
        self.asked: list[str] = []

    async def resolve(self, host: str) -> tuple[str, ...]:
        self.asked.append(host)
        known = self._answers.get(host)
        if known is None:
            raise WireFault(Outcome.NO_SUCH_HOST, "nxdomain", whole_host=True)
        return known[0] if len(known) == 1 else known.pop(0)

    def forget(self, host: str) -> None:
        """Nothing is remembered."""


@pytest.fixture
def contacted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every address that a socket was asked to connect to."""
    seen: list[str] = []
    connect = socket.socket.connect

    def recording(self: socket.socket, address: tuple[str, int]) -> None:
        seen.append(address[0])
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", recording)
    return seen


async def dial(
    host: str,
    port: int = 443,
    *,
    allow: tuple[str, ...] = (),
    **answers: Sequence[tuple[str, ...]],
) -> None:
    resolver = Answers(**answers)
    sock = await SafeDialer(resolver, AddressPolicy(allow)).dial(host, port)
    sock.close()


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "::1",
        "::ffff:127.0.0.1",
        "169.254.169.254",
        "168.63.129.16",
        "10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "localhost",
        "sub.localhost",
        "metadata.google.internal",
        "printer.local",
    ],
)
async def test_private_places_are_refused_without_a_packet(host: str, contacted: list[str]) -> None:
    with pytest.raises(WireFault) as caught:
        await dial(host)
    assert caught.value.outcome is Outcome.UNSAFE
    assert contacted == []


@pytest.mark.parametrize(
    "addresses",
    [
        ("127.0.0.1",),
        ("8.8.8.8", "127.0.0.1"),
        ("2606:4700::1", "fd00::1"),
        ("::ffff:10.0.0.1",),
        ("0.0.0.0",),
    ],
)
async def test_one_private_answer_is_enough_to_refuse(
    addresses: tuple[str, ...], contacted: list[str]
) -> None:
    with pytest.raises(WireFault) as caught:
        await dial("evil.test", evil_test=[addresses])
    assert (caught.value.outcome, caught.value.reason) == (Outcome.UNSAFE, "private-address")
    assert contacted == []


async def test_a_name_that_changes_its_mind_is_checked_at_every_connection(
    contacted: list[str],
) -> None:
    resolver = Answers(evil_test=[("127.0.0.1",), ("10.0.0.1",)])
    dialer = SafeDialer(resolver, AddressPolicy(("127.0.0.0/8",)))
    with pytest.raises(WireFault):
        await dialer.dial("evil.test", 1)
    assert contacted == ["127.0.0.1"]
    with pytest.raises(WireFault) as caught:
        await dialer.dial("evil.test", 1)
    assert caught.value.outcome is Outcome.UNSAFE
    assert contacted == ["127.0.0.1"]


async def test_ports_of_other_protocols_are_refused_on_the_open_internet(
    contacted: list[str],
) -> None:
    with pytest.raises(WireFault) as caught:
        await dial("a.test", 25, a_test=[("8.8.8.8",)])
    assert (caught.value.outcome, caught.value.reason) == (Outcome.UNSAFE, "port")
    assert contacted == []


async def test_an_allowed_network_is_contacted() -> None:
    server = await asyncio.start_server(lambda r, w: w.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await dial("127.0.0.1", port, allow=("127.0.0.0/8",))
    await dial("a.localhost", port, allow=("127.0.0.0/8",), a_localhost=[("127.0.0.1",)])
    server.close()


async def test_a_name_without_addresses_does_not_exist() -> None:
    with pytest.raises(WireFault) as caught:
        await dial("a.test", a_test=[()])
    assert caught.value.outcome is Outcome.NO_SUCH_HOST


async def test_an_internal_name_that_does_not_exist_is_still_no_dead_link() -> None:
    with pytest.raises(WireFault) as caught:
        await dial("x.internal", allow=("127.0.0.0/8",))
    assert caught.value.outcome is Outcome.UNSAFE


async def test_the_next_address_is_tried_when_the_first_refuses() -> None:
    server = await asyncio.start_server(lambda r, w: w.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    sock = await connect_first(("127.0.0.2", "::1", "127.0.0.1"), port)
    assert sock.getpeername()[0] == "127.0.0.1"
    sock.close()
    server.close()


async def test_when_every_address_fails_the_last_fault_is_told() -> None:
    with pytest.raises(WireFault) as caught:
        await connect_first(("127.0.0.1", "::1"), 1)
    assert caught.value.outcome is Outcome.UNREACHABLE
    assert caught.value.whole_host


async def test_a_dead_name_server_does_not_hold_up_the_living() -> None:
    def lookup(host: str) -> tuple[str, ...]:
        if host.startswith("dead"):
            time.sleep(3)
        return ("8.8.8.8",)

    resolver = SystemResolver(lookup=lookup, threads=32, timeout=0.3)
    loop = asyncio.get_running_loop()
    began = loop.time()
    dead = [asyncio.ensure_future(resolver.resolve(f"dead{i}.test")) for i in range(20)]
    living = await asyncio.gather(*(resolver.resolve(f"well{i}.test") for i in range(50)))
    assert living == [("8.8.8.8",)] * 50
    results = await asyncio.gather(*dead, return_exceptions=True)
    assert loop.time() - began < 2
    assert all(isinstance(r, WireFault) and r.reason == "dns-timeout" for r in results)


async def test_answers_and_failures_are_remembered_until_forgotten() -> None:
    asked: list[str] = []

    def lookup(host: str) -> tuple[str, ...]:
        asked.append(host)
        if host == "nowhere.test":
            raise socket.gaierror(socket.EAI_NONAME, "no")
        if host == "trouble.test":
            raise socket.gaierror(socket.EAI_AGAIN, "later")
        return ("8.8.8.8",)

    resolver = SystemResolver(lookup=lookup)
    answers = await asyncio.gather(*(resolver.resolve("a.test") for _ in range(5)))
    assert answers == [("8.8.8.8",)] * 5
    for host, outcome in (
        ("nowhere.test", Outcome.NO_SUCH_HOST),
        ("trouble.test", Outcome.DNS_FAILED),
    ):
        for _ in range(2):
            with pytest.raises(WireFault) as caught:
                await resolver.resolve(host)
            assert caught.value.outcome is outcome
    assert asked == ["a.test", "nowhere.test", "trouble.test"]
    resolver.forget("a.test")
    await resolver.resolve("a.test")
    assert asked[-1] == "a.test"


async def test_a_look_up_that_breaks_is_a_dns_failure() -> None:
    def lookup(host: str) -> tuple[str, ...]:
        raise UnicodeError("label too long")

    with pytest.raises(WireFault) as caught:
        await SystemResolver(lookup=lookup).resolve("a.test")
    assert caught.value.outcome is Outcome.DNS_FAILED
