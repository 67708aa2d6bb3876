"""Data in a pipe are UTF-8 and whole; where nothing can be written, one sentence says so."""

from __future__ import annotations

import errno
import io
import sys
from pathlib import Path

import pytest

from bot.cli.app import BROKEN_PIPE, run
from bot.cli.output import write_data
from bot.errors import UsageError

LIST = 'title: t\nentries:\n  - {id: a, section: s, title: Fürst, pdf: "http://example.org/"}\n'


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("entries.yml").write_text(LIST, encoding="utf-8")


class Pipe(io.BytesIO):
    """Takes a few bytes at a time, as a pipe without a buffer may; then fails, when told to."""

    def __init__(self, fails: OSError | None = None) -> None:
        super().__init__()
        self.fails = fails

    def write(self, data: object) -> int:
        if self.fails is not None:
            raise self.fails
        assert isinstance(data, bytes | bytearray | memoryview)
        return super().write(data[:3])


def into(pipe: Pipe, monkeypatch: pytest.MonkeyPatch, encoding: str = "ascii") -> Pipe:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe, encoding=encoding))
    return pipe


def test_data_in_a_pipe_are_utf8_and_whole_whatever_the_locale(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pipe = into(Pipe(), monkeypatch)
    assert run(["export", "--quiet"]) == 0
    assert '"title": "Fürst"' in pipe.getvalue().decode("utf-8")
    assert pipe.getvalue().endswith(b"}\n")


def test_a_table_in_a_narrow_encoding_is_escaped(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    Path("entries.yml").write_text(LIST + LIST.splitlines()[2].replace("id: a", "id: b") + "\n")
    with open(
        sys.__stdout__.fileno() if sys.__stdout__ else 1, "w", encoding="ascii", closefd=False
    ) as narrow:
        monkeypatch.setattr(sys, "stdout", narrow)
        assert run(["validate", "--quiet"]) == 1
    assert rb"F\xfcrst" in capfdbinary.readouterr().out


def test_a_full_disk_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    into(Pipe(OSError(errno.ENOSPC, "No space left on device")), monkeypatch)
    assert run(["export", "--quiet"]) == 2
    said = capsys.readouterr().err
    assert said == "listbot: standard output cannot be written (No space left on device)\n"


def test_a_reader_that_has_gone_gives_its_own_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    into(Pipe(BrokenPipeError(errno.EPIPE, "Broken pipe")), monkeypatch)
    assert run(["export", "--quiet"]) == BROKEN_PIPE


def test_a_closed_output_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(UsageError, match="standard output is closed"):
        write_data("x")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["render", "--reports", "entries.yml"], "--reports: entries.yml is a file, not a folder"),
        (["explain", "a", "--reports", "entries.yml"], "--reports: entries.yml is a file"),
        (["validate", "--config", "."], "--config: . is a folder, not a file"),
        (["validate", "--config", "no.yml"], "--config: no.yml does not exist"),
        (["validate", "--as-of", ""], "--as-of: '' is not a time"),
        (["export", "-o", "entries.yml/x"], "(entries.yml is a file, not a folder)"),
        (["rehearse", "--out", "entries.yml"], "--out: entries.yml is a file, not a folder"),
    ],
)
def test_a_place_of_the_wrong_kind_is_named(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert words in capsys.readouterr().err
