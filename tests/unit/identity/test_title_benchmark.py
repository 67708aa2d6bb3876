"""The promise about titles, measured on pairs of real lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.titles import build_pairs, measure
from bot.identity.comparison import TitleMatch


@pytest.mark.slow
def test_no_true_pair_is_accused_and_false_ones_are_told_apart(shared: Path) -> None:
    pairs = build_pairs(shared, every=7)
    scores = measure(pairs)
    assert scores.pairs(same=True) >= 300
    assert scores.pairs(same=False) >= 300
    assert scores.share(TitleMatch.DIFFERENT, same=True) == 0.0
    assert scores.share(TitleMatch.SAME, TitleMatch.VARIANT, same=True) >= 0.99
    assert scores.share(TitleMatch.SAME, TitleMatch.VARIANT, same=False) <= 0.03
    # a link to any other paper of the same list is nearly always plainly different
    assert scores.share(TitleMatch.DIFFERENT, same=False, kind="same list") >= 0.9
