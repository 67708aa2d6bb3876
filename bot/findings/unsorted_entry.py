"""``unsorted-id``: entries that stand outside their section, and ids that will not stay true."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.model.entries import Catalogue, Entry
from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, Severity

#: an id that counts entries changes its meaning with the next insertion
_POSITION = re.compile(r"(entry|item|no|nr|paper|ref|row)?-?[0-9]{1,4}")


def find(catalogue: Catalogue) -> Iterator[Finding]:
    """Notices: the list is shown by section, so an entry elsewhere in the file is hard to find."""
    ranks = {section.id: rank for rank, section in enumerate(catalogue.sections)}
    highest = -1
    for entry in catalogue.entries:
        rank = ranks.setdefault(entry.section, len(ranks))
        if rank < highest:
            detail = f"the entries of the section {entry.section} stand further up"
            yield _finding(entry, "The entry stands outside its section.", detail)
        highest = max(highest, rank)
        if _POSITION.fullmatch(entry.id):
            detail = f"{entry.id} counts entries instead of naming this one"
            yield _finding(entry, "The id says where the entry stands, not what it is.", detail)


def _finding(entry: Entry, summary: str, detail: str) -> Finding:
    return Finding(
        rule=Rule.UNSORTED_ID,
        severity=Severity.NOTICE,
        entry_id=entry.id,
        entry_title=entry.title,
        span=entry.span,
        summary=summary,
        evidence=(Evidence(kind="order", supports=False, detail=detail),),
    )
