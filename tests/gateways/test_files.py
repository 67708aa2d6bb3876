"""Files in pieces: replaced whole or left alone, whatever the pieces are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.gateways.files import WorkingTree


@pytest.mark.parametrize("old", [None, "", "ab", "abcdef", "abXdef", "abcdefg"])
@pytest.mark.parametrize("pieces", [(), ("abc", "def"), ("a", "", "bcdé", "\n")])
def test_pieces_become_the_file(tmp_path: Path, old: str | None, pieces: tuple[str, ...]) -> None:
    files = WorkingTree(tmp_path)
    if old is not None:
        files.write("a/file.txt", old)
    text = "".join(pieces)
    assert files.write("a/file.txt", iter(pieces)) == (old != text)
    assert files.read("a/file.txt") == text
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["file.txt"]


def test_a_file_that_says_so_already_is_not_touched(tmp_path: Path) -> None:
    files = WorkingTree(tmp_path)
    files.write("file.txt", "abc")
    before = (tmp_path / "file.txt").stat()
    assert not files.write("file.txt", iter(["a", "bc"]))
    after = (tmp_path / "file.txt").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_pieces_that_fail_halfway_leave_the_old_file(tmp_path: Path) -> None:
    def broken() -> Iterator[str]:
        yield "new"
        raise RuntimeError("halfway")

    files = WorkingTree(tmp_path)
    files.write("file.txt", "old")
    with pytest.raises(RuntimeError):
        files.write("file.txt", broken())
    assert files.read("file.txt") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["file.txt"]


def test_lines_are_added_and_a_removed_file_begins_anew(tmp_path: Path) -> None:
    files = WorkingTree(tmp_path)
    files.append("a/journal", "é")
    files.append("a/journal", "two")
    assert files.read("a/journal") == "é\ntwo\n"
    files.append("other", "x")
    files.append("a/journal", "three")
    assert files.read("a/journal") == "é\ntwo\nthree\n"
    files.remove("a/journal")
    files.append("a/journal", "new")
    assert files.read("a/journal") == "new\n"


def test_no_file_stays_open_when_nobody_writes_any_more(tmp_path: Path) -> None:
    opened = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").is_dir() else 0
    for number in range(20):
        WorkingTree(tmp_path).append(f"journal-{number}", "line")
    if opened:
        assert len(list(Path("/proc/self/fd").iterdir())) <= opened
