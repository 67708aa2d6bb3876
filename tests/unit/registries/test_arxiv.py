"""arXiv: one call for many papers, versions, withdrawals, announced code."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.model.papers import Integrity, PaperRecord, Scheme
from bot.registries import arxiv
from bot.registries.exchange import Garbage, RawAnswer
from tests.unit.registries.answers import AT, a_feed, a_record, an_atom_entry, pid

PAPER = pid("https://arxiv.org/abs/2401.00001")


def read(entry: str) -> PaperRecord:
    (found,) = arxiv.entries(a_feed(entry))
    return found.record(PAPER, at=AT)


def test_the_number_of_results_is_always_asked_for() -> None:
    ids = [f"2401.{number:05}" for number in range(130)]
    requests = list(arxiv.by_id(ids))
    assert [len(chunk) for chunk, _ in requests] == [100, 30]
    assert parse_qs(urlsplit(requests[1][1].url).query)["max_results"] == ["30"]


def test_what_is_no_identifier_is_not_asked() -> None:
    ((chunk, request),) = arxiv.by_id(["2401.00001", "nonsense", "cs/0112017v1"])
    assert chunk == ("2401.00001", "cs/0112017v1")
    assert "nonsense" not in request.url


def test_titles_are_searched_as_plain_words() -> None:
    request = arxiv.by_title(['Widgets: "quoted" AND (bracketed) all:everything', "Gadgets"])
    (words,) = parse_qs(urlsplit(request.url).query)["search_query"]
    assert words == 'ti:"Widgets quoted AND bracketed all everything" OR ti:"Gadgets"'


def test_an_entry_is_read() -> None:
    record = read(an_atom_entry())
    assert record.title == "Widget Models for Imaging"
    assert record.authors == ("Doe", "van der Roe")
    assert (record.version, record.year, record.arxiv) == (2, 2024, "2401.00001")
    assert record.doi == "10.48550/arxiv.2401.00001"
    assert record.integrity is Integrity.SOUND


def test_a_publication_that_the_authors_name_is_read() -> None:
    extra = (
        "<arxiv:doi>10.5555/Widgets.2025.1</arxiv:doi>"
        "<arxiv:journal_ref>Widgets 12 (2025) 1-9</arxiv:journal_ref>"
    )
    record = read(an_atom_entry(extra=extra))
    assert record.published_as == "10.5555/widgets.2025.1"
    own = "<arxiv:doi>10.48550/arXiv.2401.00001</arxiv:doi>"
    assert read(an_atom_entry(extra=own)).published_as is None


@pytest.mark.parametrize(
    "comment",
    ["This paper has been withdrawn by the authors due to an error", "Withdrawn", "withdrawal"],
)
def test_a_comment_tells_of_a_withdrawal(comment: str) -> None:
    record = read(an_atom_entry(comment=comment))
    assert record.integrity is Integrity.WITHDRAWN
    assert comment in record.integrity_note


def test_an_abstract_that_begins_with_it_tells_of_a_withdrawal() -> None:
    assert read(
        an_atom_entry(summary="This paper has been withdrawn by the author.")
    ).integrity is (Integrity.WITHDRAWN)
    fine = "Money is withdrawn from machines. This paper studies withdrawals."
    assert read(an_atom_entry(summary=fine)).integrity is Integrity.SOUND


def test_code_that_the_authors_announce_is_found() -> None:
    summary = "We build on https://github.com/other/tool. Our code is available at https://github.com/Doe/widgets."
    assert read(an_atom_entry(summary=summary)).code_urls == ("https://github.com/Doe/widgets",)
    comment = "Accepted. Code: https://github.com/doe/w.git"
    assert read(an_atom_entry(comment=comment)).code_urls == ("https://github.com/doe/w",)


def test_versions_before_the_latest_are_asked_by_number() -> None:
    record = a_record("https://arxiv.org/abs/2401.00001", "arxiv", arxiv="2401.00001", version=3)
    assert arxiv.earlier_versions(record) == ("2401.00001v1", "2401.00001v2")


def test_an_error_entry_is_no_paper() -> None:
    error = (
        "<entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_x</id>"
        "<title>Error</title></entry>"
    )
    assert arxiv.entries(a_feed(error)) == ()
    assert arxiv.entries(a_feed()) == ()


def test_old_identifiers_are_read() -> None:
    (entry,) = arxiv.entries(a_feed(an_atom_entry("cs/0112017v1")))
    assert (entry.id.scheme, entry.id.value, entry.version) == (Scheme.ARXIV, "cs/0112017", 1)


@pytest.mark.parametrize(
    "body",
    [
        b"Rate exceeded.",
        b"",
        b"<html><body>soon</body></html>",
        b"<feed><entry>",
        b"<!DOCTYPE feed [<!ENTITY a 'aaaa'>]><feed xmlns='http://www.w3.org/2005/Atom'>&a;</feed>",
        b"\xff\xfe<feed",
        b"<?xml version='1.0' encoding='nonsense'?><feed/>",
    ],
)
def test_anything_else_is_garbage(body: bytes) -> None:
    with pytest.raises(Garbage):
        arxiv.entries(RawAnswer(status=200, body=body))
