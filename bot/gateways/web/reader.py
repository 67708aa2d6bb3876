"""The bytes of one response to an ``Answer``: llhttp (httptools) for the grammar, our own bounds.

What browsers put up with is put up with (bare line feeds, missing reasons, spaces where none
belong); what could hold a connection for ever, or fill the memory, is a fault.
"""

from __future__ import annotations

from collections.abc import Callable

import httptools

from bot.gateways.web.faults import WireFault, translated
from bot.model.observations import Outcome
from bot.probing.exchange import Answer

#: bytes of a response head, and of everything before the final one (h11 and curl allow 100 kB)
MOST_HEAD = 65_536
MOST_HEADERS = 200
#: 1xx responses before the final one
MOST_INTERIM = 10

#: body bytes wanted, given status and headers of a response
Appetite = Callable[[int, dict[str, str]], int]


class ResponseReader:
    """Reads one response. After ``feed`` look at ``answer`` and ``fault``: at most one is set."""

    __slots__ = (
        "_appetite", "_body", "_complete", "_cookies", "_head_done", "_headers", "_interim", "_limit",
        "_no_body", "_parser", "_size", "_status", "_until_end", "answer", "fault", "received",
        "reusable",
    )  # fmt: skip

    def __init__(self, *, limit: int, no_body: bool, appetite: Appetite | None) -> None:
        """``limit``: body bytes; ``no_body``: the request was HEAD; ``appetite`` may lower the limit."""
        self._limit = limit
        self._no_body = no_body
        self._appetite = appetite
        self._status = 0
        self._headers: dict[str, str] = {}
        self._cookies: list[str] = []
        self._body: list[bytes] = []
        self._size = 0
        self._interim = 0
        self._head_done = False
        self._complete = False
        self._until_end = False
        self.received = 0
        self.answer: Answer | None = None
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
            if self.answer is None:
                self.fault = self.fault or translated(error)
            self.reusable = False
        if self.fault is not None:
            self.answer = None
        elif not self._head_done and self.received > MOST_HEAD:
            self._fail("head-too-large")
        elif not self._complete and self.received > 2 * (self._limit + MOST_HEAD):
            self._fail("too-much-framing")

    def release(self) -> None:
        """Part from the parser: the two refer to each other, and bodies should not wait for the
        garbage collector.
        """
        self._parser = None
        self._body = []

    def end(self) -> None:
        """The connection has ended: that completes a body without a length, and nothing else."""
        if self.answer is not None or self.fault is not None:
            return
        if self._head_done and self._until_end:
            self._finish(cut=False)
        else:
            self._fail("cut-short" if self._head_done else "closed")

    # httptools callbacks; what they raise would be wrapped, so faults are noted instead

    def on_message_begin(self) -> None:
        """A response (interim or final) begins."""
        if self._complete:
            self.reusable = False  # one that nobody asked for
        else:
            self._headers = {}
            self._cookies = []

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header line."""
        if self._complete:
            return
        key = name.decode("latin-1").lower()
        text = _text(value) if key != "location" else _location(value)
        headers = self._headers
        if key == "set-cookie":
            self._cookies.append(text)
        elif key not in headers:
            headers[key] = text
        elif key != "location":
            headers[key] = f"{headers[key]}, {text}"
        elif headers[key] != text:
            self._fail("two-locations")
        if len(headers) + len(self._cookies) > MOST_HEADERS:
            self._fail("too-many-headers")

    def on_headers_complete(self) -> None:
        """The head of a response is complete."""
        if self._complete:
            return
        assert self._parser is not None
        status: int = self._parser.get_status_code()
        if status < 200:
            self._interim += 1
            if status == 101 or self._interim > MOST_INTERIM:
                self._fail("interim-responses")
            return
        headers = self._headers
        self._status = status
        self._head_done = True
        if self._appetite is not None:
            self._limit = min(self._limit, self._appetite(status, headers))
        if self._no_body:
            self._finish(cut=False)
            return
        chunked = "chunked" in headers.get("transfer-encoding", "").lower()
        self._until_end = not chunked and "content-length" not in headers

    def on_body(self, body: bytes) -> None:
        """A piece of the body, without its chunk framing."""
        if self._complete:
            return
        self._body.append(body)
        self._size += len(body)
        if self._size > self._limit:
            self._finish(cut=True)

    def on_message_complete(self) -> None:
        """A response is complete."""
        if self._head_done and not self._complete:
            self._finish(cut=False)
            assert self._parser is not None
            self.reusable = bool(self._parser.should_keep_alive())

    def _finish(self, *, cut: bool) -> None:
        self._complete = True
        if self.fault is not None:
            return
        body = b"".join(self._body)
        self.answer = Answer(
            self._status,
            self._headers,
            body[: self._limit] if cut else body,
            not cut,
            tuple(self._cookies),
        )

    def _fail(self, reason: str) -> None:
        if self.fault is None and self.answer is None:
            self.fault = WireFault(Outcome.BROKEN, reason)


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
