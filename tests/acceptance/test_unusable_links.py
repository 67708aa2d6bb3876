"""A link that is no usable URL is a finding, and stops no command."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.app import run

LIST = """title: A List
entries:
  - id: a-odd
    section: Methods
    title: A Paper Whose Link Is None
    pdf: http://[
    code: https://exa_mple..org:x/x
  - id: b-odd
    section: Methods
    title: Another Paper Whose Link Is None at All
    pdf: https://127.0.0.1:99999/x
    code: https://user@
"""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["validate"], 1),
        (["check", "--no-state"], 1),
        (["check", "--no-state", "--format", "json"], 1),
        (["nightly"], 0),
        (["attribute"], 0),
        (["explain", "a-odd"], 0),
        (["explain", "http://["], 0),
        (["export"], 0),
        (["render"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_list_with_unusable_links_is_no_trouble(
    words: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "entries.yml").write_text(LIST)
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_TOKEN", "GH_TOKEN", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    assert run(words) == code


def test_a_check_calls_them_invalid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "entries.yml").write_text(LIST)
    monkeypatch.chdir(tmp_path)
    assert run(["check", "--no-state", "--quiet"]) == 1
    assert "4 links: 4 invalid." in capsys.readouterr().out
