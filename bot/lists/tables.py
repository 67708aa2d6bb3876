"""Rows of a table as entries: the columns say what is the title and what the links are."""

from __future__ import annotations

import re
from typing import Final

from bot.lists.drafts import Draft, draft_link
from bot.lists.flow import Flow, Title, flow_of, is_address, is_mere_kind, label_kind, line_of
from bot.lists.items import add_facts
from bot.lists.kinds import LinkKind, is_only_kind, kind_of_column
from bot.lists.source import Source
from bot.lists.titles import find_title, tidy
from bot.lists.tree import Element, Run
from bot.lists.venues import is_date, is_venue, without_year, year_in
from bot.lists.words import words_of

_LETTER = re.compile(r"[^\W\d]")
_SPLIT = re.compile(r"[^\w]+", re.UNICODE)
#: headers that name the title outright, and those that name it when no other does
_TITLES: Final = words_of("title titles 题目 标题 论文标题 论文题目 タイトル")
_NAMES: Final = words_of(
    "name names model models vlm llm method methods approach algorithm dataset datasets benchmark "
    "benchmarks project projects api tool tools library framework package paper papers work works "
    "contest competition challenge repository repo resource resources article system "
    "course book app software 名称 论文 模型 数据集 方法 项目 工具 名字 标题"
)
_SHORTS: Final = words_of("abbreviation abbr abbr. acronym short alias nickname 缩写 简称")
_YEARS: Final = words_of("year date time released release published 年份 时间 日期 年")
_VENUES: Final = words_of(
    "venue publication published conference journal pub pub. source where 会议 期刊 出处 发表"
)
_DATA: Final = words_of("dataset datasets 数据集 corpus")
#: rows that are enough to tell what a column holds
_SAMPLE = 50
_FIRST = 20
#: share of the rows that must have a name in the column of titles
_MOSTLY = 0.3
#: ``A title (ICLR 2024)``
_LAST_NOTE = re.compile(r"\s*[(\[（]([^()\[\]（）]{2,40})[)\]）]\s*$")
_CLOSING: Final = (")", "]", "）")
_NO_TITLE = Title("", 0, 0)
#: cells that name nothing: numbers, dates, dashes, ticks
_EMPTY = re.compile(r"[\W\d_]*(?:[kKmMgGbB%x×]|n/?a|none|yes|no|tbd)?[\W\d_]*")


class Column:
    """One column of a table and what its header says."""

    __slots__ = (
        "cells",
        "header",
        "is_data",
        "is_fact",
        "is_short",
        "is_venue",
        "is_year",
        "tells",
        "words",
    )

    def __init__(self, header: str, cells: list[Cell]) -> None:
        self.header = header
        self.cells = cells
        self.words = frozenset(word for word in _SPLIT.split(header.lower()) if word)
        self.is_short = self.has(_SHORTS)
        self.is_venue = self.has(_VENUES)
        self.is_year = self.has(_YEARS)
        self.is_data = self.has(_DATA)
        #: its cells give a year, a venue or an abbreviation
        self.is_fact = False
        #: the header says what the links of a title are
        self.tells = self.is_data or kind_of_column(header) is LinkKind.PAPER

    def names(self) -> float:
        """Share of its cells that name something: no numbers, no labels."""
        sample = self.cells[:_SAMPLE]
        return sum(map(_names_something, sample)) / len(sample) if sample else 0.0

    def holds_venues(self) -> bool:
        """Do its cells give venues, whatever its header says?"""
        texts = (cell.flow.text.strip() for cell in self.cells[:_FIRST])
        return any(len(text) < 60 and is_venue(text) and year_in(text) for text in texts)

    def has(self, words: frozenset[str]) -> bool:
        """Does the header say one of these words?"""
        return not words.isdisjoint(self.words)


class Cell:
    """One cell; its words are read when somebody asks."""

    __slots__ = ("_flow", "above", "runs", "web")

    def __init__(self, runs: list[Run], above: Cell | None = None) -> None:
        self.runs = runs
        #: the cell that reaches down to here: its year holds for this row, its links are above
        self.above = above
        #: there is a link to the web in it
        self.web = any(run.web for run in runs)
        self._flow: Flow | None = None

    @property
    def flow(self) -> Flow:
        """The words of the cell."""
        if self._flow is None:
            self._flow = flow_of(self.runs)
        return self._flow


def read_table(table: Element, section: tuple[str, ...], source: Source) -> list[Draft]:
    """The entries of one table; rows without a web link are not entries."""
    rows = _grid(table)
    if not rows:
        return []
    headers, body = _split(rows)
    columns = _columns(headers, body)
    title = _title_column(columns)
    is_data = title is not None and columns[title].is_data
    kind = LinkKind.DATASET if is_data else LinkKind.OTHER
    drafts = []
    for row, cells in body:
        draft = _row(row, cells, columns, title, section, source)
        if draft is not None:
            draft.default = draft.title_default = kind
            drafts.append(draft)
    return drafts


def _grid(table: Element) -> list[tuple[Element, dict[int, Cell]]]:
    """Rows with their cells by column, cells that span several rows or columns counted in."""
    found: list[tuple[Element, dict[int, Cell]]] = []
    blocked: dict[int, tuple[int, Cell]] = {}
    for row in _rows(table):
        cells: dict[int, Cell] = {}
        for column, (rows_left, cell) in list(blocked.items()):
            cells[column] = cell
            if rows_left > 1:
                blocked[column] = (rows_left - 1, cell)
            else:
                del blocked[column]
        column = 0
        for child in row.children:
            if not isinstance(child, Element) or child.tag not in ("td", "th"):
                continue
            while column in cells:
                column += 1
            cell = Cell(child.runs())
            for number in range(column, column + min(child.span[1], 50)):
                cells[number] = cell
                if child.span[0] > 1:
                    blocked[number] = (child.span[0] - 1, Cell([], cell))
            column += 1
        found.append((row, cells))
    return found


def _rows(table: Element) -> list[Element]:
    rows: list[Element] = []
    for child in table.children:
        if isinstance(child, Element):
            if child.tag == "tr":
                rows.append(child)
            elif child.tag in ("thead", "tbody", "tfoot"):
                rows.extend(c for c in child.children if isinstance(c, Element) and c.tag == "tr")
    return rows


def _split(
    rows: list[tuple[Element, dict[int, Cell]]],
) -> tuple[dict[int, Cell], list[tuple[Element, dict[int, Cell]]]]:
    """The header (empty when there is none) and the rows below it."""
    first, cells = rows[0]
    has_head = any(isinstance(c, Element) and c.tag == "th" for c in first.children)
    has_links = any(cell.web for cell in cells.values())
    if has_head and has_links and any(map(_is_entry_cell, cells.values())):
        return {}, rows  # a table needs a header, and some authors put the first entry there
    if has_head or (not has_links and len(rows) > 1):
        return cells, rows[1:]
    return {}, rows


def _is_entry_cell(cell: Cell) -> bool:
    """Is there a link that says it leads to a paper or its code?"""
    wanted = (LinkKind.PAPER, LinkKind.CODE)
    return cell.web and any(label_kind(anchor) in wanted for anchor in cell.flow.web)


def _columns(headers: dict[int, Cell], body: list[tuple[Element, dict[int, Cell]]]) -> list[Column]:
    width = max((max(cells, default=-1) + 1 for _, cells in body), default=0)
    width = max(width, max(headers, default=-1) + 1)
    columns = []
    for number in range(width):
        header = " ".join(headers[number].flow.text.split()) if number in headers else ""
        columns.append(Column(header, [cells[number] for _, cells in body if number in cells]))
    no_venues = not any(column.is_venue for column in columns)
    for column in columns:
        known = column.is_venue or column.is_year or column.is_short
        column.is_fact = known or (no_venues and column.holds_venues())
    return columns


def _names_something(cell: Cell) -> bool:
    text = cell.flow.text.strip()
    if not text or _EMPTY.fullmatch(text):
        return False
    labels = sum(
        len(anchor.label)
        for anchor in cell.flow.anchors
        if is_mere_kind(anchor) or is_address(anchor)
    )
    return labels * 2 < len(text)


def _title_column(columns: list[Column]) -> int | None:
    """The column that names the entry: by its header, else the first with names in it."""
    scores = [(_score(number, column), -number) for number, column in enumerate(columns)]
    for _, number in sorted(scores, reverse=True):
        if columns[-number].names() >= _MOSTLY:
            return -number
    return None


def _score(number: int, column: Column) -> float:
    """How surely the header names the column of titles."""
    if column.has(_TITLES):
        return 6.0
    if column.is_short:
        return 3.0
    if column.has(_NAMES):
        return 4.0
    if column.is_year or column.is_venue:
        return 0.5
    return 3.0 if number == 0 else 1.0


def _row(
    row: Element,
    cells: dict[int, Cell],
    columns: list[Column],
    title: int | None,
    section: tuple[str, ...],
    source: Source,
) -> Draft | None:
    if not any(cell.web for cell in cells.values()):
        return None
    number = title if title is not None and title in cells else None
    if number is None or not cells[number].flow.text.strip():
        number = next((n for n in sorted(cells) if _names_something(cells[n])), number)
    draft = Draft(section, "", row.line)
    behind = ""
    if number is not None:
        draft.title, behind = _title_of(cells[number].flow)
    seen: set[int] = set()
    for column in sorted(cells):
        cell = cells[column]
        if id(cell) in seen:
            continue
        seen.add(id(cell))
        info = columns[column]
        is_title = column == number
        if cell.web:
            for anchor in cell.flow.web:
                on_title = is_title and bool(anchor.label) and not is_only_kind(anchor.label)
                header = "" if on_title and not info.tells else info.header
                draft.links.append(draft_link(anchor, header, on_title))
        if info.is_fact and not is_title:
            _facts(draft, cell.above or cell, info)
    if behind and (draft.venue is None or draft.year is None):
        add_facts(draft, _NO_TITLE, behind)
    if not draft.title and not any(cell.flow.text.strip() for cell in cells.values()):
        return None  # pictures
    if not draft.title:
        first = next((run for cell in cells.values() for run in cell.runs), None)
        draft.line = line_of(first, source) if first else row.line
    return draft


def _facts(draft: Draft, cell: Cell, column: Column) -> None:
    text = " ".join(cell.flow.text.split())
    if not text:
        return
    if column.is_short:
        draft.short = draft.short or tidy(text)
    if column.is_venue and not draft.venue and _LETTER.search(text):
        draft.venue = None if is_date(text) else text
        draft.year = draft.year or year_in(text)
    elif column.is_year:
        draft.year = year_in(text) or draft.year
    elif not draft.venue and len(text) < 60 and is_venue(text) and year_in(text):
        draft.venue = without_year(text)
        draft.year = draft.year or year_in(text)


def _title_of(flow: Flow) -> tuple[str, str]:
    """The words of a cell without the links that only name a kind, and what stands behind them."""
    text = flow.text
    if "\n" not in text.strip() and not any(is_only_kind(anchor.label) for anchor in flow.anchors):
        note = _LAST_NOTE.search(text) if text.rstrip()[-1:] in _CLOSING else None
        if note is not None and year_in(note[1]):
            linked = flow.anchors[:1] and flow.span_of(flow.anchors[0])[1] <= note.start()
            if (is_venue(note[1]) and "et al" not in note[1]) or (linked and is_date(note[1])):
                return tidy(text[: note.start()]), note[0]
        return tidy(text), ""
    title = find_title(flow)
    return (title.text, text[title.end :]) if title.text else (tidy(text), "")
