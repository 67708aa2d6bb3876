"""Whether two titles can be of one paper: same, variant, unclear, different."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from bot.identity.own_words import OwnWords, own_words
from bot.identity.titles import (
    FILLER,
    content,
    has_coined_name,
    is_label,
    is_number,
    is_short,
    language_differs,
    name_of,
    normalise,
    parts,
    plain,
    words_of,
)
from bot.identity.wording import leftovers, overlap, same_words
from bot.identity.words import SOFT_WEIGHT, TELLING

#: below this share of common meaning two titles are of different subjects
APART = 0.35
#: weight of words that *each* title has for itself which makes two papers of them, unless one was
#: renamed, if one side has a whole telling word: no rewriting of a title leaves as much on both sides
#: (learned by list-wise cross-validation too, ``benchmarks/titles.py``)
OWN_WEIGHT = SOFT_WEIGHT
#: from two telling words on, and this share of the title, more was said anew than one word
DISTINCT_WEIGHT = 2.0
OWN_SHARE = 0.25
#: with the same name in front ("IMITATE: ..."), this much shared wording makes a variant; less may be
#: another paper that took the same name
SAME_NAME = 0.5
#: a title that was cut off must keep so many words, and this share of the longer one
CUT_WORDS = 6
CUT_SHARE = 0.7
#: words run together hide what two titles share; this much equal spelling never accuses
ALIKE_LETTERS = 0.6
#: fewer content words than this are no title that could be recognised without its label
FEW_WORDS = 3


class TitleMatch(StrEnum):
    """Can two titles be of one paper?"""

    #: equal but for spelling
    SAME = "same"
    #: a known way of writing the same title: subtitle dropped, label added, filler reworded
    VARIANT = "variant"
    #: may be either: a person must look
    UNCLEAR = "unclear"
    #: titles of different papers, unless one of them was renamed
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleComparison:
    """What a comparison found. ``score`` is 1.0 for equal titles and 0.0 for nothing shared."""

    match: TitleMatch
    score: float
    #: closed vocabulary: "equal", "spelling", "subtitle", "label", "name", "cut", "wording",
    #: "number", "language", "short", "overlap", "replaced", "distinct", "apart"
    reason: str

    @property
    def fits(self) -> bool:
        """May stand for the same paper when an identifier says so already."""
        return self.match in (TitleMatch.SAME, TitleMatch.VARIANT)

    @property
    def is_apart(self) -> bool:
        """Different in subject too, so that a new title for the same paper is hardly possible.

        Papers about similar things (reason "distinct") and renamed papers look alike by their
        titles: for them the people must tell.
        """
        return self.match is TitleMatch.DIFFERENT and self.reason == "apart"

    @property
    def is_near(self) -> bool:
        """Different in a word or a number only: near-twins, or one paper with a new word in its title.

        Only other people (or another number in a series) make two papers of such titles.
        """
        return self.match is TitleMatch.DIFFERENT and self.reason in ("replaced", "number")


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


def _judge(one: str, other: str, score: float) -> tuple[TitleMatch, str]:
    if language_differs(one, other):
        return TitleMatch.UNCLEAR, "language"
    own = own_words(one, other)
    if own.weight >= OWN_WEIGHT and own.most >= TELLING:
        return _each_has_its_own(one, other, score, own)
    left, right = content(one), content(other)
    only_left, only_right = leftovers(left, right)
    if left and right and not only_left and not only_right:
        return TitleMatch.SAME, "spelling"
    if not own.left and not own.right and same_words(plain(one).split(), plain(other).split()):
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
    return _by_name(one, other) or (TitleMatch.UNCLEAR, "overlap")


def _each_has_its_own(one: str, other: str, score: float, own: OwnWords) -> tuple[TitleMatch, str]:
    """Two papers, unless the same name in front or too few words forbid to say so."""
    if is_short(one) or is_short(other):
        return TitleMatch.UNCLEAR, "short"
    if known := _by_name(one, other):
        return known
    if own.are_numbers:
        return TitleMatch.DIFFERENT, "number"
    letters = ("".join(normalise(title).split()) for title in (one, other))
    if (
        score < APART
        and own.share >= OWN_SHARE
        and not _names(one, other)
        and Levenshtein.normalized_similarity(*letters) < ALIKE_LETTERS
    ):
        return TitleMatch.DIFFERENT, "apart"
    much = own.weight >= DISTINCT_WEIGHT and own.share >= OWN_SHARE
    return TitleMatch.DIFFERENT, "distinct" if much else "replaced"


def _by_name(one: str, other: str) -> tuple[TitleMatch, str] | None:
    """The same name in front: the same paper in other words, or a person must look.

    Two words that anybody may write ("Relation Extraction: ...") are no name.
    """
    name = name_of(one)
    if not name or name != name_of(other):
        return None
    coined = has_coined_name(one) or has_coined_name(other)
    if not coined and " " in parts(one)[0]:
        return None
    if overlap(content(one)[1:], content(other)[1:]) >= SAME_NAME:
        return TitleMatch.VARIANT, "name"
    return (TitleMatch.UNCLEAR, "name") if coined else None


def _names(one: str, other: str) -> bool:
    """Does one title speak of the name that the other one has in front?"""
    pairs = ((name_of(one), other), (name_of(other), one))
    return any(name and name in words_of(title) for name, title in pairs)


def _part_of(short: str, long: str) -> str:
    """ "subtitle" or "label" when the short title is the other one without it, else ""."""
    pieces = parts(long)
    enough = len(content(short)) >= FEW_WORDS
    if not enough and not is_label(short):
        return ""
    for cut in range(1, len(pieces)):
        if _same_wording(short, " ".join(pieces[:cut])):
            return "subtitle"
        if enough and _same_wording(short, " ".join(pieces[cut:])):
            return "label"
    if is_label(short) and normalise(short) in words_of(long):
        return "label"
    return ""


def _same_wording(title: str, piece: str) -> bool:
    """Word for word, with or without words of grammar: they are run together with others."""
    return same_words(content(title), content(piece)) or same_words(
        normalise(title).split(), piece.split()
    )


def _cut(short: Sequence[str], long: Sequence[str]) -> bool:
    enough = len(short) >= CUT_WORDS and len(short) >= CUT_SHARE * len(long)
    return enough and len(short) < len(long) and same_words(short, long[: len(short)])
