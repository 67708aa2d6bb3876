"""Everything a reader can click in a Markdown list, with the place of each address."""

from __future__ import annotations

from bot.lists.destinations import Destinations
from bot.lists.rendering import Page, render
from bot.lists.tree import HEADINGS, Anchor, Element, Markup, Run
from bot.memory import collector_paused
from bot.model.entries import SourceSpan


class ListLink:
    """One clickable link of a list. What is dear to find is found when it is asked for."""

    __slots__ = ("_anchor", "_destinations", "_page", "label", "section", "url")

    def __init__(
        self, anchor: Anchor, page: Page, destinations: Destinations, section: tuple[str, ...]
    ) -> None:
        self._anchor = anchor
        self._page = page
        self._destinations = destinations
        #: as the author wrote it, escapes and character references decoded
        self.url = anchor.url
        #: visible text
        self.label = anchor.label
        #: headings around it, outermost first, the first heading of the file left out
        self.section = section

    def __repr__(self) -> str:
        return f"<ListLink {self.url!r} at {self.span}>"

    @property
    def where(self) -> tuple[int, int] | None:
        """Bytes of the address in the UTF-8 text, [start, end); None: it cannot be told apart.

        Verified: what stands there, decoded by the rules of its markup, is ``url``. For a reference
        link it is in the definition.
        """
        return self._destinations.locate(self._anchor)

    @property
    def markup(self) -> Markup:
        """How the link is spelled."""
        self._destinations.locate(self._anchor)  # which settles it
        return self._anchor.markup

    @property
    def span(self) -> SourceSpan:
        """Where the address stands, else where the link begins."""
        source = self._page.source
        offset = self._offset
        return SourceSpan(file=source.file, line=source.line(offset), column=source.column(offset))

    @property
    def line(self) -> int:
        """1-based line of the address."""
        return self._page.source.line(self._offset)

    @property
    def _offset(self) -> int:
        where = self.where
        return where[0] if where else self._destinations.node_start(self._anchor)

    @property
    def block(self) -> str:
        """Where it stands: "heading", "cell", "item", "summary" or "paragraph"."""
        return _block(self._anchor.run)[0]

    @property
    def row(self) -> int | None:
        """1-based row of its table (the header is row 1), else None."""
        return _block(self._anchor.run)[1]

    @property
    def column(self) -> int | None:
        """1-based column of its table, else None."""
        return _block(self._anchor.run)[2]

    @property
    def anchor(self) -> Anchor:
        """The link on the page."""
        return self._anchor

    @property
    def pictures(self) -> tuple[str, ...]:
        """Alt texts of the pictures inside."""
        return tuple(image.alt for image in self._anchor.images)


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
        id(anchor): ListLink(anchor, page, destinations, sections.get(anchor.run, ()))
        for anchor in page.anchors
        if anchor.web and not anchor.hidden
    }


def section_of_runs(page: Page) -> dict[Run | None, tuple[str, ...]]:
    """The headings around every run; the run of a heading is in the section that it opens."""
    found: dict[Run | None, tuple[str, ...]] = {}
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
