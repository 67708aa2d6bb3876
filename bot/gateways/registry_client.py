"""One polite HTTP client for all registries: paced, capped, with a total deadline for each call."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

import httpx
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type

from bot import __version__
from bot.registries.exchange import RawAnswer, Registry, RegistryRequest

#: seconds between the starts of two calls, to begin with; headers may slow it down.
#: arXiv: one request every three seconds, one connection (info.arxiv.org/help/api/tou.html).
#: Crossref: 3 list requests a second in the polite pool since December 2025, 1 in the public one.
#: Internet Archive: the index takes 24 a minute (edgi-govdata-archiving/wayback, release 0.5.1)
_INTERVALS = {
    Registry.ARXIV: 3.0,
    Registry.CROSSREF: 1.0,
    Registry.DATACITE: 1.0,
    Registry.DOI_ORG: 0.5,
    Registry.OPENALEX: 0.5,
    Registry.HUGGING_FACE: 1.0,
    # three requests a second without a key (NCBI E-utilities, usage guidelines)
    Registry.PUBMED: 0.5,
    Registry.WAYBACK_INDEX: 3.0,
    Registry.WAYBACK: 5.0,
}
_FASTEST = 0.35
#: bytes of one answer; 40 Crossref records are about 300 kB
_LARGEST = 16 * 1024 * 1024
#: sendings of one question
_ATTEMPTS = 3
#: ... when no answer came at all: silence takes long
_SILENT_ATTEMPTS = 2
#: failures in a row after which a registry is left alone for this run
_PATIENCE = 2
#: registries that are left alone for the night as soon as they say "too many"
_NOT_AGAIN = {Registry.WAYBACK_INDEX: float("inf"), Registry.WAYBACK: float("inf")}
#: seconds before a second try when nobody says how long
_PAUSE = 2.0


class Unanswered(Exception):
    """A question got no answer that means anything; why is kept for the report."""


@dataclass(slots=True)
class _Lane:
    """One registry: one call at a time, and how it behaves tonight."""

    interval: float
    next_start: float = 0.0
    failures: int = 0
    #: it refused an optional parameter
    plain: bool = False
    #: why it is left alone for the rest of the run, "" while it is not
    given_up: str = ""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class RegistryClient:
    """Asks registries. ``transport`` replaces the network under the true host names.

    ``patience``: seconds that one wait (Retry-After, rate limit) may take; a registry that wants more
    is left alone for this run. ``deadline``: seconds for one call, connecting and reading included.
    """

    def __init__(
        self,
        *,
        user_agent: str = f"listbot/{__version__}",
        transport: httpx.AsyncBaseTransport | None = None,
        patience: float = 60.0,
        deadline: float = 25.0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._http = httpx.AsyncClient(
            transport=transport,
            headers={"User-Agent": user_agent},
            timeout=httpx.Timeout(deadline),
            limits=httpx.Limits(max_connections=8, max_keepalive_connections=8),
            follow_redirects=False,
        )
        self._patience = patience
        self._deadline = deadline
        self._sleep = sleep
        self._clock = clock
        self._lanes = {name: _Lane(interval=seconds) for name, seconds in _INTERVALS.items()}
        self.calls: Counter[Registry] = Counter()
        #: (registry, reason) of everything that went wrong, first reason first
        self.complaints: dict[Registry, str] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._http.aclose()

    def is_given_up(self, registry: Registry) -> bool:
        """Is the registry left alone for the rest of the run?"""
        return bool(self._lanes[registry].given_up)

    def complain(self, registry: Registry, reason: str, *, give_up: bool = False) -> None:
        """Note that a registry did not do its part; after two times in a row it is left alone."""
        lane = self._lanes[registry]
        lane.failures += 1
        self.complaints.setdefault(registry, reason)
        if give_up or lane.failures >= _PATIENCE:
            lane.given_up = reason

    def thank(self, registry: Registry) -> None:
        """An answer made sense."""
        self._lanes[registry].failures = 0

    async def ask(self, request: RegistryRequest) -> RawAnswer:
        """One question, retried as the registry asks for. Raises Unanswered."""
        lane = self._lanes[request.registry]
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(_Refused),
            wait=lambda state: _refusal_of(state).wait,
            stop=self._is_enough,
            sleep=self._sleep,
            reraise=True,
        )
        async with lane.lock:
            try:
                return await retrying(self._attempt, lane, request)
            except _Refused as refused:
                refusal = refused.refusal
                self.complain(request.registry, refusal.reason, give_up=refusal.lasting)
                raise Unanswered(refusal.reason) from None

    def _is_enough(self, state: RetryCallState) -> bool:
        """Another try makes no sense: too many, or a longer wait than this run has patience for."""
        refusal = _refusal_of(state)
        return state.attempt_number >= refusal.attempts or refusal.wait > self._patience

    async def _attempt(self, lane: _Lane, request: RegistryRequest) -> RawAnswer:
        """One try. Raises _Refused, or Unanswered when the registry is left alone."""
        if lane.given_up:
            raise Unanswered(lane.given_up)
        if lane.plain and request.plainer:
            request = replace(request, url=request.plainer, plainer="")
        await self._take_turn(lane)
        reply = await self._send(request)
        if isinstance(reply, RawAnswer):
            return reply
        if reply.is_about_the_question and request.plainer:
            lane.plain = True
            raise _Refused(replace(reply, wait=0.0, attempts=_ATTEMPTS))
        raise _Refused(reply)

    async def _take_turn(self, lane: _Lane) -> None:
        wait = lane.next_start - self._clock()
        if wait > 0:
            await self._sleep(wait)
        lane.next_start = max(self._clock(), lane.next_start) + lane.interval

    async def _send(self, request: RegistryRequest) -> RawAnswer | _Refusal:
        self.calls[request.registry] += 1
        try:
            async with asyncio.timeout(self._deadline):
                return await self._exchange(request)
        except (TimeoutError, httpx.TimeoutException):
            reason = f"did not answer within {self._deadline:g} s"
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            reason = f"could not be reached ({type(error).__name__})"
        return _Refusal(reason, wait=_PAUSE, attempts=_SILENT_ATTEMPTS, lasting=True)

    async def _exchange(self, request: RegistryRequest) -> RawAnswer | _Refusal:
        headers = {"Accept": request.accept}
        async with self._http.stream("GET", request.url, headers=headers) as response:
            if "/works?" in request.url:
                self._adapt(request.registry, response.headers)
            status = response.status_code
            if status in (429, 503):
                return self._told_to_wait(request.registry, response)
            if status >= 500:
                return _Refusal(
                    f"failed with status {status}", wait=_PAUSE, is_about_the_question=status == 500
                )
            if status != 200 and status not in request.meaningful:
                return _Refusal(
                    f"refused the question with status {status}",
                    wait=float("inf"),
                    is_about_the_question=status == 400,
                )
            body = bytearray()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > _LARGEST:
                    return _Refusal("answered with far too much", wait=float("inf"))
            return RawAnswer(status=status, body=bytes(body))

    def _told_to_wait(self, registry: Registry, response: httpx.Response) -> _Refusal:
        asked = response.headers.get("retry-after", "").strip()
        # arXiv says nothing and means it: a minute, then DataCite is asked instead; the Internet
        # Archive shuts out for an hour who comes back at once
        silent = {Registry.ARXIV: 60.0, **_NOT_AGAIN}.get(registry, 5 * _PAUSE)
        wait = float(asked) if asked.isascii() and asked.isdigit() else silent
        reason = f"asks for a pause (status {response.status_code})"
        return _Refusal(
            reason,
            wait=max(wait, self._lanes[registry].interval),
            attempts=_SILENT_ATTEMPTS if registry is Registry.ARXIV and not asked else _ATTEMPTS,
            lasting=True,
        )

    def _adapt(self, registry: Registry, headers: httpx.Headers) -> None:
        """Crossref says how fast it may be asked (x-rate-limit-limit per x-rate-limit-interval)."""
        if registry is not Registry.CROSSREF:
            return
        limit = headers.get("x-rate-limit-limit", "")
        span = headers.get("x-rate-limit-interval", "").removesuffix("s")
        if limit.isascii() and limit.isdigit() and int(limit) and span.isascii() and span.isdigit():
            # a margin of 15 %: clients that used the whole limit were told off for jitter
            self._lanes[registry].interval = max(_FASTEST, 1.15 * int(span) / int(limit))


@dataclass(frozen=True, slots=True)
class _Refusal:
    """An exchange without an answer."""

    reason: str
    #: seconds before another try makes sense
    wait: float
    attempts: int = _ATTEMPTS
    #: no other question will fare better tonight
    lasting: bool = False
    #: the question may be asked in a plainer way (Crossref: 400, at times 500, for ``select``)
    is_about_the_question: bool = False


class _Refused(Exception):
    """An exchange without an answer, on its way to whoever decides whether to try again."""

    def __init__(self, refusal: _Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


def _refusal_of(state: RetryCallState) -> _Refusal:
    error = state.outcome.exception() if state.outcome is not None else None
    assert isinstance(error, _Refused)
    return error.refusal
