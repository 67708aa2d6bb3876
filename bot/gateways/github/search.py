"""GitHub's repository search: few questions, at its own slow pace, and only with a token.

Search has limits of its own: 30 requests a minute with a token, 10 without
(docs.github.com/rest/search/search); the hour's other requests are untouched by it.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from urllib.parse import urlencode

from bot.gateways.github.access import Access
from bot.gateways.github.api import Sleep
from bot.gateways.http import HttpClient, Reply
from bot.model.repositories import RepoSlug
from bot.repositories.limits import PATIENCE, pause
from bot.repositories.rest_answers import Said, read_status
from bot.repositories.search_answers import repositories_found

#: seconds between two searches: 24 a minute, below the 30 that a token may ask
INTERVAL = 2.5
#: results of one search that are worth judging
RESULTS = 6
#: bytes of an answer; six results have about 40 kB
_LIMIT = 2 * 1024 * 1024
#: answers in vain, one after the other, before the search is left alone
_PATIENCE = 2
_VERSION = "2022-11-28"


class GitHubSearch:
    """``CodeSearchPort`` for github.com; never raises for a sick code host."""

    def __init__(
        self,
        http: HttpClient,
        access: Access,
        *,
        sleep: Sleep = asyncio.sleep,
        interval: float = INTERVAL,
    ) -> None:
        """``interval``: seconds between two searches."""
        self._http = http
        self._access = access
        self._sleep = sleep
        self._interval = interval
        self._in_vain = 0
        #: requests sent so far
        self.calls = 0
        #: why it must not be asked (any more); "" while it may
        self.why_not = "" if access.is_public_github and access.token else "that takes a token"

    async def search(self, query: str, *, now: datetime) -> tuple[RepoSlug, ...] | None:
        """See ``CodeSearchPort``."""
        url = f"{self._access.api_url}/search/repositories?" + urlencode(
            {"q": query, "per_page": RESULTS}
        )
        paused = False
        while not self.why_not:
            reply = await self._get(url)
            said = read_status(reply.status, reply.headers, reply.json())
            if said is Said.LIMITED and not paused:
                seconds = pause(reply.headers, now=now)
                paused = True
                if seconds <= PATIENCE:
                    await self._sleep(seconds)
                    continue
            return self._read(said, reply)
        return None

    async def _get(self, url: str) -> Reply:
        if self.calls:
            await self._sleep(self._interval)
        self.calls += 1
        headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": _VERSION}
        authorization = self._access.authorization(url)
        if authorization:
            headers["Authorization"] = authorization
        return await self._http.exchange("GET", url, headers=headers, limit=_LIMIT)

    def _read(self, said: Said, reply: Reply) -> tuple[RepoSlug, ...] | None:
        if reply.status == 422:  # a query that GitHub cannot read finds nothing
            return ()
        found = repositories_found(reply.json(), limit=RESULTS) if said is Said.FOUND else None
        self._in_vain = 0 if found is not None else self._in_vain + 1
        if said is Said.BAD_TOKEN:
            self.why_not = "GitHub refused the token"
        elif said is Said.REFUSED:
            self.why_not = "GitHub refuses searches for this token"
        elif said is Said.LIMITED:
            self.why_not = "GitHub asked for a pause"
        elif self._in_vain >= _PATIENCE:
            self.why_not = "GitHub's search did not answer"
        return found
