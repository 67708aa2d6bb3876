"""Repositories on code hosts and what their API says about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.node_ids import same_account, same_repository


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class RepoSlug:
    """A repository as a link names it. Compare with ``key``: GitHub ignores case."""

    owner: str
    name: str
    host: str = "github.com"

    @property
    def key(self) -> str:
        """Case-folded ``host/owner/name``."""
        return f"{self.host}/{self.owner}/{self.name}".casefold()

    def __str__(self) -> str:
        return f"{self.owner}/{self.name}"


class RepoState(StrEnum):
    """Does the repository exist? Three-valued: silence is not absence."""

    EXISTS = "exists"
    #: the API said NOT_FOUND, twice
    ABSENT = "absent"
    #: 451, or disabled by the host
    WITHHELD = "withheld"
    #: could not be learnt in this run
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class RepoFacts:
    """What is known about one repository. Foreign text inside; None = not known."""

    #: as asked
    slug: RepoSlug
    state: RepoState
    #: "graphql", "rest", "page": how it was learnt
    source: str = ""
    asked_at: datetime | None = None
    #: current owner/name; differs from the slug when renamed or transferred
    name_with_owner: str | None = None
    node_id: str | None = None
    #: node id under which this name was first seen
    first_node_id: str | None = None
    owner_id: str | None = None
    #: owner id under which this name was first seen
    first_owner_id: str | None = None
    owner_login: str | None = None
    owner_name: str | None = None
    stars: int | None = None
    #: date of the last commit on the default branch (not pushed_at)
    last_commit: datetime | None = None
    head: str | None = None
    created: datetime | None = None
    archived: bool | None = None
    archived_at: datetime | None = None
    #: no commit at all
    is_empty: bool | None = None
    #: commits, but no code in them ("coming soon")
    is_code_free: bool | None = None
    #: owner/name of the parent when it is a fork
    fork_of: str | None = None
    licence: str | None = None
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    description: str | None = None
    homepage: str | None = None
    #: names of the entries of the root folder
    root_entries: tuple[str, ...] = ()
    readme: str | None = None
    #: README of the folder that the link points into, when it does
    folder_readme: str | None = None
    #: (folder, README) for every folder that was asked for and has one
    folder_readmes: tuple[tuple[str, str], ...] = ()
    citation: str | None = None
    #: names of those who wrote the newest commits, as Git has them
    contributors: tuple[str, ...] = ()
    #: "Copyright (c) 2024 Jane Doe": lines of the licence
    copyright_lines: tuple[str, ...] = ()
    has_release: bool | None = None
    first_commit: datetime | None = None
    #: only a part of the README is in ``readme``
    readme_is_cut: bool = False
    #: commits on the default branch
    commits: int | None = None
    #: it was once seen without code; kept until code, a licence and a release are there
    promised: bool = False
    #: "code", "licence", "release": what has come to a repository that only promised it, and when
    arrived: tuple[str, ...] = ()
    arrived_at: datetime | None = None
    #: the head at which files, languages, topics and releases were read last, and when
    contents_head: str | None = None
    contents_at: datetime | None = None

    @property
    def renamed_to(self) -> str | None:
        """The new ``owner/name`` when the link's name is an old one."""
        current = self.name_with_owner
        if current and current.casefold() != str(self.slug).casefold():
            return current
        return None

    @property
    def hijacked(self) -> bool:
        """The name leads to another repository than the one first seen under it."""
        if self.node_id is None or self.first_node_id is None:
            return False
        return not same_repository(self.node_id, self.first_node_id)

    @property
    def recreated(self) -> bool:
        """... and it is proven that the same account put it there."""
        if self.owner_id is None or self.first_owner_id is None:
            return False
        return self.hijacked and same_account(self.owner_id, self.first_owner_id)
