"""Findings that somebody decided not to hear about."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from bot.model.entries import Catalogue, Ignore
from bot.model.findings import Finding


def not_ignored(
    findings: Iterable[Finding], catalogue: Catalogue, rules: Collection[str], *, today: date
) -> tuple[Finding, ...]:
    """Without what the configuration (``rules``) or ``ignore`` next to an entry leaves out."""
    decisions = {entry.id: entry.ignore for entry in catalogue.entries if entry.ignore}
    return tuple(
        finding
        for finding in findings
        if finding.rule.value not in rules
        and not is_ignored(decisions.get(finding.entry_id), finding.rule.value, today=today)
    )


def is_ignored(ignore: Ignore | None, rule: str, *, today: date) -> bool:
    """A decision holds up to and including its last day."""
    if ignore is None or ("*" not in ignore.rules and rule not in ignore.rules):
        return False
    return ignore.until is None or today <= date.fromisoformat(ignore.until)
