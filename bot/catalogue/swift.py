"""A large file in exactly the format that we write, read several times faster than YAML can be.

Every line of such a file is known beforehand, so one regular expression takes a whole entry.
Whatever differs in the smallest way (a comment, another quote, a mistake) is left to the YAML
reader: the answer is then None, never a guess. A property test holds the two readers equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue import shape
from bot.documents.building import LARGEST_SCALAR
from bot.documents.reading import FORBIDDEN, LARGEST_FILE
from bot.model.entries import Catalogue, Entry, Link, Section, SourceSpan

#: characters; smaller files are read in no time anyway
WORTH_IT = 200_000

#: between double quotes, with no escapes but those of the quote and of itself
_TEXT = r'(?:[^"\\\n\r\t]|\\["\\])*'
_ID = r"[a-z][a-z0-9-]{0,79}"
#: without quotes: nothing in it means anything to YAML
_URL = r"https?://[A-Za-z0-9_.~/@!$&()*+,;=?%#:-]*[A-Za-z0-9_.~/@!$&()*+,;=?%#-]"

_HEAD = re.compile(rf'(?:#[^\n\r]*\n)?title: "(?P<title>{_TEXT})"\nsections:(?: \[\])?\n')
_SECTION = re.compile(rf'  - id: (?P<id>{_ID})\n    title: "(?P<title>{_TEXT})"\n')
_ENTRIES = re.compile(r"entries:\n")
_ENTRY = re.compile(
    rf"  - id: (?P<id>{_ID})\n"
    rf'    section: (?:(?P<section>{_ID})|"(?P<named>{_TEXT})")\n'
    rf'    title: "(?P<title>{_TEXT})"\n'
    + "".join(
        rf"(?:    {key}: (?P<{key}>{_URL})\n){'' if key in shape.NEEDED_KEYS else '?'}"
        for key in shape.LINK_KEYS
    )
    + r"(?:    year: (?P<year>[0-9]{4})\n)?"
    rf'(?:    venue: "(?P<venue>{_TEXT})"\n)?'
    r'(?:    doi: "(?P<doi>[^"\\\s]+)"\n)?'
    r'(?:    arxiv: "(?P<arxiv>[^"\\\s]+)"\n)?'
)
_ESCAPE = re.compile(r'\\(["\\])')


class _Unusual(Exception):
    """Something that only the YAML reader can judge."""


def read_swiftly(text: str, file: str) -> Catalogue | None:
    """The catalogue, or None when the file is in any way unusual (which is no mistake yet)."""
    if len(text) > LARGEST_FILE or FORBIDDEN.search(text) or len(text.encode()) > LARGEST_FILE:
        return None
    try:
        return _file(text, file)
    except _Unusual:
        return None


def _file(text: str, file: str) -> Catalogue:
    head = _HEAD.match(text)
    if head is None:
        raise _Unusual
    sections = list(_matches(_SECTION, text, head.end()))
    at = sections[-1].end() if sections else head.end()
    if head.group().endswith("[]\n") == bool(sections):
        raise _Unusual
    begin = _ENTRIES.match(text, at)
    if begin is None:
        raise _Unusual
    found = list(_matches(_ENTRY, text, begin.end()))
    if not found or found[-1].end() != len(text):
        raise _Unusual
    line = text.count("\n", 0, begin.end()) + 1
    return Catalogue(
        title=_text(head["title"]),
        sections=tuple(Section(id=_id(m["id"]), title=_text(m["title"])) for m in _once(sections)),
        entries=tuple(_entries(_once(found), line, file)),
        file=file,
    )


def _matches(pattern: re.Pattern[str], text: str, at: int) -> Iterator[re.Match[str]]:
    """As many as stand directly behind each other."""
    while (match := pattern.match(text, at)) is not None:
        yield match
        at = match.end()


def _once(matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """The same matches, whose ids must all be different."""
    if len({match["id"] for match in matches}) != len(matches):
        raise _Unusual
    return matches


def _entries(matches: list[re.Match[str]], line: int, file: str) -> Iterator[Entry]:
    for match in matches:
        values = match.groupdict()
        identifier = _id(values["id"])
        section = _id(values["section"]) if values["section"] else _text(values["named"])
        links, after = _links(values, identifier, line + 3, file)
        venue, doi, arxiv, year = values["venue"], values["doi"], values["arxiv"], values["year"]
        if doi and not shape.DOI_PATTERN.fullmatch(doi):
            raise _Unusual
        if arxiv and not shape.ARXIV_PATTERN.fullmatch(arxiv):
            raise _Unusual
        yield Entry(
            id=identifier,
            section=section,
            title=_text(values["title"]),
            links=links,
            span=SourceSpan(file=file, line=line, column=5),
            year=_year(year) if year else None,
            venue=None if venue is None else _text(venue),
            doi=doi,
            arxiv=arxiv,
        )
        line = after + sum(value is not None for value in (venue, doi, arxiv, year))


def _links(
    values: dict[str, str | None], identifier: str, line: int, file: str
) -> tuple[tuple[Link, ...], int]:
    """The links, one a line from ``line`` on, and the line behind them."""
    links = []
    for key, role in shape.LINK_KEYS.items():
        url = values[key]
        if url is None:
            continue
        if len(url) > LARGEST_SCALAR or not shape.URL_PATTERN.fullmatch(url):
            raise _Unusual
        span = SourceSpan(file=file, line=line, column=len(key) + 7)
        links.append(Link(entry_id=identifier, role=role, url=url, span=span))
        line += 1
    return tuple(links), line


def _id(text: str | None) -> str:
    """An id; the one word that means nothing at all in YAML is none."""
    if text is None or text == "null":
        raise _Unusual
    return text


def _text(quoted: str | None) -> str:
    """What stands between the quotes: not empty, not too long."""
    if quoted is None or len(quoted) > LARGEST_SCALAR // 4 or not quoted.strip():
        raise _Unusual
    return _ESCAPE.sub(r"\1", quoted) if "\\" in quoted else quoted


def _year(digits: str) -> int:
    if not shape.FIRST_YEAR <= int(digits) <= shape.LAST_YEAR:
        raise _Unusual
    return int(digits)
