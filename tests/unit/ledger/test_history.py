"""The ledger keeps what was seen, in as few lines as changes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import StateError
from bot.ledger.history import Ledger
from bot.ledger.lines import LINKS_HEADER, links_to_text, parse_ledger, runs_to_text
from bot.model.observations import Outcome
from bot.model.runs import Incident, Run
from tests.builders import URL, a_ledger, an_observation, night


def _through_text(ledger: Ledger) -> Ledger:
    return parse_ledger(links_to_text(ledger), runs_to_text(ledger))


def test_a_night_without_change_adds_one_line_to_the_runs_and_none_to_the_links() -> None:
    once = a_ledger(Outcome.ANSWERED)
    twice = a_ledger(Outcome.ANSWERED, Outcome.ANSWERED)
    assert links_to_text(once) == links_to_text(twice)
    assert runs_to_text(twice).startswith(runs_to_text(once))
    assert runs_to_text(twice).count("\n") == 2


def test_every_night_that_looked_is_a_sighting_even_without_a_change() -> None:
    ledger = a_ledger(Outcome.ANSWERED, None, Outcome.ANSWERED, Outcome.NOT_FOUND)
    seen = [(s.run.at, s.observation.outcome) for s in ledger.sightings(URL)]
    assert seen == [
        (night(0), Outcome.ANSWERED),
        (night(2), Outcome.ANSWERED),
        (night(3), Outcome.NOT_FOUND),
    ]


def test_newest_first_is_the_same_turned_round() -> None:
    ledger = a_ledger(Outcome.NOT_FOUND, Outcome.ANSWERED, Outcome.WALLED, Outcome.WALLED)
    assert list(ledger.sightings(URL, newest_first=True)) == list(ledger.sightings(URL))[::-1]


def test_a_second_target_gets_the_next_number_and_keeps_it() -> None:
    ledger = a_ledger(Outcome.ANSWERED).extended_by(
        Run(at=night(1)), [an_observation(target="https://a.example/new")]
    )
    ledger = ledger.extended_by(Run(at=night(2)), [an_observation(target="https://a.example/new")])
    assert ledger.timelines["https://a.example/new"].number == 1
    assert str(ledger.runs[-1].visits) == "1"
    assert ledger.last_visit(URL) == night(0)


def test_a_run_in_the_past_is_refused() -> None:
    ledger = a_ledger(Outcome.ANSWERED, Outcome.ANSWERED)
    with pytest.raises(ValueError, match="cannot follow"):
        ledger.extended_by(Run(at=night(1)), [])


def test_text_brings_everything_back() -> None:
    look = an_observation(
        target="https://a.example/tab%09",
        status=200,
        final_url="https://b.example/\t\n\\-",
        permanent=True,
        secure_twin=True,
        reason="-",
    )
    incident = Incident(host="a.example", failed=3, asked=4, reason="timed-out")
    run = Run(at=night(0), incidents=(incident,), simulated=True)
    ledger = Ledger().extended_by(run, [look])
    assert _through_text(ledger) == ledger


@pytest.mark.parametrize(
    ("links", "runs", "place"),
    [
        (LINKS_HEADER + "\nhttps://a.example/\t0\n", "", "links.tsv:2"),
        ("# listbot ledger, format 99\n", "", "links.tsv:1"),
        (LINKS_HEADER + "\nhttps://a.example/\t0\t2026\tx\ty\t-\t-\t-\t-\n", "", "links.tsv:2"),
        ("", '{"at": "yesterday", "visits": ""}\n', "runs.jsonl:1"),
        ("", '{"at": "2026-11-01T00:00:00Z", "visits": "9-3"}\n', "runs.jsonl:1"),
        ("", "[]\n", "runs.jsonl:1"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(links: str, runs: str, place: str) -> None:
    with pytest.raises(StateError, match=place):
        parse_ledger(links, runs)


def test_compacting_forgets_old_nights_but_not_the_state_of_a_target() -> None:
    ledger = a_ledger(Outcome.ANSWERED, Outcome.NOT_FOUND, Outcome.NOT_FOUND, Outcome.ANSWERED)
    short = ledger.compacted(now=night(3), keep=timedelta(days=1))
    assert len(short.runs) == 2
    assert [s.observation.outcome for s in short.sightings(URL)] == [
        Outcome.NOT_FOUND,
        Outcome.ANSWERED,
    ]
