"""One fake per port, in our own vocabulary."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from bot.model.observations import Look, Observation, Outcome, Target
from bot.model.papers import PaperId, PaperRecord
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.model.runs import Cost
from bot.ports import PaperAnswers, PaperQuestion, RepositoryAnswers
from bot.urls import host_of
from tests.builders import NIGHT_ONE


class Killed(BaseException):
    """The process was killed in the middle of a run."""


@dataclass
class FakeWeb:
    """Answers from a table; what is not in it answers well. Can be killed after some looks."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)
    killed_after: int | None = None
    asked: list[str] = field(default_factory=list)

    async def visit(self, targets: Sequence[Target]) -> AsyncGenerator[Look, None]:
        for target in targets:
            if self.killed_after is not None and len(self.asked) >= self.killed_after:
                raise Killed
            self.asked.append(target.url)
            yield self.looks.get(target.url) or Look(
                observation=Observation(
                    target=target.url,
                    at=NIGHT_ONE,
                    outcome=self.outcomes.get(target.url, Outcome.ANSWERED),
                )
            )

    def cost(self) -> Cost:
        hosts = sorted({host_of(url) for url in self.asked})
        return Cost(requests=tuple((h, sum(host_of(u) == h for u in self.asked)) for h in hosts))


@dataclass
class FakeScholar:
    """Registries that know these records."""

    answers: PaperAnswers = field(default_factory=PaperAnswers)
    asked: list[PaperQuestion] = field(default_factory=list)

    async def look_up(
        self,
        questions: Sequence[PaperQuestion],
        known: Mapping[PaperId, Sequence[PaperRecord]],
        *,
        now: datetime,
    ) -> PaperAnswers:
        self.asked.extend(questions)
        return self.answers


@dataclass
class FakeRepositories:
    """A code host on which every repository exists, but for those in the table."""

    facts: dict[str, RepoFacts] = field(default_factory=dict)
    asked: list[RepoSlug] = field(default_factory=list)

    async def look_up(
        self,
        slugs: Sequence[RepoSlug],
        known: Mapping[str, RepoFacts],
        *,
        now: datetime,
        folders: Mapping[str, Sequence[str]] = MappingProxyType({}),
        reread: Collection[str] = (),
    ) -> RepositoryAnswers:
        self.asked.extend(slugs)
        plain = RepoFacts(
            slug=RepoSlug(owner="x", name="y"), state=RepoState.EXISTS, source="graphql", stars=7
        )
        return RepositoryAnswers(
            facts=tuple(self.facts.get(str(slug)) or replace(plain, slug=slug) for slug in slugs),
            graphql_points=1,
        )


@dataclass
class FakeSearch:
    """A search that finds what is in its table, by query; nothing for the rest."""

    found: dict[str, tuple[RepoSlug, ...]] = field(default_factory=dict)
    why_not: str = ""
    #: searches that are answered before it falls silent
    patience: int = 1_000
    asked: list[str] = field(default_factory=list)
    calls: int = 0

    async def search(self, query: str, *, now: datetime) -> tuple[RepoSlug, ...] | None:
        self.asked.append(query)
        self.calls += 1
        if len(self.asked) > self.patience:
            self.why_not = "it did not answer"
            return None
        return self.found.get(query, ())


@dataclass
class MemoryFiles:
    """Files in a dictionary."""

    texts: dict[str, str] = field(default_factory=dict)

    def read(self, path: str) -> str | None:
        return self.texts.get(path)

    def write(self, path: str, text: str | Iterable[str]) -> bool:
        text = text if isinstance(text, str) else "".join(text)
        changed = self.texts.get(path) != text
        self.texts[path] = text
        return changed

    def append(self, path: str, line: str) -> None:
        self.texts[path] = self.texts.get(path, "") + line + "\n"

    def remove(self, path: str) -> None:
        self.texts.pop(path, None)

    def names(self, folder: str) -> tuple[str, ...]:
        return tuple(sorted(p[len(folder) + 1 :] for p in self.texts if p.startswith(folder + "/")))
