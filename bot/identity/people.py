"""People: family names from whatever a source writes, and how much of a team is shared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

#: written before a family name and part of it
_PARTICLES = frozenset(
    ("al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la",
     "le", "st", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur")
)  # fmt: skip
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md"))
#: more authors than this are no help in a list; names cut off in the middle would be a false list
MOST_NAMES = 30
#: this share of the shorter author list, and two people at least where there are two, make it the
#: same team. Common family names (Zhang, Li) are shared by chance, so one name proves nothing
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


def full_names(names: Sequence[str]) -> tuple[str, ...]:
    """The people as one writes them, in order; () for more than ``MOST_NAMES``."""
    return tuple(filter(None, map(_full_name, names))) if len(names) <= MOST_NAMES else ()


def _full_name(name: str) -> str:
    """``Jane van der Doe`` out of itself or of ``van der Doe, Jane``; "" for nothing."""
    text = " ".join(unicodedata.normalize("NFKC", name[:200]).split())
    family, comma, given = text.partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma else text


def folded(name: str) -> str:
    """Key of a family name: ASCII letters without accents, hyphens and case."""
    text = name.casefold().replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("æ", "ae")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    # "Müller" and "Mueller" are one name
    text = re.sub(r"([aou])e(?=[^aeiou])", r"\1", text)
    return "".join(c for c in text if c.isalnum())


def same_person(one: str, other: str) -> bool:
    """The same full name, whichever part of it stands first ("Wei Zhang", "Zhang Wei")."""
    names = [{folded(part) for part in name.replace(",", " ").split()} for name in (one, other)]
    return len(names[0]) > 1 and names[0] == names[1]


def kinship(one: Sequence[str], other: Sequence[str]) -> Kinship:
    """Compare two lists of family names."""
    left = {key for key in map(folded, one) if key}
    right = {key for key in map(folded, other) if key}
    if not left or not right:
        return Kinship.UNKNOWN
    shared, shorter = len(left & right), min(len(left), len(right))
    if shared >= max(min(2, shorter), TEAM_SHARE * shorter):
        return Kinship.TEAM
    return Kinship.SOME if shared else Kinship.NONE
