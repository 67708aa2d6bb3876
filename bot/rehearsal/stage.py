"""The bot's real gateways in front of the simulated web, with manners for a play."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

from bot.gateways.clock import FixedClock
from bot.gateways.web.dialer import connect_first
from bot.gateways.web.faults import WireFault
from bot.model.observations import Outcome
from bot.model.settings import Settings
from bot.pipeline.observe import Witnesses
from bot.ports import Progress
from bot.rehearsal.folder import ENTRIES, README, REPORTS
from bot.rehearsal.transports import LoopbackTransport
from bot.rehearsal.web import SimulatedWeb
from bot.wiring.night import witnesses
from bot.wiring.outside import Outside

#: how many times faster a rehearsal waits than a real night
HURRY = 100.0


class LoopbackDialer:
    """Connects to the port of the simulated web that stands for a host."""

    def __init__(self, web: SimulatedWeb) -> None:
        self._web = web

    async def dial(self, host: str, port: int) -> socket.socket:
        """See ``bot.gateways.web.Dialer``."""
        try:
            address, number = self._web.dial(host, port)
        except socket.gaierror as error:
            raise WireFault(Outcome.NO_SUCH_HOST, "no-address", whole_host=True) from error
        return await connect_first((address,), number)

    def forget(self, host: str) -> None:
        """Nothing is remembered."""


def rehearsal_settings(settings: Settings) -> Settings:
    """The list's own settings in a hurry: same rules and policy, seconds become hundredths.

    The simulated hosts are this machine, so nobody is disturbed. Deadlines shrink as well.
    """
    return replace(
        settings,
        entries=ENTRIES,
        reports=REPORTS,
        readme=README,
        web=replace(
            settings.web,
            attempt_timeout=min(settings.web.attempt_timeout, 3.0),
            url_timeout=min(settings.web.url_timeout, 10.0),
            second_look_after=0.0,
            budget=None,
            forced_interval=0.01,
            contact="https://rehearsal.invalid/",
        ),
    )


async def hurried(seconds: float) -> None:
    """Wait a hundredth of the time: the hosts that asked for patience are this machine."""
    await asyncio.sleep(seconds / HURRY)


@asynccontextmanager
async def on_stage(
    settings: Settings, web: SimulatedWeb, *, at: datetime, progress: Progress | None = None
) -> AsyncGenerator[Witnesses, None]:
    """Everybody whom the bot asks in a night at ``at``, reached through real sockets."""
    environ = {
        "GITHUB_TOKEN": web.world.token,
        "GITHUB_API_URL": "https://api.github.com",
        "GITHUB_GRAPHQL_URL": "https://api.github.com/graphql",
    }
    transport = LoopbackTransport(web)
    outside = Outside(
        clock=FixedClock(at),
        environ=environ,
        dialer=LoopbackDialer(web),
        tls=web.client_context(),
        transport=transport,
        sleep=hurried,
    )
    try:
        async with witnesses(settings, outside, progress) as everybody:
            yield everybody
    finally:
        await transport.aclose()
