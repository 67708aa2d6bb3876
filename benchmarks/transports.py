"""What stands under the engine: CPU of one HTTPS exchange, by transport.

``python -m benchmarks.transports [--requests N]``. Client and server are two processes; only the CPU of
the client counts. *kept* uses one connection for all requests, *new* opens one (with a full handshake)
for each.
"""

from __future__ import annotations

import argparse
import asyncio
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx

from bot.gateways.web.wire import HttpConnection

HEAD = b"GET /papers/1 HTTP/1.1\r\nHost: h1.simulated-speed.net\r\nAccept: */*\r\nUser-Agent: x\r\n\r\n"
NAME = "h1.simulated-speed.net"


class OwnUnderHttpx(httpx.AsyncBaseTransport):
    """The engine's connections behind the interface of httpx."""

    def __init__(self, port: int, context: ssl.SSLContext, *, keep: bool) -> None:
        self._port, self._context, self._keep = port, context, keep
        self._connection: HttpConnection | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self._connection is None or not self._keep:
            self._connection = await _connect(self._port, self._context)
        head = f"{request.method} {request.url.raw_path.decode()} HTTP/1.1\r\n" + "".join(
            f"{name.decode()}: {value.decode()}\r\n" for name, value in request.headers.raw
        )
        answer = await self._connection.exchange(
            f"{head}\r\n".encode(), limit=100_000, no_body=False
        )
        if not self._keep:
            self._connection.close()
        return httpx.Response(answer.status, headers=dict(answer.headers), content=answer.body)


async def _connect(port: int, context: ssl.SSLContext) -> HttpConnection:
    _, connection = await asyncio.get_running_loop().create_connection(
        lambda: HttpConnection(lambda: None, tls=context, server_name=NAME), "127.0.0.1", port
    )
    await connection.ready
    return connection


async def own(port: int, context: ssl.SSLContext, count: int, keep: bool) -> None:
    connection = await _connect(port, context)
    for _ in range(count):
        if not keep:
            connection.close()
            connection = await _connect(port, context)
        await connection.exchange(HEAD, limit=100_000, no_body=False)
    connection.close()


async def own_over_asyncio_tls(port: int, context: ssl.SSLContext, count: int, keep: bool) -> None:
    async def connect() -> HttpConnection:
        _, connection = await asyncio.get_running_loop().create_connection(
            lambda: HttpConnection(lambda: None),
            "127.0.0.1",
            port,
            ssl=context,
            server_hostname=NAME,
        )
        return connection

    connection = await connect()
    for _ in range(count):
        if not keep:
            connection.close()
            connection = await connect()
        await connection.exchange(HEAD, limit=100_000, no_body=False)
    connection.close()


async def httpx_over_own(port: int, context: ssl.SSLContext, count: int, keep: bool) -> None:
    transport = OwnUnderHttpx(port, context, keep=keep)
    async with httpx.AsyncClient(transport=transport) as client:
        for _ in range(count):
            await client.get(f"https://{NAME}/papers/1")


async def httpx_alone(port: int, context: ssl.SSLContext, count: int, keep: bool) -> None:
    limits = httpx.Limits(max_keepalive_connections=1 if keep else 0)
    async with httpx.AsyncClient(verify=context, limits=limits, trust_env=False) as client:
        for _ in range(count):
            await client.get(
                f"https://127.0.0.1:{port}/papers/1",
                headers={"Host": NAME},
                extensions={"sni_hostname": NAME},
            )


Contender = Callable[[int, ssl.SSLContext, int, bool], Awaitable[None]]
CONTENDERS: tuple[tuple[str, Contender], ...] = (
    ("own wire, TLS in memory", own),
    ("own wire, TLS of asyncio", own_over_asyncio_tls),
    ("httpx over own wire", httpx_over_own),
    ("httpx 0.28", httpx_alone),
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
