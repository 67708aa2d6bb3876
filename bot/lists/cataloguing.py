"""The entries of a Markdown list as a catalogue: to become ``entries.yml``, or to stay Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from bot.catalogue.ids import make_ids, make_section_ids
from bot.lists.kinds import LinkKind
from bot.lists.links import ListLink
from bot.lists.reading import EntryLink, ListEntry, ReadList, read_list
from bot.model.entries import Catalogue, Entry, Link, LinkRole, Section, SourceSpan

#: id of the entry that holds what belongs to no entry of a list that stays Markdown
OTHERS = "other-links"
_OTHERS_TITLE = "Links that belong to no entry"
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
_RANK = {kind: rank for rank, kind in enumerate(_MAIN)}
#: looked up once: members of an enumeration are slow to ask for
_PDF = LinkRole.PDF


def catalogue_of(read: ReadList, *, file: str) -> tuple[Catalogue, tuple[ListLink, ...]]:
    """The catalogue, and the links of entries for which ``entries.yml`` has no field."""
    names = _section_names([entry.section for entry in read.entries], read.title)
    sections = list(dict.fromkeys(names))
    section_ids = dict(zip(sections, make_section_ids(sections), strict=True))
    ids = make_ids([entry.title for entry in read.entries])
    left: list[ListLink] = []
    entries = []
    for entry, identifier, name in zip(read.entries, ids, names, strict=True):
        span = SourceSpan(file=file, line=entry.line)
        links, surplus = _links(entry, identifier, span)
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
                span=span,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownCatalogue(Catalogue):
    """A list that stays Markdown: every link that a reader can click, at its place in the page."""

    #: what the entries were made of
    read: ReadList = field(repr=False, compare=False)
    #: entry id -> its links on the page, repeated ones included
    members: Mapping[str, tuple[ListLink, ...]] = field(repr=False, compare=False)

    @property
    def is_page(self) -> bool:
        """Yes."""
        return True


def markdown_catalogue(text: str, file: str) -> MarkdownCatalogue:
    """Read a list that stays Markdown. Never raises for its contents.

    Unlike ``entries.yml`` an entry holds all its links: the first of a kind in its role, what else
    there is as ``LinkRole.OTHER``. Links that belong to no entry are gathered in one of their own.
    """
    read = read_list(text, file)
    names = _section_names([entry.section for entry in read.entries], read.title)
    sections = list(dict.fromkeys(names))
    section_ids = dict(zip(sections, make_section_ids(sections), strict=True))
    ids = make_ids([entry.title for entry in read.entries], taken=(OTHERS,))
    entries = []
    members: dict[str, tuple[ListLink, ...]] = {}
    for entry, identifier, name in zip(read.entries, ids, names, strict=True):
        members[identifier] = (*(link.link for link in entry.links), *entry.mentions)
        links = _all_links(entry, identifier)
        if links:
            entries.append(
                Entry(
                    id=identifier,
                    section=section_ids[name],
                    title=entry.title or members[identifier][0].label or links[0].url,
                    links=links,
                    span=SourceSpan(file=file, line=entry.line),
                    year=entry.year,
                    venue=entry.venue,
                )
            )
    if read.others:
        members[OTHERS] = read.others
        entries.append(
            Entry(
                id=OTHERS,
                section=OTHERS,
                title=_OTHERS_TITLE,
                links=_distinct(OTHERS, [(LinkRole.OTHER, link) for link in read.others]),
                span=SourceSpan(file=file, line=read.others[0].line),
            )
        )
    return MarkdownCatalogue(
        title=read.title or "List",
        sections=tuple(Section(id=section_ids[name], title=name) for name in sections),
        entries=tuple(entries),
        file=file,
        read=read,
        members=members,
    )


def _all_links(entry: ListEntry, identifier: str) -> tuple[Link, ...]:
    """Every distinct address; links in sentences claim no role, for they may be other people's."""
    roles: dict[int, LinkRole] = {}
    for link in entry.links:
        role = _ROLES.get(link.kind)
        if role is not None and not link.prose and role not in roles.values():
            roles[id(link)] = role
    demo = LinkKind.DEMO
    pairs = [
        (roles.get(id(link), LinkRole.DEMO if link.kind is demo else LinkRole.OTHER), link.link)
        for link in entry.links
    ]
    return _distinct(identifier, [*pairs, *((LinkRole.OTHER, link) for link in entry.mentions)])


def _distinct(identifier: str, pairs: list[tuple[LinkRole, ListLink]]) -> tuple[Link, ...]:
    """One link for each address, the one with a role of its own before the others."""
    chosen: dict[str, tuple[LinkRole, ListLink]] = {}
    for role, link in pairs:
        known = chosen.get(link.url)
        if known is None or (known[0] is LinkRole.OTHER and role is not LinkRole.OTHER):
            chosen[link.url] = (role, link)
    return tuple(
        Link(entry_id=identifier, role=role, url=url, span=link.span)
        for url, (role, link) in chosen.items()
    )


def _links(
    entry: ListEntry, identifier: str, span: SourceSpan
) -> tuple[tuple[Link, ...], list[ListLink]]:
    """One link for each field, and the rest. They will stand elsewhere, so ``span`` is the entry's."""
    if not entry.links:
        return (), []
    # links in the middle of a sentence come last
    trusted = sorted(entry.links, key=_is_prose) if len(entry.links) > 1 else entry.links
    main = min(trusted, key=_rank)
    chosen: dict[LinkRole, EntryLink] = {_PDF: main}
    for link in trusted:
        role = _ROLES.get(link.kind)
        if role is not None and role not in chosen and link is not main and not link.prose:
            chosen[role] = link
    links = tuple(
        [
            Link(entry_id=identifier, role=role, url=link.link.url, span=span)
            for role, link in chosen.items()
        ]
    )
    if len(chosen) == len(entry.links):
        return links, []
    taken = {id(link) for link in chosen.values()}
    return links, [link.link for link in entry.links if id(link) not in taken]


_is_prose = attrgetter("prose")


def _rank(link: EntryLink) -> int:
    return _RANK[link.kind]


def _section_names(paths: list[tuple[str, ...]], title: str) -> list[str]:
    """The innermost heading where it is the only one of its name, else the whole path."""
    inner = Counter(path[-1] for path in set(paths) if path)
    return [
        (path[-1] if inner[path[-1]] == 1 else " / ".join(path)) if path else title or "Entries"
        for path in paths
    ]
