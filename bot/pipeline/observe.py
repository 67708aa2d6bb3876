"""Ask everybody once: the code hosts' API, the pages themselves, and the registries of papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.model.hosts import HostMemory
from bot.model.observations import Look, Observation, Outcome, Target
from bot.model.papers import PaperId, PaperRecord
from bot.model.repositories import RepoFacts, RepoState
from bot.model.runs import Cost
from bot.model.settings import Settings
from bot.pipeline.glances import again_by_head
from bot.pipeline.notebook import Notebook
from bot.pipeline.papers import page_records, registry_observations
from bot.pipeline.store import Store
from bot.ports import (
    ArchivePort,
    CodeSearchPort,
    PaperAnswers,
    PaperQuestion,
    RepositoryAnswers,
    RepositoryPort,
    ScholarPort,
    WebPort,
)
from bot.registries.coverage import needs_no_visit
from bot.repositories.links import CodeLink
from bot.urls import host_of
from bot.verdicts.validity import SILENT, Silence
from bot.verdicts.witnesses import by_api, heard

#: the reason of a target whose turn did not come in time
BUDGET = "budget"
#: hosts that are named with what is left of them
_HOSTS_NAMED = 3

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

    #: what "now" is for this run
    now: datetime
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
    #: who could not be heard, in words
    absent: tuple[str, ...] = ()

    @property
    def others_answered(self) -> bool:
        """An API or a registry answered in this run (and not only our memory of it)."""
        records = (record.fetched_at for record in self.papers.records)
        facts = (known.asked_at for known in self.repositories.facts if known.source)
        return any(at is not None and at >= self.now for at in (*records, *facts))

    @property
    def missing(self) -> tuple[str, ...]:
        """What could not be learnt, in words."""
        registries = tuple(f"{name}: {why}" for name, why in self.papers.unavailable)
        left = _left_by_the_budget(self.observations.values())
        return (
            *self.absent,
            *self.repositories.missing,
            *registries,
            *self.papers.postponed,
            *left,
        )

    @property
    def complete(self) -> bool:
        """Everybody who had to be asked could be reached: GitHub, the registries, every part."""
        heard_all = self.repositories.complete and not self.papers.unavailable
        return heard_all and not self.absent


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """Who is asked in a run."""

    web: WebPort
    #: what is known about the hosts of ``web``, and what it learns of them
    hosts: HostMemory = field(default_factory=HostMemory)
    #: None: nobody but the page itself is heard
    scholar: ScholarPort | None = None
    #: None: repositories are looked at like any other page
    repositories: RepositoryPort | None = None
    #: None: no archive copies are offered for dead links
    archive: ArchivePort | None = None
    #: None: the code of a paper is looked for where the paper names it, and nowhere else
    search: CodeSearchPort | None = None
    #: who cannot be heard in this run, in words: parts of a divided night that are missing
    absent: tuple[str, ...] = ()

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
    """One observation for each target; what nobody could say is SKIPPED.

    First the code hosts' API, then the pages, then the registries. Pages for which a registry answers
    (arXiv asks not to be crawled, publishers turn robots away) are visited last, and only when the
    registries said nothing. A broken website, a sick registry or a missing API raises nothing.
    """
    repositories = await _ask_repositories(witnesses, code, store, notebook, now)
    facts = {known.slug.key: known for known in repositories.facts}
    seen = {
        url: said
        for url, link in code.links.items()
        if (said := _told(url, link, facts, now)) is not None
    }
    targets = again_by_head(targets, store, now=now)
    visits = _Visits(witnesses, notebook, settings)
    deferred = [t for t in targets if t.url not in seen and _is_deferred(t, witnesses)]
    later = {t.url for t in deferred}
    await visits.make([t for t in targets if t.url not in seen and t.url not in later])
    seen.update((url, look.observation) for url, look in visits.looks.items())
    seen.update((t.url, _skipped(t, now, "a registry answers for it")) for t in deferred)
    pages = page_records(targets, visits.looks, now=now)
    papers = PaperAnswers()
    if not visits.offline:
        known = _known_records(store, pages)
        papers = await _ask_registries(witnesses.scholar, questions(seen), known, notebook, now)
    for said in registry_observations(targets, papers, now=now):
        seen[said.target] = heard(seen.get(said.target), said) or said
    if not visits.offline:
        silent = [t for t in deferred if seen[t.url].outcome is Outcome.SKIPPED]
        await visits.make(silent)
        looks = [visits.looks[t.url] for t in silent if t.url in visits.looks]
        seen.update((look.observation.target, look.observation) for look in looks)
    for target in targets:  # the run was stopped before their turn
        seen.setdefault(target.url, _skipped(target, now, "the run was stopped"))
    return Observed(
        now=now,
        observations=seen,
        looks=visits.looks,
        papers=papers,
        pages=pages,
        repositories=repositories,
        facts=facts,
        canaries=visits.canaries,
        absent=witnesses.absent,
        cost=_cost(witnesses.web, papers, repositories),
    )


def _left_by_the_budget(observations: Iterable[Observation]) -> tuple[str, ...]:
    """What the budget of the run left, by host: the longest queues are why."""
    left = Counter(host_of(o.target) for o in observations if o.reason == BUDGET)
    if not left:
        return ()
    hosts = [f"{count} on {host}" for host, count in left.most_common(_HOSTS_NAMED)]
    if len(left) > _HOSTS_NAMED:
        hosts.append(f"the rest on {len(left) - _HOSTS_NAMED} other hosts")
    total = sum(left.values())
    noun = "link was" if total == 1 else "links were"
    return (f"{total} {noun} not asked before the budget of the run was spent: {', '.join(hosts)}",)


def _is_deferred(target: Target, witnesses: Witnesses) -> bool:
    return witnesses.scholar is not None and needs_no_visit(target.url)


def _skipped(target: Target, now: datetime, reason: str) -> Observation:
    return Observation(target=target.url, at=now, outcome=Outcome.SKIPPED, reason=reason)


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


class _Visits:
    """Visits to pages in one run, each noted in the journal at once."""

    def __init__(self, witnesses: Witnesses, notebook: Notebook, settings: Settings) -> None:
        self._witnesses = witnesses
        self._notebook = notebook
        self._settings = settings
        self.looks: dict[str, Look] = {}
        self.canaries: tuple[Observation, ...] = ()
        self._silence = Silence(settings.policy)

    @property
    def offline(self) -> bool:
        """Pages were asked, and neither they nor the canaries answered."""
        asked = [o for o in self._seen() if o.outcome is not Outcome.SKIPPED]
        return bool(asked) and all(o.outcome in SILENT for o in (*asked, *self.canaries))

    async def make(self, targets: Sequence[Target]) -> None:
        """Visit the targets. Stops early when neither the pages nor the canaries answer."""
        kept = self._notebook.looks
        for target in targets:
            if target.url in kept:
                self.looks[target.url] = kept[target.url]
                self._silence.note(kept[target.url].observation)
        waiting = [t for t in targets if t.url not in self.looks]
        async with aclosing(self._witnesses.web.visit(waiting)) as found:
            async for look in found:
                self._notebook.note_look(look)
                self.looks[look.observation.target] = look
                self._silence.note(look.observation)
                if await self._seems_offline(len(targets)):
                    break

    async def _seems_offline(self, planned: int) -> bool:
        if self.canaries or not self._silence.is_suspicious(planned):
            return False
        self.canaries = await self._witnesses.ask_canaries(self._settings.web.canaries)
        return bool(self.canaries) and all(o.outcome in SILENT for o in self.canaries)

    def _seen(self) -> list[Observation]:
        return [look.observation for look in self.looks.values()]


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
