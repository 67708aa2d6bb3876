"""doi.org: agencies in lists, handles one by one, and what a 404 means."""

from __future__ import annotations

import pytest

from bot.registries import doi_org
from bot.registries.doi_org import Registration
from bot.registries.exchange import Garbage, RawAnswer
from tests.unit.registries.answers import raw

DOI = "10.5555/tmi.2024.1"


def a_handle(code: int, *, status: int = 200, url: str | None = None, name: str = DOI) -> RawAnswer:
    values = [{"index": 700, "type": "HS_ADMIN", "data": {"value": {"handle": "0.na/10"}}}]
    if url:
        values.append({"index": 1, "type": "URL", "data": {"format": "string", "value": url}})
    return raw({"responseCode": code, "handle": name.upper(), "values": values}, status)


def test_a_registered_doi_tells_its_address() -> None:
    found = doi_org.read_handle(a_handle(1, url="https://publisher.example/1"), DOI)
    assert found.state is Registration.REGISTERED
    assert found.landing_url == "https://publisher.example/1"


def test_the_code_counts_and_not_the_status() -> None:
    absent = raw({"responseCode": 100, "handle": DOI}, 404)
    assert doi_org.read_handle(absent, DOI).state is Registration.ABSENT
    empty = a_handle(200)
    assert doi_org.read_handle(empty, DOI).state is Registration.WITHOUT_ADDRESS
    assert doi_org.read_handle(a_handle(1), DOI).state is Registration.WITHOUT_ADDRESS


@pytest.mark.parametrize(
    "answer",
    [
        RawAnswer(status=404, body=b"<html>Not Found</html>"),
        RawAnswer(status=200, body=b"<html>Just a moment...</html>"),
        raw({"responseCode": 2, "handle": DOI}),
        raw({"handle": DOI}),
        raw({"responseCode": 100, "handle": "10.5555/another"}, 404),
        raw([]),
    ],
)
def test_a_page_or_an_answer_about_something_else_decides_nothing(answer: RawAnswer) -> None:
    with pytest.raises(Garbage):
        doi_org.read_handle(answer, DOI)


def test_agencies_are_read_and_odd_lines_left_out() -> None:
    found = doi_org.read_agencies(
        raw(
            [
                {"DOI": "10.5555/A", "RA": "Crossref"},
                {"DOI": "10.5555/b", "status": "DOI does not exist"},
                {"DOI": "10.5555/c", "status": "Invalid DOI"},
                "?",
            ]
        )
    )
    assert found == {"10.5555/a": "Crossref", "10.5555/b": None}


def test_lists_of_agencies_stay_short_enough_for_a_url() -> None:
    dois = [f"10.5555/{'x' * 100}.{number}" for number in range(60)]
    requests = list(doi_org.agencies([*dois, "10.5555/with,comma"]))
    assert [doi for chunk, _ in requests for doi in chunk] == dois
    assert all(len(request.url) < 4000 for _, request in requests)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.crossref.org/deleted_DOI.html",
        "http://crossref.org/_deleted-doi/",
        "https://www.crossref.org/_deleted-doi/",
    ],
)
def test_a_doi_that_was_given_up_is_known_by_its_address(url: str) -> None:
    assert doi_org.is_retired(url)


def test_an_ordinary_address_is_not_given_up() -> None:
    assert not doi_org.is_retired("https://publisher.example/crossref.org/deleted_DOI")
    assert not doi_org.is_retired(None)
