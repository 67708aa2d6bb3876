"""What one visit remembers: of a target on its way, and of a host."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime

from bot.model.observations import Look, Observation, Outcome, Target
from bot.probing.classify import Sibling
from bot.probing.doubt import HostHealth
from bot.probing.exchange import Answer, Fault
from bot.probing.journey import Found, Journey
from bot.urls import UnusableUrl, WebUrl, canonical_url, parse

#: what becomes of the answer to a question of our own
Errand = Callable[[Answer | None], None]


class Host:
    """One host and port in this run."""

    __slots__ = (
        "authority",
        "awaiting",
        "head_tried",
        "health",
        "held",
        "last_fault",
        "links",
        "probes",
        "probes_failed",
        "sibling",
        "sibling_asked",
        "sibling_waiting",
    )

    def __init__(self, authority: str) -> None:
        #: with its port where that is not the default of the scheme
        self.authority = authority
        #: targets of this run that begin here
        self.links = 0
        #: its HEAD was compared with its GET in this run
        self.head_tried = False
        self.health = HostHealth()
        #: jobs that were not asked because the host is down
        self.held: list[Job] = []
        #: what brought it down
        self.last_fault: Fault | None = None
        #: second looks that were allowed to find out whether it is back, and how many failed
        self.probes = 0
        self.probes_failed = 0
        #: jobs that wait for the result of those
        self.awaiting: list[Job] = []
        #: what its random sibling answered, once it is known
        self.sibling: Sibling | None = None
        self.sibling_asked = False
        #: jobs that wait for the sibling; None when nobody has asked, or when it is known
        self.sibling_waiting: list[Job] | None = None

    def take_held(self) -> list[Job]:
        """Every job that was kept back; it is not kept any longer."""
        jobs = self.held + self.awaiting
        self.held, self.awaiting = [], []
        return jobs


class Job:
    """One target on its way through its looks."""

    __slots__ = (
        "errand",
        "first",
        "held_at",
        "host",
        "journey",
        "late",
        "probing",
        "received",
        "second",
        "seconds",
        "start",
        "target",
        "tries",
        "waits_for",
    )

    def __init__(self, target: Target, start: WebUrl, host: Host) -> None:
        self.target = target
        self.start = start
        #: the host that it begins at
        self.host = host
        #: under way, None before a look
        self.journey: Journey | None = None
        #: journeys begun
        self.tries = 0
        #: of all exchanges, waiting for turns excluded
        self.seconds = 0.0
        self.received = 0
        #: in its second look
        self.second = False
        #: waits for the time of its second look
        self.late = False
        #: what the first look found, while that is doubted
        self.first: Found | None = None
        #: loop time of that
        self.held_at = 0.0
        #: finds out whether this host, which was down, is back
        self.probing: Host | None = None
        #: gets the last answer (None: there was none) of a job that is no target, but asks for our own sake
        self.errand: Errand | None = None
        #: gets what the present journey finds, where somebody decides whether to ask again
        self.waits_for: asyncio.Future[Found] | None = None

    @property
    def next_url(self) -> WebUrl:
        """Where its next request goes."""
        return self.start if self.journey is None else self.journey.url


def look_from(job: Job, found: Found, at: datetime) -> Look:
    """The look of a job that was asked."""
    return Look(
        observation=Observation(
            target=job.target.url,
            at=at,
            outcome=found.outcome,
            status=found.status,
            final_url=found.final_url,
            permanent=found.permanent,
            secure_twin=found.secure_twin,
            reason=found.reason,
        ),
        page=found.page,
        validators=found.validators,
        hops=found.hops,
        attempts=job.tries,
        elapsed_ms=round(job.seconds * 1000),
        received=job.received,
        by_head=found.by_head,
    )


def unasked(target: Target, at: datetime, outcome: Outcome, reason: str, tries: int = 0) -> Look:
    """The look of a target that was not asked, or not to the end."""
    observation = Observation(target=target.url, at=at, outcome=outcome, reason=reason)
    return Look(observation=observation, attempts=tries)


def start_of(target: Target) -> WebUrl:
    """Where the journey of a target begins: at the list's own spelling, where that means the target.

    Paths are sent as they are written. Raises ``UnusableUrl``.
    """
    for spelling in target.spellings[:1]:
        with contextlib.suppress(UnusableUrl):
            url = parse(spelling)
            if canonical_url(url) == target.url:
                return url
    return parse(target.url)
