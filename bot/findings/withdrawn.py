"""``withdrawn``: the authors have withdrawn the paper."""

from __future__ import annotations

from collections.abc import Iterator

from bot.findings.paper_integrity import with_notice
from bot.model.findings import Finding, Rule, Severity
from bot.model.papers import Integrity
from bot.model.report import EntryHealth


def find(entry: EntryHealth) -> Iterator[Finding]:
    """arXiv has no flag for it, only the authors' comment, which the evidence quotes."""
    yield from with_notice(
        entry,
        Integrity.WITHDRAWN,
        Rule.WITHDRAWN,
        Severity.DECISION,
        "The paper seems to be withdrawn by its authors.",
    )
