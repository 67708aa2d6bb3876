"""The probing engine: sockets, TLS and HTTP for ``bot.probing``."""

from __future__ import annotations

from bot.gateways.web.dialer import Dialer, SafeDialer
from bot.gateways.web.gateway import WebGateway
from bot.gateways.web.resolver import Resolver, SystemResolver

__all__ = ["Dialer", "Resolver", "SafeDialer", "SystemResolver", "WebGateway"]
