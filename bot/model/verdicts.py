"""Verdicts on the liveness of links, and the policy that leads to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.model.observations import Observation, Outcome, Witness


class Health(StrEnum):
    """Liveness of a link."""

    ALIVE = "alive"
    #: permanent redirect, final URL known
    MOVED = "moved"
    #: a wall stands before the page; a person would get in
    BLOCKED = "blocked"
    #: failing, not yet proven
    UNSTABLE = "unstable"
    #: proven
    DEAD = "dead"
    #: leads where the bot must not go
    UNSAFE = "unsafe"
    #: not a usable URL
    INVALID = "invalid"
    SKIPPED = "skipped"


class Flag(StrEnum):
    """Something to know about a link besides its liveness."""

    INSECURE = "insecure"
    RENAMED = "renamed"
    ARCHIVED = "archived"
    EMPTY = "empty"
    NOT_A_REPOSITORY = "not-a-repository"
    WRONG_PAPER = "wrong-paper"
    WRONG_CODE = "wrong-code"
    DUPLICATE = "duplicate"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"
    HIJACKED = "hijacked"
    CODE_AVAILABLE = "code-available"
    BAD_CERTIFICATE = "bad-certificate"


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeRule:
    """When does a repeated failure become proof of death?"""

    #: nights on which it must have been seen, with no success between them
    nights: int
    #: two sightings closer than this count as one night
    apart: timedelta = timedelta(hours=20)
    #: first and last sighting must be at least this far apart
    over: timedelta = timedelta(0)


#: 404, 410, unmistakable soft 404, domain for sale
CLEAR = StrikeRule(nights=2)
#: time-outs, 5xx, refused or broken connections, DNS failures
DOUBTFUL = StrikeRule(nights=6, over=timedelta(days=7))
#: a deep page that is sent to the home page for good
SENT_HOME = StrikeRule(nights=14)
#: hard proof, re-asked once in the same run by the gateway
HARD = StrikeRule(nights=1)


def _default_strikes() -> dict[Outcome, StrikeRule]:
    return {
        Outcome.NOT_FOUND: CLEAR,
        Outcome.SOFT_NOT_FOUND: CLEAR,
        Outcome.FOR_SALE: CLEAR,
        Outcome.TIMED_OUT: DOUBTFUL,
        Outcome.SERVER_ERROR: DOUBTFUL,
        Outcome.UNREACHABLE: DOUBTFUL,
        Outcome.BROKEN: DOUBTFUL,
        Outcome.NO_SUCH_HOST: DOUBTFUL,
        Outcome.DNS_FAILED: DOUBTFUL,
        Outcome.TLS_FAILED: DOUBTFUL,
        Outcome.REDIRECT_LOOP: DOUBTFUL,
        Outcome.SENT_HOME: SENT_HOME,
        Outcome.UNREGISTERED: HARD,
        Outcome.ABSENT: HARD,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The numbers behind every verdict; each can be changed in ``.github/listbot.yml``."""

    #: outcomes that are missing here never strike (walls, certificates, rate limits)
    strikes: dict[Outcome, StrikeRule] = field(default_factory=_default_strikes)
    #: nights with the same target before a permanent redirect becomes a fix
    moved_nights: int = 3
    #: share of targets that were alive before and fail now which makes a run invalid
    mass_failure: float = 0.25
    #: runs with fewer targets than this are judged by their own answers
    small_run: int = 8
    #: share of a host's links (at least ``incident_min`` of them) that fail together = incident
    incident_share: float = 0.6
    incident_min: int = 3
    #: a link is well again after this many nights (closes the bot's own issue)
    recovered_nights: int = 2
    #: separate issues: at most this many new a night, and open at a time
    new_issues_per_night: int = 3
    open_issues: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Today's conclusion about one target, with what decided it."""

    #: canonical URL
    target: str
    health: Health
    #: None when nothing was observed
    proof: Witness | None = None
    #: one plain sentence for a person, no foreign text
    reason: str = ""
    status: int | None = None
    final_url: str | None = None
    #: when this state began, None when unknown
    since: datetime | None = None
    #: last time the target was seen well
    last_alive: datetime | None = None
    #: nights on which the current failure was seen
    strikes: int = 0
    #: nights that the policy asks for before it is proven, 0 when it never is
    strikes_needed: int = 0
    #: in the middle of an outage of the whole host, which proves nothing about this link
    incident: bool = False
    flags: frozenset[Flag] = frozenset()
    #: the observations that decided it, oldest first
    decided_by: tuple[Observation, ...] = ()
