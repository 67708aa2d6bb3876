"""The dashboard in a real browser: quiet, safe, readable by everybody, usable by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from bot.model.report import Report
from bot.reports import dashboard_html
from tests.browser import reports_to_show as shown
from tests.browser.conftest import Open

#: the browser lives in one event loop
pytestmark = pytest.mark.asyncio(loop_scope="session")

Make = Callable[[], Report]


def few() -> Report:
    """Every state once."""
    return shown.lively(14)


ALL: list[Make] = [shown.lively, shown.hostile, shown.not_run_yet, shown.big, shown.empty]
FOCUSABLE = "a[href], summary, select, [tabindex]"


def _page(make: Make) -> str:
    return dashboard_html.text(make())


def _named(make: Make) -> str:
    return make.__name__


async def _rows(page: Page) -> list[str]:
    """Titles of the rows that a person sees, from top to bottom."""
    found: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll(".list tr.entry")]
            .filter(row => row.checkVisibility())
            .map(row => [row.getBoundingClientRect().top, row.querySelector("th").innerText])
            .sort((a, b) => a[0] - b[0]).map(pair => pair[1])"""
    )
    return found


async def _choose(page: Page, control: str, wanted: str) -> None:
    """By keyboard alone: the control gets the focus, arrows move to the wanted option."""
    await page.focus(control)
    await page.keyboard.press("Home")
    for _ in range(20):
        if await page.locator(control).input_value() == wanted:
            return
        await page.keyboard.press("ArrowDown")
    raise AssertionError(f"{control} has no {wanted}")


@pytest.mark.parametrize("make", ALL, ids=_named)
async def test_a_page_is_quiet_and_nothing_sticks_out_of_it(open_page: Open, make: Make) -> None:
    opened = await open_page(_page(make))
    for width in (1280, 320):
        await opened.page.set_viewport_size({"width": width, "height": 900})
        assert await opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert await opened.page.title() != ""
    assert (opened.console, opened.asked, opened.dialogs) == ([], [], [])


async def test_no_text_from_outside_becomes_active(open_page: Open) -> None:
    opened = await open_page(_page(shown.hostile))
    page = opened.page
    for summary in await page.locator("summary").all():
        await summary.evaluate("s => { s.parentElement.open = true }")
    active = "script, iframe, object, embed, form, img, link, base, math, meta[http-equiv=refresh]"
    assert await page.locator(active).count() == 0
    attributes = await page.evaluate(
        """() => [...document.querySelectorAll("*")].flatMap(e => e.getAttributeNames())
            .filter(name => name.startsWith("on"))"""
    )
    assert attributes == []
    schemes = await page.evaluate(
        "() => [...new Set([...document.querySelectorAll('a')].map(a => a.protocol))]"
    )
    assert set(schemes) <= {"https:", "http:"}
    for anchor in (await page.locator("a[href^='#'], summary").all())[:12]:
        await anchor.press("Enter")
    assert "secret" not in await page.content()
    assert (opened.console, opened.asked, opened.dialogs) == ([], [], [])
    assert shown.ATTACKS[0] in await page.inner_text("main")


@pytest.mark.parametrize(
    ("make", "dark", "width"),
    [
        (few, False, 1280),
        (few, True, 320),
        (shown.hostile, True, 1280),
        (shown.not_run_yet, False, 320),
        (shown.empty, False, 1280),
    ],
    ids=lambda value: value.__name__ if callable(value) else str(value),
)
async def test_everybody_can_read_it(open_page: Open, make: Make, dark: bool, width: int) -> None:
    opened = await open_page(_page(make), dark=dark, width=width)
    await opened.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = await Axe().run(opened.page)
    assert found.violations_count == 0, found.generate_report()
    if make is few:
        passed = {rule["id"] for rule in found.response["passes"]}
        assert {"color-contrast", "td-headers-attr", "select-name"} <= passed


async def test_it_is_dark_where_a_person_wants_it_dark(open_page: Open) -> None:
    ask = "getComputedStyle(document.body).backgroundColor"
    html = _page(shown.lively)
    light = await (await open_page(html)).page.evaluate(ask)
    dark = await (await open_page(html, dark=True)).page.evaluate(ask)
    assert light == "rgb(255, 255, 255)"
    assert dark == "rgb(13, 17, 23)"


@pytest.mark.parametrize("scripts", [True, False])
async def test_entries_are_chosen_by_keyboard_with_and_without_scripts(
    open_page: Open, scripts: bool
) -> None:
    page = (await open_page(_page(shown.lively), scripts=scripts)).page
    everything = await _rows(page)
    assert len(everything) == 40
    await _choose(page, "#show", "dead")
    dead = await _rows(page)
    assert 0 < len(dead) < 40
    await _choose(page, "#part", "s2")
    assert set(await _rows(page)) == {t for t in dead if int(t[6:8].strip(" :")) % 3 == 1}
    await _choose(page, "#part", "all")
    await _choose(page, "#show", "all")
    assert await _rows(page) == everything


async def test_entries_are_sorted_by_keyboard(open_page: Open) -> None:
    report = shown.lively()
    page = (await open_page(dashboard_html.text(report))).page
    await _choose(page, "#sort", "stars")
    with_code = [e for e in report.entries if len(e.links) > 1]
    stars = {e.entry.title: e.links[1].repository.stars for e in with_code if e.links[1].repository}
    rows = await _rows(page)
    assert len(rows) == 40
    assert rows[: len(stars)] == sorted(stars, key=lambda title: -(stars[title] or 0))
    await _choose(page, "#sort", "trouble")
    worst = {e.entry.title: e.links[0].verdict.health for e in report.entries}
    assert [worst[title].value for title in await _rows(page)][:3] == ["dead"] * 3
    header = await page.locator(".list thead").bounding_box()
    first = await page.locator(".list tr.entry").first.bounding_box()
    assert header is not None
    assert first is not None
    assert header["y"] < first["y"]


async def test_the_tabulator_reaches_everything_and_shows_where_it_is(open_page: Open) -> None:
    page = (await open_page(dashboard_html.text(shown.lively(8)))).page
    wanted = await page.evaluate(
        "s => [...document.querySelectorAll(s)].filter(e => e.checkVisibility()).length", FOCUSABLE
    )
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.innerText") == (
        "Skip to what needs a decision"
    )
    reached = 0
    while await page.evaluate("document.activeElement !== document.body"):
        reached += 1
        assert reached <= wanted
        assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == (
            "solid"
        )
        await page.keyboard.press("Tab")
    assert reached == wanted


async def test_decisions_stand_on_top_and_evidence_opens_by_keyboard(open_page: Open) -> None:
    page = (await open_page(_page(shown.lively), scripts=False)).page
    names = ("#decisions", "#fixes", "#list", "#cost")
    boxes = [await page.locator(name).bounding_box() for name in names]
    heights = [box["y"] for box in boxes if box]
    assert len(heights) == 4
    assert heights == sorted(heights)
    assert not await page.get_by_text("404 on 3 Nov").first.is_visible()
    await page.locator(".decisions summary").first.press("Enter")
    assert await page.get_by_text("404 on 3 Nov").first.is_visible()
    assert await page.get_by_text("alive on 8, then dead on 2").first.is_visible()
