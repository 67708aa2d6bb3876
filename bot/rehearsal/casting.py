"""Misfortunes for a list that has no script of its own: who plays which part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.rehearsal.exchange import split
from bot.rehearsal.invention import number_for
from bot.rehearsal.misfortunes import Fate, Misfortune, Nights
from bot.rehearsal.world import World

#: hosts whose pages nobody asks, because a registry answers or a wall stands there
_NOT_ASKED = (
    "arxiv.org", "doi.org", "ieeexplore.ieee.org", "www.sciencedirect.com", "dl.acm.org",
    "link.springer.com", "www.nature.com", "github.com", "ojs.aaai.org",
)  # fmt: skip

#: the parts for pages, in the order in which they are given away
_PAGE_PARTS: tuple[tuple[Fate, Nights, str], ...] = (
    (Fate.GONE, Nights(first=1), "was deleted before the first night"),
    (Fate.GONE, Nights(first=2), "is deleted before the second night"),
    (Fate.SERVER_ERROR, Nights(first=1, every=2), "answers 500 every other night"),
    (Fate.HICCUP, Nights(), "answers 503 to the first request of every night"),
)

#: the parts for repositories
_REPOSITORY_PARTS: tuple[tuple[Fate, Nights, str], ...] = (
    (Fate.RENAMED, Nights(), "has a new owner"),
    (Fate.ARCHIVED, Nights(), "was archived by its owner"),
    (Fate.EMPTIED, Nights(), "has no commit"),
    (Fate.DELETED, Nights(), "was deleted"),
    (Fate.HIJACKED, Nights(first=4), "was deleted, and its name registered by somebody else"),
)

#: fewer links than this on one host are no host outage
_MANY = 3


def cast(world: World) -> tuple[Misfortune, ...]:
    """Give the parts to pages, repositories and one host of this world, the same ones each time."""
    pages = _shuffled([url for url in _page_urls(world) if _is_asked(url)])
    slugs = _shuffled([repository.slug for repository in world.repositories])
    parts = [
        Misfortune(fate=fate, nights=nights, url=url, note=f"{url} {what}")
        for url, (fate, nights, what) in zip(pages[: len(pages) // 3], _PAGE_PARTS, strict=False)
    ]
    for slug, (fate, nights, what) in zip(
        slugs[: len(slugs) // 3], _REPOSITORY_PARTS, strict=False
    ):
        to = f"simulated-lab/{slug.partition('/')[2]}" if fate is Fate.RENAMED else None
        parts.append(
            Misfortune(fate=fate, nights=nights, repository=slug, to=to, note=f"{slug} {what}")
        )
    hosts = Counter(split(url).hostname or "" for url in pages)
    if hosts and hosts.most_common(1)[0][1] >= _MANY:
        host = hosts.most_common(1)[0][0]
        night = Nights(first=3, last=3)
        parts.append(
            Misfortune(
                fate=Fate.REFUSED, nights=night, host=host, note=f"{host} is down for a night"
            )
        )
    parts.append(
        Misfortune(
            fate=Fate.OFFLINE,
            nights=Nights(first=5, last=5),
            note="the machine that runs the bot has no network",
        )
    )
    return tuple(parts)


def _page_urls(world: World) -> Sequence[str]:
    urls = [paper.urls[0] for paper in world.papers if paper.urls]
    return [*urls, *(page.url for page in world.pages)]


def _is_asked(url: str) -> bool:
    return (split(url).hostname or "") not in _NOT_ASKED


def _shuffled(items: Sequence[str]) -> list[str]:
    return sorted(items, key=lambda item: number_for(item, "cast", below=1 << 32))
