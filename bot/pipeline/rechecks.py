"""``/listbot recheck``: what people want looked at again is asked as if nothing were remembered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.catalogue.targets import target_of
from bot.model.entries import Catalogue
from bot.pipeline.papers import questions_about
from bot.pipeline.store import Store
from bot.triage.decisions import Verb
from bot.triage.decisions_file import read_decisions


def asked_again(decisions: str | None, store: Store) -> frozenset[str]:
    """Ids of the entries that somebody wanted rechecked after the newest run.

    A file of decisions with mistakes is the business of ``listbot triage``, which tells them all.
    """
    last = store.ledger.runs[-1].run.at if store.ledger.runs else None
    return frozenset(
        decision.entry
        for decision in read_decisions(decisions)[0]
        if decision.verb is Verb.RECHECK
        and (last is None or decision.at is None or decision.at > last)
    )


def targets_of_entries(catalogue: Catalogue, entries: Collection[str]) -> frozenset[str]:
    """Canonical URLs of all links of these entries."""
    return frozenset(target_of(link) for link in catalogue.links() if link.entry_id in entries)


def without_memory(store: Store, catalogue: Catalogue, entries: Collection[str]) -> Store:
    """The store without what was judged or answered about these entries; the ledger stays whole."""
    if not entries:
        return store
    chosen = [entry for entry in catalogue.entries if entry.id in entries]
    papers = {question.id for question in questions_about(chosen)}
    targets = targets_of_entries(catalogue, entries)
    return replace(
        store,
        attributions={k: v for k, v in store.attributions.items() if k[0] not in entries},
        papers={k: v for k, v in store.papers.items() if k not in papers},
        validators={k: v for k, v in store.validators.items() if k not in targets},
        copies={k: v for k, v in store.copies.items() if k not in targets},
    )
