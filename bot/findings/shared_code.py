"""``shared-code``: one repository is given as the code of different papers. It may be right."""

from __future__ import annotations

from collections.abc import Iterator

from bot.findings.sameness import code_behind, place, related, share_a_paper
from bot.model.entries import Catalogue, Entry, Link, LinkRole
from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, Severity
from bot.urls import UnusableUrl, canonical

#: other papers that are named in the evidence
_NAMED = 5


def find(catalogue: Catalogue) -> Iterator[Finding]:
    """One question for each repository, at the second paper that names it.

    Journal and conference version often share their code; a copied table row does as well.
    Different folders of one repository are different places.
    """
    groups: dict[str, list[tuple[Entry, Link]]] = {}
    for entry in catalogue.entries:
        for link in entry.links:
            if link.role is LinkRole.CODE:
                groups.setdefault(_key(link.url), []).append((entry, link))
    for group in groups.values():
        papers: list[tuple[Entry, Link]] = []
        for entry, link in group:
            if not any(entry is other or share_a_paper(entry, other) for other, _ in papers):
                papers.append((entry, link))
        if len(papers) > 1:
            yield _question(papers)


def _key(url: str) -> str:
    """Equal for links to the same code."""
    code = code_behind(url)
    if code.slug is not None:
        return f"{code.slug.key}/{code.path}"
    try:
        return canonical(url)
    except UnusableUrl:
        return url


def _question(papers: list[tuple[Entry, Link]]) -> Finding:
    entry, link = papers[1]
    others = [other for other, _ in papers if other is not entry]
    more = f", and of {len(others) - 1} more" if len(others) > 1 else ""
    return Finding(
        rule=Rule.SHARED_CODE,
        severity=Severity.QUESTION,
        entry_id=entry.id,
        entry_title=entry.title,
        span=link.span,
        role=link.role,
        url=link.url,
        summary=f"This code is also given for another paper: {place(others[0])}{more}. Is that right?",
        evidence=tuple(
            Evidence(kind="same-repository", supports=False, detail=place(other))
            for other in others[:_NAMED]
        ),
        related=tuple(map(related, others)),
    )
