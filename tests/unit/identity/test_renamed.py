"""Papers that got a new title are not accused, by whatever way; near-twins of other people are."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.renamed import RENAMED
from bot.identity.comparison import TitleMatch, compare_titles
from bot.model.papers import Identity
from tests.unit.identity.cases import (
    DOI,
    STRANGERS,
    TEAM,
    crossref,
    entry_of,
    found,
    judge,
    judge_all,
    openalex,
)

BOTH_WAYS = (*RENAMED, *(pair[::-1] for pair in RENAMED))
NEAR = [pair for pair in BOTH_WAYS if compare_titles(*pair).is_near]
WRONG = (Identity.WRONG_CERTAIN, Identity.WRONG_PROBABLE)


def test_renamed_papers_are_not_accused_when_their_people_are_known() -> None:
    for old, new in BOTH_WAYS:
        elsewhere = found(DOI, old, authors=TEAM)
        judgement = judge(entry_of(old, DOI), crossref(DOI, new), openalex(DOI, new), elsewhere)
        assert judgement.identity not in WRONG


def test_hardly_any_renamed_paper_is_accused_when_nobody_else_is_known() -> None:
    accused = [
        (old, new)
        for old, new in BOTH_WAYS
        if judge(entry_of(old, DOI), crossref(DOI, new), openalex(DOI, new)).identity in WRONG
    ]
    assert all(compare_titles(*pair).is_apart for pair in accused)
    assert len(accused) <= 4  # two papers, both ways: nothing in their titles is the same


def test_a_title_that_is_near_is_not_accused_for_another_entry_with_the_link() -> None:
    assert len(NEAR) >= 10
    for old, new in NEAR:
        entries = entry_of(new, DOI), entry_of(old, DOI, entry_id="two")
        right, renamed = judge_all(entries, crossref(DOI, new), openalex(DOI, new))
        assert right.identity is Identity.CONFIRMED
        assert renamed.identity is Identity.UNKNOWN


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"authors": ("Doe", "Smith", "Brown", "White", "Green", "Black")},  # the team has grown
        {"authors": ("Jane", "Rick", "Paul"), "full_names": ("Doe Jane", "Roe Rick", "Poe Paul")},
        {"authors": ()},
    ],
)
def test_near_titles_are_not_accused_while_the_people_may_be_the_same(
    elsewhere: dict[str, Any],
) -> None:
    names = ("Jane Doe", "Rick Roe", "Paul Poe")
    for old, new in NEAR:
        records = (
            crossref(DOI, new, full_names=names),
            openalex(DOI, new),
            found(DOI, old, **elsewhere),
        )
        assert judge(entry_of(old, DOI), *records).identity is Identity.UNKNOWN


TWIN = "Torn Widget Segmentation in Tomography", "Torn Widget Classification in Tomography"


def test_a_near_twin_of_other_people_is_a_question() -> None:
    entry, other = TWIN
    elsewhere = found(DOI, entry, authors=STRANGERS)
    judgement = judge(entry_of(entry, DOI), crossref(DOI, other), openalex(DOI, other), elsewhere)
    assert judgement.identity is Identity.WRONG_PROBABLE
    assert judgement.intended is not None
    assert "“segmentation”" in judgement.evidence[0].detail
    assert "“classification”" in judgement.evidence[0].detail


def test_a_near_twin_of_other_people_that_is_listed_too_is_certain() -> None:
    entry, other = TWIN
    entries = entry_of(other, DOI), entry_of(entry, DOI, entry_id="two")
    elsewhere = found(DOI, entry, authors=STRANGERS)
    _, wrong = judge_all(entries, crossref(DOI, other), openalex(DOI, other), elsewhere)
    assert wrong.identity is Identity.WRONG_CERTAIN


def test_one_registry_alone_does_not_accuse_a_near_twin() -> None:
    entry, other = TWIN
    elsewhere = found(DOI, entry, authors=STRANGERS)
    assert judge(entry_of(entry, DOI), crossref(DOI, other), elsewhere).identity is Identity.UNKNOWN


def test_the_renamed_papers_hold_near_titles_and_plainly_other_ones() -> None:
    matches = [compare_titles(*pair).match for pair in RENAMED]
    assert matches.count(TitleMatch.DIFFERENT) >= 10
