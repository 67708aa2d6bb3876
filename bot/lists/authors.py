"""Authors who stand before the title: ``Zhang et al.``, ``Lee, S. (2020).``, ``Ann One and Bob Two,``."""

from __future__ import annotations

import re
from typing import Final

from bot.lists.flow import Flow

#: ``Zhang et al. Title``, and ``Lee, S., & Kim, T. (2020). Title``: who comes before what
_CITED = re.compile(
    r"(?:\b[A-Z]\.|[^\n.:?!]){2,80}?\bet\.? al\b\.?[,:]?\s+(?=[^\W\d_])|"
    r"[^()\n]{2,300}?,\s[A-Z]\.[^()\n]{0,300}\((?:19|20)\d\d[a-z]?\)[.,:]\s+"
)
_NAME: Final = r"(?:[A-Z](?:\.|[\w’'-]+)\s){1,3}[A-Z][\w’'-]+"
#: ``One J, Two AB. Title`` as medicine cites
_VANCOUVER: Final = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?\s[A-Z]{1,3}"
_NAMED = re.compile(
    rf"({_VANCOUVER}(?:,\s{_VANCOUVER})+)[.:]\s+(?=[A-Z])|"
    rf"((?:{_NAME},\s){{0,12}}{_NAME}(?:,?\s(?:and|&)\s{_NAME})?),\s+(?=[\"“]?[A-Z])"
)
#: a person among others: particles and initials count
_PERSON = re.compile(
    r"(?:(?:[A-Z][\w’'´ˇ`-]*\.?-?|de|del|der|den|di|da|dos|la|le|van|von|y|ten|al)\s*){1,5}\*?"
)
_PARTS = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+")
_INITIAL = re.compile(r"\b[A-Z]\.\s")
_JOINED = re.compile(r"\s(?:and|&)\s")
#: of a footnote that says where somebody works
_MARKS: Final = frozenset("0123456789*∗†‡§¶✉¹²³⁴⁵")
#: two pairs of capitalised words are two tasks as often as two people
_ENOUGH = 3


def are_names(text: str) -> bool:
    """Nothing but the names of people: ``A. One, B. van Two, and Cee Three``."""
    parts = _PARTS.split(text)
    return bool(text) and all(map(_PERSON.fullmatch, parts)) and (len(parts) > 1 or "." in text)


def are_people(flow: Flow) -> bool:
    """``[Ann One](..)<sup>1</sup> [Bob Two](..)<sup>1,2</sup>``: who wrote the survey of the list."""
    marked = sum(flow.text[flow.span_of(a)[1] :][:1] in _MARKS for a in flow.web)
    return (
        marked > 0
        and marked * 2 >= len(flow.web)
        and all(a.label.count(" ") and _PERSON.fullmatch(a.label) for a in flow.web)
    )


def names_first(text: str, start: int) -> re.Match[str] | None:
    """The authors, where they stand before the title."""
    ahead = text[start : start + 600]
    if "et al" in ahead or "et. al" in ahead or ". (" in ahead:
        return _CITED.match(text, start)
    if ", " not in ahead or not ahead[:1].isupper():
        return None
    found = _NAMED.match(text, start, start + 400)
    if found is None or found[1]:
        return found
    names = found[2]
    certain = _INITIAL.search(names) or _JOINED.search(names)
    return found if certain or names.count(",") + 1 >= _ENOUGH else None
