"""The world on one night: indexes over it, with that night's misfortunes applied."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property

from bot.rehearsal.exchange import bare, without_query
from bot.rehearsal.misfortunes import OF_REPOSITORIES, Fate, Misfortune
from bot.rehearsal.world import Page, Paper, Repository, World


class Tonight:
    """A read-only view of a world on night ``night`` (the first is 1)."""

    def __init__(self, world: World, night: int) -> None:
        self.world = world
        self.night = night
        #: what goes wrong tonight
        self.misfortunes = tuple(item for item in world.misfortunes if night in item.nights)

    # misfortunes of pages and hosts

    @cached_property
    def _by_url(self) -> dict[str, Misfortune]:
        return {bare(item.url): item for item in self.misfortunes if item.url}

    @cached_property
    def _by_host(self) -> dict[str, Misfortune]:
        return {item.host: item for item in self.misfortunes if item.host}

    @cached_property
    def offline(self) -> bool:
        """Nothing at all can be reached."""
        return any(item.fate is Fate.OFFLINE for item in self.misfortunes)

    def fate_of_host(self, host: str) -> Misfortune | None:
        """What befalls the whole host."""
        return self._by_host.get(host)

    def fate_of_url(self, place: str) -> Misfortune | None:
        """What befalls one page; ``place`` as ``exchange.bare`` makes it."""
        return self._by_url.get(place) or self._by_url.get(without_query(place))

    # papers

    @cached_property
    def lying(self) -> Tonight:
        """The same night as told by a registry that mixes up its records."""
        papers = self.world.papers
        mixed = tuple(
            replace(
                paper,
                title=other.title,
                authors=other.authors,
                earlier_titles=(),
                abstract=other.abstract,
            )
            for paper, other in zip(papers, (*papers[1:], *papers[:1]), strict=True)
        )
        return Tonight(replace(self.world, papers=mixed), self.night)

    @cached_property
    def paper_by_doi(self) -> dict[str, Paper]:
        """By case-folded DOI."""
        return {paper.doi.casefold(): paper for paper in self.world.papers if paper.doi}

    @cached_property
    def paper_by_arxiv(self) -> dict[str, Paper]:
        """By arXiv id without version."""
        return {paper.arxiv: paper for paper in self.world.papers if paper.arxiv}

    @cached_property
    def paper_by_alternative(self) -> dict[str, Paper]:
        """By Crossref ``alternative-id``."""
        return {value: paper for paper in self.world.papers for value in paper.alternative_ids}

    @cached_property
    def _paper_by_place(self) -> dict[str, Paper]:
        found: dict[str, Paper] = {}
        for paper in self.world.papers:
            for url in (*paper.urls, *((paper.landing_url,) if paper.landing_url else ())):
                found.setdefault(bare(url), paper)
        return found

    def paper_at(self, place: str) -> Paper | None:
        """The paper that this address shows."""
        known = self._paper_by_place
        return known.get(place) or known.get(without_query(place))

    @cached_property
    def _papers_by_word(self) -> dict[str, set[int]]:
        index: dict[str, set[int]] = defaultdict(set)
        for position, paper in enumerate(self.world.papers):
            for word in words_of(paper.title):
                index[word].add(position)
        return index

    def papers_like(self, text: str, *, agency: str, limit: int) -> list[tuple[float, Paper]]:
        """Papers that share words with the text, best first, with the share of their own words."""
        asked = words_of(text)
        hits: dict[int, int] = defaultdict(int)
        for word in asked:
            for position in self._papers_by_word.get(word, ()):
                hits[position] += 1
        scored = []
        for position, shared in hits.items():
            paper = self.world.papers[position]
            if paper.doi and paper.agency == agency:
                scored.append((shared / max(1, len(words_of(paper.title))), paper))
        scored.sort(key=lambda pair: (-pair[0], pair[1].key))
        return scored[:limit]

    # pages

    @cached_property
    def _page_by_place(self) -> dict[str, Page]:
        return {bare(page.url): page for page in self.world.pages}

    def page_at(self, place: str) -> Page | None:
        """The project page, data-set page ... at this address."""
        return self._page_by_place.get(place) or self._page_by_place.get(without_query(place))

    def page_below(self, place: str) -> Page | None:
        """The first page at or below an address: a link into a repository shows that it exists."""
        wanted = place.casefold().rstrip("/")
        for known, page in self._page_by_place.items():
            if known.casefold() == wanted or known.casefold().startswith(f"{wanted}/"):
                return page
        return None

    # repositories

    @cached_property
    def _repositories(self) -> dict[str, Repository]:
        current = {repository.key: repository for repository in self.world.repositories}
        for item in self.misfortunes:
            if item.fate in OF_REPOSITORIES and item.repository:
                old = current.pop(item.repository.casefold(), None)
                if old is not None:
                    for repository in _befallen(old, item):
                        current[repository.key] = repository
        return current

    @cached_property
    def _current_name(self) -> dict[str, str]:
        return {
            former.casefold(): repository.key
            for repository in self._repositories.values()
            for former in repository.former
        }

    def repository(self, slug: str) -> Repository | None:
        """The repository of this ``owner/name``, renames followed, or None."""
        key = slug.casefold()
        return self._repositories.get(key) or self._repositories.get(
            self._current_name.get(key, "")
        )

    @property
    def repositories(self) -> tuple[Repository, ...]:
        """All of them, under their names of tonight."""
        return tuple(self._repositories.values())

    def repository_by_number(self, number: int) -> Repository | None:
        """By its numeric id."""
        return next((r for r in self._repositories.values() if r.number == number), None)

    def repositories_of(self, login: str) -> list[Repository]:
        """Everything that belongs to one owner."""
        wanted = login.casefold()
        return [r for r in self._repositories.values() if r.owner.casefold() == wanted]

    @cached_property
    def _owners(self) -> dict[str, tuple[str, str, str]]:
        owners = {login.casefold(): (login, kind, "") for login, kind in self.world.owners}
        for repository in self._repositories.values():
            owners.setdefault(
                repository.owner.casefold(),
                (repository.owner, repository.owner_type, repository.owner_name),
            )
        return owners

    def owner(self, login: str) -> tuple[str, str, str] | None:
        """(login, "User" or "Organization", display name), or None."""
        return self._owners.get(login.casefold())


def _befallen(old: Repository, item: Misfortune) -> Iterable[Repository]:
    match item.fate:
        case Fate.RENAMED if item.to:
            yield replace(old, slug=item.to, former=(*old.former, old.slug))
        case Fate.ARCHIVED:
            yield replace(old, archived_at=datetime(2025, 6, 1, 8, tzinfo=UTC))
        case Fate.EMPTIED:
            yield replace(
                old, is_empty=True, readme=None, citation=None, files=(), languages=(), licence=None
            )
        case Fate.WITHHELD:
            yield replace(old, withheld=True)
        case Fate.HIJACKED:
            yield Repository(
                slug=old.slug,
                number=old.number + 1,
                owner_account=f"the next {old.owner}",
                description="Free downloads",
                created=datetime(2026, 10, 30, 3, tzinfo=UTC),
                last_commit=datetime(2026, 10, 30, 3, tzinfo=UTC),
                readme="# Free downloads\n\nSimulated: somebody else registered this name.\n",
                files=("index.html",),
                languages=(("HTML", 900),),
                licence=None,
            )
        case _:
            return


def words_of(text: str) -> frozenset[str]:
    """Case-folded words of three letters and more."""
    return frozenset(re.findall(r"\w{3,}", text.casefold()))
