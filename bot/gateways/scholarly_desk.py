"""What the steps of a night at the registries share: dossiers, client, limits, and one way to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bot.gateways.registry_client import RegistryClient, Unanswered
from bot.registries.dossier import Dossier
from bot.registries.exchange import Garbage, RawAnswer, Registry, RegistryRequest

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one run may ask in single look-ups; batches are as many as the list needs.

    What is left over is asked in the next nights.
    """

    #: title searches at Crossref (one second each)
    searches: int = 40
    #: publisher's numbers that a batch did not find
    numbers: int = 15
    #: addresses at doi.org
    addresses: int = 20
    #: second witnesses at OpenAlex
    witnesses: int = 15
    #: pages of the hub; not urgent, so a few a night
    hub: int = 4
    #: title searches for published versions of preprints; as little urgent
    publications: int = 4
    #: papers of which earlier versions are asked for
    versions: int = 12
    #: titles that are looked for at arXiv, in one call
    arxiv_titles: int = 8
    #: seconds for everything
    seconds: float = 900.0

    @classmethod
    def for_list(cls, questions: int) -> Limits:
        """Limits for a list of this size: a long list is known after some nights, not after months."""
        return cls(
            searches=max(40, questions // 20),
            numbers=max(15, questions // 100),
            hub=max(4, questions // 100),
            publications=max(4, questions // 60),
        )


@dataclass(kw_only=True)
class Desk:
    """One night at the registries."""

    client: RegistryClient
    dossiers: tuple[Dossier, ...]
    limits: Limits
    mailto: str
    now: datetime
    #: single look-ups that are left, by the name of their limit
    left: dict[str, int] = field(init=False)
    #: look-ups that were put off, by the name of their limit
    put_off: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        names = ("searches", "numbers", "addresses", "witnesses", "hub", "versions", "publications")
        self.left = {name: getattr(self.limits, name) for name in names}

    def may(self, limit: str) -> bool:
        """Take one of the single look-ups of this kind, if any is left."""
        if self.left[limit] > 0:
            self.left[limit] -= 1
            return True
        self.put_off[limit] += 1
        return False

    async def read(self, request: RegistryRequest, reader: Callable[[RawAnswer], T]) -> T | None:
        """Ask and read; None when there is no answer that means anything (noted as complaint)."""
        try:
            found = reader(await self.client.ask(request))
        except Unanswered:
            return None
        except Garbage as error:
            self.client.complain(request.registry, str(error))
            return None
        self.client.thank(request.registry)
        return found

    def can_ask(self, registry: Registry) -> bool:
        """Is it worth asking this registry tonight?"""
        return not self.client.is_given_up(registry)


def by_doi(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Who wants to know about which DOI."""
    found: dict[str, list[T]] = defaultdict(list)
    for doi, item in pairs:
        found[doi].append(item)
    return dict(found)
