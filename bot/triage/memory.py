"""What people decided without a word: closed issues and pull requests, and opened again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.findings.deaths import is_known_evidence
from bot.model.findings import Finding
from bot.triage.changes import APPROVED, Change, is_link
from bot.triage.decisions import APPROVALS, SILENCING, Decision, Verb
from bot.triage.drafts import CLOSED, Body
from bot.triage.state import Issue, Pull

IssueBody = tuple[Issue, Body]
PullBody = tuple[Pull, Body]


def closed_by_person(issue: Issue, body: Body) -> bool:
    """Closed, and not by the bot (which says so in its marker in the same request)."""
    return not issue.is_open and body.control.state not in CLOSED


def refused_findings(
    issues: Iterable[IssueBody], findings: Mapping[str, Finding]
) -> tuple[Decision, ...]:
    """Issues that people closed as not planned: quiet until the evidence changes."""
    found = []
    for issue, body in issues:
        if body.control.kind != "issue" or not closed_by_person(issue, body):
            continue
        if issue.state_reason not in ("not_planned", "duplicate"):
            continue
        for fingerprint, evidence in body.control.evidence.items():
            finding = findings.get(fingerprint)
            if finding is not None and is_known_evidence(finding, evidence):
                found.append(_ignore(finding, evidence, issue))
    return tuple(found)


def told_together(issues: Iterable[IssueBody], fingerprints: Collection[str]) -> set[str]:
    """Findings that share a closed issue with one of these: it is opened again for all of them."""
    return {
        other
        for issue, body in issues
        if not issue.is_open and not body.control.evidence.keys().isdisjoint(fingerprints)
        for other in body.control.evidence
    }


def _ignore(finding: Finding, evidence: str, issue: Issue) -> Decision:
    return Decision(
        verb=Verb.IGNORE,
        entry=finding.entry_id,
        rule=finding.rule,
        role=finding.role,
        url=finding.url,
        finding=finding.fingerprint,
        evidence=evidence,
        by=f"whoever closed issue {issue.number}",
        at=issue.closed_at,
        why="closed as not planned",
        source=f"issue {issue.number}",
    )


def refused_changes(
    pulls: Iterable[PullBody], issues: Iterable[IssueBody], changes: Iterable[Change]
) -> tuple[Decision, ...]:
    """Pull requests that people closed unmerged: exactly these changes are not proposed again."""
    sources = [
        (body.control.covers, f"pull {pull.number}", pull.closed_at)
        for pull, body in pulls
        if not (pull.is_open or pull.is_merged)
        and body.control.state not in CLOSED
        and body.control.key != APPROVED
    ]
    sources += [
        (body.control.covers, f"issue {issue.number}", issue.closed_at)
        for issue, body in issues
        if body.control.kind == "stuck"
        and closed_by_person(issue, body)
        and issue.state_reason == "not_planned"
    ]
    return tuple(
        Decision(
            verb=Verb.DECLINE,
            entry=change.entry_id,
            url=change.old if is_link(change.field) else None,
            finding=change.finding or None,
            field=change.field,
            to=change.new,
            by=f"whoever closed {source}",
            at=at,
            why="closed without merging",
            source=source,
        )
        for change in changes
        if change.kind != APPROVED
        for covers, source, at in sources
        if change.id in covers
    )


def taken_back(
    decisions: Sequence[Decision], issues: Iterable[IssueBody], pulls: Iterable[PullBody]
) -> tuple[Decision, ...]:
    """Decisions that people took back by opening an issue or a pull request again."""
    opened = {f"issue {issue.number}" for issue, _ in issues if issue.is_open}
    opened |= {f"pull {pull.number}" for pull, _ in pulls if pull.is_open}
    reopened = {
        fingerprint
        for issue, body in issues
        if issue.is_open and body.control.state in ("snoozed", "ignored")
        for fingerprint in body.control.evidence
    }
    return tuple(
        decision
        for decision in decisions
        if decision.source
        and (
            decision.source in opened
            or (decision.verb in SILENCING and decision.finding in reopened)
        )
    )


def withdrawn_approvals(
    decisions: Sequence[Decision], pulls: Iterable[PullBody], changes: Iterable[Change]
) -> tuple[Decision, ...]:
    """Approvals whose pull request was closed unmerged after they were given."""
    closed = [
        (pull, body.control.covers)
        for pull, body in pulls
        if body.control.key == APPROVED
        and not (pull.is_open or pull.is_merged)
        and body.control.state not in CLOSED
    ]
    ids = {(c.entry_id, c.field, c.new): c.id for c in changes if c.kind == APPROVED}
    return tuple(
        decision
        for decision in decisions
        if decision.verb in APPROVALS and decision.source
        for pull, covers in closed
        if ids.get((decision.entry, decision.field or "", decision.to)) in covers
        and (decision.at is None or pull.closed_at is None or decision.at < pull.closed_at)
    )
