"""Opening connections: directly or through a proxy, TLS on top."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Mapping

from bot.gateways.web.dialer import Dialer, connect_first
from bot.gateways.web.faults import WireFault, translated
from bot.gateways.web.proxies import Proxies, Proxy
from bot.gateways.web.resolver import Resolver, SystemResolver
from bot.gateways.web.tls import client_context
from bot.gateways.web.wire import HttpConnection
from bot.model.observations import Outcome
from bot.urls import AddressPolicy, WebUrl, is_internal_name
from bot.urls.hosts import ip_literal

#: bytes of a proxy's answer to CONNECT
MOST_PROXY_HEAD = 16_384


class Connector:
    """Opens connections to origins."""

    def __init__(
        self,
        *,
        dialer: Dialer,
        policy: AddressPolicy,
        environ: Mapping[str, str],
        tls: ssl.SSLContext | None = None,
        resolver: Resolver | None = None,
    ) -> None:
        """``environ`` gives proxies and trust; ``tls`` replaces the trust it describes."""
        self._dialer = dialer
        self._policy = policy
        self._environ = environ
        self._proxies = Proxies(environ)
        self._tls = tls
        self._resolver = resolver or SystemResolver()

    def proxy_for(self, url: WebUrl) -> Proxy | None:
        """The proxy through which requests to this URL go."""
        return self._proxies.for_host(url.scheme, _bare(url.host), url.port)

    def forget(self, host: str) -> None:
        """Look the host up again next time."""
        self._dialer.forget(_bare(host))

    async def open(
        self, url: WebUrl, on_closed: Callable[[], None], session: ssl.SSLSession | None = None
    ) -> HttpConnection:
        """A new connection for requests to ``url``; raises ``WireFault``.

        ``on_closed`` is called when it is gone, also when it never came to stand.
        """
        connection: HttpConnection | None = None
        try:
            sock = await self._dial(url)
            try:
                connection = self._connection(url, on_closed, session)
                factory = lambda: connection  # noqa: E731
                await asyncio.get_running_loop().create_connection(factory, sock=sock)
            except BaseException:
                sock.close()
                raise
            await connection.ready
        except BaseException as error:
            if connection is None:
                on_closed()
            else:
                connection.close()
            if isinstance(error, (OSError, ssl.CertificateError, ValueError)):
                raise translated(error, connecting=True) from error
            raise
        return connection

    def _connection(
        self, url: WebUrl, on_closed: Callable[[], None], session: ssl.SSLSession | None
    ) -> HttpConnection:
        if url.scheme != "https":
            return HttpConnection(on_closed)
        return HttpConnection(
            on_closed, tls=self._context(), server_name=_bare(url.host), session=session
        )

    async def _dial(self, url: WebUrl) -> socket.socket:
        proxy = self.proxy_for(url)
        if proxy is None:
            return await self._dialer.dial(_bare(url.host), url.port)
        self._check_name(url)
        try:
            sock = await connect_first(await self._proxy_addresses(proxy), proxy.port)
        except WireFault as fault:
            # a name that does not exist is the proxy's here, and says nothing about the link's
            late = fault.outcome is Outcome.TIMED_OUT
            outcome = Outcome.TIMED_OUT if late else Outcome.UNREACHABLE
            raise WireFault(outcome, "proxy", whole_host=True) from fault
        if url.scheme == "https":
            try:
                await _tunnel(sock, proxy, f"{url.host}:{url.port}")
            except BaseException:
                sock.close()
                raise
        return sock

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = client_context(self._environ)
        return self._tls

    def _check_name(self, url: WebUrl) -> None:
        """Behind a proxy the proxy looks names up; what can be told from the name is checked here."""
        address = ip_literal(url.host.rstrip("."))
        if address is not None and not self._policy.permits(str(address)):
            raise WireFault(Outcome.UNSAFE, "private-address")
        if is_internal_name(url.host) and not self._policy.allows_private:
            raise WireFault(Outcome.UNSAFE, "internal-name")

    async def _proxy_addresses(self, proxy: Proxy) -> tuple[str, ...]:
        if ip_literal(proxy.host) is not None or ":" in proxy.host:
            return (proxy.host,)
        return await self._resolver.resolve(proxy.host)


async def _tunnel(sock: socket.socket, proxy: Proxy, authority: str) -> None:
    """Ask the proxy for a tunnel (RFC 9110, section 9.3.6); raises ``WireFault``."""
    loop = asyncio.get_running_loop()
    head = f"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n"
    if proxy.authorization:
        head += f"Proxy-Authorization: {proxy.authorization}\r\n"
    await loop.sock_sendall(sock, f"{head}\r\n".encode("ascii"))
    answer = b""
    while b"\r\n\r\n" not in answer:
        # one byte at a time past the head would be the server's first TLS record: TLS speaks
        # second, so nothing can follow the head before we have written
        data = await loop.sock_recv(sock, 4096)
        answer += data
        if not data or len(answer) > MOST_PROXY_HEAD:
            raise WireFault(Outcome.UNREACHABLE, "proxy", whole_host=True)
    status = answer[9:12]
    if status[:1] == b"2":
        return
    if status == b"504":
        raise WireFault(Outcome.TIMED_OUT, "proxy", whole_host=True)
    raise WireFault(Outcome.UNREACHABLE, "proxy", whole_host=True)


def _bare(host: str) -> str:
    return host.rstrip(".").strip("[]")
