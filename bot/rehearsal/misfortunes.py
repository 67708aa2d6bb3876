"""What goes wrong in the simulated web, and on which nights."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What can happen to a page, a host, a registry or a repository."""

    # pages and hosts
    GONE = "gone"
    #: the page says "not found" with status 200
    SOFT_GONE = "soft-gone"
    SERVER_ERROR = "server-error"
    #: the first request of the night fails with 503, the next is well
    HICCUP = "hiccup"
    #: 301 to another address
    MOVED = "moved"
    #: 302 to the home page of the host
    SENT_HOME = "sent-home"
    #: the domain shows a page that offers it for sale
    FOR_SALE = "for-sale"
    # hosts only
    #: nothing listens
    REFUSED = "refused"
    #: the name does not exist
    NO_SUCH_HOST = "no-such-host"
    #: accepts and never answers
    SILENT = "silent"
    #: closes the connection in the middle
    DROPPED = "dropped"
    EXPIRED_CERTIFICATE = "expired-certificate"
    #: 429 to every request
    RATE_LIMITED = "rate-limited"
    #: 200 with a page of HTML where data was asked for
    GARBAGE = "garbage"
    #: 429 with Retry-After to two requests of three
    BUSY = "busy"
    #: answers, each time after ``seconds``
    SLOW = "slow"
    #: a registry answers with the title and the authors of another paper
    LYING = "lying"
    #: nothing at all can be reached: the runner is offline
    OFFLINE = "offline"
    # repositories
    RENAMED = "renamed"
    ARCHIVED = "archived"
    EMPTIED = "emptied"
    DELETED = "deleted"
    #: someone else registered the old name: same address, other node id
    HIJACKED = "hijacked"
    #: the host withholds it (451)
    WITHHELD = "withheld"


#: fates that strike before an HTTP request can be read
BEFORE_HTTP = frozenset({Fate.REFUSED, Fate.NO_SUCH_HOST, Fate.EXPIRED_CERTIFICATE})

#: fates of repositories
OF_REPOSITORIES = frozenset(
    {
        Fate.RENAMED,
        Fate.ARCHIVED,
        Fate.EMPTIED,
        Fate.DELETED,
        Fate.HIJACKED,
        Fate.WITHHELD,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nights:
    """On which nights something happens. The first night of a rehearsal is 1."""

    first: int = 1
    #: None = for ever
    last: int | None = None
    #: 2 = every other night
    every: int = 1

    def __contains__(self, night: int) -> bool:
        if night < self.first or (self.last is not None and night > self.last):
            return False
        return (night - self.first) % self.every == 0

    def __str__(self) -> str:
        if self.last == self.first:
            return f"in night {self.first}"
        end = f"to night {self.last}" if self.last is not None else "on"
        step = f", every {self.every} nights" if self.every > 1 else ""
        return f"from night {self.first} {end}{step}"


ALWAYS = Nights()


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfortune:
    """One thing that goes wrong: to whom, how and when. One of url, host, repository is set."""

    fate: Fate
    nights: Nights = ALWAYS
    url: str | None = None
    host: str | None = None
    #: owner/name
    repository: str | None = None
    #: new address or new owner/name
    to: str | None = None
    #: for ``SLOW``: seconds before the first byte
    seconds: float = 1.0
    #: for pages: when the archive copied them while they were well (YYYYMMDDhhmmss), "" = never
    copied: str = "20250102030405"
    #: one sentence for the programme of the rehearsal
    note: str = ""

    @property
    def subject(self) -> str:
        """Whom it strikes."""
        return self.url or self.host or self.repository or "everything"
