"""From the files of a night to the forge: what is read, what is rendered, what is kept."""

from __future__ import annotations

import pytest

from bot.errors import StateError
from bot.model.observations import Outcome
from bot.model.settings import Settings
from bot.pipeline.night import run_night
from bot.pipeline.observe import Witnesses
from bot.pipeline.publish import publish
from bot.pipeline.triage import make_plan, question_of, read_memory, read_night
from bot.triage.actions import OpenPullRequest
from tests.builders import night
from tests.fakes.forge import FakeForge
from tests.fakes.ports import FakeScholar, FakeWeb, MemoryFiles

LIST = "title: T\nentries:\n" + "".join(
    f"  - id: {h}\n    section: S\n    title: Paper {h}\n    pdf: http://{h}.example/1\n"
    for h in "abcdefghij"
)
README = "# T\n\nBefore.\n<!-- listbot:list:start -->\n<!-- listbot:list:end -->\nAfter.\n"
SETTINGS = Settings()


async def a_list() -> MemoryFiles:
    """A list after three nights, on the last of which one link is gone for the second time."""
    files = MemoryFiles({"entries.yml": LIST, "README.md": README})
    for number in range(3):
        web = FakeWeb(outcomes={"http://c.example/1": Outcome.NOT_FOUND} if number else {})
        witnesses = Witnesses(web=web, scholar=FakeScholar())
        result = await run_night(witnesses, files, SETTINGS, now=night(number))
        assert result.report is not None
        publish(files, result.report, result.store.ledger, SETTINGS)
    return files


async def test_a_night_becomes_a_plan() -> None:
    files = await a_list()
    found = read_night(files, SETTINGS)
    assert found.entries == 10
    assert [f.rule.value for f in found.findings if f.severity == "decision"] == ["dead"]
    forge = FakeForge({}, night(2))
    made = make_plan(
        files,
        SETTINGS,
        found,
        forge.state(),
        read_memory(None, "reports/decisions.yml"),
        now=night(2),
        config=".github/listbot.yml",
    )
    titles = [a.draft.title for a in made.actions if hasattr(a, "draft")]
    assert titles == [
        "Dead paper link: Paper c (since 2026-11-02)",
        "Link health: 1 needs a decision, 0 watching",
    ]


async def test_the_page_is_rendered_for_the_list_as_it_will_be() -> None:
    files = await a_list()
    forge = FakeForge({"entries.yml": LIST, "README.md": files.texts["README.md"]}, night(2))
    decided = (
        "decisions:\n  - decision: replace\n    entry: c\n    url: http://c.example/1\n"
        "    field: pdf\n    to: https://new.example/c\n    by: octocat\n"
    )
    made = make_plan(
        files,
        SETTINGS,
        read_night(files, SETTINGS),
        forge.state(),
        read_memory(decided, "reports/decisions.yml"),
        now=night(2),
        config=".github/listbot.yml",
    )
    (pull,) = [a for a in made.actions if isinstance(a, OpenPullRequest)]
    texts = {change.path: change.text for change in pull.commit.files}
    assert texts["entries.yml"] == LIST.replace("http://c.example/1", "https://new.example/c")
    assert "https://new.example/c" in texts["README.md"]
    assert "http://c.example/1" not in texts["README.md"]
    assert texts["README.md"].startswith("# T\n\nBefore.\n")
    assert texts["README.md"].endswith("After.\n")


def test_what_is_asked_of_the_forge() -> None:
    question = question_of(SETTINGS, "reports/decisions.yml")
    assert question.paths == ("entries.yml", "README.md", "reports/decisions.yml")
    assert question.kinds == ("approved", "renamed", "moved", "insecure", "metadata")


def test_without_a_night_there_is_nothing_to_reconcile() -> None:
    with pytest.raises(StateError):
        read_night(MemoryFiles({}), SETTINGS)
