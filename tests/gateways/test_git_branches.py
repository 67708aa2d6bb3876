"""The two jobs of a night on a real git remote: what is committed where, and who wins a race."""

from __future__ import annotations

import base64
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cli.app import run
from bot.errors import Incomplete
from bot.gateways.files import WorkingTree
from bot.gateways.git_branches import Branches
from bot.model.observations import Outcome
from bot.model.settings import Settings
from bot.pipeline.night import run_night
from bot.pipeline.observe import Witnesses
from tests.builders import night as night_at
from tests.fakes.ports import FakeScholar, FakeWeb

LIST = "title: T\nentries:\n" + "".join(
    f"  - id: {h}\n    section: S\n    title: Paper {h}\n    pdf: https://{h}.example/1\n"
    for h in "abcdefghij"
)
README = "# T\n\n<!-- listbot:list:start -->\n<!-- listbot:list:end -->\n"
STATE = "listbot-state"


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare remote with the list on ``main``."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    first = tmp_path / "first"
    first.mkdir()
    git(first, "init", "--quiet", "--initial-branch=main")
    (first / "entries.yml").write_text(LIST)
    (first / "README.md").write_text(README)
    git(first, "add", ".")
    git(first, "commit", "--quiet", "-m", "A list")
    bare = tmp_path / "origin.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(first), str(bare))
    return bare


def job(origin: Path, name: str) -> Path:
    """A fresh, shallow checkout, as a job of a workflow has it."""
    folder = origin.parent / name
    git(origin.parent, "clone", "--quiet", "--depth=1", f"file://{origin}", str(folder))
    return folder


async def observe(folder: Path, number: int, *, dead: str = "") -> Path:
    """What the first job does: the ledger that it hands over."""
    web = FakeWeb(outcomes={dead: Outcome.NOT_FOUND} if dead else {})
    witnesses = Witnesses(web=web, scholar=FakeScholar())
    await run_night(witnesses, WorkingTree(folder), Settings(), now=night_at(number))
    return folder / "reports/ledger"


def commits(origin: Path, branch: str) -> list[str]:
    return git(origin, "log", "--format=%s", branch).splitlines()


async def a_whole_night(
    origin: Path, number: int, monkeypatch: pytest.MonkeyPatch, *, dead: str = ""
) -> list[int]:
    """Both jobs, each in a checkout of its own; exit codes of the commands."""
    looking = job(origin, f"looking-{number}")
    monkeypatch.chdir(looking)
    codes = [run(["recall", "--quiet"])]
    handed_over = await observe(looking, number, dead=dead)
    writing = job(origin, f"writing-{number}")
    monkeypatch.chdir(writing)
    as_of = f"--as-of={(night_at(number) + timedelta(minutes=5)).isoformat()}"
    codes.append(run(["recall", "--quiet"]))
    codes.append(run(["receive", str(handed_over), as_of, "--quiet"]))
    codes.append(run(["publish", as_of, "--quiet"]))
    return codes


@pytest.mark.slow
async def test_nights_are_remembered_and_only_changes_reach_the_list(
    origin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sick = "https://c.example/1"
    for number in (1, 2, 3):
        dead = sick if number == 3 else ""
        assert await a_whole_night(origin, number, monkeypatch, dead=dead) == [0, 0, 0, 0]
    subjects = commits(origin, "main")
    assert len(subjects) == 3
    assert subjects[0].endswith(": 1 link changed")
    assert subjects[1:] == ["Report the first night", "A list"]
    assert len(commits(origin, STATE)) == 1
    runs = git(origin, "show", f"{STATE}:ledger/runs.jsonl").splitlines()
    assert len(runs) == 3
    assert "Paper a" in git(origin, "show", "main:README.md")


@pytest.mark.slow
async def test_decisions_reach_the_list_in_the_quietest_night(
    origin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_whole_night(origin, 0, monkeypatch)
    writing = job(origin, "deciding")
    monkeypatch.chdir(writing)
    (writing / "reports/decisions.yml").write_text("decisions: []\n")
    assert run(["recall"]) == 0
    assert run(["publish"]) == 0
    assert commits(origin, "main")[0] == "Record what was decided about findings"
    assert run(["publish"]) == 0
    assert len(commits(origin, "main")) == 3


async def test_a_forged_night_is_refused_and_changes_nothing(
    origin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_whole_night(origin, 1, monkeypatch)
    before = git(origin, "rev-parse", "main")
    handed_over = await observe(job(origin, "looking"), 2)
    (handed_over / "links.tsv").write_text("# forged\n")
    monkeypatch.chdir(job(origin, "writing"))
    assert run(["receive", str(handed_over)]) == 2
    assert git(Path.cwd(), "status", "--short") == ""
    assert git(origin, "rev-parse", "main") == before


async def test_only_plain_files_are_taken(
    origin: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    handed_over = await observe(job(origin, "looking"), 1)
    monkeypatch.chdir(job(origin, "writing"))
    (handed_over / "papers.jsonl").unlink()
    (handed_over / "papers.jsonl").symlink_to("/etc/passwd")
    assert run(["receive", str(handed_over)]) == 2
    assert run(["receive", str(tmp_path / "nowhere")]) == 2


async def test_a_push_of_somebody_else_in_between_is_kept(
    origin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed_over = await observe(job(origin, "looking"), 1)
    writing = job(origin, "writing")
    person = job(origin, "person")
    (person / "entries.yml").write_text(LIST.replace("Paper a", "Paper A"))
    git(person, "commit", "--quiet", "-am", "Mend a title")
    git(person, "push", "--quiet", "origin", "main")
    monkeypatch.chdir(writing)
    assert run(["receive", str(handed_over), "--quiet"]) == 0
    assert run(["publish", "--quiet"]) == 0
    assert commits(origin, "main") == ["Report the first night", "Mend a title", "A list"]
    assert "Paper A" in git(origin, "show", "main:entries.yml")


async def test_the_same_lines_changed_by_somebody_else_are_theirs(
    origin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed_over = await observe(job(origin, "looking"), 1)
    writing = job(origin, "writing")
    person = job(origin, "person")
    (person / "README.md").write_text(README.replace("list:start -->\n", "list:start -->\nmine\n"))
    git(person, "commit", "--quiet", "-am", "Mine")
    git(person, "push", "--quiet", "origin", "main")
    monkeypatch.chdir(writing)
    assert run(["receive", str(handed_over), "--quiet"]) == 0
    assert run(["publish", "--quiet"]) == 4
    assert commits(origin, "main") == ["Mine", "A list"]
    assert len(commits(origin, STATE)) == 1


def test_without_a_run_there_is_nothing_to_publish(
    origin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(job(origin, "writing"))
    assert run(["publish"]) == 2
    assert run(["recall", "--quiet"]) == 0


def test_a_remote_that_cannot_be_reached_is_said(
    origin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = job(origin, "writing")
    git(folder, "remote", "set-url", "origin", "file:///nowhere.git")
    monkeypatch.chdir(folder)
    assert run(["recall"]) == 4


@pytest.mark.parametrize(
    ("remote", "server", "goes"),
    [
        ("https://github.com/o/l", "https://github.com", True),
        ("https://github.com/o/l", "", True),
        ("https://ghe.example/o/l.git", "https://ghe.example", True),
        ("https://github.com.evil.example/o/l", "https://github.com", False),
        ("https://evil.example/o/l", "https://github.com", False),
        ("https://x@github.com/o/l", "https://github.com", False),
        ("http://github.com/o/l", "http://github.com", False),
        ("git@github.com:o/l.git", "https://github.com", False),
    ],
)
def test_the_token_goes_to_the_server_of_the_workflow_only(
    tmp_path: Path, remote: str, server: str, goes: bool
) -> None:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "remote", "add", "origin", remote)
    environ = {"GITHUB_TOKEN": "t0ken", "GITHUB_SERVER_URL": server, "PATH": "/usr/bin:/bin"}
    found = Branches(tmp_path, environ)._credentials()
    assert bool(found) is goes
    if goes:
        pair = base64.b64encode(b"x-access-token:t0ken").decode()
        assert found["GIT_CONFIG_VALUE_0"] == f"AUTHORIZATION: basic {pair}"


def test_a_detached_checkout_has_no_branch_to_publish_to(origin: Path) -> None:
    folder = job(origin, "writing")
    git(folder, "checkout", "--quiet", "--detach")
    with pytest.raises(Incomplete):
        Branches(folder, {"PATH": "/usr/bin:/bin"}).current()


def test_a_remote_that_is_not_there_is_named_not_the_last_words_of_git(origin: Path) -> None:
    folder = job(origin, "writing")
    git(folder, "remote", "set-url", "origin", f"file://{origin}-gone")
    with pytest.raises(Incomplete, match=r"git ls-remote: fatal: '.*-gone' does not appear"):
        Branches(folder, {"PATH": "/usr/bin:/bin"}).fetch(STATE)
