"""A batch that fails is asked again in halves, and nothing is ever lost or asked for ever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.repositories.batches import Batches


def drained(batches: Batches[int], bad: set[int]) -> tuple[list[int], list[int]]:
    """Answered items, and the sizes of the batches; a batch with a bad item fails."""
    answered: list[int] = []
    sizes: list[int] = []
    while batches:
        batch = batches.take()
        sizes.append(len(batch))
        if bad & set(batch):
            batches.failed(batch)
        else:
            batches.done()
            answered.extend(batch)
    return answered, sizes


def test_without_failures_the_batches_are_full() -> None:
    answered, sizes = drained(Batches(range(120), 50), set())
    assert answered == list(range(120))
    assert sizes == [50, 50, 20]


@given(st.integers(0, 120), st.sets(st.integers(0, 119), max_size=5), st.integers(1, 60))
def test_every_item_is_answered_or_given_up(number: int, bad: set[int], size: int) -> None:
    batches = Batches(range(number), size)
    answered, sizes = drained(batches, bad)
    assert sorted([*answered, *batches.given_up]) == list(range(number))
    assert set(batches.given_up) == bad & set(range(number))
    assert max(sizes, default=0) <= size


def test_one_bad_item_costs_only_itself() -> None:
    batches = Batches(range(50), 50)
    answered, sizes = drained(batches, {17})
    assert batches.given_up == [17]
    assert len(answered) == 49
    assert len(sizes) < 16


def test_failures_are_counted_until_the_next_success() -> None:
    batches = Batches(range(8), 8)
    batches.failed(batches.take())
    batches.failed(batches.take())
    assert batches.failures == 2
    batches.take()
    batches.done()
    assert batches.failures == 0


def test_what_was_not_to_blame_comes_again_and_the_rest_can_be_given_back() -> None:
    batches = Batches(range(5), 2)
    batches.put_back(batches.take())
    assert batches.take() == (0, 1)
    assert batches.rest() == [2, 3, 4]
    assert not batches
