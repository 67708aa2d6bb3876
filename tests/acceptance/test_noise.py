"""The noise budget: what a month of a list of 500 entries may ask of its maintainer."""

from __future__ import annotations

import pytest

from benchmarks.noise import a_month


@pytest.mark.slow
def test_a_month_of_flaky_hosts_asks_almost_nothing_for_nothing() -> None:
    month = a_month(seed=500)
    assert month.wrong_issues <= 1
    assert month.wrong_rows <= 0.05 * month.rows
    assert month.found == month.died
    assert month.right_issues >= 5
    assert month.pull_requests <= 4
    assert (month.mentions, month.comments, month.stuck) == (0, 0, 0)
