"""No traceback reaches a user."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer

from bot.cli import app, output
from bot.errors import UsageError


def test_a_bug_is_one_sentence_and_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr(app, "_register", lambda _: None)
    monkeypatch.setattr(app, "app", broken)
    assert app.run(["render"]) == app.INTERNAL
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "RuntimeError" in said


def test_foreign_text_in_an_error_is_made_visible(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_error(UsageError("bad \x1b[2J name\n::error::x", hint="do \x07 this"))
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert "\x07" not in said
    assert not any(line.startswith("::") for line in said.splitlines())


@pytest.mark.parametrize(
    ("words", "code"),
    [([], 2), (["no-such-command"], 2), (["--version"], 0), (["check", "--concurrency", "0"], 2)],
)
def test_usage_is_exit_code_two(words: list[str], code: int) -> None:
    assert app.run(words) == code


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), SystemExit(130)])
@pytest.mark.parametrize("where", ["app", "_register"])
def test_an_interruption_is_one_sentence_wherever_it_comes(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    stop: BaseException,
    where: str,
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise stop

    monkeypatch.setattr(app, "_register", lambda _: None)
    monkeypatch.setattr(app, where, interrupted)
    assert app.run(["render"]) == app.INTERRUPTED
    assert capsys.readouterr().err.count("interrupted") == 1


def test_the_help_page_says_of_each_command_what_the_command_says_of_itself() -> None:
    app.register([])
    promised = typer.main.get_group(app.app).commands
    app.register(app.COMMANDS)
    real = typer.main.get_group(app.app).commands
    assert list(promised) == list(real)
    for name, command in real.items():
        assert promised[name].hidden == command.hidden, name
        if not command.hidden:
            first = (command.help or "").split("\n\n")[0]
            assert promised[name].help == " ".join(first.split()), name


@pytest.mark.parametrize(
    ("words", "heavy"),
    [
        ("--help", {"bot.cli.session", "bot.model", "httpx", "pydantic", "yaml", "asyncio"}),
        ("validate", {"asyncio", "httpx", "jinja2", "bot.triage", "bot.lists", "bot.pipeline"}),
        ("check", {"github", "jinja2", "bot.triage", "bot.attribution", "bot.findings"}),
    ],
)
@pytest.mark.slow
def test_a_run_loads_what_its_command_needs(words: str, heavy: set[str]) -> None:
    """Start-up is paid for by every run; these are heavy, and only other commands need them."""
    program = (
        "import sys; from bot.cli.app import run; assert run(sys.argv[1:]) == 0; "
        "print(*sys.modules, file=sys.stderr)"
    )
    line = [sys.executable, "-c", program, words, "--help"]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    assert heavy & set(done.stderr.split()) == set()
