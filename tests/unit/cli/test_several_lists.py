"""Commands where the configuration names several lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli.app import run

A = """title: A List
entries:
  - id: a-odd
    section: Methods
    title: A Paper Whose Link Is None
    pdf: http://[
"""
B = "# B\n\n- Another [[Paper](http://\\[)] [[Code](https://exa_mple..org:x/x)]\n"
CONFIGURATION = """lists:
  - {entries: papers/a.yml, reports: reports/a}
  - {entries: B.md, reports: reports/b}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with two lists; none of their links can be asked."""
    for name in ("GITHUB_TOKEN", "GH_TOKEN", "GITHUB_REPOSITORY", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))  # no gh
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/listbot.yml").write_text(CONFIGURATION)
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/a.yml").write_text(A)
    (tmp_path / "B.md").write_text(B)
    return tmp_path


@pytest.mark.slow
def test_a_night_does_every_list_and_prints_the_plan_of_each(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["nightly"]) == 0
    shown = capsys.readouterr()
    first, _, second = shown.out.partition("plan for B.md:")
    assert first.startswith("plan for papers/a.yml:")
    assert "Link health: 1 needs a decision" in first
    assert "Link health: 2 need a decision" in second
    assert shown.out.count("open issue") == 2
    assert "papers/a.yml:\n" in shown.err
    assert "[a] Link health" in first
    assert "[b] Link health" in second
    assert "supposes that nothing is" in shown.err
    for name, entry in (("a", "a-odd"), ("b", "another")):
        health = json.loads((here / f"reports/{name}/health.json").read_text())
        assert entry in json.dumps(health)
        assert (here / f"reports/{name}/ledger/runs.jsonl").is_file()
    assert not list((here / "reports").glob("*.*"))
    assert not list((here / "reports").rglob("journal*"))


def test_a_list_with_a_mistake_is_left_out_and_the_exit_code_says_so(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "papers/a.yml").write_text(A.replace("title: A Paper", "titel: A Paper"))
    assert run(["shards", "--tonight"]) == 0
    assert run(["nightly"]) == 4
    shown = capsys.readouterr()
    assert "papers/a.yml:5:" in shown.err
    assert "papers/a.yml was left out; the other lists go on" in shown.err
    assert "[b] Link health: 2 need a decision" in shown.out
    assert not list((here / "reports/a").rglob("*.*"))
    assert run(["triage"]) == 4
    (here / "B.md").unlink()
    assert run(["nightly"]) == 2
    assert not list((here / "reports/a").rglob("*.*"))


def test_a_broken_file_of_decisions_stops_its_own_list_only(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["nightly", "--quiet"]) == 0
    (here / "reports/a/decisions.yml").write_text("decisions:\n  - decision: no\n")
    capsys.readouterr()
    assert run(["triage"]) == 4
    shown = capsys.readouterr()
    assert "reports/a/decisions.yml:2:" in shown.err
    assert "[b] Link health" in shown.out
    assert "[a]" not in shown.out
    (here / "reports/b/findings.json").unlink()
    assert run(["triage"]) == 2


def test_other_commands_work_on_one_by_its_name(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["nightly", "--quiet"]) == 0
    capsys.readouterr()
    for command in (["explain", "another"], ["export"], ["attribute"], ["check"]):
        assert run(command) == 2, command
        assert "names several: papers/a.yml, B.md" in capsys.readouterr().err
    assert run(["explain", "another", "--entries", "B.md"]) == 0
    assert run(["explain", "a-odd", "--reports", "reports/a"]) == 0
    assert run(["triage", "--entries", "B.md"]) == 0
    shown = capsys.readouterr().out
    assert "[b] Link health: 2 need" in shown
    assert "[a]" not in shown
    assert run(["triage"]) == 0
    assert "[a] Link health: 1 need" in capsys.readouterr().out
    assert run(["explain", "another", "--entries", "C.md"]) == 2
    assert "none of the lists" in capsys.readouterr().err
    assert run(["explain", "another", "--entries", "B.md", "--reports", "elsewhere"]) == 0


def test_the_night_of_one_of_them_is_the_night_that_it_would_be_alone(here: Path) -> None:
    assert run(["nightly", "--entries", "B.md", "--quiet"]) == 0
    assert (here / "reports/b/ledger/runs.jsonl").is_file()
    assert not (here / "reports/a").exists()


def test_offline_commands_do_all_of_them(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["nightly", "--quiet"]) == 0
    capsys.readouterr()
    assert run(["render", "--check"]) == 0
    (here / "reports/b/index.html").unlink()
    assert run(["render", "--check"]) == 1
    assert "reports/b/index.html is stale" in capsys.readouterr().err
    assert run(["render"]) == 0
    assert run(["render", "--check"]) == 0
    assert run(["check", "--no-state"]) == 1
    capsys.readouterr()
    assert run(["validate", "--format", "json"]) == 1
    shown = json.loads(capsys.readouterr().out)
    assert run(["lint", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == shown
    assert "papers/a.yml" in json.dumps(shown)
    assert "B.md" in json.dumps(shown)


@pytest.mark.parametrize(
    "words",
    [
        "nightly --apply --shard 1/2",
        "publish --entries B.md",
        "recall --entries B.md",
        "receive night",
        "receive papers --reports reports/a",
        "triage --apply --entries C.md --reports reports/c",
        "nightly --apply --entries C.md --reports reports/c",
        "publish --entries C.md --reports reports/c",
        "init --entries C.md --reports reports/c",
    ],
)
def test_what_is_not_possible_with_several_lists_is_refused_before_anything_is_done(
    words: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "C.md").write_text(B)
    assert run(words.split()) == 2
    assert capsys.readouterr().err
    assert not (here / "reports").exists()


@pytest.mark.slow
def test_without_a_token_the_night_is_reported_and_the_exit_code_says_that_nothing_was_written(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["nightly", "--apply"]) == 4
    assert "nothing was written" in capsys.readouterr().err
    assert (here / "reports/a/findings.json").is_file()
    assert run(["triage", "--apply", "--entries", "B.md"]) == 4


@pytest.mark.slow
def test_only_in_actions_the_night_of_all_lists_is_left_in_one_folder(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["nightly", "--quiet"]) == 0
    assert not (here / "reports/ledger").exists()
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run(["nightly", "--quiet", "--as-of", "2031-01-01T00:00Z"]) == 0
    for name in ("a", "b"):
        kept = {file.name: file.read_text() for file in (here / f"reports/{name}/ledger").iterdir()}
        left = {file.name: file.read_text() for file in (here / f"reports/ledger/{name}").iterdir()}
        assert kept == left
        assert "runs.jsonl" in left


def test_one_list_below_lists_is_one_list(here: Path) -> None:
    (here / ".github/listbot.yml").write_text(CONFIGURATION.rpartition("  - ")[0])
    assert run(["nightly", "--quiet"]) == 0
    assert run(["explain", "a-odd"]) == 0
    assert run(["shards", "--tonight"]) == 0
    assert run(["triage", "--apply"]) == 4  # no token
