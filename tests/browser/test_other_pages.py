"""Badges and Markdown reports, as a browser shows them."""

from __future__ import annotations

import pytest

from bot.reports import badges, list_markdown, summary_markdown
from tests.browser import reports_to_show as shown
from tests.browser.conftest import Open
from tests.builders import NIGHT_ONE
from tests.github_markdown import page_of

#: the browser lives in one event loop
pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_words_of_a_badge_fit(open_page: Open) -> None:
    made = [
        badges.svg(badge)
        for report in (shown.lively(), shown.hostile(), shown.not_run_yet())
        for badge in badges.badges(report, now=NIGHT_ONE)
    ]
    page = (await open_page(f"<!doctype html><title>badges</title>{''.join(made)}")).page
    asked = """() => [...document.querySelectorAll("text")].map(text => {
        const given = Number(text.getAttribute("textLength"))
        text.removeAttribute("textLength")
        return text.getComputedTextLength() / given
    })"""
    ratios = await page.evaluate(asked)
    assert len(ratios) == 2 * len(made)
    assert all(0.75 < ratio < 1.3 for ratio in ratios)


async def test_a_report_on_github_is_no_way_in(open_page: Open) -> None:
    report = shown.hostile()
    for markdown in (summary_markdown.text(report), list_markdown.list_block(report)):
        html = page_of(markdown, unsafe=True)
        opened = await open_page(f"<!doctype html><title>x</title><body>{html}")
        active = "script, iframe, object, embed, form, img, svg, link, base, style, math"
        assert await opened.page.locator(active).count() == 0
        assert opened.dialogs == []
        assert opened.asked == []
        assert await opened.page.locator("table").count() > 0
