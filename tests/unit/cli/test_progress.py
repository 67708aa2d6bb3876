"""What somebody sees who waits."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from bot.cli.progress import RunProgress
from bot.model.observations import Look, Observation, Outcome

LOOK = Look(
    observation=Observation(
        target="https://a.test/1",
        at=datetime(2026, 11, 24, tzinfo=UTC),
        outcome=Outcome.ANSWERED,
    )
)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(12.2, "12 s"), (89.0, "89 s"), (600.0, "10 min"), (50_000.0, "13 h 53 min")],
)
def test_a_log_says_how_far_it_is_and_what_takes_long(
    seconds: float, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cli.progress._PLAIN_EVERY", -1.0)
    out = io.StringIO()
    with RunProgress(Console(file=out, width=40)) as progress:
        progress.plan(targets=50_000, hosts=1)
        progress.waiting("a.test", seconds, "slowest host, 49999 links left")
        progress.done(LOOK)
    lines = out.getvalue().splitlines()
    assert lines[0] == "listbot: asking 50000 addresses on 1 host"
    assert lines[-1] == (
        f"listbot: 1 of 50000: 1 alive; a.test: {words} to go (slowest host, 49999 links left)"
    )


def test_a_short_wait_is_no_news() -> None:
    out = io.StringIO()
    with RunProgress(Console(file=out)) as progress:
        progress.waiting("a.test", 1.0, "status 429")
    assert out.getvalue() == ""


def test_a_narrow_terminal_cuts_the_note_and_nothing_else() -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=90, color_system=None)
    with RunProgress(console) as progress:
        progress.plan(targets=50_000, hosts=1)
        progress.waiting("a-rather-long-host-name.example.test", 50_000.0, "slowest host")
        progress.done(LOOK)
        progress.plan(targets=0, hosts=0)
        progress._bar.refresh()
    last = [line for line in out.getvalue().splitlines() if "50000" in line][-1]
    assert "links on 1 host" in last
    assert "1/50000" in last
    assert "a-rather-long-host-name" in last
