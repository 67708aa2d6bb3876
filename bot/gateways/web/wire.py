"""One connection: an asyncio socket below, OpenSSL through memory buffers, one exchange at a time.

TLS is driven here and not by asyncio's own layer, which keeps 256 kB for each connection, costs a tenth
more, and cannot resume sessions. Deadlines are the caller's: cancelling an exchange closes its
connection at once.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable

from bot.gateways.web.faults import StaleConnection, WireFault, translated
from bot.gateways.web.reader import Appetite, ResponseReader
from bot.model.observations import Outcome
from bot.probing.exchange import Answer

#: bytes that are decrypted at a time; a TLS record holds 16 kB at most
TLS_READ = 65_536


class HttpConnection(asyncio.Protocol):
    """A connection to one origin (or to a proxy for it), used for one exchange after the other."""

    __slots__ = (
        "_began", "_incoming", "_loop", "_on_closed", "_outgoing", "_reader", "_tls", "_transport",
        "_waiter", "is_open", "ready", "received", "used",
    )  # fmt: skip

    def __init__(
        self,
        on_closed: Callable[[], None],
        *,
        tls: ssl.SSLContext | None = None,
        server_name: str = "",
        session: ssl.SSLSession | None = None,
    ) -> None:
        """``on_closed`` is called once, when the connection is gone.

        With ``tls`` the connection is secured for ``server_name``, if possible by resuming
        ``session`` (of the same origin and context). Wait for ``ready`` before the first exchange.
        """
        self._loop = asyncio.get_running_loop()
        self._on_closed: Callable[[], None] | None = on_closed
        self._transport: asyncio.Transport | None = None
        self._waiter: asyncio.Future[Answer] | None = None
        self._reader: ResponseReader | None = None
        self._began = 0.0
        #: done when the connection (TLS included) stands; fails with what prevented it
        self.ready: asyncio.Future[None] = self._loop.create_future()
        #: can be used for (another) exchange
        self.is_open = False
        #: exchanges that were completed
        self.used = 0
        #: bytes of the present (or last) exchange so far
        self.received = 0
        self._tls: ssl.SSLObject | None = None
        if tls is not None:
            self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
            self._tls = tls.wrap_bio(
                self._incoming, self._outgoing, server_hostname=server_name, session=session
            )

    async def exchange(
        self,
        head: bytes,
        *,
        limit: int,
        no_body: bool,
        appetite: Appetite | None = None,
        began: float = 0.0,
    ) -> Answer:
        """Send a request head and read its response, the body up to ``limit`` bytes.

        ``no_body``: the request was HEAD. ``appetite`` may lower the limit once the head is known.
        ``began``: loop time from which the answer's ``seconds`` are counted (default: now).
        Raises ``WireFault`` (``StaleConnection`` when a kept connection turns out to be closed).
        """
        transport = self._transport
        if transport is None or not self.is_open:
            raise StaleConnection
        self.received = 0
        reader = self._reader = ResponseReader(limit=limit, no_body=no_body, appetite=appetite)
        self._waiter = self._loop.create_future()
        self._began = began or self._loop.time()
        self._send(transport, head)
        try:
            return await self._waiter
        except BaseException:
            self.close()
            raise
        finally:
            self._waiter = None
            self._reader = None
            reader.release()

    def close(self) -> None:
        """Close at once, without waiting for the peer."""
        self.is_open = False
        if self._transport is not None:
            self._transport.abort()
        else:
            self._tell_closed()

    @property
    def session(self) -> ssl.SSLSession | None:
        """What lets the next connection to this origin skip the costly part of the handshake."""
        return self._tls.session if self._tls is not None else None

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The TCP connection stands."""
        assert isinstance(transport, asyncio.Transport)
        if self._on_closed is None:  # closed before it stood
            transport.abort()
            return
        self._transport = transport
        if self._tls is not None:
            self._shake_hands(self._tls)
        else:
            self._is_ready()

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        if self._tls is None:
            self._plain_received(data)
            return
        self._incoming.write(data)
        if not self.ready.done():
            self._shake_hands(self._tls)
        if self.ready.done() and self._transport is not None:
            self._decrypt(self._tls)

    def eof_received(self) -> bool:
        """The server has nothing more to say."""
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone, for whatever reason."""
        self.is_open = False
        self._transport = None
        if not self.ready.done():
            self._not_ready(exc or WireFault(Outcome.BROKEN, "closed", whole_host=True))
        if self._waiter is not None and not self._waiter.done():
            self._end_of_input(exc)
        self._tell_closed()

    def _end_of_input(self, exc: Exception | None) -> None:
        reader = self._reader
        assert reader is not None
        if reader.received == 0 and self.used and not isinstance(exc, TimeoutError):
            self._fail(StaleConnection())
        elif exc is not None:
            self._fail(translated(exc))
        else:
            reader.end()
            self._conclude(reader)

    def _tell_closed(self) -> None:
        if self._on_closed is not None:
            self._on_closed()
            self._on_closed = None

    # TLS

    def _is_ready(self) -> None:
        self.is_open = True
        if not self.ready.done():
            self.ready.set_result(None)

    def _not_ready(self, error: Exception) -> None:
        if not self.ready.done():
            self.ready.set_exception(error)
            self.ready.exception()  # nobody may be waiting any more

    def _shake_hands(self, tls: ssl.SSLObject) -> None:
        try:
            tls.do_handshake()
        except ssl.SSLWantReadError:
            self._flush()
        except (ssl.SSLError, ssl.CertificateError, OSError) as error:
            self._flush()  # the alert that says why
            self._not_ready(error)
            self.close()
        else:
            self._flush()
            self._is_ready()

    def _decrypt(self, tls: ssl.SSLObject) -> None:
        try:
            while data := tls.read(TLS_READ):
                self._plain_received(data)
                if self._transport is None or self._transport.is_closing():
                    return
        except ssl.SSLWantReadError:
            self._flush()  # TLS may have something of its own to say (key update)
            return
        except ssl.SSLZeroReturnError:
            pass
        except ssl.SSLError as error:
            self._fail(translated(error))
            return
        if self._transport is not None:
            self._transport.close()  # the peer said that nothing follows

    def _send(self, transport: asyncio.Transport, data: bytes) -> None:
        if self._tls is None:
            transport.write(data)
            return
        try:
            self._tls.write(data)
        except ssl.SSLError as error:
            self._fail(translated(error))
            return
        self._flush()

    def _flush(self) -> None:
        data = self._outgoing.read()
        if data and self._transport is not None:
            self._transport.write(data)

    # HTTP

    def _plain_received(self, data: bytes) -> None:
        reader = self._reader
        if reader is None or self._waiter is None or self._waiter.done():
            self.close()  # nobody asked: whatever it is, the connection cannot be trusted
            return
        reader.feed(data)
        self.received = reader.received
        if reader.answer is not None or reader.fault is not None:
            self._conclude(reader)

    def _conclude(self, reader: ResponseReader) -> None:
        """The response is complete, or hopeless."""
        answer, waiter = reader.answer, self._waiter
        if answer is None:
            self._fail(reader.fault or WireFault(Outcome.BROKEN, "closed"))
            return
        self.used += 1
        if waiter is not None and not waiter.done():
            seconds = self._loop.time() - self._began
            waiter.set_result(answer.measured(seconds, reader.received))
        if not reader.reusable:
            self.close()

    def _fail(self, fault: WireFault) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(fault)
        self.close()
