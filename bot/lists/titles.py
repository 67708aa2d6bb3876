"""Which words of an entry are its title.

Authors of lists mark the title in one of four ways, tried in this order: it is the link, it is
bold, it is quoted, or it is what stands before the links, the authors and the venue.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bot.lists.flow import Flow, is_address, is_label
from bot.lists.kinds import is_only_kind
from bot.lists.tree import Anchor, Kind
from bot.lists.venues import is_venue
from bot.lists.words import words_of

_LEAD = re.compile(r"[\s\-–—•·*:：|,.;►▶➤→✅☑✔★☆#]*")
_EMOJI = re.compile(
    "(?:[\u2600-\u27bf\u2b00-\u2bff\u3030\u303d\ufe0f\u200d\u20e3\u00a9\u00ae]|[\U0001f000-\U0001faff]"
    "|:[a-z0-9_+-]+:)+"
)
_GROUP = re.compile(r"\[([^\[\]\n]{1,80})\]|【([^】\n]{1,80})】|\(([^()\n]{1,40})\)")
#: ``2021.05 | `` before a title
_DATE = re.compile(r"((?:19|20)\d\d(?:[./-]\d{1,2}){0,2})\s*(?:\||[:：]|,|[-–—]{1,3}\s)\s*")
_DIGITS: Final = frozenset("12")
_OPENING: Final = frozenset("[【(")
_ET_AL: Final = ("et al", "et. al", "Et al", "等")
_QUOTES: Final = {
    '"': '"',
    "“": "”",
    "”": "”",
    "「": "」",
    "《": "》",
    "''": "''",
    "„": "“",
    "«": "»",
}
_QUOTE = re.compile("\"|“|「|《|''|„|«")
#: what ends a title that is marked by nothing: a column of pipes, a year in brackets, a new line
_STOP = re.compile(
    r"\n|\s\|\s|\s?\(\s?(?:19|20)\d\d[^()]{0,12}\)|\s[-–—]{1,2}\s*$|\s?\[\s*$|\s?\(\s*$"
)
#: words that no title ends with
_LOOSE = words_of("a an the of for in on by with and or to from via using is are as at into over")
_LETTERS = re.compile(r"\w", re.UNICODE)


class Title(NamedTuple):
    """A title and where it stands in its flow."""

    text: str
    start: int
    end: int
    #: what stands in brackets before it: a venue, a date, an abbreviation
    before: tuple[str, ...] = ()
    #: the link that the title is, if it is one
    anchor: Anchor | None = None


def find_title(flow: Flow) -> Title:
    """The title of an entry that is not a table row; empty text when there is none."""
    if flow.title is None:
        flow.title = _find_title(flow)
    return flow.title


def _find_title(flow: Flow) -> Title:
    position, before = _skip_groups(flow, 0)
    found = _marked(flow, position) or _plain(flow, position)
    if found.anchor is None and found.text.rstrip(" .,:").endswith(_ET_AL):
        found = _behind_authors(flow, found)
    words = tidy(found.text)
    return tuple.__new__(Title, (words, found.start, found.end, tuple(before), found.anchor))


def _found(text: str, start: int, end: int, anchor: Anchor | None) -> Title:
    return tuple.__new__(Title, (text, start, end, (), anchor))


def tidy(text: str) -> str:
    """One line, without outer quotes and the final stop."""
    text = " ".join(text.split()).strip(" *_`|,;:：-–—")
    while len(text) > 1 and text[0] in _QUOTES and text[-1] == _QUOTES[text[0]]:
        text = text[1:-1].strip()
    return text.rstrip(" .。,;:：").strip()


def _skip_groups(flow: Flow, position: int) -> tuple[int, list[str]]:
    """Skip bullets, pictures and bracketed notes that stand before the title."""
    before: list[str] = []
    text = flow.text
    while True:
        position = _skip_signs(text, position)
        first = text[position : position + 1]
        if first in _DIGITS and (date := _DATE.match(text, position)):
            before.append(date[1])
            position = date.end()
            continue
        group = _GROUP.match(text, position) if first in _OPENING else None
        if not group or not _is_note(flow, group):
            return position, before
        before.append(next(part for part in group.groups() if part is not None).strip())
        position = group.end()


def _skip_signs(text: str, position: int) -> int:
    while position < len(text) and not text[position].isalnum():
        lead = _LEAD.match(text, position)
        end = lead.end() if lead else position
        emoji = _EMOJI.match(text, end)
        end = emoji.end() if emoji else end
        if end == position:
            break
        position = end
    return position


def _is_note(flow: Flow, group: re.Match[str]) -> bool:
    """Is a bracket at the beginning a note, and not the beginning of the title?"""
    inside = flow.at(group.start() + 1)
    opening = flow.at(group.start())
    if opening is None or inside is None:
        return False
    if not _LETTERS.search(flow.text, group.end()):
        return False
    if opening.anchor is not None:
        # a linked note ([[2023](url)]) is one only if the link does not reach further
        return flow.span_of(opening.anchor)[1] <= group.end() and is_venue(group[0])
    if inside.anchor is not None:
        return False
    if opening.strong:
        end = flow.stretch(group.start(), "strong")[1]
        return not _LETTERS.search(flow.text[group.end() : end])
    return True


def _marked(flow: Flow, position: int) -> Title | None:
    """A title that is a link, bold, or quoted."""
    piece = flow.at(position)
    if piece is None:
        return None
    text = flow.text
    if piece.anchor is not None and not is_only_kind(piece.anchor.label):
        start, end = flow.span_of(piece.anchor)
        if _LETTERS.search(text[start:end]):
            return _found(text[start:end], start, end, piece.anchor)
    quoted = _quoted(flow, position)
    if piece.strong:
        start, end = flow.stretch(position, "strong")
        if quoted is None and _LETTERS.search(text[start:end]):
            inner = next((a for a in flow.anchors if flow.span_of(a) == (start, end)), None)
            return _found(text[start:end], start, end, inner)
    return quoted


def _quoted(flow: Flow, position: int) -> Title | None:
    """The first words in quotes before the links, if they are long enough for a title."""
    found = _QUOTE.search(flow.text, position, position + 200)
    if found is None:
        return None
    limit = _first_label(flow, position)
    opening = found.start()
    if found.end() > limit:
        return None
    end = flow.text.find(_QUOTES[found[0]], found.end(), limit)
    before = flow.text[position:opening].strip(" :：,.-–—|")
    after = flow.text[end + 1 : limit].lstrip()[:1]
    closed = flow.text[end - 1 : end] in (".", ",", "?", "!")
    whole = not after or after in ",.;|()[]\n，。" or closed
    if whole and end - opening > 12 and (len(before) <= 40 or end - opening > 25):
        return Title(flow.text[found.end() : end], opening, end + len(_QUOTES[found[0]]))
    return None


def _plain(flow: Flow, position: int) -> Title:
    """What stands before the links, the authors, the venue."""
    text = flow.text
    limit = _first_label(flow, position)
    for number in range(flow.number(position) + 1, len(flow.starts)):
        start = flow.starts[number]
        if start >= limit:
            break
        if start > position and _begins_another_part(flow, number, limit):
            limit = start
            break
    stop = _STOP.search(text, position, limit)
    while stop and stop[0] == "\n" and _goes_on(text, position, stop.end(), limit):
        stop = _STOP.search(text, stop.end(), limit)
    end = stop.start() if stop and stop.start() > position else limit
    title = text[position:end]
    anchor = next(
        (a for a in flow.anchors if flow.span_of(a)[0] >= position and flow.span_of(a)[1] <= end),
        None,
    )
    return Title(title, position, end, anchor=anchor if anchor and anchor.label else None)


def _goes_on(text: str, start: int, line: int, limit: int) -> bool:
    """Does a title that was broken over lines go on in the line that begins at ``line``?"""
    before = text[start:line].rstrip()
    after = text[line:limit].lstrip()
    if not before or not after:
        return bool(not before and after)
    last = before.split()[-1].lower()
    return before[-1] in ":,-–—&" or last in _LOOSE or after[0].islower()


def _behind_authors(flow: Flow, authors: Title) -> Title:
    """``Zhang et al., *Title*``: the authors stand first."""
    start = _skip_signs(flow.text, authors.end)
    piece = flow.at(start)
    if piece is None or start >= _first_label(flow, start):
        return authors
    marked = _marked(flow, start)
    if marked is None and piece.emphasis:
        start, end = flow.stretch(start, "emphasis")
        marked = Title(flow.text[start:end], start, end)
    found = marked or _plain(flow, start)
    return found if len(found.text.split()) > 2 and not is_venue(found.text) else authors


def _begins_another_part(flow: Flow, number: int, limit: int) -> bool:
    """Authors and venues are often links, or set in another style than the title before them."""
    piece = flow.pieces[number]
    start = flow.starts[number]
    if not (piece.emphasis or piece.strong or piece.anchor) or piece.kind is Kind.IMAGE:
        return False
    before = flow.text[:start].rstrip()
    if not before:
        return False
    if piece.anchor is not None:
        end = flow.span_of(piece.anchor)[1]
        if piece.anchor.label.startswith("@") or not _LETTERS.search(flow.text, end, limit):
            return True
    if before[-1] in '.,;|!?-–—)]"”。，':
        return True
    if not (piece.emphasis or piece.strong):
        return False
    style = "emphasis" if piece.emphasis else "strong"
    end = flow.stretch(start, style)[1]
    return is_venue(flow.text[start:end]) or flow.text[start:end].count(",") > 1


def _first_label(flow: Flow, position: int) -> int:
    """Where the first link begins that names its kind (its brackets included), or the end."""
    for anchor in flow.anchors:
        start, end = flow.span_of(anchor)
        if start < position or end == start or not anchor.url:
            continue
        if is_label(flow, anchor) if start > position else is_address(anchor):
            before = flow.text[position:start]
            return position + len(before.rstrip(" [(（【|,:："))
    return len(flow.text)
