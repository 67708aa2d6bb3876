"""One night, top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.model.entries import Catalogue
from bot.model.observations import Outcome, Target
from bot.model.report import Report
from bot.model.runs import Run, RunValidity, Validity
from bot.model.settings import Settings
from bot.model.verdicts import Health
from bot.pipeline.assemble import assemble
from bot.pipeline.attributions import folders_wanted, judge_code, to_reread
from bot.pipeline.copies import with_copies
from bot.pipeline.identities import judge_papers
from bot.pipeline.notebook import Notebook
from bot.pipeline.observe import CodeQuestions, Observed, Witnesses, observe
from bot.pipeline.papers import questions_about, remember_papers, with_silent_addresses
from bot.pipeline.repositories import code_links_of, remember_repositories
from bot.pipeline.runs import a_new_moment, judge_run
from bot.pipeline.store import LastRun, Store, store_files
from bot.pipeline.suggestions import look_for_code
from bot.pipeline.tonight import begin
from bot.ports import FilePort
from bot.verdicts.judge import healths


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What a night came to."""

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


async def run_night(
    witnesses: Witnesses,
    files: FilePort,
    settings: Settings,
    *,
    now: datetime,
    simulated: bool = False,
) -> Night:
    """Observe, judge the run, remember, and make the report.

    A run that proves nothing leaves every file as it was. Raises EntriesError, StateError.
    """
    beginning = begin(files, settings)
    catalogue, store = beginning.catalogue, beginning.store
    notebook = Notebook(files, settings.reports, now=a_new_moment(store, now))
    now = notebook.began
    resumed = len(notebook.looks)
    targets = beginning.targets(now=now)
    witnesses.hosts.begin(store.hosts)
    observed = await observe(
        witnesses,
        targets,
        CodeQuestions(
            links=code_links_of(catalogue),
            folders=folders_wanted(catalogue),
            reread=to_reread(catalogue, store),
        ),
        lambda seen: with_silent_addresses(questions_about(catalogue.entries), seen),
        store=store,
        notebook=notebook,
        settings=settings,
        now=now,
    )
    before = _health_before(store, settings, targets)
    validity = await judge_run(observed, before, witnesses, settings)
    if validity.validity is not Validity.VALID:
        notebook.close()
        return Night(
            validity=validity, report=None, store=store, missing=observed.missing, resumed=resumed
        )
    run = Run(at=now, incidents=validity.incidents, simulated=simulated)
    store = await remember(store, observed, catalogue, run, witnesses)
    store = await with_copies(store, catalogue, settings, witnesses.archive, now=now)
    for name, text in store_files(store).items():
        files.write(f"{settings.reports}/{name}", text)
    notebook.close()
    return Night(
        validity=validity,
        report=assemble(catalogue, store, settings, now=now),
        store=store,
        missing=store.last.missing,
        complete=observed.complete,
        resumed=resumed,
    )


async def remember(
    store: Store, observed: Observed, catalogue: Catalogue, run: Run, witnesses: Witnesses
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
        hosts=witnesses.hosts.all(),
    )
    identities = judge_papers(catalogue, store.papers, now=run.at)
    judged = judge_code(catalogue, store, observed.facts, identities)
    found = await look_for_code(
        catalogue, judged, store.offers, identities, observed.facts, witnesses, now=run.at
    )
    last = LastRun(cost=found.added_to(observed.cost), missing=(*observed.missing, *found.missing))
    return replace(store, attributions=judged, offers=found.offers, last=last)


def _health_before(
    store: Store, settings: Settings, targets: Sequence[Target]
) -> dict[str, Health]:
    return healths(store.ledger, settings.policy, (target.url for target in targets))
