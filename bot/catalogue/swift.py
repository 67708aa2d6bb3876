"""The usual lines of a list, read several times faster than YAML can be.

Nearly every line of a list is a comment or ``key: value``, plain or in quotes, and reads as what it
says. An entry that holds anything else is left for the YAML reader, it alone; a file that is unusual
outside its entries is left whole. Nothing is complained about here: whatever could be a mistake is
unusual. Property tests hold the two readers equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from bot.catalogue import shape
from bot.documents.limits import FORBIDDEN, LARGEST_FILE, LARGEST_SCALAR
from bot.documents.nodes import NULLS
from bot.model.entries import Entry, Link, Section, SourceSpan

#: characters of a value that is surely no longer than allowed, in whatever encoding
_SHORT = LARGEST_SCALAR // 4
#: indentation, perhaps the dash of a list item; key; what stands behind it
_KEYED = re.compile(r"( *(?:- )?)([a-z]+):(?: (.*))?")
#: a scalar on one line and perhaps a comment (YAML 1.2.2, sections 7.3.1 to 7.3.3). Without quotes it
#: begins with a letter or a digit here, and ``: `` or `` #`` would end it
_SCALAR = re.compile(
    r'(?:"(?P<double>[^"\\]*(?:\\["\\][^"\\]*)*)"'
    r"|'(?P<single>[^']*(?:''[^']*)*)'"
    r"|(?P<plain>[^\W_][^ :#]*(?:(?::(?=[^ ])|(?<! )#| +(?=[^ #]))[^ :#]*)*))"
    r"(?: +#.*| *)"
)
_ESCAPE = re.compile(r'\\(["\\])')
_NAME = r"[^\W_]+(?:[ .'-]+[^\W_]+)*\.?"
#: authors in brackets, none of whose names means anything to YAML
_NAMES = re.compile(rf"\[{_NAME}(?:, {_NAME})*\]")
_NEEDED = frozenset(shape.NEEDED_KEYS)
#: optional keys, and how their usual values look
_EXTRAS = (
    ("year", re.compile(r"[0-9]{4}")),
    ("venue", re.compile(r".*\S.*")),
    ("doi", shape.DOI_PATTERN),
    ("arxiv", shape.ARXIV_PATTERN),
)
_LINKS = tuple(shape.LINK_KEYS.items())

#: what an entry says: key -> text and the line it stands in
_Fields: TypeAlias = dict[str, tuple[str, int]]


class Sifted(NamedTuple):
    """A file of which the usual part is read."""

    title: str
    sections: tuple[Section, ...]
    #: the usual entries, in order
    entries: list[Entry]
    #: a document of the other entries alone, each in the lines that it has in the file; "" without any
    rest: str
    #: the lines of each of them
    rest_lines: list[range]


class _Unusual(Exception):
    """Something that only the YAML reader can judge, with all that is around it."""


def sift(text: str, file: str) -> Sifted | None:
    """Read the usual part; None when the file is unusual outside its entries."""
    if len(text) > LARGEST_FILE or FORBIDDEN.search(text) or len(text.encode()) > LARGEST_FILE:
        return None
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        return None
    lines = text.split("\n")
    try:
        title, sections, begin = _head(lines)
        items, width = _items(lines, begin)
    except _Unusual:
        return None
    entries, rest = [], []
    kept = [""] * len(lines)
    ends = [item.line - 1 for item in items[1:]] + [len(lines)]
    for item, end in zip(items, ends, strict=True):
        entry = _entry(item, file, width)
        if entry is not None:
            entries.append(entry)
        else:
            rest.append(range(item.line, end + 1))
            kept[item.line - 1 : end] = lines[item.line - 1 : end]
    kept[0], kept[begin - 1] = "title: the rest", "entries:"
    return Sifted(title, sections, entries, "\n".join(kept) if rest else "", rest)


def _says_nothing(line: str) -> bool:
    """Blank, or nothing but a comment."""
    bare = line.lstrip(" ")
    return not bare or bare[0] == "#"


def _scalar(value: str) -> str | None:
    """The text that stands behind ``key: ``; None when it is unusual."""
    if not value or len(value) > _SHORT or "\t" in value:
        return None
    if value[0] == '"' and value.find('"', 1) == len(value) - 1 and "\\" not in value:
        return value[1:-1]
    if " " not in value and value[0].isalnum() and value[-1] != ":" and value not in NULLS:
        return value
    found = _SCALAR.fullmatch(value)
    if found is None:
        return None
    match found.lastgroup:
        case "double":
            return _ESCAPE.sub(r"\1", found["double"])
        case "single":
            return found["single"].replace("''", "'")
        case _:
            plain = found["plain"].rstrip(" ")
            return None if plain in NULLS else plain


# -- title and sections ----------------------------------------------------------------------------


def _head(lines: list[str]) -> tuple[str, tuple[Section, ...], int]:
    """Title, sections, and the line of ``entries:``."""
    given: dict[str, str] = {}
    sections: list[dict[str, str]] = []
    dash = ""
    for number, before, key, value in _keyed(lines):
        if not before and key not in given:
            given[key] = value
            if key == "entries":
                return *_beginning(given, sections), number
        elif before and next(reversed(given), "") == "sections":
            dash = dash or before
            if before == dash and dash.endswith("- "):
                sections.append({})
            elif before != " " * len(dash) or not sections:
                raise _Unusual
            if key in sections[-1]:
                raise _Unusual
            sections[-1][key] = _text(value)
        else:
            raise _Unusual
    raise _Unusual


def _beginning(
    given: dict[str, str], sections: list[dict[str, str]]
) -> tuple[str, tuple[Section, ...]]:
    """Title and sections of what the top of the file says. Raises _Unusual."""
    if given.keys() - {"title", "sections", "entries"} or not _says_nothing(given["entries"]):
        raise _Unusual
    written = given.get("sections", "[]")
    if (written != "[]") if not sections else not _says_nothing(written):
        raise _Unusual
    ids = {section.get("id", "") for section in sections}
    if not all(map(shape.ID_PATTERN.fullmatch, ids)) or any(map(_is_odd, sections)):
        raise _Unusual
    if not len(sections) == len(ids) <= shape.MOST_SECTIONS:
        raise _Unusual
    made = tuple(Section(id=section["id"], title=section["title"]) for section in sections)
    return _text(given.get("title", "")), made


def _is_odd(section: dict[str, str]) -> bool:
    return section.keys() != set(shape.SECTION_KEYS)


def _keyed(lines: list[str]) -> Iterator[tuple[int, str, str, str]]:
    """Every line that says something: its number, what stands before the key, key, the rest."""
    is_first = True
    for number, line in enumerate(lines, 1):
        if _says_nothing(line):
            continue
        found = _KEYED.fullmatch(line)
        if found is not None:
            yield number, found[1], found[2], found[3] or ""
        elif line != "---" or not is_first:
            raise _Unusual
        is_first = False


def _text(value: str) -> str:
    text = _scalar(value)
    if text is None or not text.strip():
        raise _Unusual
    return text


# -- entries ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Item:
    """An entry as it is written."""

    #: where it begins
    line: int
    fields: _Fields = field(default_factory=dict)
    authors: list[str] | None = None
    #: holds something that only the YAML reader can judge
    is_odd: bool = False


def _items(lines: list[str], begin: int) -> tuple[list[_Item], int]:
    """The entries below line ``begin``, and how many characters stand in front of their keys.

    Raises _Unusual where they cannot be told apart.
    """
    first = next((line for line in lines[begin:] if not _says_nothing(line)), "")
    dash = " " * (len(first) - len(first.lstrip(" "))) + "- "
    inside = " " * len(dash)
    opening = {f"{dash}{key}": key for key in shape.ENTRY_KEYS}
    following = {f"{inside}{key}": key for key in shape.ENTRY_KEYS}
    items: list[_Item] = []
    for number, line in enumerate(lines[begin:], begin + 1):
        name, _, value = line.partition(": ")
        key = following.get(name)
        if key is None and (key := opening.get(name)):
            items.append(_Item(number))
        if key is None:
            _other_line(line, number, dash, items)
            continue
        if not items:
            raise _Unusual
        item, text = items[-1], _scalar(value)
        if text is not None and key not in item.fields:
            item.fields[key] = text, number
        elif key == "authors" and key not in item.fields and _NAMES.fullmatch(value):
            item.fields[key] = value, number
            item.authors = value[1:-1].split(", ")
            item.is_odd |= not NULLS.isdisjoint(item.authors)
        else:
            item.is_odd = True
    if not items:
        raise _Unusual
    return items, len(dash)


def _other_line(line: str, number: int, dash: str, items: list[_Item]) -> None:
    """A comment, an author, or something that makes its entry (or all of them) unusual."""
    if _says_nothing(line):
        return
    bare = line.lstrip(" ")
    depth = len(line) - len(bare)
    if depth == len(dash) - 2 and (bare == "-" or bare.startswith("- ")):
        items.append(_Item(number, is_odd=True))
        return
    if depth < len(dash) - 1 or not items:
        raise _Unusual
    item = items[-1]
    if bare == "authors:" and depth == len(dash) and "authors" not in item.fields:
        item.fields["authors"] = "", number
        item.authors = []
        return
    name = _scalar(bare[2:]) if depth == len(dash) + 2 and bare.startswith("- ") else None
    if name and name.strip() and item.authors is not None and _ends_in_authors(item.fields):
        item.authors.append(name)
    else:
        item.is_odd = True


def _ends_in_authors(fields: _Fields) -> bool:
    """Are authors below each other the last that was said?"""
    key, (text, _) = next(reversed(fields.items()))
    return key == "authors" and not text


def _entry(item: _Item, file: str, width: int) -> Entry | None:
    """The entry, None when it is unusual; ``width``: characters in front of each key."""
    fields = item.fields
    if item.is_odd or not fields.keys() >= _NEEDED or "ignore" in fields:
        return None
    identifier, section, title = fields["id"][0], fields["section"][0], fields["title"][0]
    if not shape.ID_PATTERN.fullmatch(identifier) or not section.strip() or not title.strip():
        return None
    links = []
    for key, role in _LINKS:
        if key in fields:
            url, line = fields[key]
            if not shape.URL_PATTERN.fullmatch(url):
                return None
            span = SourceSpan(file=file, line=line, column=width + len(key) + 3)
            links.append(Link(entry_id=identifier, role=role, url=url, span=span))
    extras = _extras(item)
    if extras is None:
        return None
    span = SourceSpan(file=file, line=item.line, column=width + 1)
    return Entry(
        id=identifier, section=section, title=title, links=tuple(links), span=span, **extras
    )


def _extras(item: _Item) -> dict[str, Any] | None:
    """What else the entry says about its paper; None when something of it is unusual."""
    extras: dict[str, Any] = {}
    for key, pattern in _EXTRAS:
        if key in item.fields:
            text = item.fields[key][0]
            if not pattern.fullmatch(text):
                return None
            extras[key] = text
    if "year" in extras:
        extras["year"] = int(extras["year"])
        if not shape.FIRST_YEAR <= extras["year"] <= shape.LAST_YEAR:
            return None
    if "authors" in item.fields:
        if not item.authors or len(item.authors) > shape.MOST_AUTHORS:
            return None
        extras["authors"] = tuple(item.authors)
    return extras
