"""Connections that are kept: a handful for a lane, used again, never more than it may have."""

from __future__ import annotations

import asyncio

from bot.gateways.web.connections import Connector
from bot.gateways.web.wire import HttpConnection
from bot.probing.lanes import CLOSING_REST
from bot.urls import WebUrl

#: seconds for which an idle connection is kept. Servers close theirs after 5 s (Apache, Node) or 75 s
#: (nginx); a connection that turns out to be closed costs one packet and is replaced at once
KEEP_IDLE = 15.0


class Pool:
    """Connections that are used again, and never more of them than agreed, idle ones included."""

    __slots__ = ("_connector", "_idle", "_latest", "_limit", "_open")

    def __init__(self, connector: Connector, limit: int) -> None:
        """``limit``: connections at the same time, idle ones included."""
        self._connector = connector
        self._limit = limit
        self._open = 0
        #: (origin, connection, idle since), longest idle first
        self._idle: list[tuple[str, HttpConnection, float]] = []
        #: the last connection to each origin that worked, for its TLS session
        self._latest: dict[str, HttpConnection] = {}

    async def acquire(self, url: WebUrl, *, fresh: bool) -> HttpConnection:
        """A connection for a request to ``url``; ``fresh``: not one that was used before."""
        kept = None if fresh else self._take_idle(url.origin)
        if kept is not None:
            return kept
        crowded = self._make_room()
        self._open += 1
        if crowded:
            # the host must see the old connection go before it sees the new one come
            try:
                await asyncio.sleep(CLOSING_REST)
            except BaseException:
                self._open -= 1
                raise
        latest = self._latest.get(url.origin)
        session = latest.session if latest is not None else None
        return await self._connector.open(url, self._closed, session)

    def _take_idle(self, origin: str) -> HttpConnection | None:
        oldest = asyncio.get_running_loop().time() - KEEP_IDLE
        for i in range(len(self._idle) - 1, -1, -1):
            if self._idle[i][0] == origin:
                _, connection, since = self._idle.pop(i)
                if connection.is_open and since > oldest:
                    return connection
                if connection.is_open:
                    self._idle.insert(0, (origin, connection, since))
                    return None
        return None

    def _make_room(self) -> bool:
        """Close idle connections until one more fits; True when any had to be closed."""
        over = self._open + 1 - self._limit
        closed = False
        while self._idle and over > 0:
            connection = self._idle.pop(0)[1]
            if connection.is_open:
                connection.close()
                closed = True
                over -= 1
        return closed

    def release(self, url: WebUrl, connection: HttpConnection) -> bool:
        """Give a connection back after an exchange; True when it is kept open."""
        origin = url.origin
        if url.scheme == "https":
            self._latest[origin] = connection
        if not connection.is_open:
            return False
        self._idle.append((origin, connection, asyncio.get_running_loop().time()))
        return True

    def close(self) -> None:
        """Close what is idle."""
        for _, connection, _ in self._idle:
            connection.close()
        self._idle.clear()
        self._latest.clear()

    def _closed(self) -> None:
        self._open -= 1
