"""BibTeX entries inside a README, read leniently: authors' files are rarely well-formed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.attribution.words import plain, words

_START = re.compile(r"@\s?([A-Za-z]{3,20})\s*[{(]\s*([^\s,{}=]{0,120})\s*,")
_FIELD = re.compile(
    r"[\s,{](title|author|year|date|doi|eprint|url|journal|booktitle|note)\s*=\s*",
    re.IGNORECASE,
)
#: an accent mark before a letter: \\'e, \\"{u}, {\\v c}
_LATEX_ACCENT = re.compile(r"\\(?:[`'\"^~=.]\s*|[uvHcdbtrk](?:\s+|(?=\{)))\{?\\?([A-Za-z])\}?")
_COMMAND = re.compile(r"\\[A-Za-z]+\s*")
_FIELD_LINE = re.compile(r"\s*(?:@\w+\s*\{|[a-z]+\s*=\s*[{\"])", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+|;", re.IGNORECASE)
_BARE_END = re.compile(r"[,}\n]")
_BRACE = re.compile(r"[{}]")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: entries that are not works
_NOT_WORKS = frozenset({"string", "comment", "preamble"})
#: characters of one entry that are looked at; an abstract may be long
_ENTRY_SPAN = 6000
_ENTRIES = 40


@dataclass(frozen=True, slots=True)
class BibEntry:
    """One entry, its values without LaTeX."""

    title: str
    #: family names in order, plain
    authors: tuple[str, ...]
    year: int | None
    #: everything that can hold an identifier: doi, eprint, url, journal, note, key
    addresses: str
    #: offsets in the text
    start: int
    end: int


def find_entries(text: str) -> list[BibEntry]:
    """The BibTeX entries of a text that have a title, in order; at most 40 are read."""
    starts = []
    for match in _START.finditer(text):
        if match.group(1).lower() not in _NOT_WORKS:
            starts.append(match)
            if len(starts) > _ENTRIES:
                break
    entries = []
    for number, match in enumerate(starts[:_ENTRIES]):
        limit = starts[number + 1].start() if number + 1 < len(starts) else len(text)
        end = min(limit, match.start() + _ENTRY_SPAN)
        entry = _read(text, match, end)
        if entry:
            entries.append(entry)
    return entries


def _read(text: str, start: re.Match[str], end: int) -> BibEntry | None:
    values: dict[str, str] = {}
    position = start.end() - 1
    while field := _FIELD.search(text, position, end):
        value, position = _value(text, field.end(), end)
        values.setdefault(field.group(1).lower(), value)
    title = without_latex(values.get("title", ""))
    if not title:
        return None
    year = _YEAR.search(values.get("year", "") or values.get("date", ""))
    addresses = " ".join(
        values.get(name, "") for name in ("doi", "eprint", "url", "journal", "note")
    )
    return BibEntry(
        title=title,
        authors=family_names(without_latex(values.get("author", ""))),
        year=int(year.group()) if year else None,
        addresses=f"{addresses} {start.group(2)}",
        start=start.start(),
        end=max(position, start.end()),
    )


def _value(text: str, start: int, end: int) -> tuple[str, int]:
    """The value that begins at ``start`` (braces, quotes or bare) and where it ends."""
    opener = text[start : start + 1]
    if opener == "{":
        depth = 0
        for brace in _BRACE.finditer(text, start, end):
            depth += 1 if brace.group() == "{" else -1
            if depth == 0:
                return text[start + 1 : brace.start()], brace.end()
        return text[start + 1 : min(end, start + 300)].split("\n")[0], min(end, start + 300)
    if opener == '"':
        stop = text.find('"', start + 1, end)
        stop = stop if stop >= 0 else min(end, start + 300)
        return text[start + 1 : stop], stop + 1
    bare = _BARE_END.search(text, start, end)
    stop = bare.start() if bare else max(start, end)
    return text[start:stop], stop


def without_latex(value: str) -> str:
    """A field's value as a reader sees it."""
    if "\\" in value:
        value = _LATEX_ACCENT.sub(r"\1", value)
        value = _COMMAND.sub("", value)
    value = value.replace("{", "").replace("}", "").replace("$", "").replace("~", " ")
    return " ".join(value.split()).strip(" .,")


def family_names(authors: str) -> tuple[str, ...]:
    """Family names of an author field: ``Doe, Jane and Rick Roe`` -> ``("doe", "roe")``."""
    names = []
    for author in _AND.split(authors)[:60]:
        author = author.strip()
        if not author or plain(author) in {"others", "et al"}:
            continue
        family = author.split(",")[0] if "," in author else author.split()[-1]
        parts = words(family)
        if parts:
            names.append(parts[-1])
    return tuple(names)


def looks_like_field(line: str) -> bool:
    """A line such as ``title = {...}`` or ``@article{...``."""
    return bool(_FIELD_LINE.match(line))
