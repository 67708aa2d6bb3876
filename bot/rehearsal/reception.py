"""Where every request of a rehearsal arrives: counted, remembered, answered for tonight."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.rehearsal.exchange import Asked, Reply, split
from bot.rehearsal.hosts import HANDLERS, answer
from bot.rehearsal.misfortunes import Fate
from bot.rehearsal.tonight import Tonight
from bot.rehearsal.world import FIRST_NIGHT, World

#: hosts that a runner with a network can always reach
ALWAYS_THERE = ("example.com", "www.example.com", "www.iana.org", "www.rfc-editor.org")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One request that the simulated web received."""

    night: int
    host: str
    method: str
    target: str
    status: int
    #: it carried an ``Authorization`` header
    with_token: bool = False
    scheme: str = "https"


class Reception:
    """A world, the night it is, and everything that was asked so far. Safe between threads."""

    def __init__(
        self, world: World, *, start: datetime = FIRST_NIGHT, canaries: Iterable[str] = ()
    ) -> None:
        self.world = world
        self._start = start
        targets = [*canaries, *(item.to for item in world.misfortunes if item.to)]
        extra = {split(url).hostname or "" for url in targets if "//" in url}
        self.hosts = frozenset((world.hosts | set(HANDLERS) | set(ALWAYS_THERE) | extra) - {""})
        #: every request so far, in the order in which they came
        self.sightings: list[Sighting] = []
        self._lock = threading.Lock()
        self.set_night(1)

    def set_night(self, night: int, *, at: datetime | None = None) -> None:
        """Turn to night ``night`` (1 = the first); ``at`` = what "now" is in the world."""
        with self._lock:
            self.night = night
            self.now = at or self._start + timedelta(days=night - 1)
            self.tonight = Tonight(self.world, night)
            self._to_host: Counter[str] = Counter()
            self._to_target: Counter[tuple[str, str]] = Counter()

    @property
    def requests(self) -> Counter[str]:
        """Number of requests per host since the beginning."""
        return Counter(sighting.host for sighting in list(self.sightings))

    @property
    def requests_tonight(self) -> Counter[str]:
        """Number of requests per host in this night (counted anew when it is set again)."""
        with self._lock:
            return Counter(self._to_host)

    def exists(self, host: str) -> bool:
        """Can this name be looked up tonight?"""
        fate = self.tonight.fate_of_host(host)
        missing = fate is not None and fate.fate is Fate.NO_SUCH_HOST
        return not (self.tonight.offline or missing) and host in self.hosts

    def look_up(self, host: str) -> None:
        """Raise ``socket.gaierror`` for a name that does not exist tonight."""
        if not self.exists(host):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def is_refused(self, host: str) -> bool:
        """Does nothing listen on this host tonight?"""
        fate = self.tonight.fate_of_host(host)
        return fate is not None and fate.fate is Fate.REFUSED

    def has_expired_certificate(self, host: str) -> bool:
        """Is the certificate of this host out of date tonight?"""
        fate = self.tonight.fate_of_host(host)
        return fate is not None and fate.fate is Fate.EXPIRED_CERTIFICATE

    def answer(self, asked: Asked) -> Reply:
        """Count the request and answer it."""
        with self._lock:
            self._to_host[asked.host] += 1
            self._to_target[asked.host, asked.target] += 1
            asked = replace(
                asked,
                nth_to_host=self._to_host[asked.host],
                nth_to_target=self._to_target[asked.host, asked.target],
                at=self.now,
            )
            tonight = self.tonight
        reply = answer(tonight, asked)
        self.sightings.append(
            Sighting(
                night=tonight.night,
                host=asked.host,
                method=asked.method,
                target=asked.target,
                status=reply.status,
                with_token="authorization" in asked.headers,
                scheme=asked.scheme,
            )
        )
        return reply.with_headers(("x-simulated", "listbot rehearsal"))
