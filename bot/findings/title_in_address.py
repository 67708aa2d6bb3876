"""``wrong-paper``, from the list alone: some addresses carry the title of their paper."""

from __future__ import annotations

from collections.abc import Iterator

from bot.findings.sameness import compared, paper_behind
from bot.identity.proceedings import cvf_slug
from bot.model.entries import Entry, LinkRole
from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, Severity


def find(entry: Entry) -> Iterator[Finding]:
    """A question where the address (of the CVF open access site) names plainly another title."""
    link = entry.link(LinkRole.PDF)
    paper = paper_behind(link.url) if link else None
    slug = cvf_slug(paper) if paper else None
    if link is None or slug is None:
        return
    if compared(entry.title, slug.title).is_apart:
        detail = f"the address says “{slug.title}” by {slug.first_author}"
        yield Finding(
            rule=Rule.WRONG_PAPER,
            severity=Severity.QUESTION,
            entry_id=entry.id,
            entry_title=entry.title,
            span=link.span,
            role=link.role,
            url=link.url,
            summary="The address carries the title of another paper.",
            evidence=(
                Evidence(kind="title-in-address", supports=False, detail=detail, url=link.url),
            ),
        )
