"""A title that nothing marks: what stands before the links, the authors and the venue."""

from __future__ import annotations

import re
from typing import Final

from bot.lists.flow import Flow, Title, is_address, is_label
from bot.lists.tree import Kind
from bot.lists.venues import is_venue, year_in
from bot.lists.words import words_of

#: what ends a title that is marked by nothing: a column of pipes, a year in brackets, a new line
_STOP = re.compile(
    r"\n|\s\|\s|\s?\(\s?(?:19|20)\d\d[^()]{0,12}\)|\s[-–—]{1,2}\s*$|\s?\[\s*$|\s?\(\s*$"
)
_STOP_SIGNS: Final = frozenset("\n|([")
_DASHES: Final = ("-", "–", "—")
#: words that no title ends with
_LOOSE = words_of("a an the of for in on by with and or to from via using is are as at into over")
#: who wrote it, between the title and the year: ``A title, Ann One, 2019``
_PERSON = re.compile(r"[A-Z][a-z’'-]+(?: [A-Z]\.?)?(?: [A-Z][a-z’'-]+){1,2}")
#: behind the year: ``A title, ICML, 2018 (the first of its kind)``
_REMARK = re.compile(r"(?<=[,.] \d\d\d\d)\s*\([^()\n]{1,60}\)\s*$")
_ACRONYM = re.compile(r"[A-Z]{3,8}")
_SUBMITTED = re.compile(
    r"^(?:submitted|accepted|published|to appear)(?: to| by| at| in)?\s+", re.IGNORECASE
)
_IMAGE = Kind.IMAGE
_LETTERS = re.compile(r"\w", re.UNICODE)


def unmarked_title(flow: Flow, position: int) -> Title:
    """What stands before the links, the authors, the venue."""
    text = flow.text
    limit = first_label(flow, position)
    for number in range(flow.number(position) + 1, len(flow.starts)):
        start = flow.starts[number]
        if start >= limit:
            break
        if start > position and _begins_another_part(flow, number, limit):
            limit = start
            break
        if flow.pieces[number].kind is Kind.SOFT and _is_edition(text[start:limit]):
            limit = start
            break
    stop = _stop(text, position, limit)
    while stop and stop[0] == "\n" and _goes_on(text, position, stop.end(), limit):
        stop = _stop(text, stop.end(), limit)
    end = stop.start() if stop and stop.start() > position else limit
    end, behind = _without_venue(text, position, end)
    title = text[position:end]
    anchor = next(
        (a for a in flow.anchors if flow.span_of(a)[0] >= position and flow.span_of(a)[1] <= end),
        None,
    )
    return Title(title, position, end, behind, anchor if anchor and anchor.label else None)


def _stop(text: str, start: int, end: int) -> re.Match[str] | None:
    """What ends a title that is marked by nothing; most have no sign in them that it needs."""
    words = text[start:end]
    if _STOP_SIGNS.isdisjoint(words) and words.rstrip()[-1:] not in _DASHES:
        return None
    return _STOP.search(text, start, end)


def _without_venue(text: str, start: int, end: int) -> tuple[int, tuple[str, ...]]:
    """Where a title ends that venue and year follow, and these: ``Title. MICCAI, 2021.``"""
    notes: tuple[str, ...] = ()
    closed = text[start:end].rstrip()[-1:] == ")"
    remark = _REMARK.search(text, start, end) if closed else None
    end = remark.start() if remark else end
    while True:
        stop = max(
            text.rfind(". ", start, end), text.rfind("? ", start, end), text.rfind("! ", start, end)
        )
        comma = max(text.rfind(",", start, end), text.rfind("，", start, end))
        cut = max(stop, comma)
        tail = text[cut + 1 : end].strip(" .,") if cut > start else ""
        tail = _SUBMITTED.sub("", tail)
        if not tail or len(tail) > 60:
            return end, notes
        year = tail.isdigit() and year_in(tail)
        # "Arts, Science" is no venue, "Arts, CVPR" and "Arts. Science" are
        known = cut == stop or tail.isupper() or bool(year_in(tail) or notes)
        named = bool(notes) and (_PERSON.fullmatch(tail) or _ACRONYM.fullmatch(tail))
        if not (year or named or (known and is_venue(tail))):
            return end, notes
        end, notes = cut + (text[cut] in "?!"), (*notes, tail)


def _is_edition(line: str) -> bool:
    """``CVPR 2018``: the line below a title says only where that was published."""
    words = line.strip(" \n.,;:([")
    return 3 < len(words) < 60 and year_in(words) is not None and is_venue(words)


def _goes_on(text: str, start: int, line: int, limit: int) -> bool:
    """Does a title that was broken over lines go on in the line that begins at ``line``?"""
    before = text[start:line].rstrip()
    after = text[line:limit].lstrip()
    if not before or not after:
        return bool(not before and after)
    if _is_edition(after):
        return False
    last = before.split()[-1].lower()
    return before[-1] in ":,-–—&" or last in _LOOSE or after[0].islower()


def _begins_another_part(flow: Flow, number: int, limit: int) -> bool:
    """Authors and venues are often links, or set in another style than the title before them."""
    piece = flow.pieces[number]
    start = flow.starts[number]
    if not (piece.emphasis or piece.strong or piece.anchor) or piece.kind is _IMAGE:
        return False
    before = flow.text[:start].rstrip()
    if not before:
        return False
    if piece.anchor is not None:
        end = flow.span_of(piece.anchor)[1]
        if piece.anchor.label.startswith("@") or not _LETTERS.search(flow.text, end, limit):
            return True
    if before[-1] in '.,;|!?-–—)]"”。，' or before.endswith((", in", ". In", ", In")):
        return True
    if not (piece.emphasis or piece.strong):
        return False
    style = "emphasis" if piece.emphasis else "strong"
    end = flow.stretch(start, style)[1]
    return is_venue(flow.text[start:end]) or flow.text[start:end].count(",") > 1


def first_label(flow: Flow, position: int) -> int:
    """Where the first link begins that names its kind (its brackets included), or the end."""
    for anchor in flow.anchors:
        start, end = flow.span_of(anchor)
        if start < position or end == start or not anchor.url:
            continue
        if is_label(flow, anchor) if start > position else is_address(anchor):
            before = flow.text[position:start]
            return position + len(before.rstrip(" [(（【|,:："))
    return len(flow.text)
