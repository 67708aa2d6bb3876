"""Decisions of people: what they said about a finding, and for how long it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from bot.findings.deaths import is_known_evidence
from bot.model.entries import LinkRole, SourceSpan
from bot.model.findings import Finding, Rule
from bot.model.night import EntryIgnore, Night


class Verb(StrEnum):
    """What was decided."""

    #: never report it, until the evidence changes
    IGNORE = "ignore"
    #: not before a date
    SNOOZE = "snooze"
    #: put ``to`` into the field (a replacement, an archive copy)
    REPLACE = "replace"
    #: remove the field
    REMOVE = "remove"
    #: this very change (``field``, ``to``) is not wanted: its pull request was closed
    DECLINE = "decline"
    #: look again, whatever is remembered
    RECHECK = "recheck"


#: these put a change into the pull request of approved changes
APPROVALS = frozenset({Verb.REPLACE, Verb.REMOVE})
#: these keep a finding out of issues and of the dashboard's first table
SILENCING = frozenset({Verb.IGNORE, Verb.SNOOZE})


#: rules about an address that the list does not have: a decision on it names no link of the list
NOT_IN_LIST = frozenset({Rule.CODE_AVAILABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision. It may name one finding, or everything about an entry, a rule or a link."""

    verb: Verb
    entry: str
    rule: Rule | None = None
    role: LinkRole | None = None
    url: str | None = None
    #: fingerprint of the finding
    finding: str | None = None
    #: hash of its evidence when it was decided; another hash asks again
    evidence: str | None = None
    field: str | None = None
    #: the new value; None = the field is removed
    to: str | None = None
    #: login, or in plain words
    by: str = ""
    at: datetime | None = None
    why: str = ""
    #: last day on which it holds
    until: date | None = None
    #: where it was said: "issue 12", "comment 3456", "pull 7"; empty = written by hand
    source: str = ""
    #: where it stands; None when it was made in this run or stands in the entries file
    span: SourceSpan | None = None

    def names(self, finding: Finding) -> bool:
        """Is it about this finding, whatever the day and the evidence?"""
        if self.finding is not None:
            return self.finding == finding.fingerprint
        return (
            self.entry == finding.entry_id
            and self.rule in (None, finding.rule)
            and self.role in (None, finding.role)
            and self.url in (None, finding.url)
        )

    def expired(self, now: datetime) -> bool:
        """Its last day is over (days end at midnight UTC)."""
        return self.until is not None and now.astimezone(UTC).date() > self.until

    def holds_for(self, finding: Finding, now: datetime) -> bool:
        """It names the finding, has not expired, and the evidence is what was decided on."""
        return (
            self.names(finding)
            and not self.expired(now)
            and (self.evidence is None or is_known_evidence(finding, self.evidence))
        )


def silencing(finding: Finding, decisions: Iterable[Decision], now: datetime) -> Decision | None:
    """The decision that keeps this finding quiet, or None."""
    return next(
        (d for d in decisions if d.verb in SILENCING and d.holds_for(finding, now)),
        None,
    )


def of_entries(ignores: Iterable[EntryIgnore]) -> tuple[Decision, ...]:
    """The ``ignore`` of entries as decisions, one for each rule that it names."""
    found = []
    for item in ignores:
        for rule in item.ignore.rules:
            if rule != "*" and rule not in tuple(Rule):
                continue
            found.append(
                Decision(
                    verb=Verb.IGNORE,
                    entry=item.entry_id,
                    rule=None if rule == "*" else Rule(rule),
                    why=item.ignore.reason,
                    until=date.fromisoformat(item.ignore.until) if item.ignore.until else None,
                    by="the list itself",
                    span=item.span,
                )
            )
    return tuple(found)


def overdue(decisions: Sequence[Decision], night: Night, now: datetime) -> tuple[str, ...]:
    """One sentence for each decision that has expired, or that nothing is left to decide about."""
    links = {(link.entry_id, link.url) for link in night.links}
    entries = {link.entry_id for link in night.links}
    told = []
    for decision in decisions:
        reason = _no_longer(decision, links, entries, night, now)
        if reason:
            told.append(f"{_place(decision)}{decision.verb} {decision.entry}: {reason}")
    return tuple(dict.fromkeys(told))


def _place(decision: Decision) -> str:
    return f"{decision.span.file}:{decision.span.line}: " if decision.span else ""


def _no_longer(
    decision: Decision,
    links: set[tuple[str, str]],
    entries: set[str],
    night: Night,
    now: datetime,
) -> str | None:
    if decision.expired(now):
        return f"expired on {decision.until}"
    if decision.entry not in entries:
        return "the entry is not in the list any more"
    if decision.url is not None and (decision.entry, decision.url) not in links:
        return "the entry does not have this link any more"
    named = [finding for finding in night.findings if decision.names(finding)]
    if decision.verb not in SILENCING or decision.evidence is None or not named:
        return None
    if not any(is_known_evidence(finding, decision.evidence) for finding in named):
        return "the evidence has changed since, so it is asked again"
    return None


def spent(decision: Decision, night: Night) -> bool:
    """Nothing is left to do: the approved change stands in the list, or the look was taken."""
    if night.run_at is None:
        return False
    if decision.verb is Verb.RECHECK:
        return decision.at is not None and night.run_at > decision.at
    if decision.verb not in APPROVALS or not decision.source:
        return False
    present = {link.url for link in night.links if link.entry_id == decision.entry}
    if decision.rule in NOT_IN_LIST:
        return decision.to in present
    return decision.url is not None and decision.url not in present


def midnight(day: date) -> datetime:
    """The beginning of a day, UTC."""
    return datetime.combine(day, time(), tzinfo=UTC)
