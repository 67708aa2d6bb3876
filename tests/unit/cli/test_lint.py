"""The command lint, and every offline command about a list that stays Markdown."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from bot.cli.app import run
from bot.reports.schemas import lint_schema, validate_schema

DIRTY = (
    "# L\n\n## M\n\n| Title | Paper | Code |\n|---|---|---|\n"
    "| One | [x](https://github.com/a/b) | |\n"
    "| A title that is long enough | [pdf](https://arxiv.org/abs/2101.00002) | "
    "| [z](https://e.example/3) |\n\n"
    "- Three [[Paper]()] [[pdf](https://arxiv.org/abs/2101.00003)] [[https://example.org/4)\n"
    "- A title that is long enough [[pdf](https://arxiv.org/abs/2101.00002)]\n"
)
TIDY = "# L\n\n## M\n\n- One [[pdf](https://arxiv.org/abs/2101.00001)]\n"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("dirty.md").write_text(DIRTY, encoding="utf-8")
    Path("tidy.md").write_text(TIDY, encoding="utf-8")


def test_a_tidy_list_gives_exit_code_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "tidy.md"]) == 0
    assert capsys.readouterr().out == ""


def test_findings_are_told_with_file_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "tidy.md", "dirty.md", "--no-color"]) == 1
    out, err = capsys.readouterr()
    heads = [line for line in out.splitlines() if not line.startswith(" ")]
    assert [(head.split(":")[1], head.rsplit(": ", 1)[1]) for head in heads] == [
        ("7", "wrong-column"),
        ("8", "surplus-cell"),
        ("10", "empty-link"),
        ("10", "unlinked-url"),
        ("11", "duplicate"),
    ]
    assert "tidy.md: " in err
    assert "dirty.md: " in err


def test_lint_and_validate_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "dirty.md", "--format", "json", "--quiet"]) == 1
    linted = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(lint_schema()).validate(linted)
    assert run(["validate", "dirty.md", "--format", "json", "--quiet"]) == 1
    validated = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(validate_schema()).validate(validated)
    assert linted["files"] == [{key: value for key, value in validated.items() if key != "version"}]


def test_annotations_point_at_the_line_of_their_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "dirty.md", "--format", "github", "--quiet"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(",col")[0] for line in lines][:1] == ["::error file=dirty.md,line=8"]
    assert {line.split(" ")[0] for line in lines} == {"::error", "::warning"}
    assert len(lines) == 5


def test_a_file_that_is_not_there_and_broken_entries_give_exit_code_2(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["lint", "nothing.md"]) == 2
    Path("entries.yml").write_text("title: t\nentries: 3\n", encoding="utf-8")
    assert run(["lint", "tidy.md", "entries.yml"]) == 2
    assert "entries.yml:2:10: entries:" in capsys.readouterr().err


def test_the_configured_list_is_taken_and_rules_are_left_out() -> None:
    Path(".github").mkdir()
    Path(".github/listbot.yml").write_text(
        "entries: dirty.md\nignore: {rules: [duplicate, wrong-column, surplus-cell]}\n",
        encoding="utf-8",
    )
    assert run(["lint"]) == 1
    Path("dirty.md").write_text(DIRTY.rpartition("- Three")[0], encoding="utf-8")
    assert run(["lint"]) == 0


def test_offline_commands_take_a_list_that_stays_markdown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["render", "--entries", "dirty.md"]) == 0
    assert Path("reports/health.json").is_file()
    assert Path("dirty.md").read_text(encoding="utf-8") == DIRTY
    capsys.readouterr()
    assert run(["export", "--entries", "dirty.md", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[1]["title"] == "A title that is long enough"
    assert rows[1]["pdf"] == "https://arxiv.org/abs/2101.00002"
    assert run(["explain", "title-that-is-long-enough", "--entries", "dirty.md"]) == 0
    assert "2101.00002" in capsys.readouterr().out
