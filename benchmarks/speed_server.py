"""The web of the speed benchmark: one TLS port, any host, answers by the URL alone.

Run as a process of its own: ``python -m benchmarks.speed_server DIR MODE``. It writes the private
authority to ``DIR/ca.pem`` and its port to ``DIR/port``; on SIGTERM it writes what it has seen to
``DIR/stats.json``. ``MODE`` is ``fast`` (no latency) or ``real`` (log-normal latencies, 1 % of the
pages answer 503 once, 2 % are 404).
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import math
import random
import signal
import ssl
import sys
from collections import defaultdict
from pathlib import Path

import trustme

#: seconds: median, and the sigma for which the 99th percentile is 3 s
MEDIAN = 0.25
SIGMA = math.log(3.0 / MEDIAN) / 2.326
SIZE = {"real": 20_000, "fast": 20_000}


class Seen:
    """What the benchmark wants to know about its visitors."""

    def __init__(self) -> None:
        self.requests = 0
        self.connections = 0
        self.bytes = 0
        self.urls: dict[str, int] = defaultdict(int)
        self.open: dict[str, int] = defaultdict(int)
        self.most: dict[str, int] = defaultdict(int)
        self.active: dict[str, int] = defaultdict(int)
        self.most_active: dict[str, int] = defaultdict(int)

    def as_json(self) -> str:
        return json.dumps(
            {
                "requests": self.requests,
                "connections": self.connections,
                "bytes": self.bytes,
                "urls": len(self.urls),
                "most_connections": max(self.most.values(), default=0),
                "most_active": max(self.most_active.values(), default=0),
            }
        )


def _fate(url: str) -> random.Random:
    return random.Random(hashlib.sha256(url.encode()).digest())


def latency(url: str, count: int) -> float:
    dice = _fate(f"{url} {count}")
    return min(12.0, math.exp(math.log(MEDIAN) + SIGMA * dice.gauss(0, 1)))


def kind(url: str) -> str:
    """ "missing", "busy" (503 once) or "page"."""
    draw = _fate(url).random()
    return "missing" if draw < 0.02 else "busy" if draw < 0.03 else "page"


class Server(asyncio.Protocol):
    def __init__(self, seen: Seen, mode: str) -> None:
        self.seen = seen
        self.mode = mode
        self.host = ""
        self.buffer = b""
        self.transport: asyncio.Transport | None = None
        text = "<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod.</p>\n"
        body = text * (SIZE[mode] // len(text))
        self.body = f"<h1>A page of some length</h1>{body}</body></html>".encode()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]
        self.seen.connections += 1

    def connection_lost(self, exc: Exception | None) -> None:
        if self.host:
            self.seen.open[self.host] -= 1
        self.transport = None

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            lines = head.decode("latin-1").split("\r\n")
            method, target, _ = lines[0].split(" ", 2)
            host = next(ln[5:].strip() for ln in lines if ln[:5].lower() == "host:")
            self.request(method, host.split(":")[0], target)

    def request(self, method: str, host: str, target: str) -> None:
        seen, url = self.seen, host + target
        if not self.host:
            self.host = host
            seen.open[host] += 1
            seen.most[host] = max(seen.most[host], seen.open[host])
        seen.requests += 1
        seen.urls[url] += 1
        seen.active[host] += 1
        seen.most_active[host] = max(seen.most_active[host], seen.active[host])
        if self.mode == "fast":
            self.answer(method, host, target, "page")
            return
        what = kind(url)
        if what == "busy" and seen.urls[url] > 1:
            what = "page"
        loop = asyncio.get_running_loop()
        loop.call_later(latency(url, seen.urls[url]), self.answer, method, host, target, what)

    def answer(self, method: str, host: str, target: str, what: str) -> None:
        self.seen.active[host] -= 1
        if self.transport is None:
            return
        extra = ""
        if what == "page":
            title = f"<!DOCTYPE html><html><head><title>Page {target}</title></head><body>"
            status, body = "200 OK", title.encode() + self.body
            extra = f'ETag: "{target}"\r\n'
        elif what == "busy":
            status, body = "503 Service Unavailable", b"<h1>Busy</h1>"
            extra = "Retry-After: 1\r\n"
        else:
            status, body = "404 Not Found", b"<h1>Not found</h1>"
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{extra}"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode()
        self.seen.bytes += len(head) + len(body)
        self.transport.write(head if method == "HEAD" else head + body)


async def serve(folder: Path, mode: str) -> None:
    authority = trustme.CA(key_type=trustme.KeyType.ECDSA)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("*.simulated-speed.net", key_type=trustme.KeyType.ECDSA).configure_cert(
        context
    )
    seen = Seen()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Server(seen, mode), "127.0.0.1", 0, ssl=context, backlog=2048
    )
    (folder / "port").write_text(str(server.sockets[0].getsockname()[1]))
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, lambda: _report(folder, seen))
    await stop.wait()
    _report(folder, seen)


def _report(folder: Path, seen: Seen) -> None:
    """Write what was seen, and begin anew (counts per URL included: 503s come back)."""
    (folder / "stats.tmp").write_text(seen.as_json())
    (folder / "stats.tmp").rename(folder / "stats.json")
    seen.__init__()  # type: ignore[misc]


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), sys.argv[2]))
