"""Findings + what stands on the forge + decisions -> actions. Planning twice adds nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from bot.model.findings import Finding, Severity
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
from bot.triage.listening import Heard, Thread, listen
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
from bot.triage.situation import Situation
from bot.triage.state import ForgeState

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
    refusal = _refusal(night, state, options)
    if refusal:
        return Plan(actions=(Nothing(about="triage", reason=refusal),), notices=(refusal,))
    if not state.has_issues:
        quiet = replace(options.settings, issues="off", dashboard=False)
        options = replace(options, settings=quiet)
    night = _without_ignored_rules(night, options.ignore_rules)
    issues, pulls = _bodies(state)
    written = memory.decisions
    findings = {finding.fingerprint: finding for finding in night.findings}
    heard = listen(_threads(issues, pulls, night, written), now)
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
    )
    told = overdue(decisions, night, now)
    if situation.beginning is not None and situation.beginning.is_quiet:
        situation = replace(situation, settings=replace(options.settings, issues="off"))
    return Plan(
        actions=tuple(_actions(situation, options, render, told)),
        decisions=changed_decisions(memory.text, add=new, retract=gone, file=memory.file),
        notices=told if state.has_issues else (_NO_ISSUES, *told),
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


def _bodies(state: ForgeState) -> tuple[tuple[IssueBody, ...], tuple[PullBody, ...]]:
    """Issues and pull requests of ours that carry a marker, oldest first."""
    issues = [(issue, read_body(issue.body)) for issue in state.issues]
    pulls = [(pull, read_body(pull.body)) for pull in state.pulls if pull.is_ours]
    return (
        tuple(sorted(_marked(issues), key=lambda pair: pair[0].number)),
        tuple(sorted(_marked(pulls), key=lambda pair: pair[0].number)),
    )


def _marked(pairs: Sequence[tuple[_T, Body | None]]) -> Iterator[tuple[_T, Body]]:
    return ((item, body) for item, body in pairs if body is not None)


def _threads(
    issues: Sequence[IssueBody],
    pulls: Sequence[PullBody],
    night: Night,
    decisions: Sequence[Decision],
) -> Iterator[Thread]:
    """Every conversation, with the findings that it can be about."""
    asking = tuple(f for f in night.findings if f.severity is Severity.DECISION)
    for issue, body in issues:
        covered = body.control.evidence
        about = tuple(f for f in night.findings if f.fingerprint in covered)
        yield Thread(
            number=issue.number,
            body=body,
            about=about if body.control.kind == "issue" else (),
            nameable=about if body.control.kind == "issue" else night.findings,
            comments=issue.comments,
            editor=issue.editor,
            tick_counts=issue.tick_counts,
        )
    by_id = _findings_by_change(night, decisions)
    for pull, body in pulls:
        about = tuple(
            dict.fromkeys(by_id[change] for change in body.control.covers if change in by_id)
        )
        yield Thread(
            number=pull.number,
            body=body,
            about=about,
            nameable=about or asking,
            comments=pull.comments,
            is_pull=True,
        )


def _findings_by_change(night: Night, decisions: Sequence[Decision]) -> dict[str, Finding]:
    """Id of a change -> the finding that it mends."""
    findings = {finding.fingerprint: finding for finding in night.findings}
    changes: list[Change] = [*safe_changes(night.findings)]
    changes += approved_changes(night.findings, night.links, decisions)
    return {c.id: findings[c.finding] for c in changes if c.finding in findings}


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
    """Remember in a body what was read and untick its boxes, where nothing else is written."""
    heard = situation.heard
    for number, body in _spoken_in(situation):
        if number in written or not (number in heard.read or number in heard.ticked):
            continue
        draft = Draft(
            control=replace(body.control, read=situation.read(number, body)),
            title="",
            text=unticked(body.text),
            content=body.control.content,
        )
        why = "what was said is read"
        if body.control.kind == "pull":
            yield UpdatePullRequest(
                number=number, commit=None, draft=draft, keep_title=True, why=why
            )
        else:
            yield UpdateIssue(number=number, draft=draft, keep_title=True, why=why)


def _spoken_in(situation: Situation) -> Iterator[tuple[int, Body]]:
    yield from ((issue.number, body) for issue, body in situation.issues)
    yield from ((pull.number, body) for pull, body in situation.pulls)


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
