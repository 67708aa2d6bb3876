"""A small HTTP/1.1 server on asyncio and httptools: one connection class, no routing."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import cast

import httptools

from bot.rehearsal.exchange import Asked, Fault, Reply

#: answers one request; called in the server's own thread
Answer = Callable[[Asked], Reply]

_PHRASES = {status.value: status.phrase for status in HTTPStatus}


@dataclass(slots=True)
class _Head:
    target: str = "/"
    headers: dict[str, str] | None = None
    body: bytes = b""


class Connection(asyncio.Protocol):
    """One connection: requests are answered one after the other, in the order they came."""

    def __init__(self, answer: Answer, *, scheme: str, open_connections: set[Connection]) -> None:
        self._answer = answer
        self._scheme = scheme
        self._open = open_connections
        self._waiting: deque[tuple[Asked, bool]] = deque()
        self._busy = False
        self._timer: asyncio.TimerHandle | None = None
        self._head = _Head()

    # asyncio

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the transport and start a parser."""
        self._transport = cast(asyncio.Transport, transport)
        self._parser = httptools.HttpRequestParser(self)
        self._open.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Forget everything about this peer."""
        self._open.discard(self)
        if self._timer:
            self._timer.cancel()

    def data_received(self, data: bytes) -> None:
        """Feed the parser; whoever does not speak HTTP/1.1 gets a 400."""
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._transport.write(b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n")
            self._transport.close()

    def close(self) -> None:
        """Drop the connection at once."""
        self._transport.abort()

    # httptools

    def on_message_begin(self) -> None:
        """A new request."""
        self._head = _Head(headers={})

    def on_url(self, url: bytes) -> None:
        """May come in pieces."""
        self._head.target = (
            url.decode("latin-1")
            if self._head.target == "/"
            else self._head.target + url.decode("latin-1")
        )

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header."""
        if self._head.headers is not None:
            self._head.headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_body(self, body: bytes) -> None:
        """A piece of the body."""
        self._head.body += body

    def on_message_complete(self) -> None:
        """The request is whole: answer it when its turn comes."""
        headers = self._head.headers or {}
        asked = Asked(
            host=headers.get("host", "").rpartition(":")[0] or headers.get("host", ""),
            target=self._head.target,
            method=self._parser.get_method().decode("ascii"),
            scheme=self._scheme,
            headers=headers,
            body=self._head.body,
        )
        self._waiting.append((asked, self._parser.should_keep_alive()))
        self._next()

    # replies

    def _next(self) -> None:
        if self._busy or not self._waiting or self._transport.is_closing():
            return
        self._busy = True
        asked, keep_alive = self._waiting.popleft()
        reply = self._answer(asked)
        if reply.wait:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(reply.wait, self._send, asked, reply, keep_alive)
        else:
            self._send(asked, reply, keep_alive)

    def _send(self, asked: Asked, reply: Reply, keep_alive: bool) -> None:
        if reply.fault is Fault.SILENT or self._transport.is_closing():
            return
        head = [f"HTTP/1.1 {reply.status} {_PHRASES.get(reply.status, 'Status')}"]
        head += [f"{name}: {value}" for name, value in reply.headers]
        if reply.status not in {204, 304}:
            head.append(f"content-length: {len(reply.body)}")
        head.append(f"connection: {'keep-alive' if keep_alive else 'close'}")
        data = "\r\n".join((*head, "", "")).encode("latin-1", "replace")
        if reply.fault is Fault.DROPPED:
            self._transport.write(data[: len(data) // 2])
            self._transport.close()
            return
        if asked.method != "HEAD" and reply.status not in {204, 304}:
            data += reply.body
        self._transport.write(data)
        self._busy = False
        if not keep_alive:
            self._transport.close()
        else:
            self._next()
