"""Authors among those who commit, hold the copyright, or are named in CITATION.cff."""

from __future__ import annotations

from typing import Any

from bot.attribution.case import Case, Clue, EvidenceKind
from bot.attribution.judge import gather
from bot.attribution.paper import look_at
from tests.attribution_builders import a_paper, a_repository

AUTHORS = ("Ferreira", "Wang", "Okonkwo")


def clue(kind: EvidenceKind, **facts: Any) -> Clue | None:
    case = Case(look_at(a_paper(authors=AUTHORS)), a_repository("x/code", None, **facts))
    return next((found for found in gather(case) if found.kind is kind), None)


def contributors(*names: str) -> Clue | None:
    return clue(EvidenceKind.CONTRIBUTOR_IS_AUTHOR, contributors=names)


def test_people_who_commit_and_write_are_told_by_name() -> None:
    found = contributors("Inês Ferreira", "Chidi Okonkwo", "dependabot[bot]")
    assert found is not None
    assert found.strength == 1.0
    assert found.detail.startswith("Inês Ferreira, Chidi Okonkwo committed; the paper is by")


def test_a_rare_name_says_more_than_one_that_millions_bear() -> None:
    rare, common = contributors("ines ferreira"), contributors("Xiaoming Wang")
    assert rare is not None
    assert common is not None
    assert rare.strength > common.strength


def test_a_name_inside_another_word_is_not_that_name() -> None:
    assert contributors("Wangari Maathai", "okonkwosson") is None


def test_one_person_is_not_counted_for_two_authors() -> None:
    found = contributors("Wang Ferreira")
    assert found is not None
    assert found.strength < 1


def test_the_copyright_line_names_an_author() -> None:
    lines = ("Copyright (c) 2024 Inês Ferreira and contributors",)
    found = clue(EvidenceKind.COPYRIGHT_IS_AUTHORS, copyright_lines=lines)
    assert found is not None
    assert "Copyright (c) 2024" in found.detail
    nobody = ("Copyright (c) 2024 The Lab",)
    assert clue(EvidenceKind.COPYRIGHT_IS_AUTHORS, copyright_lines=nobody) is None


def test_authors_of_the_citation_file_count_as_cited() -> None:
    citation = (
        "cff-version: 1.2.0\ntitle: Some code\nauthors:\n  - family-names: Ferreira\n"
        '    given-names: Inês\n  - family-names: "Okonkwo"\n'
    )
    found = clue(EvidenceKind.AUTHORS_AGREE, citation=citation)
    assert found is not None
    assert "Ferreira" in found.detail
