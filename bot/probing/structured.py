"""Metadata of a paper that is no ``<meta>``: JSON-LD (schema.org) and COinS, read with bounded effort.

Both come out as names and values like those of ``<meta>`` tags: ``ld.title``, ``ld.author`` ... and
``coins.title`` .... A page about several papers (a reference list, an issue) says nothing here,
because nobody knows which of them is its own.
https://schema.org/ScholarlyArticle , http://ocoins.info/ (OpenURL, Z39.88-2004).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

from selectolax.lexbor import LexborHTMLParser

#: <script> elements, and characters of one: a real one has some kilobytes
MOST_SCRIPTS = 12
LONGEST_SCRIPT = 200_000
#: objects that are looked at, and how deep: the article is at the top, in a graph or the main entity
MOST_OBJECTS = 400
DEEPEST = 4
MOST_AUTHORS = 60
LONGEST_VALUE = 2_000

_ARTICLES = frozenset(("scholarlyarticle", "medicalscholarlyarticle", "chapter", "thesis"))
#: where a page keeps the thing that it is about; never "citation", "hasPart", "isBasedOn"
_MAIN = ("@graph", "mainEntity", "mainEntityOfPage", "about")
_WRAPPING = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*\Z")
_DOI = re.compile(r"(?:\A(?:doi:\s*)?|doi\.org/)(10\.\d{4,9}/\S+)\Z", re.IGNORECASE)

Metadata = tuple[tuple[str, str], ...]


def structured_metadata(tree: LexborHTMLParser) -> Metadata:
    """What JSON-LD and COinS say about the paper of this page; () for none or several papers."""
    scripts = tree.css('script[type="application/ld+json" i]')[:MOST_SCRIPTS]
    spans = tree.css("span.Z3988")
    titles = {(span.attributes.get("title") or "")[: 2 * LONGEST_VALUE] for span in spans[:3]}
    return (
        *_json_ld([node.text() for node in scripts]),
        *(_coins(titles.pop()) if len(titles) == 1 else ()),
    )


# JSON-LD


def _json_ld(texts: list[str]) -> Metadata:
    articles: dict[str, dict[str, Any]] = {}
    for text in texts:
        for article in _articles(_parsed(text)):
            articles.setdefault(_title(article).casefold(), article)
    articles.pop("", None)
    return tuple(_facts(*articles.values())) if len(articles) == 1 else ()


def _parsed(text: str) -> Any:
    if len(text) > LONGEST_SCRIPT:
        return None
    try:
        # raw line breaks in strings are common, and browsers' tools forgive them
        return json.loads(_WRAPPING.sub("", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _articles(found: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [(found, 0)], 0
    while waiting and seen < MOST_OBJECTS:
        value, depth = waiting.pop(0)
        seen += 1
        if isinstance(value, list):
            waiting += [(item, depth) for item in value[:MOST_OBJECTS]]
        elif isinstance(value, dict):
            if _is_article(value):
                yield value
            elif depth < DEEPEST:
                waiting += [(value[key], depth + 1) for key in _MAIN if key in value]


def _is_article(value: dict[str, Any]) -> bool:
    kinds = (re.split(r"[/#:]", kind)[-1] for kind in _texts(value.get("@type")))
    return any(kind.casefold() in _ARTICLES for kind in kinds)


def _title(article: dict[str, Any]) -> str:
    return next(iter((*_texts(article.get("headline")), *_texts(article.get("name")))), "")


def _facts(article: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "ld.title", _title(article)
    for author in _authors(article.get("author") or article.get("creator")):
        yield "ld.author", author
    for key in ("datePublished", "dateCreated"):
        for date in _texts(article.get(key))[:1]:
            yield "ld.date", date
    if venue := _venue(article.get("isPartOf")):
        yield "ld.venue", venue
    for key in ("identifier", "doi", "sameAs", "@id", "url"):
        for text in _identifiers(article.get(key)):
            if match := _DOI.search(text):
                yield "ld.doi", match[1]
    for key in ("url", "mainEntityOfPage", "@id"):
        for address in _identifiers(article.get(key)):
            if address.startswith("http"):
                yield "ld.url", address


def _authors(value: Any) -> Iterator[str]:
    for item in (value if isinstance(value, list) else [value])[:MOST_AUTHORS]:
        if isinstance(item, dict):
            family, given = (_first(item.get(key)) for key in ("familyName", "givenName"))
            name = ", ".join(filter(None, (family, given))) if family else _first(item.get("name"))
        else:
            name = _first(item)
        if name:
            yield name


def _venue(value: Any) -> str:
    """The journal: an issue is part of a volume, and that is part of the journal."""
    name = ""
    for _ in range(DEEPEST):
        if isinstance(value, list):
            value = value[-1] if value else None
        if not isinstance(value, dict):
            return name or _first(value)
        name = _first(value.get("name")) or name
        value = value.get("isPartOf")
    return name


def _identifiers(value: Any) -> Iterator[str]:
    for item in (value if isinstance(value, list) else [value])[:MOST_AUTHORS]:
        if isinstance(item, dict):
            yield from _texts(item.get("value"))[:1]
            yield from _texts(item.get("@id"))[:1]
        else:
            yield from _texts(item)[:1]


def _texts(value: Any) -> list[str]:
    items = value[:MOST_AUTHORS] if isinstance(value, list) else [value]
    return [text for item in items if isinstance(item, str) and (text := _clean(item))]


def _first(value: Any) -> str:
    return next(iter(_texts(value)), "")


def _clean(text: str) -> str:
    cut = unescape(text[: 2 * LONGEST_VALUE]).encode("utf-8", "ignore").decode()
    return " ".join(cut.split())[:LONGEST_VALUE]


# COinS


def _coins(text: str) -> Iterator[tuple[str, str]]:
    try:
        pairs = parse_qsl(text.replace("&amp;", "&"), max_num_fields=100)
    except ValueError:  # more fields than any reference has
        return
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name.strip().lower(), []).append(_clean(value))
    for name, keys in (
        # a chapter has its own title in "atitle" and the book's in "btitle"
        ("coins.title", ("rft.atitle", "rft.title", "rft.btitle")),
        ("coins.date", ("rft.date",)),
        ("coins.venue", ("rft.jtitle", "rft.stitle")),
    ):
        if found := next((values[key][0] for key in keys if values.get(key)), ""):
            yield name, found
    first = ", ".join(v[0] for k in ("rft.aulast", "rft.aufirst") if (v := values.get(k)))
    for author in values.get("rft.au") or ((first,) if first else ()):
        yield "coins.author", author
    for identifier in values.get("rft_id", []):
        if match := _DOI.search(identifier.removeprefix("info:doi/")):
            yield "coins.doi", match[1]
