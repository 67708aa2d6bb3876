"""From a host name to a connected socket: resolve once, check every address, connect to those."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Sequence
from typing import Protocol

from bot.gateways.web.faults import WireFault, translated
from bot.gateways.web.resolver import Resolver
from bot.model.observations import Outcome
from bot.urls import AddressPolicy, is_internal_name

#: seconds before the next address is tried beside the one that hangs (RFC 8305, section 5)
HEAD_START = 0.25
#: addresses that are tried at most
MOST_ADDRESSES = 4
#: ports that browsers refuse because other protocols live there (fetch.spec.whatwg.org, "bad port")
BAD_PORTS = frozenset(
    (
        1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
        102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389,
        427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636,
        989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6379, 6566,
        6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080, 11211, 27017,
    )
)  # fmt: skip


class Dialer(Protocol):
    """Opens TCP connections for the engine. A rehearsal puts its own map of hosts here."""

    async def dial(self, host: str, port: int) -> socket.socket:
        """A connected, non-blocking socket to ``host`` (a name, or an IP address without brackets).

        Raises ``WireFault``. The caller closes the socket.
        """

    def forget(self, host: str) -> None:
        """Look the name up again next time."""


class SafeDialer:
    """Connects to public addresses (and to networks that the user has allowed) only.

    Each new connection is checked: the name is resolved, *every* address must be permitted (one
    private answer among many is an attack or a mistake, and both are refused), and the socket
    connects to exactly the addresses that were checked.
    """

    def __init__(self, resolver: Resolver, policy: AddressPolicy) -> None:
        self._resolver = resolver
        self._policy = policy

    async def dial(self, host: str, port: int) -> socket.socket:
        """See ``Dialer``."""
        addresses = await self._addresses(host)
        allowed_private = all(self._policy.is_allowed_private(a) for a in addresses)
        if port in BAD_PORTS and not allowed_private:
            raise WireFault(Outcome.UNSAFE, "port")
        return await connect_first(addresses, port)

    def forget(self, host: str) -> None:
        """See ``Dialer``."""
        self._resolver.forget(host)

    async def _addresses(self, host: str) -> Sequence[str]:
        if is_internal_name(host) and not self._policy.allows_private:
            raise WireFault(Outcome.UNSAFE, "internal-name")
        if _is_address(host):
            addresses: Sequence[str] = (host,)
        else:
            try:
                addresses = await self._resolver.resolve(host)
            except WireFault as fault:
                if is_internal_name(host):
                    raise WireFault(Outcome.UNSAFE, "internal-name") from fault
                if host.endswith(".invalid"):  # RFC 6761, section 6.4: never exists
                    raise WireFault(Outcome.NO_SUCH_HOST, "nxdomain", whole_host=True) from fault
                raise
        if not addresses:
            raise WireFault(Outcome.NO_SUCH_HOST, "no-address", whole_host=True)
        if not all(self._policy.permits(address) for address in addresses):
            raise WireFault(Outcome.UNSAFE, "private-address")
        return addresses


async def connect_first(addresses: Sequence[str], port: int) -> socket.socket:
    """Connect to the first address that answers, trying them in turn with a head start each.

    The order alternates between IPv6 and IPv4 as RFC 8305 asks. Raises ``WireFault``.
    """
    candidates = _alternating(addresses)[:MOST_ADDRESSES]
    if len(candidates) == 1:
        return await _connect(candidates[0], port)
    return await _race(candidates, port)


async def _race(addresses: Sequence[str], port: int) -> socket.socket:
    waiting = list(addresses)
    running: set[asyncio.Task[socket.socket]] = set()
    last: WireFault | None = None
    winner: socket.socket | None = None
    try:
        while waiting or running:
            if waiting:
                running.add(asyncio.ensure_future(_connect(waiting.pop(0), port)))
            done, running = await asyncio.wait(
                running,
                timeout=HEAD_START if waiting else None,
                return_when=asyncio.FIRST_COMPLETED,
            )
            for task in done:
                error = task.exception()
                if error is not None:
                    last = translated(error, connecting=True)
                elif winner is None:
                    winner = task.result()
                else:
                    task.result().close()
            if winner is not None:
                return winner
    finally:
        for task in running:
            task.cancel()
            task.add_done_callback(_close_late)
    raise last or WireFault(Outcome.UNREACHABLE, "no-route", whole_host=True)


def _close_late(task: asyncio.Task[socket.socket]) -> None:
    if not task.cancelled() and task.exception() is None:
        task.result().close()


async def _connect(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        sock = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise translated(error, connecting=True) from error
    try:
        sock.setblocking(False)
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.get_running_loop().sock_connect(sock, (address, port))
    except OSError as error:
        sock.close()
        raise translated(error, connecting=True) from error
    except BaseException:
        sock.close()
        raise
    return sock


def _alternating(addresses: Sequence[str]) -> list[str]:
    first = [a for a in addresses if (":" in a) == (":" in addresses[0])]
    second = [a for a in addresses if (":" in a) != (":" in addresses[0])]
    mixed: list[str] = []
    for i in range(max(len(first), len(second))):
        mixed += first[i : i + 1] + second[i : i + 1]
    return mixed


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
