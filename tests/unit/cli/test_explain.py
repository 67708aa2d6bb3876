"""``explain`` for a subject that is there, and for one that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.app import run

LIST = """title: A List
entries:
  - id: clinical-bert
    section: Methods
    title: A Paper About One Thing
    pdf: HTTP://Papers.example/one
  - id: odd
    section: Methods
    title: A Paper Whose Link Is None
    pdf: http://[
"""


@pytest.fixture(autouse=True)
def _in_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "entries.yml").write_text(LIST)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "subject",
    ["nosuch", "", "http://[", "javascript:x", "https://", "https://x.example/", "\udcff", "a b"],
)
def test_what_is_not_in_the_list_is_a_plain_mistake(
    subject: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("entries.yml").write_text(LIST.replace("http://[", "https://papers.example/two"))
    assert run(["explain", subject]) == 2
    error = capsys.readouterr().err
    assert "no entry of entries.yml has the id or the URL" in error
    assert "listbot export" in error


def test_a_near_miss_is_answered_with_the_right_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "clinical-brt"]) == 2
    assert "Did you mean clinical-bert?" in capsys.readouterr().err


@pytest.mark.parametrize("subject", ["odd", "http://["])
def test_an_unusable_link_is_found_in_its_own_spelling(
    subject: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", subject]) == 0
    assert "A Paper Whose Link Is None" in capsys.readouterr().out


def test_a_link_is_found_in_any_spelling(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "http://papers.example/one"]) == 0
    assert "A Paper About One Thing" in capsys.readouterr().out
