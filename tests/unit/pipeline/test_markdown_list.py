"""A list that stays Markdown goes through night, reports and triage like any other."""

from __future__ import annotations

import json

from bot.lists.cataloguing import OTHERS
from bot.model.entries import LinkRole
from bot.model.findings import Rule
from bot.model.observations import Look, Observation, Outcome
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.model.settings import Settings
from bot.pipeline.assemble import assemble_from
from bot.pipeline.night import run_night
from bot.pipeline.observe import Witnesses
from bot.pipeline.publish import publish
from bot.pipeline.triage import imagined_state, make_plan, read_memory, read_night
from bot.reports.check import FORMATS
from bot.triage.actions import OpenPullRequest
from tests.builders import night
from tests.fakes.ports import FakeRepositories, FakeScholar, FakeWeb, MemoryFiles

PAGE = (
    "# Papers\r\n\r\n"
    "By [us](https://us.example/) <!-- [old](http://b.example/2) -->\r\n\r\n"
    "## Methods\r\n\r\n"
    "| Title | Paper | Code |\r\n|---|---|---|\r\n"
    "| Ä first paper | [pdf](http://a.example/1) | [code](https://github.com/Old/Name/tree/main) |\r\n"
    '| Second | <a href="https://b.example/2?x=1&amp;y=2">pdf</a> | |\r\n\r\n'
    "- Third\twith a tab [[Paper][3]] [[Slides](https://c.example/s)]\r\n"
    "- Fourth, the same again [[Paper][3]]\r\n\r\n"
    "[3]: <https://c.example/3> 'kept'\r\n"
)
SETTINGS = Settings(entries="LIST.md")
MOVED = "https://b.example/2?x=1&y=2"
C3 = "https://c.example/3"


def a_web(number: int) -> FakeWeb:
    def look(url: str, **fields: object) -> Look:
        seen = Observation(target=url, at=night(number), outcome=Outcome.ANSWERED, **fields)  # type: ignore[arg-type]
        return Look(observation=seen)

    return FakeWeb(
        looks={
            "http://a.example/1": look("http://a.example/1", secure_twin=True),
            MOVED: look(MOVED, final_url="https://new.example/(2)", permanent=True),
            C3: look(C3, final_url="https://new.example/3", permanent=True),
        },
        outcomes={"https://c.example/s": Outcome.NOT_FOUND} if number > 1 else {},
    )


async def some_nights(files: MemoryFiles, settings: Settings = SETTINGS, count: int = 4) -> None:
    slug = RepoSlug(owner="Old", name="Name")
    renamed = RepoFacts(
        slug=slug,
        state=RepoState.EXISTS,
        source="graphql",
        name_with_owner="new/name",
    )
    for number in range(count):
        witnesses = Witnesses(
            web=a_web(number),
            scholar=FakeScholar(),
            repositories=FakeRepositories({"Old/Name": renamed}),
        )
        result = await run_night(witnesses, files, settings, now=night(number))
        assert result.report is not None
        publish(files, result.report, result.store.ledger, settings)


def pulls(files: MemoryFiles, settings: Settings = SETTINGS) -> dict[str, OpenPullRequest]:
    made = make_plan(
        files,
        settings,
        read_night(files, settings),
        imagined_state(files, settings, "o/n", "https://github.com/o/n"),
        read_memory(None, "reports/decisions.yml"),
        now=night(3),
        config=".github/listbot.yml",
    )
    return {
        action.draft.control.key: action
        for action in made.actions
        if isinstance(action, OpenPullRequest)
    }


async def test_every_clickable_link_is_in_an_entry_with_its_place_in_the_page() -> None:
    files = MemoryFiles({"LIST.md": PAGE})
    await some_nights(files, count=1)
    report, _ = assemble_from(files, SETTINGS, now=night(0), at_run=True)
    places = {
        link.link.url: (entry.entry.id, link.link.role, link.link.span.line)
        for entry in report.entries
        for link in entry.links
    }
    assert places == {
        "http://a.example/1": ("first-paper", LinkRole.PDF, 9),
        "https://github.com/Old/Name/tree/main": ("first-paper", LinkRole.CODE, 9),
        MOVED: ("second", LinkRole.PDF, 10),
        C3: ("fourth-the-same-again", LinkRole.PDF, 15),
        "https://c.example/s": ("third-with-a-tab", LinkRole.OTHER, 12),
        "https://us.example/": (OTHERS, LinkRole.OTHER, 3),
    }
    health = json.loads(files.texts["reports/health.json"])
    assert "third-with-a-tab" in json.dumps(health)


async def test_each_pull_request_changes_addresses_and_no_other_byte_of_the_page() -> None:
    files = MemoryFiles({"LIST.md": PAGE})
    await some_nights(files)
    found = pulls(files)
    texts = {kind: {f.path: f.text for f in pull.commit.files} for kind, pull in found.items()}
    assert texts == {
        "insecure": {"LIST.md": PAGE.replace("http://a.example/1", "https://a.example/1")},
        "renamed": {"LIST.md": PAGE.replace("Old/Name", "new/name")},
        "moved": {
            "LIST.md": PAGE.replace(
                "https://b.example/2?x=1&amp;y=2", "https://new.example/(2)"
            ).replace("https://c.example/3", "https://new.example/3")
        },
    }
    assert "no other byte" in found["moved"].draft.text
    assert "entries file" not in found["moved"].draft.text


async def test_findings_of_the_markup_are_in_the_reports_and_open_no_issue_of_their_own() -> None:
    page = PAGE.replace("[Slides](https://c.example/s)", "Slides](https://c.example/s)")
    page = page.replace("(http://a.example/1)", "()")
    files = MemoryFiles({"LIST.md": page})
    await some_nights(files, count=1)
    rules = {finding.rule for finding in read_night(files, SETTINGS).findings}
    assert rules >= {Rule.EMPTY_LINK}
    assert not {Rule.UNSORTED_ID, Rule.METADATA} & rules


async def test_a_page_that_is_the_readme_is_never_rendered_into_itself() -> None:
    marked = PAGE + "\r\n<!-- listbot:list:start -->\r\n<!-- listbot:list:end -->\r\n"
    settings = Settings(entries="README.md", readme="README.md")
    files = MemoryFiles({"README.md": marked})
    await some_nights(files, settings)
    assert files.texts["README.md"] == marked
    assert all(len(pull.commit.files) == 1 for pull in pulls(files, settings).values())


async def test_another_readme_with_a_place_for_it_shows_the_list() -> None:
    readme = "# R\n\n<!-- listbot:list:start -->\n<!-- listbot:list:end -->\n"
    files = MemoryFiles({"LIST.md": PAGE, "README.md": readme})
    await some_nights(files, count=1)
    assert "Ä first paper" in files.texts["README.md"]
    assert "edit LIST.md instead" in files.texts["README.md"]


def test_formats_of_a_check_are_there() -> None:
    assert {"json", "sarif", "junit", "github"} <= set(FORMATS)


async def test_a_second_arxiv_link_of_an_entry_is_asked_about_and_not_visited() -> None:
    first, second = "https://arxiv.org/abs/2301.00001", "https://arxiv.org/abs/2301.00002"
    page = f"# L\n\n## S\n\n- One [[pdf]({first})], see [a survey on it]({second}) for more\n"
    scholar = FakeScholar()
    await run_night(
        Witnesses(web=FakeWeb(), scholar=scholar),
        MemoryFiles({"LIST.md": page}),
        SETTINGS,
        now=night(0),
    )
    assert [str(question.id) for question in scholar.asked] == [
        "arxiv:2301.00001",
        "arxiv:2301.00002",
    ]
