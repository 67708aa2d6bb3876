"""``duplicate``, from registries: preprint and published version of one paper are both listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.findings.sameness import place, related, share_a_paper
from bot.identity.titles import normalise
from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, Severity
from bot.model.papers import Identity
from bot.model.report import EntryHealth


def find(entries: Sequence[EntryHealth]) -> Iterator[Finding]:
    """A question for each entry whose paper an earlier entry has under another identifier.

    What the list itself shows (same identifier, same title) is told by ``duplicate_entry``.
    """
    first_with: dict[str, EntryHealth] = {}
    for entry in entries:
        dois = _dois(entry)
        first = next((first_with[doi] for doi in dois if doi in first_with), None)
        if first is not None and not _told_offline(entry, first):
            yield _finding(entry, first, next(doi for doi in dois if doi in first_with))
        for doi in dois:
            first_with.setdefault(doi, entry)


def _dois(entry: EntryHealth) -> tuple[str, ...]:
    """DOIs of the paper of the entry, its published version included."""
    found: dict[str, None] = {}
    for link in entry.links:
        judgement = link.identity
        if judgement is None or judgement.identity is not Identity.CONFIRMED:
            continue
        for record in (judgement.record, judgement.published):
            if record is not None and record.doi:
                found[record.doi] = None
    return tuple(found)


def _told_offline(entry: EntryHealth, first: EntryHealth) -> bool:
    one, other = entry.entry, first.entry
    return normalise(one.title) == normalise(other.title) or share_a_paper(one, other)


def _finding(entry: EntryHealth, first: EntryHealth, doi: str) -> Finding:
    link = entry.links[0].link
    return Finding(
        rule=Rule.DUPLICATE,
        severity=Severity.QUESTION,
        entry_id=entry.entry.id,
        entry_title=entry.entry.title,
        span=entry.entry.span,
        role=link.role,
        url=link.url,
        summary=f"The list has this paper already under another address: {place(first.entry)}.",
        evidence=(
            Evidence(
                kind="same-publication",
                supports=False,
                detail=f"Registries give doi:{doi} for both: preprint and published version?",
                url=f"https://doi.org/{doi}",
            ),
        ),
        related=(related(first.entry),),
    )
