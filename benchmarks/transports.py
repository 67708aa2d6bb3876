"""What stands under the engine: CPU of one HTTPS exchange, by transport.

``python -m benchmarks.transports [--requests N]``. Client and server are two processes; only the CPU of
the client counts. *kept* uses one connection for all requests, *new* opens one (with a full handshake)
for each.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterable, Awaitable, Callable
from pathlib import Path

import httpx

from bot.gateways.web.connections import Connector
from bot.gateways.web.dialer import connect_first
from bot.gateways.web.requests import RequestBuilder
from bot.gateways.web.transport import GuardedTransport
from bot.gateways.web.wire import HttpConnection
from bot.probing.exchange import Request
from bot.urls import AddressPolicy, parse

HEAD = b"GET /papers/1 HTTP/1.1\r\nHost: h1.simulated-speed.net\r\nAccept: */*\r\nUser-Agent: x\r\n\r\n"
NAME = "h1.simulated-speed.net"


class _Here:
    """Leads every host to the server of this benchmark."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def dial(self, host: str, port: int) -> socket.socket:
        return await connect_first(("127.0.0.1",), self._port)

    def forget(self, host: str) -> None:
        pass


def guarded(port: int, context: ssl.SSLContext) -> GuardedTransport:
    connector = Connector(dialer=_Here(port), policy=AddressPolicy(), environ={}, tls=context)
    return GuardedTransport(connector, connections=2)


async def _connect(port: int, context: ssl.SSLContext) -> HttpConnection:
    _, connection = await asyncio.get_running_loop().create_connection(
        lambda: HttpConnection(lambda: None, tls=context, server_name=NAME), "127.0.0.1", port
    )
    await connection.ready
    return connection


async def _whole(connection: HttpConnection) -> None:
    await connection.ask(HEAD)
    while await connection.read():
        pass
    connection.done()


async def own(port: int, context: ssl.SSLContext, count: int, keep: bool) -> None:
    connection = await _connect(port, context)
    for _ in range(count):
        if not keep:
            connection.close()
            connection = await _connect(port, context)
        await _whole(connection)
    connection.close()


async def engine(port: int, context: ssl.SSLContext, count: int, keep: bool) -> None:
    """What the engine does: a request of httpx through the transport, no client in between."""
    transport = guarded(port, context)
    build = RequestBuilder("x").build
    for number in range(count):
        request = Request(url=parse(f"https://{NAME}/papers/{number}"))
        response = await transport.handle_async_request(build(request, {"fresh": not keep}))
        assert isinstance(response.stream, AsyncIterable)
        async for _ in response.stream:
            pass
        await response.aclose()
        if not keep:
            transport.rest()
    transport.rest()


async def client(port: int, context: ssl.SSLContext, count: int, keep: bool) -> None:
    """An ordinary client over the transport."""
    transport = guarded(port, context)
    async with httpx.AsyncClient(transport=transport) as asking:
        for number in range(count):
            await asking.get(f"https://{NAME}/papers/{number}")
            if not keep:
                transport.rest()


async def client_sends(port: int, context: ssl.SSLContext, count: int, keep: bool) -> None:
    """The requests of the engine through the ``send`` of a client."""
    transport = guarded(port, context)
    build = RequestBuilder("x").build
    async with httpx.AsyncClient(transport=transport) as asking:
        for number in range(count):
            request = Request(url=parse(f"https://{NAME}/papers/{number}"))
            response = await asking.send(build(request, {"fresh": not keep}), stream=True)
            async for _ in response.aiter_raw():
                pass
            if not keep:
                transport.rest()


async def httpx_alone(port: int, context: ssl.SSLContext, count: int, keep: bool) -> None:
    limits = httpx.Limits(max_keepalive_connections=1 if keep else 0)
    async with httpx.AsyncClient(verify=context, limits=limits, trust_env=False) as asking:
        for number in range(count):
            await asking.get(
                f"https://127.0.0.1:{port}/papers/{number}",
                headers={"Host": NAME},
                extensions={"sni_hostname": NAME},
            )


Contender = Callable[[int, ssl.SSLContext, int, bool], Awaitable[None]]
CONTENDERS: tuple[tuple[str, Contender], ...] = (
    ("own wire alone", own),
    ("engine: own transport", engine),
    ("client.send, own transport", client_sends),
    ("client.get, own transport", client),
    ("httpx 0.28 over httpcore", httpx_alone),
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=400)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = subprocess.Popen([sys.executable, "-m", "benchmarks.speed_server", name, "fast"])
        try:
            while not (folder / "port").exists() or not (folder / "port").read_text():
                time.sleep(0.05)
            port = int((folder / "port").read_text())
            context = ssl.create_default_context(cafile=str(folder / "ca.pem"))
            context.set_alpn_protocols(["http/1.1"])
            for keep in (True, False):
                costs: dict[str, list[float]] = {label: [] for label, _ in CONTENDERS}
                for _ in range(5):
                    for label, contender in CONTENDERS:
                        began = time.process_time()
                        asyncio.run(contender(port, context, options.requests, keep))  # type: ignore[arg-type]
                        costs[label].append((time.process_time() - began) / options.requests)
                for label, found in costs.items():
                    kind = "kept" if keep else "new"
                    print(f"{kind:5} {label:28} {statistics.median(found) * 1e6:7.0f} us")
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
