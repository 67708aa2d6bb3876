"""``SimulatedWeb``: a world behind real sockets and TLS on loopback, in a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterable
from datetime import datetime
from types import TracebackType
from typing import Self

from bot.rehearsal.certificates import Authority
from bot.rehearsal.reception import Reception
from bot.rehearsal.server import Connection
from bot.rehearsal.world import FIRST_NIGHT, World

LOOPBACK = "127.0.0.1"


class SimulatedWeb(Reception):
    """``async with SimulatedWeb(world) as web`` (or plain ``with``): open until the block ends.

    The server has a thread and an event loop of its own, so code under test may block its loop.
    """

    def __init__(
        self, world: World, *, start: datetime = FIRST_NIGHT, canaries: Iterable[str] = ()
    ) -> None:
        super().__init__(world, start=start, canaries=canaries)
        self._authority = Authority()
        self._opened: set[Connection] = set()

    @property
    def ca_pem(self) -> bytes:
        """The root certificate to trust, PEM."""
        return self._authority.root_pem

    def client_context(self) -> ssl.SSLContext:
        """A client context that trusts the simulated hosts and nobody else."""
        return ssl.create_default_context(cadata=self.ca_pem.decode())

    def dial(self, host: str, port: int) -> tuple[str, int]:
        """Where to connect for ``host:port``: loopback address and port.

        Raises ``socket.gaierror`` for a name that does not exist (or a runner that is offline).
        A host that refuses gives a port on which nothing listens.
        """
        self.look_up(host)
        if self.is_refused(host) or port not in {80, 443}:
            return LOOPBACK, self._closed_port
        return LOOPBACK, self.tls_port if port == 443 else self.plain_port

    @property
    def dial_map(self) -> dict[str, dict[int, tuple[str, int]]]:
        """Every host that can be reached tonight: ``{host: {80: address, 443: address}}``."""
        return {
            host: {port: self.dial(host, port) for port in (80, 443)}
            for host in sorted(self.hosts)
            if self.exists(host)
        }

    def _choose_leaf(
        self, connection: ssl.SSLObject, name: str | None, _base: ssl.SSLContext
    ) -> None:
        host = name or "no-name.invalid"
        expired = self.has_expired_certificate(host)
        connection.context = self._authority.context_for(host, expired=expired)

    def __enter__(self) -> Self:
        """Open both ports."""
        self._closed_socket = socket.socket()
        self._closed_socket.bind((LOOPBACK, 0))
        self._closed_port: int = self._closed_socket.getsockname()[1]
        ready = threading.Event()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(ready)), name="simulated-web", daemon=True
        )
        self._thread.start()
        if not ready.wait(timeout=30):
            raise RuntimeError("the simulated web did not open its ports within 30 s")
        return self

    async def _serve(self, ready: threading.Event) -> None:
        loop = asyncio.get_running_loop()
        self._loop, self._stop = loop, asyncio.Event()
        base = self._authority.context_for("no-name.invalid")
        base.sni_callback = self._choose_leaf

        def connection(scheme: str) -> Connection:
            return Connection(self.answer, scheme=scheme, open_connections=self._opened)

        secure = await loop.create_server(
            lambda: connection("https"), LOOPBACK, 0, ssl=base, backlog=512
        )
        plain = await loop.create_server(lambda: connection("http"), LOOPBACK, 0, backlog=512)
        self.tls_port: int = secure.sockets[0].getsockname()[1]
        self.plain_port: int = plain.sockets[0].getsockname()[1]
        ready.set()
        await self._stop.wait()
        for server in (secure, plain):
            server.close()
        for opened in list(self._opened):
            opened.close()
        await asyncio.sleep(0)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close everything."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(timeout=30)
        self._closed_socket.close()

    async def __aenter__(self) -> Self:
        """As ``with``; opening takes milliseconds."""
        return self.__enter__()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close everything."""
        self.__exit__(kind, error, trace)
