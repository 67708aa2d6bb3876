"""The entries of a Markdown list in the shape of ``entries.yml``."""

from __future__ import annotations

from collections import Counter

from bot.catalogue.ids import make_ids, make_section_ids
from bot.lists.kinds import LinkKind
from bot.lists.links import ListLink
from bot.lists.reading import EntryLink, ListEntry, ReadList
from bot.model.entries import Catalogue, Entry, Link, LinkRole, Section, SourceSpan

_ROLES = {
    LinkKind.PAPER: LinkRole.PDF,
    LinkKind.CODE: LinkRole.CODE,
    LinkKind.PROJECT: LinkRole.PROJECT,
    LinkKind.DATASET: LinkRole.DATASET,
}
#: which link stands for an entry that names no paper
_MAIN = (
    LinkKind.PAPER,
    LinkKind.PROJECT,
    LinkKind.DATASET,
    LinkKind.DEMO,
    LinkKind.OTHER,
    LinkKind.CODE,
)


def catalogue_of(read: ReadList, *, file: str) -> tuple[Catalogue, tuple[ListLink, ...]]:
    """The catalogue, and the links of entries for which ``entries.yml`` has no field."""
    names = _section_names([entry.section for entry in read.entries], read.title)
    sections = list(dict.fromkeys(names))
    section_ids = dict(zip(sections, make_section_ids(sections), strict=True))
    ids = make_ids([entry.title for entry in read.entries])
    left: list[ListLink] = []
    entries = []
    for entry, identifier, name in zip(read.entries, ids, names, strict=True):
        links, surplus = _links(entry, identifier)
        left.extend(surplus)
        left.extend(entry.mentions)
        if not links:
            continue
        entries.append(
            Entry(
                id=identifier,
                section=section_ids[name],
                title=entry.title,
                links=links,
                span=SourceSpan(file=file, line=entry.line),
                year=entry.year,
                venue=entry.venue,
            )
        )
    return (
        Catalogue(
            title=read.title or "List",
            sections=tuple(Section(id=section_ids[name], title=name) for name in sections),
            entries=tuple(entries),
            file=file,
        ),
        tuple(left),
    )


def _links(entry: ListEntry, identifier: str) -> tuple[tuple[Link, ...], list[ListLink]]:
    """One link for each field, and the rest."""
    chosen: dict[LinkRole, EntryLink] = {}
    main = next(
        (link for kind in _MAIN for link in _by_trust(entry.links) if link.kind is kind), None
    )
    if main is not None:
        chosen[LinkRole.PDF] = main
    for link in _by_trust(entry.links):
        role = _ROLES.get(link.kind)
        if role is not None and role not in chosen and link is not main and not link.prose:
            chosen[role] = link
    taken = {id(link) for link in chosen.values()}
    links = tuple(
        Link(entry_id=identifier, role=role, url=link.link.url, span=link.link.span)
        for role, link in chosen.items()
    )
    return links, [link.link for link in entry.links if id(link) not in taken]


def _by_trust(links: tuple[EntryLink, ...]) -> list[EntryLink]:
    """Links in the middle of a sentence come last."""
    return sorted(links, key=lambda link: link.prose)


def _section_names(paths: list[tuple[str, ...]], title: str) -> list[str]:
    """The innermost heading where it is the only one of its name, else the whole path."""
    inner = Counter(path[-1] for path in set(paths) if path)
    return [
        (path[-1] if inner[path[-1]] == 1 else " / ".join(path)) if path else title or "Entries"
        for path in paths
    ]
