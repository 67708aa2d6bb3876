"""One night, top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import BotError
from bot.model.entries import Catalogue
from bot.model.hosts import KnownHost
from bot.model.observations import Outcome
from bot.model.report import Report
from bot.model.runs import Run, RunValidity, Validity
from bot.model.settings import Settings
from bot.pipeline.assemble import assemble
from bot.pipeline.attributions import judge_code
from bot.pipeline.copies import with_copies
from bot.pipeline.identities import judge_papers
from bot.pipeline.notebook import Notebook
from bot.pipeline.observe import Observed, Witnesses, observe
from bot.pipeline.once import asked_once
from bot.pipeline.papers import remember_papers
from bot.pipeline.repositories import remember_repositories
from bot.pipeline.runs import a_new_moment, judge_run
from bot.pipeline.store import JOURNAL_OF_LISTS_FILE, LastRun, Store, store_files
from bot.pipeline.suggestions import look_for_code
from bot.pipeline.together import Together
from bot.pipeline.tonight import Beginning, Evening, begin_all
from bot.ports import FilePort


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What a night came to, for one list."""

    validity: RunValidity
    #: None when the run was not valid: nothing was recorded
    report: Report | None
    store: Store
    #: what could not be learnt, in words
    missing: tuple[str, ...] = ()
    #: False when GitHub or a registry could not be reached for part of it
    complete: bool = True
    #: looks taken over from a run that was killed
    resumed: int = 0
    #: why this list was left out; the other lists had their night
    trouble: BotError | None = None


async def run_night(
    witnesses: Witnesses,
    files: FilePort,
    settings: Settings,
    *,
    now: datetime,
    simulated: bool = False,
) -> Night:
    """The night of one list: see ``run_nights``."""
    (night,) = await run_nights(witnesses, files, (settings,), now=now, simulated=simulated)
    return night


async def run_nights(
    witnesses: Witnesses,
    files: FilePort,
    lists: Sequence[Settings],
    *,
    now: datetime,
    simulated: bool = False,
) -> tuple[Night, ...]:
    """Observe, judge the run, remember, and make the report of each list.

    ``lists``: settings that differ in their files only. Everybody is asked once for all of them, and
    the run is judged as a whole; each keeps its own ledger. A run that proves nothing leaves every
    file as it was. A list that cannot be read is left out, and its night says why; when that leaves
    none, UsageError, EntriesError or StateError is raised before anybody is asked.
    """
    evening = begin_all(files, lists)
    together = Together(lists=evening.lists)
    now = min(a_new_moment(each.store, now) for each in together.lists)
    notebook = _notebook(files, lists, evening.lists, now)
    now = notebook.began
    resumed = len(notebook.looks)
    known = together.store()
    targets = together.targets(now=now)
    witnesses.hosts.begin(known.hosts)
    observed = await observe(
        witnesses,
        targets,
        together.code(),
        together.questions,
        store=known,
        notebook=notebook,
        settings=lists[0],
        now=now,
    )
    validity = await judge_run(observed, together.health_before(targets), witnesses, lists[0])
    if validity.validity is not Validity.VALID:
        notebook.close()
        nothing = [
            Night(
                validity=validity,
                report=None,
                store=each.store,
                missing=observed.missing,
                resumed=resumed,
            )
            for each in together.lists
        ]
        return _with_those_left_out(nothing, validity, evening)
    after = witnesses if len(lists) == 1 else asked_once(witnesses)
    nights = []
    for each in together.lists:
        incidents = together.incidents_of(each, validity.incidents)
        run = Run(at=now, incidents=incidents, simulated=simulated)
        store = await _recorded(files, each, together, observed, run, after)
        nights.append(
            Night(
                validity=validity,
                report=assemble(each.catalogue, store, each.settings, now=now),
                store=store,
                missing=store.last.missing,
                complete=observed.complete,
                resumed=resumed,
            )
        )
    notebook.close()
    return _with_those_left_out(nights, validity, evening)


def _with_those_left_out(
    nights: Sequence[Night], validity: RunValidity, evening: Evening
) -> tuple[Night, ...]:
    """The nights in the order of the lists."""
    found = iter(nights)
    troubles = evening.troubles
    return tuple(
        Night(validity=validity, report=None, store=Store(), trouble=troubles[at])
        if at in troubles
        else next(found)
        for at in range(len(nights) + len(troubles))
    )


def _notebook(
    files: FilePort, lists: Sequence[Settings], begun: Sequence[Beginning], now: datetime
) -> Notebook:
    """One journal for all; that of several lists is no journal of the first alone.

    One that began before a night which any of them has had since belongs to a night that is over.
    """
    folder = lists[0].reports
    path = None if len(lists) == 1 else f"{folder}/{JOURNAL_OF_LISTS_FILE}"
    runs = [each.store.ledger.runs[-1].run.at for each in begun if each.store.ledger.runs]
    return Notebook(files, folder, now=now, path=path, after=max(runs, default=None))


async def _recorded(
    files: FilePort,
    each: Beginning,
    together: Together,
    observed: Observed,
    run: Run,
    witnesses: Witnesses,
) -> Store:
    """The store of one list after the run, written. One that a killed run wrote stays as it is."""
    runs = each.store.ledger.runs
    if runs and runs[-1].run.at == run.at:
        return each.store
    share = together.share_of(each, observed)
    hosts = together.hosts_of(each, witnesses.hosts.all())
    store = await remember(each.store, share, each.catalogue, run, witnesses, hosts)
    store = await with_copies(store, each.catalogue, each.settings, witnesses.archive, now=run.at)
    for name, text in store_files(store).items():
        files.write(f"{each.settings.reports}/{name}", text)
    return store


async def remember(
    store: Store,
    observed: Observed,
    catalogue: Catalogue,
    run: Run,
    witnesses: Witnesses,
    hosts: tuple[KnownHost, ...],
) -> Store:
    """The store with everything that this run learnt."""
    seen = [o for o in observed.observations.values() if o.outcome is not Outcome.SKIPPED]
    validators = dict(store.validators)
    for target, look in observed.looks.items():
        if look.validators is not None:
            validators[target] = look.validators
    store = replace(
        store,
        ledger=store.ledger.extended_by(run, seen).compacted(now=run.at),
        papers=remember_papers(
            store.papers,
            observed.papers,
            observed.pages,
        ),
        repositories=remember_repositories(store.repositories, observed.repositories),
        validators=validators,
        hosts=hosts,
    )
    identities = judge_papers(catalogue, store.papers, now=run.at)
    judged = judge_code(catalogue, store, observed.facts, identities)
    found = await look_for_code(
        catalogue, judged, store.offers, identities, observed.facts, witnesses, now=run.at
    )
    last = LastRun(cost=found.added_to(observed.cost), missing=(*observed.missing, *found.missing))
    return replace(store, attributions=judged, offers=found.offers, last=last)
