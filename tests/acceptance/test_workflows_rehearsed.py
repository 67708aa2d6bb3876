"""The workflows themselves, job by job, against the simulated web: nobody has to wait for GitHub."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.doorway import OpenDoor, open_door
from benchmarks.shards import set_up
from bot.catalogue.reading import parse_catalogue
from bot.catalogue.writing import write_catalogue
from bot.cli.workflows import Choice, workflow_texts
from bot.gateways.clock import SystemClock
from bot.gateways.files import WorkingTree
from bot.ledger.lines import parse_ledger
from bot.model.settings import Settings
from bot.pipeline.parts import targets_of_part
from bot.pipeline.store import load_store
from bot.pipeline.tonight import begin
from tests.fakes.actions import Runner, base_environ

ROOT = Path(__file__).resolve().parents[2]
STATE = "listbot-state"
#: ``python_of`` makes an environment from the package index; a rehearsal has one already
ENVIRONMENT = f"def python_of(extras):\n    return {sys.executable!r}\n"


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A bare remote: a list of 15 papers, and the action in the same repository, as here."""
    first = tmp_path / "first"
    set_up(first, hosts=12, pages=1, interval=0.05)
    with (first / ".github/listbot.yml").open("a") as configuration:
        configuration.write("  retries: 0\n")
    (first / "README.md").write_text(
        "# T\n\n<!-- listbot:list:start -->\n<!-- listbot:list:end -->\n"
    )
    (first / "tools").mkdir()
    shutil.copy(ROOT / "action.yml", first)
    shutil.copy(ROOT / "tools/action.py", first / "tools")
    (first / "tools/environment.py").write_text(ENVIRONMENT)
    git(first, "init", "--quiet", "--initial-branch=main")
    git(first, "add", ".")
    git(first, "commit", "--quiet", "-m", "A list")
    git(tmp_path, "clone", "--quiet", "--bare", str(first), str(tmp_path / "origin.git"))
    return tmp_path / "origin.git"


def workflow(name: str) -> str:
    """The workflow as it is, with parts that are small enough for a small list."""
    return in_small_parts((ROOT / ".github/workflows" / name).read_text())


def in_small_parts(text: str) -> str:
    return text.replace("shards --tonight", "shards --tonight --per-shard 5").replace(
        "command: shards ${{", "command: shards --per-shard 10 ${{"
    )


@contextmanager
def a_runner(origin: Path, name: str, *, night: int = 1) -> Iterator[tuple[Runner, OpenDoor]]:
    entries = origin.parent / "first/entries.yml"
    bin_folder = origin.parent / "bin"
    bin_folder.mkdir(exist_ok=True)
    (bin_folder / "python").write_text(f'#!/bin/bash\nexec {sys.executable} "$@"\n')
    (bin_folder / "python").chmod(0o755)
    with open_door(entries, at=SystemClock().now(), night=night) as door:
        environ = base_environ(PYTHONPATH=str(ROOT), **door.environ("job"))
        environ["PATH"] = f"{bin_folder}:{environ['PATH']}"
        yield Runner(origin=origin, folder=origin.parent / name, environ=environ), door


def runs_kept(origin: Path) -> int:
    return len(git(origin, "show", f"{STATE}:ledger/runs.jsonl").splitlines())


@pytest.mark.slow
def test_a_night_in_parts_and_one_on_which_a_machine_is_lost(origin: Path) -> None:
    with a_runner(origin, "night-1") as (runner, door):
        jobs = runner.run(workflow("nightly.yml"))
    results = {name: job.result for name, job in jobs.items()}
    told = "\n".join(f"== {name}: {job.result}\n{job.log}" for name, job in jobs.items())
    assert set(results.values()) == {"success"}, told
    assert jobs["plan"].outputs["matrix"] == "[1, 2, 3]"
    assert runs_kept(origin) == 1
    assert git(origin, "log", "--format=%s", "main").splitlines()[0] == "Report the first night"
    assert "missing" not in "".join(runner.summaries)
    assert any(one["callers"] == ["job"] for one in door.seen.values())

    # what `listbot init` writes for other lists
    action = f"o/listbot@{'1' * 40}"
    written = workflow_texts(Choice(settings=Settings(), action=action, name="x"))
    text = written[".github/workflows/listbot-nightly.yml"]
    assert "uses: ./" not in text
    text = re.sub(f"uses: {action}.*", "uses: ./", text)
    with a_runner(origin, "night-2", night=2) as (runner, _):
        runner.lost = frozenset({("part", 2)})
        jobs = runner.run(in_small_parts(text))
    told = "\n".join(f"== {name}: {job.result}\n{job.log}" for name, job in jobs.items())
    results = {name: job.result for name, job in jobs.items()}
    assert results == {
        "plan": "success",
        "part": "failure",
        "observe": "success",
        "publish": "success",
    }, told
    words = "part 2 of 3 is missing: its links were not looked at"
    assert words in jobs["observe"].log
    assert any(words in summary for summary in runner.summaries)
    assert runs_kept(origin) == 2
    check_that_nobody_saw_the_lost_part(origin, told)


def check_that_nobody_saw_the_lost_part(origin: Path, told: str) -> None:
    folder = origin.parent / "afterwards"
    git(origin.parent, "clone", "--quiet", "--branch=main", str(origin), str(folder))
    links, runs = (git(origin, "show", f"{STATE}:ledger/{n}") for n in ("links.tsv", "runs.jsonl"))
    ledger = parse_ledger(links + "\n", runs + "\n")
    files = WorkingTree(folder)
    targets = begin(files, Settings()).targets(now=SystemClock().now())
    lost = {target.url for target in targets_of_part(targets, (2, 3), Settings().web)}
    assert 1 < len(lost) < len(targets), told
    newest = ledger.runs[-1].visits
    for target in targets:
        assert (ledger.timelines[target.url].number in newest) is (target.url not in lost)
    assert len(load_store(files, "reports").ledger.runs) in (1, 2)


@pytest.mark.slow
def test_a_small_list_is_one_night_without_parts_and_still_published(origin: Path) -> None:
    """GitHub skips whatever follows a skipped job, unless the condition says otherwise."""
    with a_runner(origin, "whole") as (runner, _):
        jobs = runner.run((ROOT / ".github/workflows/nightly.yml").read_text())
    told = "\n".join(job.log for job in jobs.values())
    assert {name: job.result for name, job in jobs.items()} == {
        "plan": "success",
        "part": "skipped",
        "observe": "success",
        "publish": "success",
    }, told
    assert runs_kept(origin) == 1


LISTS = """\
lists:
  - {entries: lists/a.yml, reports: reports/a}
  - {entries: lists/broken.yml, reports: reports/broken, readme: BROKEN.md}
  - {entries: B.md, reports: reports/b}
"""


def divide(origin: Path) -> None:
    """The list becomes two that share a paper, one of them Markdown, and one with a mistake."""
    first = origin.parent / "first"
    whole = parse_catalogue((first / "entries.yml").read_text(), "entries.yml")
    entries = write_catalogue(replace(whole, entries=whole.entries[:3]))
    page = [f"- {e.title} [[Paper]({e.links[0].url})]" for e in whole.entries[2:6]]
    (first / "lists").mkdir()
    (first / "lists/a.yml").write_text(entries)
    (first / "lists/broken.yml").write_text("titel: A list\n")
    (first / "B.md").write_text("\n".join(["# Papers", "", *page, ""]))
    configuration = first / ".github/listbot.yml"
    configuration.write_text(LISTS + configuration.read_text())
    git(first, "add", ".")
    git(first, "commit", "--quiet", "-m", "Three lists")
    git(first, "push", "--quiet", str(origin), "main")


@pytest.mark.slow
def test_the_same_workflow_does_several_lists_and_fails_for_a_broken_one_at_its_very_end(
    origin: Path,
) -> None:
    divide(origin)
    with a_runner(origin, "several") as (runner, _):
        jobs = runner.run((ROOT / ".github/workflows/nightly.yml").read_text())
    told = "\n".join(f"== {name}: {job.result}\n{job.log}" for name, job in jobs.items())
    assert {name: job.result for name, job in jobs.items()} == {
        "plan": "success",
        "part": "skipped",
        "observe": "success",
        "publish": "failure",  # so that somebody hears of it: everything else is done
    }, told
    assert "lists/broken.yml:1:" in jobs["publish"].log
    assert any("A list that was left out" in summary for summary in runner.summaries)
    message = git(origin, "log", "-1", "--format=%B", "main").splitlines()
    assert message == [
        "Report on 2 lists",
        "",
        "- a: Report the first night",
        "- b: Report the first night",
    ], told
    committed = git(origin, "ls-tree", "-r", "--name-only", "main").splitlines()
    assert {"reports/a/findings.json", "reports/b/findings.json"} <= set(committed)
    assert not any(path.startswith("reports/ledger/") for path in committed)
    for name in ("a", "b"):
        kept = git(origin, "show", f"{STATE}:{name}/ledger/runs.jsonl")
        assert len(kept.splitlines()) == 1


@pytest.mark.slow
def test_the_reusable_workflow_checks_in_parts_and_names_the_one_that_is_lost(origin: Path) -> None:
    lost = 2
    with a_runner(origin, "check") as (runner, door):
        runner.event, runner.inputs = "workflow_call", {"files": "entries.yml"}
        runner.lost = frozenset({("check", lost)})
        jobs = runner.run(workflow("shards.yml"))
    told = "\n".join(f"== {name}: {job.result}\n{job.log}" for name, job in jobs.items())
    of = int(jobs["plan"].outputs["of"])
    assert json.loads(jobs["plan"].outputs["matrix"]) == list(range(1, of + 1))
    assert of > 2
    assert jobs["check"].result == "failure", told
    words = f"part {lost} of {of} is missing: its links were not checked"
    assert words in jobs["merge"].log, told
    assert len(list(runner.artifacts.glob("part-*/part-*.json"))) == of - 1
    assert door.seen
