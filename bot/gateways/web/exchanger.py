"""One exchange, with everything that can go wrong with it turned into a value."""

from __future__ import annotations

import asyncio

from bot.gateways.web.connections import Connector, LaneConnections
from bot.gateways.web.faults import StaleConnection, translated
from bot.gateways.web.jobs import Job
from bot.gateways.web.requests import RequestHeads
from bot.gateways.web.wire import HttpConnection
from bot.model.observations import Outcome
from bot.probing.exchange import Answer, Fault, Method, Request, Result
from bot.probing.journey import appetite
from bot.probing.lanes import Lane
from bot.probing.manners import Manners

#: faults before which nothing went to the host
_NEVER_SENT = frozenset({Outcome.UNSAFE, Outcome.NO_SUCH_HOST, Outcome.DNS_FAILED})
#: seconds by which two requests may be closer than their interval, for the sake of the clock
TOLERANCE = 0.002


class Exchanger:
    """Sends requests over the connections of their lanes, and counts what it costs."""

    def __init__(self, connector: Connector, heads: RequestHeads, counts: dict[str, int]) -> None:
        """``counts`` is where requests per host are added up."""
        self._connector = connector
        self._heads = heads
        self._counts = counts
        self._lanes: dict[str, LaneConnections] = {}
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
        attempt = _Attempt()
        try:
            async with asyncio.timeout(within):
                answer = await self._answer(lane, request, fresh, began, attempt)
        except Exception as error:
            connection = attempt.connection
            wire = translated(error, connecting=connection is None)
            received = connection.received if connection is not None else 0
            fault = wire.fault(seconds=loop.time() - began, received=received)
            self._count(request, fault)
            return fault, connection is not None
        self._count(request, answer)
        assert attempt.connection is not None
        kept = self._lanes[lane.manners.lane].release(request.url, attempt.connection)
        return answer, not kept

    def rest(self, manners: Manners) -> None:
        """Nothing more is queued for this lane: close its idle connections."""
        connections = self._lanes.get(manners.lane)
        if connections is not None:
            connections.close()

    def close(self) -> None:
        """Close every idle connection."""
        for connections in self._lanes.values():
            connections.close()

    async def _answer(
        self, lane: Lane[Job], request: Request, fresh: bool, began: float, attempt: _Attempt
    ) -> Answer:
        connections = self._connections_of(lane.manners)
        head = self._heads.head(request, self._connector.proxy_for(request.url))
        while True:
            attempt.connection = None
            connection = await connections.acquire(request.url, fresh=fresh)
            attempt.connection = connection
            kept = connection.used > 0
            await _until_due(lane)
            try:
                return await connection.exchange(
                    head,
                    limit=request.limit,
                    no_body=request.method is Method.HEAD,
                    appetite=appetite,
                    began=began,
                )
            except StaleConnection:
                if not kept:
                    raise
                fresh = True

    def _connections_of(self, manners: Manners) -> LaneConnections:
        connections = self._lanes.get(manners.lane)
        if connections is None:
            connections = LaneConnections(self._connector, manners.concurrency)
            self._lanes[manners.lane] = connections
        return connections

    def _count(self, request: Request, result: Result) -> None:
        if isinstance(result, Fault) and result.outcome in _NEVER_SENT:
            return
        host = request.url.host.rstrip(".")
        self._counts[host] = self._counts.get(host, 0) + 1
        self.received += result.received


async def _until_due(lane: Lane[Job]) -> None:
    """Wait for the moment at which the lane may send; hardly ever for long."""
    now = asyncio.get_running_loop().time()
    wait = lane.send_at(now) - now
    if wait > TOLERANCE:
        await asyncio.sleep(wait)


class _Attempt:
    """The connection that an attempt got as far as."""

    __slots__ = ("connection",)

    def __init__(self) -> None:
        self.connection: HttpConnection | None = None
