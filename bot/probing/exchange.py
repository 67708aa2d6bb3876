"""One request and what came back: the values that the wire and the rules share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.model.observations import Outcome
from bot.urls import WebUrl


class Method(StrEnum):
    """The two methods that only read."""

    GET = "GET"
    HEAD = "HEAD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request, before the wire adds Host, User-Agent and Accept."""

    url: WebUrl
    method: Method = Method.GET
    #: extra headers, (name, value)
    headers: tuple[tuple[str, str], ...] = ()
    #: body bytes wanted at most, as they come over the wire
    limit: int = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: complete head, body up to the limit. Everything in it is foreign."""

    status: int
    #: lower-case names; repeated headers are joined with ", " except Set-Cookie
    headers: Mapping[str, str]
    #: content-coded as it came (see ``bodies.decoded``)
    body: bytes = b""
    #: the body ended by itself and was not cut at the limit
    complete: bool = True
    #: every Set-Cookie value, in order
    cookies: tuple[str, ...] = ()
    #: seconds from the first byte sent to the end of what was read
    seconds: float = 0.0
    #: bytes on the wire, head included
    received: int = 0

    def measured(self, seconds: float, received: int) -> Answer:
        """The same answer with what it cost."""
        return Answer(
            self.status, self.headers, self.body, self.complete, self.cookies, seconds, received
        )

    @property
    def media_type(self) -> str:
        """Lower-case media type without parameters, "" when there is none."""
        return self.headers.get("content-type", "").split(";", 1)[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Fault:
    """No usable answer: what that means for the target, and the exact cause."""

    outcome: Outcome
    #: closed vocabulary: "refused", "reset", "expired" ...
    reason: str
    #: nothing was heard from the server itself (DNS, connect, TLS): it speaks for the whole host
    whole_host: bool = False
    seconds: float = 0.0
    received: int = 0


#: what one exchange ends in
Result = Answer | Fault
