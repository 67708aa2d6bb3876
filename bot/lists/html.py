"""Tags, text and comments of raw HTML, each with its place in the source.

Follows the tokenizer of the WHATWG HTML standard (section 13.2.5) as far as a list can tell the
difference. selectolax and html.parser drop the positions, which a repair cannot do without.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5
from typing import Final

_NAME = re.compile(r"/?[A-Za-z][^\s/>]*")
#: a tag without attributes, as most are
_PLAIN_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*\s*/?>")
_NO_ATTRIBUTES: dict[str, tuple[str, int, int]] = {}
_ATTRIBUTE = re.compile(
    r"[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"'][^\s>]*)))?"
)
_TAG_END = re.compile(r"[\s/]*>")
_COMMENT_END = re.compile(r"--!?>")
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;?)")
_AFTER_REFERENCE = re.compile(r"[A-Za-z0-9=]")

#: tags whose "<" GitHub prints as text: the GFM extension "disallowed raw HTML" (GFM 0.29, 6.11)
DISALLOWED: Final = frozenset(
    ("title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext")
)


@dataclass(slots=True)
class Tag:
    """An opening or closing tag."""

    name: str
    closing: bool
    #: index of "<" in the text that was scanned
    start: int
    #: decoded value and where the raw value stands: name -> (value, start, end)
    attributes: dict[str, tuple[str, int, int]]


@dataclass(slots=True)
class Text:
    """Text between tags, references decoded."""

    text: str
    start: int


@dataclass(slots=True)
class Comment:
    """A comment's inside. ``closed`` is False when its end was not found."""

    text: str
    start: int
    closed: bool


def decode_attribute(raw: str) -> str:
    """Decode character references of an attribute value.

    WHATWG 13.2.5.73: a named reference without ``;`` stays literal before a letter, a digit or
    ``=``, so ``?id=1&noteId=2`` is not ``?id=1¬eId=2``.
    """
    if "&" not in raw:
        return raw

    def decoded(found: re.Match[str]) -> str:
        text = found[0]
        if text[1] == "#" or (text.endswith(";") and text[1:] in html5):
            return html.unescape(text)
        for length in range(len(text), 2, -1):
            if text[1:length] in html5:
                rest = text[length:] + raw[found.end() : found.end() + 1]
                return text if _AFTER_REFERENCE.match(rest) else html.unescape(text)
        return text

    return _REFERENCE.sub(decoded, raw)


def scan(text: str, *, in_comment: bool = False) -> Iterator[Tag | Text | Comment]:
    """Split raw HTML into tags, text and comments.

    ``in_comment``: the text continues a comment that an earlier piece of HTML left open.
    """
    position = 0
    if in_comment:
        found = _COMMENT_END.search(text)
        if not found:
            yield Comment(text, 0, closed=False)
            return
        yield Comment(text[: found.start()], 0, closed=True)
        position = found.end()
    while position < len(text):
        opening = text.find("<", position)
        if opening < 0:
            opening = len(text)
        if opening > position:
            words = text[position:opening]
            yield Text(html.unescape(words) if "&" in words else words, position)
            if opening == len(text):
                return
        thing, position = _thing_at(text, opening)
        if thing is not None:
            yield thing


def _thing_at(text: str, opening: int) -> tuple[Tag | Text | Comment | None, int]:
    """What begins with the "<" at ``opening``, and where it ends."""
    plain = _PLAIN_TAG.match(text, opening)
    if plain:
        name, closing = _plain_tag(plain[0])
        if name:
            return Tag(name, closing, opening, _NO_ATTRIBUTES), plain.end()
    if text.startswith("<!--", opening):
        return _comment(text, opening)
    if text.startswith(("<!", "<?"), opening):
        close = text.find(">", opening)
        return None, len(text) if close < 0 else close + 1
    found_name = _NAME.match(text, opening + 1)
    if not found_name or found_name[0].strip("/").lower() in DISALLOWED:
        return Text("<", opening), opening + 1
    attributes: dict[str, tuple[str, int, int]] = {}
    position = found_name.end()
    while not (end := _TAG_END.match(text, position)):
        found = _ATTRIBUTE.match(text, position)
        if not found:
            if position >= len(text):
                return None, len(text)
            position += 1
            continue
        position = found.end()
        group = found.lastindex or 1
        if group > 1:
            value = (decode_attribute(found[group]), found.start(group), found.end(group))
            attributes.setdefault(found[1].lower(), value)
    closing = found_name[0].startswith("/")
    return Tag(found_name[0].lstrip("/").lower(), closing, opening, attributes), end.end()


@lru_cache(maxsize=256)
def _plain_tag(tag: str) -> tuple[str, bool]:
    """Name of a tag without attributes (empty when GitHub shows it as text); is it closing?"""
    name = tag.strip("</>").strip().lower()
    return ("" if name in DISALLOWED else name), tag.startswith("</")


def single(text: str) -> Tag | Text | Comment | None:
    """The one tag or comment that the text is (inline HTML of Markdown)."""
    return _thing_at(text, 0)[0]


def _comment(text: str, opening: int) -> tuple[Comment, int]:
    inside = opening + 4
    for empty in (">", "->"):  # WHATWG 13.2.5.43: abruptly closed empty comment
        if text.startswith(empty, inside):
            return Comment("", inside, closed=True), inside + len(empty)
    found = _COMMENT_END.search(text, inside)
    if not found:
        return Comment(text[inside:], inside, closed=False), len(text)
    return Comment(text[inside : found.start()], inside, closed=True), found.end()
