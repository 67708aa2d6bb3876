"""Findings that one person settles in one go belong into one issue: a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model.findings import Finding, Rule
from bot.triage.drafts import short_hash

#: rules whose findings get an issue of their own, the most urgent first
ISSUE_RULES = (Rule.HIJACKED, Rule.WRONG_CODE, Rule.WRONG_PAPER, Rule.DEAD)
#: findings in one issue: its marker names each of them, and a body has an end
MOST_TOGETHER = 200
#: "this is not it": about one entry, whichever of its links are meant
_WRONG = frozenset({Rule.HIJACKED, Rule.WRONG_CODE, Rule.WRONG_PAPER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One or more findings. The first is the one that the title speaks of."""

    findings: tuple[Finding, ...]

    @property
    def key(self) -> str:
        """Fingerprint of the first finding."""
        return self.findings[0].fingerprint

    @property
    def group(self) -> tuple[str, str]:
        """What they have in common."""
        first = self.findings[0]
        return group_of(first.rule, first.entry_id, first.url)

    @property
    def covers(self) -> tuple[str, ...]:
        """Fingerprints of all findings, sorted."""
        return tuple(sorted(finding.fingerprint for finding in self.findings))

    @property
    def evidence(self) -> str:
        """Changes when the evidence of any of the findings changes."""
        return evidence_of(self.findings)


def evidence_of(findings: Iterable[Finding]) -> str:
    """One hash for the evidence of several findings."""
    return short_hash("\x1f".join(sorted(f"{f.fingerprint}{f.evidence_hash}" for f in findings)))


def cases_of(findings: Iterable[Finding]) -> tuple[Case, ...]:
    """Findings in groups, the most urgent first.

    What is wrong with one entry is one case: a row that carries its neighbour's links needs one
    look. So is a dead address, however many entries use it.
    """
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.rule in ISSUE_RULES:
            group = group_of(finding.rule, finding.entry_id, finding.url)
            groups.setdefault(group, []).append(finding)
    cases = [
        Case(findings=tuple(sorted(group, key=_urgency)[:MOST_TOGETHER]))
        for group in groups.values()
    ]
    return tuple(sorted(cases, key=lambda case: _urgency(case.findings[0])))


def group_of(rule: Rule, entry_id: str, url: str | None) -> tuple[str, str]:
    """Findings with the same group belong together."""
    if rule in _WRONG:
        return "entry", entry_id
    return rule, url or entry_id


def _urgency(finding: Finding) -> tuple[int, str, str, int]:
    since = finding.since.isoformat() if finding.since else "9999"
    return ISSUE_RULES.index(finding.rule), since, finding.span.file, finding.span.line


def confirmed(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those that may accuse somebody in an issue: a decision is asked for, by contrary evidence."""
    return tuple(
        finding
        for finding in findings
        if finding.rule in ISSUE_RULES and finding.severity == "decision"
    )
