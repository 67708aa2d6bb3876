"""A web on loopback: one plain and one TLS port that play any number of hosts, well or badly.

What a request gets is decided by a handler that writes raw bytes, so that every malformed answer can
be played. ``MappedDialer`` leads the engine there instead of to the real hosts; TLS is real, with
the host's own name, under a private authority.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType

import trustme

from bot.gateways.web.dialer import connect_first
from bot.gateways.web.faults import WireFault


@dataclass(slots=True)
class Call:
    """One request as the simulated web sees it."""

    method: str
    #: as in the request line
    target: str
    #: lower-case names, last value
    headers: dict[str, str]
    #: of the Host header, without port
    host: str
    #: "http" or "https"
    scheme: str
    writer: asyncio.StreamWriter
    #: requests of this host and target so far, this one included
    count: int
    #: requests on this connection so far, this one included
    on_connection: int
    #: loop time
    at: float

    def send(self, data: bytes) -> None:
        """Write raw bytes."""
        self.writer.write(data)

    def answer(
        self,
        status: int | str = 200,
        body: bytes | str = b"",
        *,
        kind: str = "text/html; charset=utf-8",
        headers: tuple[str, ...] = (),
        close: bool = False,
    ) -> None:
        """Write a well-formed answer."""
        data = body.encode() if isinstance(body, str) else body
        line = status if isinstance(status, str) else f"{status} Status"
        lines = [f"HTTP/1.1 {line}", f"Content-Length: {len(data)}", *headers]
        if kind:
            lines.append(f"Content-Type: {kind}")
        if close:
            lines.append("Connection: close")
        head = "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n"
        self.send(head if self.method == "HEAD" else head + data)
        if close:
            self.writer.close()


Handler = Callable[[Call], Awaitable[None]]


@dataclass(slots=True)
class HostRecord:
    """What a host has seen."""

    requests: int = 0
    connections: int = 0
    most_connections: int = 0
    in_flight: int = 0
    most_in_flight: int = 0
    #: loop times of the requests
    times: list[float] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)


class SimulatedWeb:
    """Serve ``handler`` on two loopback ports while used as an async context manager."""

    def __init__(self, handler: Handler, *, authority: trustme.CA | None = None) -> None:
        self._handler = handler
        self.authority = authority or trustme.CA(key_type=trustme.KeyType.ECDSA)
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._servers: list[asyncio.Server] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._counts: dict[tuple[str, str], int] = defaultdict(int)
        self.hosts: dict[str, HostRecord] = defaultdict(HostRecord)
        self.port = 0
        self.tls_port = 0

    async def __aenter__(self) -> SimulatedWeb:
        context = self._context("default.test")
        context.sni_callback = self._choose
        plain = await asyncio.start_server(self._plain, "127.0.0.1", 0, limit=1 << 17)
        secure = await asyncio.start_server(
            self._secure, "127.0.0.1", 0, ssl=context, limit=1 << 17
        )
        self._servers = [plain, secure]
        self.port = plain.sockets[0].getsockname()[1]
        self.tls_port = secure.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for server in self._servers:
            server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0)

    def client_context(self) -> ssl.SSLContext:
        """A context that trusts the private authority."""
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context

    def dialer(self) -> MappedDialer:
        """A dialer that leads every host here."""
        return MappedDialer(self.port, self.tls_port)

    def use_certificate(self, host: str, context: ssl.SSLContext) -> None:
        """Serve another certificate than a good one for a host."""
        self._contexts[host] = context

    def use_wildcard(self, name: str) -> None:
        """Serve one certificate for all hosts below a domain (``*.example.net``)."""
        self._context(name)

    def _context(self, host: str) -> ssl.SSLContext:
        context = self._contexts.get(host)
        if context is None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.authority.issue_cert(
                host, "127.0.0.1", key_type=trustme.KeyType.ECDSA
            ).configure_cert(context)
            self._contexts[host] = context
        return context

    def _choose(self, conn: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        parent = "*." + (name or "").partition(".")[2]
        known = self._contexts.get(name or "") or self._contexts.get(parent)
        conn.context = known or self._context(name or "default.test")

    async def _plain(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._serve("http", reader, writer)

    async def _secure(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._serve("https", reader, writer)

    async def _serve(
        self, scheme: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        record: HostRecord | None = None
        calls = 0
        try:
            while not writer.is_closing():
                head = await reader.readuntil(b"\r\n\r\n")
                calls += 1
                call = self._call(head.decode("latin-1"), scheme, writer, calls)
                if record is None:
                    record = self.hosts[call.host]
                    record.connections += 1
                    record.most_connections = max(record.most_connections, record.connections)
                await self._one(record, call)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            self._tasks.discard(task)
            if record is not None:
                record.connections -= 1
            with contextlib.suppress(OSError):
                writer.close()

    async def _one(self, record: HostRecord, call: Call) -> None:
        record.requests += 1
        record.times.append(call.at)
        record.targets.append(call.target)
        record.agents.add(call.headers.get("user-agent", ""))
        record.in_flight += 1
        record.most_in_flight = max(record.most_in_flight, record.in_flight)
        try:
            await self._handler(call)
            with contextlib.suppress(OSError):
                await call.writer.drain()
        finally:
            record.in_flight -= 1

    def _call(self, head: str, scheme: str, writer: asyncio.StreamWriter, calls: int) -> Call:
        request, *lines = head.split("\r\n")
        method, target, _ = request.split(" ", 2)
        pairs = [line.split(":", 1) for line in lines if ":" in line]
        headers = {name.strip().lower(): value.strip() for name, value in pairs}
        host = (
            headers.get("host", "").rsplit(":", 1)[0]
            if ":" in headers.get("host", "")
            else (headers.get("host", ""))
        )
        self._counts[host, target] += 1
        return Call(
            method=method,
            target=target,
            headers=headers,
            host=host,
            scheme=scheme,
            writer=writer,
            count=self._counts[host, target],
            on_connection=calls,
            at=asyncio.get_running_loop().time(),
        )


class MappedDialer:
    """Leads port 443 (and 8443) to the TLS port and everything else to the plain one."""

    def __init__(self, port: int, tls_port: int) -> None:
        self._port = port
        self._tls_port = tls_port
        #: host -> what dialling it raises
        self.faults: dict[str, WireFault] = {}
        #: (host, port) in the order in which they were dialled
        self.dialled: list[tuple[str, int]] = []

    async def dial(self, host: str, port: int) -> socket.socket:
        """See ``bot.gateways.web.Dialer``."""
        self.dialled.append((host, port))
        if host in self.faults:
            raise self.faults[host]
        return await connect_first(
            ("127.0.0.1",), self._tls_port if port in (443, 8443) else self._port
        )

    def forget(self, host: str) -> None:
        """Nothing is remembered."""
