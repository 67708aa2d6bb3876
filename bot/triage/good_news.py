"""Good news about code, for the dashboard: promises that were kept, and code for entries without any."""

from __future__ import annotations

from collections.abc import Iterator

from bot.model.findings import Finding, Rule
from bot.model.night import Night
from bot.triage.phrases import Desk, line_of, link, name, sentence

#: rules whose findings are told one by one; the others are counted
TOLD = (Rule.CODE_ARRIVED, Rule.CODE_AVAILABLE)
#: lines that are shown
_MOST = 10


def good_news(night: Night, desk: Desk) -> Iterator[str]:
    """One line each, kept promises first; what was merely announced stays in the reports."""
    news = [f for rule in TOLD for f in night.findings if f.rule is rule and is_told(f)]
    if not news:
        return
    yield "## Good news"
    yield ""
    for finding in news[:_MOST]:
        where = line_of(finding.span, desk)
        yield f"- {name(finding.entry_title)} ({where}): {link(finding.url or '')}"
        yield f"  {sentence(finding.summary)}"
    if len(news) > _MOST:
        yield f"- and {len(news) - _MOST} more, in `{desk.reports}`"


def is_told(finding: Finding) -> bool:
    """Is it shown here, and not only counted?"""
    return finding.rule is Rule.CODE_ARRIVED or (
        finding.rule is Rule.CODE_AVAILABLE and bool(finding.fixes)
    )
