"""One entry as plain data: the shape of ``export --format jsonl`` (schemas/export.schema.json)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.identity.identifiers import doi_of, identify
from bot.model.entries import Entry, LinkRole
from bot.model.papers import Scheme
from bot.model.report import Report
from bot.reports.health_json import entry_object

#: keys of a link, in the order in which they are written
LINK_KEYS = (
    *("role", "url", "verdict", "proof", "reason", "identity", "attribution"),
    *("flags", "since", "stars", "last_commit"),
)


def rows(report: Report) -> Iterator[dict[str, Any]]:
    """Every entry in the list's order. Figures of a rehearsal say so: ``"simulated": true``."""
    for health in report.entries:
        row = entry_object(health)
        row["links"] = [{key: link[key] for key in LINK_KEYS} for link in row["links"]]
        doi, arxiv = _in_the_link(health.entry)
        row["doi"] = row["doi"] or doi
        row["arxiv"] = row["arxiv"] or arxiv
        if report.simulated:
            row["simulated"] = True
        yield row


def _in_the_link(entry: Entry) -> tuple[str | None, str | None]:
    """DOI and arXiv id that the address of the paper carries."""
    link = entry.link(LinkRole.PDF)
    paper = identify(link.url) if link else None
    if paper is None:
        return None, None
    if paper.scheme is Scheme.ARXIV:
        return None, paper.value
    return doi_of(paper), None


def link_of(row: dict[str, Any], role: str) -> dict[str, Any]:
    """The first link with that role, or an empty mapping."""
    return next((link for link in row["links"] if link["role"] == role), {})
