"""duplicate: the same paper twice."""

from __future__ import annotations

from bot.findings.duplicate_entry import find
from tests.unit.findings.lists import OTHER, PDF, TITLE, a_list, found


def test_the_same_identifier_and_title_are_one_paper() -> None:
    one = {"title": TITLE, "pdf": PDF}
    assert found(find, one, {}, one) == [("ec", "decision")]


def test_spellings_of_the_address_and_of_the_title_do_not_hide_it() -> None:
    again = {"title": TITLE.upper() + ".", "pdf": "http://www.arxiv.org/pdf/2404.16192v2.pdf"}
    assert found(find, {"title": TITLE, "pdf": PDF}, again) == [("eb", "decision")]


def test_a_doi_field_is_an_identifier_too() -> None:
    one = {"title": TITLE, "pdf": "https://doi.org/10.1007/978-3-031-16443-9_69"}
    other = {"title": TITLE, "doi": "10.1007/978-3-031-16443-9_69"}
    assert found(find, one, other) == [("eb", "decision")]


def test_the_same_paper_in_two_sections_may_be_meant() -> None:
    one = {"title": TITLE, "pdf": PDF}
    assert found(find, one, {**one, "section": "other"}) == [("eb", "question")]


def test_the_same_title_with_another_link_may_be_preprint_and_journal_version() -> None:
    assert found(find, {"title": TITLE}, {"title": TITLE}) == [("eb", "question")]


def test_a_name_that_two_things_share_is_no_title() -> None:
    assert found(find, {"title": "Merlin"}, {"title": "Merlin"}) == []


def test_three_copies_are_two_findings() -> None:
    one = {"title": TITLE, "pdf": PDF}
    assert found(find, one, one, one) == [("eb", "decision"), ("ec", "decision")]


def test_different_papers_are_none() -> None:
    assert found(find, {"title": TITLE}, {"title": OTHER}) == []


def test_it_names_the_first_one_with_its_line() -> None:
    one = {"title": TITLE, "pdf": PDF}
    finding = next(find(a_list(one, one)))
    assert "(entries.yml:4)" in finding.summary
    assert [(r.entry_id, r.span.line) for r in finding.related] == [("ea", 4)]
