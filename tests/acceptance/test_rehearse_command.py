"""``listbot rehearse`` on small lists: what it prints, what it leaves behind, how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.app import run
from tests.published import schemas_met

LIST = """title: Two Papers
sections:
  - {id: all, title: All}
entries:
  - id: widgets
    section: all
    title: "WidgetNet: Widgets for Everybody"
    pdf: https://widgets.example/paper.html
    code: https://github.com/widget-lab/WidgetNet
  - id: gadgets
    section: all
    title: Gadgets Without Widgets
    pdf: https://gadgets.example/paper.html
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "entries.yml").write_text(LIST, encoding="utf-8")
    return tmp_path


def test_one_night_is_told_and_leaves_marked_reports(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rehearse", "--no-color"]) == 0
    out = capsys.readouterr().out
    assert "Night 1" in out
    assert "nothing below was measured" in " ".join(out.split())
    assert "\x1b" not in out
    for name in ("reports/index.html", "reports/README.md", "README.md", "reports/health.json"):
        text = (here / "rehearsal" / name).read_text(encoding="utf-8")
        assert "simulated" in text.casefold(), name
    assert "simulated" in (here / "rehearsal/reports/badges/links.svg").read_text()
    met = schemas_met(here / "rehearsal")
    assert met.keys() >= {
        "rehearsal",
        "health",
        "findings",
        "badge",
        "ledger-runs",
        "ledger-papers",
    }
    assert sorted(path.name for path in here.iterdir()) == ["entries.yml", "rehearsal"]


def test_quiet_prints_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rehearse", "--quiet", "--out", "else"]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")
    assert (here / "else/reports/index.html").exists()


def test_a_folder_that_holds_something_else_is_refused(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "thesis").mkdir()
    (here / "thesis/chapter.tex").write_text("years of work")
    assert run(["rehearse", "--out", "thesis"]) == 2
    assert "holds no rehearsal" in capsys.readouterr().err
    assert [path.name for path in (here / "thesis").iterdir()] == ["chapter.tex"]


def test_reports_of_a_rehearsal_stay_in_its_folder(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rehearse", "--reports", "reports"]) == 2
    assert "--out" in capsys.readouterr().err
    assert not (here / "reports").exists()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("nights", ["0", "401", "many"])
def test_a_number_of_nights_that_makes_no_sense_is_refused(nights: str) -> None:
    assert run(["rehearse", "--nights", nights]) == 2


def test_a_broken_list_is_refused_with_its_mistakes(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "entries.yml").write_text("entries: [{id: x}]\n")
    assert run(["rehearse"]) == 2
    assert "entries.yml:1" in capsys.readouterr().err
    assert not (here / "rehearsal").exists()


@pytest.mark.slow
def test_without_a_list_an_invented_one_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["rehearse", "--nights", "2"]) == 0
    assert "An invented list" in capsys.readouterr().out
