"""Two spellings of one node id are one repository."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.node_ids import node_id_of, repository_number, same_account, same_repository
from bot.model.repositories import RepoFacts, RepoSlug, RepoState


@pytest.mark.parametrize(
    ("node_id", "number"),
    [
        ("MDEwOlJlcG9zaXRvcnkxMjk2MjY5", 1_296_269),
        ("R_kgDOABPHjQ", 1_296_269),
        ("R_c2ltdWxhdGVk", None),
        ("MDQ6VXNlcjU4MzIzMQ==", None),
        ("", None),
        ("é", None),
    ],
)
def test_the_number_inside_is_read(node_id: str, number: int | None) -> None:
    assert repository_number(node_id) == number


@given(st.integers(min_value=1, max_value=2**63 - 1))
def test_both_spellings_carry_the_same_number(number: int) -> None:
    legacy = base64.b64encode(f"010:Repository{number}".encode()).decode()
    assert repository_number(node_id_of(number)) == number
    assert same_repository(legacy, node_id_of(number))
    assert not same_repository(legacy, node_id_of(number + 1))


@given(st.text())
def test_any_text_is_the_same_as_itself(text: str) -> None:
    assert same_repository(text, text)


@pytest.mark.parametrize(
    ("first", "now", "is_hijacked"),
    [
        ("R_kgDOABPHjQ", "MDEwOlJlcG9zaXRvcnkxMjk2MjY5", False),
        ("R_kgDOABPHjQ", "R_kgDOABPHng", True),
        ("R_x", "R_y", True),
        (None, "R_y", False),
        ("R_x", None, False),
    ],
)
def test_only_another_repository_under_the_name_is_a_hijack(
    first: str | None, now: str | None, is_hijacked: bool
) -> None:
    facts = RepoFacts(
        slug=RepoSlug(owner="a", name="b"),
        state=RepoState.EXISTS,
        node_id=now,
        first_node_id=first,
    )
    assert facts.hijacked is is_hijacked


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("MDQ6VXNlcjU4MzIzMQ==", "MDQ6VXNlcjU4MzIzMQ==", True),
        # 04:User583231 in its newer spelling, and as an organisation that the user became
        ("MDQ6VXNlcjU4MzIzMQ==", "U_kgDOAAjmPw", True),
        ("MDQ6VXNlcjU4MzIzMQ==", "MDEyOk9yZ2FuaXphdGlvbjU4MzIzMQ==", True),
        ("MDQ6VXNlcjU4MzIzMQ==", "U_kgDOAAjmQA", False),
        ("U_x", "U_x", True),
        ("U_x", "U_y", False),
    ],
)
def test_an_account_is_known_by_its_number(one: str, other: str, same: bool) -> None:
    assert same_account(one, other) is same


@pytest.mark.parametrize(
    ("first", "now", "by_its_owner"),
    [("U_x", "U_x", True), ("U_x", "U_y", False), (None, "U_x", False), ("U_x", None, False)],
)
def test_a_repository_that_its_owner_made_again_is_told_from_one_of_somebody_else(
    first: str | None, now: str | None, by_its_owner: bool
) -> None:
    facts = RepoFacts(
        slug=RepoSlug(owner="a", name="b"),
        state=RepoState.EXISTS,
        node_id="R_y",
        first_node_id="R_x",
        owner_id=now,
        first_owner_id=first,
    )
    assert facts.hijacked
    assert facts.recreated is by_its_owner
