"""What each of two titles says for itself: the words that the other does not have in any form.

People shorten, lengthen and misspell titles; that leaves words on *one* side only, or words that are
forms of one another. Another paper has telling words of its own on *both* sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from bot.identity.titles import in_pairs, is_cjk, is_number, parts, plain, singular
from bot.identity.words import is_function_word, key_of, one_word, weight_of

#: words of a title; real ones have 40 at most
LONGEST = 60
#: telling words of a name in front of the colon, at most ("Segment Anything: ...")
_NAME_WORDS = 3
#: so many words are run together at most ("languagemodelasaservice")
_RUN = 6
#: letters of a word that may be several run together with a typing error
_LONG = 5
#: letters of an abbreviation ("LLM", "MRI")
_INITIALS = range(2, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """The telling words that each of two titles has for itself, in order, as they are written."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    #: their weight on the side that has less; near 0 for one title rewritten
    weight: float
    #: their weight on the side that has more
    most: float
    #: the smaller of the shares that they have of their titles, 0..1
    share: float

    @property
    def are_numbers(self) -> bool:
        """Nothing but numbers tells the titles apart ("Part I", "Part II"; "2D", "3D")."""
        words = (*self.left, *self.right)
        return bool(self.left and self.right) and all(
            is_number(word) or is_number(key_of(word)) for word in words
        )


@dataclass(frozen=True, kw_only=True)
class _Wording:
    """One title taken to pieces; words are referred to by their place."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    weights: tuple[float, ...]
    #: so many words are the name in front
    name: int
    total: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", sum(self.weights))

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(self.keys)

    @cached_property
    def runs(self) -> dict[str, range]:
        """Neighbours written together, and their places: "xray" for "x ray"."""
        found: dict[str, range] = {}
        for start, first in enumerate(self.words):
            run = first
            for end in range(start + 2, min(start + _RUN, len(self.words)) + 1):
                run += self.words[end - 1]
                found.setdefault(run, range(start, end))
                if first == "mu":  # "μ-wave" is a microwave
                    found.setdefault("micro" + run[2:], range(start, end))
                if run[-1] == "s":
                    found.setdefault(singular(run), range(start, end))
        return found

    @cached_property
    def runs_by_letter(self) -> dict[str, list[tuple[str, range]]]:
        found: dict[str, list[tuple[str, range]]] = {}
        for run, places in self.runs.items():
            if len(run) >= _LONG - 1:
                found.setdefault(run[0], []).append((run, places))
        return found

    @cached_property
    def stems(self) -> tuple[str, ...]:
        return tuple(map(singular, self.words))

    @cached_property
    def silent(self) -> tuple[int, ...]:
        """Words that tell nothing; they may be misspelt too."""
        return tuple(place for place, weight in enumerate(self.weights) if not weight)

    @cached_property
    def initials(self) -> tuple[tuple[str, Sequence[int]], ...]:
        """First letters with their places: without function words, and of all words."""
        everything = range(len(self.words))
        telling = [place for place in everything if not is_function_word(self.words[place])]
        return tuple(
            ("".join(self.words[place][0] for place in places), places)
            for places in (telling, everything)
        )


@lru_cache(maxsize=8192)
def _wording(title: str) -> _Wording:
    words = tuple(in_pairs(plain(title).split()))
    keys = tuple(map(key_of, words))
    weights = tuple(map(weight_of, words, keys))
    pieces = parts(title)
    front = len(list(in_pairs(pieces[0].split()))) if len(pieces) > 1 else 0
    name = front if sum(map(bool, weights[:front])) <= _NAME_WORDS else 0
    return _Wording(words=words, keys=keys, weights=weights, name=name)


def own_words(one: str, other: str) -> OwnWords:
    """Lay two titles side by side; a text too long for a title has nothing for itself.

    A name in front of the colon counts only where both titles have one of their own: names are
    added and dropped.
    """
    left, right = _wording(one), _wording(other)
    if max(len(left.words), len(right.words)) > LONGEST:
        return OwnWords(left=(), right=(), weight=0.0, most=0.0, share=0.0)
    mine, theirs = _unmatched(left, right), _unmatched(right, left)
    if mine and theirs:
        _forgive(left, mine, right, theirs)
    names = [
        {place for place in own if place < w.name} for own, w in ((mine, left), (theirs, right))
    ]
    if bool(names[0]) != bool(names[1]):
        mine -= names[0]
        theirs -= names[1]
    weights = [sum(w.weights[place] for place in own) for own, w in ((mine, left), (theirs, right))]
    return OwnWords(
        left=tuple(left.words[place] for place in sorted(mine)),
        right=tuple(right.words[place] for place in sorted(theirs)),
        weight=round(min(weights), 6),
        most=round(max(weights), 6),
        share=min(
            w / whole.total if whole.total else 0.0
            for w, whole in zip(weights, (left, right), strict=True)
        ),
    )


def _unmatched(title: _Wording, other: _Wording) -> set[int]:
    """Telling words without an equal in the other title; one equal serves once."""
    free = other.counts.copy()
    found: set[int] = set()
    for place, key in enumerate(title.keys):
        if free[key]:
            free[key] -= 1
        elif title.weights[place]:
            found.add(place)
    return found


def _forgive(left: _Wording, mine: set[int], right: _Wording, theirs: set[int]) -> None:
    """Take out words that are written in another way on the other side."""
    sides = (left, mine, right, theirs), (right, theirs, left, mine)
    for side in sides:
        _take_out(side, _run_together(*side[:3]))
    for side in sides:
        _take_out(side, _forms(*side))
    for side in sides:
        _take_out(side, _run_together_with_errors(*side[:3]))
        _take_out(side, _abbreviated(*side))


def _take_out(
    side: tuple[_Wording, set[int], _Wording, set[int]],
    matches: Iterable[tuple[int, Iterable[int]]],
) -> None:
    _, mine, _, theirs = side
    for place, partners in matches:
        mine.discard(place)
        theirs.difference_update(partners)


def _run_together(
    title: _Wording, own: set[int], other: _Wording
) -> Iterator[tuple[int, Iterable[int]]]:
    for place in sorted(own):
        run = other.runs.get(title.words[place]) or other.runs.get(title.keys[place])
        if run:
            yield place, run


def _forms(
    title: _Wording, own: set[int], other: _Wording, theirs: set[int]
) -> Iterator[tuple[int, Iterable[int]]]:
    """One word of each side."""
    for place in sorted(own):
        first = title.words[place][0]
        for partner in (*sorted(theirs), *other.silent):
            if other.words[partner][0] == first and _is_one_word(title, place, other, partner):
                yield place, (partner,)
                break


def _is_one_word(title: _Wording, place: int, other: _Wording, partner: int) -> bool:
    return (
        one_word(title.words[place], other.words[partner])
        or one_word(title.keys[place], other.keys[partner])
        or one_word(title.stems[place], other.stems[partner])
    )


def _run_together_with_errors(
    title: _Wording, own: set[int], other: _Wording
) -> Iterator[tuple[int, Iterable[int]]]:
    for place in sorted(own):
        word, key = title.words[place], title.keys[place]
        if len(word) < _LONG or is_cjk(word):
            continue
        for run, places in other.runs_by_letter.get(word[0], ()):
            if abs(len(run) - len(word)) <= 2 and (one_word(word, run) or one_word(key, run)):
                yield place, places
                break


def _abbreviated(
    title: _Wording, own: set[int], other: _Wording, theirs: set[int]
) -> Iterator[tuple[int, Iterable[int]]]:
    for place in sorted(own):
        key = title.keys[place]
        if len(key) not in _INITIALS or not key.isalpha():
            continue
        # "SOTA" has the function words in it; in three letters they would be chance
        for letters, places in other.initials[: 1 if len(key) < 4 else 2]:
            start = letters.find(key)
            if start >= 0 and theirs.intersection(places[start : start + len(key)]):
                yield place, places[start : start + len(key)]
                break
