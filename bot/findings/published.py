"""``published``: a preprint of the list has a journal or conference version now."""

from __future__ import annotations

from collections.abc import Iterator

from bot.identity.accounts import described, right_url, seen_at, source_name
from bot.identity.doi import clean_doi
from bot.model.entries import Entry
from bot.model.evidence import Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix
from bot.model.papers import PaperRecord
from bot.model.report import EntryHealth


def find(entry: EntryHealth) -> Iterator[Finding]:
    """Offers DOI, venue and year; the link to the preprint stays, it is open to everybody."""
    for link in entry.links:
        published = link.identity.published if link.identity else None
        if published is None or clean_doi(entry.entry.doi or "") == published.doi:
            continue
        yield Finding(
            rule=Rule.PUBLISHED,
            severity=Severity.GOOD_NEWS,
            entry_id=entry.entry.id,
            entry_title=entry.entry.title,
            span=link.link.span,
            role=link.link.role,
            url=link.link.url,
            summary=f"The preprint has been published: {described(published)}.",
            evidence=(
                Evidence(
                    kind="published-version",
                    supports=True,
                    detail=f"{source_name(published)} has doi:{published.doi}, {_how(published)}.",
                    url=right_url(published) or seen_at(published),
                ),
            ),
            fixes=tuple(_fixes(entry.entry, published)),
        )


def _how(published: PaperRecord) -> str:
    if published.searched_title:
        return (
            "found by its title: the same title by the same people, registered for "
            f"{published.landing_url}"
        )
    return "which the preprint names as its published version; title or authors agree"


def _fixes(entry: Entry, published: PaperRecord) -> Iterator[SuggestedFix]:
    because = f"published as doi:{published.doi}"
    facts = (
        ("doi", entry.doi, published.doi),
        ("venue", entry.venue, published.venue),
        ("year", str(entry.year) if entry.year else None, str(published.year or "") or None),
    )
    for field, old, new in facts:
        if new and new != old:
            yield SuggestedFix(
                field=field, old=old, new=new, safety=FixSafety.NEEDS_DECISION, because=because
            )
