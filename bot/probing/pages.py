"""HTML to facts: what a page says about itself, read with a bounded effort.

``glance`` is the cheap look (regular expressions that cannot backtrack over the page, tens of
microseconds) that is enough for a large ordinary page; ``read`` builds the tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.model.observations import PageReading
from bot.probing.structured import structured_metadata

#: characters
LONGEST_TITLE = 300
LONGEST_VALUE = 2_000
LONGEST_TEXT = 6_000
#: up to this, paragraphs are told apart
LITTLE_TEXT = 400
LITTLE_HTML = 65_536
MOST_BLOCKS = 60
MOST_METADATA = 120
MOST_CODE_URLS = 40

_TITLE = re.compile(r"<title(?:\s[^<>]{0,200})?>([^<]{0,2000})", re.IGNORECASE)
_H1 = re.compile(r"<h1(?:\s[^<>]{0,500})?>(.{0,500}?)</h1", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,500}>")
_BLOCKS = "h1, h2, h3, h4, h5, h6, p, pre, li, td, center, div, span, body"
_SPACE = re.compile(r"\s+")
_REFRESH = re.compile(
    r"\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?\s*([^\"']+)", re.IGNORECASE
)
_METADATA = re.compile(
    r"(?:citation_|dc\.|dcterms\.|prism\.|eprints\.|bepress_citation_|og:|twitter:title"
    r"|description\Z|robots\Z|generator\Z)"
)
_CODE_URL = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|huggingface\.co"
    r"|gitee\.com|sourceforge\.net/p)/[A-Za-z0-9_.\-]+/[A-Za-z0-9_.\-/]*[A-Za-z0-9_\-]",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"(?:citation_title|dc\.title|bepress_citation_title|eprints\.title|prism\.title|ld\.title)\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an HTML page shows. Foreign text throughout."""

    title: str = ""
    #: first <h1>
    heading: str = ""
    #: visible text, white space collapsed, its first ``LONGEST_TEXT`` characters
    text: str = ""
    #: its headings and paragraphs one by one, when there is little text
    paragraphs: tuple[str, ...] = ()
    #: characters of visible text in what was received
    text_length: int = 0
    metadata: tuple[tuple[str, str], ...] = ()
    canonical_url: str | None = None
    #: address of an immediate <meta> refresh outside <noscript>
    refresh: str | None = None
    #: <script> elements
    scripts: int = 0
    #: asks for a password
    password: bool = False
    #: embeds a document (PDF viewer, frame set)
    embeds: bool = False
    code_urls: tuple[str, ...] = ()
    #: addresses of scripts, style sheets, frames and links, lower case, joined by spaces
    resources: str = ""
    #: bytes of HTML
    size: int = 0

    @property
    def has_paper_metadata(self) -> bool:
        """Does the page call itself a paper in the way that Google Scholar asks for?"""
        return any(_PAPER.match(name) and value for name, value in self.metadata)

    def reading(self) -> PageReading:
        """The part that other rooms may see."""
        return PageReading(
            title=self.title,
            metadata=self.metadata,
            code_urls=self.code_urls,
            canonical_url=self.canonical_url,
        )


def glance(html: str) -> tuple[str, str]:
    """Title and first heading, without building the tree; "" for what is not there."""
    title = _TITLE.search(html)
    heading = _H1.search(html)
    return (
        _clean(unescape(title[1]), LONGEST_TITLE) if title else "",
        _clean(unescape(_TAG.sub(" ", heading[1])), LONGEST_TITLE) if heading else "",
    )


def read(html: str) -> Page:
    """Everything, from the tree. Never raises: what is broken reads as an empty page."""
    tree = LexborHTMLParser(html.replace("\x00", "\ufffd"))
    head_title = tree.css_first("head > title") or tree.css_first("title")
    heading = tree.css_first("h1")
    tags, refresh = _metadata(tree)
    metadata = (*tags, *structured_metadata(tree))[: 2 * MOST_METADATA]
    canonical = tree.css_first("link[rel~=canonical]")
    scripts = tree.css("script")
    resources = _resources(tree)
    code_urls = _code_urls(html)
    password = tree.css_first("input[type=password]") is not None
    embeds = tree.css_first("embed, object, iframe, frameset, canvas, video") is not None
    title = _clean(head_title.text(), LONGEST_TITLE) if head_title else ""
    heading_text = _clean(heading.text(separator=" "), LONGEST_TITLE) if heading else ""
    text = _visible(tree)
    return Page(
        title=title,
        heading=heading_text,
        text=text[:LONGEST_TEXT],
        paragraphs=_paragraphs(tree)
        if len(text) <= LITTLE_TEXT and len(html) <= LITTLE_HTML
        else (),
        text_length=len(text),
        metadata=metadata,
        canonical_url=_attribute(canonical, "href") or None,
        refresh=refresh,
        scripts=len(scripts),
        password=password,
        embeds=embeds,
        code_urls=code_urls,
        resources=resources,
        size=len(html),
    )


def _metadata(tree: LexborHTMLParser) -> tuple[tuple[tuple[str, str], ...], str | None]:
    found: list[tuple[str, str]] = []
    refresh: str | None = None
    for node in tree.css("meta"):
        name = (_attribute(node, "name") or _attribute(node, "property")).strip().lower()
        if name:
            if _METADATA.match(name) and len(found) < MOST_METADATA:
                found.append((name, _clean(_attribute(node, "content"), LONGEST_VALUE)))
        elif _attribute(node, "http-equiv").strip().lower() == "refresh":
            refresh = refresh or _refresh(node)
    return tuple(found), refresh


def refresh_address(value: str) -> str | None:
    """Address in the value of a ``Refresh`` header or ``<meta>``, when it acts within 10 s."""
    match = _REFRESH.match(value)
    if match is None or int(match[1]) > 10:
        return None
    return match[2].strip() or None


def _refresh(node: LexborNode) -> str | None:
    parent = node.parent
    while parent is not None:
        if parent.tag == "noscript":
            return None
        parent = parent.parent
    return refresh_address(_attribute(node, "content"))


def _resources(tree: LexborHTMLParser) -> str:
    found: list[str] = []
    for selector, name in (
        ("script[src], iframe[src], frame[src]", "src"),
        ("link[href]", "href"),
        ("a[href^='http'], a[href^='//']", "href"),
    ):
        found.extend(_attribute(node, name)[:200] for node in tree.css(selector)[:200])
    return " ".join(found).lower()


def _code_urls(html: str) -> tuple[str, ...]:
    seen = dict.fromkeys(match[0] for match in _CODE_URL.finditer(html))
    return tuple(list(seen)[:MOST_CODE_URLS])


def _visible(tree: LexborHTMLParser) -> str:
    tree.strip_tags(["script", "style", "template", "noscript", "svg", "head"])
    body = tree.body or tree.root
    return _SPACE.sub(" ", body.text(separator=" ")).strip() if body is not None else ""


def _paragraphs(tree: LexborHTMLParser) -> tuple[str, ...]:
    blocks = tree.css(_BLOCKS)[:MOST_BLOCKS]  # the text of each costs a walk through all below it
    found = (_clean(node.text(separator=" "), LITTLE_TEXT) for node in blocks)
    return tuple(dict.fromkeys(text for text in found if text))


def _attribute(node: LexborNode | None, name: str) -> str:
    return (node.attributes.get(name) or "") if node is not None else ""


def _clean(text: str, longest: int) -> str:
    return _SPACE.sub(" ", text[: longest * 2]).strip()[:longest]
