"""Crossref: what is asked, and what is read past all traps."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.model.papers import Integrity
from bot.registries import crossref
from bot.registries.exchange import Garbage, RawAnswer
from tests.unit.registries.answers import AT, a_work, pid, raw, works


def only(**fields: object) -> crossref.CrossrefWork:
    (work,) = crossref.works(works(a_work(**fields)))
    return work


def test_many_dois_are_asked_in_one_list_with_the_key_repeated() -> None:
    dois = [f"10.5555/w.{number}" for number in range(45)]
    requests = list(crossref.by_doi(dois, "me@example.org"))
    assert [len(chunk) for chunk, _ in requests] == [40, 5]
    query = parse_qs(urlsplit(requests[1][1].url).query)
    assert query["filter"] == [
        "doi:10.5555/w.40,doi:10.5555/w.41,doi:10.5555/w.42,doi:10.5555/w.43,doi:10.5555/w.44"
    ]
    assert query["rows"] == ["5"]
    assert query["mailto"] == ["me@example.org"]
    assert "|" not in requests[0][1].url


def test_a_doi_that_could_rewrite_a_filter_is_asked_by_itself() -> None:
    odd = "10.5555/a,alternative-id:b"
    ((chunk, request),) = crossref.by_doi([odd])
    assert chunk == (odd,)
    assert request.url == "https://api.crossref.org/works/10.5555%2Fa%2Calternative-id%3Ab"
    assert request.meaningful == (404,)


@pytest.mark.parametrize("number", ["S123,alternative-id:other", "", "S1:2", "s1566253521001159"])
def test_a_number_that_is_none_never_reaches_a_filter(number: str) -> None:
    with pytest.raises(ValueError, match="filter"):
        crossref.by_alternative_id([number])


def test_a_title_search_sends_words_and_names() -> None:
    request = crossref.by_title(
        "Widgets &amp; <i>Gadgets</i>", authors=("Doe", "Roe", "Poe"), year=2024
    )
    query = parse_qs(urlsplit(request.url).query)
    assert query["query.bibliographic"] == ["Widgets & Gadgets Doe Roe 2024"]
    assert "query.title" not in query


def test_title_authors_year_venue_and_address_are_read() -> None:
    work = only()
    assert work.title == "WidgetSyn: Text-Guided Synthesis of 3D Widgets"
    assert work.authors == ("Doe", "Consortium")
    assert (work.year, work.venue) == (2024, "Example Transactions on Widgets")
    assert work.landing_url == "https://ieeexplore.ieee.org/document/90000001/"
    assert work.integrity is Integrity.SOUND


def test_a_split_title_is_known_joined_and_apart() -> None:
    work = only(title=["Widgets"], subtitle=["A Long Story"])
    assert work.title == "Widgets: A Long Story"
    assert work.other_titles == ("Widgets",)


def test_a_record_without_title_or_date_is_still_a_record() -> None:
    work = only(title=[], issued={"date-parts": [[None]]}, author=None, resource=None)
    assert (work.title, work.year, work.authors, work.landing_url) == ("", None, (), None)


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("retraction", Integrity.RETRACTED),
        ("removal", Integrity.RETRACTED),
        ("withdrawal", Integrity.WITHDRAWN),
        ("expression_of_concern", Integrity.CONCERN),
        ("partial_retraction", Integrity.CONCERN),
        ("correction", Integrity.SOUND),
        ("erratum", Integrity.SOUND),
        ("addendum", Integrity.SOUND),
        ("something-new", Integrity.SOUND),
    ],
)
def test_notices_on_the_article_count_and_corrections_do_not(kind: str, state: Integrity) -> None:
    work = only(**{"updated-by": [
        {"DOI": "10.5555/notice.0", "type": "correction", "source": "publisher"},
        {"DOI": "10.5555/notice.1", "type": kind, "source": "retraction-watch"},
    ]})  # fmt: skip
    assert work.integrity is state
    if state is not Integrity.SOUND:
        assert work.integrity_url == "https://doi.org/10.5555/notice.1"
        assert "retraction-watch" in work.integrity_note


def test_the_worst_notice_is_told() -> None:
    kinds = ("expression_of_concern", "retraction")
    notices = [{"DOI": f"10.5555/{kind}", "type": kind} for kind in kinds]
    assert only(**{"updated-by": notices}).integrity is Integrity.RETRACTED


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("RETRACTED: Widgets", Integrity.RETRACTED),
        ("RETRACTED ARTICLE: Widgets", Integrity.RETRACTED),
        ("WITHDRAWN: Widgets", Integrity.WITHDRAWN),
        ("Retracted objects: a survey of widgets", Integrity.SOUND),
    ],
)
def test_a_title_that_begins_with_a_notice_is_one(title: str, state: Integrity) -> None:
    work = only(title=[title])
    assert work.integrity is state


def test_components_and_known_copies_are_no_papers() -> None:
    assert only().is_paper
    assert not only(type="component").is_paper
    assert not only(DOI="10.65215/abc.1", type="posted-content").is_paper


def test_the_published_version_is_read_from_the_relation() -> None:
    relation = {
        "is-preprint-of": [{"id-type": "doi", "id": "10.5555/J.1", "asserted-by": "object"}]
    }
    assert only(relation=relation).published_as == "10.5555/j.1"


def test_a_record_says_who_asked_and_when() -> None:
    paper = pid("https://ieeexplore.ieee.org/document/90000001")
    record = only().record(paper, at=AT)
    assert (record.id, record.source, record.fetched_at) == (paper, "crossref", AT)


def test_a_single_record_and_a_miss_are_read() -> None:
    (work,) = crossref.works(raw({"status": "ok", "message-type": "work", "message": a_work()}))
    assert work.doi == "10.5555/tmi.2024.1"
    assert crossref.works(RawAnswer(status=404, body=b"Resource not found.")) == ()


@pytest.mark.parametrize(
    "body",
    [
        b"<html>Just a moment...</html>",
        b"",
        b"[]",
        b'{"status":"failed","message-type":"validation-failure","message":[]}',
        b'{"status":"ok","message-type":"work-list","message":{"items":"many"}}',
        b'{"status":"ok","message-type":"work-list"}',
        b"[" * 100_000,
    ],
)
def test_anything_else_is_garbage(body: bytes) -> None:
    with pytest.raises(Garbage):
        crossref.works(RawAnswer(status=200, body=body))


def test_text_that_cannot_be_written_to_a_file_is_mended() -> None:
    assert only(title=["Broken \ud83d widgets"]).title == "Broken widgets"
