"""Whether two titles can be of one paper: same, variant, unclear, different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

from bot.identity.titles import (
    COMMON,
    FILLER,
    content,
    is_label,
    is_number,
    is_short,
    language_differs,
    normalise,
    parts,
    words_of,
)

#: below this share of common meaning two titles are of different papers (calibrated, see
#: ``benchmarks/titles.py``; the accusing threshold)
APART = 0.35
#: with the same name in front ("IMITATE: ..."), this much shared wording makes a variant
SAME_NAME = 0.3
#: a title that was cut off must keep so many words, and this share of the longer one
CUT_WORDS = 6
CUT_SHARE = 0.7
#: words run together hide what two titles share; this much equal spelling never accuses
ALIKE_LETTERS = 0.6
#: fewer content words than this are no title that could be recognised without its label
FEW_WORDS = 3
_COMMON_WEIGHT = 0.4


class TitleMatch(StrEnum):
    """Can two titles be of one paper?"""

    #: equal but for spelling
    SAME = "same"
    #: a known way of writing the same title: subtitle dropped, label added, filler reworded
    VARIANT = "variant"
    #: may be either: a person must look
    UNCLEAR = "unclear"
    #: plainly titles of different papers, unless one of them was renamed
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleComparison:
    """What a comparison found. ``score`` is 1.0 for equal titles and 0.0 for nothing shared."""

    match: TitleMatch
    score: float
    #: closed vocabulary: "equal", "spelling", "subtitle", "label", "name", "cut", "wording",
    #: "number", "language", "short", "overlap", "apart"
    reason: str

    @property
    def fits(self) -> bool:
        """May stand for the same paper when an identifier says so already."""
        return self.match in (TitleMatch.SAME, TitleMatch.VARIANT)


_ORDER = (TitleMatch.DIFFERENT, TitleMatch.UNCLEAR, TitleMatch.VARIANT, TitleMatch.SAME)


def compare_titles(one: str, other: str) -> TitleComparison:
    """Compare two titles; symmetric.

    For a look-up *by identifier* ``fits`` confirms and only ``DIFFERENT`` may accuse. A record
    found *by searching the title* is accepted on ``SAME`` alone, and then only with an author or
    an identifier in common.
    """
    # several ways to line words up may be equally short; a fixed order makes it symmetric
    return _compared(*sorted((one, other)))


@lru_cache(maxsize=32768)
def _compared(one: str, other: str) -> TitleComparison:
    if not normalise(one) or not normalise(other):
        return TitleComparison(match=TitleMatch.UNCLEAR, score=0.0, reason="short")
    score = overlap(content(one), content(other))
    if normalise(one).replace(" ", "") == normalise(other).replace(" ", ""):
        return TitleComparison(match=TitleMatch.SAME, score=1.0, reason="equal")
    match, reason = _judge(one, other, score)
    return TitleComparison(match=match, score=round(score, 3), reason=reason)


def best_match(title: str, others: Iterable[str]) -> TitleComparison:
    """The comparison with the best of several titles (versions, subtitles, translations)."""
    found = [compare_titles(title, other) for other in others if other]
    if not found:
        return TitleComparison(match=TitleMatch.UNCLEAR, score=0.0, reason="short")
    return max(found, key=lambda comparison: (_ORDER.index(comparison.match), comparison.score))


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Share of meaning in common (Dice, words of every second title count less), 0..1."""
    left, right = Counter(one), Counter(other)
    total = _weight(left) + _weight(right)
    return 2 * _weight(left & right) / total if total else 0.0


def _weight(words: Counter[str]) -> float:
    return sum(count * (_COMMON_WEIGHT if word in COMMON else 1.0) for word, count in words.items())


def _judge(one: str, other: str, score: float) -> tuple[TitleMatch, str]:
    left, right = content(one), content(other)
    if language_differs(one, other):
        return TitleMatch.UNCLEAR, "language"
    only_left, only_right = leftovers(left, right)
    if left and right and not only_left and not only_right:
        return TitleMatch.SAME, "spelling"
    if reason := _part_of(one, other) or _part_of(other, one):
        return TitleMatch.VARIANT, reason
    rest = (*only_left, *only_right)
    if any(is_number(word) for word in rest) and score >= 2 * APART:
        return TitleMatch.UNCLEAR, "number"
    if min(len(left), len(right)) > 1 and all(word in FILLER for word in rest):
        return TitleMatch.VARIANT, "wording"
    if is_short(one) or is_short(other):
        return TitleMatch.UNCLEAR, "short"
    if _cut(left, right) or _cut(right, left):
        return TitleMatch.VARIANT, "cut"
    return _by_overlap(one, other, score)


def _by_overlap(one: str, other: str, score: float) -> tuple[TitleMatch, str]:
    names = _name(one), _name(other)
    if names[0] and names[0] == names[1]:
        inner = overlap(content(one)[1:], content(other)[1:])
        return (TitleMatch.VARIANT if inner >= SAME_NAME else TitleMatch.UNCLEAR), "name"
    letters = ("".join(normalise(title).split()) for title in (one, other))
    if score >= APART or Levenshtein.normalized_similarity(*letters) >= ALIKE_LETTERS:
        return TitleMatch.UNCLEAR, "overlap"
    if any(
        name and name in words_of(title) for name, title in zip(names, (other, one), strict=True)
    ):
        return TitleMatch.UNCLEAR, "name"
    return TitleMatch.DIFFERENT, "apart"


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
            unlike = [(a, b) for a, b in pairs if not _spelled_alike(a, b)]
            left += [a for a, _ in unlike]
            right += [b for _, b in unlike]
        else:
            left += here
            right += there
    return tuple(left), tuple(right)


def _spelled_alike(one: str, other: str) -> bool:
    """One typing error apart: never in the first letter ("un-", "non-") nor in a number."""
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or one[0] != other[0] or not (one + other).isalpha():
        return False
    allowed = 2 if min(len(one), len(other)) >= 9 else 1
    return DamerauLevenshtein.distance(one, other) <= allowed


def _same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    if "".join(one) == "".join(other):
        return bool(one)
    return bool(one) and bool(other) and leftovers(one, other) == ((), ())


def _part_of(short: str, long: str) -> str:
    """ "subtitle" or "label" when the short title is the other one without it, else ""."""
    whole = content(short)
    pieces = [content(piece) for piece in parts(long)]
    telling = len(whole) >= FEW_WORDS or is_label(short)
    if not telling:
        return ""
    for cut in range(1, len(pieces)):
        if _same_words(whole, sum(pieces[:cut], ())):
            return "subtitle"
        if len(whole) >= FEW_WORDS and _same_words(whole, sum(pieces[cut:], ())):
            return "label"
    if is_label(short) and normalise(short) in words_of(long):
        return "label"
    return ""


def _cut(short: Sequence[str], long: Sequence[str]) -> bool:
    enough = len(short) >= CUT_WORDS and len(short) >= CUT_SHARE * len(long)
    return enough and len(short) < len(long) and _same_words(short, long[: len(short)])


def _name(title: str) -> str:
    """The name in front of the colon when it is one word ("IMITATE: ..."), else ""."""
    pieces = parts(title)
    first = pieces[0] if len(pieces) > 1 else ""
    compact = first.replace(" ", "")
    return compact if first and len(first.split()) <= 2 and len(compact) >= 3 else ""
