"""``metadata``: facts about a paper that a registry knows and the entry does not give."""

from __future__ import annotations

from collections.abc import Iterator

from bot.identity.accounts import seen_at, source_name
from bot.model.entries import AUTHORS_BETWEEN, Entry
from bot.model.evidence import Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix
from bot.model.papers import Identity, IdentityJudgement, PaperRecord
from bot.model.report import EntryHealth

#: DataCite's names for arXiv papers say no more than the arXiv id does
_ARXIV_DOI = "10.48550/arxiv."


def find(entry: EntryHealth) -> Iterator[Finding]:
    """One notice an entry. Only what is missing, only from the record of the right paper."""
    for link in entry.links:
        judgement = link.identity
        if judgement is None or judgement.identity is not Identity.CONFIRMED:
            continue
        record = judgement.record
        fixes = tuple(_fixes(entry.entry, judgement, record)) if record else ()
        if record is None or not fixes:
            continue
        names = " and ".join(", ".join(fix.field for fix in fixes).rsplit(", ", 1))
        yield Finding(
            rule=Rule.METADATA,
            severity=Severity.NOTICE,
            entry_id=entry.entry.id,
            entry_title=entry.entry.title,
            span=entry.entry.span,
            summary=f"{source_name(record)} knows {names} of this paper.",
            evidence=(
                Evidence(
                    kind="registry-record",
                    supports=True,
                    detail=f"{source_name(record)} has the record of the paper.",
                    url=seen_at(record, link.link.url),
                ),
            ),
            fixes=fixes,
        )
        return


def _names(record: PaperRecord) -> tuple[str, ...]:
    """Everybody in order, or nobody: a name that holds the separator would become two."""
    names = record.full_names
    whole = len(names) == len(record.authors)
    return names if whole and not any(";" in name for name in names) else ()


def _fixes(
    entry: Entry, judgement: IdentityJudgement, record: PaperRecord
) -> Iterator[SuggestedFix]:
    doi = record.doi if record.doi and not record.doi.startswith(_ARXIV_DOI) else None
    preprint = record.source in ("arxiv", "datacite")
    facts = (
        ("year", entry.year, None if judgement.published else record.year),
        ("venue", entry.venue, None if preprint or judgement.published else record.venue),
        ("doi", entry.doi, None if judgement.published else doi),
        ("arxiv", entry.arxiv, record.arxiv),
        ("authors", entry.authors or None, AUTHORS_BETWEEN.join(_names(record)) or None),
    )
    for field, old, new in facts:
        if old is None and new is not None:
            yield SuggestedFix(
                field=field,
                old=None,
                new=str(new),
                safety=FixSafety.SAFE,
                because=f"{source_name(record)} says so",
            )
