"""shared-identifier: two papers, one identifier."""

from __future__ import annotations

from bot.findings.shared_identifier import find
from tests.unit.findings.lists import OTHER, PDF, TITLE, found

IEEE = "https://ieeexplore.ieee.org/abstract/document/10566053/"


def test_one_number_for_two_papers_is_wrong_for_one_of_them() -> None:
    one, other = {"title": TITLE, "pdf": IEEE}, {"title": OTHER, "pdf": IEEE}
    assert found(find, one, {}, other) == [("ec", "decision")]


def test_a_page_that_is_no_paper_may_show_several() -> None:
    page = "https://example.org/proceedings"
    assert found(find, {"title": TITLE, "pdf": page}, {"title": OTHER, "pdf": page}) == [
        ("eb", "question")
    ]


def test_a_duplicate_is_not_its_business() -> None:
    one = {"title": TITLE, "pdf": PDF}
    assert found(find, one, one) == []


def test_a_copied_row_among_duplicates_is_found_once() -> None:
    one, other = {"title": TITLE, "pdf": PDF}, {"title": OTHER, "pdf": PDF}
    assert found(find, one, other, one, other) == [("eb", "decision")]
