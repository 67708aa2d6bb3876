"""Text of ``entries.yml`` as YAML -> Catalogue, with every mistake in it at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from bot.catalogue import shape
from bot.catalogue.values import (
    read_arxiv,
    read_authors,
    read_doi,
    read_identifier,
    read_ignore,
    read_url,
    read_year,
)
from bot.documents import forms
from bot.documents.mistakes import Mistakes, quoted
from bot.documents.nodes import Node
from bot.documents.reading import read_document
from bot.model.entries import Catalogue, Entry, Link, Mistake, Section, SourceSpan

#: id -> line where it was first used
_Seen: TypeAlias = dict[str, int]


def _venue(node: Node, path: str, mistakes: Mistakes) -> str | None:
    return forms.text(node, path, mistakes, remedy="write the venue, or remove the line")


#: optional keys of an entry; each is the name of the field of ``Entry`` as well
_EXTRAS: dict[str, Callable[[Node, str, Mistakes], Any]] = {
    "year": read_year,
    "venue": _venue,
    "doi": read_doi,
    "arxiv": read_arxiv,
    "authors": read_authors,
    "ignore": read_ignore,
}


def read_thoroughly(text: str, file: str) -> tuple[Catalogue | None, tuple[Mistake, ...]]:
    """A catalogue, or None and everything that is wrong (never both)."""
    mistakes = Mistakes(file)
    document = read_document(text, file, mistakes)
    catalogue = None
    if document.root is not None:
        catalogue = _file(document.root, mistakes)
    elif not len(mistakes):
        mistakes.add_at(1, 1, "", "the file is empty", "write title, sections and entries")
    return (None if len(mistakes) else catalogue), mistakes.all()


def _file(node: Node, mistakes: Mistakes) -> Catalogue | None:
    found = forms.fields(node, "", shape.FILE_KEYS, mistakes)
    if found is None:
        return None
    forms.require(node, "", found, ("title", "entries"), mistakes)
    title = forms.text(found["title"][1], "title", mistakes) if "title" in found else None
    sections: tuple[Section, ...] = ()
    if "sections" in found:
        sections = _sections(found["sections"][1], mistakes)
    entries: tuple[Entry, ...] = ()
    if "entries" in found:
        entries = _entries(found["entries"][1], mistakes)
    return Catalogue(title=title or "", sections=sections, entries=entries, file=mistakes.file)


def _sections(node: Node, mistakes: Mistakes) -> tuple[Section, ...]:
    seen: _Seen = {}

    def section(item: Node, path: str) -> Section | None:
        found = forms.fields(item, path, shape.SECTION_KEYS, mistakes, synonyms={"name": "title"})
        if found is None:
            return None
        forms.require(item, path, found, shape.SECTION_KEYS, mistakes)
        identifier = _identifier(found, path, seen, mistakes)
        title = None
        if "title" in found:
            title = forms.text(found["title"][1], f"{path}.title", mistakes)
        return Section(id=identifier, title=title) if identifier and title else None

    return forms.items(node, "sections", mistakes, section, most=shape.MOST_SECTIONS) or ()


def _entries(node: Node, mistakes: Mistakes) -> tuple[Entry, ...]:
    seen: _Seen = {}

    def entry(item: Node, path: str) -> Entry | None:
        return _entry(item, path, seen, mistakes)

    return forms.items(node, "entries", mistakes, entry, most=shape.MOST_ENTRIES) or ()


def _entry(node: Node, path: str, seen: _Seen, mistakes: Mistakes) -> Entry | None:
    found = forms.fields(node, path, shape.ENTRY_KEYS, mistakes, synonyms=shape.SYNONYMS)
    if found is None:
        return None
    forms.require(node, path, found, shape.NEEDED_KEYS, mistakes)
    identifier = _identifier(found, path, seen, mistakes)
    section = title = None
    if "section" in found:
        section = forms.text(found["section"][1], f"{path}.section", mistakes)
    if "title" in found:
        title = forms.text(found["title"][1], f"{path}.title", mistakes)
    links = _links(found, path, identifier or "", mistakes)
    extras = {
        key: read(found[key][1], f"{path}.{key}", mistakes)
        for key, read in _EXTRAS.items()
        if key in found
    }
    if identifier is None or section is None or title is None:
        return None  # there are mistakes, so no catalogue will come of it
    span = SourceSpan(file=mistakes.file, line=node.line, column=node.column)
    return Entry(id=identifier, section=section, title=title, links=links, span=span, **extras)


def _links(found: forms.Fields, path: str, entry_id: str, mistakes: Mistakes) -> tuple[Link, ...]:
    links = []
    for key, role in shape.LINK_KEYS.items():
        if key not in found:
            continue
        node = found[key][1]
        url = read_url(node, f"{path}.{key}", mistakes, needed=key in shape.NEEDED_KEYS)
        if url is not None:
            span = SourceSpan(file=mistakes.file, line=node.line, column=node.column)
            links.append(Link(entry_id=entry_id, role=role, url=url, span=span))
    return tuple(links)


def _identifier(found: forms.Fields, path: str, seen: _Seen, mistakes: Mistakes) -> str | None:
    """The ``id``, which must not be used twice."""
    if "id" not in found:
        return None
    node = found["id"][1]
    identifier = read_identifier(node, f"{path}.id", mistakes)
    if identifier is None:
        return None
    first = seen.get(identifier)
    if first is None:
        seen[identifier] = node.line
    else:
        what = f"the id {quoted(identifier)} is used twice, in lines {first} and {node.line}"
        mistakes.add(node, f"{path}.id", what, "give one of them another id")
    return identifier
