"""A report and the nights that links were well -> what triage needs to know."""

from __future__ import annotations

from collections.abc import Mapping

from bot.model.night import EntryIgnore, LinkState, Night
from bot.model.report import EntryHealth, LinkHealth, Report
from bot.model.runs import Validity


def night_of(report: Report, well_nights: Mapping[str, int]) -> Night:
    """``well_nights`` maps a target to its nights well in a row (``verdicts.judge``)."""
    run = report.run
    return Night(
        title=report.catalogue.title,
        file=report.catalogue.file,
        made_at=report.made_at,
        run_at=run.at if run else None,
        validity=run.validity if run else Validity.VALID,
        simulated=report.simulated,
        entries=len(report.entries),
        links=tuple(
            _state(entry, link, well_nights) for entry in report.entries for link in entry.links
        ),
        findings=report.findings,
        ignores=tuple(
            EntryIgnore(entry_id=entry.entry.id, span=entry.entry.span, ignore=entry.entry.ignore)
            for entry in report.entries
            if entry.entry.ignore is not None
        ),
        missing=report.missing,
    )


def _state(entry: EntryHealth, link: LinkHealth, well_nights: Mapping[str, int]) -> LinkState:
    verdict = link.verdict
    return LinkState(
        entry_id=entry.entry.id,
        entry_title=entry.entry.title,
        role=link.link.role,
        url=link.link.url,
        span=link.link.span,
        health=verdict.health,
        reason=verdict.reason,
        since=verdict.since,
        strikes=verdict.strikes,
        strikes_needed=verdict.strikes_needed,
        incident=verdict.incident,
        well_nights=well_nights.get(link.target, 0),
        attribution=link.attribution.attribution if link.attribution else None,
        identity=link.identity.identity if link.identity else None,
    )
