"""Walks the blocks of a page in order and turns them into drafts of entries."""

from __future__ import annotations

import re

from bot.lists.drafts import Draft, DraftLink
from bot.lists.flow import Flow, flow_of, label_kind, line_of_piece
from bot.lists.headings import entry_headings
from bot.lists.items import (
    add_detail,
    are_details,
    draft_of,
    ends_with_labels,
    has_web,
    is_detail,
    is_navigation,
    line_of_runs,
    names_nothing,
    own_runs,
    parts_of,
    starts_with_link,
)
from bot.lists.paragraphs import (
    are_entries,
    is_labelled,
    is_links_only,
    is_only_address,
    lines_of,
    looks_like_entry,
    titled_parts,
)
from bot.lists.rendering import Page
from bot.lists.sections import is_about, is_invitation, is_news
from bot.lists.tables import read_table
from bot.lists.tree import HEADINGS, Element, Run

_LETTERS = re.compile(r"\w")
#: a picture in letters, as ``:rocket:``
_SHORTCODE = re.compile(r"(?<!\S):[a-z][a-z0-9_+-]{1,40}:(?!\S)")
#: of a heading: ``12. Title``
_NUMBER = re.compile(r"^\d{1,3}[.)]\s+(?=\D)")


class Reader:
    """Walks the blocks in order and turns them into drafts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.drafts: list[Draft] = []
        self.title = ""
        #: (level, text) of the headings above; the first of the file has no text
        self.path: list[tuple[int, str]] = []
        #: of ``path``; None = to be put together anew
        self._section: tuple[str, ...] | None = None
        self.seen_heading = False
        #: the first heading is one of several of its level, and no title of the file
        self.starts_with_section = False
        self.first: tuple[int, str] | None = None
        #: an entry that has no link yet, or the last one: the next block may belong to it
        self.pending: Draft | None = None
        #: that one was an item of a list
        self.listed = False
        #: the heading that is an entry and that we are under
        self.under: Draft | None = None
        self.has_sections = False
        self.entry_headings: dict[int, list[Element | Run]] = {}

    def read(self) -> None:
        """Visit the blocks; nesting is followed with a stack of iterators."""
        levels = [run.parent.tag for run in self.page.runs if run.parent.tag in HEADINGS]
        self.has_sections = len(levels) > 1
        self.starts_with_section = "h1" not in levels and levels.count(min(levels, default="")) > 1
        self.starts_with_section &= min(levels, default="") == next(iter(levels), None)
        self.entry_headings = entry_headings(self.page.root)
        stack = [iter(self.page.root.children)]
        leave: list[list[tuple[int, str]] | None] = [None]
        while stack:
            block = next(stack[-1], None)
            if block is None:
                stack.pop()
                before = leave.pop()
                if before is not None:
                    self.path = before
                    self._section = None
                continue
            inner = self.visit(block)
            if inner is not None:
                element, path = inner
                stack.append(iter(element.children))
                leave.append(path)

    def visit(self, block: Element | Run) -> tuple[Element, list[tuple[int, str]] | None] | None:
        """Read a block, or name the element whose children must be visited."""
        if self.under is not None and not (isinstance(block, Element) and block.tag in HEADINGS):
            self.under_heading(block)
            return None
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
        """The headings above, without the title of the file."""
        if self._section is None:
            self._section = tuple(text for _, text in self.path if text)
        return self._section

    @property
    def is_about(self) -> bool:
        """Are we in a section about the list itself, or before the first section?"""
        if not self.section:
            return self.has_sections
        return is_about(self.section[-1])

    @property
    def is_news(self) -> bool:
        """Are we in a section of reports?"""
        return bool(self.section) and is_news(self.section[-1])

    def heading(self, block: Element) -> None:
        """A heading opens a section, or is an entry."""
        level = int(block.tag[1])
        text = _SHORTCODE.sub("", block.text()).strip() or block.text()
        self._section = None
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        self.pending = self.under = None
        if not self.seen_heading:
            self.seen_heading = True
            self.title = text
            self.enter(level, text if self.starts_with_section else "")
            self.first = self.path[0]
            return
        below = self.entry_headings.get(id(block))
        about = bool(self.section) and self.is_about
        if below is not None and not about and not is_about(text):
            draft = draft_of(flow_of(block.runs()), self.section, block.line)
            if draft is not None:
                draft.title = _NUMBER.sub("", draft.title)
                self.drafts.append(draft)
                self.under = draft
                return
        self.enter(level, text)

    def enter(self, level: int, heading: str) -> None:
        """What follows stands under this heading."""
        self.path.append((level, heading))
        self._section = None

    def under_heading(self, block: Element | Run) -> None:
        """A block below a heading that is an entry."""
        runs = [block] if isinstance(block, Run) else block.runs()
        flow = flow_of(runs)
        if self.under is not None and has_web(flow):
            if isinstance(block, Element) and block.tag in ("ul", "ol"):
                for item in block.children:
                    if isinstance(item, Element):
                        add_detail(self.under, flow_of(item.runs()))
            elif isinstance(block, Element) and block.tag == "details":
                self.mention(self.under, flow)
            else:
                add_detail(self.under, flow)

    def table(self, block: Element) -> None:
        """Rows as entries."""
        self.pending = None
        if self.section and self.is_about and not self.section[-1].lower().endswith("index"):
            return
        self.drafts.extend(read_table(block, self.section, self.page.source))

    def details(self, block: Element) -> tuple[Element, list[tuple[int, str]] | None] | None:
        """A summary with links is an entry; one without is a heading for what is inside."""
        summary = next(
            (c for c in block.children if isinstance(c, Element) and c.tag == "summary"), None
        )
        before = list(self.path)
        if summary is None:
            return block, before
        flow = flow_of(summary.runs())
        if has_web(flow) and not self.is_about:
            draft = draft_of(flow, self.section, block.line)
            if draft is not None:
                for child in block.children:
                    if child is not summary:
                        runs = [child] if isinstance(child, Run) else child.runs()
                        self.mention(draft, flow_of(runs))
                self.add(draft)
                return None
        text = summary.text()
        if text and not is_invitation(text):
            self.enter(7, text)
        return block, before

    def mention(self, draft: Draft, flow: Flow) -> None:
        """Links in the notes of an entry."""
        for anchor in flow.web:
            if label_kind(anchor) is not None:
                draft.links.append(DraftLink(anchor))
            else:
                draft.mentions.append(anchor)

    def add(self, draft: Draft) -> None:
        """An entry is complete but for what may follow it."""
        self.drafts.append(draft)
        self.pending = draft

    # Paragraphs

    def paragraph(self, runs: list[Run], block: Element) -> None:
        """A paragraph may be an entry, several, or the links of the entry above it."""
        if not runs:
            return
        if self.pending is None:
            self.listed = False
        if not any(run.web for run in runs):
            self.remember_title(runs, block)
            return
        flow = flow_of(runs)
        pending, self.pending = self.pending, None
        if pending is not None and (is_links_only(flow) or (not self.listed and is_labelled(flow))):
            if not pending.links and not pending.mentions and pending not in self.drafts:
                self.drafts.append(pending)
            add_detail(pending, flow)
            self.pending = pending
            return
        if self.is_about or self.is_news or is_navigation(runs):
            return
        if self.starts_with_section and self.path[:1] == [self.first] and len(self.path) == 1:
            return  # an introduction
        if parts := titled_parts(runs):
            for part in parts:
                self.line(flow_of(part))
            return
        if not looks_like_entry(flow) or is_only_address(flow):
            return
        lines = lines_of(runs)
        if are_entries(lines):
            for line in lines:
                self.line(line)
            return
        draft = draft_of(flow, self.section, line_of_runs(runs, block, self.page.source))
        if draft is not None and draft.links:
            self.listed = False
            self.add(draft)

    def line(self, flow: Flow) -> None:
        """One line of a paragraph as an entry."""
        piece = next(piece for piece in flow.pieces if piece.text.strip())
        draft = draft_of(flow, self.section, line_of_piece(piece, self.page.source) or 1)
        if draft is not None:
            self.add(draft)

    def remember_title(self, runs: list[Run], block: Element) -> None:
        """A title whose links stand in the next paragraph."""
        if self.is_about or (self.pending is not None and not self.pending.links):
            return  # authors between the title and the links
        flow = flow_of(runs)
        piece = next((piece for piece in flow.pieces if _LETTERS.search(piece.text)), None)
        self.pending = None
        if piece is not None and (piece.strong or block.tag == "li"):
            line = line_of_runs(runs, block, self.page.source)
            self.pending = draft_of(flow, self.section, line)
            self.listed = False

    # Lists

    def list_(self, block: Element) -> None:
        """Items as entries."""
        items = [c for c in block.children if isinstance(c, Element) and c.tag == "li"]
        if not block.has_web():
            self.pending = None
            if items:
                self.item(items[-1])
            return
        if self.is_about and self.section:
            return
        if is_navigation(block.runs()):
            return
        if self.is_news or (not self.section and self.has_sections):
            # reports and introductions link in sentences; entries begin with their title
            titled = sum(starts_with_link(flow_of(own_runs(item))) for item in items)
            if titled * 2 < len(items):
                return
        if self.pending is not None and not self.pending.links and not self.pending.mentions:
            linked = [flow_of(item.runs()) for item in items if item.has_web()]
            if all(is_detail(flow) for flow in linked):
                self.drafts.append(self.pending)
                for flow in linked:
                    add_detail(self.pending, flow)
                return
        queue = items[::-1]
        while queue:
            queue.extend(self.item(queue.pop())[::-1])

    def item(self, item: Element) -> list[Element]:
        """Read one item; the answer is the items inside that are entries of their own."""
        runs, nested, tables = parts_of(item)
        self.listed = True
        for table in tables:
            self.table(table)
        flow = flow_of(runs)
        if not nested:
            if has_web(flow):
                self.entry(item, flow, [])
            elif not tables:
                self.pending = draft_of(flow, self.section, item.line)
            return []
        linked = [child for child in nested if child.has_web()]
        if not has_web(flow):
            if not linked:
                return []
            if names_nothing(flow) or not are_details([flow_of(child.runs()) for child in linked]):
                return nested
            linked = []
        own = [child for child in linked if self.is_own(child, flow)]
        details = [flow_of(child.runs()) for child in nested if child not in own]
        self.entry(item, flow, details)
        return own

    def is_own(self, child: Element, parent: Flow) -> bool:
        """Is a nested item an entry of its own, and not a detail of the item above?"""
        flow = flow_of(own_runs(child))
        if not has_web(flow):
            return any(inner.has_web() for inner in parts_of(child)[1])
        if is_detail(flow):
            return False
        if starts_with_link(flow) and starts_with_link(parent):
            return True
        return ends_with_labels(flow)

    def entry(self, item: Element, flow: Flow, details: list[Flow]) -> None:
        """An item with the lines below it."""
        draft = draft_of(flow, self.section, item.line, details=details)
        if draft is not None and draft.links:
            self.add(draft)
