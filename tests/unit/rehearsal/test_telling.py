"""The story shows what happened, what was concluded and why, and that it is simulated."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from bot.model.evidence import Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix
from bot.model.report import Report
from bot.model.runs import Incident, Run
from bot.model.verdicts import Flag, Health
from bot.rehearsal.chart import Row, rows
from bot.rehearsal.misfortunes import Fate, Misfortune
from bot.rehearsal.telling import NightTold, Teller
from bot.rehearsal.world import World
from tests.builders import NIGHT_ONE, a_report, a_verdict, an_entry, an_entry_health

PDF = "https://papers.example/one"
WRONG = Finding(
    rule=Rule.WRONG_CODE,
    severity=Severity.DECISION,
    entry_id="one",
    entry_title="One \x1b[2J Paper",
    span=an_entry().span,
    summary="The repository is something else.",
    evidence=(Evidence(kind="about", supports=False, detail="It cuts Chinese text into words."),),
    fixes=(
        SuggestedFix(field="code", old="x", new=None, safety=FixSafety.NEEDS_DECISION, because=""),
    ),
)


def told(number: int, report: Report | None, **fields: object) -> NightTold:
    return replace(NightTold(number=number, at=NIGHT_ONE, report=report), **fields)  # type: ignore[arg-type]


def story(*nights: NightTold, colours: bool = False) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=100, force_terminal=colours)
    teller = Teller(console)
    teller.opening("A List", entries=1, links=1, hosts=1, nights=len(nights))
    for night in nights:
        teller.night(night)
    teller.closing([Row(part="deleted page", name="x", cells=("alive", "dead"))], "See here.")
    return stream.getvalue()


def a_night_report(*findings: Finding, health: Health = Health.ALIVE) -> Report:
    entry = an_entry_health(an_entry(pdf=PDF), a_verdict(health, target=PDF))
    return a_report(entry, findings=findings, run=Run(at=NIGHT_ONE, simulated=True))


def test_the_story_says_that_nothing_was_measured() -> None:
    text = story(told(1, a_night_report()))
    assert "nothing below was measured" in " ".join(text.split())
    assert "(simulated)" in text


def test_a_decision_is_told_once_with_its_proof() -> None:
    text = story(told(1, a_night_report(WRONG)), told(2, a_night_report(WRONG)))
    assert text.count("wrong-code:") == 1
    assert "− It cuts Chinese text into words." in text
    assert "→ code: remove it" in text


def test_what_is_mended_is_told_too() -> None:
    text = story(told(1, a_night_report(WRONG)), told(2, a_night_report()))
    assert "No longer" in text


def test_foreign_text_cannot_speak_to_the_terminal() -> None:
    text = story(told(1, a_night_report(WRONG)))
    assert "\x1b" not in text


def test_a_refused_run_says_why_and_accuses_nobody() -> None:
    text = story(told(1, None, refused="Nothing at all answered."))
    assert "Nothing at all answered." in text
    assert "no link was accused" in text


def test_an_incident_is_one_event() -> None:
    run = Run(
        at=NIGHT_ONE, simulated=True, incidents=(Incident(host="h.example", failed=3, asked=3),)
    )
    text = story(told(1, replace(a_night_report(), run=run)))
    assert "h.example: 3 of 3 links failed together." in text


def test_a_misfortune_is_announced_on_its_first_night_only() -> None:
    gone = Misfortune(fate=Fate.GONE, url=PDF, note="the page is gone")
    nights = [told(n, a_night_report(), misfortunes=(gone,)) for n in (1, 2)]
    assert story(*nights).count("the page is gone") == 1


def test_colours_come_only_when_the_terminal_has_them() -> None:
    assert "\x1b[" in story(told(1, a_night_report()), colours=True)
    assert "\x1b[" not in story(told(1, a_night_report()))


def test_the_chart_joins_equal_nights() -> None:
    assert Row(part="p", name="n", cells=("a", "b", "b")).words == "night 1: a; nights 2 to 3: b"
    assert Row(part="p", name="n", cells=("a", "a")).words == "a"


def test_the_chart_finds_every_player() -> None:
    world = World(misfortunes=(Misfortune(fate=Fate.GONE, url=PDF), Misfortune(fate=Fate.OFFLINE)))
    watching = an_entry_health(
        an_entry(pdf=PDF),
        a_verdict(
            Health.UNSTABLE,
            target=PDF,
            strikes=1,
            strikes_needed=2,
            flags=frozenset({Flag.INSECURE}),
        ),
    )
    (row,) = rows(world, [a_report(watching), None])
    assert row.cells == ("watching 1/2, insecure", "no verdict")
    assert row.words == "watching 1/2, insecure"
