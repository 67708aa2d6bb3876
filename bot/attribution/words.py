"""Comparing titles and names that were written by different hands."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

from bot.attribution.common_words import COMMON

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ASCII_MARKS = bytes(c for c in range(128) if not chr(c).isalnum() and chr(c) != "\n")
_WORD = re.compile(r"[^\W_]+")
_ACCENT = re.compile("[\u0300-\u036f]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")

#: words that say nothing about what a title is about: English function words and the small
#: change of paper titles. Words of a field ("segmentation", "robot") are on purpose not here.
_SMALL_WORDS_WORDS = """
a an and are as at be beyond by can do does for from how in into is it its more no not of on or
our over than that the their these this through to toward towards under use using via we what
when where which while who why with within without you your via versus vs approach based case
framework improved improving method new novel paper study
"""
_SMALL_WORDS = frozenset(_SMALL_WORDS_WORDS.split())


def plain(text: str) -> str:
    """Case-folded text without accents on Latin letters (other scripts are left alone)."""
    if text.isascii():
        return text.lower()
    text = _ACCENT.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFKC", text)


def letters(text: str) -> str:
    """Letters, digits and line ends of a text, plain. Built for whole READMEs: it is fast."""
    if text.isascii():
        return text.lower().encode().translate(None, _ASCII_MARKS).decode()
    # one emoji does not send all the other lines the slow way
    lines = [
        line.lower() if line.isascii() else "".join(filter(str.isalnum, plain(line)))
        for line in text.split("\n")
    ]
    return "\n".join(lines).encode().translate(None, _ASCII_MARKS).decode()


@lru_cache(maxsize=8192)
def squash(text: str) -> str:
    """Letters and digits alone: spacing, hyphens, quotes and markup cannot make a difference."""
    return letters(text).replace("\n", "")


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, plain, in order."""
    return tuple(_WORD.findall(plain(text)))


def holds_one(text: str, parts: tuple[str, ...]) -> bool:
    """Is one of the parts in the text? A plain loop, since it is run for many lines."""
    for part in parts:  # noqa: SIM110
        if part in text:
            return True
    return False


def _stem(word: str) -> str:
    """A word without its English ending, so that "segmenting" meets "segmentation"."""
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    return word[:7]


@lru_cache(maxsize=8192)
def topic(text: str) -> frozenset[str]:
    """Stems of the words that carry the meaning; pairs of characters where there are no spaces."""
    found: set[str] = set()
    for word in words(text):
        if not word.isascii() and has_cjk(word):
            found.update(word[i : i + 2] for i in range(max(1, len(word) - 1)))
        elif word not in _SMALL_WORDS and (len(word) > 1 or word.isdigit()):
            found.add(_stem(word))
    return frozenset(found)


def is_foreign_to(one: str, other: str) -> bool:
    """True when the two texts are in different scripts, so that their words cannot be compared."""
    return _script(one[:2000]) != _script(other[:2000])


@lru_cache(maxsize=8192)
def _script(text: str) -> str:
    if text.isascii():
        return "latin" if _LETTER.search(text) else "none"
    found = len(_LETTER.findall(text))
    if not found:
        return "none"
    if sum(map(_is_cjk, "".join(_NOT_ASCII.findall(text)))) * 3 >= found:
        return "cjk"
    return "latin" if len(_LATIN.findall(text)) * 2 >= found else "other"


#: what a word of everybody's titles counts, against 1 for any other
_COMMON_WEIGHT = 0.4


def weight(stems: frozenset[str]) -> float:
    """How much a set of stems says: words that all titles share count less."""
    return sum(_COMMON_WEIGHT if stem in COMMON else 1.0 for stem in stems)


@lru_cache(maxsize=8192)
def likeness(one: str, other: str) -> float:
    """How far two titles are the same words, 0..1; 1 = the same but for spelling and subtitle."""
    a, b = squash(one), squash(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    # one of them without its subtitle, or with a prefix such as a model's name
    if len(short) >= 24 and len(words(min(one, other, key=len))) >= 4 and short in long:
        return 1.0
    spelling = fuzz.ratio(a, b, score_cutoff=90) / 100
    mine, theirs = topic(one), topic(other)
    total = weight(mine) + weight(theirs)
    return max(spelling, 0.98 * 2 * weight(mine & theirs) / total if total else 0.0)


@lru_cache(maxsize=8192)
def overlap(one: str, other: str) -> float:
    """Share of the shorter title's meaning that the other one has, 0..1."""
    mine, theirs = topic(one), topic(other)
    least = min(weight(mine), weight(theirs))
    return weight(mine & theirs) / least if least else 0.0


def common_run(one: str, other: str) -> int:
    """The most words in a row that two titles share."""
    mine, theirs = words(one), words(other)
    best, last = 0, [0] * (len(theirs) + 1)
    for word in mine:
        row = [0] * (len(theirs) + 1)
        for at, same in enumerate(theirs, start=1):
            if word == same:
                row[at] = last[at - 1] + 1
                best = max(best, row[at])
        last = row
    return best


def has_cjk(text: str) -> bool:
    """True when there is a Chinese, Japanese or Korean character in the text."""
    return not text.isascii() and any(map(_is_cjk, text))


def _is_cjk(character: str) -> bool:
    """Kana, ideographs, Hangul. No pattern: one with ranges as wide takes 5 ms to compile."""
    return (
        "\u3040" <= character <= "\u30ff"
        or "\u3400" <= character <= "\u4dbf"
        or "\u4e00" <= character <= "\u9fff"
        or "\uac00" <= character <= "\ud7af"
    )


def quoted(text: str, limit: int = 110) -> str:
    """Foreign text for use inside a sentence: one line, no quotes of its own, cut at a word."""
    text = " ".join(text.split()).replace("“", "'").replace("”", "'")
    if len(text) <= limit:
        return text
    cut = text[: limit - 1].rsplit(" ", 1)[0]
    return f"{cut if len(cut) > limit // 2 else text[: limit - 1]}…"
