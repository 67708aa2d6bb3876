"""What a night begins with: the list, what earlier nights know, and the links that are visited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.catalogue.targets import targets_of
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
