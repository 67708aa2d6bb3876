"""Links become targets: one canonical URL is asked once, however many entries use it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.identity.identifiers import identify
from bot.model.entries import Entry, Link, LinkRole
from bot.model.observations import Target, Validators
from bot.model.papers import Scheme
from bot.urls import UnusableUrl, canonical


@dataclass(slots=True)
class _Gathered:
    spellings: dict[str, None] = field(default_factory=dict)
    titles: dict[str, None] = field(default_factory=dict)
    identifiers: dict[str, None] = field(default_factory=dict)
    wants_page: bool = False


def target_of(link: Link) -> str:
    """The target of a link: see ``target_url``."""
    return target_url(link.url)


def target_url(url: str) -> str:
    """Canonical URL under which this one is asked, remembered and judged.

    What is no usable URL is its own target: nobody is asked, and the verdict says ``invalid``.
    """
    try:
        return canonical(url)
    except UnusableUrl:
        return url


def targets_of(
    entries: Iterable[Entry], validators: Mapping[str, Validators] | None = None
) -> tuple[Target, ...]:
    """Every distinct target of these entries, in the order of first use."""
    gathered: dict[str, _Gathered] = {}
    for entry in entries:
        for link in entry.links:
            _gather(gathered.setdefault(target_of(link), _Gathered()), entry, link)
    known = validators or {}
    return tuple(
        Target(
            url=url,
            spellings=tuple(found.spellings),
            titles=tuple(found.titles),
            identifiers=tuple(found.identifiers),
            wants_page=found.wants_page,
            validators=known.get(url),
        )
        for url, found in gathered.items()
    )


def _gather(found: _Gathered, entry: Entry, link: Link) -> None:
    found.spellings[link.url] = None
    if link.role is not LinkRole.PDF:
        return
    found.titles[entry.title] = None
    found.wants_page = True
    paper = identify(link.url)
    if paper is not None and paper.scheme is not Scheme.PAGE:
        found.identifiers[paper.value] = None
    for extra in (entry.doi, entry.arxiv):
        if extra:
            found.identifiers[extra] = None
