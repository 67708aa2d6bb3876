"""Requests to GitHub's API: counted, paused when GitHub asks for it, stopped when the hour is spent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from bot.gateways.github.access import Access
from bot.gateways.http import TIMEOUT, HttpClient, Reply
from bot.repositories.documents import Document
from bot.repositories.graphql_answers import BatchAnswer, Trouble, read_batch
from bot.repositories.limits import PATIENCE, pause, remaining, resets_at
from bot.repositories.rest_answers import Said, read_status

Sleep = Callable[[float], Awaitable[None]]

#: docs.github.com/rest/about-the-rest-api/api-versions
_VERSION = "2022-11-28"
#: pauses of at most ``PATIENCE`` seconds that one run makes for GitHub
_PAUSES = 3
#: times one after the other that nothing answers, or that REST is sick, before it is left alone
_SILENT, _SICK = 2, 4
#: seconds for a GraphQL answer: GitHub itself gives up after 10
_GRAPHQL_TIMEOUT = 20.0
#: points and requests of an hour that are left for the part of the night that writes
RESERVED_POINTS = 20
RESERVED_REQUESTS = 150
#: requests an hour without a token are few (60) and nobody else needs them
RESERVED_ANONYMOUS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RestAnswer:
    """One answer of the REST API and what it means."""

    said: Said
    body: object = None
    text: str = ""
    location: str = ""


class GitHubApi:
    """GraphQL and REST of one GitHub, asked one request after the other."""

    def __init__(
        self,
        http: HttpClient,
        access: Access,
        *,
        now: datetime,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._http = http
        self._access = access
        self._now = now
        self._sleep = sleep
        self._pauses = _PAUSES
        self._silent = 0
        self._sick = 0
        #: points spent, and REST requests sent
        self.points = 0
        self.rest_calls = 0
        #: why GraphQL, REST, must not be asked any more; "" while they may
        self.graphql_stop = "" if access.token else "no token"
        self.rest_stop = ""
        #: the token was refused: everything after goes without
        self.bad_token = False

    @property
    def has_token(self) -> bool:
        """Requests carry a token that was not refused so far."""
        return bool(self._access.token) and not self.bad_token

    async def rest_for(self, seconds: float) -> None:
        """Let GitHub rest between two attempts."""
        await self._sleep(seconds)

    async def graphql(self, document: Document, size: int) -> BatchAnswer:
        """One document about ``size`` repositories; TOO_HEAVY also for 502, 504 and time-outs."""
        content = json.dumps({"query": document.text, "variables": document.variables}).encode()
        while True:
            reply = await self._send("POST", self._access.graphql_url, content=content)
            answer = self._read(reply, size)
            if answer.budget is not None:
                self.points += answer.budget.cost
                if answer.budget.remaining < RESERVED_POINTS:
                    self.graphql_stop = _spent("GraphQL", answer.budget.resets_at)
            if answer.trouble is not Trouble.RATE_LIMITED:
                return answer
            if not await self._paused(reply):
                self.graphql_stop = _spent("GraphQL", resets_at(reply.headers))
                return answer

    def _read(self, reply: Reply, size: int) -> BatchAnswer:
        if reply.status == 200:
            return read_batch(reply.json(), size)
        if reply.status in (502, 503, 504) or reply.trouble in ("timeout", "too-large", "broken"):
            return BatchAnswer(found={}, trouble=Trouble.TOO_HEAVY, message=reply.trouble)
        said = read_status(reply.status, reply.headers, reply.json())
        if said is Said.LIMITED:
            return BatchAnswer(found={}, trouble=Trouble.RATE_LIMITED)
        if said is Said.BAD_TOKEN:
            self.bad_token = True
            self.graphql_stop = "GitHub refused the token"
        elif reply.status in (403, 404):
            self.graphql_stop = "GitHub refuses GraphQL for this token"
        why = reply.trouble or f"status {reply.status}"
        return BatchAnswer(found={}, trouble=Trouble.UNREADABLE, message=why)

    async def rest(self, path: str, *, raw: bool = False) -> RestAnswer:
        """``GET`` one path (with its query); a moved repository is followed once.

        ``raw``: the file itself is wanted, not JSON about it.
        """
        url = f"{self._access.api_url}{path}"
        answer = await self._get(url, raw=raw)
        if answer.said is Said.MOVED and answer.location:
            target = urljoin(url, answer.location)
            if target.startswith(f"{self._access.api_url}/") and target != url:
                return await self._get(target, raw=raw)
        return answer

    async def _get(self, url: str, *, raw: bool) -> RestAnswer:
        while not self.rest_stop:
            reply = await self._send("GET", url, raw=raw)
            self.rest_calls += 1
            body = None if raw and reply.status == 200 else reply.json()
            said = read_status(reply.status, reply.headers, body)
            if said is Said.FOUND and not raw and body is None:
                said = Said.SICK
            self._sick = self._sick + 1 if said is Said.SICK else 0
            if self._sick >= _SICK:
                self.rest_stop = "GitHub's REST API did not answer"
            left = remaining(reply.headers)
            reserve = RESERVED_REQUESTS if self.has_token else RESERVED_ANONYMOUS
            if left is not None and left < reserve:
                self.rest_stop = _spent("REST", resets_at(reply.headers))
            if said is Said.LIMITED:
                if await self._paused(reply):
                    continue
                self.rest_stop = self.rest_stop or _spent("REST", resets_at(reply.headers))
            if said is Said.BAD_TOKEN and self.has_token:
                self.bad_token = True
                continue
            text = reply.text() if raw and reply.status == 200 else ""
            location = reply.headers.get("location", "")
            return RestAnswer(said=said, body=body, text=text, location=location)
        return RestAnswer(said=Said.LIMITED)

    async def _send(
        self, method: str, url: str, *, content: bytes | None = None, raw: bool = False
    ) -> Reply:
        accept = "application/vnd.github.raw+json" if raw else "application/vnd.github+json"
        headers = {"Accept": accept, "X-GitHub-Api-Version": _VERSION}
        authorization = "" if self.bad_token else self._access.authorization(url)
        if authorization:
            headers["Authorization"] = authorization
        if content is not None:
            headers["Content-Type"] = "application/json"
        timeout = TIMEOUT if content is None else _GRAPHQL_TIMEOUT
        reply = await self._http.exchange(
            method, url, headers=headers, content=content, timeout=timeout
        )
        self._silent = self._silent + 1 if reply.trouble in ("unreachable", "certificate") else 0
        if self._silent >= _SILENT:
            self.graphql_stop = self.rest_stop = "GitHub's API could not be reached"
        return reply

    async def _paused(self, reply: Reply) -> bool:
        """Wait as long as GitHub asks; False when that is too long for a run."""
        seconds = pause(reply.headers, now=self._now)
        if seconds > PATIENCE or self._pauses == 0:
            return False
        self._pauses -= 1
        await self._sleep(seconds)
        return True


def _spent(which: str, until: datetime | None) -> str:
    again = f"; it is full again at {until:%H:%M} UTC" if until else ""
    return f"GitHub's {which} budget of this hour is spent{again}"
