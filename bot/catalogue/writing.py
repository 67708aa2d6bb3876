"""Catalogue -> text of ``entries.yml``: one key a line, so that every change is one line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.catalogue import shape
from bot.model.entries import Catalogue, Entry, Ignore

#: where the JSON Schema stands, seen from ``entries.yml``
SCHEMA = "schemas/entries.schema.json"

#: texts that every YAML reader takes as text and as themselves, without quotes
_PLAIN = re.compile(
    r"(?!(?:true|false|yes|no|on|off|null|y|n)$)[A-Za-z](?:[A-Za-z0-9_.~/@!$&()*+,;=?%#-]++|:(?!$))*+",
    re.IGNORECASE,
)
#: must be escaped in double quotes: what YAML does not allow raw, and what nobody can see
_ESCAPED = re.compile(
    '[\x00-\x1f"\\\\\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]'
)
#: half of a character is no character
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINK_KEYS = tuple(shape.LINK_KEYS.items())


def write_catalogue(catalogue: Catalogue, *, schema: str = SCHEMA) -> str:
    """The file in its one format. ``read_catalogue`` gives the same catalogue back.

    An entry has room for one link of each kind; further links of it are kept as comments.
    """
    lines = [f"# yaml-language-server: $schema={schema}", f"title: {quote(catalogue.title)}"]
    lines.append("sections:" if catalogue.sections else "sections: []")
    for section in catalogue.sections:
        lines += [f"  - id: {plain_or_quoted(section.id)}", f"    title: {quote(section.title)}"]
    lines.append("entries:" if catalogue.entries else "entries: []")
    sections = {entry.section for entry in catalogue.entries}
    spelled = {section: plain_or_quoted(section) for section in sections}
    for entry in catalogue.entries:
        lines += _entry(entry, spelled[entry.section])
    return "\n".join(lines) + "\n"


def _entry(entry: Entry, section: str) -> Iterable[str]:
    yield f"  - id: {plain_or_quoted(entry.id)}"
    yield f"    section: {section}"
    yield f"    title: {quote(entry.title)}"
    first = {link.role: link for link in reversed(entry.links)}
    written = []
    for key, role in _LINK_KEYS:
        link = first.get(role)
        if link is not None:
            written.append(link)
            yield f"    {key}: {plain_or_quoted(link.url)}"
    if len(written) < len(entry.links):
        for link in entry.links:
            if all(link is not known for known in written):
                yield f"    # {link.role}: {plain_or_quoted(link.url)}"
    if entry.year is not None:
        yield f"    year: {entry.year}"
    if entry.venue is not None:
        yield f"    venue: {quote(entry.venue)}"
    if entry.doi is not None:
        yield f"    doi: {quote(entry.doi)}"
    if entry.arxiv is not None:
        yield f"    arxiv: {quote(entry.arxiv)}"
    if entry.authors:
        yield "    authors:"
        yield from (f"      - {quote(author)}" for author in entry.authors)
    if entry.ignore is not None:
        yield from _ignore(entry.ignore)


def _ignore(ignore: Ignore) -> Iterable[str]:
    if ignore == Ignore():
        yield "    ignore: true"
        return
    yield "    ignore:"
    if ignore.rules != ("*",):
        yield f"      rules: [{', '.join(map(plain_or_quoted, ignore.rules))}]"
    if ignore.reason:
        yield f"      reason: {quote(ignore.reason)}"
    if ignore.until is not None:
        yield f"      until: {quote(ignore.until)}"


def plain_or_quoted(text: str) -> str:
    """A scalar without quotes where that is safe in every YAML version, else with."""
    return text if _PLAIN.fullmatch(text) else quote(text)


def quote(text: str) -> str:
    """A double-quoted YAML scalar on one line that reads back as the same text."""
    whole = text if text.isascii() else _SURROGATES.sub("\ufffd", text)
    return '"' + _ESCAPED.sub(_escape, whole) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character in '"\\':
        return "\\" + character
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"
