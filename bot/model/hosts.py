"""What earlier nights learnt about how a host wants to be asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownHost:
    """One host, and how old the knowledge is."""

    #: with its port where that is not the default of the scheme
    host: str
    #: when its robots.txt was read; None = never, or it is to be read again in every run
    robots_at: datetime | None = None
    #: seconds between two requests that it asks for; None = none
    crawl_delay: float | None = None
    #: does HEAD say what GET says? None = not known
    head_agrees: bool | None = None
    #: when that was tried
    head_at: datetime | None = None


class HostMemory:
    """What is known about hosts at the beginning of a run, and what the run learns on its way."""

    def __init__(self) -> None:
        self._known: dict[str, KnownHost] = {}
        #: what is learnt now is known in the next run, so it may cost a request
        self.lasts = False

    def begin(self, known: Iterable[KnownHost]) -> None:
        """Begin with what earlier runs learnt; what this one learns will be kept."""
        self._known = {host.host: host for host in known}
        self.lasts = True

    def of(self, host: str) -> KnownHost:
        """What is known about a host, perhaps nothing."""
        return self._known.get(host) or KnownHost(host=host)

    def learn(self, host: KnownHost) -> None:
        """Replace what is known."""
        self._known[host.host] = host

    def all(self) -> tuple[KnownHost, ...]:
        """Everything that is known now."""
        return tuple(self._known.values())
