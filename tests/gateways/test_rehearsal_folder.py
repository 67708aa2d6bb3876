"""A rehearsal keeps to a folder of its own, and continues what a kill has interrupted."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.rehearsal.folder import Folder


def test_a_new_folder_gets_the_list_and_says_that_it_is_simulated(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "out")
    assert folder.prepare("entries: []\n", nights=2, start="2026-11-02") is False
    assert (tmp_path / "out/entries.yml").read_text() == "entries: []\n"
    assert "simulated" in (tmp_path / "out/README.md").read_text()


def test_an_unfinished_rehearsal_of_the_same_list_is_continued(tmp_path: Path) -> None:
    Folder(tmp_path).prepare("a", nights=2, start="2026-11-02")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/journal.jsonl").write_text("{}")
    assert Folder(tmp_path).prepare("a", nights=2, start="2026-11-02") is True
    assert (tmp_path / "reports/journal.jsonl").exists()


@pytest.mark.parametrize(
    ("entries", "nights", "finished"), [("b", 2, False), ("a", 3, False), ("a", 2, True)]
)
def test_another_or_a_finished_one_begins_anew(
    tmp_path: Path, entries: str, nights: int, finished: bool
) -> None:
    first = Folder(tmp_path)
    first.prepare("a", nights=2, start="2026-11-02")
    (tmp_path / "reports").mkdir()
    if finished:
        first.finish()
    assert Folder(tmp_path).prepare(entries, nights=nights, start="2026-11-02") is False
    assert not (tmp_path / "reports").exists()


def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(UsageError, match="not empty"):
        Folder(tmp_path).prepare("a", nights=1, start="2026-11-02")
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.tex"]
