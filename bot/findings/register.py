"""All rules, in one place, in the order in which a person wants to hear them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.findings import (
    code_arrived,
    code_available,
    dead_link,
    duplicate_paper,
    expression_of_concern,
    insecure_link,
    liveness_notices,
    metadata,
    moved_link,
    published,
    repository_state,
    retracted,
    withdrawn,
    wrong_code,
    wrong_paper,
)
from bot.findings.ignoring import not_ignored
from bot.findings.offline import find_offline, fitting
from bot.findings.superseding import without_superseded
from bot.ledger.history import Ledger
from bot.model.entries import Catalogue
from bot.model.findings import Finding, Severity
from bot.model.report import EntryHealth
from bot.model.settings import Settings
from bot.verdicts.judge import Move, steady_move

_LOUDEST_FIRST = tuple(Severity)


def find_all(
    catalogue: Catalogue,
    entries: Sequence[EntryHealth],
    ledger: Ledger,
    settings: Settings,
    *,
    now: datetime,
) -> tuple[Finding, ...]:
    """Every finding that nobody asked us to keep to ourselves; loudest first, then in list order."""
    order = {entry.id: number for number, entry in enumerate(catalogue.entries)}
    found = sorted(
        not_ignored(
            without_superseded(
                (
                    *fitting(catalogue, _found(entries, ledger, settings)),
                    *find_offline(catalogue),
                )
            ),
            catalogue,
            settings.ignore_rules,
            today=now.date(),
        ),
        key=lambda f: (_LOUDEST_FIRST.index(f.severity), order.get(f.entry_id, 0), f.rule),
    )
    return tuple(found)


def _found(entries: Sequence[EntryHealth], ledger: Ledger, settings: Settings) -> Iterator[Finding]:
    moves = _moves(entries, ledger, settings)
    for entry in entries:
        yield from dead_link.find(entry)
        yield from moved_link.find(entry, moves, settings.policy)
        yield from insecure_link.find(entry)
        yield from repository_state.find(entry)
        yield from liveness_notices.find(entry)
        yield from wrong_paper.find(entry)
        yield from wrong_code.find(entry)
        yield from retracted.find(entry)
        yield from withdrawn.find(entry)
        yield from expression_of_concern.find(entry)
        yield from published.find(entry)
        yield from code_available.find(entry)
        yield from code_arrived.find(entry)
        yield from metadata.find(entry)
    yield from duplicate_paper.find(entries)


def _moves(
    entries: Sequence[EntryHealth], ledger: Ledger, settings: Settings
) -> Mapping[str, Move]:
    targets = {link.target for entry in entries for link in entry.links}
    return {
        target: move
        for target in targets
        if target in ledger.timelines
        and any(change.permanent for change in ledger.timelines[target].changes[-3:])
        and (move := steady_move(ledger, target, settings.policy)) is not None
    }
