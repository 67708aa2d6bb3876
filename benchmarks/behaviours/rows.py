"""A table of ways in which websites behave, with the truth about each: what a careful person would say.

Every behaviour has a host of its own (``<name>.behaviours.net``), is played over real sockets and TLS
by ``benchmarks.simulated_web``, and is judged by one run alone. ``python -m benchmarks.accuracy`` prints
the score; ``tests/acceptance/test_behaviours.py`` holds it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from benchmarks.simulated_web import Call
from bot.model.verdicts import Health

DOMAIN = "behaviours.net"
Play = Callable[[Call], Awaitable[None]]

ALIVE, MOVED, BLOCKED = Health.ALIVE, Health.MOVED, Health.BLOCKED
UNSTABLE, DEAD = Health.UNSTABLE, Health.DEAD
UNSAFE, INVALID, SKIPPED = Health.UNSAFE, Health.INVALID, Health.SKIPPED

WORDS = "Curated lists rot because nobody looks at every link every night. " * 30
TITLE = "Prompted widgets and gadgets for imaging"


def page(
    title: str = TITLE, body: str = f"<p>{WORDS}</p>", head: str = "", h1: str | None = None
) -> str:
    """An HTML page."""
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f"<body><h1>{title if h1 is None else h1}</h1>{body}</body></html>"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """One row."""

    name: str
    truth: Health
    play: Play | None = None
    #: instead of ``https://<name>.behaviours.net<path>``
    url: str = ""
    path: str = "/papers/42"
    scheme: str = "https"
    #: where a move leads
    final: str = ""
    titles: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    #: expected flags, None = not looked at
    flags: tuple[str, ...] | None = None
    #: other hosts that take part
    also: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """Its own host."""
        return f"{self.name}.{DOMAIN}"

    @property
    def address(self) -> str:
        """What stands in the list."""
        return self.url or f"{self.scheme}://{self.host}{self.path}"


TABLE: list[Behaviour] = []


def at(name: str, rest: str = "/papers/42", scheme: str = "https") -> str:
    """URL on the host of a behaviour."""
    return f"{scheme}://{name}.{DOMAIN}{rest}"


def add(name: str, truth: Health, play: Play | None = None, **fields: object) -> None:
    """Add a row."""
    TABLE.append(Behaviour(name=name, truth=truth, play=play, **fields))  # type: ignore[arg-type]


def says(status: int | str = 200, body: bytes | str | None = None, **fields: object) -> Play:
    """The same answer to everything but random siblings, which get an honest 404."""
    text = page() if body is None else body

    async def play(call: Call) -> None:
        if is_sibling(call):
            call.answer(404, page("Not found", "<p>Nothing here.</p>"))
        else:
            call.answer(status, text, **fields)  # type: ignore[arg-type]

    return play


def everywhere(status: int = 200, body: str = "", **fields: object) -> Play:
    """The same answer to everything, random siblings included."""

    async def play(call: Call) -> None:
        call.answer(status, body or page(), **fields)  # type: ignore[arg-type]

    return play


def raw(data: bytes, *, close: bool = True) -> Play:
    """Raw bytes, then the end of the connection."""

    async def play(call: Call) -> None:
        call.send(data)
        if close:
            await call.writer.drain()
            call.writer.close()

    return play


def is_sibling(call: Call) -> bool:
    """Is it an address that nobody has ever linked to?"""
    name = call.target.rstrip("/").rsplit("/", 1)[-1].split(".")[0]
    return len(name) == 16 and all(c in "0123456789abcdef" for c in name)


def goes(status: int, to: str, then: Play | None = None, **fields: object) -> Play:
    """A redirect of ``/papers/42`` (and an ordinary page everywhere else)."""
    after = then or says()

    async def play(call: Call) -> None:
        if call.target.split("?")[0] == "/papers/42":
            call.answer(status, "", headers=(f"Location: {to}",), **fields)  # type: ignore[arg-type]
        else:
            await after(call)

    return play


def first(bad: Play, good: Play | None = None, times: int = 1) -> Play:
    """Bad so many times, then good."""
    well = good or says()

    async def play(call: Call) -> None:
        await (bad if call.count <= times else well)(call)

    return play


async def abort(call: Call) -> None:
    """Reset the connection."""
    call.writer.transport.abort()


async def silence(call: Call) -> None:
    """Say nothing."""
    await asyncio.sleep(60)


async def hang_up(call: Call) -> None:
    """Close without an answer."""
    call.writer.close()


async def drip(call: Call) -> None:
    """A body that never ends, byte by byte."""
    call.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(600):
        call.send(b"x")
        await call.writer.drain()
        await asyncio.sleep(0.1)


async def drip_head(call: Call) -> None:
    """A head that never ends, byte by byte."""
    call.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(600):
        call.send(b"x")
        await call.writer.drain()
        await asyncio.sleep(0.1)


async def slow(call: Call) -> None:
    """Slow, but in time."""
    await asyncio.sleep(0.5)
    call.answer(200, page())


async def endless_interim(call: Call) -> None:
    """Early hints for ever."""
    for _ in range(200):
        call.send(b"HTTP/1.1 103 Early Hints\r\nLink: </x.css>; rel=preload\r\n\r\n")
        await call.writer.drain()
        await asyncio.sleep(0.01)


async def endless_head(call: Call) -> None:
    """Headers for ever."""
    call.send(b"HTTP/1.1 200 OK\r\n")
    for i in range(100_000):
        call.send(f"X-{i}: {'y' * 100}\r\n".encode())
        if i % 100 == 0:
            await call.writer.drain()


def paper(title: str = TITLE) -> str:
    """A landing page with the metadata of a paper."""
    return page(
        title,
        head=f'<meta name="citation_title" content="{title}"><meta name="citation_author" content="Doe">',
    )


def wants(target: str) -> Play:
    """A page for exactly this target as sent, 404 for every other spelling."""

    async def play(call: Call) -> None:
        if call.target == target:
            call.answer(200, page())
        else:
            call.answer(404, "no")

    return play
