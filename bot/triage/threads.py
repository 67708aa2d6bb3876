"""Conversations on the forge, each with the findings that it can be about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.model.findings import Finding, Severity
from bot.model.night import Night
from bot.triage.changes import Change, approved_changes, safe_changes
from bot.triage.decisions import Decision
from bot.triage.listening import Thread
from bot.triage.memory import IssueBody, PullBody


def threads(
    issues: Sequence[IssueBody],
    pulls: Sequence[PullBody],
    night: Night,
    decisions: Sequence[Decision],
    *,
    file: str,
) -> Iterator[Thread]:
    """Every conversation; ``file`` is where decisions are kept."""
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
            decisions=file,
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
            decisions=file,
        )


def _findings_by_change(night: Night, decisions: Sequence[Decision]) -> dict[str, Finding]:
    """Id of a change -> the finding that it mends."""
    findings = {finding.fingerprint: finding for finding in night.findings}
    changes: list[Change] = [*safe_changes(night.findings)]
    changes += approved_changes(night.findings, night.links, decisions)
    return {c.id: findings[c.finding] for c in changes if c.finding in findings}
