"""Repositories, pages and owners that the links of a list lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.model.entries import Catalogue, Entry, LinkRole
from bot.rehearsal.exchange import bare, without_query
from bot.rehearsal.invention import moment_between, number_for, readme_of
from bot.rehearsal.world import Page, Paper, Repository

_GITHUB = frozenset({"github.com", "www.github.com"})
#: hosts where no paper is, whatever the list calls the link
CODE_HOSTS = _GITHUB | {
    "gitlab.com",
    "huggingface.co",
    "bitbucket.org",
    "codeberg.org",
    "zenodo.org",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What stands behind the links that are no papers."""

    repositories: tuple[Repository, ...]
    pages: tuple[Page, ...]
    #: (login, kind) of owners whose page is linked
    owners: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Linked:
    """A repository as the list links to it."""

    slug: str
    papers: list[Paper] = field(default_factory=list)
    #: files below the root that a link leads to
    files: list[str] = field(default_factory=list)


def places_of(
    catalogue: Catalogue,
    by_url: Mapping[str, Paper],
    repositories: Iterable[Repository] = (),
    pages: Iterable[Page] = (),
) -> Places:
    """``by_url`` maps ``bare`` addresses to papers; what is given already is taken as it is."""
    linked: dict[str, _Linked] = {}
    found = {bare(page.url): page for page in pages}
    owners: dict[str, str] = {}
    for entry in catalogue.entries:
        pdf = entry.link(LinkRole.PDF)
        paper = by_url.get(bare(pdf.url)) if pdf else None
        for link in entry.links:
            place = bare(link.url)
            host, _, path = place.partition("/")
            if link.role is LinkRole.PDF and host not in CODE_HOSTS:
                continue
            words = [word for word in without_query(path).split("/") if word]
            if host not in _GITHUB or not words:
                found.setdefault(place, _project_page(link.url, entry))
            elif len(words) == 1:
                owners[words[0]] = "Organization"
            else:
                _link(linked, words, paper)
    known = {repository.key: repository for repository in repositories}
    wanted = {bare(link.url) for link in catalogue.links()}
    return Places(
        repositories=tuple(
            _with_files(known.get(key) or _repository(item), item.files)
            for key, item in linked.items()
        ),
        pages=tuple(page for place, page in found.items() if place in wanted),
        owners=tuple(owners.items()),
    )


def _link(linked: dict[str, _Linked], words: list[str], paper: Paper | None) -> None:
    slug = "/".join(words[:2]).removesuffix(".git")
    item = linked.setdefault(slug.casefold(), _Linked(slug))
    if paper and paper not in item.papers:
        item.papers.append(paper)
    if len(words) > 4 and words[2] in {"tree", "blob"}:
        path = "/".join(words[4:])
        item.files.append(path if words[2] == "blob" else f"{path}/README.md")


def _with_files(repository: Repository, files: Iterable[str]) -> Repository:
    return replace(repository, files=tuple(dict.fromkeys((*repository.files, *files))))


def _repository(item: _Linked) -> Repository:
    slug, papers = item.slug, tuple(item.papers)
    name = slug.rpartition("/")[2]
    year = max((paper.year for paper in papers), default=2023)
    says_title = papers and number_for(slug, "d", below=2)
    return Repository(
        slug=slug,
        number=100_000_000 + number_for(slug.casefold(), below=800_000_000),
        description=f"Code of {papers[0].title}" if says_title else "",
        homepage=papers[0].urls[0] if papers and number_for(slug, "h", below=4) == 0 else "",
        stars=number_for(slug, "stars", below=900),
        created=moment_between(slug, year - 1, year - 1),
        last_commit=moment_between(slug + "!", year, max(year, 2025)),
        commits=2 + number_for(slug, "commits", below=120),
        branch="master" if number_for(slug, "branch", below=4) == 0 else "main",
        readme=readme_of(papers, slug),
        files=("train.py", "models/network.py", "requirements.txt"),
        topics=("medical-imaging",) if number_for(name, "topic", below=3) == 0 else (),
        licence=("MIT", "Apache-2.0", None)[number_for(slug, "licence", below=3)],
    )


def _project_page(url: str, entry: Entry) -> Page:
    return Page(
        url=url,
        title=entry.title,
        text=f"(Simulated page.) Project page of the paper “{entry.title}”.",
    )
