"""Changes of the list that may go into a pull request, by kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.catalogue.edit import Edit
from bot.model.entries import LinkRole, SourceSpan
from bot.model.findings import Finding, FixSafety, Rule, SuggestedFix
from bot.model.night import LinkState
from bot.triage.decisions import APPROVALS, NOT_IN_LIST, Decision, Verb
from bot.triage.drafts import short_hash

#: changes that a person approved by a box or a command
APPROVED = "approved"
#: kinds in the order in which they may claim a field
KINDS = (APPROVED, "renamed", "moved", "insecure", "metadata")
_KIND_OF = {Rule.RENAMED: "renamed", Rule.MOVED: "moved", Rule.INSECURE: "insecure"}
#: entries in one pull request; more cannot be read
MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of one entry gets one new value. Foreign text inside."""

    kind: str
    entry_id: str
    entry_title: str
    field: str
    old: str | None
    #: None = the field is removed
    new: str | None
    because: str
    span: SourceSpan
    #: fingerprint of the finding that it mends
    finding: str = ""
    #: where the reason can be seen
    see: str | None = None

    @property
    def id(self) -> str:
        """Names exactly this change: another proposal has another id."""
        return short_hash(f"{self.entry_id}\x1f{self.field}\x1f{self.old}\x1f{self.new}")

    @property
    def place(self) -> tuple[str, str, str | None]:
        """What it changes; an entry of a page may have several links of one role."""
        return self.entry_id, self.field, self.old if is_link(self.field) else None

    def edit(self) -> Edit:
        """The edit, which is made only while the file still says ``old``."""
        return Edit(
            entry_id=self.entry_id, field=self.field, new=self.new, old=self.old, check_old=True
        )


def safe_changes(findings: Iterable[Finding]) -> tuple[Change, ...]:
    """The fixes that need no decision."""
    return tuple(
        _change(_KIND_OF.get(finding.rule, "metadata"), finding, fix)
        for finding in findings
        for fix in finding.fixes
        if fix.safety is FixSafety.SAFE and fix.new != fix.old
    )


def approved_changes(
    findings: Sequence[Finding], links: Iterable[LinkState], decisions: Iterable[Decision]
) -> tuple[Change, ...]:
    """What people approved and the list does not say yet."""
    places = {(link.entry_id, link.role.value, link.url): link for link in links}
    found = []
    for decision in decisions:
        if decision.verb not in APPROVALS or decision.field is None:
            continue
        link = places.get((decision.entry, decision.field, decision.url or ""))
        if link is not None and decision.to != link.url:
            found.append(_approved(decision, link.entry_title, link.url, link.span))
        elif decision.rule in NOT_IN_LIST:
            found += _approved_addition(decision, findings)
        elif not is_link(decision.field):
            found += _approved_fact(decision, findings)
    return tuple(found)


def _approved_addition(decision: Decision, findings: Sequence[Finding]) -> list[Change]:
    """A link for an entry that has none of its kind, while the finding that offers one stands."""
    return [
        _approved(decision, finding.entry_title, None, finding.span)
        for finding in findings
        if decision.rule is finding.rule and decision.names(finding)
    ][:1]


def _approved(decision: Decision, title: str, old: str | None, span: SourceSpan) -> Change:
    who = f"decided by {decision.by or 'a maintainer'}"
    return Change(
        kind=APPROVED,
        entry_id=decision.entry,
        entry_title=title,
        field=decision.field or "",
        old=old,
        new=decision.to,
        because=f"{who}: {decision.why}" if decision.why else who,
        span=span,
        finding=decision.finding or "",
    )


def _approved_fact(decision: Decision, findings: Sequence[Finding]) -> list[Change]:
    """A fix of year, venue or an identifier, while the finding that offers it stands."""
    return [
        _approved(decision, finding.entry_title, fix.old, finding.span)
        for finding in findings
        if decision.names(finding)
        for fix in finding.fixes
        if fix.field == decision.field and fix.new == decision.to
    ][:1]


def _change(kind: str, finding: Finding, fix: SuggestedFix) -> Change:
    """A fix that the rule itself calls safe."""
    return Change(
        kind=kind,
        entry_id=finding.entry_id,
        entry_title=finding.entry_title,
        field=fix.field,
        old=fix.old,
        new=fix.new,
        because=fix.because or finding.summary,
        span=finding.span,
        finding=finding.fingerprint,
        see=next((e.url for e in finding.evidence if e.url and e.url != finding.url), None),
    )


def declined(change: Change, decisions: Iterable[Decision]) -> bool:
    """A pull request with exactly this change was closed without merging it."""
    return any(
        decision.verb is Verb.DECLINE
        and decision.entry == change.entry_id
        and decision.field == change.field
        and decision.to == change.new
        and (decision.url in (None, change.old) or not is_link(change.field))
        for decision in decisions
    )


def wanted_changes(
    findings: Sequence[Finding],
    links: Sequence[LinkState],
    decisions: Sequence[Decision],
    silenced: frozenset[str],
    *,
    kinds: Sequence[str],
) -> dict[str, tuple[Change, ...]]:
    """The changes of each kind that are still wanted; a field is claimed by one kind only."""
    asked = [f for f in findings if f.fingerprint not in silenced]
    candidates = [*approved_changes(findings, links, decisions), *safe_changes(asked)]
    claimed: dict[tuple[str, str, str | None], Change] = {}
    for kind in KINDS:
        if kind != APPROVED and kind not in kinds:
            continue
        for change in candidates:
            unclaimed = change.place not in claimed
            refused = change.kind != APPROVED and declined(change, decisions)
            if change.kind == kind and unclaimed and not refused:
                claimed[change.place] = change
    wanted: dict[str, list[Change]] = {kind: [] for kind in KINDS}
    for change in sorted(claimed.values(), key=lambda c: (c.span.file, c.span.line, c.field)):
        wanted[change.kind].append(change)
    return {kind: _first_entries(changes) for kind, changes in wanted.items()}


def _first_entries(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes of the first entries, as many as a person can read."""
    entries = list(dict.fromkeys(change.entry_id for change in changes))[:MOST]
    return tuple(change for change in changes if change.entry_id in entries)


def is_link(field: str) -> bool:
    """Does the field hold an address?"""
    return field in tuple(LinkRole)
