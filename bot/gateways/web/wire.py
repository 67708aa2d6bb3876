"""HTTP/1.1 over one connection: an asyncio socket below, OpenSSL and llhttp (httptools) inside.

TLS is driven through memory buffers here and not by asyncio's own layer, which keeps 256 kB for each
connection, costs a third of an exchange, and cannot resume sessions.

One request at a time, head and body bounded, and every way in which a server can end, stall or
talk nonsense becomes one ``WireFault``. Deadlines are the caller's: cancelling an exchange closes
its connection at once.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable

import httptools

from bot.gateways.web.faults import StaleConnection, WireFault, translated
from bot.model.observations import Outcome
from bot.probing.exchange import Answer

#: bytes of a response head, and of everything before the final one (h11 and curl allow 100 kB)
MOST_HEAD = 65_536
MOST_HEADERS = 200
#: 1xx responses before the final one
MOST_INTERIM = 10

#: bytes that are decrypted at a time; a TLS record holds 16 kB at most
TLS_READ = 65_536

#: body bytes wanted, given status and headers of a response
Appetite = Callable[[int, dict[str, str]], int]


class HttpConnection(asyncio.Protocol):
    """A connection to one origin (or to a proxy for it), used for one exchange after the other."""

    __slots__ = (
        "_appetite", "_began", "_body", "_cookies", "_fault", "_head_done", "_headers", "_incoming",
        "_interim", "_limit", "_loop", "_no_body", "_on_closed", "_outgoing", "_parser", "_received",
        "_size", "_status", "_tls", "_transport", "_until_end", "_waiter", "is_open", "ready", "used",
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
        self._parser: httptools.HttpResponseParser | None = None
        #: done when the connection (TLS included) stands; fails with what prevented it
        self.ready: asyncio.Future[None] = self._loop.create_future()
        #: can be used for (another) exchange
        self.is_open = False
        #: exchanges that were completed
        self.used = 0
        self._tls: ssl.SSLObject | None = None
        if tls is not None:
            self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
            self._tls = tls.wrap_bio(
                self._incoming, self._outgoing, server_hostname=server_name, session=session
            )
        self._reset(1, False, None)

    def _reset(self, limit: int, no_body: bool, appetite: Appetite | None) -> None:
        self._limit = limit
        self._no_body = no_body
        self._appetite = appetite
        self._status = 0
        self._headers: dict[str, str] = {}
        self._cookies: list[str] = []
        self._body: list[bytes] = []
        self._size = 0
        self._received = 0
        self._interim = 0
        self._head_done = False
        self._until_end = False
        self._fault: WireFault | None = None

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
        self._reset(limit, no_body, appetite)
        parser = httptools.HttpResponseParser(self)
        parser.set_dangerous_leniencies(
            lenient_headers=True,
            lenient_chunked_length=True,
            lenient_optional_lf_after_cr=True,
            lenient_optional_cr_before_lf=True,
            lenient_optional_crlf_after_chunk=True,
            lenient_spaces_after_chunk_size=True,
            lenient_version=True,
        )
        self._parser = parser
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
            self._parser = None

    def close(self) -> None:
        """Close at once, without waiting for the peer."""
        self.is_open = False
        if self._transport is not None:
            self._transport.abort()
        elif self._on_closed is not None:
            self._on_closed()
            self._on_closed = None

    @property
    def received(self) -> int:
        """Bytes of the present (or last) exchange so far."""
        return self._received

    @property
    def session(self) -> ssl.SSLSession | None:
        """What lets the next connection to this origin skip the costly part of the handshake."""
        return self._tls.session if self._tls is not None else None

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The TCP connection stands."""
        if self._on_closed is None:  # closed before it stood
            transport.abort()  # type: ignore[attr-defined]
            return
        self._transport = transport  # type: ignore[assignment]
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
            self.ready.set_exception(exc or WireFault(Outcome.BROKEN, "closed", whole_host=True))
            self.ready.exception()  # nobody may be waiting any more
        waiter = self._waiter
        if waiter is not None and not waiter.done():
            if self._head_done and self._until_end and exc is None:
                self._complete(reusable=False)
            elif self._received == 0 and self.used and not isinstance(exc, TimeoutError):
                waiter.set_exception(StaleConnection())
            elif exc is not None:
                waiter.set_exception(translated(exc))
            else:
                reason = "cut-short" if self._head_done else "closed"
                waiter.set_exception(WireFault(Outcome.BROKEN, reason))
        if self._on_closed is not None:
            self._on_closed()
            self._on_closed = None

    # TLS

    def _is_ready(self) -> None:
        self.is_open = True
        if not self.ready.done():
            self.ready.set_result(None)

    def _shake_hands(self, tls: ssl.SSLObject) -> None:
        try:
            tls.do_handshake()
        except ssl.SSLWantReadError:
            self._flush()
            return
        except (ssl.SSLError, ssl.CertificateError, OSError) as error:
            self._flush()  # the alert that says why
            if not self.ready.done():
                self.ready.set_exception(error)
                self.ready.exception()
            self.close()
            return
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

    def _plain_received(self, data: bytes) -> None:
        if self._waiter is None or self._waiter.done() or self._parser is None:
            self.close()  # nobody asked: whatever it is, the connection cannot be trusted
            return
        self._received += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._fail(WireFault(Outcome.BROKEN, "upgrade"))
            return
        except httptools.HttpParserError as error:
            self._fail(self._fault or translated(error))
            return
        if self._fault is not None:
            self._fail(self._fault)
        elif not self._head_done and self._received > MOST_HEAD:
            self._fail(WireFault(Outcome.BROKEN, "head-too-large"))

    # httptools callbacks; what they raise would be wrapped, so faults are noted and raised later

    def on_message_begin(self) -> None:
        """A response (interim or final) begins."""
        if self._waiter is None or self._waiter.done():
            self.is_open = False  # a response that nobody asked for: not used again
        self._headers = {}
        self._cookies = []

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header line."""
        key = name.decode("latin-1").lower()
        text = _text(value)
        headers = self._headers
        if key == "set-cookie":
            self._cookies.append(text)
        elif key in headers:
            if key != "location":
                headers[key] = f"{headers[key]}, {text}"
            elif headers[key] != text:
                self._fault = WireFault(Outcome.BROKEN, "two-locations")
        else:
            headers[key] = text
        if len(headers) + len(self._cookies) > MOST_HEADERS:
            self._fault = WireFault(Outcome.BROKEN, "too-many-headers")

    def on_headers_complete(self) -> None:
        """The head of a response is complete."""
        parser = self._parser
        if parser is None or self._waiter is None or self._waiter.done():
            return
        status = parser.get_status_code()
        if status < 200:
            self._interim += 1
            if status == 101 or self._interim > MOST_INTERIM:
                self._fault = WireFault(Outcome.BROKEN, "interim-responses")
            return
        headers = self._headers
        self._status = status
        self._head_done = True
        if self._appetite is not None:
            self._limit = min(self._limit, self._appetite(status, headers))
        if self._no_body:
            self._complete(reusable=False)
            return
        self._until_end = (
            "content-length" not in headers
            and "chunked" not in headers.get("transfer-encoding", "").lower()
        )

    def on_body(self, body: bytes) -> None:
        """A piece of the body, without its chunk framing."""
        waiter = self._waiter
        if waiter is None or waiter.done():
            return
        self._body.append(body)
        self._size += len(body)
        if self._size > self._limit:
            self._complete(reusable=False, cut=True)

    def on_message_complete(self) -> None:
        """A response is complete."""
        if self._head_done and self._waiter is not None and not self._waiter.done():
            parser = self._parser
            self._complete(reusable=parser is not None and bool(parser.should_keep_alive()))

    def _complete(self, *, reusable: bool, cut: bool = False) -> None:
        assert self._waiter is not None
        if self._fault is not None:
            self._fail(self._fault)
            return
        body = b"".join(self._body)
        if cut:
            body = body[: self._limit]
        self.used += 1
        self._waiter.set_result(
            Answer(
                self._status,
                self._headers,
                body,
                not cut,
                tuple(self._cookies),
                self._loop.time() - self._began,
                self._received,
            )
        )
        if not reusable:
            self.close()

    def _fail(self, fault: WireFault) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(fault)
        self.close()


def _text(value: bytes) -> str:
    """A header value: UTF-8 where it is (locations often are), else Latin-1."""
    try:
        return value.decode("ascii").strip()
    except UnicodeDecodeError:
        pass
    try:
        return value.decode("utf-8").strip()
    except UnicodeDecodeError:
        return value.decode("latin-1").strip()
