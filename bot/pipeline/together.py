"""Several lists in one run: everybody is asked once, and each list learns what is its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.catalogue.targets import target_of, targets_of
from bot.ledger.history import Ledger, Timeline
from bot.model.entries import Entry
from bot.model.hosts import KnownHost
from bot.model.observations import Observation, Target, Validators
from bot.model.papers import PaperId
from bot.model.repositories import RepoFacts
from bot.model.runs import Incident
from bot.model.verdicts import Health
from bot.pipeline.attributions import folders_wanted, to_reread
from bot.pipeline.observe import CodeQuestions, Observed
from bot.pipeline.papers import (
    questions_about,
    questions_about_addresses,
    with_silent_addresses,
)
from bot.pipeline.repositories import code_links_of
from bot.pipeline.store import KnownPaper, Store
from bot.pipeline.tonight import Beginning
from bot.ports import PaperQuestion
from bot.repositories.links import CodeLink
from bot.urls import host_of
from bot.verdicts.judge import healths

_NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The lists of one run as if they were one; for a single list exactly what that list says."""

    lists: tuple[Beginning, ...]

    def targets(self, *, now: datetime) -> tuple[Target, ...]:
        """Every target that is to be visited for one of the lists, once, in the order of the lists."""
        if len(self.lists) == 1:
            return self.lists[0].targets(now=now)
        chosen = {target.url for each in self.lists for target in each.targets(now=now)}
        every = targets_of(self._entries(), _validators(self.lists))
        return tuple(target for target in every if target.url in chosen)

    def store(self) -> Store:
        """What any of the lists knows about those who are asked. It is never written."""
        if len(self.lists) == 1:
            return self.lists[0].store
        stores = [each.store for each in self.lists]
        return Store(
            ledger=Ledger(timelines=_timelines(stores)),
            papers=_papers(self.lists),
            repositories=_first_of(store.repositories for store in stores),
            validators=_validators(self.lists),
            hosts=_hosts(stores),
        )

    def code(self) -> CodeQuestions:
        """Which repositories are asked about."""
        links: dict[str, CodeLink] = {}
        folders: dict[str, dict[str, None]] = {}
        for each in self.lists:
            for url, link in code_links_of(each.catalogue).items():
                links.setdefault(url, link)
            for key, found in folders_wanted(each.catalogue).items():
                folders.setdefault(key, {}).update(dict.fromkeys(found))
        reread = (to_reread(each.catalogue, each.store) for each in self.lists)
        return CodeQuestions(
            links=links,
            folders={key: tuple(found) for key, found in folders.items()},
            reread=frozenset().union(*reread, _seen_differently(self.lists)),
        )

    def questions(self, seen: Mapping[str, Observation]) -> Sequence[PaperQuestion]:
        """Which papers the registries are asked about, given what the pages said."""
        return with_silent_addresses(questions_about(self._entries()), seen)

    def health_before(self, targets: Sequence[Target]) -> dict[str, Health]:
        """How the targets were; one that several lists have: as the first says that knows it."""
        before: dict[str, Health] = {}
        for each in reversed(self.lists):
            own = addresses_of(each) if len(self.lists) > 1 else None
            urls = (t.url for t in targets if own is None or t.url in own)
            found = healths(each.store.ledger, each.settings.policy, urls)
            known = each.store.ledger.timelines
            before |= {
                u: h for u, h in found.items() if own is None or u in known or u not in before
            }
        return before

    def share_of(self, each: Beginning, observed: Observed) -> Observed:
        """What the run brought home for one list; its cost is that of the whole run."""
        if len(self.lists) == 1:
            return observed
        own = addresses_of(each)
        papers = _papers_of(each)
        code = {link.slug.key for link in code_links_of(each.catalogue).values() if link.slug}
        said = observed.papers
        facts = (f for f in observed.repositories.facts if f.slug.key in code)
        return replace(
            observed,
            cost=replace(observed.cost, lists=len(self.lists)),
            observations={u: o for u, o in observed.observations.items() if u in own},
            looks={u: look for u, look in observed.looks.items() if u in own},
            papers=replace(
                said,
                records=tuple(r for r in said.records if r.id in papers),
                unregistered=tuple(p for p in said.unregistered if p in papers),
            ),
            pages={p: record for p, record in observed.pages.items() if p in papers},
            repositories=replace(observed.repositories, facts=tuple(facts)),
            facts={key: known for key, known in observed.facts.items() if key in code},
        )

    def incidents_of(self, each: Beginning, found: Sequence[Incident]) -> tuple[Incident, ...]:
        """The incidents of hosts that the list has links on."""
        if len(self.lists) == 1:
            return tuple(found)
        hosts = _hosts_of(addresses_of(each))
        return tuple(incident for incident in found if incident.host in hosts)

    def hosts_of(self, each: Beginning, known: Sequence[KnownHost]) -> tuple[KnownHost, ...]:
        """What is known about hosts, without those that only the other lists have links on."""
        if len(self.lists) == 1:
            return tuple(known)
        others: set[str] = set()
        for other in self.lists:
            if other is not each:
                others |= _hosts_of(addresses_of(other))
        mine = _hosts_of(addresses_of(each)) | {host.host for host in each.store.hosts}
        return tuple(host for host in known if host.host in mine or host.host not in others)

    def _entries(self) -> Iterator[Entry]:
        return (entry for each in self.lists for entry in each.catalogue.entries)


def addresses_of(each: Beginning) -> frozenset[str]:
    """Canonical URL of every link of a list."""
    return frozenset(target_of(link) for link in each.catalogue.links())


def _hosts_of(urls: Iterable[str]) -> set[str]:
    return {host_of(url) for url in urls}


def _validators(lists: Iterable[Beginning]) -> dict[str, Validators]:
    """Those on which all lists that have the target agree: "not modified" must be true for each."""
    agreed: dict[str, Validators | None] = {}
    for each in lists:
        for url in addresses_of(each):
            known = each.store.validators.get(url)
            agreed[url] = known if agreed.get(url, known) == known else None
    return {url: known for url, known in agreed.items() if known is not None}


def _timelines(stores: Iterable[Store]) -> dict[str, Timeline]:
    """What was seen of each target, by the list that saw a change last."""
    newest: dict[str, Timeline] = {}
    for store in stores:
        for url, timeline in store.ledger.timelines.items():
            before = newest.get(url)
            if before is None or before.latest.at < timeline.latest.at:
                newest[url] = timeline
    return newest


def _papers_of(each: Beginning) -> frozenset[PaperId]:
    """Identifiers that the registries may be asked about for a list."""
    named = questions_about(each.catalogue.entries)
    addresses = questions_about_addresses(addresses_of(each))
    return frozenset(question.id for question in (*named, *addresses))


def _papers(lists: Iterable[Beginning]) -> dict[PaperId, KnownPaper]:
    """What registries said, by the list that asked last.

    Left out is what a list of several does not know although it has the paper: it was added, or
    somebody wants it asked again.
    """
    newest: dict[PaperId, KnownPaper] = {}
    unknown: set[PaperId] = set()
    for each in lists:
        papers = each.store.papers
        unknown |= {paper for paper in _papers_of(each) if paper not in papers}
        for paper, known in papers.items():
            before = newest.get(paper)
            if before is None or _asked_at(before) < _asked_at(known):
                newest[paper] = known
    return {paper: known for paper, known in newest.items() if paper not in unknown}


def _asked_at(known: KnownPaper) -> datetime:
    return max((r.fetched_at for r in known.records if r.fetched_at), default=_NEVER)


def _hosts(stores: Iterable[Store]) -> tuple[KnownHost, ...]:
    """What was learnt about hosts, by the list that tried last."""
    newest: dict[str, KnownHost] = {}
    for store in stores:
        for host in store.hosts:
            before = newest.get(host.host)
            if before is None or _tried_at(before) < _tried_at(host):
                newest[host.host] = host
    return tuple(newest.values())


def _tried_at(host: KnownHost) -> datetime:
    return max(host.robots_at or _NEVER, host.head_at or _NEVER)


def _first_of(tables: Iterable[Mapping[str, RepoFacts]]) -> dict[str, RepoFacts]:
    found: dict[str, RepoFacts] = {}
    for table in tables:
        for key, known in table.items():
            found.setdefault(key, known)
    return found


def _seen_differently(lists: Collection[Beginning]) -> frozenset[str]:
    """Repositories that one list saw at another commit than another: their texts are read again."""
    heads = {
        (key, known.contents_head)
        for each in lists
        for key, known in each.store.repositories.items()
    }
    count = Counter(key for key, _ in heads)
    return frozenset(key for key, times in count.items() if times > 1)
