"""Reconcile what the newest night found with what stands on the forge, for one list or for several."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

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
from bot.triage.belonging import Owner, divided, list_of
from bot.triage.changes import KINDS
from bot.triage.decisions_file import FILE as DECISIONS_FILE
from bot.triage.decisions_file import read_decisions
from bot.triage.planner import Memory, Options, Prepared, plan, prepared
from bot.triage.pulls import Paths, Render
from bot.triage.several import plans_of
from bot.triage.state import ForgeState


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """The plan for one list, and what became of it."""

    settings: Settings
    plan: Plan
    #: None when nothing was to be written
    outcome: Outcome | None = None
    #: why nothing was planned; the other lists go on
    trouble: BotError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is asked of ``reconcile`` besides the lists."""

    #: "now" for plans
    now: datetime
    #: carry the plans out
    apply: bool
    #: path of the configuration, for texts that name it
    config: str
    #: address of the run, or ""
    run_url: str = ""
    #: decisions are read from and written to the default branch, for runs that a comment woke and that
    #: commit nothing else; otherwise to the working tree
    from_head: bool = False
    #: only the list that this issue or pull request belongs to
    thread: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """One list, and what is known about it, or why nothing is."""

    settings: Settings
    night: Night | None = None
    memory: Memory | None = None
    trouble: BotError | None = None

    @property
    def decisions(self) -> str:
        """Path of its file of decisions."""
        return f"{self.settings.reports}/{DECISIONS_FILE}"

    def owner(self) -> Owner:
        return Owner(
            name=self.settings.name,
            entries=self.settings.entries,
            reports=self.settings.reports,
            night=None if self.trouble else self.night,
            decisions=self.memory.decisions if self.memory else (),
        )


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
    """What has to be read for all lists of the configuration."""
    lists = settings.each_list()
    paths = [path for one in lists for path in (one.entries, one.readme)]
    return ForgeQuestion(
        label=settings.triage.label,
        branch_prefix=settings.triage.branch_prefix,
        kinds=KINDS,
        paths=(*dict.fromkeys(paths), *more),
        lists=tuple(one.name for one in lists if one.name),
    )


def reconcile(
    files: FilePort,
    settings: Settings,
    forge: ForgePort,
    task: Task,
    *,
    only: Collection[str] = (),
) -> tuple[Reconciled, ...]:
    """Plan for each list, and where it is wanted carry out; what becomes of each, in order.

    ``settings`` have all lists of the repository, so that everything there finds its own; ``only``: the
    names of those that are meant (none = all). One that cannot be read does not stop the others; when that
    leaves none, or it is the only one, its error is raised. Raises Incomplete when the forge cannot be read.
    """
    begun = [_begun(files, one) for one in settings.each_list()]
    _at_least_one(begun)
    paths = [each.decisions for each in begun] if task.from_head else []
    state = forge.state(question_of(settings, *paths))
    texts = state.files if task.from_head else None
    known = [_with_memory(files, each, texts) for each in begun]
    _at_least_one(known)
    states = divided(state, [each.owner() for each in known], settings.triage.branch_prefix)
    meant = list(range(len(known)))
    if task.thread is not None and len(known) > 1:
        belongs = list_of(task.thread, states)
        meant = [] if belongs is None else [belongs]
    done = []
    for at, make in enumerate(_plans(files, known, states, task)):
        each = known[at]
        if at not in meant or (only and each.settings.name not in only):
            continue
        try:
            done.append(_carried_out(files, forge, each, states[at], make(), task))
        except BotError as trouble:
            if len(known) == 1:
                raise
            done.append(Reconciled(settings=each.settings, plan=Plan(), trouble=trouble))
    return tuple(done)


def _begun(files: FilePort, settings: Settings) -> _List:
    try:
        return _List(settings=settings, night=read_night(files, settings))
    except BotError as trouble:
        return _List(settings=settings, trouble=trouble)


def _with_memory(files: FilePort, each: _List, texts: Mapping[str, str] | None) -> _List:
    if each.trouble is not None:
        return each
    text = files.read(each.decisions) if texts is None else texts.get(each.decisions)
    try:
        return replace(each, memory=read_memory(text, each.decisions))
    except BotError as trouble:
        return replace(each, trouble=trouble)


def _at_least_one(lists: Sequence[_List]) -> None:
    troubles = [each.trouble for each in lists if each.trouble is not None]
    if len(troubles) == len(lists):
        raise troubles[0]


def _plans(
    files: FilePort, lists: Sequence[_List], states: Sequence[ForgeState], task: Task
) -> list[Callable[[], Plan]]:
    """How the plan of each list is made; it raises what is wrong with the list."""
    if len(lists) == 1:
        return [partial(_only_plan, files, lists[0], states[0], task)]
    ready: list[tuple[int, Prepared, Render]] = []
    makers: dict[int, Callable[[], Plan]] = {}
    for at, (each, state) in enumerate(zip(lists, states, strict=True)):
        if each.night is None or each.memory is None or each.trouble is not None:
            makers[at] = _raiser(each.trouble)
            continue
        options = _options(each.settings, task)
        found = prepared(each.night, state, each.memory, options, now=task.now)
        if isinstance(found, Plan):
            makers[at] = _maker(found)
        else:
            render = page_renderer(files, each.settings, state.files, now=task.now)
            ready.append((at, found, render))
    bystanders = [states[at] for at in makers]
    made = plans_of([(found, render) for _, found, render in ready], bystanders)
    makers |= {at: maker for (at, _, _), maker in zip(ready, made, strict=True)}
    return [makers[at] for at in range(len(lists))]


def _only_plan(files: FilePort, each: _List, state: ForgeState, task: Task) -> Plan:
    assert each.night is not None
    assert each.memory is not None
    return make_plan(
        files,
        each.settings,
        each.night,
        state,
        each.memory,
        now=task.now,
        config=task.config,
        run_url=task.run_url,
    )


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
    """The plan of the only list, for a state of the forge that was read, or imagined."""
    task = Task(now=now, apply=False, config=config, run_url=run_url)
    render = page_renderer(files, settings, state.files, now=now)
    return plan(night, state, memory, _options(settings, task), now=now, render=render)


def _raiser(trouble: BotError | None) -> Callable[[], Plan]:
    def fail() -> Plan:
        raise trouble or StateError("the list was not read")

    return fail


def _maker(made: Plan) -> Callable[[], Plan]:
    return lambda: made


def _carried_out(
    files: FilePort, forge: ForgePort, each: _List, state: ForgeState, made: Plan, task: Task
) -> Reconciled:
    """Decisions first: nothing is answered that could not be remembered."""
    settings = each.settings
    if not task.apply:
        return Reconciled(settings=settings, plan=made)
    if made.decisions is not None and task.from_head:
        subject = "Record what was decided about findings"
        text = each.memory.text if each.memory else None
        trouble = forge.record(each.decisions, made.decisions, subject, based_on=text)
        if trouble:
            return Reconciled(settings=settings, plan=made, outcome=Outcome(failed=(trouble,)))
    elif made.decisions is not None:
        files.write(each.decisions, made.decisions)
    return Reconciled(settings=settings, plan=made, outcome=forge.carry_out(made, state))


def imagine(
    files: FilePort, settings: Settings, repository: str, task: Task, *, only: Collection[str] = ()
) -> tuple[Reconciled, ...]:
    """The plans for a repository in which nothing is open: what is planned when nobody can be asked.

    Raises what is wrong when no list can be read.
    """
    lists = settings.each_list()
    known = [_with_memory(files, _begun(files, one), None) for one in lists]
    _at_least_one(known)
    address = f"https://github.com/{repository}"
    states = [imagined_state(files, one, repository, address) for one in lists]
    done = []
    for each, make in zip(known, _plans(files, known, states, task), strict=True):
        if only and each.settings.name not in only:
            continue
        try:
            done.append(Reconciled(settings=each.settings, plan=make()))
        except BotError as trouble:
            done.append(Reconciled(settings=each.settings, plan=Plan(), trouble=trouble))
    return tuple(done)


def _options(settings: Settings, task: Task) -> Options:
    return Options(
        settings=settings.triage,
        policy=settings.policy,
        paths=Paths(entries=settings.entries, readme=settings.readme),
        ignore_rules=settings.ignore_rules,
        config=task.config,
        reports=settings.reports,
        run_url=task.run_url,
        of_list=settings.name,
    )


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
