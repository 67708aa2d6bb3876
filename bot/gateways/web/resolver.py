"""Names to addresses: look-ups in threads of their own, with a time-out and a memory."""

from __future__ import annotations

import asyncio
import queue
import socket
import threading
from collections.abc import Callable
from typing import Protocol

from bot.gateways.web.faults import WireFault, looked_up, translated
from bot.model.observations import Outcome

#: look-ups at the same time; a dead name server must not hold up the living ones
THREADS = 32
#: seconds for one look-up, of all name servers together
LOOKUP_TIMEOUT = 5.0
#: seconds for which an answer is used again
KEEP = 300.0


class Resolver(Protocol):
    """Looks up the addresses of a host."""

    async def resolve(self, host: str) -> tuple[str, ...]:
        """IPv4 and IPv6 addresses in the order of preference; raises ``WireFault``."""

    def forget(self, host: str) -> None:
        """Ask again next time."""


class SystemResolver:
    """``getaddrinfo`` in a bounded set of daemon threads, one look-up per name at a time.

    The threads are daemons on purpose: a look-up that hangs in the C library cannot be cancelled,
    and must keep neither the others nor the end of the program waiting.
    """

    def __init__(
        self,
        *,
        lookup: Callable[[str], tuple[str, ...]] | None = None,
        threads: int = THREADS,
        timeout: float = LOOKUP_TIMEOUT,
    ) -> None:
        """``lookup`` replaces ``getaddrinfo`` (blocking; raises ``socket.gaierror``)."""
        self._lookup = lookup or _getaddrinfo
        self._timeout = timeout
        self._most_threads = threads
        self._threads = 0
        self._idle = 0
        self._lock = threading.Lock()
        self._work: queue.SimpleQueue[tuple[str, _Pending]] = queue.SimpleQueue()
        self._known: dict[str, tuple[float, tuple[str, ...] | WireFault]] = {}
        self._pending: dict[str, asyncio.Future[tuple[str, ...]]] = {}

    async def resolve(self, host: str) -> tuple[str, ...]:
        """Addresses of a host, from memory where they are fresh (failures are remembered too)."""
        loop = asyncio.get_running_loop()
        known = self._known.get(host)
        if known is not None and known[0] > loop.time():
            if isinstance(known[1], WireFault):
                raise known[1]
            return known[1]
        future = self._pending.get(host)
        if future is None:
            future = self._start(loop, host)
        return await asyncio.shield(future)

    def forget(self, host: str) -> None:
        """Ask again next time."""
        self._known.pop(host, None)

    def _start(self, loop: asyncio.AbstractEventLoop, host: str) -> asyncio.Future[tuple[str, ...]]:
        future: asyncio.Future[tuple[str, ...]] = loop.create_future()
        self._pending[host] = future
        late = loop.call_later(self._timeout, self._finish, host, future, _too_late())

        def done(result: tuple[str, ...] | BaseException) -> None:
            late.cancel()
            self._finish(host, future, result)

        self._submit(host, _Pending(loop, done))
        return future

    def _finish(
        self,
        host: str,
        future: asyncio.Future[tuple[str, ...]],
        result: tuple[str, ...] | BaseException,
    ) -> None:
        if future.done():
            return
        if self._pending.get(host) is future:
            del self._pending[host]
        kept = result if isinstance(result, tuple) else translated(result)
        self._known[host] = (future.get_loop().time() + KEEP, kept)
        if isinstance(kept, WireFault):
            future.set_exception(kept)
            future.exception()  # nobody may be waiting any more
        else:
            future.set_result(kept)

    def _submit(self, host: str, pending: _Pending) -> None:
        with self._lock:
            if self._idle == 0 and self._threads < self._most_threads:
                self._threads += 1
                threading.Thread(target=self._serve, name="resolver", daemon=True).start()
            else:
                self._idle -= 1
        self._work.put((host, pending))

    def _serve(self) -> None:
        while True:
            host, pending = self._work.get()
            result: tuple[str, ...] | BaseException
            try:
                result = self._lookup(host)
            except socket.gaierror as error:
                result = looked_up(error)
            except (OSError, UnicodeError) as error:
                result = WireFault(Outcome.DNS_FAILED, "dns", whole_host=True)
                result.__cause__ = error
            with self._lock:
                self._idle += 1
            pending.report(result)


class _Pending:
    """A look-up under way: brings its result back into the event loop."""

    __slots__ = ("_done", "_loop")

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        done: Callable[[tuple[str, ...] | BaseException], None],
    ) -> None:
        self._loop = loop
        self._done = done

    def report(self, result: tuple[str, ...] | BaseException) -> None:
        """Called from a thread."""
        try:
            self._loop.call_soon_threadsafe(self._done, result)
        except RuntimeError:
            return  # the loop is closed: nobody wants to know


def _too_late() -> WireFault:
    return WireFault(Outcome.DNS_FAILED, "dns-timeout", whole_host=True)


def _getaddrinfo(host: str) -> tuple[str, ...]:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
