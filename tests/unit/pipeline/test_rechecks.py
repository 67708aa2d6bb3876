"""What somebody wanted rechecked is asked as if nothing were remembered, once."""

from __future__ import annotations

import pytest

from bot.model.settings import ScheduleSettings, Settings
from bot.pipeline.night import run_night
from bot.pipeline.observe import Witnesses
from bot.pipeline.rechecks import asked_again
from bot.pipeline.store import load_store
from tests.builders import night
from tests.fakes.ports import FakeRepositories, FakeScholar, FakeWeb, MemoryFiles

LIST = "title: T\nentries:\n" + "".join(
    f"  - id: {h}\n    section: S\n    title: Paper {h}\n    pdf: https://{h}.example/1\n"
    for h in "abcdefghij"
)
DECISION = "decisions:\n  - decision: recheck\n    entry: c\n    at: {at}\n"
SPARING = Settings(schedule=ScheduleSettings(adaptive=True, at_least_every=30))


async def a_night(files: MemoryFiles, number: int) -> list[str]:
    """The targets that this night asked."""
    web = FakeWeb()
    witnesses = Witnesses(web=web, scholar=FakeScholar(), repositories=FakeRepositories())
    await run_night(witnesses, files, SPARING, now=night(number))
    return list(web.asked)


@pytest.mark.slow
async def test_a_recheck_is_due_in_the_next_night_and_not_in_the_one_after() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    for number in range(1, 130, 2):
        await a_night(files, number)
    files.texts["reports/decisions.yml"] = DECISION.format(at=night(130).isoformat())
    assert asked_again(files.texts["reports/decisions.yml"], load_store(files, "reports")) == {"c"}
    assert "https://c.example/1" in await a_night(files, 131)
    assert asked_again(files.texts["reports/decisions.yml"], load_store(files, "reports")) == set()


def test_a_decisions_file_with_mistakes_rechecks_nothing() -> None:
    assert asked_again("decisions: 7\n", load_store(MemoryFiles({}), "reports")) == frozenset()
