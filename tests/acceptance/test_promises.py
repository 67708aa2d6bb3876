"""Seven simulated weeks of a repository that announced code: told when it comes, and for a month."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.findings.night import night_of
from bot.gateways.code_hosts import CodeHosts
from bot.gateways.github.access import Access
from bot.gateways.http import HttpClient
from bot.model.entries import LinkRole
from bot.model.findings import Finding, Rule, Severity
from bot.model.settings import Settings
from bot.pipeline.night import run_night
from bot.pipeline.observe import Witnesses
from bot.rehearsal.reception import Reception
from bot.rehearsal.transports import InProcessTransport
from bot.rehearsal.world import Repository, World
from bot.triage.dashboard_text import Overview, dashboard_draft
from bot.triage.drafts import Control
from bot.triage.phrases import Desk
from tests.builders import night
from tests.fakes.ports import FakeScholar, FakeWeb, MemoryFiles

LIST = (
    "title: T\nsections:\n  - id: s\n    title: S\nentries:\n  - id: owl\n    section: s\n"
    '    title: "OwlNet: Hearing Owls through Walls"\n    pdf: https://p.example/owl\n'
    "    code: https://github.com/owl-lab/OwlNet\n"
)
PROMISE = Repository(
    slug="owl-lab/OwlNet",
    number=77,
    readme="# OwlNet: Hearing Owls through Walls\n\nThe code will be released soon.\n",
    files=(),
    languages=(),
    licence=None,
    commits=1,
    last_commit=datetime(2026, 9, 1, tzinfo=UTC),
)
CODE, LICENCE, RELEASE = 3, 9, 12
NIGHTS = 49


def repository(number: int) -> Repository:
    """How it is on a night: code comes, then a licence, then (with no commit) a release."""
    now = PROMISE
    if number >= CODE:
        now = replace(
            now,
            files=("train.py", "model.py"),
            languages=(("Python", 9_000),),
            commits=5,
            last_commit=night(CODE),
        )
    if number >= LICENCE:
        now = replace(now, licence="MIT", commits=6, last_commit=night(LICENCE))
    return replace(now, releases=1) if number >= RELEASE else now


async def _at_once(_: float) -> None:
    return


async def news_of(files: MemoryFiles, number: int) -> tuple[list[Finding], str]:
    """Good news about code of one night, and the dashboard of that night."""
    world = World(repositories=(repository(number),))
    transport = InProcessTransport(Reception(world))
    async with HttpClient(agent="listbot/test", environ={}, transport=transport) as http:
        hosts = CodeHosts(http, Access(token=world.token), sleep=_at_once, interval=0)
        witnesses = Witnesses(web=FakeWeb(), scholar=FakeScholar(), repositories=hosts)
        found = await run_night(witnesses, files, Settings(), now=night(number))
    assert found.report is not None
    overview = Overview(night=night_of(found.report, {}), decide=(), issues={}, changes={})
    desk = Desk(html_url="https://github.com/someone/list", branch="main")
    text = dashboard_draft(overview, desk, Control(kind="dashboard", key="v1")).text
    return [f for f in found.report.findings if f.rule is Rule.CODE_ARRIVED], text


async def test_code_licence_and_release_are_good_news_in_the_dashboard() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    told: dict[int, str] = {}
    pages: dict[int, str] = {}
    for number in range(NIGHTS):
        news, pages[number] = await news_of(files, number)
        assert all(f.severity is Severity.GOOD_NEWS and f.role is LinkRole.CODE for f in news)
        if news:
            told[number] = news[0].summary.removeprefix("The repository that announced code has ")
    assert min(told) == CODE
    assert told[CODE] == "code now."
    assert told[LICENCE] == "code and a licence now."
    # a release changes no file: it is seen with the next commit, or when the month is over
    release = next(number for number, words in told.items() if "a release" in words)
    assert RELEASE <= release <= LICENCE + 30
    assert told[release].endswith("a release now.")
    assert "## Good news" in pages[CODE]
    assert "OwlNet" in pages[CODE]
    assert "## Good news" not in pages[CODE - 1]


async def test_news_is_over_after_a_month() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    for number in (0, CODE, CODE + 29):
        await news_of(files, number)
    assert night(CODE) + timedelta(days=30) == night(CODE + 30)
    later, _ = await news_of(files, LICENCE + 75)
    last, page = await news_of(files, LICENCE + 110)
    assert last == []
    assert "## Good news" not in page
    assert len(later) <= 1
