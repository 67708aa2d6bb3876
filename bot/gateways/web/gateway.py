"""The probing engine as the pipeline sees it."""

from __future__ import annotations

import asyncio
import random
import ssl
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing

import httpx

from bot.errors import ConfigurationError
from bot.gateways.web.connections import Connector
from bot.gateways.web.dialer import Dialer, SafeDialer
from bot.gateways.web.exchanger import Exchanger
from bot.gateways.web.requests import RequestBuilder, user_agent
from bot.gateways.web.resolver import Resolver, SystemResolver
from bot.gateways.web.transport import GuardedTransport
from bot.gateways.web.visit import Visit
from bot.model.hosts import HostMemory
from bot.model.observations import Look, Target
from bot.model.runs import Cost
from bot.model.settings import WebSettings
from bot.ports import ClockPort, Progress
from bot.urls import AddressPolicy


class WebGateway:
    """Asks addresses, politely, each target once. Implements ``bot.ports.WebPort``.

    A gateway can visit several times; its cost adds up. Nothing is opened before the first visit,
    and nothing stays open after one (leaving the iterator early closes everything at once).
    """

    def __init__(
        self,
        settings: WebSettings,
        *,
        clock: ClockPort,
        environ: Mapping[str, str] | None = None,
        resolver: Resolver | None = None,
        dialer: Dialer | None = None,
        tls: ssl.SSLContext | None = None,
        progress: Progress | None = None,
        seed: int | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        memory: HostMemory | None = None,
    ) -> None:
        """Build the engine.

        ``environ``: where proxies (``HTTP_PROXY`` ...) and trust (``SSL_CERT_FILE``) are read from;
        pass ``os.environ`` in production, nothing in tests. ``resolver`` replaces ``getaddrinfo``,
        the address policy stays. ``dialer`` replaces both: a rehearsal maps hosts to loopback ports
        there. ``tls`` replaces the trust store. ``seed`` makes jitter and sibling names repeatable.
        ``transport`` replaces everything below HTTP: guards, proxies and TLS are its own business.
        ``memory``: what is known about hosts, and learnt on the way.
        Raises ``ConfigurationError`` for networks, proxies or trust files that cannot be used.
        """
        self._settings = settings
        self._clock = clock
        self._progress = progress
        self._dice = random.Random(seed)
        try:
            policy = AddressPolicy(settings.allow_net)
        except ValueError as error:
            raise ConfigurationError(
                f"--allow-net (web.allow-net): {error}", hint="Write networks like 192.168.0.0/16."
            ) from None
        resolver = resolver or SystemResolver()
        self._connector = Connector(
            dialer=dialer or SafeDialer(resolver, policy),
            policy=policy,
            environ=environ or {},
            tls=tls,
            resolver=resolver,
        )
        self._transport = transport
        self._memory = memory or HostMemory()
        self._requests = RequestBuilder(user_agent(settings.contact))
        self._counts: dict[str, int] = {}
        self._received = 0
        self._seconds = 0.0

    async def visit(self, targets: Sequence[Target]) -> AsyncGenerator[Look, None]:
        """Yield one look per target, in the order in which answers come. Never raises for a website.

        Raises ``ConfigurationError`` when the trust file in the environment cannot be read.
        """
        loop = asyncio.get_running_loop()
        began = loop.time()
        exchanger = Exchanger(self._new_transport, self._requests, self._counts)
        visit = Visit(
            settings=self._settings,
            connector=self._connector,
            exchanger=exchanger,
            clock=self._clock,
            progress=self._progress,
            dice=self._dice,
            memory=self._memory,
        )
        try:
            async with aclosing(visit.looks(targets)) as looks:
                async for look in looks:
                    yield look
        finally:
            self._received += exchanger.received
            self._seconds += loop.time() - began

    def _new_transport(self, connections: int) -> httpx.AsyncBaseTransport:
        return self._transport or GuardedTransport(self._connector, connections=connections)

    def cost(self) -> Cost:
        """Requests per host, bytes received and seconds of all visits so far."""
        return Cost(
            requests=tuple(sorted(self._counts.items())),
            received=self._received,
            seconds=self._seconds,
        )
