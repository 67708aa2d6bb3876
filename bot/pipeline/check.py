"""Liveness only: any list, judged by its history or by this run alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fnmatch import fnmatchcase

from bot import __version__
from bot.catalogue.targets import target_url, targets_of
from bot.model.check import CheckedLink, CheckReport, Place
from bot.model.entries import Catalogue, Entry
from bot.model.observations import Look, Observation, Outcome, Target
from bot.model.runs import Run, RunValidity, Validity
from bot.model.settings import Settings, WebSettings
from bot.model.verdicts import Health, Verdict
from bot.pipeline.notebook import Notebook
from bot.pipeline.observe import CodeQuestions, Observed, Witnesses, observe
from bot.pipeline.papers import questions_about, with_silent_addresses
from bot.pipeline.runs import a_new_moment, judge_run
from bot.pipeline.store import Store, load_store, store_files
from bot.ports import FilePort, PaperQuestion
from bot.probing.manners import MannersBook
from bot.probing.shards import lane_of, shard_of
from bot.verdicts.judge import healths, judge, with_strikes_needed
from bot.verdicts.single import judge_alone
from bot.verdicts.witnesses import UNPROVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInput:
    """One file to check: entries, or the places of the URLs of a Markdown file."""

    file: str
    catalogue: Catalogue | None = None
    #: own spelling -> places, for a Markdown file
    places: Mapping[str, tuple[Place, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which URLs of the inputs are checked."""

    #: glob over URLs and entry ids; None = all
    only: str | None = None
    #: file -> lines that changed; None = all
    changed: Mapping[str, frozenset[int]] | None = None
    #: at most so many (a contributor's check); the rest is named as left out
    at_most: int | None = None
    #: (part, parts), 1-based
    shard: tuple[int, int] | None = None
    #: globs of URLs that the configuration leaves out
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The URLs to check: own spelling -> places, in order of first use."""

    places: Mapping[str, tuple[Place, ...]]
    left_out: int = 0


def select(
    inputs: Sequence[CheckInput], selection: Selection, web: WebSettings | None = None
) -> Wanted:
    """The distinct URLs of the inputs that the selection asks for, with all their places.

    ``web`` says which hosts share a lane, which no shard may split.
    """
    found: dict[str, list[Place]] = {}
    for given in inputs:
        for url, place in _uses(given):
            if _is_wanted(url, place, selection):
                found.setdefault(url, []).append(place)
    if selection.shard is not None:
        part, parts = selection.shard
        book = MannersBook(web or WebSettings())
        found = {u: p for u, p in found.items() if shard_of(lane_of(u, book), parts) == part}
    left_out = 0
    if selection.at_most is not None and len(found) > selection.at_most:
        left_out = len(found) - selection.at_most
        found = dict(list(found.items())[: selection.at_most])
    return Wanted(places={url: tuple(places) for url, places in found.items()}, left_out=left_out)


def _uses(given: CheckInput) -> list[tuple[str, Place]]:
    if given.catalogue is not None:
        return [
            (link.url, Place(span=link.span, entry_id=link.entry_id, role=link.role))
            for link in given.catalogue.links()
        ]
    return [(url, place) for url, places in (given.places or {}).items() for place in places]


def _is_wanted(url: str, place: Place, selection: Selection) -> bool:
    if selection.only is not None and not (
        fnmatchcase(url, selection.only) or fnmatchcase(place.entry_id or "", selection.only)
    ):
        return False
    if any(fnmatchcase(url, glob) for glob in selection.ignored):
        return False
    if selection.changed is None:
        return True
    return place.span.line in selection.changed.get(place.span.file, frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Who is asked about what."""

    targets: tuple[Target, ...]
    entries: tuple[Entry, ...]


async def run_check(
    witnesses: Witnesses,
    files: FilePort,
    settings: Settings,
    inputs: Sequence[CheckInput],
    selection: Selection,
    *,
    now: datetime,
    alone: bool,
) -> CheckReport:
    """Check the links. ``alone`` neither reads nor writes the ledger. Raises StateError."""
    wanted = select(inputs, selection, settings.web)
    store = Store() if alone else load_store(files, settings.reports)
    now = a_new_moment(store, now)
    if not alone:
        witnesses.hosts.begin(store.hosts)
    notebook = Notebook(None if alone else files, settings.reports, now=now)
    asked = _targets(inputs, wanted, store)
    observed = await observe(
        witnesses,
        asked.targets,
        CodeQuestions(),
        lambda seen: _unproven_questions(asked.entries, asked.targets, seen),
        store=store,
        notebook=notebook,
        settings=settings,
        now=now,
    )
    before = {} if alone else _before(store, settings, asked.targets)
    validity = await judge_run(observed, before, witnesses, settings)
    valid = validity.validity is Validity.VALID
    if valid and not alone:
        run = Run(at=notebook.began, incidents=validity.incidents)
        store = replace(_recorded(store, observed, run), hosts=witnesses.hosts.all())
        for name, text in store_files(store).items():
            files.write(f"{settings.reports}/{name}", text)
    notebook.close()
    verdicts = _verdicts(observed, store, settings, alone=alone or not valid)
    return _report(inputs, wanted, verdicts, observed, validity, selection, now=now, alone=alone)


def _targets(inputs: Sequence[CheckInput], wanted: Wanted, store: Store) -> _Asked:
    """Targets of the wanted URLs; those of entries carry what is known about their papers."""
    entries = tuple(entry for i in inputs if i.catalogue for entry in i.catalogue.entries)
    rich = {t.url: t for t in targets_of(entries, store.validators)}
    targets: dict[str, Target] = {}
    for url in wanted.places:
        key = target_url(url)
        known = targets.get(key) or rich.get(key)
        targets[key] = known or Target(url=key, validators=store.validators.get(key))
        if url not in targets[key].spellings:
            targets[key] = replace(targets[key], spellings=(*targets[key].spellings, url))
    return _Asked(targets=tuple(targets.values()), entries=entries)


def _unproven_questions(
    entries: Sequence[Entry], targets: Sequence[Target], seen: Mapping[str, Observation]
) -> Sequence[PaperQuestion]:
    """Registries are asked only about pages that said nothing: walls, and hosts never probed."""
    unproven = dict.fromkeys(
        t.url for t in targets if (o := seen.get(t.url)) is not None and o.outcome in UNPROVEN
    )
    return with_silent_addresses(questions_about(entries, only=unproven), seen)


def _before(store: Store, settings: Settings, targets: Sequence[Target]) -> dict[str, Health]:
    return healths(store.ledger, settings.policy, (target.url for target in targets))


def _recorded(store: Store, observed: Observed, run: Run) -> Store:
    seen = [o for o in observed.observations.values() if o.outcome is not Outcome.SKIPPED]
    validators = dict(store.validators)
    for target, look in observed.looks.items():
        if look.validators is not None:
            validators[target] = look.validators
    return replace(store, ledger=store.ledger.extended_by(run, seen), validators=validators)


def _verdicts(
    observed: Observed, store: Store, settings: Settings, *, alone: bool
) -> Mapping[str, Verdict]:
    if not alone:
        verdicts = judge(store.ledger, settings.policy, observed.observations)
        for target, seen in observed.observations.items():
            if seen.outcome is Outcome.SKIPPED:
                verdicts[target] = judge_alone(seen)
        return verdicts
    return {
        target: with_strikes_needed(judge_alone(seen), settings.policy)
        for target, seen in observed.observations.items()
    }


def _report(
    inputs: Sequence[CheckInput],
    wanted: Wanted,
    verdicts: Mapping[str, Verdict],
    observed: Observed,
    validity: RunValidity,
    selection: Selection,
    *,
    now: datetime,
    alone: bool,
) -> CheckReport:
    missing = list(observed.missing)
    if wanted.left_out:
        missing.append(f"{wanted.left_out} more changed links were not checked in this run")
    return CheckReport(
        links=tuple(
            _checked(url, places, verdicts[target_url(url)], observed.looks.get(target_url(url)))
            for url, places in wanted.places.items()
        ),
        inputs=tuple(given.file for given in inputs),
        at=now,
        version=__version__,
        validity=validity,
        cost=observed.cost,
        shard=selection.shard,
        alone=alone,
        missing=tuple(missing),
        complete=observed.complete or _all_proven(observed),
    )


def _all_proven(observed: Observed) -> bool:
    """Every link was settled, so a registry that was away kept nothing from us."""
    return observed.repositories.complete and not any(
        seen.outcome in UNPROVEN for seen in observed.observations.values()
    )


def _checked(
    url: str, places: tuple[Place, ...], verdict: Verdict, look: Look | None
) -> CheckedLink:
    return CheckedLink(
        url=url,
        target=target_url(url),
        verdict=verdict,
        places=places,
        elapsed_ms=look.elapsed_ms if look else 0,
        attempts=look.attempts if look else 0,
    )
