"""``moved``: the host says for good that the page has another address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.model.evidence import Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix
from bot.model.report import EntryHealth
from bot.model.verdicts import Health, Policy
from bot.verdicts.judge import Move

_MAY_HAVE_MOVED = frozenset({Health.MOVED, Health.UNSTABLE, Health.BLOCKED})


def find(entry: EntryHealth, moves: Mapping[str, Move], policy: Policy) -> Iterator[Finding]:
    """A safe fix once the redirect has led to the same place on ``policy.moved_nights`` nights.

    ``moves`` maps a target to where it leads. One bad night does not take the fix back.
    """
    for link in entry.links:
        move = moves.get(link.target)
        if link.verdict.health not in _MAY_HAVE_MOVED or link.repository is not None:
            continue
        if move is None or move.nights < policy.moved_nights:
            continue
        new, nights = move.place, move.nights
        because = f"permanent redirect to the same address on {nights} nights in a row"
        yield Finding(
            rule=Rule.MOVED,
            severity=Severity.FIX,
            entry_id=entry.entry.id,
            entry_title=entry.entry.title,
            span=link.link.span,
            role=link.link.role,
            url=link.link.url,
            summary="The host redirects this link for good.",
            evidence=(
                Evidence(kind="permanent-redirect", supports=False, detail=because, url=new),
            ),
            fixes=(
                SuggestedFix(
                    field=link.link.role.value,
                    old=link.link.url,
                    new=new,
                    safety=FixSafety.SAFE,
                    because=because,
                ),
            ),
            since=link.verdict.since,
        )
