"""The world that the gateways meet: time, environment, network."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.gateways.web import Dialer
from bot.model.settings import Settings
from bot.ports import ClockPort

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What is given to the gateways. A rehearsal brings one of its own."""

    clock: ClockPort
    #: environment variables: tokens, API addresses, proxies, trust
    environ: Mapping[str, str] = field(default_factory=dict)
    #: connects the probing engine; None = the network
    dialer: Dialer | None = None
    tls: ssl.SSLContext | None = None
    #: carries requests to registries and to the GitHub API; None = the network
    transport: httpx.AsyncBaseTransport | None = None
    #: how registries and the GitHub API are waited for
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


def contact_of(settings: Settings, environ: Mapping[str, str]) -> str:
    """Whom a host can write to: the configured contact, else the repository of the workflow.

    Outside of Actions there is no other, and then none is given: the name of somebody's private
    repository is no contact, and neither is a page about the program.
    """
    if settings.web.contact:
        return settings.web.contact
    server = environ.get("GITHUB_SERVER_URL") or "https://github.com"
    repository = environ.get("GITHUB_REPOSITORY")
    return f"{server}/{repository}" if repository else ""
