"""One exchange, with everything that can go wrong with it turned into a value."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, Callable
from functools import partial

import httpx

from bot.gateways.web.exceptions import fault_of
from bot.gateways.web.faults import WireFault
from bot.gateways.web.jobs import Job
from bot.gateways.web.requests import RequestBuilder
from bot.gateways.web.transport import Attempt, GuardedTransport
from bot.model.observations import Outcome
from bot.probing.appetite import appetite
from bot.probing.exchange import Answer, Fault, Request, Result
from bot.probing.lanes import Lane
from bot.probing.manners import Manners

#: faults before which nothing went to the host
_NEVER_SENT = frozenset({Outcome.UNSAFE, Outcome.NO_SUCH_HOST, Outcome.DNS_FAILED})


class Exchanger:
    """Sends requests over the transports of their lanes, and counts what it costs."""

    def __init__(
        self,
        transport: Callable[[int], httpx.AsyncBaseTransport],
        requests: RequestBuilder,
        counts: dict[str, int],
    ) -> None:
        """``transport`` makes one for a lane of so many connections.

        ``counts`` is where requests per host are added up.
        """
        self._new_transport = transport
        self._requests = requests
        self._counts = counts
        self._transports: dict[str, httpx.AsyncBaseTransport] = {}
        #: bytes of all answers
        self.received = 0

    async def exchange(
        self, lane: Lane[Job], request: Request, *, fresh: bool, within: float
    ) -> tuple[Result, bool]:
        """What came of a request ``within`` so many seconds, and whether its connection is gone.

        ``fresh`` asks on a new connection. Only cancellation gets out of here as an exception.
        """
        loop = asyncio.get_running_loop()
        began = loop.time()
        attempt = Attempt()
        asked = self._requests.build(
            request, {"fresh": fresh, "attempt": attempt, "pause": partial(_until_due, lane)}
        )
        result: Result
        try:
            async with asyncio.timeout(within):
                response = await self._transport_of(lane.manners).handle_async_request(asked)
                answer = await _read(response, request.limit)
        except Exception as error:
            fault = fault_of(error)
            if isinstance(error, TimeoutError) and attempt.connection is None:
                fault = WireFault(Outcome.TIMED_OUT, "connect", whole_host=True)
            result = fault.fault(seconds=loop.time() - began, received=attempt.received)
            self._count(request, result)
            return result, attempt.connection is not None
        result = answer.measured(loop.time() - began, attempt.received or len(answer.body))
        self._count(request, result)
        return result, not attempt.kept

    def rest(self, manners: Manners) -> None:
        """Nothing more is queued for this lane: close its idle connections."""
        transport = self._transports.get(manners.lane)
        if isinstance(transport, GuardedTransport):
            transport.rest()

    def close(self) -> None:
        """Close every idle connection (a transport from outside is its owner's to close)."""
        for transport in self._transports.values():
            if isinstance(transport, GuardedTransport):
                transport.rest()

    def _transport_of(self, manners: Manners) -> httpx.AsyncBaseTransport:
        transport = self._transports.get(manners.lane)
        if transport is None:
            transport = self._new_transport(manners.concurrency)
            self._transports[manners.lane] = transport
        return transport

    def _count(self, request: Request, result: Result) -> None:
        if isinstance(result, Fault) and result.outcome in _NEVER_SENT:
            return
        host = request.url.host.rstrip(".")
        self._counts[host] = self._counts.get(host, 0) + 1
        self.received += result.received


def _until_due(lane: Lane[Job]) -> float:
    """Seconds until the moment at which the lane may send, which is taken; hardly ever many."""
    now = asyncio.get_running_loop().time()
    return lane.send_at(now) - now


async def _read(response: httpx.Response, limit: int) -> Answer:
    """The answer, its body up to as many bytes as are wanted of such a one."""
    try:
        headers, cookies = _fields(response)
        limit = min(limit, appetite(response.status_code, headers))
        assert isinstance(response.stream, AsyncIterable)
        parts: list[bytes] = []
        size, complete = 0, True
        async for part in response.stream:
            parts.append(part)
            size += len(part)
            if size > limit:
                complete = False
                break
    finally:
        await response.aclose()
    body = parts[0] if len(parts) == 1 else b"".join(parts)
    return Answer(
        response.status_code, headers, body if complete else body[:limit], complete, cookies
    )


def _fields(response: httpx.Response) -> tuple[dict[str, str], tuple[str, ...]]:
    """Header fields (lower-case names, repeated ones joined) and cookies."""
    headers: dict[str, str] = {}
    cookies: list[str] = []
    for name, value in response.headers.raw:
        key = name.decode("latin-1").lower()
        text = _text(value) if key != "location" else _location(value)
        if key == "set-cookie":
            cookies.append(text)
        elif key not in headers:
            headers[key] = text
        elif key != "location":
            headers[key] = f"{headers[key]}, {text}"
        elif headers[key] != text:
            raise WireFault(Outcome.BROKEN, "two-locations")
    return headers, tuple(cookies)


def _text(value: bytes) -> str:
    """A header value: UTF-8 where it is (locations often are), else Latin-1."""
    if value.isascii():
        return value.decode("ascii").strip()
    try:
        return value.decode("utf-8").strip()
    except UnicodeDecodeError:
        return value.decode("latin-1").strip()


def _location(value: bytes) -> str:
    """A ``Location``: UTF-8 where it is (host names may be), else its bytes percent-encoded."""
    try:
        return value.decode("utf-8").strip()
    except UnicodeDecodeError:
        return "".join(chr(b) if b < 128 else f"%{b:02X}" for b in value).strip()
