"""unsorted-id: entries outside their section, ids that count."""

from __future__ import annotations

import pytest

from bot.findings.unsorted_entry import find
from tests.unit.findings.lists import found


def test_an_entry_outside_its_section_is_noticed() -> None:
    entries = [{"section": "one"}, {"section": "two"}, {"section": "one"}]
    assert found(find, *entries, sections=("one", "two")) == [("ec", "notice")]


def test_sections_that_are_not_declared_stand_in_the_order_of_their_first_entry() -> None:
    entries = [{"section": "b"}, {"section": "b"}, {"section": "a"}, {"section": "b"}]
    assert found(find, *entries) == [("ed", "notice")]


@pytest.mark.parametrize("identifier", ["12", "entry-3", "paper17", "no-1"])
def test_an_id_that_counts_is_noticed(identifier: str) -> None:
    assert found(find, {"id": identifier}) == [(identifier, "notice")]


@pytest.mark.parametrize("identifier", ["m3d", "fusion-2", "entry-0a1b2c3d", "gpt-4"])
def test_an_id_with_a_number_in_it_is_fine(identifier: str) -> None:
    assert found(find, {"id": identifier}) == []
