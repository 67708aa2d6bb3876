"""Paragraphs: are they an entry, several, the links of the entry above, or a sentence?"""

from __future__ import annotations

import re

from bot.lists.authors import are_people
from bot.lists.flow import Flow, Title, flow_of, is_address, is_label, is_mere_kind, label_kind
from bot.lists.items import (
    SENTENCE,
    ends_with_labels,
    has_web,
    is_detail,
    is_linked,
    starts_with_link,
    words_before,
)
from bot.lists.kinds import kind_of_column
from bot.lists.titles import find_title
from bot.lists.tree import Kind, Piece, Run
from bot.lists.venues import is_venue

_LETTERS = re.compile(r"[^\W_]", re.UNICODE)
#: words of a bold line that may be a title
_TITLE_WORDS = 3


def looks_like_entry(flow: Flow) -> bool:
    """Is a paragraph an entry and not a sentence with links in it?"""
    web = flow.web
    if not web:
        return False
    title = find_title(flow)
    sentences = SENTENCE.search(title.text.strip())
    bold = flow.at(title.start)
    is_bold = bold is not None and bold.strong
    if not _LETTERS.search(title.text):
        return False
    is_marked = is_bold or is_linked(flow, title)
    if len(title.text) > (400 if not sentences else 200 if is_marked else 120):
        return False
    if are_people(flow):
        return False
    lines = flow.text.strip().count("\n")
    if is_linked(flow, title) and (title.start <= 4 or title.before or _is_announced(flow, title)):
        after = flow.text[title.end :].lstrip(" *_")[:1]
        return not (after.isalpha() or after == "'") or lines > 0 or _ends_its_line(flow, title)
    first = next((a for a in web if flow.span_of(a)[0] >= title.end and is_label(flow, a)), None)
    if first is None:
        return False
    start, end = flow.span_of(first)
    before = flow.text[:start].rstrip(" ")[-1:]
    set_apart = not (before.isalnum() and before.isascii()) or first.label[:1] in "[(【"
    set_apart = set_apart or is_venue(flow.text[:start].rpartition("\n")[2])
    if is_bold and not flow.text[title.end : start].strip():
        return True
    number = flow.number(start)
    if number and flow.pieces[number - 1].kind is Kind.SOFT:
        return True  # its author gave the links a line of their own
    if set_apart and (lines > 0 or is_bold):
        return True
    rest = len(flow.text[end:].split())
    return set_apart and not sentences and rest < 30 and before not in ",;"


def _is_announced(flow: Flow, title: Title) -> bool:
    """``**Title:** [A linked title](..)``, and nothing behind it."""
    lead = flow.text[: title.start].strip()
    first = flow.at(0)
    return (
        first is not None
        and first.strong
        and lead[-1:] in (":", "：")
        and lead.count(" ") < _TITLE_WORDS
        and flow.text[title.start : title.end].count(" ") >= _TITLE_WORDS
        and not _LETTERS.search(flow.text, title.end)
    )


def _ends_its_line(flow: Flow, title: Title) -> bool:
    """Did its author leave the line behind a linked title, with a description to follow?"""
    number = flow.number(title.end)
    return flow.starts[number] == title.end and flow.pieces[number].kind is Kind.SOFT


def lines_of(runs: list[Run]) -> list[Flow]:
    """The lines of a paragraph, as its author wrote them."""
    found: list[Flow] = []
    for run in runs:
        pieces: list[Piece] = []
        for piece in run.pieces:
            if piece.kind is Kind.SOFT or piece.kind is Kind.BREAK:
                found.append(flow_of([Run(run.parent, run.line, pieces)]))
                pieces = []
            else:
                pieces.append(piece)
        found.append(flow_of([Run(run.parent, run.line, pieces)]))
    return [flow for flow in found if flow.text.strip() or flow.anchors]


def are_entries(lines: list[Flow]) -> bool:
    """Is every line of a paragraph an entry of its own?"""
    return len(lines) > 1 and all(
        has_web(line) and not is_detail(line) and (starts_with_link(line) or ends_with_labels(line))
        for line in lines
    )


def is_links_only(flow: Flow) -> bool:
    """Only links that name their kind (and authors, a date): the second half of an entry."""
    web = flow.web
    if not any(label_kind(anchor) is not None or is_address(anchor) for anchor in web):
        return False
    if not all(is_label(flow, anchor) for anchor in web):
        return _is_barred(flow)
    title = find_title(flow)
    return (
        not _LETTERS.search(title.text)
        or title.anchor in web
        or (_all_soft(flow) and not SENTENCE.search(flow.text))
    )


def _is_barred(flow: Flow) -> bool:
    """``Paper | Website | Oxford Seminar``: links of which the first names its kind, and bars."""
    web = flow.web
    if label_kind(web[0]) is None or len(web) < 2:
        return False
    edges = [0, *(edge for anchor in web for edge in flow.span_of(anchor)), len(flow.text)]
    between = [flow.text[edges[n] : edges[n + 1]].strip() for n in range(0, len(edges), 2)]
    bars = set(between[1:-1])
    return not between[0] and not between[-1] and len(bars) == 1 and bars <= {"|", "·", "•", "/"}


def is_only_address(flow: Flow) -> bool:
    """An address and nothing that it is the address of."""
    return len(flow.web) == 1 and flow.text.strip() == flow.web[0].label and is_address(flow.web[0])


def is_labelled(flow: Flow) -> bool:
    """``Code: <url>``, nothing else: a paragraph that belongs to the title above it."""
    if not is_detail(flow) or SENTENCE.search(flow.text.strip()):
        return False
    return all(kind_of_column(words_before(flow, anchor)) is not None for anchor in flow.web)


def _all_soft(flow: Flow) -> bool:
    """Everything that is no link is set in italics: the authors."""
    return all(
        piece.emphasis or piece.anchor is not None or not _LETTERS.search(piece.text)
        for piece in flow.pieces
    )


def titled_parts(runs: list[Run]) -> list[list[Run]]:
    """The entries of a paragraph in which a bold line begins each of them; none if it is one entry."""
    parts: list[list[Piece]] = [[]]
    titles = 0
    for run in runs:
        line: list[Piece] = []
        for piece in (*run.pieces, None):
            if piece is not None and piece.kind not in (Kind.SOFT, Kind.BREAK):
                line.append(piece)
                continue
            if _is_title_line(line):
                titles += 1
                parts.append([])
            parts[-1] += line if piece is None else [*line, piece]
            line = []
    lead, *entries = parts
    if not any(piece.text.strip() for piece in lead):
        lead = []
    if (not lead and titles < 2) or not titles or _is_linked_somewhere(lead):
        return []
    if not all(map(_is_linked_somewhere, entries)):
        return []
    return [[Run(runs[0].parent, runs[0].line, part)] for part in entries]


def _is_linked_somewhere(pieces: list[Piece]) -> bool:
    return any(piece.anchor is not None and piece.anchor.web for piece in pieces)


def _is_title_line(line: list[Piece]) -> bool:
    """Is a line bold as a whole, with enough words for a title?"""
    words = "".join(piece.text for piece in line).strip()
    if words.count(" ") < _TITLE_WORDS - 1 or is_venue(words):
        return False
    return all(
        (piece.strong and (piece.anchor is None or not is_mere_kind(piece.anchor)))
        or not _LETTERS.search(piece.text)
        for piece in line
    )
