"""``moved``: the host says for good that the page has another address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.model.evidence import Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix
from bot.model.report import EntryHealth
from bot.model.verdicts import Health, Policy


def find(entry: EntryHealth, moved_nights: Mapping[str, int], policy: Policy) -> Iterator[Finding]:
    """A safe fix once the redirect has led to the same place on ``policy.moved_nights`` nights.

    ``moved_nights`` maps a target to the number of nights in a row.
    """
    for link in entry.links:
        new = link.verdict.final_url
        if link.verdict.health is not Health.MOVED or not new or link.repository is not None:
            continue
        nights = moved_nights.get(link.target, 0)
        if nights < policy.moved_nights:
            continue
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
