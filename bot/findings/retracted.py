"""``retracted``: the publisher or Retraction Watch has retracted the paper."""

from __future__ import annotations

from collections.abc import Iterator

from bot.findings.paper_integrity import with_notice
from bot.model.findings import Finding, Rule, Severity
from bot.model.papers import Integrity
from bot.model.report import EntryHealth


def find(entry: EntryHealth) -> Iterator[Finding]:
    """A decision: keep it with a note, or take it out."""
    yield from with_notice(
        entry,
        Integrity.RETRACTED,
        Rule.RETRACTED,
        Severity.DECISION,
        "The paper has been retracted.",
    )
