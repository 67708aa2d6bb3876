"""One exchange with the API of a service: bounded in time and bytes, never an exception.

No cookies, no ``.netrc``, no redirects followed, no credentials of its own. The proxy variables,
``SSL_CERT_FILE`` and ``SSL_CERT_DIR`` are honoured, read from the mapping that is passed in.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import httpx

from bot.gateways.web.proxies import Proxies
from bot.gateways.web.tls import client_context

#: bytes of an answer, after decompression; a batch of READMEs is the largest that is expected
LIMIT = 24 * 1024 * 1024
#: seconds for one exchange, everything included; GitHub itself gives up after 10
TIMEOUT = 30.0


class TooLarge(Exception):
    """The answer is longer than agreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back. ``status`` is None when nothing did, and ``trouble`` says why."""

    status: int | None = None
    #: names in lower case
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    #: "", "timeout", "unreachable", "certificate", "too-large" or "broken"
    trouble: str = ""

    def json(self) -> object:
        """The decoded body, None when it is no JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    def text(self) -> str:
        """The body as UTF-8, whatever it claims to be."""
        return self.body.decode("utf-8", "replace")


class HttpClient:
    """``async with HttpClient(...) as http``: connections live until the block ends."""

    def __init__(
        self,
        *,
        agent: str,
        environ: Mapping[str, str],
        tls: ssl.SSLContext | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """``agent`` is the whole User-Agent. ``transport`` replaces sockets, proxies and TLS.

        Raises ``ConfigurationError`` for a proxy that cannot be used, ``OSError`` for trust files.
        """
        routes = Borrowed(transport) if transport else NetworkTransport(environ, tls)
        self._client = httpx.AsyncClient(
            transport=routes,
            trust_env=False,
            timeout=httpx.Timeout(TIMEOUT),
            headers={"User-Agent": agent, "Accept-Encoding": "gzip"},
        )
        #: requests sent, by host
        self.requests: Counter[str] = Counter()
        #: bytes received, after decompression
        self.received = 0

    async def __aenter__(self) -> Self:
        """Nothing is opened before it is needed."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def exchange(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        limit: int = LIMIT,
        timeout: float = TIMEOUT,  # noqa: ASYNC109
    ) -> Reply:
        """Send one request and read its answer; ``limit`` in bytes, ``timeout`` in seconds."""
        try:
            async with asyncio.timeout(timeout):
                return await self._exchange(method, url, headers or {}, content, limit)
        except (TimeoutError, httpx.TimeoutException):
            return Reply(trouble="timeout")
        except TooLarge:
            return Reply(trouble="too-large")
        except httpx.ConnectError as error:
            is_tls = "certificate" in str(error).casefold()
            return Reply(trouble="certificate" if is_tls else "unreachable")
        except Exception:
            # httpx and its transports raise far more than HTTPError for a hostile answer
            return Reply(trouble="broken")

    async def _exchange(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: bytes | None,
        limit: int,
    ) -> Reply:
        request = self._client.build_request(method, url, headers=dict(headers), content=content)
        self.requests[request.url.host] += 1
        self._client.cookies.clear()
        response = await self._client.send(request, stream=True)
        try:
            body = await _bounded_body(response, limit)
        finally:
            await response.aclose()
        self.received += len(body)
        found = {name.lower(): value for name, value in response.headers.items()}
        return Reply(status=response.status_code, headers=found, body=body)


async def _bounded_body(response: httpx.Response, limit: int) -> bytes:
    """At most ``limit`` bytes, decompressed step by step so that no bomb is ever unfolded."""
    if response.is_stream_consumed:  # a transport without a wire brings the body whole
        if len(response.content) > limit:
            raise TooLarge
        return response.content
    coding = response.headers.get("content-encoding", "").strip().casefold()
    inflate = zlib.decompressobj(31) if coding in ("gzip", "x-gzip") else None
    if inflate is None and coding not in ("", "identity"):
        raise ValueError(f"unexpected content coding {coding[:20]!r}")
    parts, size = [], 0
    async for raw in response.aiter_raw():
        part = raw if inflate is None else inflate.decompress(raw, limit - size + 1)
        size += len(part)
        if size > limit:
            raise TooLarge
        parts.append(part)
    if inflate is not None and size and not inflate.eof:
        raise ValueError("the compressed answer ends early")
    return b"".join(parts)


class NetworkTransport(httpx.AsyncBaseTransport):
    """Directly, or through the proxy that the environment names for the host."""

    def __init__(self, environ: Mapping[str, str], tls: ssl.SSLContext | None = None) -> None:
        """``tls`` replaces the trust of the environment (``SSL_CERT_FILE``).

        Raises ``ConfigurationError`` for a proxy that cannot be used, ``OSError`` for trust files.
        """
        self._proxies = Proxies(environ)
        self._tls = tls or client_context(environ)
        self._open: dict[str, httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request on its way."""
        url = request.url
        port = url.port or (443 if url.scheme == "https" else 80)
        proxy = self._proxies.for_host(url.scheme, url.host.casefold(), port)
        key = f"{proxy.host}:{proxy.port}" if proxy else ""
        if key not in self._open:
            via = None
            if proxy is not None:
                headers = {"Proxy-Authorization": proxy.authorization}
                via = httpx.Proxy(f"http://{key}", headers=headers if proxy.authorization else None)
            self._open[key] = httpx.AsyncHTTPTransport(verify=self._tls, proxy=via)
        return await self._open[key].handle_async_request(request)

    async def aclose(self) -> None:
        """Close every connection."""
        for transport in self._open.values():
            await transport.aclose()


class Borrowed(httpx.AsyncBaseTransport):
    """Somebody else's transport: used, never closed."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass the request on."""
        return await self._inner.handle_async_request(request)
