"""From a catalogue (and what a script knows about it) to a simulated world."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.model.entries import Catalogue, Entry, LinkRole
from bot.rehearsal.casting import cast
from bot.rehearsal.exchange import bare, split
from bot.rehearsal.invention import abstract_of, number_for, people_for
from bot.rehearsal.misfortunes import Misfortune
from bot.rehearsal.places import CODE_HOSTS, places_of
from bot.rehearsal.recognition import Recognised, recognise
from bot.rehearsal.world import SERVICES, Notice, Page, Paper, Repository, World


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """What a script knows about one paper; None = as derived from the list."""

    #: ``kind:value`` as ``recognise`` reads it
    id: str
    title: str | None = None
    year: int | None = None
    venue: str | None = None
    doi: str | None = None
    earlier_titles: tuple[str, ...] = ()
    comment: str = ""
    journal_ref: str = ""
    published_doi: str | None = None
    #: repository that the abstract announces
    code_url: str | None = None
    hub_repository: str | None = None
    hub_added_by: str = "auto"
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Facts and misfortunes for one list. What the list does not have is left out."""

    facts: tuple[PaperFacts, ...] = ()
    #: papers that the list does not link to but that registries know
    papers: tuple[Paper, ...] = ()
    #: repositories with a README of their own
    repositories: tuple[Repository, ...] = ()
    #: repositories that no link of the list leads to, but that a search can find
    strangers: tuple[Repository, ...] = ()
    pages: tuple[Page, ...] = ()
    misfortunes: tuple[Misfortune, ...] = ()
    #: (part, URL) of links that are worth a line of their own at the end of the story
    cast: tuple[tuple[str, str], ...] = ()


def build_world(catalogue: Catalogue, script: Script | None = None) -> World:
    """Everything that the links of the list lead to; misfortunes are cast when none are written."""
    script = script or Script()
    papers = _papers(catalogue, {fact.id: fact for fact in script.facts})
    by_url = {bare(url): paper for paper in papers for url in paper.urls}
    places = places_of(catalogue, by_url, script.repositories, script.pages)
    known = {paper.key for paper in papers}
    urls = [link.url for link in catalogue.links()]
    urls += [paper.landing_url for paper in papers if paper.landing_url]
    hosts = {split(url).hostname or "" for url in urls} - {""}
    world = World(
        papers=(
            *papers,
            *(paper for paper in script.papers if paper.key not in known),
            *_twins(papers),
        ),
        repositories=places.repositories,
        pages=places.pages,
        owners=places.owners,
        hosts=frozenset(hosts),
    )
    written = tuple(item for item in script.misfortunes if _concerns(item, world))
    fits = any(item.url or item.repository for item in written)
    if not fits:
        return replace(world, misfortunes=cast(world))
    repositories = (*world.repositories, *script.strangers)
    return replace(world, misfortunes=written, repositories=repositories)


def _papers(catalogue: Catalogue, facts: dict[str, PaperFacts]) -> tuple[Paper, ...]:
    """One paper per identifier; the first entry that uses it gives the title."""
    papers: dict[str, Paper] = {}
    for entry in catalogue.entries:
        for link in entry.links:
            if link.role is not LinkRole.PDF or bare(link.url).partition("/")[0] in CODE_HOSTS:
                continue
            seen = recognise(link.url)
            key = f"{seen.kind}:{seen.value}"
            if key in papers:
                known = papers[key]
                papers[key] = replace(known, urls=tuple(dict.fromkeys((*known.urls, link.url))))
            else:
                derived = _derived(entry, link.url, key, seen)
                papers[key] = _informed(derived, facts[key]) if key in facts else derived
    return tuple(papers.values())


def _derived(entry: Entry, url: str, key: str, seen: Recognised) -> Paper:
    year = entry.year or seen.year or 2021 + number_for(key, "year", below=4)
    doi, landing = _registration(seen, url, year)
    return Paper(
        key=key,
        title=entry.title,
        authors=people_for(key, first_family=seen.family),
        year=year,
        venue=entry.venue or f"Simulated Proceedings of {year}",
        type=_type_of(seen),
        doi=doi or entry.doi,
        agency="DataCite" if seen.kind == "arxiv" else "Crossref",
        arxiv=seen.value if seen.kind == "arxiv" else entry.arxiv,
        landing_url=landing,
        alternative_ids=(seen.value,) if seen.kind == "pii" else (),
        urls=(url, *_variants(seen, url)),
        abstract=abstract_of(entry.title),
    )


def _registration(seen: Recognised, url: str, year: int) -> tuple[str | None, str | None]:
    """DOI and registered landing URL, in the forms that each publisher registers."""
    value = seen.value
    match seen.kind:
        case "ieee":
            return f"10.1109/simulated.{value}", f"https://ieeexplore.ieee.org/document/{value}/"
        case "pii":
            return (
                f"10.1016/j.simulated.{value.lower()}",
                f"https://linkinghub.elsevier.com/retrieve/pii/{value}",
            )
        case "ojs":
            journal, _, number = value.partition("/")
            host = split(url).hostname
            return (
                f"10.1609/{journal.lower()}.v{year - 1986}i1.{number}",
                f"https://{host}/index.php/{journal}/article/view/{number}",
            )
        case "neurips" if year >= 2022:
            volume = {2022: "068431", 2023: "075280", 2024: "079017"}.get(year, "085713")
            return f"10.52202/{volume}-{number_for(value, below=4000):04d}", url
        case "arxiv":
            return seen.doi, f"https://arxiv.org/abs/{value}"
        case "doi":
            return seen.doi, _landing_for_doi(value, url)
        case "nature" | "jmir":
            return seen.doi, url
    return None, None


def _landing_for_doi(doi: str, url: str) -> str:
    host = split(url).hostname or ""
    if host == "link.springer.com":
        return f"https://link.springer.com/{doi}"
    if host == "dl.acm.org":
        return f"https://dl.acm.org/doi/{doi}"
    if host in {"doi.org", "dx.doi.org"}:
        return f"https://publisher.example/doi/{doi}"
    return url


def _type_of(seen: Recognised) -> str:
    if seen.doi and seen.doi.startswith("10.1007/978-"):
        return "book-chapter"
    if seen.kind == "neurips" or (seen.doi and seen.doi.startswith("10.1145/")):
        return "proceedings-article"
    return "journal-article"


def _variants(seen: Recognised, url: str) -> tuple[str, ...]:
    """Other addresses of the same paper on the same host."""
    if seen.kind == "cvf":
        swapped = url.replace("/html/", "/papers/").replace("_paper.html", "_paper.pdf")
        return (swapped,) if swapped != url else ()
    if seen.kind == "pmlr":
        root = f"https://proceedings.mlr.press/{seen.value}"
        return (f"{root}.html", f"{root}/{seen.value.partition('/')[2]}.pdf")
    return ()


def _informed(paper: Paper, fact: PaperFacts) -> Paper:
    title = fact.title or paper.title
    return replace(
        paper,
        title=title,
        year=fact.year or paper.year,
        venue=fact.venue or paper.venue.replace(str(paper.year), str(fact.year or paper.year)),
        doi=fact.doi or paper.doi,
        earlier_titles=fact.earlier_titles,
        comment=fact.comment,
        journal_ref=fact.journal_ref,
        published_doi=fact.published_doi,
        abstract=abstract_of(title, code_url=fact.code_url),
        hub_repository=fact.hub_repository,
        hub_added_by=fact.hub_added_by,
        notices=fact.notices,
    )


def _twins(papers: Iterable[Paper]) -> Iterable[Paper]:
    """Records that shadow a paper: the IEEE copy of a CVF paper, JMIR's preprint."""
    for paper in papers:
        kind = paper.key.partition(":")[0]
        if kind == "cvf" and number_for(paper.key, "twin", below=2):
            number = 90_000_000 + number_for(paper.key, below=9_999_999)
            yield replace(
                paper,
                key=f"twin:{paper.key}",
                type="proceedings-article",
                doi=f"10.1109/simulated.twin.{number}",
                landing_url=f"https://ieeexplore.ieee.org/document/{number}/",
                urls=(),
            )
        elif kind == "jmir" and paper.doi:
            prefix, _, suffix = paper.doi.partition("/")
            yield replace(
                paper,
                key=f"preprint:{paper.key}",
                title=f"{paper.title} (Preprint)",
                type="posted-content",
                doi=f"{prefix}/preprints.{suffix}",
                landing_url=f"https://preprints.jmir.org/preprint/{suffix}",
                urls=(),
            )


def _concerns(item: Misfortune, world: World) -> bool:
    """Does the list have whom this strikes?"""
    if item.repository:
        slug = item.repository.casefold()
        return any(repository.key == slug for repository in world.repositories)
    if item.url:
        place = bare(item.url)
        urls = [url for paper in world.papers for url in paper.urls]
        return any(bare(url) == place for url in (*urls, *(page.url for page in world.pages)))
    return item.host is None or item.host in world.hosts or item.host in SERVICES
