"""The simulated search answers in GitHub's shape, and finds what stands where it was told to look."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.rehearsal.exchange import Reply
from tests.contract.github import answer_complaints
from tests.worlds import a_world, ask


def search(query: str) -> Reply:
    address = f"https://api.github.com/search/repositories?{urlencode({'q': query, 'per_page': 6})}"
    return ask(a_world(), address, authorization="Bearer simulated-token")


def names(query: str) -> list[str]:
    body: dict[str, Any] = json.loads(search(query).body)
    return [item["full_name"] for item in body["items"]]


def test_its_answer_is_one_that_github_could_give() -> None:
    reply = search("WidgetNet in:name")
    assert reply.status == 200
    body = json.loads(reply.body)
    assert body["total_count"] == 1
    assert answer_complaints("GET", "/search/repositories", 200, body) == []


def test_a_name_is_found_whatever_its_case() -> None:
    assert names("widgetnet in:name") == ["widget-lab/WidgetNet"]


@pytest.mark.parametrize("query", ["", "in:readme", "x" * 300])
def test_what_github_cannot_read_is_422(query: str) -> None:
    assert search(query).status == 422


def test_nothing_is_found_that_does_not_hold_the_phrase() -> None:
    assert names('"no such phrase anywhere" in:readme,description') == []
