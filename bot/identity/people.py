"""People: family names from whatever a source writes, and how much of a team is shared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum

#: written before a family name and part of it
_PARTICLES = frozenset(
    ("al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la",
     "le", "st", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur")
)  # fmt: skip
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md"))
#: this share of the shorter author list makes it the same team. Common family names (Zhang, Li)
#: are shared by chance, so one name of many proves nothing
TEAM_SHARE = 0.5


class Kinship(StrEnum):
    """How two author lists relate."""

    #: the same people, or most of them
    TEAM = "team"
    #: some names in common: chance, or a related group
    SOME = "some"
    #: nobody in common
    NONE = "none"
    #: one of the lists is not known
    UNKNOWN = "unknown"


def family_name(name: str) -> str:
    """Family name out of ``Doe, Jane``, ``Jane van der Doe`` or ``Doe``; "" for nothing."""
    text = " ".join(unicodedata.normalize("NFKC", name[:200]).split())
    if "," in text:
        return text.partition(",")[0].strip()
    words = [word for word in text.split() if word.strip(".").casefold() not in _SUFFIXES]
    if not words:
        return ""
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    if start == 1 and words[0].casefold() in _PARTICLES:
        start = 0
    return " ".join(words[start:])


def folded(name: str) -> str:
    """Key of a family name: ASCII letters without accents, hyphens and case."""
    text = name.casefold().replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("æ", "ae")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    # "Müller" and "Mueller" are one name
    text = re.sub(r"([aou])e(?=[^aeiou])", r"\1", text)
    return "".join(c for c in text if c.isalnum())


def in_common(one: Iterable[str], other: Iterable[str]) -> float | None:
    """Share of the shorter list of family names that the other has too; None when one is empty."""
    left = {key for key in map(folded, one) if key}
    right = {key for key in map(folded, other) if key}
    if not left or not right:
        return None
    return len(left & right) / min(len(left), len(right))


def kinship(one: Sequence[str], other: Sequence[str]) -> Kinship:
    """Compare two lists of family names."""
    share = in_common(one, other)
    if share is None:
        return Kinship.UNKNOWN
    if share >= TEAM_SHARE:
        return Kinship.TEAM
    return Kinship.SOME if share > 0 else Kinship.NONE
