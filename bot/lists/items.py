"""List items, paragraphs and summaries as entries."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.lists.authors import are_names
from bot.lists.drafts import Draft, draft_link
from bot.lists.flow import (
    Flow,
    Title,
    is_address,
    is_label,
    is_mere_kind,
    label_kind,
    line_of,
)
from bot.lists.kinds import is_mere_label, is_only_kind, kind_of_column, kind_of_label
from bot.lists.leads import is_explained
from bot.lists.source import Source
from bot.lists.titles import find_title, tidy
from bot.lists.tree import Anchor, Element, Run
from bot.lists.venues import is_venue, may_have_venue, without_year, year_in, year_set_apart

#: ends the words before a link that say what it is: "Code: <url>", "地址：<url>"
_SEPARATOR = re.compile(r"[\n|;,.:：()\[\]]")
_OPENING = frozenset("[(【（")
_QUERY = re.compile("[?#]")
_LETTERS = re.compile(r"[^\W_]", re.UNICODE)
_WORD_LETTERS = re.compile(r"[^\W\d_]")
SENTENCE = re.compile(r"[.!?。！？]\s")
#: words that stand between the links of an entry and say nothing
_GLUE = re.compile(r"[\W_]+|\b(?:and|or|see|also|the|with|by)\b", re.IGNORECASE)
_PARTS = re.compile(r"[,|\n*·•\[]|\.\s|\s[-–—]\s")
_GROUPS = re.compile(r"[\[(【（]([^\[\]()【】（）\n]{2,80})[\])】）]")


def own_runs(item: Element) -> list[Run]:
    """The runs of an item without those of the lists and tables inside it."""
    return parts_of(item)[0]


def parts_of(item: Element) -> tuple[list[Run], list[Element], list[Element]]:
    """An item's own runs, the items one level below, the tables inside it."""
    children = item.children
    if len(children) == 1 and type(children[0]) is Run:  # most items
        return [children[0]], [], []
    runs: list[Run] = []
    nested: list[Element] = []
    tables: list[Element] = []
    stack: list[tuple[Element | Run, bool]] = [(child, True) for child in children[::-1]]
    while stack:
        block, own = stack.pop()
        if isinstance(block, Run):
            if own:
                runs.append(block)
        elif block.tag == "li":
            nested.append(block)
        elif block.tag == "table":
            tables.append(block)
        elif block.tag != "pre":
            inside = own and block.tag not in ("ul", "ol")
            stack.extend((child, inside) for child in block.children[::-1])
    return runs, nested, tables


def has_web(flow: Flow) -> bool:
    """Is there a link to the web in it?"""
    return bool(flow.web)


def is_navigation(runs: Iterable[Run]) -> bool:
    """Only links within the page or the repository, or to the headings of one page."""
    pages: set[str] = set()
    links = 0
    for run in runs:
        for piece in run.pieces:
            anchor = piece.anchor
            if anchor is None:
                continue
            links += 1
            if not anchor.web:
                continue
            if "#" not in anchor.url:
                return False
            pages.add(_QUERY.split(anchor.url, maxsplit=1)[0])
            if len(pages) > 1:
                return False
    return links > (1 if pages else 0)


def starts_with_link(flow: Flow) -> bool:
    """Does it begin with a link that is a title?"""
    title = find_title(flow)
    if not is_linked(flow, title) or not title.text:
        return False
    if title.start <= 4 or not title.before:
        return title.start <= 4
    # "(Slides) [About it](..)" belongs to another title, "(FOO) [A Title](..)" does not
    return flow.text.lstrip()[:1] in _OPENING and not any(map(is_only_kind, title.before))


def is_linked(flow: Flow, title: Title) -> bool:
    """Does a title begin as a link? "A [word](...) in a sentence" does not."""
    return title.anchor is not None and flow.span_of(title.anchor)[0] <= title.start


def names_nothing(flow: Flow) -> bool:
    """Only numbers and signs, as the date above the entries of one day."""
    return not _WORD_LETTERS.search(flow.text)


def is_detail(flow: Flow) -> bool:
    """``Paper: <url>``, ``地址：<url>``, ``[code]``: a line that belongs to the entry above it."""
    first = next(iter(flow.web), None)
    if first is None:
        return True
    start, _ = flow.span_of(first)
    before = flow.text[:start].strip(" \n[(*_`")
    if is_address(first) and _is_venue_note(before):
        return True
    if not _LETTERS.search(before):
        return is_address(first) or (is_mere_kind(first) and not is_explained(flow, first))
    if before[-1] in ":：" and len(before) <= 40:
        return not _has_own_name(flow, first) or kind_of_column(before[:-1]) is not None
    return is_only_kind(before) and not _has_own_name(flow, first)


def _is_venue_note(before: str) -> bool:
    """``CVPR2022`` of ``[CVPR2022] <url>``."""
    return (
        before[-1:] in ("]", ")", "】") and len(before) < 30 and is_venue(before.strip("[]()【】 "))
    )


def are_details(items: list[Flow]) -> bool:
    """Do the linked items below one without a link belong to it, and are no entries themselves?"""
    if len(items) == 1 and is_byline(items[0]):
        return True
    return all(is_detail(item) or _is_only_labels(item) for item in items)


def is_byline(flow: Flow) -> bool:
    """``A. One and B. Two. *Venue 2020*. [[pdf]] [[code]]``: who wrote it, and where it is."""
    end = flow.span_of(flow.web[0])[0]
    for piece, start in zip(flow.pieces, flow.starts, strict=True):
        if start < end and (piece.emphasis or piece.strong):
            end = start
    names = flow.text[:end].strip(" \n.,;:[(")
    return all(is_label(flow, anchor) for anchor in flow.web) and are_names(names)


def _is_only_labels(flow: Flow) -> bool:
    """``[[Python Reference]]``, whatever stands in the brackets."""
    first = flow.web[0] if flow.web else None
    if first is None or _LETTERS.search(flow.text[: flow.span_of(first)[0]]):
        return False
    return all(is_label(flow, anchor) for anchor in flow.web) and not is_explained(flow, first)


def _has_own_name(flow: Flow, anchor: Anchor) -> bool:
    """Do the words of a link name a work, and not only what the link is?"""
    return anchor.label.count(" ") > 1 and len(anchor.label) > 20 and not is_label(flow, anchor)


def ends_with_labels(flow: Flow) -> bool:
    """``A title of its own [[Blog]]``: one line that ends with links that name their kind."""
    title = find_title(flow)
    web = [a for a in flow.web if flow.span_of(a)[0] >= title.end]
    if title.anchor is not None or not web or "\n" in flow.text.strip():
        return False
    if not _LETTERS.search(title.text) or SENTENCE.search(title.text):
        return False
    if not all(is_label(flow, anchor) for anchor in web):
        return False
    linked = "".join(flow.text[slice(*flow.span_of(anchor))] for anchor in web)
    rest = flow.text[title.end :]
    return len(_GLUE.sub("", rest)) - len(_GLUE.sub("", linked)) < 12


def draft_of(
    flow: Flow,
    section: tuple[str, ...],
    line: int,
    *,
    details: Iterable[Flow] = (),
) -> Draft | None:
    """One entry from its own lines and the lines below it; None when no title can be read."""
    title = find_title(flow)
    if not title.text:
        return None
    draft = Draft(section, title.text, line)
    rest = flow.text[title.end :]
    for anchor in flow.web:
        _place(draft, anchor, flow, title)
    for detail in details:
        add_detail(draft, detail)
    add_facts(draft, title, rest)
    return draft


def add_detail(draft: Draft, flow: Flow) -> None:
    """Take in the links (and the venue) of a line that belongs to an entry."""
    anchors = flow.web
    for anchor in anchors:
        words = words_before(flow, anchor)
        prose = not (is_label(flow, anchor) or kind_of_column(words)) and _is_prose(flow)
        draft.links.append(draft_link(anchor, words, prose=prose))
    text = " ".join(flow.text.split())
    if anchors and not draft.venue:
        note = flow.text[: flow.span_of(anchors[0])[0]].strip(" [(\n")
        if _is_venue_note(note):
            _venue_of_note(draft, note.strip("[]()【】 "))
    if not anchors and len(text) < 90:
        draft.year = draft.year or year_in(text)
        if not draft.venue and is_venue(text):
            draft.venue = without_year(text)


def words_before(flow: Flow, anchor: Anchor) -> str:
    """``Code`` of ``Code: <url>`` and of ``(Code) <url>``."""
    start = flow.span_of(anchor)[0]
    before = flow.text[max(0, start - 60) : start].rstrip().rstrip("[(").rstrip()
    if not before:
        return ""
    last = before[-1]
    if last == ")":
        words = before[before.rfind("(") + 1 : -1]
        return words.strip() if len(words) <= 20 else ""
    if last not in ":：":
        return ""
    words = _SEPARATOR.split(before[:-1])[-1].strip()
    return words if len(words) <= 40 else ""


def _place(draft: Draft, anchor: Anchor, flow: Flow, title: Title) -> None:
    """Decide what a link is to its entry."""
    start, end = flow.span_of(anchor)
    if anchor is title.anchor:
        draft.links.append(draft_link(anchor, on_title=True))
        return
    inside_title = title.start <= start and end <= title.end and end > start
    is_picture = not anchor.label and bool(anchor.images)
    kind = None if inside_title and not is_only_kind(anchor.label) else label_kind(anchor)
    if is_picture and kind is None:
        draft.links.append(draft_link(anchor, on_image=True))
        return
    words = words_before(flow, anchor) if start >= title.end else ""
    if kind is not None or is_picture or inside_title or is_address(anchor):
        draft.links.append(draft_link(anchor, words, on_title=inside_title and kind is None))
    else:
        pointing = is_mere_label(anchor.label) or not _LETTERS.search(anchor.label)
        telling = bool(words and kind_of_column(words)) or _stands_alone(flow, start, end)
        telling = telling or pointing
        draft.links.append(draft_link(anchor, words, prose=not telling))


def _stands_alone(flow: Flow, start: int, end: int) -> bool:
    """In brackets of its own, between bars, or on a line of its own: not part of a sentence."""
    before = flow.text[:start].rstrip(" ")[-1:]
    after = flow.text[end:].lstrip(" ")[:1]
    return before in ("[", "(", "|", "\n", "", "【", "（", "/", "·", "•") and after in (
        "]",
        ")",
        "|",
        "\n",
        "",
        "】",
        "）",
        "/",
        "·",
        "•",
    )


def _is_prose(flow: Flow) -> bool:
    """Mostly words that are in no link."""
    linked = sum(flow.span_of(anchor)[1] - flow.span_of(anchor)[0] for anchor in flow.anchors)
    return len(_GLUE.sub("", flow.text)) > max(60, 3 * linked)


def add_facts(draft: Draft, title: Title, rest: str) -> None:
    """Year and venue: from the notes before the title, then from what stands behind it."""
    rest = rest[:500]
    for note in title.before:
        _venue_of_note(draft, note)
    is_worth_it = may_have_venue(rest)
    if is_worth_it:
        for note in _GROUPS.findall(rest[:400]):
            _venue_of_note(draft, note)
        if draft.venue is None:
            for part in _PARTS.split(rest):
                text = part.strip(" .;:[]()-–—")
                if text and is_venue(text):
                    draft.venue = without_year(text)
                    draft.year = draft.year or year_in(text)
                    break
    for note in title.before:
        if not draft.year:
            draft.year = year_in(note)
        if draft.short is None and not year_in(note) and not is_venue(note) and len(note) < 30:
            draft.short = tidy(note)
    if is_worth_it and draft.year is None:
        draft.year = year_set_apart(rest[:300])


def _venue_of_note(draft: Draft, note: str) -> None:
    if is_venue(note) and kind_of_label(note) in (None, "paper"):
        draft.venue = draft.venue or without_year(note)
        draft.year = draft.year or year_in(note)


def line_of_runs(runs: list[Run], element: Element, source: Source) -> int:
    """Line of a paragraph or an item."""
    if element.tag in ("li", "p", "tr", "details", "summary") and element.line:
        return element.line
    return line_of(runs[0], source) if runs else element.line
