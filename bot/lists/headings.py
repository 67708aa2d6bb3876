"""Headings that are entries: their links stand in them or right below them."""

from __future__ import annotations

import re

from bot.lists.authors import are_names
from bot.lists.flow import Flow, flow_of, is_address, label_kind
from bot.lists.items import (
    ends_with_labels,
    has_web,
    is_detail,
    parts_of,
    starts_with_link,
)
from bot.lists.paragraphs import is_links_only, lines_of
from bot.lists.tree import HEADINGS, Element, Run
from bot.lists.venues import is_venue

_FIELD = re.compile(r"\s*[^\W\d_][^:：\n]{1,24}[:：]")
_AUTHORS = re.compile(r"authors?\s*[:：]", re.IGNORECASE)


def entry_headings(root: Element) -> dict[int, list[Element | Run]]:
    """Headings that are entries, by ``id``, with the blocks below them.

    One heading with a link in it proves nothing (a list links its website); two of one level do.
    """
    found: dict[int, list[Element | Run]] = {}
    stack = [root]
    while stack:
        element = stack.pop()
        children = element.children
        stack.extend(c for c in children if isinstance(c, Element) and c.tag not in _LEAVES)
        places = [n for n, c in enumerate(children) if isinstance(c, Element) and c.tag in HEADINGS]
        if not places:
            continue
        candidates: dict[str, list[tuple[Element, list[Element | Run]]]] = {}
        alike: dict[str, list[tuple[Element, list[Element | Run]]]] = {}
        others: dict[str, int] = {}
        for place, behind in zip(places, [*places[1:], len(children)], strict=True):
            heading = children[place]
            assert isinstance(heading, Element)
            below = children[place + 1 : behind]
            if _is_entry(heading, below):
                candidates.setdefault(heading.tag, []).append((heading, below))
            elif starts_with_link(flow_of(heading.runs())):
                alike.setdefault(heading.tag, []).append((heading, below))
            elif any(_has_web(block) for block in below):
                others[heading.tag] = others.get(heading.tag, 0) + 1
        for tag, headings in candidates.items():
            if len(headings) > max(1, others.get(tag, 0)):
                # where headings are entries, one with a note that links elsewhere is one too
                for heading, below in (*headings, *alike.get(tag, ())):
                    found[id(heading)] = below
    return found


_LEAVES = HEADINGS | {"p", "table", "ul", "ol", "pre", "hr", "summary"}


def _has_web(block: Element | Run) -> bool:
    return block.web if isinstance(block, Run) else block.has_web()


def _is_entry(heading: Element, below: list[Element | Run]) -> bool:
    flow = flow_of(heading.runs())
    linked = [block for block in below if _has_web(block)]
    if not linked and not has_web(flow):
        return False
    own = has_web(flow)
    if not all(_belongs_to_heading(block) or (own and _are_fields(block)) for block in linked):
        return False
    if own:
        return starts_with_link(flow) or ends_with_labels(flow)
    if any(_is_bold_title(block) for block in below):
        return False
    labelled = [
        anchor
        for block in linked
        if isinstance(block, Run) or block.tag != "details"
        for run in ([block] if isinstance(block, Run) else block.runs())
        for anchor in flow_of([run]).web
        if label_kind(anchor) is not None or is_address(anchor)
    ]
    return bool(flow.text.strip()) and len(labelled) >= 1


def _is_bold_title(block: Element | Run) -> bool:
    """A bold line without a link: the entry is that line, and the heading is a section."""
    if _has_web(block) or (isinstance(block, Element) and block.tag != "p"):
        return False
    flow = flow_of([block] if isinstance(block, Run) else block.runs())
    first = next((n for n, piece in enumerate(flow.pieces) if piece.text.strip()), None)
    if first is None or not flow.pieces[first].strong:
        return False
    start, end = flow.stretch(flow.starts[first], "strong")
    words, rest = flow.text[start:end].strip(), flow.text[end:].strip(" .,\n")
    return (
        (words.count(" ") > 1 or not words.isascii())
        and words[-1] not in ":："
        and rest[:1] not in (":", "：")
        and not is_venue(words)
        and not words.lower().startswith("author")
        and (not rest or is_venue(rest))
    )


def _are_fields(block: Element | Run) -> bool:
    """``- **Year**: 2011``, ``- **Abstract**: ...``: what is known of the one work above."""
    if isinstance(block, Run) or block.tag not in ("ul", "ol"):
        return False
    items = [flow_of(child.runs()) for child in block.children if isinstance(child, Element)]
    return len(items) > 1 and all(_is_field(item) for item in items)


def _is_field(flow: Flow) -> bool:
    piece = flow.at(len(flow.text) - len(flow.text.lstrip()))
    return piece is not None and piece.strong and _FIELD.match(flow.text) is not None


def _is_byline_with_links(lines: list[Flow]) -> bool:
    """``**Authors**: A. One, B. Two`` and below it the line with the links."""
    linked = [line for line in lines if has_web(line)]
    if len(linked) == len(lines) or not all(
        is_links_only(line) or is_detail(line) for line in linked
    ):
        return False
    texts = [line.text.strip() for line in lines if not has_web(line)]
    return all(_AUTHORS.match(text) or are_names(text) or is_venue(text) for text in texts)


def _belongs_to_heading(block: Element | Run) -> bool:
    """Lines that only say where the paper and the code are."""
    if isinstance(block, Run) or block.tag == "p":
        runs = [block] if isinstance(block, Run) else block.runs()
        flow = flow_of(runs)
        return is_links_only(flow) or is_detail(flow) or _is_byline_with_links(lines_of(runs))
    if block.tag == "details":
        return all(isinstance(c, Run) or c.tag == "p" or not c.has_web() for c in block.children)
    if block.tag not in ("ul", "ol"):
        return False
    for item in block.children:
        if not isinstance(item, Element) or not item.has_web():
            continue
        runs, nested, tables = parts_of(item)
        if nested or tables or not is_detail(flow_of(runs)):
            return False
    return True
