"""shared-code: a question, never an accusation."""

from __future__ import annotations

from bot.findings.shared_code import find
from tests.unit.findings.lists import CODE, OTHER, PDF, TITLE, a_list, found


def test_two_papers_with_one_repository_are_asked_about() -> None:
    one, other = {"title": TITLE, "code": CODE}, {"title": OTHER, "code": CODE}
    assert found(find, one, other) == [("eb", "question")]


def test_spelling_does_not_hide_it() -> None:
    one = {"title": TITLE, "code": "https://github.com/Owner/Name"}
    other = {"title": OTHER, "code": "http://www.github.com/owner/name.git"}
    assert found(find, one, other) == [("eb", "question")]


def test_folders_of_one_repository_are_different_places() -> None:
    one = {"title": TITLE, "code": f"{CODE}/tree/main/a"}
    other = {"title": OTHER, "code": f"{CODE}/tree/main/b"}
    assert found(find, one, other) == []


def test_a_paper_that_is_listed_twice_may_have_its_code_twice() -> None:
    one = {"title": TITLE, "pdf": PDF, "code": CODE}
    assert found(find, one, one) == []


def test_many_papers_of_one_repository_are_one_question() -> None:
    entries = [
        {"title": title, "code": CODE}
        for title in (TITLE, OTHER, "Optimal transport of medieval manuscripts by sea")
    ]
    findings = list(find(a_list(*entries)))
    assert len(findings) == 1
    assert "and of 1 more" in findings[0].summary
    assert [r.entry_id for r in findings[0].related] == ["ea", "ec"]


def test_pages_that_are_no_repository_can_be_shared_too() -> None:
    page = "https://example.org/competition/"
    one, other = {"title": TITLE, "code": page}, {"title": OTHER, "code": page}
    assert found(find, one, other) == [("eb", "question")]
