"""Is there anything new that readers of the list should see, or only figures?

Every commit to the list's own branch shows up in somebody's feed. A night that changed no verdict is kept
aside (the ledger goes on on a branch of its own); figures are committed once a week.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.model.report import LinkHealth, Report

#: figures (stars, dates, badges) are committed when the last commit of reports is older
FIGURES_AFTER = timedelta(days=6, hours=12)


def why_commit(before: Report | None, after: Report) -> str:
    """The subject of the commit that this night deserves, "" when it deserves none. No foreign text.

    ``before``: what the committed files say; None when they cannot be read.
    """
    if after.run is None or after.simulated:
        return ""
    if before is None or before.run is None:
        return "Report the first night"
    changed = len({*_signature(after)} ^ {*_signature(before)})
    if changed:
        links = len(_changed_links(before, after))
        return f"Report the night of {_day(after.run.at)}: {_number(links)} changed"
    if after.run.at - before.run.at >= FIGURES_AFTER:
        return f"Update the figures of the week to {_day(after.run.at)}"
    return ""


def _number(links: int) -> str:
    if links == 0:
        return "findings"
    return "1 link" if links == 1 else f"{links} links"


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


def _signature(report: Report) -> set[tuple[object, ...]]:
    """Everything that somebody could act upon."""
    findings: set[tuple[object, ...]] = {
        (f.fingerprint, f.evidence_hash, tuple(fix.new for fix in f.fixes)) for f in report.findings
    }
    return findings | {_of_link(link) for link in report.links()}


def _changed_links(before: Report, after: Report) -> set[tuple[str, str]]:
    old = {_of_link(link) for link in before.links()}
    new = {_of_link(link): link for link in after.links()}
    return {(n.link.entry_id, n.link.url) for key, n in new.items() if key not in old}


def _of_link(link: LinkHealth) -> tuple[object, ...]:
    verdict = link.verdict
    return (
        link.link.entry_id,
        link.link.role,
        link.link.url,
        verdict.health,
        verdict.flags,
        link.identity.identity if link.identity else None,
        link.identity.integrity if link.identity else None,
        link.attribution.attribution if link.attribution else None,
    )
