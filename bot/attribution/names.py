"""Names of methods: what a paper calls its work, and whether a repository is called that."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from bot.attribution.common_words import COMMON
from bot.attribution.words import squash, topic, words

_HEAD = re.compile(r"^(.{2,60}?)\s*(?::|：|\s[-–—]\s|——)\s*\S")
_MIXED = re.compile(r"[^\s,;:()\[\]/“”\"]+")
_CAMEL = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_a-zA-Z]+")
_SEPARATORS = re.compile(r"[-_.\s/]+")
_BRACKETED = re.compile(r"\(([A-Z][\w+-]{2,20})\)")
_HYPHENS = re.compile(r"[-–—]")
_NO_LETTER = re.compile(r"[^a-z]")
#: parts of a repository's name that say nothing about the method
_DECORATION_WORDS = """
official offical code codes pytorch torch tf tensorflow tf2 jax flax keras paddle mindspore main
release public model models repo project paper src source implementation impl beta alpha dev
demo the of for and a in master lab v1 final open python py cpp matlab
"""
_DECORATION = frozenset(_DECORATION_WORDS.split())
_VERSION = re.compile(r"^(?:v?\d+(?:\.\d+)?|[+]+|plus|pro|next|x|ii|iii|xl|lite|2d|3d)$")
#: the end that tells DeepSeek-V2 from DeepSeek-V3
_NUMBER = re.compile(r"v?\d{1,3}\Z")
_YEAR = re.compile(r"^(?:19|20)?\d\d$")
_VENUE = re.compile(r"^[a-z]{2,9}(?:19|20)?\d\d$")
#: with one of these words the first part of a title is a phrase and no name
_PHRASE_WORDS = """
towards toward the a an on over of in and or with without to for from by at as via into beyond
learning how what why when where is are can do not no all you we
"""
_PHRASE = frozenset(_PHRASE_WORDS.split())
#: "MRIs", "LLMs": kinds of things, not names
_PLURAL = re.compile(r"[A-Z]{2,6}s\Z")


class Kinship(IntEnum):
    """How a method's name and a repository's name are related."""

    NONE = 0
    #: the repository's name is a part of the method's: CLIP and Nodule-CLIP. No support: methods
    #: are named after what they build on
    BASE = 1
    #: the method's name is a part of the repository's: MedCLIP and MedCLIP-code-ema
    PART = 2
    #: one is a version of the other: TransBTS and TransBTSV2
    VERSION = 3
    SAME = 4


def parts(name: str) -> list[str]:
    """Words of a repository's name: ``CLIP-Driven_UniversalModel`` -> clip driven universal model."""
    found: list[str] = []
    for piece in _SEPARATORS.split(name):
        found.extend(piece.casefold() for piece in _CAMEL.findall(piece))
    return found


@lru_cache(maxsize=4096)
def method_names(title: str) -> tuple[str, ...]:
    """What a paper calls its method: the part before the colon, or else words written like names."""
    head = _HEAD.match(title)
    found: list[str] = []
    start = title
    if head:
        start = head.group(1)
        spoken = words(start)
        if len(spoken) == 1 or (len(spoken) <= 3 and not _PHRASE & set(spoken)):
            found.append(start)
    if not found:
        found += [word for word in _MIXED.findall(start) if _written_like_name(word)]
    # "(SaLIP)" behind the title, as some lists write it
    found += _BRACKETED.findall(title)
    return tuple(dict.fromkeys(name.strip(" .'\"") for name in found if len(squash(name)) >= 2))


def head_name(title: str) -> str:
    """The one word before a title's colon: "librosa: Audio Analysis ..."; "" when there is none."""
    head = _HEAD.match(title)
    return head.group(1) if head and len(words(head.group(1))) == 1 else ""


def _written_like_name(word: str) -> bool:
    """Capitals or digits inside a word: SaLIP, GPT4RoI, VILA-M3; not "X-ray" or "3D"."""
    if word.isalpha() and word[1:].islower():
        return False  # as most words of a title are
    if squash(word) in _COMMON or sum(c.isalpha() for c in word) < 3 or _PLURAL.match(word):
        return False
    return any(
        sum(c.isupper() for c in piece) >= 2 or (piece[-1:].isdigit() and piece[:1].isupper())
        for piece in _HYPHENS.split(word)
    )


_PACKAGE_BEFORE = re.compile(
    r"\b(?:package|library|toolbox|toolkit|software|program|tool|platform)\s+([\w.+-]{2,30})",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def speaks_of_package(repository: str, title: str) -> bool:
    """Does a title name the repository as software: "... Using lme4", "the R package mgcv"?

    Such names are written small or with digits and look like no method's name, so they count only
    where the repository bears exactly that name, and never when many titles share the word.
    """
    wanted = squash(repository)
    if len(wanted) < 3 or topic(repository) & COMMON:
        return False
    if any(squash(found) == wanted for found in _PACKAGE_BEFORE.findall(title)):
        return True
    if method_names(title):
        return False  # it calls its own work otherwise
    spelled = [word.strip(",.;:()“”\"'") for word in title.split()]
    return len(wanted) >= 4 and any(
        squash(word) == wanted and (word.islower() or any(c.isdigit() for c in word))
        for word in spelled
    )


def speaks_of_repository(repository: str, title: str) -> bool:
    """Is the repository's name a word of the title, written like a name and shared by few titles?"""
    wanted = squash(repository)
    if len(wanted) < 5 or topic(repository) & COMMON:
        return False
    spelled = (word.strip(",.;:()“”\"'") for word in title.split())
    return any(squash(word) == wanted and not word.islower() for word in spelled)


#: abbreviations of many fields that are no method's name
_COMMON_WORDS = """
xray xrays mri ct pet usa uav uavs gps ieee 2d 3d 4d rgb rgbd ai ml nlp cv
"""
_COMMON = frozenset(_COMMON_WORDS.split())


@lru_cache(maxsize=4096)
def kinship(name: str, repository: str) -> Kinship:
    """Relate a method's name to a repository's (or folder's, or package's) name."""
    wanted = squash(name)
    if len(wanted) < 2:
        return Kinship.NONE
    other = _take_apart(repository)
    if wanted in (other.whole, other.core):
        return Kinship.SAME
    if _differs_by_version(wanted, other.core):
        return Kinship.VERSION
    if len(wanted) < 3:
        return Kinship.NONE
    if wanted in other.whole and _runs(wanted, other.pieces):
        return Kinship.PART
    if len(wanted) >= 5 and other.whole.startswith(wanted):
        return Kinship.PART
    if len(other.core) >= 3 and other.core in wanted and other.core in _take_apart(name).pieces:
        return Kinship.BASE
    return Kinship.NONE


class _Apart(NamedTuple):
    """A name and its parts, letters and digits alone."""

    whole: str
    #: between hyphens, dots and the like
    pieces: tuple[str, ...]
    #: the pieces that say something, joined
    core: str


@lru_cache(maxsize=8192)
def _take_apart(name: str) -> _Apart:
    """Files of a root have the same names in most repositories: each is taken apart once."""
    pieces = [piece for piece in _SEPARATORS.split(name.casefold()) if piece]
    core = "".join(squash(piece) for piece in pieces if not _is_decoration(piece))
    return _Apart(squash(name), tuple(map(squash, pieces)), core)


def _is_decoration(piece: str) -> bool:
    return piece in _DECORATION or bool(_YEAR.match(piece) or _VENUE.match(piece))


def _differs_by_version(one: str, other: str) -> bool:
    if one[:3] != other[:3]:
        return False  # whatever the version: one begins as the other does
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and long.startswith(short) and _VERSION.match(long[len(short) :]):
        return True
    base, same = _NUMBER.sub("", one), _NUMBER.sub("", other)
    return len(base) >= 4 and base == same


def _runs(wanted: str, pieces: tuple[str, ...]) -> bool:
    """Is the name a part, or a run of neighbouring parts: "swin unetr" in "my-swin-unetr-code"?"""
    for first in range(len(pieces)):
        joined = ""
        for piece in pieces[first:]:
            joined += piece
            if joined == wanted:
                return True
            if len(joined) >= len(wanted):
                break
    return False


@lru_cache(maxsize=4096)
def is_acronym(repository: str, title: str) -> float:
    """How surely a repository's name abbreviates a title, 0..1 (LIFMRG: Label Information Fused ...).

    The letters must be beginnings of the title's words, in order; the fewer words are skipped and
    the more letters there are, the surer. Three letters are never enough.
    """
    letters = _abbreviating(repository)
    if not 4 <= len(letters) <= 12:
        return 0.0
    spoken = [word for word in words(title) if word.isalpha()]
    if len(spoken) < 3:
        return 0.0
    if not _runs_through(letters, "".join(spoken)):
        return 0.0
    best = _spell(letters, tuple(spoken))
    if best is None:
        return 0.0
    used, skipped = best
    if used < 3 or used * 4 < len(letters):
        return 0.0
    surety = 0.5 + 0.1 * (used - 3) - 0.12 * skipped
    return max(0.0, min(1.0, surety))


@lru_cache(maxsize=1024)
def _abbreviating(repository: str) -> str:
    """The letters of a repository's name without what says nothing about the method."""
    pieces = _SEPARATORS.split(repository)
    core = [piece for piece in pieces if not _is_decoration(piece.casefold())]
    return _NO_LETTER.sub("", "".join(core).casefold())


def _runs_through(letters: str, text: str) -> bool:
    """Do the letters occur in the text in this order? Most names are told off by that alone."""
    at = -1
    for letter in letters:
        at = text.find(letter, at + 1)
        if at < 0:
            return False
    return True


#: words that an acronym leaves out for nothing
_LEFT_OUT_WORDS = "a an the of for in on with and to by via from at as"
_LEFT_OUT = frozenset(_LEFT_OUT_WORDS.split())


def _spell(letters: str, spoken: tuple[str, ...]) -> tuple[int, int] | None:
    """Spell letters from beginnings of words: (words used, meaningful words skipped in between).

    From the last letter to the first: ``rows[at][word]`` is the best way to spell the letters from
    ``at`` on with the words from ``word`` on, None when there is no way. Words after the last letter
    are free, as are those before the first: a subtitle is not abbreviated.
    """
    rows: list[list[tuple[int, int] | None]] = [[] for _ in letters]
    rows.append([(0, 0)] * (len(spoken) + 1))
    for at in range(len(letters) - 1, -1, -1):
        row: list[tuple[int, int] | None] = [None] * (len(spoken) + 1)
        for number in range(len(spoken) - 1, -1, -1):
            word, skipping = spoken[number], row[number + 1]
            if skipping and at and word not in _LEFT_OUT:
                skipping = skipping[0], skipping[1] + 1
            if word[0] == letters[at]:
                options = _taking(
                    word, letters, at, [later[number + 1] for later in rows[at + 1 : at + 5]]
                )
                if skipping:
                    options.append(skipping)
                skipping = max(options, key=lambda found: found[0] * 0.5 - found[1], default=None)
            row[number] = skipping
        rows[at] = row
    return rows[0][0]


def _taking(
    word: str, letters: str, at: int, later: list[tuple[int, int] | None]
) -> list[tuple[int, int]]:
    """The ways that take one to four letters from a word; ``later`` = how it goes on after each."""
    ways = []
    for length, rest in enumerate(later, start=1):
        if not word.startswith(letters[at : at + length]):
            break
        if rest:
            ways.append((rest[0] + 1, rest[1]))
    return ways


@lru_cache(maxsize=4096)
def words_shared(repository: str, title: str) -> float:
    """Share of the repository's name that is made of words of the title, 0..1; 0 for one word."""
    wanted = topic(title)
    pieces = _telling_parts(repository)
    if len(pieces) < 2 or not wanted:
        return 0.0
    length = sum(map(len, pieces))
    hits = [piece for piece in pieces if topic(piece) & wanted]
    if len(hits) < 2:
        return 0.0
    return sum(len(piece) for piece in hits) / length


@lru_cache(maxsize=1024)
def _telling_parts(repository: str) -> tuple[str, ...]:
    """The words of a repository's name that say something about the method."""
    return tuple(
        piece
        for piece in parts(repository)
        if piece not in _DECORATION and len(piece) > 1 and not _YEAR.match(piece)
    )
