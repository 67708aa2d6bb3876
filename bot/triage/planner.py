"""Findings + what stands on the forge + decisions -> actions. Planning twice adds nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from bot.model.findings import Finding
from bot.model.night import Night
from bot.model.runs import Validity
from bot.model.settings import TriageSettings
from bot.model.verdicts import Policy
from bot.triage.actions import (
    Action,
    Nothing,
    OpenIssue,
    OpenPullRequest,
    Plan,
    ReopenIssue,
    UpdateIssue,
    UpdatePullRequest,
    of_list,
)
from bot.triage.beginning import beginning_of
from bot.triage.changes import (
    APPROVED,
    KINDS,
    Change,
    approved_changes,
    safe_changes,
    wanted_changes,
)
from bot.triage.dashboard import plan_dashboard
from bot.triage.decisions import Decision, Verb, of_entries, overdue, silencing, spent
from bot.triage.decisions_file import changed_decisions
from bot.triage.drafts import Body, Draft, read_body, reference, unticked
from bot.triage.issues import plan_issues
from bot.triage.listening import Heard, listen
from bot.triage.memory import (
    IssueBody,
    PullBody,
    refused_changes,
    refused_findings,
    taken_back,
    told_together,
    withdrawn_approvals,
)
from bot.triage.phrases import Desk
from bot.triage.pulls import Paths, Render, plan_pulls
from bot.triage.situation import Limits, Situation
from bot.triage.state import ForgeState
from bot.triage.threads import threads

_T = TypeVar("_T")
_NO_ISSUES = "issues are switched off in this repository: only pull requests are opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The file of decisions, as it was read."""

    decisions: tuple[Decision, ...] = ()
    #: its text, None when there is none
    text: str | None = None
    file: str = "reports/decisions.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the planner is told besides facts."""

    settings: TriageSettings = field(default_factory=TriageSettings)
    policy: Policy = field(default_factory=Policy)
    paths: Paths = field(default_factory=Paths)
    #: rule codes that are not reported at all
    ignore_rules: tuple[str, ...] = ()
    config: str = ".github/listbot.yml"
    reports: str = "reports"
    run_url: str = ""
    #: word of the list, where there are several in the repository
    of_list: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Everything is gathered, and people are heard; what to do about it is still open."""

    situation: Situation
    memory: Memory
    options: Options
    #: decisions to add to the file and to take out of it
    new: tuple[Decision, ...]
    gone: tuple[Decision, ...]
    #: sentences about decisions that have expired or that nothing is left to decide about
    told: tuple[str, ...]


def plan(
    night: Night,
    state: ForgeState,
    memory: Memory,
    options: Options,
    *,
    now: datetime,
    render: Render = lambda _: None,
) -> Plan:
    """Everything to do so that the forge says what the night found and people decided.

    ``render`` makes the page that shows the list out of a new entries file. Raises StateError
    when the file of decisions changed under our hands and cannot be read.
    """
    ready = prepared(night, state, memory, options, now=now)
    return ready if isinstance(ready, Plan) else finished(ready, render=render)


def prepared(
    night: Night, state: ForgeState, memory: Memory, options: Options, *, now: datetime
) -> Prepared | Plan:
    """The first half of ``plan``; the plan itself where nothing at all may be done."""
    refusal = _refusal(night, state, options)
    if refusal:
        return Plan(actions=(Nothing(about="triage", reason=refusal),), notices=(refusal,))
    if not state.has_issues:
        quiet = replace(options.settings, issues="off", dashboard=False)
        options = replace(options, settings=quiet)
    night = _without_ignored_rules(night, options.ignore_rules)
    issues, pulls = bodies_of(state)
    written = memory.decisions
    findings = {finding.fingerprint: finding for finding in night.findings}
    heard = listen(threads(issues, pulls, night, written, file=memory.file), now)
    heard.undone |= told_together(issues, heard.undone)
    changes = (
        *approved_changes(night.findings, night.links, written),
        *safe_changes(night.findings),
    )
    said = (
        *heard.decisions,
        *refused_findings(issues, findings),
        *refused_changes(pulls, issues, changes),
    )
    gone = _retracted(written, heard, issues, pulls, changes, night)
    kept = [decision for decision in written if decision not in gone]
    new = _unknown([d for d in said if d.finding not in heard.undone], kept)
    decisions = (*kept, *new, *of_entries(night.ignores))
    situation = Situation(
        night=night,
        state=state,
        settings=options.settings,
        policy=options.policy,
        now=now,
        desk=_desk(state, options),
        issues=issues,
        pulls=pulls,
        decisions=decisions,
        silenced=_silenced(night.findings, decisions, now),
        heard=heard,
        beginning=beginning_of(
            options.settings, options.policy, issues, pulls, begun=heard.begun, now=now
        ),
        of_list=options.of_list,
    )
    told = overdue(decisions, night, now)
    if situation.beginning is not None and situation.beginning.is_quiet:
        situation = replace(situation, settings=replace(options.settings, issues="off"))
    return Prepared(
        situation=situation, memory=memory, options=options, new=new, gone=gone, told=told
    )


def finished(ready: Prepared, *, render: Render, limits: Limits | None = None) -> Plan:
    """The second half of ``plan``; ``limits``: what the other lists of the repository leave to it."""
    situation, memory, told = ready.situation, ready.memory, ready.told
    situation = replace(situation, limits=limits)
    actions = _actions(situation, ready.options, render, told)
    return Plan(
        actions=tuple(of_list(action, situation.of_list) for action in actions),
        decisions=changed_decisions(
            memory.text, add=ready.new, retract=ready.gone, file=memory.file
        ),
        notices=told if situation.state.has_issues else (_NO_ISSUES, *told),
    )


def _refusal(night: Night, state: ForgeState, options: Options) -> str:
    """Why nothing at all may be done, or an empty text."""
    if state.archived:
        return "the repository is archived, so nothing can be written"
    if not options.settings.enabled:
        return "triage is switched off in the configuration"
    if night.run_at is None:
        return "there was no night yet, so there is nothing to reconcile"
    if night.simulated:
        return "the findings are from a rehearsal; nothing simulated is ever reported"
    if night.validity is not Validity.VALID:
        return f"the newest run proves nothing ({night.validity}); nothing is opened or closed"
    return ""


def _without_ignored_rules(night: Night, rules: Sequence[str]) -> Night:
    return replace(night, findings=tuple(f for f in night.findings if f.rule not in rules))


def bodies_of(state: ForgeState) -> tuple[tuple[IssueBody, ...], tuple[PullBody, ...]]:
    """Issues and pull requests of ours that carry a marker, oldest first."""
    issues = [(issue, read_body(issue.body)) for issue in state.issues]
    pulls = [(pull, read_body(pull.body)) for pull in state.pulls if pull.is_ours]
    return (
        tuple(sorted(_marked(issues), key=lambda pair: pair[0].number)),
        tuple(sorted(_marked(pulls), key=lambda pair: pair[0].number)),
    )


def _marked(pairs: Sequence[tuple[_T, Body | None]]) -> Iterator[tuple[_T, Body]]:
    return ((item, body) for item, body in pairs if body is not None)


def _retracted(
    written: Sequence[Decision],
    heard: Heard,
    issues: Sequence[IssueBody],
    pulls: Sequence[PullBody],
    changes: Sequence[Change],
    night: Night,
) -> tuple[Decision, ...]:
    """Decisions of the file that are taken back, replaced by newer ones, or done with."""
    gone = list(taken_back(written, issues, pulls))
    gone += withdrawn_approvals(written, pulls, changes)
    again = heard.superseded | heard.undone
    gone += [d for d in written if d.source and d.finding in again and d.verb is not Verb.DECLINE]
    gone += [d for d in written if spent(d, night)]
    return tuple(dict.fromkeys(gone))


def _unknown(said: Sequence[Decision], kept: Sequence[Decision]) -> tuple[Decision, ...]:
    """What was said and is not in the file yet; of what was said twice, the last."""
    present = {_identity(decision) for decision in kept}
    new = {_identity(decision): decision for decision in said}
    return tuple(decision for key, decision in new.items() if key not in present)


def _identity(decision: Decision) -> tuple[object, ...]:
    return (
        decision.verb,
        decision.entry,
        decision.finding,
        decision.evidence,
        decision.field,
        decision.to,
        decision.until,
    )


def _silenced(
    findings: Sequence[Finding], decisions: Sequence[Decision], now: datetime
) -> Mapping[str, Decision]:
    found = ((f.fingerprint, silencing(f, decisions, now)) for f in findings)
    return {fingerprint: decision for fingerprint, decision in found if decision is not None}


def _desk(state: ForgeState, options: Options) -> Desk:
    return Desk(
        html_url=state.html_url,
        branch=state.default_branch,
        config=options.config,
        reports=options.reports,
        run_url=options.run_url,
        notify=options.settings.notify,
        of_list=options.of_list,
        entries=options.paths.entries,
    )


def _actions(
    situation: Situation, options: Options, render: Render, told: tuple[str, ...]
) -> Iterator[Action]:
    """Pull requests before the issues that name them, the dashboard after both."""
    actions = list(_reconciled(situation, options, render, told))
    yield from actions
    yield from _tidied(situation, {getattr(action, "number", None) for action in actions})
    yield from situation.heard.answers


def _tidied(situation: Situation, written: set[int | None]) -> Iterator[Action]:
    """Remember in a body what was read and untick its boxes, where nothing else is written.

    One that another list left, or the time when there was no other, says whose it is from now on.
    """
    heard = situation.heard
    for number, body, is_open in _ours(situation):
        spoken_in = number in heard.read or number in heard.ticked
        taken_over = is_open and body.control.of_list != situation.of_list
        if number in written or not (spoken_in or taken_over):
            continue
        draft = Draft(
            control=replace(body.control, read=situation.read(number, body)),
            title="",
            text=unticked(body.text),
            content=body.control.content,
        )
        why = "what was said is read" if spoken_in else "it belongs to this list"
        if body.control.kind == "pull":
            yield UpdatePullRequest(
                number=number, commit=None, draft=draft, keep_title=True, why=why
            )
        else:
            yield UpdateIssue(number=number, draft=draft, keep_title=True, why=why)


def _ours(situation: Situation) -> Iterator[tuple[int, Body, bool]]:
    """Number, body, and whether it is open."""
    yield from ((issue.number, body, issue.is_open) for issue, body in situation.issues)
    yield from ((pull.number, body, pull.is_open) for pull, body in situation.pulls)


def _reconciled(
    situation: Situation, options: Options, render: Render, told: tuple[str, ...]
) -> Iterator[Action]:
    wanted = wanted_changes(
        situation.night.findings,
        situation.night.links,
        situation.decisions,
        frozenset(situation.silenced),
        kinds=[kind for kind in KINDS if kind in options.settings.pull_requests],
    )
    waits = situation.beginning is not None and situation.beginning.is_quiet
    tonight = {APPROVED: wanted[APPROVED]} if waits else wanted
    pulls = tuple(plan_pulls(situation, tonight, paths=options.paths, render=render))
    yield from pulls
    situation = replace(situation, opening=_opened_by(pulls))
    issues = plan_issues(situation)
    yield from issues.actions
    situation = replace(situation, opening=_opened_by((*pulls, *issues.actions)))
    yield from plan_dashboard(situation, issues.told_in, wanted, told)


def _opened_by(actions: Sequence[Action]) -> frozenset[str]:
    """References to what these actions open."""
    return frozenset(
        reference(
            "pull" if isinstance(action, OpenPullRequest) else "issue", action.draft.control.key
        )
        for action in actions
        if isinstance(action, OpenIssue | ReopenIssue | OpenPullRequest)
    )
