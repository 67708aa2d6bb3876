"""What stands under httpx: a transport that is careful about where it connects and what it reads.

``httpx.AsyncClient(transport=GuardedTransport(connector))`` is an ordinary client whose names are
resolved once and checked, whose connections are few and kept, and whose answers are bounded. The
probing engine sends its requests through the same transport, without a client in between. As
``extensions`` a request may bring

============  ===============================================================================
``timeout``   seconds as httpx writes them: ``pool``, ``connect``, ``read``
``deadline``  seconds for everything, from the call to the last byte of the body
``target``    bytes for the request line instead of those of the URL (as in httpcore)
``web_url``   the ``WebUrl`` that is meant, where our own parser has read it already
``fresh``     true: not over a connection that was used before
``pause``     called when the connection stands: seconds to wait before anything is sent
``attempt``   an ``Attempt``, which learns how far the exchange came
============  ===============================================================================

Everything that goes wrong is an ``httpx.TransportError`` with the exact fault as its cause
(``exceptions.fault_of``). Cancelling closes the connection at once and gives its place back.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping
from typing import Any, TypeVar

import httpx

from bot.gateways.web.connections import Connector
from bot.gateways.web.exceptions import as_httpx
from bot.gateways.web.faults import StaleConnection, WireFault, translated
from bot.gateways.web.pool import Pool
from bot.gateways.web.requests import head_of
from bot.gateways.web.wire import MOST_BODY, HttpConnection
from bot.model.observations import Outcome
from bot.urls import UnusableUrl, WebUrl, parse

T = TypeVar("T")

#: connections of a transport, where nothing else is said
CONNECTIONS = 10
#: seconds by which two requests may be closer than their interval, for the sake of the clock
TOLERANCE = 0.002
#: asked again without a word when a kept connection turns out to be closed (RFC 9110, 9.2.2)
_IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS"})


class Attempt:
    """How far one exchange came."""

    __slots__ = ("connection", "kept")

    def __init__(self) -> None:
        #: the connection that it got, None before
        self.connection: HttpConnection | None = None
        #: the exchange is over, and its connection open still
        self.kept = False

    @property
    def received(self) -> int:
        """Bytes on the wire."""
        return self.connection.received if self.connection is not None else 0


class GuardedTransport(httpx.AsyncBaseTransport):
    """HTTP/1.1 over connections that a ``Connector`` opens and a ``Pool`` keeps."""

    def __init__(
        self,
        connector: Connector,
        *,
        connections: int = CONNECTIONS,
        deadline: float | None = None,
        most_body: int = MOST_BODY,
    ) -> None:
        """``connections``: at the same time, idle ones included; requests beyond them wait.

        ``deadline``: seconds for a request that brings none; ``most_body``: bytes of a body, as they
        come over the wire, after which it is a fault.
        """
        self._connector = connector
        self._pool = Pool(connector, connections)
        self._places = asyncio.Semaphore(connections)
        self._deadline = deadline
        self._most_body = most_body

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; its response comes as soon as the head is there, the body as it is read."""
        wanted = request.extensions
        attempt: Attempt = wanted.get("attempt") or Attempt()
        patience = _patience(wanted, self._deadline)
        try:
            url = _url_of(request)
            await _within(patience, "pool", self._places.acquire())
            try:
                body = _Body(self, request, url, attempt, patience)
                status, headers = await self._begin(request, url, attempt, patience)
            except BaseException:
                self._places.release()
                raise
        except httpx.TransportError:
            raise
        except Exception as error:
            fault = translated(error, connecting=attempt.connection is None)
            raise as_httpx(fault, request) from fault
        return httpx.Response(status, headers=headers, stream=body, request=request)

    async def aclose(self) -> None:
        """Close every idle connection."""
        self._pool.close()

    def rest(self) -> None:
        """Close every idle connection; the next request opens a new one."""
        self._pool.close()

    async def _begin(
        self, request: httpx.Request, url: WebUrl, attempt: Attempt, patience: _Patience | None
    ) -> tuple[int, list[tuple[bytes, bytes]]]:
        """Get a connection, send the request over it and read the head of the response."""
        wanted = request.extensions
        head = head_of(request, url, self._connector.proxy_for(url))
        if "content-length" in request.headers or "transfer-encoding" in request.headers:
            head += await _content(request)
        fresh = bool(wanted.get("fresh"))
        while True:
            connection = await _within(patience, "connect", self._pool.acquire(url, fresh=fresh))
            attempt.connection = connection
            kept = connection.used > 0
            try:
                pause = wanted.get("pause")
                if pause is not None and (seconds := pause()) > TOLERANCE:
                    await asyncio.sleep(seconds)
                asking = connection.ask(
                    head, no_body=request.method == "HEAD", most_body=self._most_body
                )
                reader = await _within(patience, "read", asking)
            except StaleConnection:
                if not kept or request.method not in _IDEMPOTENT:
                    raise
                fresh = True
                attempt.connection = None
            except BaseException:
                connection.close()
                raise
            else:
                return reader.status, reader.headers

    def finish(self, url: WebUrl, attempt: Attempt) -> None:
        """Nothing more is read of a response: its connection and its place are free."""
        connection = attempt.connection
        assert connection is not None
        connection.done()
        attempt.kept = self._pool.release(url, connection)
        self._places.release()


class _Body(httpx.AsyncByteStream):
    """The body of a response as it comes, content-coded as it is, and no faster than it is read."""

    __slots__ = ("_attempt", "_is_closed", "_patience", "_request", "_transport", "_url")

    def __init__(
        self,
        transport: GuardedTransport,
        request: httpx.Request,
        url: WebUrl,
        attempt: Attempt,
        patience: _Patience | None,
    ) -> None:
        self._transport = transport
        self._request = request
        self._url = url
        self._attempt = attempt
        self._patience = patience
        self._is_closed = False

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        connection = self._attempt.connection
        if self._is_closed or connection is None:
            raise StopAsyncIteration
        try:
            data = await _within(self._patience, "read", connection.read())
        except Exception as error:
            await self.aclose()
            fault = translated(error)
            raise as_httpx(fault, self._request) from fault
        if not data:
            raise StopAsyncIteration
        return data

    async def aclose(self) -> None:
        """Give the connection back, or up where the body was not read to its end."""
        if not self._is_closed:
            self._is_closed = True
            self._transport.finish(self._url, self._attempt)


class _Patience:
    """The time limits of one request."""

    __slots__ = ("_deadline", "_timeouts")

    def __init__(self, timeouts: Mapping[str, float | None], deadline: float | None) -> None:
        """``deadline``: loop time."""
        self._timeouts = timeouts
        self._deadline = deadline

    def until(self, phase: str, now: float) -> tuple[float | None, str]:
        """The loop time at which a phase that begins now is too late, and why it is."""
        seconds = self._timeouts.get(phase)
        if seconds is None or (self._deadline is not None and now + seconds > self._deadline):
            return self._deadline, "deadline"
        return now + seconds, phase


def _patience(wanted: Mapping[str, Any], deadline: float | None) -> _Patience | None:
    timeouts = wanted.get("timeout")
    deadline = wanted.get("deadline", deadline)
    if not timeouts and deadline is None:
        return None
    now = asyncio.get_running_loop().time()
    return _Patience(timeouts or {}, None if deadline is None else now + deadline)


async def _within(patience: _Patience | None, phase: str, work: Awaitable[T]) -> T:
    if patience is None:
        return await work
    at, why = patience.until(phase, asyncio.get_running_loop().time())
    try:
        async with asyncio.timeout_at(at):
            return await work
    except TimeoutError:
        raise WireFault(Outcome.TIMED_OUT, why, whole_host=phase != "read") from None


def _url_of(request: httpx.Request) -> WebUrl:
    url: WebUrl | None = request.extensions.get("web_url")
    if url is not None:
        return url
    try:
        return parse(str(request.url))
    except UnusableUrl as error:
        raise WireFault(error.outcome, error.reason, whole_host=True) from error


async def _content(request: httpx.Request) -> bytes:
    """The body of a request, whole: what this transport is for has none, or a short one."""
    data = await request.aread()
    if "transfer-encoding" in request.headers:
        return b"%x\r\n%b\r\n0\r\n\r\n" % (len(data), data) if data else b"0\r\n\r\n"
    return data
