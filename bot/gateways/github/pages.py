"""What anybody can see: a repository's page, its feed of commits and its raw files. No token goes there."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote, urljoin

from bot.gateways.github.api import Sleep
from bot.gateways.http import HttpClient, Reply
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.repositories import page_answers
from bot.repositories.contents import README_GUESSES
from bot.repositories.raw import is_cut, text

WEB = "https://github.com"
RAW = "https://raw.githubusercontent.com"
#: bytes of a page that are read; repository pages are 300 to 500 kB
_PAGE = 4 * 1024 * 1024
#: seconds between two requests to one of these hosts
INTERVAL = 1.0
#: failures one after the other before the pages are left alone
_PATIENCE = 4
_REPOSITORY = re.compile(r"https://github\.com/([A-Za-z0-9._-]+/[A-Za-z0-9._-]+)\Z")


class PublicPages:
    """Pages of github.com, one after the other, at walking pace."""

    def __init__(
        self, http: HttpClient, *, sleep: Sleep = asyncio.sleep, interval: float = INTERVAL
    ) -> None:
        self._http = http
        self._sleep = sleep
        self._interval = interval
        self._failures = 0
        #: why the pages must not be asked any more; "" while they may
        self.stop = ""

    async def ask_repository(self, slug: RepoSlug, *, now: datetime) -> RepoFacts:
        """Stars, archived, renamed, last commit. A missing page is UNKNOWN: only an API's word counts."""
        unknown = RepoFacts(slug=slug, state=RepoState.UNKNOWN, asked_at=now)
        reply = await self._get(f"{WEB}/{_path(slug)}")
        for _ in range(3):
            if reply.status not in (301, 302, 307, 308):
                break
            target = urljoin(f"{WEB}/", reply.headers.get("location", ""))
            if not _REPOSITORY.match(target):
                return unknown
            reply = await self._get(target)
        if reply.status == 451:
            return replace(unknown, state=RepoState.WITHHELD, source="page")
        if reply.status != 200:
            return unknown
        facts = page_answers.facts_of(slug, reply.text(), now=now)
        return await self.with_last_commit(facts) if facts else unknown

    async def with_last_commit(self, facts: RepoFacts) -> RepoFacts:
        """The facts with head and date of the last commit, from ``commits.atom``."""
        if facts.is_empty:
            return facts
        reply = await self._get(f"{WEB}/{facts.name_with_owner or _path(facts.slug)}/commits.atom")
        if reply.status != 200:
            return facts
        when, head = page_answers.newest_commit(reply.text())
        is_empty = False if head else facts.is_empty
        return replace(facts, last_commit=when, head=head, is_empty=is_empty)

    async def with_readme(self, facts: RepoFacts, *, now: datetime) -> RepoFacts:
        """The facts with README and citation file, from the raw files of the default branch.

        File names and languages cannot be learnt this way.
        """
        name = facts.name_with_owner or _path(facts.slug)
        readme = None
        for guess in README_GUESSES:
            readme = await self._raw(name, guess)
            if readme is not None or self.stop:
                break
        if readme is None:
            return facts
        citation = await self._raw(name, "CITATION.cff")
        return replace(
            facts,
            readme=text(readme),
            readme_is_cut=is_cut(readme),
            citation=text(citation),
            contents_head=facts.head,
            contents_at=now,
        )

    async def _raw(self, name: str, path: str) -> str | None:
        reply = await self._get(f"{RAW}/{name}/HEAD/{quote(path)}")
        return reply.text() if reply.status == 200 else None

    async def _get(self, url: str) -> Reply:
        if self.stop:
            return Reply(trouble="broken")
        await self._sleep(self._interval)
        reply = await self._http.exchange("GET", url, limit=_PAGE)
        if reply.status == 429 or (reply.status or 500) >= 500:
            self._failures += 1
            if reply.status == 429 or self._failures >= _PATIENCE:
                self.stop = (
                    f"github.com {'asked for a pause' if reply.status else 'gave no answer'}"
                )
        else:
            self._failures = 0
        return reply


def _path(slug: RepoSlug) -> str:
    return f"{quote(slug.owner, safe='')}/{quote(slug.name, safe='')}"
