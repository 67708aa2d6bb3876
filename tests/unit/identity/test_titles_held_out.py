"""The comparison on titles that were written before it was tuned."""

from __future__ import annotations

import pytest

from bot.identity.comparison import TitleMatch, compare_titles
from tests.unit.identity.titles_held_out import REWRITTEN, TWINS

#: what only a person can tell to be the same, or not quite the same (a correction is no paper)
ASKED = ("corrigendum", "Greek", "transliteration", "abbreviation spelled out")
#: too few words are left of these to recognise them
SHORT = ("Salt and empire", "Why do rivers meander?")


@pytest.mark.parametrize(("kind", "one", "other"), REWRITTEN)
def test_one_paper_written_in_two_ways_is_never_two(kind: str, one: str, other: str) -> None:
    comparison = compare_titles(one, other)
    assert comparison.match is not TitleMatch.DIFFERENT
    assert comparison.fits or kind in ASKED or other in SHORT


@pytest.mark.parametrize(("kind", "one", "other"), TWINS)
def test_two_papers_with_like_titles_are_told_apart(kind: str, one: str, other: str) -> None:
    assert compare_titles(one, other).match is TitleMatch.DIFFERENT, kind


def test_a_correction_is_not_the_paper() -> None:
    corrections = [pair for pair in REWRITTEN if pair[0] == "corrigendum"]
    assert corrections
    assert not any(compare_titles(one, other).fits for _, one, other in corrections)
