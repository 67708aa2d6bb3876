"""Ask everybody once: the code hosts' API, the pages themselves, and the registries of papers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.model.observations import Look, Observation, Outcome, Target
from bot.model.papers import PaperId, PaperRecord
from bot.model.repositories import RepoFacts, RepoState
from bot.model.runs import Cost
from bot.model.settings import Settings
from bot.pipeline.notebook import Notebook
from bot.pipeline.papers import page_records, registry_observations
from bot.pipeline.store import Store
from bot.ports import (
    PaperAnswers,
    PaperQuestion,
    RepositoryAnswers,
    RepositoryPort,
    ScholarPort,
    WebPort,
)
from bot.repositories.links import CodeLink
from bot.verdicts.validity import SILENT, looks_offline
from bot.verdicts.witnesses import by_api, heard

#: which papers to ask the registries about, given what the pages said
Questions = Callable[[Mapping[str, Observation]], Sequence[PaperQuestion]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeQuestions:
    """Which repositories are asked about."""

    #: canonical URL of each link to a repository -> what it leads to
    links: Mapping[str, CodeLink] = field(default_factory=dict)
    #: ``RepoSlug.key`` -> folders whose README is wanted
    folders: Mapping[str, Sequence[str]] = field(default_factory=dict)
    #: ``RepoSlug.key`` of those whose texts are wanted although they did not change
    reread: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """Everything that one run brought home, before it is believed."""

    #: by canonical URL, one for each target
    observations: Mapping[str, Observation]
    looks: Mapping[str, Look]
    papers: PaperAnswers = field(default_factory=PaperAnswers)
    #: what the papers' own pages say, by identifier
    pages: Mapping[PaperId, PaperRecord] = field(default_factory=dict)
    repositories: RepositoryAnswers = field(default_factory=RepositoryAnswers)
    #: by ``RepoSlug.key``
    facts: Mapping[str, RepoFacts] = field(default_factory=dict)
    cost: Cost = field(default_factory=Cost)
    #: what the canaries said, when they had to be asked on the way
    canaries: tuple[Observation, ...] = ()

    @property
    def others_answered(self) -> bool:
        """An API or a registry answered."""
        return bool(self.papers.records) or any(facts.source for facts in self.repositories.facts)

    @property
    def missing(self) -> tuple[str, ...]:
        """What could not be learnt, in words."""
        registries = tuple(f"{name}: {why}" for name, why in self.papers.unavailable)
        return (*self.repositories.missing, *registries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """Who is asked in a run."""

    web: WebPort
    #: None: nobody but the page itself is heard
    scholar: ScholarPort | None = None
    #: None: repositories are looked at like any other page
    repositories: RepositoryPort | None = None

    async def ask_canaries(self, urls: Sequence[str]) -> tuple[Observation, ...]:
        """What pages that always answer say now."""
        targets = [Target(url=url) for url in urls]
        return tuple([look.observation async for look in self.web.visit(targets)])


async def observe(
    witnesses: Witnesses,
    targets: Sequence[Target],
    code: CodeQuestions,
    questions: Questions,
    *,
    store: Store,
    notebook: Notebook,
    settings: Settings,
    now: datetime,
) -> Observed:
    """One observation for each target.

    Raises nothing for a
        broken website, a sick registry or a missing API: what is not known is listed.
    """
    repositories = await _ask_repositories(witnesses, code, store, notebook, now)
    facts = {known.slug.key: known for known in repositories.facts}
    told = {
        url: said
        for url, link in code.links.items()
        if (said := _told(url, link, facts, now)) is not None
    }
    looks, canaries = await _visit(
        witnesses, [t for t in targets if t.url not in told], notebook, settings
    )
    observations = {**{url: look.observation for url, look in looks.items()}, **told}
    pages = page_records(targets, looks, now=now)
    papers = PaperAnswers()
    if not observations or any(o.outcome not in SILENT for o in observations.values()):
        known = _known_records(store, pages)
        papers = await _ask_registries(
            witnesses.scholar, questions(observations), known, notebook, now
        )
    for said in registry_observations(targets, papers, now=now):
        best = heard(observations.get(said.target), said)
        if best is not None:
            observations[said.target] = best
    return Observed(
        observations=observations,
        looks=looks,
        papers=papers,
        pages=pages,
        repositories=repositories,
        facts=facts,
        canaries=canaries,
        cost=_cost(witnesses.web, papers, repositories),
    )


async def _ask_repositories(
    witnesses: Witnesses,
    code: CodeQuestions,
    store: Store,
    notebook: Notebook,
    now: datetime,
) -> RepositoryAnswers:
    if witnesses.repositories is None or not code.links:
        return RepositoryAnswers()
    if notebook.repositories is not None:
        return notebook.repositories
    distinct = {link.slug.key: link.slug for link in code.links.values() if link.slug}
    answers = await witnesses.repositories.look_up(
        tuple(distinct.values()),
        store.repositories,
        now=now,
        folders=code.folders,
        reread=code.reread,
    )
    notebook.note_repositories(answers)
    return answers


def _told(
    url: str, link: CodeLink, facts: Mapping[str, RepoFacts], now: datetime
) -> Observation | None:
    """What the API settles about a link; that a repository exists proves no folder or file in it."""
    known = facts.get(link.slug.key) if link.slug else None
    if known is None or (known.state is RepoState.EXISTS and not link.is_whole_repository):
        return None
    return by_api(url, known, at=now)


async def _visit(
    witnesses: Witnesses, targets: Sequence[Target], notebook: Notebook, settings: Settings
) -> tuple[dict[str, Look], tuple[Observation, ...]]:
    """Looks by canonical URL. Stops early when neither the pages nor the canaries answer."""
    looks = {t.url: notebook.looks[t.url] for t in targets if t.url in notebook.looks}
    canaries: tuple[Observation, ...] = ()
    answered = False
    waiting = [t for t in targets if t.url not in looks]
    async with aclosing(witnesses.web.visit(waiting)) as found:
        async for look in found:
            notebook.note_look(look)
            looks[look.observation.target] = look
            answered = answered or look.observation.outcome not in (*SILENT, Outcome.SKIPPED)
            if answered or canaries or not settings.web.canaries:
                continue
            seen = [known.observation for known in looks.values()]
            if looks_offline(seen, len(targets), settings.policy):
                canaries = await witnesses.ask_canaries(settings.web.canaries)
                if all(canary.outcome in SILENT for canary in canaries):
                    break
    return looks, canaries


async def _ask_registries(
    scholar: ScholarPort | None,
    questions: Sequence[PaperQuestion],
    known: Mapping[PaperId, Sequence[PaperRecord]],
    notebook: Notebook,
    now: datetime,
) -> PaperAnswers:
    if scholar is None or not questions:
        return PaperAnswers()
    if notebook.papers is not None:
        return notebook.papers
    answers = await scholar.look_up(questions, known, now=now)
    notebook.note_papers(answers)
    return answers


def _known_records(
    store: Store, pages: Mapping[PaperId, PaperRecord]
) -> dict[PaperId, tuple[PaperRecord, ...]]:
    """Records of earlier nights, with what tonight's pages say in the place of what they said then."""
    known = {paper: found.records for paper, found in store.papers.items()}
    for paper, page in pages.items():
        others = (r for r in known.get(paper, ()) if r.source != page.source)
        known[paper] = (*others, page)
    return known


def _cost(web: WebPort, papers: PaperAnswers, repositories: RepositoryAnswers) -> Cost:
    return replace(
        web.cost(),
        graphql_points=repositories.graphql_points,
        rest_calls=repositories.rest_calls,
        registry_calls=tuple(sorted(papers.calls)),
    )
