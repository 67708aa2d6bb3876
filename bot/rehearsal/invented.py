"""Lists that do not exist, of any size, and the weather that flickers and rots them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.model.entries import Catalogue, Entry, Link, LinkRole, Section, SourceSpan
from bot.rehearsal.invention import number_for
from bot.rehearsal.misfortunes import Fate, Misfortune, Nights
from bot.rehearsal.world import World

_THINGS = (
    "Widgets", "Gadgets", "Sprockets", "Levers", "Pulleys", "Cogs", "Springs", "Cranks", "Bolts",
    "Hinges", "Valves", "Gaskets", "Rivets", "Bearings", "Flanges", "Spindles",
)  # fmt: skip
_DEEDS = (
    "Segmenting", "Reading", "Sorting", "Describing", "Counting", "Predicting", "Aligning",
    "Retrieving", "Generating", "Explaining", "Repairing", "Classifying",
)  # fmt: skip
_WAYS = (
    "with Few Labels", "from Reports", "without Supervision", "at Night", "in the Wild",
    "by Contrast", "with Prompts", "across Workshops", "under Noise", "for Beginners",
)  # fmt: skip

#: shares of hosts in a list of the field, in percent (VLM-in-MIA, rounded)
_HOSTS: tuple[tuple[int, Callable[[int], str]], ...] = (
    (25, lambda n: f"https://arxiv.org/abs/{21 + n % 5}{1 + n % 12:02d}.{10_000 + n}"),
    (
        21,
        lambda n: (
            f"https://link.springer.com/chapter/10.1007/978-3-031-{n % 90_000:05d}-0_{n % 99}"
        ),
    ),
    (
        17,
        lambda n: (
            f"https://openaccess.thecvf.com/content/EXC2024/html/Doe_Paper_{n}_EXC_2024_paper.html"
        ),
    ),
    (16, lambda n: f"https://ieeexplore.ieee.org/document/{10_000_000 + n}/"),
    (9, lambda n: f"https://www.sciencedirect.com/science/article/pii/S156625352{n:07d}"),
    (5, lambda n: f"https://proceedings.mlr.press/v{100 + n}/doe24a.html"),
    (7, lambda n: f"https://lab{n % 40}.example/papers/{n}.html"),
)


def invented_list(entries: int, *, seed: int = 1) -> Catalogue:
    """A list with the hosts of the field and a repository for half of its entries."""
    found = tuple(_entry(number, seed) for number in range(entries))
    return Catalogue(
        title=f"An invented list of {entries} papers",
        sections=(Section(id="all", title="All"),),
        entries=found,
    )


def _entry(number: int, seed: int) -> Entry:
    thing = _THINGS[number_for(seed, number, "thing", below=len(_THINGS))]
    deed = _DEEDS[number_for(seed, number, "deed", below=len(_DEEDS))]
    way = _WAYS[number_for(seed, number, "way", below=len(_WAYS))]
    entry_id = f"entry-{number:05d}"
    span = SourceSpan(file="entries.yml", line=10 + 5 * number)

    def link(role: LinkRole, url: str) -> Link:
        return Link(entry_id=entry_id, role=role, url=url, span=span)

    links = [link(LinkRole.PDF, _paper_url(number, seed))]
    if number_for(seed, number, "code", below=2):
        links.append(link(LinkRole.CODE, f"https://github.com/lab-{number % 97}/net-{number}"))
    title = f"{thing}Net-{number}: {deed} {thing} {way}"
    return Entry(id=entry_id, section="all", title=title, links=tuple(links), span=span)


def _paper_url(number: int, seed: int) -> str:
    share = number_for(seed, number, "host", below=100)
    for percent, make in _HOSTS:
        if share < percent:
            return make(number)
        share -= percent
    return _HOSTS[-1][1](number)


def with_weather(
    world: World, *, nights: int, rot: float = 0.02, flakiness: float = 0.05, seed: int = 1
) -> World:
    """The world with true rot (a share of all links, for good, from some night on) and flakiness.

    ``rot`` and ``flakiness`` are shares from 0 to 1; a flaky link answers 503 for one night, and
    flakiness strikes pages only (a code host's API does not flicker link by link).
    """
    pages = [paper.urls[0] for paper in world.papers if paper.urls]
    pages += [page.url for page in world.pages]
    return replace(
        world,
        misfortunes=(
            *_rot(pages, world, nights, rot, seed),
            *_flakes(pages, nights, flakiness, seed),
        ),
    )


def _rot(
    pages: list[str], world: World, nights: int, share: float, seed: int
) -> Iterator[Misfortune]:
    for url in pages:
        if _struck(share, seed, "rot", url):
            first = 1 + number_for(seed, "when", url, below=max(1, nights - 2))
            yield Misfortune(fate=Fate.GONE, nights=Nights(first=first), url=url)
    for repository in world.repositories:
        if _struck(share, seed, "rot", repository.slug):
            first = 1 + number_for(seed, "when", repository.slug, below=max(1, nights - 2))
            yield Misfortune(
                fate=Fate.DELETED, nights=Nights(first=first), repository=repository.slug
            )


def _flakes(pages: list[str], nights: int, share: float, seed: int) -> Iterator[Misfortune]:
    for night in range(1, nights + 1):
        for url in pages:
            if _struck(share, seed, "flake", night, url):
                yield Misfortune(
                    fate=Fate.SERVER_ERROR, nights=Nights(first=night, last=night), url=url
                )


def _struck(share: float, *parts: object) -> bool:
    return number_for(*parts, below=1_000_000) < share * 1_000_000
