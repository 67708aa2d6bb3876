"""Proof by content: a page that carries the expected title or identifier is alive."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz

from bot.model.observations import Target
from bot.probing.pages import Page

#: characters of a normalised title below which it could stand on any page ("CLIP", "Home")
SHORTEST_TITLE = 16
#: 0 to 100; titles differ in punctuation, dashes and cut ends, not in words
NEARLY_EQUAL = 93.0

_NO_WORD = re.compile(r"[\W_]+")
_TITLE_NAMES = frozenset(
    (
        "citation_title", "bepress_citation_title", "eprints.title", "prism.title", "dc.title",
        "dcterms.title", "og:title", "twitter:title",
    )
)  # fmt: skip
_IDENTIFIER_NAMES = re.compile(
    r"(?:citation_(?:doi|arxiv_id|pmid|isbn)|prism\.doi|bepress_citation_doi|dc\.identifier(?:\..*)?)\Z"
)


def normalised(text: str) -> str:
    """Letters and digits of a title, case and accents folded, one space between words."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return _NO_WORD.sub(" ", plain).strip()


def proof_of(target: Target, page: Page) -> str | None:
    """ "title" or "identifier" when the page shows what the list says of it, else None.

    Titles are looked for where a page names itself (metadata, <title>, first heading), and long ones
    in the visible text; identifiers in the metadata only, since error pages and challenges repeat the
    address that was asked for.
    """
    if target.titles and _carries_title(target.titles, page):
        return "title"
    if target.identifiers and _carries_identifier(target.identifiers, page):
        return "identifier"
    return None


def _carries_title(titles: tuple[str, ...], page: Page) -> bool:
    own = [page.title, page.heading]
    own += [value for name, value in page.metadata if name in _TITLE_NAMES]
    names = [name for name in map(normalised, own) if name]
    text: str | None = None
    for title in titles:
        wanted = normalised(title)
        if len(wanted) < SHORTEST_TITLE:
            continue
        if any(f" {wanted} " in f" {name} " for name in names):
            return True
        if any(fuzz.ratio(wanted, name, score_cutoff=NEARLY_EQUAL) for name in names):
            return True
        if len(wanted) >= 2 * SHORTEST_TITLE:
            text = normalised(page.text) if text is None else text
            if f" {wanted} " in f" {text} ":
                return True
    return False


def _carries_identifier(identifiers: tuple[str, ...], page: Page) -> bool:
    own = " ".join(value for name, value in page.metadata if _IDENTIFIER_NAMES.match(name)).lower()
    return any(identifier.lower() in own for identifier in identifiers if len(identifier) > 5)
