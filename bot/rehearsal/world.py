"""The simulated world as plain data: papers, repositories, pages, and what befalls them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.rehearsal.misfortunes import Misfortune

#: the evening on which every rehearsal begins unless told otherwise
FIRST_NIGHT = datetime(2026, 11, 2, 1, 17, tzinfo=UTC)

#: hosts that are asked whatever the list links to
SERVICES = frozenset(
    {
        "api.crossref.org",
        "api.datacite.org",
        "api.github.com",
        "api.openalex.org",
        "archive.org",
        "doi.org",
        "export.arxiv.org",
        "huggingface.co",
        "web.archive.org",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An author. Given names are always invented, family names unless the URL tells them."""

    given: str
    family: str

    def __str__(self) -> str:
        return f"{self.given} {self.family}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An update that a registry attaches to a record (Crossref ``updated-by``)."""

    #: "retraction", "correction", "expression_of_concern" ...
    type: str
    doi: str
    #: "publisher" or "retraction-watch"
    source: str = "publisher"
    date: tuple[int, int, int] = (2025, 3, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper as registries and its own page know it."""

    #: identifier that made it, e.g. ``ieee:10172039``; unique in a world
    key: str
    title: str
    authors: tuple[Person, ...]
    year: int
    venue: str
    #: Crossref type
    type: str = "journal-article"
    #: titles of earlier versions, oldest first (arXiv)
    earlier_titles: tuple[str, ...] = ()
    #: as the publisher writes it; registries compare case-folded
    doi: str | None = None
    #: "Crossref" or "DataCite", where the DOI is registered
    agency: str = "Crossref"
    arxiv: str | None = None
    #: the landing URL that the publisher registered
    landing_url: str | None = None
    #: Crossref ``alternative-id`` (Elsevier's PII)
    alternative_ids: tuple[str, ...] = ()
    #: canonical addresses that show this paper
    urls: tuple[str, ...] = ()
    pdf_url: str | None = None
    abstract: str = ""
    #: arXiv comment
    comment: str = ""
    journal_ref: str = ""
    #: DOI of the published version that the authors gave to arXiv
    published_doi: str | None = None
    notices: tuple[Notice, ...] = ()
    #: what Hugging Face knows: repository URL and who said so ("user" or "auto")
    hub_repository: str | None = None
    hub_added_by: str = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A repository on GitHub. All figures are invented."""

    #: owner/name
    slug: str
    number: int
    description: str = ""
    homepage: str = ""
    stars: int = 0
    created: datetime = datetime(2022, 5, 4, 9, 0, tzinfo=UTC)
    last_commit: datetime = datetime(2024, 8, 9, 10, 0, tzinfo=UTC)
    #: on the default branch, evenly spread from ``created`` to ``last_commit``
    commits: int = 40
    branch: str = "main"
    readme: str | None = None
    readme_name: str = "README.md"
    citation: str | None = None
    #: paths of files besides README and CITATION.cff
    files: tuple[str, ...] = ("train.py", "model.py", "requirements.txt")
    #: (language, bytes)
    languages: tuple[tuple[str, int], ...] = (("Python", 81_920),)
    topics: tuple[str, ...] = ()
    licence: str | None = "MIT"
    fork_of: str | None = None
    archived_at: datetime | None = None
    is_empty: bool = False
    withheld: bool = False
    releases: int = 0
    #: "User" or "Organization"
    owner_type: str = "User"
    owner_name: str = ""
    #: whose login it is: a login that was given up can be taken by another account
    owner_account: str = ""
    #: former names that redirect here
    former: tuple[str, ...] = ()

    @property
    def owner(self) -> str:
        """Login of the owner."""
        return self.slug.partition("/")[0]

    @property
    def name(self) -> str:
        """Name without the owner."""
        return self.slug.partition("/")[2]

    @property
    def key(self) -> str:
        """GitHub ignores case in names."""
        return self.slug.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Any other page: project page, data set, home page."""

    url: str
    title: str
    text: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything there is, and everything that will go wrong."""

    papers: tuple[Paper, ...] = ()
    repositories: tuple[Repository, ...] = ()
    pages: tuple[Page, ...] = ()
    #: logins of users and organisations without a repository here, with their type
    owners: tuple[tuple[str, str], ...] = ()
    #: every host that has an address, besides the ones above
    hosts: frozenset[str] = frozenset()
    misfortunes: tuple[Misfortune, ...] = ()
    #: the token that the simulated GitHub accepts
    token: str = field(default="simulated-token", repr=False)
