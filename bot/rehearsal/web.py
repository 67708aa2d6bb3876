"""``SimulatedWeb``: a world behind real sockets and TLS on loopback, in a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from bot.rehearsal.certificates import Authority
from bot.rehearsal.exchange import Asked, Reply
from bot.rehearsal.hosts import HANDLERS, answer
from bot.rehearsal.misfortunes import Fate
from bot.rehearsal.server import Connection
from bot.rehearsal.tonight import Tonight
from bot.rehearsal.world import FIRST_NIGHT, World

LOOPBACK = "127.0.0.1"

#: hosts that a healthy runner can always reach
ALWAYS_THERE = ("example.com", "www.example.com", "www.iana.org", "www.rfc-editor.org")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One request that the simulated web received."""

    night: int
    host: str
    method: str
    target: str
    status: int
    #: it carried an ``Authorization`` header
    with_token: bool = False
    scheme: str = "https"


class SimulatedWeb:
    """``async with SimulatedWeb(world) as web`` (or plain ``with``): open until the block ends.

    The server has a thread and an event loop of its own, so code under test may block its loop.
    """

    def __init__(
        self, world: World, *, start: datetime = FIRST_NIGHT, canaries: Iterable[str] = ()
    ) -> None:
        self.world = world
        self._start = start
        self._authority = Authority()
        targets = [*canaries, *(item.to for item in world.misfortunes if item.to)]
        extra = {urlsplit(url).hostname or "" for url in targets if "//" in url}
        self._hosts = world.hosts | set(HANDLERS) | set(ALWAYS_THERE) | (extra - {""})
        #: every request so far, in the order in which they came
        self.sightings: list[Sighting] = []
        self._lock = threading.Lock()
        self._opened: set[Connection] = set()
        self.set_night(1)

    # what tests and the story set and read

    def set_night(self, night: int, *, at: datetime | None = None) -> None:
        """Turn to night ``night`` (1 = the first); ``at`` = what "now" is in the world."""
        with self._lock:
            self.night = night
            self.now = at or self._start + timedelta(days=night - 1)
            self.tonight = Tonight(self.world, night)
            self._to_host: Counter[str] = Counter()
            self._to_target: Counter[tuple[str, str]] = Counter()

    @property
    def requests(self) -> Counter[str]:
        """Number of requests per host since the web was opened."""
        return Counter(sighting.host for sighting in list(self.sightings))

    @property
    def requests_tonight(self) -> Counter[str]:
        """Number of requests per host since ``set_night``."""
        return Counter(s.host for s in list(self.sightings) if s.night == self.night)

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
        A refused host gives a port on which nothing listens.
        """
        fate = self.tonight.fate_of_host(host)
        missing = fate is not None and fate.fate is Fate.NO_SUCH_HOST
        if self.tonight.offline or missing or host not in self._hosts:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if (fate and fate.fate is Fate.REFUSED) or port not in {80, 443}:
            return LOOPBACK, self._closed_port
        return LOOPBACK, self.tls_port if port == 443 else self.plain_port

    @property
    def dial_map(self) -> dict[str, dict[int, tuple[str, int]]]:
        """Every host that can be reached tonight: ``{host: {80: address, 443: address}}``."""
        found = {}
        for host in sorted(self._hosts):
            try:
                found[host] = {port: self.dial(host, port) for port in (80, 443)}
            except socket.gaierror:
                continue
        return found

    # answering, in the server's thread

    def _answer(self, asked: Asked) -> Reply:
        with self._lock:
            self._to_host[asked.host] += 1
            self._to_target[asked.host, asked.target] += 1
            asked = replace(
                asked,
                nth_to_host=self._to_host[asked.host],
                nth_to_target=self._to_target[asked.host, asked.target],
                at=self.now,
            )
            tonight, night = self.tonight, self.night
        reply = answer(tonight, asked)
        self.sightings.append(
            Sighting(
                night=night,
                host=asked.host,
                method=asked.method,
                target=asked.target,
                status=reply.status,
                with_token="authorization" in asked.headers,
                scheme=asked.scheme,
            )
        )
        return reply.with_headers(("x-simulated", "listbot rehearsal"))

    def _choose_leaf(
        self, connection: ssl.SSLObject, name: str | None, _base: ssl.SSLContext
    ) -> None:
        host = name or "no-name.invalid"
        fate = self.tonight.fate_of_host(host)
        expired = fate is not None and fate.fate is Fate.EXPIRED_CERTIFICATE
        connection.context = self._authority.context_for(host, expired=expired)

    # opening and closing

    def __enter__(self) -> Self:
        """Open both ports."""
        self._closed_socket = socket.socket()
        self._closed_socket.bind((LOOPBACK, 0))
        self._closed_port: int = self._closed_socket.getsockname()[1]
        ready: threading.Event = threading.Event()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(ready)), name="simulated-web", daemon=True
        )
        self._thread.start()
        ready.wait(timeout=30)
        return self

    async def _serve(self, ready: threading.Event) -> None:
        loop = asyncio.get_running_loop()
        self._loop, self._stop = loop, asyncio.Event()
        base = self._authority.context_for("no-name.invalid")
        base.sni_callback = self._choose_leaf

        def connection(scheme: str) -> Connection:
            return Connection(self._answer, scheme=scheme, open_connections=self._opened)

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
