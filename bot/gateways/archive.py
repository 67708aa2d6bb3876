"""``ArchivePort`` over HTTP: the Internet Archive, asked slowly, and left alone when it is busy."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import httpx

from bot.gateways.registry_client import RegistryClient, Unanswered
from bot.model.copies import CopyQuestion, KnownCopy
from bot.ports import CopyAnswers
from bot.registries import wayback
from bot.registries.exchange import Garbage, RawAnswer, Registry, RegistryRequest

#: seconds for one call: the index often takes more than twenty
_DEADLINE = 40.0
#: seconds for all calls of a run
_BUDGET = 150.0


class ArchiveGateway:
    """Asks the index of captures, and the availability service where the index does not answer."""

    def __init__(
        self,
        *,
        user_agent: str,
        transport: httpx.AsyncBaseTransport | None = None,
        deadline: float = _DEADLINE,
        budget: float = _BUDGET,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``deadline``: seconds for one call; ``budget``: for all of them."""
        self._user_agent = user_agent
        self._transport = transport
        self._deadline = deadline
        self._budget = budget
        self._sleep = sleep
        self._clock = clock

    async def look_up(self, questions: Sequence[CopyQuestion], *, now: datetime) -> CopyAnswers:
        """What could be learnt; a sick archive raises nothing and answers for nothing."""
        found: list[KnownCopy] = []
        client = RegistryClient(
            user_agent=self._user_agent,
            transport=self._transport,
            patience=30.0,
            deadline=self._deadline,
            sleep=self._sleep,
            clock=self._clock,
        )
        async with client:
            try:
                async with asyncio.timeout(self._budget):
                    for question in questions:
                        copy = await _one(client, question, now)
                        found += [copy] if copy is not None else []
            except TimeoutError:
                pass  # who was not asked is asked in the next night
        return CopyAnswers(
            copies=tuple(found),
            unanswered=len(questions) - len(found),
            why=next(iter(client.complaints.values()), "took too long"),
            calls=tuple(sorted((str(name), count) for name, count in client.calls.items())),
        )


async def _one(client: RegistryClient, asked: CopyQuestion, now: datetime) -> KnownCopy | None:
    """The answer for one address, None when nobody gave one."""
    taken = await _heard(client, wayback.in_index(asked), asked, wayback.read_index)
    is_sure = taken is not _SILENCE
    if taken is _SILENCE:
        taken = await _heard(client, wayback.nearest(asked), asked, wayback.read_nearest)
    if isinstance(taken, _Silence):
        return None
    return KnownCopy(
        target=asked.target, until=asked.until, asked_at=now, taken=taken, is_sure=is_sure
    )


class _Silence:
    """No answer that means anything."""


_SILENCE = _Silence()


async def _heard(
    client: RegistryClient,
    request: RegistryRequest,
    asked: CopyQuestion,
    read: Callable[[RawAnswer, CopyQuestion], datetime | None],
) -> datetime | _Silence | None:
    registry: Registry = request.registry
    try:
        taken = read(await client.ask(request), asked)
    except Unanswered:
        return _SILENCE
    except Garbage as problem:
        client.complain(registry, str(problem))
        return _SILENCE
    client.thank(registry)
    return taken
