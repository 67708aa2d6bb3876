"""Words of two titles laid side by side: what they share, and what each has for itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

from bot.identity.titles import COMMON

#: weight of a word that stands in every second title; any other word weighs 1
COMMON_WEIGHT = 0.4
#: fewer words than this are written as one
_RUN = 6
_SIZES = ((1, 1), *((1, n) for n in range(2, _RUN)), *((n, 1) for n in range(2, _RUN)))


def overlap(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Share of meaning in common (Dice, words of every second title count less), 0..1."""
    (left, mine), (right, theirs) = _counted(one), _counted(other)
    if not mine + theirs:
        return 0.0
    shared = 0.0
    for word in left.keys() & right.keys():
        shared += min(left[word], right[word]) * _weight(word)
    return 2 * shared / (mine + theirs)


@lru_cache(maxsize=8192)
def _counted(words: tuple[str, ...]) -> tuple[dict[str, int], float]:
    """How often each word stands there, and what all of them weigh."""
    return dict(Counter(words)), sum(map(_weight, words))


def _weight(word: str) -> float:
    return COMMON_WEIGHT if word in COMMON else 1.0


def leftovers(one: Sequence[str], other: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words of each side that have no partner in the other, in order; spelling is forgiven."""
    left: list[str] = []
    right: list[str] = []
    for here, there in _unequal(one, other):
        if _run_together(here, there):
            continue
        if len(here) == len(there):
            pairs = zip(here, there, strict=True)
            unlike = [(a, b) for a, b in pairs if not spelled_alike(a, b)]
            left += [a for a, _ in unlike]
            right += [b for _, b in unlike]
        else:
            left += here
            right += there
    return tuple(left), tuple(right)


def _unequal(
    one: Sequence[str], other: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The stretches between equal words, of both sides."""
    start = there = 0
    for block in Levenshtein.editops(one, other).as_matching_blocks():
        if (start, there) != (block.a, block.b):
            yield one[start : block.a], other[there : block.b]
        start, there = block.a + block.size, block.b + block.size


def _run_together(here: Sequence[str], there: Sequence[str]) -> bool:
    """The same words, of which one side wrote some together, with typing errors."""
    while here and there:
        for mine, theirs in _SIZES:
            if spelled_alike("".join(here[:mine]), "".join(there[:theirs])):
                here, there = here[mine:], there[theirs:]
                break
        else:
            return False
    return not here and not there


def spelled_alike(one: str, other: str) -> bool:
    """One typing error apart: never in the first letter ("un-", "non-") nor in a number."""
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or one[0] != other[0] or not (one + other).isalpha():
        return False
    allowed = 2 if min(len(one), len(other)) >= 9 else 1
    return DamerauLevenshtein.distance(one, other) <= allowed


def same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """The same words in the same order, but for spacing and typing errors."""
    if "".join(one) == "".join(other):
        return bool(one)
    return bool(one) and bool(other) and leftovers(one, other) == ((), ())
