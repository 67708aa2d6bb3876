"""Which words of an entry are its title.

Authors of lists mark the title in one of four ways, tried in this order: it is the link, it is
bold, it is quoted, or it is what stands before the links, the authors and the venue.
"""

from __future__ import annotations

import re
from typing import Final

from bot.lists.authors import names_first
from bot.lists.flow import Flow, Title, is_label, label_kind
from bot.lists.kinds import LinkKind, is_only_kind, kind_of_host
from bot.lists.leads import is_explained, skip_notes, skip_signs
from bot.lists.tails import without_tail
from bot.lists.tree import Anchor, Kind, Piece
from bot.lists.unmarked import first_label, unmarked_title
from bot.lists.venues import is_venue, year_in

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
_INITIAL = re.compile(r"\b[A-Z]\.(?:\s|[A-Z])")
_QUOTE = re.compile("\"|“|「|《|''|„|«")
_BEHIND_BOLD = re.compile(r"[.,]?\s*(?:\n|\(?(?:19|20)\d\d\b)")
_PAPER, _IMAGE = LinkKind.PAPER, Kind.IMAGE
_LETTERS = re.compile(r"\w", re.UNICODE)
_SENTENCE = re.compile(r"[.!?。！？]\s")


def find_title(flow: Flow) -> Title:
    """The title of an entry that is not a table row; empty text when there is none."""
    if flow.title is None:
        flow.title = _find_title(flow)
    return flow.title


def _find_title(flow: Flow) -> Title:
    position, before = skip_notes(flow, 0)
    found = _marked(flow, position) or unmarked_title(flow, position)
    if found.anchor is None:
        if found.text.rstrip(" .,:").endswith(_ET_AL):
            found = _behind_authors(flow, found)
        elif authors := names_first(flow.text, found.start):
            names = _found(authors[0], found.start, authors.end(), None)
            behind = _behind_authors(flow, names)
            if behind is not names:
                found = behind
                before += map(str, filter(None, [year_in(authors[0])]))
    return _without_tail(flow, found, tuple(before))


def _without_tail(flow: Flow, found: Title, before: tuple[str, ...]) -> Title:
    """The title as it is, once venue and year behind it are taken away."""
    text, start, end, notes, anchor = found
    if text and text == flow.text[start:end]:
        linked = anchor is not None and flow.span_of(anchor) == (start, end)
        end = without_tail(flow, start, end, linked=linked)
        text = flow.text[start:end]
    return tuple.__new__(Title, (tidy(text), start, end, (*before, *notes), anchor))


def _found(text: str, start: int, end: int, anchor: Anchor | None) -> Title:
    return tuple.__new__(Title, (text, start, end, (), anchor))


def tidy(text: str) -> str:
    """One line, without outer quotes and the final stop."""
    text = " ".join(text.split()).strip(" *_`|,;:：-–—")
    while len(text) > 1 and text[0] in _QUOTES and text[-1] == _QUOTES[text[0]]:
        text = text[1:-1].strip()
    if text[:1] == "[" and text.find("]") == len(text) - 1:
        text = text[1:-1]
    return text.rstrip(" .。,;:：").strip()


def _marked(flow: Flow, position: int) -> Title | None:
    """A title that is a link, bold, or quoted."""
    piece = flow.at(position)
    if piece is None:
        return None
    text = flow.text
    if piece.anchor is not None and _may_be_title(flow, piece.anchor):
        start, end = flow.span_of(piece.anchor)
        if piece.strong:
            bold = min(end, flow.stretch(position, "strong")[1])
            if _BEHIND_BOLD.match(text, bold, end) and _LETTERS.search(text, start, bold):
                end = bold  # year and authors are linked with it
        if _LETTERS.search(text[start:end]):
            return _found(text[start:end], start, end, piece.anchor)
    quoted = _quoted(flow, position)
    if quoted is None and (linked := _linked_behind(flow, position, piece)):
        start, end = flow.span_of(linked)
        return _found(text[start:end], start, end, linked)
    if piece.strong:
        start, end = _bold(flow, position)
        if quoted is None and _abbreviates(flow, start, end):
            return None
        if quoted is None and _LETTERS.search(text[start:end]):
            inner = next((a for a in flow.anchors if flow.span_of(a) == (start, end)), None)
            return _found(text[start:end], start, end, inner)
    if quoted is None and piece.emphasis and not piece.strong:
        return _italic(flow, position)
    return quoted


def _bold(flow: Flow, position: int) -> tuple[int, int]:
    """Where the bold words of a title stand: not those of the links on the lines below."""
    start, end = flow.stretch(position, "strong")
    line = flow.text.find("\n", start, end)
    if line < 0:
        return start, end
    label = first_label(flow, position)
    return start, (min(end, label) if label > line else end)


def _abbreviates(flow: Flow, start: int, end: int) -> bool:
    """``**FooNet**: A Network for Foo [[paper]](..)``: only the name of the title is bold."""
    words = flow.text[start:end]
    colon = words.rstrip()[-1:] in (":", "：") or flow.text[end:].lstrip()[:1] in (":", "：")
    if not colon or words.count(" ") > 3:
        return False
    label = next((a for a in flow.web if flow.span_of(a)[0] >= end), None)
    if label is None:
        return False
    behind = flow.text[end : flow.span_of(label)[0]].strip(" :：,.;-–—[(")
    if behind.count(" ") < 3 or _SENTENCE.search(behind):
        return False
    long = [word for word in behind.split() if len(word) > 3]
    is_paper = _PAPER in (label_kind(label), kind_of_host(label.url))
    return is_paper or sum(word[0].isupper() for word in long) * 4 >= len(long) * 3


def _linked_behind(flow: Flow, position: int, piece: Piece) -> Anchor | None:
    """``Foo: [A Title of Its Own](..)``, ``2018 a survey: [Title](..)``: a few words, then the title."""
    anchor = next((a for a in flow.web if flow.span_of(a)[0] > position), None)
    if anchor is None or anchor.label.count(" ") < 2 or is_label(flow, anchor):
        return None
    start, end = flow.span_of(anchor)
    lead = flow.text[position:start].strip(" :：-–—|,")
    if "\n" in lead or _weight(lead) > min(40, _weight(anchor.label) - 1):
        return None
    if piece.strong and lead.count(" ") > 2:
        return None
    after = flow.text[end:].lstrip(" ")[:1]
    if after.isalpha() and after.isascii() and after.islower():
        return None  # a sentence goes on
    set_apart = flow.text[:start].rstrip()[-1:] in (":", "：", "-", "–", "—", "|", "的")
    if kind_of_host(anchor.url) is _PAPER:
        return anchor
    return anchor if set_apart and _weight(anchor.label) > 25 else None


def _may_be_title(flow: Flow, anchor: Anchor) -> bool:
    """Is a first link more than a label?"""
    label = anchor.label
    return len(label) > 60 or not is_only_kind(label) or is_explained(flow, anchor)


def _italic(flow: Flow, position: int) -> Title | None:
    """Words in italics before a stop are a title, unless they are names or a venue."""
    start, end = flow.stretch(position, "emphasis")
    words = flow.text[start:end].strip()
    after = flow.text[end:].lstrip()[:1]
    stopped = after in (".", ",", "|", "(", "\n") or words[-1:] == "."
    if not stopped or words.count(" ") < 1 or words.count(",") > 1 or is_venue(words):
        return None
    if _INITIAL.search(words) or words.rstrip(" .,:").endswith(_ET_AL):
        return None
    return _found(words, start, end, None)


def _quoted(flow: Flow, position: int) -> Title | None:
    """The first words in quotes before the links, if they are long enough for a title."""
    found = _QUOTE.search(flow.text, position, position + 200)
    if found is None:
        return None
    limit = first_label(flow, position)
    opening = found.start()
    if found.end() > limit:
        return None
    end = flow.text.find(_QUOTES[found[0]], found.end(), limit)
    before = flow.text[position:opening].strip(" :：,.-–—|")
    after = flow.text[end + 1 : limit].lstrip()[:1]
    closed = flow.text[end - 1 : end] in (".", ",", "?", "!")
    whole = (
        not after
        or after in ",.;|()[]\n，。"
        or closed
        or _is_venue_alone(flow.text[end + 1 : limit])
    )
    size = _weight(flow.text[opening:end])
    if whole and size > 12 and (len(before) <= 40 or size > 25):
        return Title(flow.text[found.end() : end], opening, end + len(_QUOTES[found[0]]))
    return None


def _is_venue_alone(text: str) -> bool:
    return text.lstrip()[:1].isupper() and is_venue(text)


def _weight(text: str) -> int:
    """Length as read: a Chinese, Japanese or Korean character says as much as two letters."""
    return len(text) if text.isascii() else len(text) + sum(c > "\u2e7f" for c in text)


def _behind_authors(flow: Flow, authors: Title) -> Title:
    """``Zhang et al., *Title*``: the authors stand first."""
    start = skip_signs(flow.text, authors.end)
    piece = flow.at(start)
    if piece is None or start >= first_label(flow, start):
        return authors
    marked = _marked(flow, start)
    if marked is None and piece.emphasis:
        start, end = flow.stretch(start, "emphasis")
        marked = Title(flow.text[start:end], start, end)
    found = marked or unmarked_title(flow, start)
    if marked is None and any(map(year_in, found.before)):
        found = _without_unknown_venue(found)
    return found if len(found.text.split()) > 2 and not is_venue(found.text) else authors


def _without_unknown_venue(title: Title) -> Title:
    """``A Title, Sadhana`` of ``Ann One and Bob Two, A Title, Sadhana, 1994``."""
    cut = max(title.text.rfind(", "), title.text.rfind(". "))
    head, comma, tail = title.text[: max(cut, 0)], cut > 0, title.text[cut + 2 :]
    words = tail.split()
    if not comma or head.count(" ") < 2 or len(words) > 5 or not all(w[0].isupper() for w in words):
        return title
    return Title(head, title.start, title.start + len(head), (*title.before, tail))
