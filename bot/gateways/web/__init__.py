"""The probing engine: sockets, TLS and HTTP for ``bot.probing``; and its transport for anybody's httpx."""

from __future__ import annotations

import ssl
from collections.abc import Mapping, Sequence

from bot.gateways.web.connections import Connector
from bot.gateways.web.dialer import Dialer, SafeDialer
from bot.gateways.web.gateway import WebGateway
from bot.gateways.web.resolver import Resolver, SystemResolver
from bot.gateways.web.transport import CONNECTIONS, GuardedTransport
from bot.urls import AddressPolicy

__all__ = [
    "Dialer",
    "GuardedTransport",
    "Resolver",
    "SafeDialer",
    "SystemResolver",
    "WebGateway",
    "guarded_transport",
]


def guarded_transport(
    *,
    environ: Mapping[str, str],
    allow_net: Sequence[str] = (),
    tls: ssl.SSLContext | None = None,
    connections: int = CONNECTIONS,
    deadline: float | None = None,
) -> GuardedTransport:
    """A transport for ``httpx.AsyncClient(transport=...)`` that meets the public web only.

    ``environ`` gives proxies and trust (pass ``os.environ``), ``allow_net`` the private networks that
    may be contacted (CIDR). See ``GuardedTransport`` for the rest. Raises ``ConfigurationError`` for a
    proxy that cannot be used, ``ValueError`` for a network that is none.
    """
    policy = AddressPolicy(allow_net)
    resolver = SystemResolver()
    connector = Connector(
        dialer=SafeDialer(resolver, policy),
        policy=policy,
        environ=environ,
        tls=tls,
        resolver=resolver,
    )
    return GuardedTransport(connector, connections=connections, deadline=deadline)
