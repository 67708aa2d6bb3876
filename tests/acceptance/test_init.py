"""``listbot init`` in the repository of another list."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalogue.reading import parse_catalogue
from bot.cli.app import run
from bot.configuration.reading import parse_settings

MARKDOWN = """# Awesome widgets

## Methods

- **WidgetNet: Reading Widgets.** EXC 2024. [[paper]](https://arxiv.org/abs/2401.00001) [[code]](https://github.com/o/w)
- **Gadgets Considered.** [[paper]](https://doi.org/10.1000/1)
"""
WORKFLOWS = ("nightly", "commands", "check")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)


def test_a_markdown_list_becomes_a_list_with_a_bot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "README.md").write_text(MARKDOWN)
    assert run(["init"]) == 0
    catalogue = parse_catalogue((tmp_path / "entries.yml").read_text(), "entries.yml")
    assert [entry.title for entry in catalogue.entries] == [
        "WidgetNet: Reading Widgets",
        "Gadgets Considered",
    ]
    config = (tmp_path / ".github/listbot.yml").read_text()
    assert parse_settings(config, "listbot.yml").triage.dashboard
    for name in WORKFLOWS:
        assert (tmp_path / f".github/workflows/listbot-{name}.yml").is_file()
    told = capsys.readouterr()
    assert told.out == ""
    assert "what to do next" in told.err
    assert "listbot:list:start" in told.err
    assert (tmp_path / "README.md").read_text() == MARKDOWN


def test_what_init_set_up_validates_and_renders(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(
        MARKDOWN + "\n<!-- listbot:list:start -->\n<!-- listbot:list:end -->\n"
    )
    assert run(["init", "--quiet"]) == 0
    assert run(["validate", "--quiet"]) in (0, 1)
    assert run(["render", "--quiet"]) == 0
    assert run(["render", "--check", "--quiet"]) == 0
    assert "not run yet" in (tmp_path / "README.md").read_text()


def test_a_second_time_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text(MARKDOWN)
    run(["init", "--quiet"])
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert run(["init"]) == 0
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert "what to do next" not in capsys.readouterr().err


def test_nothing_is_overwritten_unless_forced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "README.md").write_text(MARKDOWN)
    (tmp_path / "entries.yml").write_text("mine: yes\n")
    workflow = tmp_path / ".github/workflows/listbot-nightly.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text("mine\n")
    assert run(["init"]) == 0
    assert (tmp_path / "entries.yml").read_text() == "mine: yes\n"
    assert workflow.read_text() == "mine\n"
    assert "kept .github/workflows/listbot-nightly.yml" in capsys.readouterr().err
    assert run(["init", "--force", "--quiet"]) == 0
    assert "WidgetNet" in (tmp_path / "entries.yml").read_text()
    assert "listbot" in workflow.read_text()


def test_without_a_list_it_begins_empty(tmp_path: Path) -> None:
    assert run(["init", "--quiet"]) == 0
    assert parse_catalogue((tmp_path / "entries.yml").read_text(), "entries.yml").entries == ()


def test_a_named_list_and_a_named_action(tmp_path: Path) -> None:
    (tmp_path / "papers.md").write_text(MARKDOWN)
    commit = "0123456789abcdef0123456789abcdef01234567"
    assert run(["init", "papers.md", "--action", f"me/listbot@{commit}", "--quiet"]) == 0
    assert "WidgetNet" in (tmp_path / "entries.yml").read_text()
    nightly = (tmp_path / ".github/workflows/listbot-nightly.yml").read_text()
    assert f"uses: me/listbot@{commit} # v" in nightly


@pytest.mark.parametrize(
    "words", [["nowhere.md"], ["--action", "latest"], ["--action", "a/b@c; rm -rf /"]]
)
def test_what_cannot_be_used_is_said_and_nothing_is_written(
    tmp_path: Path, words: list[str]
) -> None:
    assert run(["init", *words, "--quiet"]) == 2
    assert list(tmp_path.iterdir()) == []


def test_entries_and_reports_may_stand_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(MARKDOWN)
    assert run(["init", "--entries", "data/list.yml", "--reports", "health", "--quiet"]) == 0
    assert (tmp_path / "data/list.yml").is_file()
    nightly = (tmp_path / ".github/workflows/listbot-nightly.yml").read_text()
    assert "path: health/ledger/" in nightly
    settings = parse_settings((tmp_path / ".github/listbot.yml").read_text(), "listbot.yml")
    assert (settings.entries, settings.reports) == ("data/list.yml", "health")


def test_a_list_is_cut_into_parts_for_a_matrix(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"
    monkeypatch.setenv("GITHUB_OUTPUT", str(output))
    links = "".join(f"- [p{i}](https://h{i}.example/{i})\n" for i in range(41))
    (tmp_path / "README.md").write_text(f"# L\n\n{links}")
    now = ["--as-of", "2026-11-24T03:17Z"]
    assert run(["shards", "README.md", "--per-shard", "10", *now]) == 0
    assert capsys.readouterr().out == "[1, 2, 3, 4, 5]\n"
    assert output.read_text().splitlines() == [
        "matrix=[1, 2, 3, 4, 5]",
        "of=5",
        "at=2026-11-24T03:17:00Z",
    ]
    assert run(["shards", "README.md", "--per-shard", "1", "--at-most", "3"]) == 0
    assert capsys.readouterr().out == "[1, 2, 3]\n"


def test_a_night_is_cut_by_the_pages_that_it_visits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Registries and the API answer for arXiv and for whole repositories: no part visits them."""
    entries = "".join(
        f"  - id: p{i}\n    section: S\n    title: Paper number {i}\n    pdf: {pdf}\n"
        f"    code: https://github.com/o/tool{i}\n"
        for i in range(20)
        for pdf in [f"https://h{i}.example/{i}" if i < 10 else f"https://arxiv.org/abs/2401.{i:05}"]
    )
    (tmp_path / "entries.yml").write_text(f"title: T\nentries:\n{entries}")
    assert run(["shards", "--tonight", "--per-shard", "5"]) == 0
    assert capsys.readouterr().out == "[1, 2]\n"
    assert run(["shards", "--tonight", "entries.yml"]) == 2


def test_an_empty_list_is_one_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("# Nothing\n")
    assert run(["shards", "README.md", "--quiet"]) == 0
    assert capsys.readouterr().out == "[1]\n"


def test_several_lists_are_set_up_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = MARKDOWN.replace("widgets", "gadgets").replace("2401.00001", "2401.00002")
    (tmp_path / "docs/robots").mkdir(parents=True)
    (tmp_path / "WIDGETS.md").write_text(MARKDOWN)
    (tmp_path / "docs/robots/README.md").write_text(other)
    assert run(["init", "WIDGETS.md", "docs/robots/README.md"]) == 0
    told = capsys.readouterr().err
    settings = parse_settings((tmp_path / ".github/listbot.yml").read_text())
    lists = [(one.name, one.entries, one.reports, one.readme) for one in settings.each_list()]
    assert lists == [
        ("widgets", "lists/widgets.yml", "reports/widgets", "WIDGETS.md"),
        ("robots", "lists/robots.yml", "reports/robots", "docs/robots/README.md"),
    ]
    for name in ("widgets", "robots"):
        text = (tmp_path / f"lists/{name}.yml").read_text()
        assert len(parse_catalogue(text, "entries.yml").entries) == 2
    check = (tmp_path / ".github/workflows/listbot-check.yml").read_text()
    assert 'paths: ["lists/widgets.yml", "lists/robots.yml"]' in check
    assert "Look through lists/widgets.yml and lists/robots.yml" in told
    assert "into WIDGETS.md and docs/robots/README.md" in told
    # again: everything is there, and what was set up can be worked with
    assert run(["init", "--quiet"]) == 0
    assert run(["init", "WIDGETS.md", "docs/robots/README.md", "--quiet"]) == 0
    assert run(["validate", "--quiet"]) in (0, 1)
    assert (tmp_path / ".github/workflows/listbot-check.yml").read_text() == check
    assert run(["init", "OTHER.md"]) == 2
    assert "none of the lists" in capsys.readouterr().err


def test_lists_that_cannot_be_told_apart_are_not_set_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "list.md").write_text(MARKDOWN)
    assert run(["init", "a/list.md", "b/list.md"]) == 2
    assert "lists/list.yml is there twice" in capsys.readouterr().err
    assert not (tmp_path / ".github").exists()


def test_several_lists_beside_a_configuration_of_one_say_what_to_add(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/listbot.yml").write_text("web: {retries: 1}\n")
    for name in ("A", "B"):
        (tmp_path / f"{name}.md").write_text(MARKDOWN)
    assert run(["init", "A.md", "B.md"]) == 0
    told = capsys.readouterr().err
    assert "kept .github/listbot.yml" in told
    assert "write this into .github/listbot.yml" in told
    assert "  - {entries: lists/a.yml, reports: reports/a, readme: A.md}" in told
