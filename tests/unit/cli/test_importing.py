"""``listbot import``: what it writes where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.catalogue.reading import read_catalogue
from bot.cli.app import run

LIST = """\
# My list

An [introduction](https://example.org/intro).

## Methods

- **First title** [[pdf](https://arxiv.org/abs/1)] [[code](https://github.com/a/b)] [[video](https://youtu.be/x)]
- Second title [[code](github.com/c/d)] [[project](https://example.org/second)]
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "LIST.md"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_jsonl_has_one_line_an_entry_and_broken_markup_goes_to_standard_error(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    others = tmp_path / "others.jsonl"
    assert run(["import", str(source), "--format", "jsonl", "--others", str(others)]) == 0
    printed = capsys.readouterr()
    first, second = map(json.loads, printed.out.splitlines())
    assert first == {
        "section": ["Methods"],
        "title": "First title",
        "line": 7,
        "year": None,
        "venue": None,
        "links": [
            {"kind": "paper", "url": "https://arxiv.org/abs/1"},
            {"kind": "code", "url": "https://github.com/a/b"},
            {"kind": "other", "url": "https://youtu.be/x"},
        ],
        "mentions": [],
    }
    assert second["links"] == [{"kind": "project", "url": "https://example.org/second"}]
    assert [json.loads(line) for line in others.read_text("utf-8").splitlines()] == [
        {"url": "https://example.org/intro", "line": 3}
    ]
    assert f"{source}:8: target 'github.com/c/d'" in printed.err
    assert "https://github.com/c/d" in printed.err


def test_entries_yml_is_valid_and_what_has_no_field_is_among_the_others(
    source: Path, tmp_path: Path
) -> None:
    output, others = tmp_path / "entries.yml", tmp_path / "others.jsonl"
    assert run(["import", str(source), "-o", str(output), "--others", str(others)]) == 0
    catalogue, mistakes = read_catalogue(output.read_text("utf-8"), "entries.yml")
    assert not mistakes
    assert catalogue is not None
    assert [(link.role.value, link.url) for link in catalogue.links()] == [
        ("pdf", "https://arxiv.org/abs/1"),
        ("code", "https://github.com/a/b"),
        ("pdf", "https://example.org/second"),
    ]
    assert [json.loads(line)["url"] for line in others.read_text("utf-8").splitlines()] == [
        "https://example.org/intro",
        "https://youtu.be/x",
    ]


def test_a_missing_file_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    assert run(["import", str(tmp_path / "nothing.md")]) == 2


def test_entries_that_somebody_worked_on_are_replaced_only_when_asked(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output, others = tmp_path / "entries.yml", tmp_path / "others.jsonl"
    again = ["import", str(source), "-o", str(output), "--others", str(others)]
    assert run(again) == 0
    assert run(again) == 0  # nothing would be lost
    edited = output.read_text("utf-8").replace("First", "A better first")
    output.write_text(edited, "utf-8")
    others.unlink()
    capsys.readouterr()
    assert run(again) == 2
    assert output.read_text("utf-8") == edited
    assert not others.exists()
    assert "2 entries that this would replace" in capsys.readouterr().err
    assert run([*again, "--force"]) == 0
    assert output.read_text("utf-8") != edited


@pytest.mark.parametrize(
    ("there", "code"), [("", 0), ("title: L\nsections: []\nentries: []\n", 0), ("# Notes\n", 2)]
)
def test_an_empty_file_is_filled_and_a_foreign_one_kept(
    source: Path, tmp_path: Path, there: str, code: int
) -> None:
    output = tmp_path / "out.yml"
    output.write_text(there, "utf-8")
    assert run(["import", str(source), "-o", str(output)]) == code
    assert (output.read_text("utf-8") == there) == (code == 2)


@pytest.mark.slow
def test_every_real_list_becomes_a_valid_file(shared: Path, tmp_path: Path) -> None:
    for path in sorted((shared / "lists").glob("*.md")):
        output = tmp_path / f"{path.stem}.yml"
        assert run(["import", str(path), "-o", str(output), "--quiet"]) == 0
        _, mistakes = read_catalogue(output.read_text("utf-8"), output.name)
        assert not mistakes, (path.name, mistakes[:3])
