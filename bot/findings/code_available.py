"""``code-available``: the entry has no code, but its paper announces some."""

from __future__ import annotations

from collections.abc import Iterator

from bot.identity.accounts import seen_at
from bot.model.entries import LinkRole
from bot.model.evidence import Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix
from bot.model.papers import Identity
from bot.model.report import EntryHealth


def find(entry: EntryHealth) -> Iterator[Finding]:
    """Good news. With two addresses both are shown and none is proposed."""
    if any(link.link.role in (LinkRole.CODE, LinkRole.PROJECT) for link in entry.links):
        return
    for link in entry.links:
        judgement = link.identity
        if judgement is None or judgement.identity is not Identity.CONFIRMED:
            continue
        record = judgement.record
        if record is None or not record.code_urls:
            continue
        addresses = record.code_urls
        yield Finding(
            rule=Rule.CODE_AVAILABLE,
            severity=Severity.GOOD_NEWS,
            entry_id=entry.entry.id,
            entry_title=entry.entry.title,
            span=entry.entry.span,
            role=LinkRole.CODE,
            url=addresses[0],
            summary="The paper announces code, and the entry has none.",
            evidence=tuple(
                Evidence(
                    kind="announced-code",
                    supports=True,
                    detail=f"The abstract, a comment of the authors or their paper page names {url}.",
                    url=seen_at(record, link.link.url),
                )
                for url in addresses[:5]
            ),
            fixes=(
                SuggestedFix(
                    field="code",
                    old=None,
                    new=addresses[0],
                    safety=FixSafety.NEEDS_DECISION,
                    because="the paper announces it",
                ),
            )
            if len(addresses) == 1
            else (),
        )
        return
