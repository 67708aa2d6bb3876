"""How long answers stay good."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.model.papers import About, PaperRecord
from bot.registries.freshness import age_limit, is_due_soon, is_fresh
from tests.unit.registries.answers import AT, a_record

URL = "https://doi.org/10.5555/one"


def test_retraction_state_is_never_older_than_a_week() -> None:
    for number in range(200):
        record = a_record(f"https://doi.org/10.5555/{number}", "crossref", title="Widgets")
        assert timedelta(days=4) < age_limit(record) <= timedelta(days=7)


def test_a_list_that_was_asked_in_one_night_is_not_asked_again_in_one_night() -> None:
    records = [a_record(f"https://doi.org/10.5555/{n}", title="W") for n in range(100)]
    due = [
        sum(not is_fresh(record, now=AT + timedelta(days=day)) for record in records)
        for day in range(9)
    ]
    assert due[0] == due[4] == 0
    assert due[8] == 100
    assert 0 < due[5] < due[6] < 100


def test_the_limit_does_not_change_from_run_to_run() -> None:
    assert age_limit(a_record(URL)) == age_limit(a_record(URL))


def test_searches_that_found_nothing_rest_for_weeks() -> None:
    record = PaperRecord(
        id=a_record(URL).id,
        source="crossref",
        about=About.SEARCH,
        searched_title="W",
        fetched_at=AT,
    )
    assert is_fresh(record, now=AT + timedelta(days=30))
    assert not is_fresh(record, now=AT + timedelta(days=46))


def test_what_one_source_alone_says_against_the_list_is_asked_again_tomorrow() -> None:
    record = a_record(URL, title="Widgets")
    tomorrow = AT + timedelta(days=1)
    assert is_fresh(record, now=tomorrow)
    assert not is_fresh(record, now=tomorrow, doubted=True)


def test_an_answer_without_a_date_or_from_the_future_is_asked_again() -> None:
    record = a_record(URL, title="Widgets")
    assert not is_fresh(replace(record, fetched_at=None), now=AT)
    assert not is_fresh(record, now=AT - timedelta(days=1))


def test_what_is_nearly_due_rides_along() -> None:
    record = a_record(URL, title="Widgets")
    assert not is_due_soon(record, now=AT + timedelta(days=1))
    assert is_due_soon(record, now=AT + timedelta(days=5))
    assert is_due_soon(replace(record, fetched_at=None), now=AT)
