"""The simulated web as transports of httpx: through loopback sockets, or without any."""

from __future__ import annotations

import asyncio

import httpx

from bot.rehearsal.exchange import Asked, Fault, Reply
from bot.rehearsal.reception import Reception
from bot.rehearsal.web import SimulatedWeb


class LoopbackTransport(httpx.AsyncBaseTransport):
    """Real TLS and real sockets: every request goes to the port that stands for its host."""

    def __init__(self, web: SimulatedWeb) -> None:
        self._web = web
        self._inner = httpx.AsyncHTTPTransport(verify=web.client_context(), retries=0)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request; host names are looked up in the world of tonight."""
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        try:
            address, number = self._web.dial(host, port)
        except OSError as error:
            raise httpx.ConnectError(str(error), request=request) from error
        request.extensions = {**request.extensions, "sni_hostname": host}
        request.url = request.url.copy_with(host=address, port=number)
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


class InProcessTransport(httpx.AsyncBaseTransport, httpx.BaseTransport):
    """No sockets at all: for tests that are about answers, not about connections."""

    def __init__(self, reception: Reception) -> None:
        self.reception = reception

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer at once (a silent host waits until the caller's time is up, a slow one its time)."""
        asked = self._asked(request, await request.aread())
        reply = self.reception.answer(asked)
        if reply.fault is Fault.SILENT or reply.wait:
            await asyncio.sleep(3600 if reply.fault is Fault.SILENT else reply.wait)
        return _response(request, reply)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The same for a client without an event loop; a silent host times out at once."""
        return _response(request, self.reception.answer(self._asked(request, request.read())))

    def _asked(self, request: httpx.Request, body: bytes) -> Asked:
        host = request.url.host
        if not self.reception.exists(host):
            raise httpx.ConnectError("Name or service not known", request=request)
        if self.reception.is_refused(host):
            raise httpx.ConnectError("Connection refused", request=request)
        if self.reception.has_expired_certificate(host) and request.url.scheme == "https":
            raise httpx.ConnectError("certificate has expired", request=request)
        return Asked(
            host=host,
            target=request.url.raw_path.decode("ascii"),
            method=request.method,
            scheme=request.url.scheme,
            headers={name.lower(): value for name, value in request.headers.items()},
            body=body,
        )


def _response(request: httpx.Request, reply: Reply) -> httpx.Response:
    if reply.fault is Fault.SILENT:
        raise httpx.ReadTimeout("silent", request=request)
    if reply.fault is Fault.DROPPED:
        raise httpx.RemoteProtocolError("peer closed connection", request=request)
    content = b"" if request.method == "HEAD" else reply.body
    headers = [*reply.headers, ("content-length", str(len(reply.body)))]
    return httpx.Response(reply.status, headers=headers, content=content, request=request)
