"""Which answers deserve a second look, and when one host's failures speak for all its pages."""

from __future__ import annotations

from bot.model.observations import Outcome

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


class HostHealth:
    """Circuit breaker of one host: closed while it answers, open after failures in a row."""

    __slots__ = ("_failures", "is_down")

    def __init__(self) -> None:
        self._failures = 0
        self.is_down = False

    def answered(self) -> bool:
        """The host answered something; True when it was thought to be down."""
        self._failures = 0
        was_down, self.is_down = self.is_down, False
        return was_down

    def failed(self, outcome: Outcome) -> bool:
        """A request failed on the network; True when that makes the host count as down."""
        patience = _PATIENCE.get(outcome)
        if patience is None or self.is_down:
            return False
        self._failures += 1
        self.is_down = self._failures >= patience
        return self.is_down
