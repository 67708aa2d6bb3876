"""Reconcile what the newest night found with what stands on the forge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.errors import BotError, EntriesError, StateError
from bot.findings.codec import FILE as FINDINGS_FILE
from bot.findings.codec import findings_from_json
from bot.model.night import Night
from bot.model.settings import Settings
from bot.pipeline.assemble import assemble
from bot.pipeline.entries import parse_list
from bot.pipeline.store import load_store
from bot.ports import FilePort, ForgePort, ForgeQuestion, Outcome
from bot.reports.list_markdown import START, list_block, with_list
from bot.triage.actions import Plan
from bot.triage.changes import KINDS
from bot.triage.decisions_file import FILE as DECISIONS_FILE
from bot.triage.decisions_file import read_decisions
from bot.triage.planner import Memory, Options, plan
from bot.triage.pulls import Paths, Render
from bot.triage.state import ForgeState


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """The plan, and what became of it."""

    plan: Plan
    state: ForgeState
    #: None when nothing was to be written
    outcome: Outcome | None = None


def read_night(files: FilePort, settings: Settings) -> Night:
    """The newest night. Raises StateError when there is none, or it cannot be read."""
    path = f"{settings.reports}/{FINDINGS_FILE}"
    text = files.read(path)
    if text is None:
        raise StateError(
            f"there is no {path}: no night has been recorded yet",
            hint="Run `listbot nightly` first.",
        )
    return findings_from_json(text, path)


def read_memory(text: str | None, path: str) -> Memory:
    """The decisions; raises StateError with every mistake, so that no "no" is ever overlooked."""
    decisions, mistakes = read_decisions(text, path)
    if mistakes:
        raise StateError(
            "\n".join(map(str, mistakes)), hint="Mend the file; nothing was opened or closed."
        )
    return Memory(decisions=decisions, text=text, file=path)


def question_of(settings: Settings, *more: str) -> ForgeQuestion:
    """What has to be read for this configuration."""
    return ForgeQuestion(
        label=settings.triage.label,
        branch_prefix=settings.triage.branch_prefix,
        kinds=KINDS,
        paths=(settings.entries, settings.readme, *more),
    )


def reconcile(
    files: FilePort,
    settings: Settings,
    forge: ForgePort,
    *,
    now: datetime,
    apply: bool,
    config: str,
    run_url: str = "",
    from_head: bool = False,
) -> Reconciled:
    """Plan, and with ``apply`` carry out.

    Decisions are read from and written to the working tree; ``from_head``: to the default branch,
    for runs that a comment woke and that commit nothing else. Raises StateError, Incomplete.
    """
    night = read_night(files, settings)
    path = f"{settings.reports}/{DECISIONS_FILE}"
    state = forge.state(question_of(settings, *([path] if from_head else [])))
    text = state.files.get(path) if from_head else files.read(path)
    memory = read_memory(text, path)
    made = make_plan(files, settings, night, state, memory, now=now, config=config, run_url=run_url)
    if not apply:
        return Reconciled(plan=made, state=state)
    if made.decisions is not None and from_head:
        subject = "Record what was decided about findings"
        trouble = forge.record(path, made.decisions, subject, based_on=text)
        if trouble:  # nothing is answered that could not be remembered
            return Reconciled(plan=made, state=state, outcome=Outcome(failed=(trouble,)))
    elif made.decisions is not None:
        files.write(path, made.decisions)
    outcome = forge.carry_out(made, state)
    return Reconciled(plan=made, state=state, outcome=outcome)


def make_plan(
    files: FilePort,
    settings: Settings,
    night: Night,
    state: ForgeState,
    memory: Memory,
    *,
    now: datetime,
    config: str,
    run_url: str = "",
) -> Plan:
    """The plan for a state of the forge that was read, or imagined."""
    options = Options(
        settings=settings.triage,
        policy=settings.policy,
        paths=Paths(entries=settings.entries, readme=settings.readme),
        ignore_rules=settings.ignore_rules,
        config=config,
        reports=settings.reports,
        run_url=run_url,
    )
    render = page_renderer(files, settings, state.files, now=now)
    return plan(night, state, memory, options, now=now, render=render)


def page_renderer(
    files: FilePort, settings: Settings, held: Mapping[str, str], *, now: datetime
) -> Render:
    """Makes the page that shows the list out of a new entries file and of what is known."""
    page = held.get(settings.readme)

    def render(entries: str) -> str | None:
        if page is None or START not in page or settings.readme == settings.entries:
            return None
        try:
            catalogue = parse_list(entries, settings.entries)
        except EntriesError:
            return None
        store = load_store(files, settings.reports)
        at = store.ledger.runs[-1].run.at if store.ledger.runs else now
        report = assemble(catalogue, store, settings, now=at)
        try:
            return with_list(page, list_block(report), file=settings.readme)
        except BotError:
            return None

    return render


def imagined_state(
    files: FilePort, settings: Settings, repository: str, html_url: str
) -> ForgeState:
    """A repository in which nothing is open: what is planned for when nobody can be asked."""
    held = {path: files.read(path) for path in (settings.entries, settings.readme)}
    return ForgeState(
        repository=repository,
        html_url=html_url,
        default_branch="main",
        head="",
        me="",
        files={path: text for path, text in held.items() if text is not None},
    )
