"""What ``retracted``, ``withdrawn`` and ``expression-of-concern`` have in common."""

from __future__ import annotations

from collections.abc import Iterator

from bot.model.findings import Finding, Rule, Severity
from bot.model.papers import Integrity
from bot.model.report import EntryHealth


def with_notice(
    entry: EntryHealth, state: Integrity, rule: Rule, severity: Severity, summary: str
) -> Iterator[Finding]:
    """One finding for each paper link whose paper has a notice of this kind.

    Only records of the right paper count, so a wrong link never makes a paper retracted.
    """
    for link in entry.links:
        judgement = link.identity
        if judgement is not None and judgement.integrity is state:
            yield Finding(
                rule=rule,
                severity=severity,
                entry_id=entry.entry.id,
                entry_title=entry.entry.title,
                span=link.link.span,
                role=link.link.role,
                url=link.link.url,
                summary=summary,
                evidence=tuple(e for e in judgement.evidence if e.kind == "integrity"),
            )
