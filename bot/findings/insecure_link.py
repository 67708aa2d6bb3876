"""``insecure``: an http link whose page answers over https as well."""

from __future__ import annotations

from collections.abc import Iterator

from bot.model.evidence import Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix
from bot.model.report import EntryHealth
from bot.model.verdicts import Flag, Health


def find(entry: EntryHealth) -> Iterator[Finding]:
    """A safe fix: the same address with https, which was seen to answer."""
    for link in entry.links:
        url = link.link.url
        if Flag.INSECURE not in link.verdict.flags or link.verdict.health is Health.MOVED:
            continue
        scheme, _, rest = url.partition("://")
        if scheme.lower() != "http":
            continue
        secure = f"https://{rest}"
        because = "the same address answers over https"
        yield Finding(
            rule=Rule.INSECURE,
            severity=Severity.FIX,
            entry_id=entry.entry.id,
            entry_title=entry.entry.title,
            span=link.link.span,
            role=link.link.role,
            url=url,
            summary="The link is http, but its page answers over https.",
            evidence=(Evidence(kind="https-answers", supports=False, detail=because, url=secure),),
            fixes=(
                SuggestedFix(
                    field=link.link.role.value,
                    old=url,
                    new=secure,
                    safety=FixSafety.SAFE,
                    because=because,
                ),
            ),
        )
