"""The registries of papers, asked in batches: ``ScholarPort`` over HTTP.

The order is that of the cheapest proof first: many identifiers a call (arXiv, Crossref), then single
look-ups for what is left, then second witnesses for what contradicts the list. Whatever a sick
registry does, the run goes on: what could not be asked is listed, and nothing is concluded from it.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

import httpx

from bot.gateways.registry_client import RegistryClient
from bot.gateways.scholarly_desk import Desk, Limits
from bot.gateways.scholarly_lookups import (
    ask_agencies,
    ask_arxiv,
    ask_crossref,
    ask_numbers,
    ask_publications,
    ask_pubmed,
    ask_versions,
)
from bot.gateways.scholarly_searches import (
    ask_for_code,
    find_publications,
    hear_second_witnesses,
    search_elsewhere,
    search_unindexed,
)
from bot.model.papers import PaperId, PaperQuestion, PaperRecord
from bot.ports import PaperAnswers
from bot.registries.dossier import open_dossiers

_MAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_PUT_OFF = {
    "searches": "title searches",
    "numbers": "look-ups of publisher's numbers",
    "addresses": "look-ups of addresses",
    "witnesses": "second witnesses",
    "versions": "earlier versions",
}


class ScholarGateway:
    """Asks doi.org, Crossref, DataCite, arXiv, PubMed, OpenAlex and Hugging Face about papers.

    ``user_agent`` names the bot and whom to write to; an e-mail address in it (or in ``contact``)
    opens Crossref's polite pool. ``transport`` replaces the network under the true host names.
    ``patience``: seconds that one wait asked for by a registry may take; ``deadline``: seconds for
    one call; ``pause`` and ``clock`` replace sleeping and time in tests.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        contact: str = "",
        transport: httpx.AsyncBaseTransport | None = None,
        limits: Limits | None = None,
        patience: float = 60.0,
        deadline: float = 20.0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._user_agent = user_agent
        mail = _MAIL.search(f"{contact} {user_agent}")
        self._mailto = mail[0] if mail else ""
        self._transport = transport
        self._limits = limits
        self._patience = patience
        self._deadline = deadline
        self._sleep = sleep
        self._clock = clock

    async def look_up(
        self,
        questions: Sequence[PaperQuestion],
        known: Mapping[PaperId, Sequence[PaperRecord]],
        *,
        now: datetime,
    ) -> PaperAnswers:
        """Answer from ``known`` while fresh, else ask in batches; a sick registry never raises."""
        dossiers = open_dossiers(questions, known, now=now)
        limits = self._limits or Limits.for_list(len(dossiers))
        client = RegistryClient(
            user_agent=self._user_agent,
            transport=self._transport,
            patience=self._patience,
            deadline=self._deadline,
            sleep=self._sleep,
            clock=self._clock,
        )
        late = ""
        async with client:
            desk = Desk(
                client=client, dossiers=dossiers, limits=limits, mailto=self._mailto, now=now
            )
            try:
                async with asyncio.timeout(limits.seconds):
                    await _work(desk)
            except TimeoutError:
                late = f"stopped after {limits.seconds:g} s; the rest waits for the next run"
        return _answers(desk, late)


async def _work(desk: Desk) -> None:
    async with asyncio.TaskGroup() as lanes:
        lanes.create_task(ask_arxiv(desk))
        lanes.create_task(_crossref_first(desk))
    await ask_agencies(desk)
    await ask_versions(desk)
    await search_elsewhere(desk)
    await hear_second_witnesses(desk)
    await ask_publications(desk)
    await find_publications(desk)
    await ask_for_code(desk)


async def _crossref_first(desk: Desk) -> None:
    await ask_pubmed(desk)  # whose DOIs Crossref is asked about
    await ask_crossref(desk)
    await ask_numbers(desk)
    await search_unindexed(desk)


def _answers(desk: Desk, late: str) -> PaperAnswers:
    complaints = [(str(name), why) for name, why in desk.client.complaints.items()]
    if late:
        complaints.append(("registries", late))
    return PaperAnswers(
        records=tuple(record for dossier in desk.dossiers for record in dossier.records()),
        unregistered=tuple(d.paper for d in desk.dossiers if d.unregistered),
        unavailable=tuple(complaints),
        postponed=tuple(
            f"{count} {_PUT_OFF[name]} wait for the next nights"
            for name, count in desk.put_off.items()
            if name in _PUT_OFF
        ),
        calls=tuple(sorted((str(name), count) for name, count in desk.client.calls.items())),
    )
