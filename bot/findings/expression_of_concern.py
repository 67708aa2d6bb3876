"""``expression-of-concern``: the journal doubts the paper or has retracted a part of it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.findings.paper_integrity import with_notice
from bot.model.findings import Finding, Rule, Severity
from bot.model.papers import Integrity
from bot.model.report import EntryHealth


def find(entry: EntryHealth) -> Iterator[Finding]:
    """Worth a look, no alarm."""
    yield from with_notice(
        entry,
        Integrity.CONCERN,
        Rule.CONCERN,
        Severity.QUESTION,
        "The journal has published an expression of concern or a partial retraction.",
    )
