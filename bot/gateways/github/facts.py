"""``RepositoryPort`` for GitHub: GraphQL first, REST for what failed, pages where there is no token."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType

from bot.gateways.github import graphql, rest
from bot.gateways.github.access import Access
from bot.gateways.github.api import GitHubApi, Sleep
from bot.gateways.github.pages import INTERVAL, PublicPages
from bot.gateways.http import HttpClient
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.ports import RepositoryAnswers
from bot.repositories import shortfalls
from bot.repositories.contents import remembered, wants_reading

#: repositories that are asked through REST after GraphQL did not settle them
_REST_AT_MOST = 60
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class GitHubFacts:
    """Facts about repositories on github.com."""

    def __init__(
        self,
        http: HttpClient,
        access: Access,
        *,
        sleep: Sleep = asyncio.sleep,
        interval: float = INTERVAL,
        read_contents: bool = True,
    ) -> None:
        """``interval``: seconds between public pages. ``read_contents``: README and files too."""
        self._http = http
        self._access = access if access.is_public_github else Access()
        self._sleep = sleep
        self._interval = interval
        self._read_contents = read_contents

    async def look_up(
        self,
        slugs: Sequence[RepoSlug],
        known: Mapping[str, RepoFacts],
        *,
        now: datetime,
        folders: Mapping[str, Sequence[str]] = MappingProxyType({}),
        reread: Collection[str] = (),
    ) -> RepositoryAnswers:
        """One ``RepoFacts`` per distinct slug, in the order asked; see ``RepositoryPort``."""
        distinct = list({slug.key: slug for slug in slugs}.values())
        api = GitHubApi(self._http, self._access, now=now, sleep=self._sleep)
        pages = PublicPages(self._http, sleep=self._sleep, interval=self._interval)
        night = _Night(api=api, pages=pages, known=known, now=now)
        await night.ask(distinct)
        if self._read_contents:
            await night.read(folders, reread)
        stops = (api.graphql_stop if api.has_token else "", api.rest_stop, pages.stop)
        facts = list(night.facts.values())
        return RepositoryAnswers(
            facts=tuple(night.facts[slug] for slug in distinct),
            missing=shortfalls.sentences(
                facts,
                had_token=bool(self._access.token),
                bad_token=api.bad_token,
                stops=stops,
                unread=len(night.unread),
            ),
            complete=shortfalls.is_complete(
                facts,
                works_with_token=api.has_token and not api.bad_token,
                had_token=bool(self._access.token),
                stops=stops,
                unread=len(night.unread),
            ),
            graphql_points=api.points,
            rest_calls=api.rest_calls,
        )


class _Night:
    """One look-up: what is known so far about each repository."""

    def __init__(
        self, *, api: GitHubApi, pages: PublicPages, known: Mapping[str, RepoFacts], now: datetime
    ) -> None:
        self._api = api
        self._pages = pages
        self._known = known
        self._now = now
        self.facts: dict[RepoSlug, RepoFacts] = {}
        #: repositories whose contents are wanted and could not be read
        self.unread: list[RepoSlug] = []

    async def ask(self, slugs: Sequence[RepoSlug]) -> None:
        """State, stars and dates of every repository."""
        asked = await graphql.ask_facts(self._api, slugs, now=self._now)
        asked = await graphql.settle(self._api, asked, now=self._now)
        for facts in asked.facts.values():
            self._note(facts)
        left = [slug for slug in slugs if slug not in self.facts]
        if self._api.has_token:
            await self._ask_rest(left[:_REST_AT_MOST])
        else:
            await self._ask_frugally(left)
        for slug in slugs:
            if slug not in self.facts:
                self.facts[slug] = RepoFacts(slug=slug, state=RepoState.UNKNOWN, asked_at=self._now)

    def _note(self, facts: RepoFacts) -> None:
        self.facts[facts.slug] = remembered(facts, self._known.get(facts.slug.key))

    async def _ask_rest(self, slugs: Sequence[RepoSlug]) -> None:
        for slug in slugs:
            if self._api.rest_stop:
                return
            facts = await rest.ask_repository(self._api, slug, now=self._now, with_commit=True)
            if facts.source == rest.REFUSED:
                facts = await self._pages.ask_repository(slug, now=self._now)
            self._note(facts)

    async def _ask_frugally(self, slugs: Sequence[RepoSlug]) -> None:
        """Without a token: REST for those least known, as long as the hour's 60 last; then pages."""
        for slug in sorted(slugs, key=self._least_known_first):
            facts = RepoFacts(slug=slug, state=RepoState.UNKNOWN)
            if not self._api.rest_stop:
                facts = await rest.ask_repository(self._api, slug, now=self._now, with_commit=False)
                if facts.state is RepoState.EXISTS:
                    facts = await self._pages.with_last_commit(facts)
            if facts.state is RepoState.UNKNOWN and not self._pages.stop:
                facts = await self._pages.ask_repository(slug, now=self._now)
            self._note(facts)

    def _least_known_first(self, slug: RepoSlug) -> tuple[bool, datetime]:
        """Those that the API never told about come first, so that every night tells of others."""
        before = self._known.get(slug.key)
        by_api = before is not None and before.source in ("graphql", "rest")
        return by_api, (before.contents_at if before else None) or _LONG_AGO

    async def read(self, folders: Mapping[str, Sequence[str]], reread: Collection[str]) -> None:
        """What is inside, where it is missing, changed or old."""
        wanted = [
            facts
            for facts in self.facts.values()
            if wants_reading(facts, self._known.get(facts.slug.key), reread=reread, now=self._now)
        ]
        if self._api.has_token and not self._api.graphql_stop:
            read, self.unread = await graphql.ask_contents(
                self._api, wanted, folders, now=self._now
            )
            self.facts |= read
            await self._read_by_rest()
            return
        for facts in wanted:
            if self._pages.stop:
                break
            self.facts[facts.slug] = await self._pages.with_readme(facts, now=self._now)
        self.unread = [f.slug for f in wanted if self.facts[f.slug].contents_at != self._now]

    async def _read_by_rest(self) -> None:
        for slug in self.unread[: _REST_AT_MOST // 4]:
            facts = await rest.ask_contents(self._api, self.facts[slug], now=self._now)
            if facts is not None:
                self.facts[slug] = facts
        self.unread = [s for s in self.unread if self.facts[s].contents_at != self._now]
