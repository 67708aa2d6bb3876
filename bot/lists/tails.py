"""What follows a title on its line and is no part of it: year, venue, how it was presented."""

from __future__ import annotations

import re
from typing import Final

from bot.lists.flow import Flow
from bot.lists.venues import is_venue, year_in
from bot.lists.words import words_of

#: ``A title (ICLR 2024)``, ``A title（2024）``
_NOTE = re.compile(r"\s*[(（\[]\s*([^()（）\[\]\n]{1,70})[)）\]][\s.,]*$")
#: a year at the end of a note, with a month or an award behind it at most
_YEAR_LAST = re.compile(r"(?:19|20)\d\d(?:[./-]\d{1,2}){0,2}\W*(?:[^\W\d]+\W*){0,3}$|['’`]\d\d\W*$")
#: ``A title, in *Venue*``
_IN = re.compile(r"(?:[,.;，]|(?<=[?!]))\s*(?:in|at|In|At|accepted (?:at|by|to))\s*$")
_IN_ENDS: Final = ("in", "at", "In", "At", "accepted by", "accepted to")
_CLOSING: Final = frozenset(")）]")
#: ``A title - CVPR - 2017``, ``A title | CVPR 2017``
_DASHED = re.compile(
    r"\s+[-–—|]\s*(?=\S)(?P<venue>[^\s|–—-][^|–—]{1,30}?)\s*(?:[-–—|]\s*|\s)(?:19|20)\d\d\s*$"
)
_PRESENTED: Final = words_of(
    "oral spotlight poster highlight best paper award finalist honorable mention workshop "
    "accepted main findings long short demo track preprint"
)


def without_tail(flow: Flow, start: int, end: int, *, linked: bool) -> int:
    """Where the words of a title end, once venue, year and award in brackets are left out.

    A link that the author made includes what he put in it, so of a linked title only a venue
    or a year that stands by itself is left out.
    """
    text = flow.text
    while True:
        # the patterns are dear, and how each of them ends is cheap to see
        words = text[start:end].rstrip()
        begin = None if linked or not words.endswith(_IN_ENDS) else _IN.search(text, start, end)
        if begin is not None:
            end = begin.start()
            continue
        dashed = _DASHED.search(text, start, end) if words[-1:].isdecimal() else None
        if dashed is not None and dashed.start() > start and is_venue(dashed["venue"]):
            end = dashed.start()
            continue
        if _CLOSING.isdisjoint(words):
            return end
        note = _NOTE.search(text, start, end)
        if note is None or note.start() <= start or not _is_tail(flow, note, linked):
            return end
        end = note.start()


def _is_tail(flow: Flow, note: re.Match[str], linked: bool) -> bool:
    words = note[1].strip(" .,;")
    if not words:
        return False
    if words.isdigit() and year_in(words):
        return True
    said = words.lower().split()
    if not said or (said[0] in _PRESENTED and _PRESENTED.issuperset(said)):
        return True
    if linked:
        return is_venue(words) and year_in(words) is not None and words.split()[0].isupper()
    if is_venue(words) or (len(words.split()) < 9 and _YEAR_LAST.search(words) is not None):
        return True
    inside, before = flow.at(note.start(1)), flow.at(max(note.start() - 1, 0))
    if inside is None or before is None or inside.anchor is not None:
        return False
    return (inside.strong and not before.strong) or (inside.emphasis and not before.emphasis)
