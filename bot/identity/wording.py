"""Words of two titles laid side by side: what they share, and what each has for itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

from bot.identity.titles import COMMON, FILLER, content, normalise, words_of

#: weight of a word that stands in every second title; any other word weighs 1
COMMON_WEIGHT = 0.4
#: words that carry meaning; real titles have 30 at most, and every word meets every other
LONGEST = 60
#: from so many equal first letters on, and this share of the shorter word, two words are forms of
#: one ("segment", "segmentation")
_STEM = 5
_STEM_SHARE = 0.6
#: this much equal spelling makes two words one word with typing errors
_ALIKE = 0.7
#: a word of so many letters counts as shared when it stands in the other title in any spacing
_INSIDE = 4
#: ... or nearly so (per cent of its letters)
_INSIDE_ALIKE = 80.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Apartness:
    """What each of two titles says that the other does not say in any form; the smaller side.

    A title that was shortened, lengthened or misspelt leaves one side (nearly) empty, so the smaller
    side stays near 0; two papers about similar things each have words of their own.
    """

    #: weight of the words without partner
    weight: float
    #: their share of the weight of the title, 0..1
    share: float


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Share of meaning in common (Dice, words of every second title count less), 0..1."""
    left, right = Counter(one), Counter(other)
    total = _weight(left) + _weight(right)
    return 2 * _weight(left & right) / total if total else 0.0


def _weight(words: Counter[str]) -> float:
    return sum(count * (COMMON_WEIGHT if word in COMMON else 1.0) for word, count in words.items())


def leftovers(one: Sequence[str], other: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words of each side that have no partner in the other, in order; spelling is forgiven."""
    left: list[str] = []
    right: list[str] = []
    for step in Levenshtein.opcodes(one, other):
        if step.tag == "equal":
            continue
        here = one[step.src_start : step.src_end]
        there = other[step.dest_start : step.dest_end]
        if "".join(here) == "".join(there):
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


def apartness(one: str, other: str) -> Apartness:
    """Lay two titles side by side; symmetric. A text too long for a title has nothing of its own."""
    if max(len(content(one)), len(content(other))) > LONGEST:
        return Apartness(weight=0.0, share=0.0)
    sides = [_own_words(one, other), _own_words(other, one)]
    return Apartness(
        weight=min(weight for weight, _ in sides), share=min(share for _, share in sides)
    )


def _own_words(title: str, other: str) -> tuple[float, float]:
    words = dict.fromkeys(content(title))
    theirs = words_of(other) | set(content(other))
    letters = normalise(other).replace(" ", "")
    total = sum(map(_telling, words))
    own = sum(_telling(word) for word in words if not _has_partner(word, theirs, letters))
    return own, own / total if total else 0.0


def _telling(word: str) -> float:
    return COMMON_WEIGHT if word in COMMON or word in FILLER else 1.0


def _has_partner(word: str, others: Collection[str], letters: str) -> bool:
    if word in others or (len(word) >= _INSIDE and word in letters):
        return True
    if len(word) > _INSIDE and fuzz.partial_ratio(word, letters) >= _INSIDE_ALIKE:
        return True
    return any(_alike(word, other) or _same_stem(word, other) for other in others)


def _alike(one: str, other: str) -> bool:
    """More forgiving than ``spelled_alike``: here a wrong "yes" only makes the judge careful."""
    if min(len(one), len(other)) < _STEM:
        return False
    return Levenshtein.normalized_similarity(one, other, score_cutoff=_ALIKE) >= _ALIKE


def _same_stem(one: str, other: str) -> bool:
    pairs = zip(one, other, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return common >= max(_STEM, _STEM_SHARE * min(len(one), len(other)))
