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
from bot.gateways.web.reader import ResponseReader
from bot.model.observations import Outcome

#: bytes that are decrypted at a time; a TLS record holds 16 kB at most
TLS_READ = 65_536
#: bytes of a body that wait for their reader before the socket is left alone
MOST_BUFFERED = 262_144
#: bytes of a body, where nothing else is said
MOST_BODY = 8_388_608


class HttpConnection(asyncio.Protocol):
    """A connection to one origin (or to a proxy for it), used for one exchange after the other.

    ``ask``, ``read`` until nothing comes or nothing more is wanted, ``done``; and again while
    ``is_open``.
    """

    __slots__ = (
        "_incoming", "_is_paused", "_loop", "_on_closed", "_outgoing", "_reader", "_tls", "_transport",
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
        self._waiter: asyncio.Future[None] | None = None
        #: of the response that is being read
        self._reader: ResponseReader | None = None
        self._is_paused = False
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

    async def ask(
        self, head: bytes, *, no_body: bool = False, most_body: int = MOST_BODY
    ) -> ResponseReader:
        """Send a request head (or more) and wait for the head of the response.

        ``no_body``: the request is HEAD; ``most_body``: bytes after which a body is a fault. Read the
        body with ``read``, and call ``done`` when there is nothing more to read, or ``close``.
        Raises ``WireFault`` (``StaleConnection`` when a kept connection turns out to be closed).
        """
        transport = self._transport
        if transport is None or not self.is_open:
            raise StaleConnection
        self.received = 0
        reader = self._reader = ResponseReader(no_body=no_body, most_body=most_body)
        self._send(transport, head)
        try:
            while not reader.status:
                if reader.fault is not None:
                    raise reader.fault
                await self._news()
        except BaseException:
            self.close()
            raise
        return reader

    def send(self, data: bytes) -> None:
        """Send more of the present request."""
        if self._transport is not None:
            self._send(self._transport, data)

    async def read(self) -> bytes:
        """What comes next of the body, b"" at its end; raises ``WireFault``."""
        reader = self._reader
        if reader is None:
            return b""
        try:
            while not (data := reader.take()):
                if reader.fault is not None:
                    raise reader.fault
                if reader.is_complete:
                    return b""
                await self._news()
        except BaseException:
            self.close()
            raise
        self._resume()
        return data

    def done(self) -> None:
        """Nothing more is read of this response; what did not come to its end is closed."""
        reader, self._reader = self._reader, None
        if reader is None:
            return
        self.used += reader.is_complete
        if not reader.reusable:
            self.close()
        reader.release()
        self._resume()

    def _resume(self) -> None:
        if self._is_paused:
            self._is_paused = False
            if self._transport is not None:
                self._transport.resume_reading()

    async def _news(self) -> None:
        """Wait until something has come, or nothing will."""
        self._waiter = self._loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

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
        reader = self._reader
        if reader is not None and not reader.is_complete and reader.fault is None:
            self._end_of_input(reader, exc)
        self._tell_closed()

    def _end_of_input(self, reader: ResponseReader, exc: Exception | None) -> None:
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
        if reader is None:
            self.close()  # nobody asked: whatever it is, the connection cannot be trusted
            return
        reader.feed(data)
        self.received = reader.received
        if reader.is_complete or reader.fault is not None:
            self._conclude(reader)
        elif reader.buffered > MOST_BUFFERED and not self._is_paused and self._transport:
            self._is_paused = True
            self._transport.pause_reading()
        self._wake()

    def _conclude(self, reader: ResponseReader) -> None:
        """The response is complete, or hopeless."""
        if not reader.reusable:
            self.close()
        self._wake()

    def _fail(self, fault: WireFault) -> None:
        reader = self._reader
        if reader is not None and not reader.is_complete:
            reader.fault = reader.fault or fault
        self._wake()
        self.close()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
