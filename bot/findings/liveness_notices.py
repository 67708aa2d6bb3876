"""``unsafe``, ``invalid-url``, ``bad-certificate``: links that a look alone shows to be wrong."""

from __future__ import annotations

from collections.abc import Iterator

from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, Severity
from bot.model.report import EntryHealth
from bot.model.verdicts import Flag, Health


def find(entry: EntryHealth) -> Iterator[Finding]:
    """Findings that need no history."""
    for link in entry.links:
        verdict = link.verdict
        if verdict.health is Health.UNSAFE:
            rule, severity = Rule.UNSAFE, Severity.DECISION
            summary = f"The link leads where the bot must not go: {verdict.reason}."
        elif verdict.health is Health.INVALID:
            rule, severity = Rule.INVALID_URL, Severity.DECISION
            summary = f"The link is not a usable URL: {verdict.reason}."
        elif Flag.BAD_CERTIFICATE in verdict.flags:
            rule, severity = Rule.BAD_CERTIFICATE, Severity.NOTICE
            summary = f"Visitors are warned: {verdict.reason}."
        else:
            continue
        yield Finding(
            rule=rule,
            severity=severity,
            entry_id=entry.entry.id,
            entry_title=entry.entry.title,
            span=link.link.span,
            role=link.link.role,
            url=link.link.url,
            summary=summary,
            evidence=(Evidence(kind=rule.value, supports=False, detail=verdict.reason),),
            since=verdict.since,
        )
