"""Random siblings: a suspicious page is compared with what its host says to nonsense, asked once."""

from __future__ import annotations

import random
from collections.abc import Callable

from bot.gateways.web.jobs import Host, Job
from bot.gateways.web.outages import Queue
from bot.model.observations import Target
from bot.probing.classify import Sibling, sibling_from
from bot.probing.journey import Journey, Need, sibling_of
from bot.urls import canonical_url


class Siblings:
    """Asks each host for at most one random sibling in a run."""

    def __init__(
        self,
        queue: Queue,
        dice: random.Random,
        told: Callable[[Host, Sibling | None], None],
    ) -> None:
        """``told``: the sibling of a host has answered (None: it could not be asked)."""
        self._queue = queue
        self._dice = dice
        self._told = told

    def settle(self, job: Job, journey: Journey, host: Host) -> Need:
        """Settle a suspicious journey at once, or let it wait (``Need.SIBLING``).

        ``host`` is where the journey ended.
        """
        if host.sibling_waiting is not None:
            host.sibling_waiting.append(job)
            return Need.SIBLING
        if host.sibling_asked:
            return journey.settle(host.sibling)
        host.sibling_asked = True
        host.sibling_waiting = [job]
        url = sibling_of(journey.url, f"{self._dice.getrandbits(64):016x}")
        asking = Job(Target(url=canonical_url(url)), url, host)
        asking.errand = lambda answer: self._told(host, sibling_from(answer) if answer else None)
        asking.second = True
        self._queue(asking)
        return Need.SIBLING

    @staticmethod
    def known(host: Host, sibling: Sibling | None) -> list[Job]:
        """The host's sibling has answered (None: it could not be asked); the jobs that waited."""
        host.sibling = sibling
        waiting, host.sibling_waiting = host.sibling_waiting or [], None
        return waiting
