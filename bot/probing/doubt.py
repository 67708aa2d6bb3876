"""Which answers deserve a second look, and when one host's failures speak for all its pages."""

from __future__ import annotations

from enum import StrEnum

from bot.model.observations import Outcome
from bot.probing.journey import Found

#: answers that may be an accident of the moment; a clear 404 or 410, a wall, and what was refused
#: for safety are none
DOUBTFUL = frozenset(
    {
        Outcome.SERVER_ERROR,
        Outcome.TIMED_OUT,
        Outcome.NO_SUCH_HOST,
        Outcome.DNS_FAILED,
        Outcome.UNREACHABLE,
        Outcome.BROKEN,
        Outcome.BAD_CERTIFICATE,
        Outcome.TLS_FAILED,
        Outcome.EMPTY,
        Outcome.REDIRECT_LOOP,
    }
)
#: doubtful answers that cost next to nothing to ask again once more in the second look
CHEAP = frozenset(
    {
        Outcome.SERVER_ERROR,
        Outcome.UNREACHABLE,
        Outcome.BROKEN,
        Outcome.TLS_FAILED,
    }
)
#: seconds between two looks at the same target, whatever the run's haste
LEAST_GAP = 2.0

#: network failures in a row, without any answer between, after which a host is left alone until
#: the second look. The dearer a failure, the fewer: a name that does not exist speaks for all its
#: pages, a dead host costs two deadlines, a broken connection may be the fault of one page.
_PATIENCE = {
    Outcome.NO_SUCH_HOST: 1,
    Outcome.DNS_FAILED: 1,
    Outcome.TIMED_OUT: 2,
    Outcome.UNREACHABLE: 2,
    Outcome.BAD_CERTIFICATE: 2,
    Outcome.TLS_FAILED: 3,
    Outcome.BROKEN: 6,
}


class Step(StrEnum):
    """What becomes of a journey that is over."""

    #: it is the answer
    BELIEVE = "believe"
    #: ask again when the pause is over that the host has asked for
    WAIT = "wait"
    #: ask again shortly
    REPEAT = "repeat"
    #: ask again late, from a fresh connection
    LOOK_AGAIN = "look-again"


def may_be_an_accident(found: Found) -> bool:
    """May asking again find something else?"""
    return found.outcome in DOUBTFUL or found.outcome is Outcome.RATE_LIMITED or found.throttled


def next_step(
    found: Found,
    *,
    first: Found | None,
    is_second: bool,
    tries: int,
    retries: int,
    pause: float | None,
    host_is_down: bool,
) -> Step:
    """Decide about a journey's result.

    ``first`` is what a doubted first look found, ``tries`` the journeys so far and ``retries`` those
    that may follow the first (the second look is always granted). ``pause``: seconds for which the
    host's lane still pauses, None when the host asked for more patience than a run has.
    """
    more = tries < 1 + max(1, retries)
    limited = found.outcome is Outcome.RATE_LIMITED
    if limited or (found.throttled and (pause is None or pause > 0)):
        return Step.WAIT if more and pause is not None else Step.BELIEVE
    if found.outcome not in DOUBTFUL:
        return Step.BELIEVE
    if not is_second:
        return Step.LOOK_AGAIN
    differs = first is not None and first.outcome is not found.outcome
    if more and not host_is_down and (found.outcome in CHEAP or differs):
        return Step.REPEAT
    return Step.BELIEVE


#: how much longer a host is trusted that has answered something in this run: there, a failure is
#: more likely the fault of one page
_TRUST = 3


class HostHealth:
    """Circuit breaker of one host: closed while it answers, open after failures in a row."""

    __slots__ = ("_failures", "has_answered", "is_down")

    def __init__(self) -> None:
        self._failures = 0
        self.has_answered = False
        self.is_down = False

    @property
    def has_failed(self) -> bool:
        """Was a failure the last that was heard of it?"""
        return self._failures > 0

    def answered(self) -> bool:
        """The host answered something; True when it was thought to be down."""
        self.has_answered = True
        self._failures = 0
        was_down, self.is_down = self.is_down, False
        return was_down

    def failed(self, outcome: Outcome) -> bool:
        """A request failed on the network; True when that makes the host count as down."""
        patience = _PATIENCE.get(outcome)
        if patience is None or self.is_down:
            return False
        self._failures += 1
        self.is_down = self._failures >= patience * (_TRUST if self.has_answered else 1)
        return self.is_down
