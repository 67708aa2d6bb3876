"""Broken links of a list: what the author meant to be clickable and is not, with the likely repair."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from bot.lists.destinations import Destinations
from bot.lists.flow import line_of_piece, says
from bot.lists.links import is_web
from bot.lists.rendering import Page
from bot.lists.tree import Anchor, Kind, Run


class Trouble(StrEnum):
    """Why a reader cannot follow it."""

    #: a link whose target is no address
    MALFORMED = "malformed"
    #: an address that is plain text on the page
    TEXT_ONLY = "text-only"
    #: written, but nowhere on the page
    UNRENDERED = "unrendered"
    #: ``[code]()``
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """One broken link."""

    trouble: Trouble
    #: 1-based
    line: int
    #: as it stands there
    url: str
    #: one sentence; quotes foreign text, escape before printing
    what: str
    #: the address that was probably meant
    repair: str | None = None
    #: bytes of the broken target, when it can be replaced
    where: tuple[int, int] | None = None


_SCHEME = re.compile(r"https?://", re.IGNORECASE)
#: misspelled beginnings: hhttps://  htps://  https:/x  https//x  ttp://  https:://
_NEARLY = re.compile(
    r"[\W_]*(?:h+t*t+p+s*|ttps?)\s*(?::|;|：)*\s*/{1,3}(?=[\w.-]+\.\w)", re.IGNORECASE
)
_HOST = re.compile(r"(?:www\.)?(?:[a-z0-9-]+\.)+([a-z]{2,})(?=[/:?#]|$)", re.IGNORECASE)
#: endings of hosts that lists name without a scheme; "paper.md" and "code.py" are files
_ENDINGS = frozenset(
    ("com", "org", "net", "edu", "gov", "io", "ai", "dev", "cn", "co", "uk", "de", "fr", "jp", "kr",
     "eu", "ca", "ch", "nl", "it", "in", "info", "app", "me", "xyz", "tech", "site", "science")
)  # fmt: skip
#: an address may carry another one: ``?url=https://``, ``/web/2020/https://``
_CARRIES = "=/?&:%#+,"
_ADDRESS = re.compile(r"https?://[^\s<>\"'`，。；、）】」]+", re.IGNORECASE)
_CLOSING = ".,;:!?)]}*_~"


def broken_links(page: Page) -> tuple[Broken, ...]:
    """Everything that is broken, in the order of its lines."""
    found = [*_targets(page), *_texts(page), *_surplus(page)]
    return tuple(sorted(found, key=lambda broken: broken.line))


def probable_address(target: str) -> str | None:
    """The web address that a broken target probably means, or None."""
    text = unquote(target) if "%5B" in target or "%28" in target else target
    inner = _SCHEME.search(text)
    second = _SCHEME.search(text, inner.end()) if inner else None
    if (
        inner
        and inner.start() == 0
        and second
        and (second.start() == inner.end() or text[second.start() - 1] not in _CARRIES)
    ):
        return _trimmed(text[second.start() :])
    if inner and inner.start() == 0:
        return None
    if inner:
        return _trimmed(text[list(_SCHEME.finditer(text))[-1].start() :])
    nearly = _NEARLY.match(text)
    if nearly:
        scheme = (
            "http://" if re.search(r"p\W", nearly[0] + " ") and "s" not in nearly[0] else "https://"
        )
        return _trimmed(scheme + text[nearly.end() :])
    host = _HOST.match(text.lstrip("/"))
    if host and host[1].lower() in _ENDINGS and ("/" in text or text.lower().startswith("www.")):
        return _trimmed("https://" + text.lstrip("/"))
    return None


def _trimmed(url: str) -> str:
    """Without the brackets and stops behind it, as GFM trims what it links by itself."""
    url = url.strip()
    while url and url[-1] in _CLOSING:
        if url[-1] == ")" and url.count("(") >= url.count(")"):
            break
        url = url[:-1]
    return url


def _targets(page: Page) -> list[Broken]:
    destinations = Destinations(page.source)
    found = []
    for anchor in page.anchors:
        if anchor.hidden or (anchor.web and _is_plain(anchor.url)):
            continue
        broken = _target(page, anchor, destinations)
        if broken is not None:
            found.append(broken)
    return found


def _is_plain(url: str) -> bool:
    """An address that holds no other one, as nearly all."""
    return "%" not in url and url.find("://", 8) < 0 and url.find("//", 8) < 0


def _target(page: Page, anchor: Anchor, destinations: Destinations) -> Broken | None:
    url = anchor.url.strip()
    if not url:
        if not anchor.label:
            return None
        line = page.source.line(destinations.node_start(anchor))
        return Broken(
            trouble=Trouble.EMPTY, line=line, url="", what=f"{_named(anchor)} has no target"
        )
    if url.startswith(("#", "mailto:", "./", "../", "/")) and not url.startswith("//"):
        return None
    repair = probable_address(url)
    if repair is None or repair == url:
        return None
    where = destinations.locate(anchor)
    line = page.source.line(where[0] if where else destinations.node_start(anchor))
    problem = "holds two addresses" if is_web(url) else "is no web address"
    return Broken(
        trouble=Trouble.MALFORMED,
        line=line,
        url=url,
        what=f"target {url!r} of {_named(anchor)} {problem}; probably {repair} is meant",
        repair=repair,
        where=where,
    )


def _named(anchor: Anchor) -> str:
    """A link as its author would find it: by its words, or by what its picture says."""
    words = says(anchor)
    return f"link [{words}]" if words else "a link without words"


def _texts(page: Page) -> list[Broken]:
    found = []
    for run in page.runs:
        for _, text, *_ in run.pieces:
            if "//" in text and ("://" in text or text.startswith("//")):
                found.extend(_texts_of(run, page))
                break
    return found


def _texts_of(run: Run, page: Page) -> list[Broken]:
    """Addresses in the words of a run that are in no link; the parser may have cut the words."""
    parts: list[str] = []
    starts: list[tuple[int, int, bool]] = []
    length = 0
    for piece in run.pieces:
        plain = piece.anchor is None and piece.kind is Kind.TEXT
        text = piece.text if plain else "\n"
        in_html = piece.node is None
        starts.append((length, line_of_piece(piece, page.source) or run.line, in_html))
        parts.append(text)
        length += len(text)
    found = []
    for match in _ADDRESS.finditer("".join(parts)):
        url = _trimmed(match[0])
        _, line, in_html = max(start for start in starts if start[0] <= match.start())
        link = f'<a href="{html.escape(url)}">{url}</a>' if in_html else f"[{url}]({url})"
        found.append(
            Broken(
                trouble=Trouble.TEXT_ONLY,
                line=line,
                url=url,
                what=f"{url} is plain text and cannot be clicked; probably {link} is meant",
                repair=url,
            )
        )
    return found


def _surplus(page: Page) -> list[Broken]:
    """Cells beyond the last column of the header (GFM 0.29, section 4.10: "the excess is ignored")."""
    found = []
    source = page.source
    for row in page.rows:
        cells = row.children
        if not cells:
            continue
        place = cells[-1].sourcepos.end
        rest = source.slice(
            source.offset(place.line, place.column + 1), source.line_end(place.line)
        )
        cut = rest.strip().strip("|").strip()
        if not cut or "|" not in rest:
            continue
        for match in _ADDRESS.finditer(cut):
            url = _trimmed(match[0])
            found.append(
                Broken(
                    trouble=Trouble.UNRENDERED,
                    line=place.line,
                    url=url,
                    what=f"{url} is in a cell beyond the last of {len(cells)} columns and is not "
                    f"shown; add a column to the header or join the cells",
                )
            )
    return found
