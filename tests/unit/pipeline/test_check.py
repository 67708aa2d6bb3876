"""A check of any file: registries answer for walled hosts, and are missed by nobody when they are away."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.identity.identifiers import identify
from bot.model.check import CheckReport, Place
from bot.model.entries import SourceSpan
from bot.model.observations import Outcome, Witness
from bot.model.papers import PaperRecord
from bot.model.settings import Settings
from bot.model.verdicts import Health
from bot.pipeline.check import CheckInput, Selection, run_check
from bot.pipeline.observe import Witnesses
from bot.ports import PaperAnswers
from bot.reports.check import FORMATS
from tests.builders import NIGHT_ONE
from tests.fakes.ports import FakeScholar, FakeWeb, MemoryFiles

ARXIV = "https://arxiv.org/abs/2301.00001"
DOI = "https://doi.org/10.1016/j.media.2024.103001"
WALLED = {DOI: Outcome.WALLED}


def record(url: str, **fields: str) -> PaperRecord:
    paper = identify(url)
    assert paper is not None
    source = "arxiv" if "arxiv" in url else "crossref"
    plain = PaperRecord(id=paper, source=source, title="A Title", fetched_at=NIGHT_ONE)
    return replace(plain, **fields)  # type: ignore[arg-type]


@dataclass
class Checked:
    report: CheckReport
    web: FakeWeb
    scholar: FakeScholar
    files: MemoryFiles = field(default_factory=MemoryFiles)


async def check(
    *urls: str, answers: PaperAnswers | None = None, outcomes: dict[str, Outcome] | None = None
) -> Checked:
    web, scholar = FakeWeb(outcomes=outcomes or {}), FakeScholar(answers or PaperAnswers())
    report = await run_check(
        Witnesses(web=web, scholar=scholar),
        MemoryFiles(),
        Settings(),
        [a_markdown_file("LIST.md", urls)],
        Selection(),
        now=NIGHT_ONE,
        alone=True,
    )
    return Checked(report, web, scholar)


def a_markdown_file(name: str, urls: Sequence[str]) -> CheckInput:
    places = {
        url: (Place(span=SourceSpan(file=name, line=number, column=3)),)
        for number, url in enumerate(urls, start=1)
    }
    return CheckInput(file=name, places=places)


async def test_arxiv_answers_for_the_links_of_a_markdown_file_and_no_page_is_visited() -> None:
    known = record(ARXIV, arxiv="2301.00001", landing_url=ARXIV)
    found = await check(ARXIV, "https://a.example/", answers=PaperAnswers(records=(known,)))
    assert found.web.asked == ["https://a.example/"]
    assert [link.verdict.health for link in found.report.links] == [Health.ALIVE, Health.ALIVE]
    assert found.report.links[0].verdict.proof is Witness.REGISTRY


async def test_a_wall_is_answered_by_the_registry_in_a_markdown_file_too() -> None:
    known = record(DOI, doi="10.1016/j.media.2024.103001", landing_url="https://a.example/x")
    found = await check(DOI, answers=PaperAnswers(records=(known,)), outcomes=WALLED)
    assert found.web.asked == [DOI]
    assert found.report.links[0].verdict.health is Health.ALIVE


async def test_without_a_registry_pages_are_visited_and_nothing_is_missing() -> None:
    away = PaperAnswers(unavailable=(("arxiv", "no answer"),))
    found = await check(ARXIV, answers=away)
    assert found.web.asked == [ARXIV]
    assert found.report.links[0].verdict.health is Health.ALIVE
    assert found.report.complete


async def test_a_wall_that_no_registry_could_be_asked_about_leaves_the_check_incomplete() -> None:
    away = PaperAnswers(unavailable=(("crossref", "no answer"),))
    found = await check(DOI, answers=away, outcomes=WALLED)
    assert found.report.links[0].verdict.health is Health.BLOCKED
    assert not found.report.complete


async def test_nobody_is_asked_about_plain_pages_and_private_addresses() -> None:
    walled = (
        "https://a.example/x",
        "http://127.0.0.1/doi/10.1234/abc",
        "http://localhost/10.1234/a",
    )
    found = await check(*walled, outcomes=dict.fromkeys(walled, Outcome.WALLED))
    assert found.scholar.asked == []
    assert found.report.complete


async def test_of_two_lists_with_one_address_each_is_told_its_own_line() -> None:
    web = FakeWeb(outcomes={"https://gone.example/": Outcome.NOT_FOUND})
    inputs = [
        a_markdown_file("A.md", ["https://a.example/", "https://gone.example/"]),
        a_markdown_file("lists/B.md", ["https://gone.example/"]),
    ]
    report = await run_check(
        Witnesses(web=web),
        MemoryFiles(),
        Settings(),
        inputs,
        Selection(),
        now=NIGHT_ONE,
        alone=True,
    )
    assert web.asked.count("https://gone.example/") == 1
    (gone,) = [
        link
        for link in json.loads(FORMATS["json"](report))["links"]
        if link["url"] == "https://gone.example/"
    ]
    assert [(p["file"], p["line"]) for p in gone["places"]] == [("A.md", 2), ("lists/B.md", 1)]
    (result,) = json.loads(FORMATS["sarif"](report))["runs"][0]["results"]
    assert [
        (
            place["physicalLocation"]["artifactLocation"]["uri"],
            place["physicalLocation"]["region"]["startLine"],
        )
        for place in result["locations"]
    ] == [("A.md", 2), ("lists/B.md", 1)]
    told = FORMATS["github"](report).splitlines()
    assert [line.split(",col")[0] for line in told] == [
        "::error file=A.md,line=2",
        "::error file=lists/B.md,line=1",
    ]
    junit = FORMATS["junit"](report)
    assert "A.md:2:3" in junit
    assert "lists/B.md:1:3" in junit
