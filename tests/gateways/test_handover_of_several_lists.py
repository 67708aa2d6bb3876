"""The two jobs of a night with several lists, on a real git remote: each list keeps its own memory."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cli.app import run
from bot.gateways.files import WorkingTree
from bot.model.observations import Outcome
from bot.model.settings import ListSettings, Settings
from bot.pipeline.handover import files_of_lists
from bot.pipeline.night import run_nights
from bot.pipeline.observe import Witnesses
from tests.builders import night as night_at
from tests.fakes.ports import FakeScholar, FakeWeb
from tests.gateways.test_git_branches import LIST, STATE, commits, git, job, origin

__all__ = ["origin"]

PAGE = "# B\n\n" + "".join(f"- Paper {h} [[Paper](https://{h}.example/1)]\n" for h in "hijklmno")
CONFIGURATION = """\
lists:
  - {entries: entries.yml, reports: reports/a}
  - {entries: B.md, reports: reports/b}
"""
ALONE = Settings()
BOTH = Settings(
    lists=(
        ListSettings(entries="entries.yml", reports="reports/a"),
        ListSettings(entries="B.md", reports="reports/b"),
    )
)


def change(origin: Path, name: str) -> None:
    """Somebody pushes a second list and the folder of the first one to its new place."""
    folder = job(origin, name)
    (folder / ".github").mkdir(exist_ok=True)
    (folder / ".github/listbot.yml").write_text(CONFIGURATION)
    (folder / "B.md").write_text(PAGE)
    (folder / "reports").rename(folder / "a")
    (folder / "reports").mkdir()
    (folder / "a").rename(folder / "reports/a")
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "-m", "Two lists")
    git(folder, "push", "--quiet")


async def observe(folder: Path, settings: Settings, number: int, dead: str = "") -> Path:
    """What the first job leaves for the second."""
    asked = Witnesses(
        web=FakeWeb(outcomes={dead: Outcome.NOT_FOUND} if dead else {}), scholar=FakeScholar()
    )
    lists = settings.each_list()
    nights = await run_nights(asked, WorkingTree(folder), lists, now=night_at(number))
    left = folder / "reports/ledger"
    if settings.lists:
        stores = ((one.name, night.store) for one, night in zip(lists, nights, strict=True))
        for path, text in files_of_lists(stores):
            WorkingTree(folder).write(f"reports/ledger/{path}", text)
    return left


async def a_whole_night(
    origin: Path,
    number: int,
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings = BOTH,
    dead: str = "",
) -> list[int]:
    """Exit codes of recall (twice), receive and publish."""
    looking = job(origin, f"looking-{number}")
    monkeypatch.chdir(looking)
    codes = [run(["recall", "--quiet"])]
    handed_over = await observe(looking, settings, number, dead)
    monkeypatch.chdir(job(origin, f"writing-{number}"))
    as_of = f"--as-of={(night_at(number) + timedelta(minutes=5)).isoformat()}"
    codes.append(run(["recall", "--quiet"]))
    codes.append(run(["receive", str(handed_over), as_of, "--quiet"]))
    codes.append(run(["publish", as_of, "--quiet"]))
    return codes


def runs(origin: Path, path: str) -> int:
    return len(git(origin, "show", f"{STATE}:{path}/runs.jsonl").splitlines())


@pytest.mark.slow
async def test_two_lists_are_remembered_apart_and_the_first_takes_its_past_along(
    origin: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in (1, 2):
        assert await a_whole_night(origin, number, monkeypatch, ALONE) == [0, 0, 0, 0]
    assert runs(origin, "ledger") == 2
    change(origin, "changing")  # main knows of the first night only
    assert await a_whole_night(origin, 3, monkeypatch) == [0, 0, 0, 0]
    assert runs(origin, "a/ledger") == 3
    assert runs(origin, "b/ledger") == 1
    names = git(origin, "ls-tree", "--name-only", STATE).split()
    assert names == ["README.md", "a", "b"]
    assert commits(origin, "main")[0] == "[b] Report the first night"
    shown = git(origin, "show", "--stat", "--format=", "main")
    assert "reports/b/findings.json" in shown
    assert "reports/a" not in shown

    assert await a_whole_night(origin, 4, monkeypatch, dead="https://h.example/1") == [0, 0, 0, 0]
    message = git(origin, "log", "-1", "--format=%B", "main").splitlines()
    assert message[0] == "Report on 2 lists"
    assert [line.partition(": ")[0] for line in message[2:]] == ["- a", "- b"]
    assert all(line.endswith("1 link changed") for line in message[2:])

    broken = job(origin, "breaking")
    (broken / "entries.yml").write_text(LIST.replace("title: T", "titel: T"))
    git(broken, "commit", "--quiet", "--all", "-m", "Oh")
    git(broken, "push", "--quiet")
    capsys.readouterr()
    codes = await a_whole_night(origin, 5, monkeypatch, dead="https://h.example/1")
    assert codes == [0, 0, 0, 2]
    assert "entries.yml:1:" in capsys.readouterr().err
    assert (runs(origin, "a/ledger"), runs(origin, "b/ledger")) == (4, 3)
    assert commits(origin, "main")[0].startswith("[b] Report the night of")

    mended = job(origin, "mending")
    (mended / "entries.yml").write_text(LIST)
    git(mended, "commit", "--quiet", "--all", "-m", "Mended")
    git(mended, "push", "--quiet")
    # and a name of its own: its past goes with it
    (mended / ".github/listbot.yml").write_text(CONFIGURATION.replace("a}", "a, name: papers}"))
    git(mended, "commit", "--quiet", "--all", "-m", "Named")
    git(mended, "push", "--quiet")
    named = replace(BOTH, lists=(replace(BOTH.lists[0], name="papers"), BOTH.lists[1]))
    assert await a_whole_night(origin, 6, monkeypatch, named) == [0, 0, 0, 0]
    assert (runs(origin, "papers/ledger"), runs(origin, "b/ledger")) == (5, 4)


@pytest.mark.slow
async def test_nothing_is_taken_of_a_night_in_which_one_list_is_forged(
    origin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_whole_night(origin, 1, monkeypatch, ALONE)
    change(origin, "changing")
    looking = job(origin, "looking")
    good = await observe(looking, BOTH, 2)
    writing = job(origin, "writing")
    monkeypatch.chdir(writing)
    for name, path, text in (
        ("forged", "b/links.tsv", "# forged\n"),
        ("stranger", "c/links.tsv", "x\n"),
        ("outside", "b/notes.txt", "x\n"),
        ("deeper", "b/b/links.tsv", "x\n"),
    ):
        folder = shutil.copytree(good, origin.parent / name)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
        assert run(["receive", str(folder), "--quiet"]) == 2, name
        assert git(writing, "status", "--short") == "", name
    # beside the folders: the ledger of a list whose reports are in reports/ itself; its copy counts
    (good / "links.tsv").write_text("x\n")
    shutil.rmtree(good / "b")
    assert run(["receive", str(good), "--quiet"]) == 0
    changed = git(writing, "status", "--short", "--untracked-files=all")
    assert "reports/a/ledger/runs.jsonl" in changed
    assert "reports/b" not in changed
