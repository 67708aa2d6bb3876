"""What a night begins with: the list, what earlier nights know, and the links that are visited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.catalogue.targets import targets_of
from bot.errors import BotError
from bot.model.entries import Catalogue
from bot.model.observations import Target
from bot.model.settings import Settings
from bot.pipeline.entries import read_catalogue_file
from bot.pipeline.rechecks import asked_again, targets_of_entries, without_memory
from bot.pipeline.store import Store, load_store
from bot.ports import ReadPort
from bot.triage.decisions_file import FILE as DECISIONS_FILE
from bot.verdicts.agenda import due


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """One list on the evening before its night."""

    settings: Settings
    catalogue: Catalogue
    #: without what somebody wants to be asked anew
    store: Store
    #: canonical URLs that somebody wants visited, due or not
    wanted: frozenset[str] = frozenset()

    def targets(self, *, now: datetime) -> tuple[Target, ...]:
        """All targets, or with an adaptive schedule those that are due or wanted by somebody."""
        targets = targets_of(self.catalogue.entries, self.store.validators)
        schedule = self.settings.schedule
        if not schedule.adaptive:
            return targets
        urls = [target.url for target in targets]
        policy = self.settings.policy
        chosen = frozenset(due(urls, self.store.ledger, policy, schedule, now=now)) | self.wanted
        return tuple(target for target in targets if target.url in chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """The lists of one run, and those that cannot be read: they do not stop the others."""

    lists: tuple[Beginning, ...]
    #: place of a list among all -> what is wrong with it
    troubles: Mapping[int, BotError]


def begin_all(files: ReadPort, lists: Sequence[Settings]) -> Evening:
    """Read what a night of these lists needs; raises what is wrong when it can be read of none."""
    begun: list[Beginning] = []
    troubles: dict[int, BotError] = {}
    for at, settings in enumerate(lists):
        try:
            begun.append(begin(files, settings))
        except BotError as trouble:
            troubles[at] = trouble
    if troubles and not begun:
        raise next(iter(troubles.values()))
    return Evening(lists=tuple(begun), troubles=troubles)


def begin(files: ReadPort, settings: Settings) -> Beginning:
    """Read what a night needs. Raises UsageError, EntriesError, StateError."""
    catalogue = read_catalogue_file(files, settings.entries)
    store = load_store(files, settings.reports)
    again = asked_again(files.read(f"{settings.reports}/{DECISIONS_FILE}"), store)
    return Beginning(
        settings=settings,
        catalogue=catalogue,
        store=without_memory(store, catalogue, again),
        wanted=targets_of_entries(catalogue, again),
    )
