"""A Markdown list as entries, and the links that belong to none of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.lists.drafts import Draft, DraftLink, kind_of_link
from bot.lists.flow import Flow, flow_of, label_kind, web_anchors
from bot.lists.items import (
    add_detail,
    draft_of,
    ends_with_labels,
    has_web,
    is_detail,
    is_links_only,
    is_navigation,
    line_of_runs,
    looks_like_entry,
    nested_items,
    own_runs,
    starts_with_link,
)
from bot.lists.kinds import LinkKind
from bot.lists.links import ListLink, page_links_by_anchor
from bot.lists.rendering import Page, render
from bot.lists.tables import read_table
from bot.lists.tree import HEADINGS, Anchor, Element, Run

#: sections that tell about the list and hold no entries
_ABOUT = re.compile(
    r"^\W*(?:(?:latest |recent )?news\b|what'?s new|updates?\b|(?:update |change ?)log|"
    r"(?:other )?contribut|how to contribute|citation|cite\b|citing|acknowledge?ments?|"
    r"licen[cs]e|star[- ]history|star(?:gazers)?\b|contacts?\b|table of contents?|contents?\b|toc\b|index\b|"
    r"maintainers?\b|authors?\b|sponsors?\b|support(?:ers)?\b|目录|更新|新闻|贡献|引用|致谢|许可|联系)",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"^\W*(?:click|expand|show|see|view|details?|more|点击|展开|查看)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLink:
    """One link of an entry."""

    kind: LinkKind
    link: ListLink
    #: stands in the middle of a sentence
    prose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """One entry of a Markdown list."""

    #: headings around it, outermost first, without the title of the file
    section: tuple[str, ...]
    title: str
    #: 1-based line where it begins
    line: int
    links: tuple[EntryLink, ...]
    #: links in its free text
    mentions: tuple[ListLink, ...] = ()
    year: int | None = None
    venue: str | None = None
    short: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadList:
    """Everything a reader can click, in entries or among the others."""

    title: str
    entries: tuple[ListEntry, ...]
    others: tuple[ListLink, ...]
    page: Page = field(repr=False, compare=False)


def read_list(markdown: str, file: str = "README.md") -> ReadList:
    """Read the entries of any Markdown list. Never raises for its contents."""
    return read_page(render(markdown, file))


def read_page(page: Page) -> ReadList:
    """Read the entries of a page that is already parsed."""
    reader = _Reader(page)
    reader.read()
    links = page_links_by_anchor(page)
    used: set[int] = set()
    entries = []
    for draft in reader.drafts:
        used.update(id(link.anchor) for link in draft.links)
        used.update(id(anchor) for anchor in draft.mentions)
        entries.append(_entry(draft, links))
    others = tuple(link for key, link in links.items() if key not in used)
    return ReadList(title=reader.title, entries=tuple(entries), others=others, page=page)


def _entry(draft: Draft, links: dict[int, ListLink]) -> ListEntry:
    return ListEntry(
        section=draft.section,
        title=draft.title,
        line=draft.line,
        links=tuple(
            EntryLink(
                kind=kind_of_link(link, draft.default),
                link=links[id(link.anchor)],
                prose=link.prose,
            )
            for link in draft.links
        ),
        mentions=tuple(links[id(anchor)] for anchor in draft.mentions),
        year=draft.year,
        venue=draft.venue,
        short=draft.short,
    )


class _Reader:
    """Walks the blocks in order and turns them into drafts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.drafts: list[Draft] = []
        self.title = ""
        #: (level, text) of the headings above; the first of the file has no text
        self.path: list[tuple[int, str]] = []
        self.seen_heading = False
        #: an entry that has no link yet, or the last one: the next block may belong to it
        self.pending: Draft | None = None
        self.has_sections = False

    def read(self) -> None:
        """Visit the blocks; nesting is followed with a stack of iterators."""
        headings = 0
        for run in self.page.root.runs():
            headings += run.parent.tag in HEADINGS
        self.has_sections = headings > 1
        stack = [iter(self.page.root.children)]
        leave: list[list[tuple[int, str]] | None] = [None]
        while stack:
            block = next(stack[-1], None)
            if block is None:
                stack.pop()
                before = leave.pop()
                if before is not None:
                    self.path = before
                continue
            inner = self.visit(block)
            if inner is not None:
                element, path = inner
                stack.append(iter(element.children))
                leave.append(path)

    def visit(self, block: Element | Run) -> tuple[Element, list[tuple[int, str]] | None] | None:
        """Read a block, or name the element whose children must be visited."""
        if isinstance(block, Run):
            self.paragraph([block], block.parent)
            return None
        tag = block.tag
        if tag in HEADINGS:
            self.heading(block)
        elif tag == "table":
            self.table(block)
        elif tag in ("ul", "ol"):
            self.list_(block)
        elif tag == "p":
            self.paragraph(block.runs(), block)
        elif tag == "details":
            return self.details(block)
        elif tag not in ("pre", "hr", "summary"):
            return block, None
        return None

    @property
    def section(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.path if text)

    @property
    def is_about(self) -> bool:
        """Are we in a section about the list itself, or before the first section?"""
        if not self.section:
            return self.has_sections
        return bool(_ABOUT.match(self.section[-1]))

    def heading(self, block: Element) -> None:
        level = int(block.tag[1])
        text = block.text()
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        self.pending = None
        if not self.seen_heading:
            self.seen_heading = True
            self.title = text
            self.path.append((level, ""))
            return
        self.path.append((level, text))

    def table(self, block: Element) -> None:
        self.pending = None
        if self.section and self.is_about:
            return
        self.drafts.extend(read_table(block, self.section, self.page.source))

    def details(self, block: Element) -> tuple[Element, list[tuple[int, str]] | None] | None:
        summary = next(
            (c for c in block.children if isinstance(c, Element) and c.tag == "summary"), None
        )
        before = list(self.path)
        if summary is None:
            return block, before
        flow = flow_of(summary.runs())
        if has_web(flow) and not self.is_about:
            draft = draft_of(summary.runs(), self.section, block.line)
            if draft is not None:
                for child in block.children:
                    if child is not summary:
                        runs = [child] if isinstance(child, Run) else child.runs()
                        self.mention(draft, flow_of(runs))
                self.add(draft)
                return None
        text = summary.text()
        if text and not _INVITES.match(text):
            self.path.append((7, text))
        return block, before

    def mention(self, draft: Draft, flow: Flow) -> None:
        """Links in the notes of an entry."""
        for anchor in web_anchors(flow.anchors):
            if label_kind(anchor) is not None:
                draft.links.append(DraftLink(anchor))
            else:
                draft.mentions.append(anchor)

    def add(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.pending = draft

    # Paragraphs

    def paragraph(self, runs: list[Run], block: Element) -> None:
        if not runs:
            return
        flow = flow_of(runs)
        if not has_web(flow):
            self.remember_title(flow, runs, block)
            return
        pending, self.pending = self.pending, None
        if pending is not None and is_links_only(flow):
            if not pending.links and not pending.mentions and pending not in self.drafts:
                self.drafts.append(pending)
            add_detail(pending, flow)
            self.pending = pending
            return
        if self.is_about or is_navigation(flow) or not looks_like_entry(flow):
            return
        draft = draft_of(runs, self.section, line_of_runs(runs, block, self.page.source))
        if draft is not None and draft.links:
            self.add(draft)

    def remember_title(self, flow: Flow, runs: list[Run], block: Element) -> None:
        """A title whose links stand in the next paragraph."""
        if self.is_about or not flow.text.strip():
            return
        if self.pending is not None and not self.pending.links:
            return  # authors between the title and the links
        piece = next((mark.piece for mark in flow.marks if mark.piece.text.strip()), None)
        self.pending = None
        if piece is not None and (piece.strong or block.tag == "li"):
            line = line_of_runs(runs, block, self.page.source)
            self.pending = draft_of(runs, self.section, line)

    # Lists

    def list_(self, block: Element) -> None:
        items = [c for c in block.children if isinstance(c, Element) and c.tag == "li"]
        everything = flow_of(block.runs())
        if not has_web(everything):
            self.pending = None
            if len(items) == 1 or (items and items[-1] is not None):
                self.item(items[-1]) if items else None
            return
        if self.is_about and (self.section or is_navigation(everything)):
            return
        if is_navigation(everything):
            return
        queue = list(reversed(items))
        while queue:
            queue.extend(reversed(self.item(queue.pop())))

    def item(self, item: Element) -> list[Element]:
        """Read one item; the answer is the items inside that are entries of their own."""
        runs = own_runs(item)
        flow = flow_of(runs)
        nested = nested_items(item)
        inner = self.tables_in(item)
        if not nested:
            if has_web(flow):
                self.entry(item, runs, [])
            elif not inner:
                self.pending = draft_of(runs, self.section, item.line)
            return []
        flows = [flow_of(child.runs()) for child in nested]
        own = [self.is_own(child, flow) for child in nested]
        if not has_web(flow):
            linked = [is_detail(f) for f in flows if has_web(f)]
            if not all(linked):
                return nested
            own = [False] * len(nested)
            if not linked:
                return []
        details = [f for f, alone in zip(flows, own, strict=True) if not alone]
        self.entry(item, runs, details)
        return [child for child, alone in zip(nested, own, strict=True) if alone]

    def is_own(self, child: Element, parent: Flow) -> bool:
        """Is a nested item an entry of its own, and not a detail of the item above?"""
        flow = flow_of(own_runs(child))
        if not has_web(flow):
            return any(has_web(flow_of(inner.runs())) for inner in nested_items(child))
        if is_detail(flow):
            return False
        if starts_with_link(flow) and starts_with_link(parent):
            return True
        return ends_with_labels(flow)

    def entry(self, item: Element, runs: list[Run], details: list[Flow]) -> None:
        draft = draft_of(runs, self.section, item.line, details=details)
        if draft is None:
            return
        if draft.links:
            self.add(draft)

    def tables_in(self, item: Element) -> bool:
        found = False
        stack: list[Element | Run] = list(item.children)
        while stack:
            block = stack.pop()
            if isinstance(block, Run):
                continue
            if block.tag == "table":
                self.table(block)
                found = True
            else:
                stack.extend(block.children)
        return found


__all__ = ["Anchor", "DraftLink", "EntryLink", "ListEntry", "ReadList", "read_list", "read_page"]
