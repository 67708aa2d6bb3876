"""``listbot triage`` on the command line, against a GitHub on loopback."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli.app import run
from bot.findings.codec import findings_to_json
from bot.triage.events import read_event
from tests.fakes.forge_server import SLUG, Fault, Server, serving
from tests.triage_builders import ENTRIES, NOW, README, a_night, dead, jieba, renamed


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a list and one night."""
    for name in ("GITHUB_TOKEN", "GH_TOKEN", "GITHUB_REPOSITORY", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))  # no gh
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.wiring.forge.WRITE_PAUSE", 0)
    (tmp_path / "entries.yml").write_text(ENTRIES)
    (tmp_path / "README.md").write_text(README)
    (tmp_path / "reports").mkdir()
    night = a_night(jieba(), dead(), renamed())
    (tmp_path / "reports/findings.json").write_text(findings_to_json(night))
    return tmp_path


@pytest.fixture
def server(here: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    found = Server()
    found.put("main", {"entries.yml": ENTRIES, "README.md": README})
    with serving(found) as address:
        monkeypatch.setenv("GITHUB_API_URL", address)
        monkeypatch.setenv("GITHUB_TOKEN", "ghs_token")
        yield found


def test_without_a_token_the_plan_is_printed_and_says_so(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["triage", "--repo", SLUG]) == 0
    shown = capsys.readouterr()
    assert "open issue: Wrong code link: Clinical-BERT" in shown.out
    assert "open pull request from listbot/renamed" in shown.out
    assert "no token (GITHUB_TOKEN)" in shown.err
    assert run(["triage", "--repo", SLUG, "--apply"]) == 4
    assert "nothing was written" in capsys.readouterr().err


def test_with_a_token_and_without_apply_nothing_is_written(server: Server) -> None:
    assert run(["triage", "--repo", SLUG]) == 0
    assert not any(request.writes for request in server.log)


def test_apply_writes_once_and_running_it_again_writes_nothing(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["triage", "--repo", SLUG, "--apply", "--as-of", f"{NOW:%Y-%m-%dT%H:%M}Z"]
    assert run(words) == 0
    assert len(server.open_issues()) == 3
    assert len(server.pulls) == 1
    writes = sum(request.writes for request in server.log)
    assert run(words) == 0
    assert sum(request.writes for request in server.log) == writes
    assert "nothing to do" in capsys.readouterr().err


def _event(here: Path, event: dict[str, Any]) -> str:
    path = here / "event.json"
    path.write_text(json.dumps(event))
    return str(path)


def test_a_comment_is_obeyed_and_the_decision_is_committed(here: Path, server: Server) -> None:
    run(["triage", "--repo", SLUG, "--apply"])
    number = next(i["number"] for i in server.open_issues() if "Wrong code" in i["title"])
    comment = server.comment(number, "/listbot ignore it is the tokenizer of the paper")
    event = {
        "action": "created",
        "sender": {"login": "maintainer", "type": "User"},
        "comment": {"id": comment, "body": "/listbot ignore it is the tokenizer of the paper"},
    }
    assert run(["triage", "--repo", SLUG, "--apply", "--event", _event(here, event)]) == 0
    assert server.issues[number]["state"] == "closed"
    assert server.reactions == [(comment, "eyes"), (comment, "+1")]
    recorded = server.files("main")["reports/decisions.yml"]
    assert "entry: clinical-bert" in recorded
    assert "it is the tokenizer of the paper" in recorded
    assert not (here / "reports/decisions.yml").exists()


@pytest.mark.slow
def test_a_comment_about_one_of_several_lists_is_kept_with_that_list(
    here: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / ".github").mkdir()
    (here / ".github/listbot.yml").write_text(
        "lists:\n  - {entries: entries.yml, reports: reports/a}\n"
        "  - {entries: b.yml, reports: reports/b, readme: B.md}\n"
    )
    for name in ("a", "b"):
        (here / f"reports/{name}").mkdir()
        shutil.copy(here / "reports/findings.json", here / f"reports/{name}")
    assert run(["triage", "--repo", SLUG, "--apply"]) == 0
    (number,) = (i["number"] for i in server.open_issues() if "[b] Wrong" in i["title"])
    comment = server.comment(number, "/listbot ignore")
    event = {
        "action": "created",
        "sender": {"login": "maintainer", "type": "User"},
        "issue": {"number": number},
        "comment": {"id": comment, "body": "/listbot ignore"},
    }
    assert read_event(json.dumps(event)).thread == number
    capsys.readouterr()
    assert run(["triage", "--repo", SLUG, "--apply", "--event", _event(here, event)]) == 0
    shown = capsys.readouterr()
    assert "plan for b.yml:" in shown.out
    assert "plan for entries.yml:" not in shown.out
    assert "reports/b/decisions.yml" in server.files("main")
    assert "reports/a/decisions.yml" not in server.files("main")
    assert server.issues[number]["state"] == "closed"
    elsewhere = {**event, "issue": {"number": 4000}}
    assert run(["triage", "--repo", SLUG, "--apply", "--event", _event(here, elsewhere)]) == 0
    assert "none of the lists" in capsys.readouterr().err


def test_what_cannot_be_recorded_is_not_answered(
    here: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["triage", "--repo", SLUG, "--apply"])
    number = next(i["number"] for i in server.open_issues() if "Wrong code" in i["title"])
    comment = server.comment(number, "/listbot ignore")
    event = {
        "action": "created",
        "sender": {"login": "maintainer", "type": "User"},
        "comment": {"id": comment, "body": "/listbot ignore"},
    }
    refuse = Fault("answer", status=409, message="protected branch")
    server.fault = lambda _, request: refuse if request.method == "PUT" else None
    assert run(["triage", "--repo", SLUG, "--apply", "--event", _event(here, event)]) == 4
    assert "could not be committed" in capsys.readouterr().err
    assert server.issues[number]["state"] == "open"
    assert server.reactions == [(comment, "eyes")]


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ({"sender": {"login": "x[bot]"}, "comment": {}, "action": "created"}, "a bot did it"),
        ({"sender": {"type": "Bot", "login": "x"}, "comment": {}}, "a bot did it"),
        ({"comment": {"body": "thanks"}, "action": "created"}, "no /listbot command"),
        ({"comment": {"body": "/listbot help"}, "action": "edited"}, "only new comments"),
        ({"issue": {"body": "hello"}, "action": "edited"}, "not about an issue of this bot"),
        ({"issue": None, "action": "edited"}, "not about an issue of this bot"),
        ({}, "not about an issue of this bot"),
    ],
)
def test_an_event_that_tells_us_nothing_asks_nobody(
    here: Path, server: Server, event: dict[str, Any], reason: str
) -> None:
    assert reason in read_event(json.dumps(event)).reason
    assert run(["triage", "--repo", SLUG, "--apply", "--event", _event(here, event)]) == 0
    assert server.log == []


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000])
def test_what_is_no_event_is_refused(here: Path, text: str) -> None:
    (here / "event.json").write_text(text)
    assert run(["triage", "--repo", SLUG, "--event", str(here / "event.json")]) == 2


def test_a_decisions_file_with_mistakes_stops_everything_and_all_are_told(
    here: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "reports/decisions.yml").write_text(
        "decisions:\n  - decision: snoze\n    entry: a\n  - decision: snooze\n    entry: b\n"
    )
    assert run(["triage", "--repo", SLUG, "--apply"]) == 2
    told = capsys.readouterr().err
    assert "reports/decisions.yml:2:15" in told
    assert "reports/decisions.yml:4:5" in told
    assert not any(request.writes for request in server.log)


def test_no_night_and_a_broken_night_are_told(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "reports/findings.json").write_text('{"version": 9}')
    assert run(["triage", "--repo", SLUG]) == 2
    assert "findings.json" in capsys.readouterr().err
    (here / "reports/findings.json").unlink()
    assert run(["triage", "--repo", SLUG]) == 2
    assert "no night has been recorded" in capsys.readouterr().err


def test_a_repository_name_is_checked(here: Path) -> None:
    assert run(["triage", "--repo", "../../etc"]) == 2
