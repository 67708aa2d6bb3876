"""Every behaviour of the table, over real sockets and TLS, judged by one run alone."""

from __future__ import annotations

import asyncio

import pytest

from benchmarks.accuracy import Judged, judge_table
from benchmarks.behaviours import TABLE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def judged() -> dict[str, Judged]:
    return {one.row.name: one for one in asyncio.run(judge_table())}


def test_the_table_is_worth_its_name() -> None:
    assert len(TABLE) >= 120
    assert len({row.name for row in TABLE}) == len(TABLE)


def test_no_living_page_is_accused_and_nothing_dead_is_believed(judged: dict[str, Judged]) -> None:
    assert [name for name, one in judged.items() if one.accuses_wrongly] == []
    assert [name for name, one in judged.items() if one.believes_wrongly] == []


@pytest.mark.parametrize("name", [row.name for row in TABLE])
def test_a_behaviour_is_judged_as_a_careful_person_would(
    judged: dict[str, Judged], name: str
) -> None:
    one = judged[name]
    observation = one.look.observation
    assert one.right, (one.row.truth, one.verdict.health, observation)
