"""What stands before a title and is no part of it: signs, notes, labels of links, a venue."""

from __future__ import annotations

import re
from typing import Final

from bot.lists.flow import Flow, is_address
from bot.lists.kinds import is_only_kind
from bot.lists.tree import Anchor, Kind, Piece
from bot.lists.venues import has_acronym, is_date, is_venue, year_in
from bot.lists.words import words_of

#: pictures (``:fire:`` is one), bullets and stops
_SIGNS = re.compile(
    "(?::[a-z0-9_+-]+:|[\u2600-\u27bf\u2b00-\u2bff\u3030\u303d\ufe0f\u200d\u20e3\u00a9\u00ae]|"
    "[\U0001f000-\U0001faff]|[\\s\\-–—•·*:：|,.;►▶➤→✅☑✔★☆#<])*"
)
_GROUP = re.compile(r"\[([^\[\]\n]{1,80})\]|【([^】\n]{1,80})】|\(([^()\n]{1,40})\)")
#: ``12. `` of an author who numbers by hand
_NUMBER = re.compile(r"\d{1,3}[.)、]\s+(?=[^\W\d_]|[\[(【（*])")
#: ``2021.05 | `` and ``20210531 `` before a title
_DATE = re.compile(
    r"((?:19|20)\d\d(?:[./-]\d{1,2}){0,2})\s*(?:\||[:：]|,|[-–—]{1,3}\s)\s*|"
    r"((?:19|20)\d\d)[01]\d[0-3]\d\s+(?=\S)"
)
_DIGITS: Final = frozenset("12")
_OPENING: Final = frozenset("[【(")
#: words that nothing is called
_POINTERS = words_of(
    "paper pdf arxiv code link url project page website homepage video videos blog post slides demo "
    "dataset data poster talk supplementary supp model models weights colab notebook 论文 代码 视频 博客"
)
_CLOSING: Final = frozenset("])】） ")
#: ``ICML'22 | `` before a title
_PIPED = re.compile(r"([^|\n]{2,30}?)\s\|\s")
#: ``ICML 2022 oral, `` and ``TKDE 2021: `` before a title
_COMMA = re.compile(r"([^|,:：\n]{4,60})[,:：]\s+(?=\S)")
#: a short name in capitals with a year behind it
_CAPITALS = re.compile(r"[A-Z][A-Z&-]{1,9}(?: [A-Z][A-Z&-]{1,9})?,? ?['’]?(?:(?:19|20)\d\d|\d\d)")
#: the year of an edition and how the paper was presented there
_EDITION = re.compile(
    r"[^\d\n]{2,24}(?:(?:19|20)\d\d(?:[./-]\d{1,2}){0,2}|['’`]\d\d)(?!\d)[^\d\n]{0,40}"
)
#: a venue that nobody knows, and the year, before a link
_DATED = re.compile(r"[A-Z][^,.:()\[\]|\d]{2,40}\s(?:19|20)\d\d\s*[,:]\s*")
#: ``Paper: `` before a linked title
_ANNOUNCED = re.compile(r"([^\W\d_][^:：\n]{1,24})[:：]\s*")
#: characters of a label at the beginning of an entry; what is longer is a title
_SHORT: Final = 40
_CODE = Kind.CODE
_LETTERS = re.compile(r"\w", re.UNICODE)


def skip_notes(flow: Flow, position: int) -> tuple[int, list[str]]:
    """Skip what stands before the title; the notes among it are the second answer."""
    before: list[str] = []
    text = flow.text
    while True:
        position = skip_signs(text, position)
        piece = flow.at(position)
        if piece is None:
            return position, before
        first = text[position]
        opens = first in _OPENING
        if opens or (piece.anchor is not None and len(piece.anchor.label) <= _SHORT):
            behind = _behind_labels(flow, position)
            if behind > position:
                position = behind
                continue
        if first.isdigit() and (number := _NUMBER.match(text, position)):
            position = number.end()
            continue
        if first in _DIGITS and (date := _DATE.match(text, position)):
            before.append(date[1] or date[2])
            position = date.end()
            continue
        if piece.anchor is None and not opens:
            words, behind = _edition(flow, piece, position)
            if behind == position:
                return _announced(flow, position), before
            before += filter(None, [words])
            position = behind
            continue
        group = _GROUP.match(text, position) if opens else None
        if not group or not _is_note(flow, group):
            return position, before
        before.append(next(part for part in group.groups() if part is not None).strip())
        position = group.end()


def _behind_labels(flow: Flow, position: int) -> int:
    """Where a title may begin behind links that only name a kind, else ``position``."""
    end, text = position, flow.text
    while True:
        start = end
        piece = flow.at(start)
        if piece is not None and piece.anchor is None and text[start] in _OPENING:
            piece = flow.at(start + 1)
        anchor = piece.anchor if piece is not None else None
        if anchor is None or not _points(flow, anchor):
            break
        end = max(flow.span_of(anchor)[1], start + 1)
        while text[end : end + 1] in _CLOSING:
            end += 1
        end = skip_signs(text, end)
    first = text[end : end + 1]
    begins = first.isalnum() and not first.islower()
    return end if begins and end > position else position


def _points(flow: Flow, anchor: Anchor) -> bool:
    """Is it a link that says what it leads to (or in which edition of a venue that is)?"""
    label = anchor.label
    if len(label) > _SHORT:
        return False
    if is_only_kind(label):
        return not is_explained(flow, anchor)
    if len(label) >= 30 or not is_venue(label):
        return False
    if label[-1:] == ")" and not has_acronym(label):
        return False  # "Name (2020)"
    start = flow.span_of(anchor)[0]
    return year_in(label) is not None or flow.text[max(start - 1, 0) : start] == "["


def is_explained(flow: Flow, anchor: Anchor) -> bool:
    """``[GitHub](..) - what it is``: a name, though it is the word of a kind as well."""
    after = flow.text[flow.span_of(anchor)[1] :].lstrip()[:1]
    return anchor.label.lower() not in _POINTERS and after in ("-", "–", "—", ":")


def _announced(flow: Flow, position: int) -> int:
    """Behind ``Paper: ``, when a link follows that is a title; else ``position``."""
    ahead = flow.text[position : position + 26]
    if ":" not in ahead and "：" not in ahead:
        return position
    found = _ANNOUNCED.match(flow.text, position)
    if not found or not is_only_kind(found[1]):
        return position
    piece = flow.at(found.end())
    anchor = piece.anchor if piece is not None else None
    if anchor is None or " " not in anchor.label or is_only_kind(anchor.label):
        return position
    return position if is_address(anchor) else found.end()


def _edition(flow: Flow, piece: Piece, position: int) -> tuple[str, int]:
    """A venue in front of a title (as code, or before a bar, a comma, a link), and where it ends."""
    text = flow.text
    words, end = "", position
    number = flow.number(position)
    if piece.kind is _CODE:
        end = flow.end_of(number)
        words = text[position:end]
    elif "|" in text[position : position + 33] and (found := _PIPED.match(text, position)):
        words, end = found[1], found.end()
    if words and is_venue(words) and year_in(words) and _LETTERS.search(text, end):
        return words.strip(), end
    stop = flow.end_of(number)
    if stop - position <= _SHORT and number + 1 < len(flow.pieces):
        words, anchor = text[position:stop], flow.pieces[number + 1].anchor
        titled = anchor is not None and _is_long(anchor) and "\n" not in words
        if titled and (is_venue(words) or _DATED.fullmatch(words)):
            return words.strip(), stop
    found = _COMMA.match(text, position, position + 64)
    if found and (
        _CAPITALS.fullmatch(found[1])
        or (_EDITION.fullmatch(found[1]) and is_venue(found[1].split(maxsplit=1)[0]))
    ):
        behind = flow.at(found.end())
        if behind is not None and (behind.anchor is None or _is_long(behind.anchor)):
            return found[1], found.end()
    return "", position


def _is_long(anchor: Anchor) -> bool:
    """Are the words of a link long enough for a title, and no address?"""
    return anchor.label.count(" ") > 1 and not is_only_kind(anchor.label)


def skip_signs(text: str, position: int) -> int:
    """Where the first letter, digit or bracket stands behind bullets and pictures."""
    if position < len(text) and not text[position].isalnum():
        signs = _SIGNS.match(text, position)
        return signs.end() if signs else position
    return position


def _goes_on(flow: Flow, position: int) -> bool:
    """Is there anything behind it that may be a title, and not only labels and addresses?"""
    for number in range(flow.number(position), len(flow.pieces)):
        anchor = flow.pieces[number].anchor
        words = flow.text[max(flow.starts[number], position) : flow.end_of(number)]
        if not _LETTERS.search(words):
            continue
        if anchor is None or not (is_only_kind(anchor.label) or is_address(anchor)):
            return True
    return False


def _is_note(flow: Flow, group: re.Match[str]) -> bool:
    """Is a bracket at the beginning a note, and not the beginning of the title?"""
    inside = flow.at(group.start() + 1)
    opening = flow.at(group.start())
    if opening is None or inside is None:
        return False
    if not _goes_on(flow, group.end()):
        return False
    if opening.anchor is not None:
        # a linked note ([[2023](url)]) is one only if the link does not reach further
        return flow.span_of(opening.anchor)[1] <= group.end() and is_venue(group[0])
    if inside.anchor is not None:
        return False
    if opening.strong:
        end = flow.stretch(group.start(), "strong")[1]
        return is_date(group[0]) or not _LETTERS.search(flow.text[group.end() : end])
    return True
