"""The command validate: exit codes, formats, and no traceback for anything in the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.cli.app import run
from bot.reports.schemas import validate_schema
from tests.published import ROOT
from tests.unit.catalogue.test_broken_variants import CASES, TEXT, Case

CLEAN = 'title: t\nentries:\n  - {id: a, section: s, title: T, pdf: "https://example.org/"}\n'


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(text: str, path: str = "entries.yml") -> None:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8", "surrogateescape"))


def fits_the_schema(text: str) -> Any:
    data = json.loads(text)
    jsonschema.Draft202012Validator(validate_schema()).validate(data)
    return data


def test_a_clean_list_gives_exit_code_0(capsys: pytest.CaptureFixture[str]) -> None:
    write(CLEAN)
    assert run(["validate"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "1 entry with 1 link: nothing to mend" in err


def test_the_real_list_gives_exit_code_1_and_every_finding_with_its_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["validate", str(ROOT / "entries.yml"), "--no-color"]) == 1
    out, err = capsys.readouterr()
    places = [line.split(": ")[1] for line in out.splitlines() if not line.startswith(" ")]
    assert sorted(set(places)) == [
        "duplicate",
        "insecure",
        "not-a-repository",
        "shared-code",
        "shared-identifier",
        "untidy-url",
    ]
    assert all(
        line.startswith(str(ROOT / "entries.yml:"))
        for line in out.splitlines()
        if not line.startswith(" ")
    )
    assert "126 entries with 193 links: 14 findings" in err


def test_json_fits_its_published_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", str(ROOT / "entries.yml"), "--format", "json", "--quiet"]) == 1
    out, err = capsys.readouterr()
    data = fits_the_schema(out)
    assert (data["entries"], data["links"], len(data["findings"])) == (126, 193, 14)
    assert data["counts"]["insecure"] == 5
    assert err == ""


@pytest.mark.parametrize("broken", CASES, ids=lambda broken: broken.name)
def test_a_broken_list_gives_exit_code_2_and_every_mistake(
    broken: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    write(TEXT.replace(broken.old, broken.new, 1))
    assert run(["validate"]) == 2
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert out == ""
    assert "Traceback" not in err
    assert len([line for line in lines if line.startswith("entries.yml:")]) == len(broken.found)
    for _, path, _words in broken.found:
        assert any(f": {path}: " in line for line in lines) or not path


def test_mistakes_as_json_fit_the_schema_too(capsys: pytest.CaptureFixture[str]) -> None:
    write(CLEAN.replace("id: a", "id: A"))
    assert run(["validate", "--format", "json"]) == 2
    data = fits_the_schema(capsys.readouterr().out)
    assert data["entries"] is None
    assert [(m["line"], m["path"]) for m in data["mistakes"]] == [(3, "entries[0].id")]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["validate"], "there is no file entries.yml"),
        (["validate", "nothing.yml"], "there is no file nothing.yml"),
        (["validate", "--config", "nothing.yml"], "nothing.yml"),
        (["validate", "--as-of", "yesterday"], "is not a time"),
        (["validate", "."], "is a folder"),
        (["validate", "--format", "xml"], "xml"),
    ],
)
def test_bad_usage_gives_exit_code_2_and_says_why(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert words in capsys.readouterr().err


def test_a_broken_configuration_gives_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    write(CLEAN)
    write("web: {retries: 99}\n", ".github/listbot.yml")
    assert run(["validate"]) == 2
    assert capsys.readouterr().err.startswith(".github/listbot.yml:1:16: web.retries: ")


def test_the_configuration_names_the_list_and_rules_to_leave_out() -> None:
    write(CLEAN.replace("https", "http"), "lists/papers.yml")
    write("entries: lists/papers.yml\n", ".github/listbot.yml")
    assert run(["validate"]) == 1
    write("entries: lists/papers.yml\nignore: {rules: [insecure]}\n", ".github/listbot.yml")
    assert run(["validate"]) == 0


def test_a_decision_ends_on_its_day() -> None:
    write(CLEAN.replace("https", "http").replace("}", ", ignore: {until: 2026-11-30}}"))
    assert run(["validate", "--as-of", "2026-11-30T23:00Z"]) == 0
    assert run(["validate", "--as-of", "2026-12-01T01:00Z"]) == 1


def test_nothing_in_a_title_reaches_the_terminal_as_a_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    title = '"\\e]52;c;x\\u202E[bold red]::error::x ##[group]"'
    entry = f"  - {{id: a, section: s, title: {title}, pdf: 'https://arxiv.org/abs/2404.16192'}}\n"
    write(f"title: t\nentries:\n{entry}{entry.replace('id: a', 'id: b')}")
    code = run(["validate"])
    out, err = capsys.readouterr()
    assert code == 2  # an escape is a control character, which a title must not hold
    assert "\x1b" not in out + err
    write(Path("entries.yml").read_text(encoding="utf-8").replace("\\e]52;c;x", ""))
    assert run(["validate"]) == 1
    out, err = capsys.readouterr()
    assert "\u202e" not in out
    assert "[bold red]" in out
    assert "::error" not in out


def test_a_markdown_list_is_validated_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "LIST.md"
    path.write_text(
        "# L\n\n## M\n\n- One title [[pdf](https://arxiv.org/abs/2101.00001)]\n"
        "- One title [[pdf](https://arxiv.org/abs/2101.00001)] [[code](github.com/a/b)]\n",
        encoding="utf-8",
    )
    assert run(["validate", str(path), "--format", "json"]) == 1
    counts = json.loads(capsys.readouterr().out)["counts"]
    assert counts == {"duplicate": 1, "invalid-url": 1}
