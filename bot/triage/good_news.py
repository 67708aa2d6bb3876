"""Good news about code, for the dashboard: promises that were kept, and code for entries without any."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.model.entries import is_markdown
from bot.model.findings import Finding, Rule
from bot.model.night import Night
from bot.triage.drafts import box
from bot.triage.issue_text import fix_key, fix_verb
from bot.triage.phrases import Desk, line_of, link, name, sentence

#: rules whose findings are told one by one; the others are counted
TOLD = (Rule.CODE_ARRIVED, Rule.CODE_AVAILABLE)
#: lines that are shown
_MOST = 10


def good_news(night: Night, desk: Desk, silenced: Collection[str] = ()) -> Iterator[str]:
    """One item each, kept promises first; what was merely announced stays in the reports.

    A kept promise is news: it asks for nothing, and goes after a month. Code for an entry without
    any can be added, or refused for good, by a tick; it stands among the news and not among what
    needs a decision, since nothing is wrong while it waits.
    """
    news = [
        finding
        for rule in TOLD
        for finding in night.findings
        if finding.rule is rule and is_told(finding) and finding.fingerprint not in silenced
    ]
    if not news:
        return
    yield "## Good news"
    yield ""
    for finding in news[:_MOST]:
        where = line_of(finding.span, desk)
        yield f"- {name(finding.entry_title)} ({where}): {link(finding.url or '')}"
        yield f"  {sentence(finding.summary)}"
        if finding.rule is Rule.CODE_AVAILABLE:
            yield from _boxes(finding, desk)
    if len(news) > _MOST:
        yield f"- and {len(news) - _MOST} more, in `{desk.reports}`"


def _boxes(finding: Finding, desk: Desk) -> Iterator[str]:
    """What a tick can do about code that was found; a page of Markdown is not added to."""
    if not is_markdown(desk.entries):
        for fix in finding.fixes[:1]:
            yield "  " + box(fix_verb(fix), fix_key(finding, fix), "add it to the entry")
    yield "  " + box(
        "ignore", finding.fingerprint, "never report this, unless the evidence changes"
    )


def is_told(finding: Finding) -> bool:
    """Is it shown here, and not only counted?"""
    return finding.rule is Rule.CODE_ARRIVED or (
        finding.rule is Rule.CODE_AVAILABLE and bool(finding.fixes)
    )
