"""Picks the real gateways; nobody else names them."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from bot.gateways.web import Dialer, WebGateway
from bot.model.settings import Settings
from bot.pipeline.observe import Witnesses
from bot.ports import ClockPort, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """The world that the gateways meet. A rehearsal brings one of its own."""

    clock: ClockPort
    #: environment variables: tokens, API addresses, proxies, trust
    environ: Mapping[str, str] = field(default_factory=dict)
    dialer: Dialer | None = None
    tls: ssl.SSLContext | None = None
    #: carries requests to registries and to the GitHub API
    transport: httpx.AsyncBaseTransport | None = None


def witnesses(settings: Settings, outside: Outside, progress: Progress | None = None) -> Witnesses:
    """Everybody whom a run asks."""
    return Witnesses(
        web=WebGateway(
            settings.web,
            clock=outside.clock,
            environ=outside.environ,
            dialer=outside.dialer,
            tls=outside.tls,
            progress=progress,
        ),
    )
