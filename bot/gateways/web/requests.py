"""Requests: who we are, said honestly, and nothing else; and their heads as bytes."""

from __future__ import annotations

from collections.abc import Mapping

import httpx

from bot import __version__
from bot.gateways.web.proxies import Proxy
from bot.probing.exchange import Request
from bot.urls import WebUrl

_NOTHING = httpx.ByteStream(b"")
#: stands where a URL is not read before somebody asks for it
_UNREAD = httpx.URL()


def user_agent(contact: str) -> str:
    """``listbot/1.2 (+https://...; mailto:...)``, as robots that want to be reached write it."""
    parts = []
    for word in contact.replace(",", " ").split():
        if not word.isascii() or not word.isprintable() or any(c in word for c in '()\\"'):
            continue
        if "://" in word:
            parts.append(f"+{word.lstrip('+')}")
        else:
            parts.append(word if word.startswith("mailto:") else f"mailto:{word}")
    return f"listbot/{__version__}" + (f" ({'; '.join(parts)})" if parts else "")


class RequestBuilder:
    """Writes what the engine wants to ask as requests of httpx."""

    def __init__(self, agent: str) -> None:
        """``agent`` is the whole User-Agent."""
        self._pairs = (
            ("User-Agent", agent),
            ("Accept", "*/*"),
            ("Accept-Encoding", "gzip"),
            ("Accept-Language", "en;q=0.9, *;q=0.5"),
        )
        self._common = httpx.Headers(self._pairs)

    def build(self, request: Request, extensions: Mapping[str, object]) -> httpx.Request:
        """The same as a request of httpx. No client adds anything: no cookies, no credentials."""
        extra = request.headers
        return EngineRequest(
            request.url,
            request.method.value,
            httpx.Headers([*self._pairs, *extra]) if extra else self._common,
            extensions,
        )


class EngineRequest(httpx.Request):
    """A request of httpx for a URL that our own parser has read.

    What is asked, and of whom, is always the ``web_url`` (also an extension). ``url`` shows it as httpx
    reads it, to whoever looks: parsing costs more than everything else about a request, httpx refuses
    some URLs that browsers open, and spells others differently.
    """

    def __init__(
        self,
        web_url: WebUrl,
        method: str,
        headers: httpx.Headers,
        extensions: Mapping[str, object],
    ) -> None:
        self._web_url = web_url
        self._shown: httpx.URL | None = None
        self._is_built = False
        super().__init__(
            method,
            _UNREAD,
            headers=headers,
            stream=_NOTHING,
            extensions={"web_url": web_url, **extensions},
        )
        self._is_built = True

    @property
    def url(self) -> httpx.URL:
        """The ``web_url`` in the words of httpx, its origin alone where httpx refuses the rest."""
        if self._shown is None:
            url = self._web_url
            try:
                self._shown = httpx.URL(url.origin + url.target)
            except httpx.InvalidURL:
                self._shown = httpx.URL(scheme=url.scheme, host="invalid.invalid", path="/")
        return self._shown

    @url.setter
    def url(self, value: httpx.URL) -> None:
        if self._is_built:  # and not httpx that sets what it was given
            self._shown = value


def head_of(request: httpx.Request, url: WebUrl, proxy: Proxy | None) -> bytes:
    """Head of a request, in absolute form for a plain one through a proxy (RFC 9112, section 3.2).

    Raises ``httpx.LocalProtocolError`` for what would not be one head any more.
    """
    host = url.authority.replace(url.host, url.host.rstrip("."), 1).encode("ascii")
    target: bytes = request.extensions.get("target") or url.target.encode("ascii")
    lines = []
    for name, value in request.headers.raw:
        if name in (b"Host", b"host"):
            host = value
        else:
            lines.append(b"%b: %b\r\n" % (name, value))
    if proxy is not None and url.scheme == "http":
        target = b"http://%b%b" % (host, target)
        if proxy.authorization:
            lines.append(f"Proxy-Authorization: {proxy.authorization}\r\n".encode("ascii"))
    method = request.method.encode("ascii")
    head = b"%b %b HTTP/1.1\r\nHost: %b\r\n%b\r\n" % (method, target, host, b"".join(lines))
    if head.count(b"\n") != len(lines) + 3 or head.count(b"\r") != len(lines) + 3:
        raise httpx.LocalProtocolError("a header field must be one line", request=request)
    if b" " in target:
        raise httpx.LocalProtocolError("a target has no spaces", request=request)
    return head
