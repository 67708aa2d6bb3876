"""The promise about titles, measured on pairs of real lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.renamed import RENAMED
from benchmarks.title_pairs import build_pairs, read_lists
from benchmarks.titles import measure
from bot.identity.comparison import TitleMatch, compare_titles


@pytest.mark.slow
def test_no_true_pair_is_accused_and_false_ones_are_told_apart(shared: Path) -> None:
    pairs = build_pairs(read_lists(shared), every=7)
    scores = measure(pairs)
    assert scores.pairs(same=True) >= 300
    assert scores.pairs(same=False) >= 300
    assert scores.share(TitleMatch.DIFFERENT, same=True) == 0.0
    for kind in ("case", "hyphens", "markup", "notice", "plural", "spelling", "typo"):
        assert scores.share(TitleMatch.SAME, TitleMatch.VARIANT, same=True, kind=kind) >= 0.98
    assert scores.share(TitleMatch.SAME, TitleMatch.VARIANT, same=False) <= 0.01
    assert scores.share(TitleMatch.DIFFERENT, same=False) >= 0.97
    for kind in ("same list", "neighbour", "twin"):
        assert scores.share(TitleMatch.DIFFERENT, same=False, kind=kind) >= 0.97


def test_the_titles_of_renamed_papers_are_hardly_ever_plainly_apart() -> None:
    apart = [pair for pair in RENAMED if compare_titles(*pair).is_apart]
    assert len(apart) <= 0.1 * len(RENAMED)
