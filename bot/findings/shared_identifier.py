"""``shared-identifier``: one identifier is given for two different papers, so one is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from bot.findings.sameness import compared, grouped, place, related, titles_fit
from bot.model.entries import Catalogue, Entry, LinkRole
from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, Severity
from bot.model.papers import PaperId, Scheme


def find(catalogue: Catalogue) -> Iterator[Finding]:
    """One finding for each entry whose title is of another paper than an earlier entry's.

    A plain page (no paper identifier) may really show several papers: then it is a question.
    """
    for paper, group in grouped(catalogue.entries):
        for index, entry in enumerate(group):
            if index == 0 or any(titles_fit(other, entry) for other in group[:index]):
                continue  # a duplicate has a rule of its own
            first = group[0]
            apart = compared(first.title, entry.title).is_apart
            yield _finding(entry, first, paper, certain=apart and paper.scheme is not Scheme.PAGE)


def _finding(entry: Entry, first: Entry, paper: PaperId, *, certain: bool) -> Finding:
    link = entry.link(LinkRole.PDF)
    what = "page" if paper.scheme is Scheme.PAGE else f"{paper.scheme} {paper.value}"
    detail = f"both say {what}; the titles are of different papers"
    return Finding(
        rule=Rule.SHARED_IDENTIFIER,
        severity=Severity.DECISION if certain else Severity.QUESTION,
        entry_id=entry.id,
        entry_title=entry.title,
        span=link.span if link else entry.span,
        role=LinkRole.PDF,
        url=link.url if link else None,
        summary=f"This link is also given for another paper: {place(first)}.",
        evidence=(Evidence(kind="same-identifier", supports=False, detail=detail),),
        related=(related(first),),
    )
