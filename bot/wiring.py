"""Picks the real gateways; nobody else names them."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import httpx

from bot import HOMEPAGE
from bot.gateways.archive import ArchiveGateway
from bot.gateways.code_hosts import CodeHosts
from bot.gateways.forge import GithubForge
from bot.gateways.github.access import access_from
from bot.gateways.http import Borrowed, HttpClient, NetworkTransport
from bot.gateways.scholarly import ScholarGateway
from bot.gateways.web import Dialer, WebGateway
from bot.gateways.web.requests import user_agent
from bot.model.settings import Settings
from bot.pipeline.observe import Witnesses
from bot.ports import ClockPort, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """The world that the gateways meet. A rehearsal brings one of its own."""

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
    """Whom a host can write to: the configured contact, else this repository, else the project."""
    if settings.web.contact:
        return settings.web.contact
    server, repository = environ.get("GITHUB_SERVER_URL"), environ.get("GITHUB_REPOSITORY")
    return f"{server}/{repository}" if server and repository else HOMEPAGE


@asynccontextmanager
async def witnesses(
    settings: Settings, outside: Outside, progress: Progress | None = None
) -> AsyncGenerator[Witnesses, None]:
    """Everybody whom a run asks; connections live until the block ends.

    Raises ConfigurationError for proxies, trust files or API addresses that cannot be used.
    """
    contact = contact_of(settings, outside.environ)
    agent = user_agent(contact)
    transport = outside.transport or NetworkTransport(outside.environ, outside.tls)
    access = access_from(outside.environ, ask_gh=outside.transport is None)
    async with HttpClient(agent=agent, environ=outside.environ, transport=transport) as http:
        try:
            yield Witnesses(
                web=WebGateway(
                    replace(settings.web, contact=contact),
                    clock=outside.clock,
                    environ=outside.environ,
                    dialer=outside.dialer,
                    tls=outside.tls,
                    progress=progress,
                ),
                scholar=ScholarGateway(
                    user_agent=agent,
                    contact=contact,
                    transport=Borrowed(transport),
                    sleep=outside.sleep,
                ),
                repositories=CodeHosts(http, access, sleep=outside.sleep),
                archive=ArchiveGateway(
                    user_agent=agent, transport=Borrowed(transport), sleep=outside.sleep
                ),
            )
        finally:
            if outside.transport is None:
                await transport.aclose()


#: seconds between two writes (GitHub, "Best practices for using the REST API": one at least)
WRITE_PAUSE = 1.0


def forge(outside: Outside, repository: str) -> GithubForge | None:
    """Issues and pull requests of ``owner/name``; None without a token that may be sent there.

    Raises ConfigurationError for API addresses that cannot be used.
    """
    access = access_from(outside.environ, ask_gh=outside.transport is None)
    if not access.authorization(f"{access.api_url}/repos"):
        return None
    return GithubForge(access.token, repository, address=access.api_url, pause=WRITE_PAUSE)
