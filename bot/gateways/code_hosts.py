"""``RepositoryPort`` for every code host: GitHub by its API, five others by theirs, one lane a host."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from urllib.parse import urljoin, urlsplit

from bot.gateways.github.access import Access
from bot.gateways.github.api import Sleep
from bot.gateways.github.facts import GitHubFacts
from bot.gateways.github.pages import INTERVAL
from bot.gateways.http import HttpClient, Reply
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.ports import RepositoryAnswers
from bot.repositories.contents import remembered, wants_reading
from bot.repositories.other_hosts import CodeHost, answer, host_of, meaning
from bot.repositories.raw import is_cut, text

#: bytes of an answer about one repository
_LIMIT = 4 * 1024 * 1024
#: failures one after the other before a host is left alone
_PATIENCE = 3


class CodeHosts:
    """Facts about repositories wherever they are; never raises for a sick code host."""

    def __init__(
        self,
        http: HttpClient,
        access: Access,
        *,
        sleep: Sleep = asyncio.sleep,
        interval: float = INTERVAL,
        read_contents: bool = True,
    ) -> None:
        """``interval``: seconds between two requests to one host.

        ``read_contents``: README, citation file and file names too, not only state and dates.
        """
        self._http = http
        self._sleep = sleep
        self._interval = interval
        self._read_contents = read_contents
        self._github = GitHubFacts(
            http, access, sleep=sleep, interval=interval, read_contents=read_contents
        )

    async def look_up(
        self,
        slugs: Sequence[RepoSlug],
        known: Mapping[str, RepoFacts],
        *,
        now: datetime,
        folders: Mapping[str, Sequence[str]] = MappingProxyType({}),
        reread: Collection[str] = (),
    ) -> RepositoryAnswers:
        """See ``RepositoryPort``. Repositories on hosts that have no known API stay UNKNOWN."""
        distinct = list({slug.key: slug for slug in slugs}.values())
        by_host: dict[str, list[RepoSlug]] = {}
        for slug in distinct:
            by_host.setdefault(slug.host, []).append(slug)
        lanes = [
            self._github.look_up(group, known, now=now, folders=folders, reread=reread)
            if host == "github.com"
            else self._lane(host, group, known, reread, now)
            for host, group in by_host.items()
        ]
        answers = await asyncio.gather(*lanes)
        facts = {found.slug.key: found for part in answers for found in part.facts}
        return RepositoryAnswers(
            facts=tuple(facts[slug.key] for slug in distinct),
            missing=tuple(sentence for part in answers for sentence in part.missing),
            complete=all(part.complete for part in answers),
            graphql_points=sum(part.graphql_points for part in answers),
            rest_calls=sum(part.rest_calls for part in answers),
        )

    async def _lane(
        self,
        name: str,
        slugs: Sequence[RepoSlug],
        known: Mapping[str, RepoFacts],
        reread: Collection[str],
        now: datetime,
    ) -> RepositoryAnswers:
        unknown = [RepoFacts(slug=s, state=RepoState.UNKNOWN, asked_at=now) for s in slugs]
        host = host_of(slugs[0])
        if host is None:
            return RepositoryAnswers(facts=tuple(unknown))
        lane = _Lane(self._http, host, self._sleep, self._interval)
        found = []
        for blank in unknown:
            facts = remembered(await lane.ask(blank, now=now), known.get(blank.slug.key))
            if self._read_contents:
                before = known.get(blank.slug.key)
                if wants_reading(facts, before, reread=reread, now=now):
                    facts = await lane.with_readme(facts, now=now)
                else:
                    facts = replace(facts, readme=None)
            found.append(facts)
        in_vain = sum(facts.state is RepoState.UNKNOWN for facts in found)
        missing = (f"{name} did not answer for {in_vain} of {len(found)} addresses.",)
        return RepositoryAnswers(
            facts=tuple(found),
            missing=missing if in_vain else (),
            complete=not in_vain,
            rest_calls=lane.calls,
        )


class _Lane:
    """One host, asked one request after the other."""

    def __init__(self, http: HttpClient, host: CodeHost, sleep: Sleep, interval: float) -> None:
        self._http = http
        self._host = host
        self._sleep = sleep
        self._interval = interval
        self._failures = 0
        self._stopped = False
        self.calls = 0

    async def ask(self, blank: RepoFacts, *, now: datetime) -> RepoFacts:
        """State and facts of one repository; "does not exist" counts when it is said twice."""
        slug = blank.slug
        url = self._host.question(slug)
        reply = await self._get(url)
        if meaning(reply.status, reply.headers) is RepoState.ABSENT:
            reply = await self._get(url)
        facts = answer(slug, reply.status, reply.headers, reply.json(), now=now)
        if facts.state is RepoState.ABSENT and self._host.otherwise is not None:
            other = await self._get(self._host.otherwise(slug))
            if meaning(other.status, other.headers) is not RepoState.ABSENT:
                return blank
        if facts.state is RepoState.EXISTS and self._host.newest and self._host.read_newest:
            newest = await self._get(self._host.newest(slug))
            when, head = self._host.read_newest(newest.json())
            facts = replace(facts, last_commit=when or facts.last_commit, head=head or facts.head)
        return facts

    async def with_readme(self, facts: RepoFacts, *, now: datetime) -> RepoFacts:
        """The facts with the README, where the host shows it as a plain file."""
        readme, cut = facts.readme, False
        if readme is None and self._host.readme is not None:
            reply = await self._get(self._host.readme(facts.slug))
            if reply.status != 200 and reply.status != 404:
                return facts
            whole = reply.text() if reply.status == 200 else None
            readme, cut = text(whole), is_cut(whole)
        return replace(
            facts, readme=readme, readme_is_cut=cut, contents_head=facts.head, contents_at=now
        )

    async def _get(self, url: str) -> Reply:
        reply = await self._once(url)
        if reply.status in (301, 302, 307, 308):
            target = urljoin(url, reply.headers.get("location", ""))
            if _origin(target) == _origin(url) and target != url:
                return await self._once(target)
        return reply

    async def _once(self, url: str) -> Reply:
        if self._stopped:
            return Reply(trouble="broken")
        if self.calls:
            await self._sleep(self._interval)
        self.calls += 1
        reply = await self._http.exchange("GET", url, limit=_LIMIT)
        is_sick = reply.status is None or reply.status == 429 or reply.status >= 500
        self._failures = self._failures + 1 if is_sick else 0
        self._stopped = reply.status == 429 or self._failures >= _PATIENCE
        return reply


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.casefold()
