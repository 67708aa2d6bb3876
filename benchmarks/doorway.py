"""One simulated web for several processes, behind a proxy that sees who reaches which host, and how often.

``python -m benchmarks.doorway ENTRIES`` prints where it listens as one line of JSON and stays until
standard input ends; then it prints what it saw. Programs reach it with what they honour anyway:
``HTTPS_PROXY`` and ``SSL_CERT_FILE``. The user name in the proxy's address tells them apart.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

from bot.catalogue.reading import parse_catalogue
from bot.rehearsal.building import build_world
from bot.rehearsal.exchange import Asked, Reply
from bot.rehearsal.web import SimulatedWeb

_ROOT = Path(__file__).resolve().parents[1]
_CHUNK = 1 << 16


@dataclass(slots=True)
class HostSeen:
    """What one host saw, of all processes together."""

    open: int = 0
    most_open: int = 0
    callers: set[str] = field(default_factory=set)
    #: seconds of a monotonic clock at which requests arrived
    arrivals: list[float] = field(default_factory=list)


class _WatchedWeb(SimulatedWeb):
    """Writes down when requests arrive."""

    def __init__(self, *words: Any, seen: dict[str, HostSeen], **more: Any) -> None:
        super().__init__(*words, **more)
        self._seen = seen

    def answer(self, asked: Asked) -> Reply:
        self._seen[asked.host].arrivals.append(time.monotonic())
        return super().answer(asked)


class Doorway:
    """A proxy on loopback in front of a simulated web: tunnels for https, requests for http."""

    def __init__(self, web: SimulatedWeb, seen: dict[str, HostSeen]) -> None:
        self._web = web
        self._seen = seen

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            method, target, _ = head.split(b" ", 2)
            tunnel = method == b"CONNECT"
            address = target if tunnel else target.split(b"/")[2]
            host, _, port = address.decode("ascii").partition(":")
            seen = self._seen[host]
            seen.callers.add(_caller(head))
            seen.open += 1
            seen.most_open = max(seen.most_open, seen.open)
            try:
                await self._pass_on(head, host, int(port or 80), tunnel, reader, writer)
            finally:
                seen.open -= 1
        writer.close()

    async def _pass_on(
        self,
        head: bytes,
        host: str,
        port: int,
        tunnel: bool,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        try:
            there, to_there = await asyncio.open_connection(*self._web.dial(host, port))
        except OSError:
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
            return
        if tunnel:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            forth = _pump(reader, to_there)
        else:
            forth = _rewritten(head, reader, to_there)
        back = asyncio.create_task(_pump(there, writer))
        try:
            await forth
            await back
        finally:
            back.cancel()
            to_there.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(_CHUNK):
            writer.write(data)
            await writer.drain()
        writer.close()


async def _rewritten(
    head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Requests to a proxy name the whole URL; those to a server only its path (no bodies here)."""
    with contextlib.suppress(asyncio.IncompleteReadError):
        while True:
            method, target, rest = head.split(b" ", 2)
            path = b"/" + target.split(b"/", 3)[3] if target.count(b"/") > 2 else b"/"
            writer.write(b" ".join((method, path, rest)))
            head = await reader.readuntil(b"\r\n\r\n")
    writer.close()


def _caller(head: bytes) -> str:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"proxy-authorization":
            return base64.b64decode(value.split()[-1]).decode().partition(":")[0]
    return ""


async def _main(entries: str, at: datetime, night: int) -> None:
    seen: dict[str, HostSeen] = defaultdict(HostSeen)
    world = build_world(parse_catalogue(entries, "entries.yml"))
    with _WatchedWeb(world, seen=seen) as web, tempfile.TemporaryDirectory() as folder:
        web.set_night(night, at=at)
        trust = Path(folder) / "ca.pem"
        trust.write_bytes(web.ca_pem)
        async with Doorway(web, seen) as door:
            print(json.dumps({"port": door.port, "trust": str(trust)}), flush=True)
            await asyncio.to_thread(sys.stdin.read)
    json.dump({host: _told(one) for host, one in sorted(seen.items())}, sys.stdout)
    print(flush=True)


def _told(seen: HostSeen) -> dict[str, Any]:
    gaps = [later - earlier for earlier, later in pairwise(sorted(seen.arrivals))]
    return {
        "requests": len(seen.arrivals),
        "most_open": seen.most_open,
        "callers": sorted(seen.callers),
        "shortest": min(gaps, default=None),
        "span": sum(gaps),
    }


@dataclass(slots=True)
class OpenDoor:
    """A simulated web in a process of its own."""

    process: subprocess.Popen[str]
    port: int
    trust: str
    #: host -> what it saw; filled when the door is closed
    seen: dict[str, dict[str, Any]] = field(default_factory=dict)

    def environ(self, caller: str) -> dict[str, str]:
        """What makes a program come here, and be known as ``caller``."""
        proxy = f"http://{caller}:x@127.0.0.1:{self.port}"
        return {"HTTP_PROXY": proxy, "HTTPS_PROXY": proxy, "SSL_CERT_FILE": self.trust}


@contextmanager
def open_door(entries: Path, *, at: datetime, night: int = 1) -> Iterator[OpenDoor]:
    """The web of a list on one of its nights, for other processes; ``seen`` is known afterwards."""
    words = [sys.executable, "-m", "benchmarks.doorway", str(entries), at.isoformat(), str(night)]
    with subprocess.Popen(
        words, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        door = OpenDoor(process=process, port=told["port"], trust=told["trust"])
        try:
            yield door
        finally:
            process.stdin.close()
            door.seen.update(json.loads(process.stdout.read() or "{}"))


if __name__ == "__main__":
    asyncio.run(
        _main(Path(sys.argv[1]).read_text(), datetime.fromisoformat(sys.argv[2]), int(sys.argv[3]))
    )
