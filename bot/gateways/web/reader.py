"""The bytes of one response, as they come: llhttp (httptools) for the grammar, our own bounds.

What browsers put up with is put up with (bare line feeds, missing reasons, spaces where none
belong); what could hold a connection for ever, or fill the memory, is a fault.
"""

from __future__ import annotations

import httptools

from bot.gateways.web.faults import WireFault, translated
from bot.model.observations import Outcome

#: bytes of a response head, and of everything before the final one (h11 and curl allow 100 kB)
MOST_HEAD = 65_536
MOST_HEADERS = 200
#: 1xx responses before the final one
MOST_INTERIM = 10
#: bytes on the wire for one byte of a body; a body in chunks of one byte needs six
MOST_FRAMING = 8


class ResponseReader:
    """Reads one response. After ``feed`` look at ``status``, ``is_complete`` and ``fault``."""

    __slots__ = (
        "_body", "_head_done", "_interim", "_most_body", "_no_body", "_parser", "_size", "_until_end",
        "buffered", "fault", "headers", "is_complete", "received", "reusable", "status",
    )  # fmt: skip

    def __init__(self, *, no_body: bool, most_body: int) -> None:
        """``no_body``: the request was HEAD; ``most_body``: bytes after which a body is a fault."""
        self._no_body = no_body
        self._most_body = most_body
        self._body: list[bytes] = []
        self._size = 0
        self._interim = 0
        self._head_done = False
        self._until_end = False
        #: of the final response once its head is complete, 0 before
        self.status = 0
        #: as they came, in order
        self.headers: list[tuple[bytes, bytes]] = []
        #: bytes of the body that wait to be taken
        self.buffered = 0
        #: bytes on the wire so far
        self.received = 0
        #: nothing more follows
        self.is_complete = False
        self.fault: WireFault | None = None
        #: may the connection be used for another request?
        self.reusable = False
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
        self._parser: httptools.HttpResponseParser | None = parser

    def feed(self, data: bytes) -> None:
        """Take bytes of the response."""
        self.received += len(data)
        if self._parser is None:
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._fail("upgrade")
        except httptools.HttpParserError as error:
            if not self.is_complete:
                self.fault = self.fault or translated(error)
            self.reusable = False
        if self.is_complete or self.fault is not None:
            return
        if not self._head_done and self.received > MOST_HEAD:
            self._fail("head-too-large")
        elif self.received > MOST_FRAMING * self._size + 2 * MOST_HEAD:
            self._fail("too-much-framing")

    def take(self) -> bytes:
        """What has come of the body since the last time."""
        body = self._body
        if not body:
            return b""
        data = body[0] if len(body) == 1 else b"".join(body)
        body.clear()
        self.buffered = 0
        return data

    def release(self) -> None:
        """Part from the parser: the two refer to each other, and bodies should not wait for the
        garbage collector.
        """
        self._parser = None
        self._body.clear()

    def end(self) -> None:
        """The connection has ended: that completes a body without a length, and nothing else."""
        if self.is_complete or self.fault is not None:
            return
        if self._head_done and self._until_end:
            self.is_complete = True
        else:
            self._fail("cut-short" if self._head_done else "closed")

    # httptools callbacks; what they raise would be wrapped, so faults are noted instead

    def on_message_begin(self) -> None:
        """A response (interim or final) begins."""
        if self.is_complete:
            self.reusable = False  # one that nobody asked for
        else:
            self.headers = []

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header line; those of trailers count, and are no headers."""
        if self.is_complete or self._head_done:
            return
        self.headers.append((name, value))
        if len(self.headers) > MOST_HEADERS:
            self._fail("too-many-headers")

    def on_headers_complete(self) -> None:
        """The head of a response is complete."""
        if self.is_complete:
            return
        assert self._parser is not None
        status: int = self._parser.get_status_code()
        if status < 200:
            self._interim += 1
            if status == 101 or self._interim > MOST_INTERIM:
                self._fail("interim-responses")
            return
        self.status = status
        self._head_done = True
        if self._no_body:
            self.is_complete = True
            self.reusable = self.fault is None and bool(self._parser.should_keep_alive())
            return
        self._until_end = not _has_length(self.headers)

    def on_body(self, body: bytes) -> None:
        """A piece of the body, without its chunk framing."""
        if self.is_complete:
            self.reusable = False  # the body of an answer to HEAD
            return
        self._body.append(body)
        self._size += len(body)
        self.buffered += len(body)
        if self._size > self._most_body:
            self._fail("body-too-large")

    def on_message_complete(self) -> None:
        """A response is complete."""
        if not self._head_done or self.is_complete:
            return
        self.is_complete = True
        assert self._parser is not None
        self.reusable = self.fault is None and bool(self._parser.should_keep_alive())

    def _fail(self, reason: str) -> None:
        if self.fault is None and not self.is_complete:
            self.fault = WireFault(Outcome.BROKEN, reason)


def _has_length(headers: list[tuple[bytes, bytes]]) -> bool:
    """Does the head say where the body ends (RFC 9112, section 6.3)?"""
    for name, value in headers:
        size = len(name)
        if size == 14 and name.lower() == b"content-length":
            return True
        if size == 17 and name.lower() == b"transfer-encoding" and b"chunked" in value.lower():
            return True
    return False
