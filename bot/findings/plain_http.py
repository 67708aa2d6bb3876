"""``insecure``, from the list alone: an http link. Whether https works, only a visit can tell."""

from __future__ import annotations

from collections.abc import Iterator

from bot.model.entries import Entry
from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, Severity, SuggestedFix


def find(entry: Entry) -> Iterator[Finding]:
    """A notice for every http link; ``insecure_link`` makes a safe fix of it after a visit."""
    for link in entry.links:
        scheme, colon, rest = link.url.partition(":")
        if scheme.casefold() != "http":
            continue
        secure = f"https{colon}{rest}"
        because = "the address begins with http:"
        yield Finding(
            rule=Rule.INSECURE,
            severity=Severity.NOTICE,
            entry_id=entry.id,
            entry_title=entry.title,
            span=link.span,
            role=link.role,
            url=link.url,
            summary="The link is http. Does the page answer over https?",
            evidence=(Evidence(kind="http", supports=False, detail=because, url=secure),),
            fixes=(SuggestedFix(field=link.role.value, old=link.url, new=secure, because=because),),
        )
