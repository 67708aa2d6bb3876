"""Promises of code: noticed, looked at again once a month, and good news when kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.attribution.promises import announcement, is_due, with_arrivals
from tests.attribution_builders import a_repository

NOW = datetime(2026, 11, 1, tzinfo=UTC)
WAITING = a_repository(
    readme="# X\n\nWe are busy. The code will be released upon acceptance. Stay tuned!\n",
    is_empty=False,
    is_code_free=True,
    has_release=False,
    licence=None,
)


@pytest.mark.parametrize(
    "text",
    [
        "Code coming soon!",
        "Comming Soon!",
        "The source code and pretrained models will be released after official acceptance.",
        "Code will be available soon !!",
        "This repo is still under construction.",
        "We will release the code in March.",
        "代码即将开源，敬请期待。",
        "Code: TBA",
    ],
)
def test_promises_are_noticed_in_many_words(text: str) -> None:
    assert announcement(replace(WAITING, readme=f"# X\n\n{text}\n"))


def test_only_the_sentence_of_the_promise_is_quoted() -> None:
    assert announcement(WAITING) == "The code will be released upon acceptance. Stay tuned!"


def test_an_empty_repository_promises_without_words_and_one_with_code_does_not() -> None:
    assert announcement(replace(WAITING, readme=None, is_empty=True)) == ""
    assert announcement(replace(WAITING, is_code_free=False)) is None


def test_a_promise_is_due_once_a_month_or_with_a_new_commit() -> None:
    asked = replace(WAITING, contents_at=NOW, head="a", contents_head="a")
    assert not is_due(asked, now=NOW + timedelta(days=29))
    assert is_due(asked, now=NOW + timedelta(days=30))
    assert is_due(replace(asked, head="b"), now=NOW + timedelta(days=1))
    assert not is_due(replace(asked, is_code_free=False), now=NOW + timedelta(days=90))


def test_code_licence_and_release_are_news_for_a_month() -> None:
    kept = replace(WAITING, is_code_free=False)
    first = with_arrivals(WAITING, kept, now=NOW)
    assert (first.arrived, first.arrived_at) == (("code",), NOW)
    later = NOW + timedelta(days=10)
    second = with_arrivals(first, replace(kept, licence="MIT"), now=later)
    assert (second.arrived, second.arrived_at) == (("code", "licence"), later)
    old = with_arrivals(second, replace(kept, licence="MIT"), now=later + timedelta(days=31))
    assert old.arrived == ()


def test_a_repository_that_always_had_code_brings_no_news() -> None:
    full = replace(WAITING, is_code_free=False)
    assert (
        with_arrivals(full, replace(full, licence="MIT", has_release=True), now=NOW).arrived == ()
    )
    assert with_arrivals(None, full, now=NOW).arrived == ()
