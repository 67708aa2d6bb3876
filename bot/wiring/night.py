"""Whom a whole night asks: pages, registries, code hosts and their search, the archive."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.gateways.archive import ArchiveGateway
from bot.gateways.code_hosts import CodeHosts
from bot.gateways.github.access import access_from
from bot.gateways.github.search import GitHubSearch
from bot.gateways.http import Borrowed, HttpClient, NetworkTransport
from bot.gateways.scholarly import ScholarGateway
from bot.gateways.web import WebGateway
from bot.gateways.web.requests import user_agent
from bot.model.hosts import HostMemory
from bot.model.settings import Settings
from bot.pipeline.observe import Witnesses
from bot.ports import Progress
from bot.wiring.outside import Outside, contact_of


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
    hosts = HostMemory()
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
                    memory=hosts,
                ),
                hosts=hosts,
                scholar=ScholarGateway(
                    user_agent=agent,
                    contact=contact,
                    transport=Borrowed(transport),
                    sleep=outside.sleep,
                ),
                repositories=CodeHosts(http, access, sleep=outside.sleep),
                search=GitHubSearch(http, access, sleep=outside.sleep),
                archive=ArchiveGateway(
                    user_agent=agent, transport=Borrowed(transport), sleep=outside.sleep
                ),
            )
        finally:
            if outside.transport is None:
                await transport.aclose()
