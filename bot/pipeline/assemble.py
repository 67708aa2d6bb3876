"""What is known becomes the report: verdicts, judgements, flags and findings, all computed anew.

Nothing here asks anybody. The same ledger, policy and memory give the same report, so ``render``,
``explain``, ``export`` and ``triage`` need no network.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.catalogue.targets import target_of
from bot.findings.register import find_all
from bot.ledger.history import Ledger
from bot.model.copies import KnownCopy
from bot.model.entries import Catalogue, Entry, Link, LinkRole
from bot.model.evidence import AttributionJudgement
from bot.model.findings import Finding
from bot.model.papers import Identity, IdentityJudgement, Integrity
from bot.model.report import EntryHealth, LinkHealth, Report
from bot.model.repositories import RepoFacts
from bot.model.settings import Settings
from bot.model.verdicts import Flag, Health, Policy, Verdict
from bot.pipeline.entries import read_catalogue_file
from bot.pipeline.identities import judge_papers
from bot.pipeline.store import KnownOffers, Store, load_store
from bot.ports import ReadPort
from bot.repositories.links import CodeLink, code_link
from bot.verdicts.judge import healths, judge
from bot.verdicts.single import health_of

#: runs shown in a history
_HISTORY = 14
#: (time, health) of runs, oldest first
History = tuple[tuple[datetime, Health], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Everything that a link's health is made of."""

    ledger: Ledger
    now_verdicts: Mapping[str, Verdict]
    before: Mapping[str, Health]
    identities: Mapping[tuple[str, str], IdentityJudgement]
    attributions: Mapping[tuple[str, str], AttributionJudgement]
    offers: Mapping[str, KnownOffers]
    repositories: Mapping[str, RepoFacts]
    #: most links have the same history: kept once, whoever has it
    histories: dict[History, History] = field(default_factory=dict)
    copies: Mapping[str, KnownCopy]


def assemble(catalogue: Catalogue, store: Store, settings: Settings, *, now: datetime) -> Report:
    """The report as of ``now``."""
    ledger = store.ledger
    targets = list(dict.fromkeys(target_of(link) for link in catalogue.links()))
    known = _Known(
        ledger=ledger,
        now_verdicts=judge(ledger, settings.policy, targets),
        before=health_before(ledger, settings.policy, targets),
        identities={(j.entry_id, j.url): j for j in judge_papers(catalogue, store.papers, now=now)},
        attributions={key: found.judgement for key, found in store.attributions.items()},
        offers=store.offers,
        repositories=store.repositories,
        copies=store.copies,
    )
    entries = tuple(_entry(entry, known) for entry in catalogue.entries)
    findings = find_all(catalogue, entries, ledger, settings, now=now) if ledger.runs else ()
    by_entry: dict[str, list[Finding]] = {}
    for finding in findings:
        by_entry.setdefault(finding.entry_id, []).append(finding)
    return Report(
        catalogue=catalogue,
        entries=tuple(
            replace(entry, findings=tuple(by_entry[entry.entry.id]))
            if entry.entry.id in by_entry
            else entry
            for entry in entries
        ),
        findings=findings,
        made_at=now,
        run=ledger.runs[-1].run if ledger.runs else None,
        runs=len(ledger.runs),
        cost=store.last.cost,
        missing=store.last.missing,
    )


def assemble_from(
    files: ReadPort, settings: Settings, *, now: datetime, at_run: bool
) -> tuple[Report, Store]:
    """Report and store from the files alone.

    ``at_run``: as of the newest run, so that the same files always give the same report. Raises
    UsageError, EntriesError, StateError.
    """
    catalogue = read_catalogue_file(files, settings.entries)
    store = load_store(files, settings.reports)
    if at_run and store.ledger.runs:
        now = store.ledger.runs[-1].run.at
    return assemble(catalogue, store, settings, now=now), store


def health_before(ledger: Ledger, policy: Policy, targets: Iterable[str]) -> dict[str, Health]:
    """Health of the targets as it was before the newest run; those never seen then are left out."""
    if len(ledger.runs) < 2:
        return {}
    earlier = replace(ledger, runs=ledger.runs[:-1])
    return healths(earlier, policy, targets)


def _entry(entry: Entry, known: _Known) -> EntryHealth:
    links = tuple(_link(entry, link, known) for link in entry.links)
    record = next(
        (j.record for link in links if (j := link.identity) and _is_right(j) and j.record), None
    )
    offers = known.offers.get(entry.id)
    return EntryHealth(
        entry=entry, links=links, record=record, offers=offers.offered if offers else ()
    )


def _is_right(judgement: IdentityJudgement) -> bool:
    return judgement.identity is Identity.CONFIRMED


def _link(entry: Entry, link: Link, known: _Known) -> LinkHealth:
    target = target_of(link)
    verdict = known.now_verdicts[target]
    identity = known.identities.get((entry.id, link.url)) if link.role is LinkRole.PDF else None
    code = code_link(link.url)
    repository = known.repositories.get(code.slug.key) if code.slug else None
    attribution = _attribution(entry, link, known)
    flags = verdict.flags | _flags(link, code, identity, attribution, repository)
    before = known.before.get(target)
    return LinkHealth(
        link=link,
        target=target,
        verdict=verdict if flags == verdict.flags else replace(verdict, flags=flags),
        identity=identity,
        attribution=attribution,
        repository=repository,
        changed=before is not None and before is not verdict.health,
        history=_history(known, target),
        copy=known.copies.get(target) if verdict.health is Health.DEAD else None,
    )


def _attribution(entry: Entry, link: Link, known: _Known) -> AttributionJudgement | None:
    """The judgement on a code link; one that accuses comes with what was found instead."""
    if link.role is not LinkRole.CODE:
        return None
    judgement = known.attributions.get((entry.id, link.url))
    offers = known.offers.get(entry.id)
    if judgement is None or offers is None or link.url not in offers.wrong:
        return judgement
    return replace(judgement, suggestions=offers.offered) if judgement.accuse else judgement


def _history(known: _Known, target: str) -> History:
    recent = []
    for sighting in known.ledger.sightings(target, newest_first=True):
        health = health_of(sighting.change)
        recent.append((sighting.run.at, Health.UNSTABLE if health is Health.DEAD else health))
        if len(recent) == _HISTORY:
            break
    history = tuple(reversed(recent))
    return known.histories.setdefault(history, history)


_INTEGRITY_FLAGS = {
    Integrity.RETRACTED: Flag.RETRACTED,
    Integrity.WITHDRAWN: Flag.WITHDRAWN,
}


def _flags(
    link: Link,
    code: CodeLink,
    identity: IdentityJudgement | None,
    attribution: AttributionJudgement | None,
    repository: RepoFacts | None,
) -> frozenset[Flag]:
    found: set[Flag] = set()
    if identity is not None:
        if identity.identity in (Identity.WRONG_CERTAIN, Identity.WRONG_PROBABLE):
            found.add(Flag.WRONG_PAPER)
        if identity.integrity in _INTEGRITY_FLAGS:
            found.add(_INTEGRITY_FLAGS[identity.integrity])
        if identity.record and identity.record.published_as:
            found.add(Flag.PUBLISHED)
    if attribution is not None and attribution.accuse:
        found.add(Flag.WRONG_CODE)
    if link.role is LinkRole.CODE and not code.is_repository:
        found.add(Flag.NOT_A_REPOSITORY)
    if repository is not None:
        if repository.renamed_to:
            found.add(Flag.RENAMED)
        if repository.archived:
            found.add(Flag.ARCHIVED)
        if repository.is_empty or repository.is_code_free:
            found.add(Flag.EMPTY)
        if repository.hijacked:
            found.add(Flag.HIJACKED)
    return frozenset(found)
