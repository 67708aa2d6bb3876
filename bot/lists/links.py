"""Everything a reader can click in a Markdown list, with the place of each address."""

from __future__ import annotations

from dataclasses import dataclass

from bot.lists.destinations import Destinations
from bot.lists.memory import collector_paused
from bot.lists.rendering import Page, render
from bot.lists.tree import HEADINGS, Anchor, Element, Markup, Run
from bot.model.entries import SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLink:
    """One clickable link of a list."""

    #: as the author wrote it, escapes and character references decoded
    url: str
    #: visible text
    label: str
    markup: Markup
    #: where the address stands (for a reference link: where it is defined)
    span: SourceSpan
    #: bytes of the address in the UTF-8 text, [start, end); None when it cannot be told apart
    where: tuple[int, int] | None
    #: headings around it, outermost first, the first heading of the file left out
    section: tuple[str, ...] = ()
    #: "heading", "cell", "item", "summary" or "paragraph"
    block: str = "paragraph"
    #: 1-based row (the header is row 1) and column of its table, else None
    row: int | None = None
    column: int | None = None
    #: alt texts of the pictures inside
    pictures: tuple[str, ...] = ()


def is_web(url: str) -> bool:
    """Is it an absolute ``http`` or ``https`` address?"""
    return url[:8].lower().startswith(("http://", "https://"))


def links_of(markdown: str, file: str) -> tuple[ListLink, ...]:
    """Every ``http(s)`` link that a reader of the file can click on GitHub, in its order.

    ``file`` only names the spans. Never raises for broken Markdown.
    """
    with collector_paused():
        return page_links(render(markdown, file))


def page_links(page: Page) -> tuple[ListLink, ...]:
    """The clickable links of a page that is already parsed."""
    return tuple(page_links_by_anchor(page).values())


def page_links_by_anchor(page: Page) -> dict[int, ListLink]:
    """The same by ``id`` of their anchor, in order."""
    destinations = Destinations(page.source)
    sections = section_of_runs(page)
    return {
        id(anchor): _list_link(page, anchor, destinations, sections)
        for anchor in page.anchors
        if anchor.web and not anchor.hidden
    }


def section_of_runs(page: Page) -> dict[Run, tuple[str, ...]]:
    """The headings around every run; the run of a heading is in the section that it opens."""
    found: dict[Run, tuple[str, ...]] = {}
    path: list[tuple[int, str]] = []
    first = True
    section: tuple[str, ...] = ()
    heading: Element | None = None
    for run in page.runs:
        element: Element | None = run.parent
        while element is not None and element.tag not in HEADINGS:
            element = element.parent
        if element is not None and element is not heading:
            level = int(element.tag[1])
            while path and path[-1][0] >= level:
                path.pop()
            title = "" if first else element.text()
            path.append((level, title))
            first = False
            section = tuple(title for _, title in path if title)
        heading = element
        found[run] = section
    return found


def _list_link(
    page: Page,
    anchor: Anchor,
    destinations: Destinations,
    sections: dict[Run, tuple[str, ...]],
) -> ListLink:
    where = destinations.locate(anchor)
    source = page.source
    offset = where[0] if where else destinations.node_start(anchor)
    block, row, column = _block(anchor.run)
    return ListLink(
        url=anchor.url,
        label=anchor.label,
        markup=anchor.markup,
        span=SourceSpan(file=source.file, line=source.line(offset), column=source.column(offset)),
        where=where,
        section=sections.get(anchor.run, ()) if anchor.run else (),
        block=block,
        row=row,
        column=column,
        pictures=tuple(image.alt for image in anchor.images),
    )


def _block(run: Run | None) -> tuple[str, int | None, int | None]:
    """Kind of the nearest block that says something, and row and column in a table."""
    element = run.parent if run is not None else None
    while element is not None:
        if element.tag in HEADINGS:
            return "heading", None, None
        if element.tag == "summary":
            return "summary", None, None
        if element.tag == "li":
            return "item", None, None
        if element.tag in ("td", "th"):
            return "cell", *_row_and_column(element)
        element = element.parent
    return "paragraph", None, None


def _row_and_column(cell: Element) -> tuple[int | None, int | None]:
    row = cell.parent
    if row is None or row.parent is None:
        return None, cell.index + 1
    return row.index + 1, cell.index + 1
