"""What is asked list by list, after the pages: once for all lists, and within the budget of one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from bot.model.copies import CopyQuestion, KnownCopy
from bot.model.repositories import RepoFacts, RepoSlug
from bot.pipeline.copies import MOST
from bot.pipeline.observe import Witnesses
from bot.pipeline.suggestions import SEARCHES
from bot.ports import (
    ArchivePort,
    CodeSearchPort,
    CopyAnswers,
    RepositoryAnswers,
    RepositoryPort,
)


def asked_once(witnesses: Witnesses) -> Witnesses:
    """The witnesses for what is asked list by list, after the pages."""
    return replace(
        witnesses,
        search=SearchOnce(witnesses.search) if witnesses.search else None,
        archive=ArchiveOnce(witnesses.archive) if witnesses.archive else None,
        repositories=RepositoriesOnce(witnesses.repositories) if witnesses.repositories else None,
    )


class SearchOnce:
    """A search that keeps its answers, and asks no more for all lists than for one. ``CodeSearchPort``."""

    def __init__(self, port: CodeSearchPort) -> None:
        self._port = port
        self._answers: dict[str, tuple[RepoSlug, ...] | None] = {}
        self.why_not = port.why_not
        self.calls = port.calls

    async def search(self, query: str, *, now: datetime) -> tuple[RepoSlug, ...] | None:
        """See ``CodeSearchPort``; None too when enough was asked tonight."""
        if query not in self._answers:
            if len(self._answers) >= SEARCHES:
                return None
            self._answers[query] = await self._port.search(query, now=now)
            self.why_not, self.calls = self._port.why_not, self._port.calls
        return self._answers[query]


class ArchiveOnce:
    """An archive that is asked about no more copies for all lists than for one. ``ArchivePort``."""

    def __init__(self, port: ArchivePort) -> None:
        self._port = port
        self._asked: dict[CopyQuestion, None] = {}
        self._copies: dict[str, KnownCopy] = {}

    async def look_up(self, questions: Sequence[CopyQuestion], *, now: datetime) -> CopyAnswers:
        """See ``ArchivePort``; a question for which there is no room is left for another night."""
        kept = [self._copies[q.target] for q in questions if q in self._asked and self._knows(q)]
        new = [q for q in questions if q not in self._asked][: MOST - len(self._asked)]
        if not new:
            return CopyAnswers(copies=tuple(kept))
        answers = await self._port.look_up(new, now=now)
        self._asked.update(dict.fromkeys(new))
        self._copies.update((copy.target, copy) for copy in answers.copies)
        return replace(answers, copies=(*kept, *answers.copies))

    def _knows(self, question: CopyQuestion) -> bool:
        return question.target in self._copies


class RepositoriesOnce:
    """Code hosts that are asked once about repositories outside the lists. ``RepositoryPort``."""

    def __init__(self, port: RepositoryPort) -> None:
        self._port = port
        self._facts: dict[str, RepoFacts] = {}

    async def look_up(
        self,
        slugs: Sequence[RepoSlug],
        known: Mapping[str, RepoFacts],
        *,
        now: datetime,
        folders: Mapping[str, Sequence[str]] = MappingProxyType({}),
        reread: Collection[str] = (),
    ) -> RepositoryAnswers:
        """See ``RepositoryPort``."""
        new = [slug for slug in slugs if slug.key not in self._facts]
        answers = RepositoryAnswers()
        if new:
            answers = await self._port.look_up(new, known, now=now, folders=folders, reread=reread)
            self._facts.update((facts.slug.key, facts) for facts in answers.facts)
        kept = (self._facts[slug.key] for slug in slugs if slug.key in self._facts)
        return replace(answers, facts=tuple(kept))
