"""Issues: one for each case that a person must decide; opened, kept true, closed, reopened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from bot.findings.deaths import is_known_evidence
from bot.model.findings import Finding
from bot.triage.actions import Action, CloseIssue, Nothing, OpenIssue, ReopenIssue, UpdateIssue
from bot.triage.beginning import TONIGHT
from bot.triage.cases import Case, cases_of, confirmed, group_of
from bot.triage.closing import Standing, standing_of
from bot.triage.decisions import APPROVALS
from bot.triage.drafts import CLOSED, Body, Control
from bot.triage.issue_text import CALL, Note, approved_note, closing_draft, issue_draft
from bot.triage.memory import closed_by_person
from bot.triage.situation import Situation, has_own_title
from bot.triage.state import Issue

_CALLED = timedelta(days=7)
_AGAIN = "It is back: well for a while, and now it fails again."
_CHANGED = "The evidence has changed since this was closed, so I ask once more."
_AFTER = "It failed again after this was closed."
_TAKEN_BACK = "The decision was taken back."
_SNOOZE_OVER = "The snooze is over, and the finding still stands."


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePlan:
    """Actions, and which finding is told in which issue (by key)."""

    actions: tuple[Action, ...]
    told_in: dict[str, str]


def plan_issues(situation: Situation) -> IssuePlan:
    """What to do about the issues of single cases."""
    active = [
        finding
        for finding in confirmed(situation.night.findings)
        if finding.fingerprint not in situation.silenced
    ]
    cases = cases_of(active)
    matched = _matched(cases, situation)
    kept = {found[0].number for found in matched.values() if found is not None}
    closings = list(_leftovers(situation, kept, active))
    room = _room(situation, closings)
    actions: list[Action] = []
    told_in: dict[str, str] = {}
    may_call = _may_call(situation)
    for case in cases:
        found = matched[case.key]
        action = _about(case, found, situation, room, call=may_call)
        may_call = may_call and not isinstance(action, OpenIssue)
        if isinstance(action, (OpenIssue, ReopenIssue)):
            room -= 1
        key = found[1].control.key if found else case.key
        if isinstance(action, (OpenIssue, ReopenIssue)) or (found and found[0].is_open):
            told_in.update(dict.fromkeys((f.fingerprint for f in case.findings), key))
        actions.append(action)
    reopened = {action.number for action in actions if isinstance(action, ReopenIssue)}
    retractions = _retractions(situation, reopened)
    return IssuePlan(actions=(*closings, *actions, *retractions), told_in=told_in)


def _retractions(situation: Situation, reopened: set[int]) -> Iterator[Action]:
    """A refusal that was taken back elsewhere must not be read out of its closed issue again."""
    for issue, body in situation.issues:
        taken_back = not body.control.evidence.keys().isdisjoint(situation.heard.undone)
        if issue.number in reopened or not (taken_back and closed_by_person(issue, body)):
            continue
        note = Note(state="gone", text=_TAKEN_BACK)
        read = situation.read(issue.number, body)
        draft = closing_draft(body, situation.desk, note, read=read)
        yield UpdateIssue(number=issue.number, draft=draft, keep_title=True, why=_TAKEN_BACK)


def _room(situation: Situation, closings: Iterable[Action]) -> int:
    """How many more may be opened: so many a night, so many at a time."""
    if situation.settings.issues != "per-problem":
        return 0
    if situation.limits is not None:
        return situation.limits.room
    own = [(issue, body) for issue, body in situation.issues if body.control.kind == "issue"]
    closing = {action.number for action in closings if isinstance(action, CloseIssue)}
    tonight = sum(is_of_tonight(issue, body, situation.now) for issue, body in own)
    opened = sum(issue.is_open and issue.number not in closing for issue, _ in own)
    policy = situation.policy
    return min(policy.new_issues_per_night - tonight, policy.open_issues - opened)


def is_of_tonight(issue: Issue, body: Body, now: datetime) -> bool:
    """Was it opened tonight, or opened again today? Its marker says the day of the latter."""
    again = issue.is_open and body.control.since == now.date().isoformat()
    return issue.created_at > now - TONIGHT or (again and body.control.state == "open")


def _matched(cases: Sequence[Case], situation: Situation) -> dict[str, tuple[Issue, Body] | None]:
    """The issue of each case: an open one rather than a closed one, then the oldest open one."""
    own = [(i, b) for i, b in situation.issues if b.control.kind == "issue"]
    own.sort(
        key=lambda pair: (not pair[0].is_open, pair[0].number * (1 if pair[0].is_open else -1))
    )
    found: dict[str, tuple[Issue, Body] | None] = {}
    for case in cases:
        fingerprints = {finding.fingerprint for finding in case.findings}
        told = ((i, b) for i, b in own if fingerprints & b.control.evidence.keys())
        beside = ((i, b) for i, b in own if i.is_open and case.group in _groups(b, situation))
        found[case.key] = next(chain(told, beside), None)
    return found


def _groups(body: Body, situation: Situation) -> set[tuple[str, str]]:
    """What an issue is about: another finding about the same entry belongs into it."""
    known = (situation.known.get(fingerprint) for fingerprint in body.control.evidence)
    return {group_of(rule, link.entry_id, link.url) for rule, link in filter(None, known)}


def _covers(case: Case) -> tuple[str, ...]:
    return tuple(sorted(f"{f.fingerprint}.{f.evidence_hash}" for f in case.findings))


def _may_call(situation: Situation) -> bool:
    """Whoever wants to be mentioned is mentioned once for a batch, and once a week at most."""
    if situation.limits is not None:
        return situation.limits.may_call
    return not called_lately(situation.issues, situation.now)


def called_lately(issues: Iterable[tuple[Issue, Body]], now: datetime) -> bool:
    """Was anybody mentioned in the last week?"""
    return any(CALL in body.text and issue.created_at > now - _CALLED for issue, body in issues)


def _about(
    case: Case, found: tuple[Issue, Body] | None, situation: Situation, room: int, *, call: bool
) -> Action:
    about = case.findings[0].entry_id
    if found is None:
        if room <= 0:
            return Nothing(about=about, reason=_no_room(situation))
        control = Control(kind="issue", key=case.key, covers=_covers(case))
        note = approved_note() if _approved(case.findings, situation) else Note()
        draft = issue_draft(case, situation.links, situation.desk, control, note, call=call)
        return OpenIssue(draft=draft, labels=_labels(situation))
    issue, body = found
    return (
        _open(case, issue, body, situation)
        if issue.is_open
        else _closed(case, issue, body, situation, room)
    )


def _labels(situation: Situation) -> tuple[str, ...]:
    return (situation.settings.label,) if situation.settings.label else ()


def _no_room(situation: Situation) -> str:
    if situation.settings.issues != "per-problem":
        return "issues for single problems are switched off"
    return "enough new issues for one night, or enough open ones; it waits in the dashboard"


def _control(case: Case, body: Body, situation: Situation, number: int, state: str) -> Control:
    return Control(
        kind="issue",
        key=body.control.key,
        covers=_covers(case),
        state=state,
        read=situation.read(number, body),
    )


def _open(case: Case, issue: Issue, body: Body, situation: Situation) -> Action:
    """Keep an open issue true."""
    reopened = body.control.state in ("closed", "gone", "kept")
    state = "kept" if reopened else "open"
    note = approved_note() if _approved(case.findings, situation) else Note()
    control = _control(case, body, situation, issue.number, state)
    called = CALL in body.text  # an edit must not mention anybody anew
    draft = issue_draft(case, situation.links, situation.desk, control, note, call=called)
    if not situation.says_something_new(issue.number, body, draft):
        return Nothing(about=f"issue {issue.number}", reason="it says what is known")
    return UpdateIssue(
        number=issue.number,
        draft=draft,
        keep_title=has_own_title(issue.title, body),
        why="the evidence or what was decided has changed",
    )


def _approved(findings: Iterable[Finding], situation: Situation) -> bool:
    approvals = [d for d in situation.decisions if d.verb in APPROVALS]
    return any(decision.names(finding) for finding in findings for decision in approvals)


def _closed(case: Case, issue: Issue, body: Body, situation: Situation, room: int) -> Action:
    """Reopen a closed issue when it is the same story with something new in it."""
    about = f"issue {issue.number}"
    undone = any(f.fingerprint in situation.heard.undone for f in case.findings)
    why = _TAKEN_BACK if undone else _reason_to_reopen(case, issue, body)
    if why is None:
        return Nothing(about=about, reason="a person closed it, and nothing is new")
    if room <= 0 and not undone:
        return Nothing(about=about, reason=_no_room(situation))
    control = _control(case, body, situation, issue.number, "open")
    control = replace(control, since=situation.now.date().isoformat())
    note = approved_note() if _approved(case.findings, situation) else Note(state="again", text=why)
    return ReopenIssue(
        number=issue.number,
        draft=issue_draft(case, situation.links, situation.desk, control, note),
        keep_title=has_own_title(issue.title, body),
        why=why,
    )


def _reason_to_reopen(case: Case, issue: Issue, body: Body) -> str | None:
    known = body.control.evidence
    changed = not all(is_known_evidence(f, known.get(f.fingerprint, "")) for f in case.findings)
    if body.control.state == "snoozed":
        return _SNOOZE_OVER
    if body.control.state == "ignored":
        return _CHANGED if changed else _TAKEN_BACK
    if body.control.state in CLOSED:
        return _AGAIN
    if changed:
        return _CHANGED
    since = case.findings[0].since
    if issue.state_reason in ("not_planned", "duplicate") or not since or not issue.closed_at:
        return None
    return _AFTER if since > issue.closed_at else None


# -- issues whose findings do not ask any more ---------------------------------------------------


def _leftovers(situation: Situation, kept: set[int], active: Sequence[Finding]) -> Iterator[Action]:
    told = {finding.fingerprint for finding in active}
    for issue, body in situation.issues:
        if body.control.kind != "issue" or not issue.is_open or issue.number in kept:
            continue
        standing = standing_of(body, situation, told)
        yield _settled(issue, body, standing, situation)


def _settled(issue: Issue, body: Body, standing: Standing, situation: Situation) -> Action:
    about = f"issue {issue.number}"
    if standing.state == "open":
        return Nothing(about=about, reason=standing.text)
    may_close = standing.decided or (
        body.control.state not in ("closed", "gone", "kept") and not standing.discussed(issue)
    )
    ready = standing.state in CLOSED
    state = standing.state if may_close or not ready else "well"
    if not may_close and body.control.state in ("closed", "gone", "kept"):
        state = "kept"
    note = Note(state=state, text=standing.text if may_close else standing.text_for_people)
    read = situation.read(issue.number, body)
    draft = closing_draft(body, situation.desk, note, since=standing.since, read=read)
    if ready and may_close:
        reason = "not_planned" if standing.decided else "completed"
        return CloseIssue(
            number=issue.number, draft=draft, reason=reason, keep_title=True, why=standing.why
        )
    if not situation.says_something_new(issue.number, body, draft):
        return Nothing(about=about, reason=standing.why)
    return UpdateIssue(number=issue.number, draft=draft, keep_title=True, why=standing.why)
