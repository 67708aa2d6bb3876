"""The dashboard issue: one, edited in place, and never opened again once a person closed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.model.findings import Finding, Severity
from bot.triage.actions import Action, CloseIssue, Nothing, OpenIssue, ReopenIssue, UpdateIssue
from bot.triage.beginning import STATE
from bot.triage.cases import ISSUE_RULES, cases_of
from bot.triage.changes import Change
from bot.triage.dashboard_text import KEY, Overview, Silenced, dashboard_draft
from bot.triage.drafts import CLOSED, Body, Control
from bot.triage.issue_text import Note, by_role, closing_draft
from bot.triage.situation import Situation, has_own_title
from bot.triage.state import Issue


def plan_dashboard(
    situation: Situation,
    told_in: Mapping[str, str],
    changes: Mapping[str, tuple[Change, ...]],
    overdue: tuple[str, ...],
) -> Iterator[Action]:
    """What to do about the dashboard."""
    own = [(i, b) for i, b in situation.issues if b.control.kind == "dashboard"]
    # what another list left behind goes on only where the list has none of its own, open or closed
    mine = [pair for pair in own if pair[1].control.of_list == situation.of_list] or own
    found = _the_one(mine)
    if not situation.settings.dashboard:
        yield from _switched_off(own, situation)
        return
    overview = overview_of(situation, told_in, changes, overdue)
    if found is None:
        yield _first(overview, situation)
        return
    yield _kept(*found, overview, situation)
    for issue, body in own:
        if issue.is_open and issue.number != found[0].number:
            on = f"It goes on in #{found[0].number}." if found[0].is_open else "Its list is gone."
            yield _close(issue, body, situation, on)


def _the_one(dashboards: Sequence[tuple[Issue, Body]]) -> tuple[Issue, Body] | None:
    """The open one, else the last that a person closed, else the last that the bot closed."""
    for pair in dashboards:
        if pair[0].is_open:
            return pair
    closed = [pair for pair in dashboards if pair[1].control.state not in CLOSED]
    return next(reversed(closed or dashboards), None)


def overview_of(
    situation: Situation,
    told_in: Mapping[str, str],
    changes: Mapping[str, tuple[Change, ...]],
    overdue: tuple[str, ...],
) -> Overview:
    """What the dashboard shows today."""
    asking = [f for f in situation.night.findings if f.severity is Severity.DECISION]
    return Overview(
        night=situation.night,
        decide=_ranked(f for f in asking if f.fingerprint not in situation.silenced),
        issues=told_in,
        changes=changes,
        silenced=tuple(
            Silenced(finding=f, decision=situation.silenced[f.fingerprint])
            for f in situation.night.findings
            if f.fingerprint in situation.silenced
        ),
        overdue=overdue,
        beginning=situation.beginning,
    )


def _control(situation: Situation, read: int = 0) -> Control:
    return Control(
        kind="dashboard", key=KEY, state=STATE if situation.beginning else "open", read=read
    )


def _ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The most urgent first, the links of one entry beside each other."""
    asking = list(findings)
    cases = [finding for case in cases_of(asking) for finding in by_role(case.findings)]
    return (*cases, *(finding for finding in asking if finding.rule not in ISSUE_RULES))


def _first(overview: Overview, situation: Situation) -> Action:
    fixes = any(overview.changes.values())
    if not (overview.decide or overview.watching or overview.down or fixes):
        return Nothing(about="dashboard", reason="there is nothing to show yet")
    draft = dashboard_draft(overview, situation.desk, _control(situation))
    label = situation.settings.label
    return OpenIssue(draft=draft, labels=(label,) if label else ())


def _kept(issue: Issue, body: Body, overview: Overview, situation: Situation) -> Action:
    about = f"dashboard, issue {issue.number}"
    control = _control(situation, situation.read(issue.number, body))
    draft = dashboard_draft(overview, situation.desk, control)
    own_title = has_own_title(issue.title, body)
    if not issue.is_open:
        if body.control.state not in CLOSED:
            return Nothing(about=about, reason="a person closed it; it stays closed")
        why = "it was switched on again"
        return ReopenIssue(number=issue.number, draft=draft, keep_title=own_title, why=why)
    if not situation.says_something_new(issue.number, body, draft):
        return Nothing(about=about, reason="it says what is known")
    return UpdateIssue(
        number=issue.number,
        draft=draft,
        keep_title=own_title,
        why="the night brought something new",
    )


def _switched_off(own: list[tuple[Issue, Body]], situation: Situation) -> Iterator[Action]:
    for issue, body in own:
        if issue.is_open:
            yield _close(issue, body, situation, "The dashboard is switched off.")


def _close(issue: Issue, body: Body, situation: Situation, text: str) -> Action:
    read = situation.read(issue.number, body)
    note = Note(state="gone", text=text)
    return CloseIssue(
        number=issue.number,
        draft=closing_draft(body, situation.desk, note, read=read),
        reason="not_planned",
        keep_title=True,
        why=text,
    )
