"""Whom a check of links alone asks: pages, and the registries about pages that said nothing."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.gateways.web import WebGateway
from bot.gateways.web.requests import user_agent
from bot.model.hosts import HostMemory
from bot.model.papers import PaperId, PaperRecord
from bot.model.settings import Settings
from bot.pipeline.observe import Witnesses
from bot.ports import PaperAnswers, PaperQuestion, Progress
from bot.wiring.outside import Outside, contact_of

if TYPE_CHECKING:
    from bot.gateways.scholarly import ScholarGateway


@asynccontextmanager
async def witnesses(
    settings: Settings, outside: Outside, progress: Progress | None = None
) -> AsyncGenerator[Witnesses, None]:
    """Everybody whom a check asks; connections live until the block ends.

    Raises ConfigurationError for proxies or trust files that cannot be used.
    """
    contact = contact_of(settings, outside.environ)
    hosts = HostMemory()
    web = WebGateway(
        replace(settings.web, contact=contact),
        clock=outside.clock,
        environ=outside.environ,
        dialer=outside.dialer,
        tls=outside.tls,
        progress=progress,
        memory=hosts,
    )
    async with AsyncExitStack() as ends:
        yield Witnesses(web=web, hosts=hosts, scholar=_Registries(contact, outside, ends))


class _Registries:
    """The registries, loaded when there is something to ask: their clients take a while to load."""

    def __init__(self, contact: str, outside: Outside, ends: AsyncExitStack) -> None:
        self._contact = contact
        self._outside = outside
        self._ends = ends

    async def look_up(
        self,
        questions: Sequence[PaperQuestion],
        known: Mapping[PaperId, Sequence[PaperRecord]],
        *,
        now: datetime,
    ) -> PaperAnswers:
        return await self._gateway().look_up(questions, known, now=now)

    def _gateway(self) -> ScholarGateway:
        from bot.gateways.http import Borrowed, NetworkTransport
        from bot.gateways.scholarly import ScholarGateway

        transport = self._outside.transport
        if transport is None:
            own = NetworkTransport(self._outside.environ, self._outside.tls)
            self._ends.push_async_callback(own.aclose)
            transport = own
        return ScholarGateway(
            user_agent=user_agent(self._contact),
            contact=self._contact,
            transport=Borrowed(transport),
            sleep=self._outside.sleep,
        )
