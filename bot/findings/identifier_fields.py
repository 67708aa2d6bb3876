"""``metadata``, from the list alone: DOI or arXiv id of an entry contradict its link."""

from __future__ import annotations

from collections.abc import Iterator

from bot.findings.sameness import paper_behind
from bot.identity.identifiers import identify_arxiv, identify_doi
from bot.model.entries import Entry, Link, LinkRole
from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, Severity
from bot.model.papers import PaperId


def find(entry: Entry) -> Iterator[Finding]:
    """Only identifiers of one scheme can contradict each other: a preprint has another DOI."""
    if not entry.doi and not entry.arxiv:
        return
    link = entry.link(LinkRole.PDF)
    linked = paper_behind(link.url) if link else None
    if link is None or linked is None:
        return
    for field, given in (
        ("doi", identify_doi(entry.doi) if entry.doi else None),
        ("arxiv", identify_arxiv(entry.arxiv) if entry.arxiv else None),
    ):
        if given is not None and given.scheme is linked.scheme and given != linked:
            yield _finding(entry, link, field, given, linked)


def _finding(entry: Entry, link: Link, field: str, given: PaperId, linked: PaperId) -> Finding:
    detail = f"{field} says {given.value}, the link says {linked.value}"
    return Finding(
        rule=Rule.METADATA,
        severity=Severity.DECISION,
        entry_id=entry.id,
        entry_title=entry.title,
        span=link.span,
        role=link.role,
        url=link.url,
        summary=f"The field {field} and the link name different papers.",
        evidence=(Evidence(kind="identifiers-differ", supports=False, detail=detail),),
    )
