"""Which targets HEAD is enough for tonight: proven before, nothing to read, and not two nights running."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.model.observations import Observation, Outcome, Target, Witness
from bot.pipeline.store import Store
from bot.probing.appetite import is_file
from bot.urls import UnusableUrl, parse


def again_by_head(targets: Sequence[Target], store: Store, *, now: datetime) -> tuple[Target, ...]:
    """The targets, with what an earlier night saw where HEAD would be enough to see it again.

    Half of them in turn, each night the other half: HEAD shows no content, so a page that turned into
    a soft 404 is found a night later, and never later than that.
    """
    if not any(host.head_agrees for host in store.hosts):
        return tuple(targets)
    return tuple(
        replace(target, earlier=seen) if (seen := _enough(target, store, now)) else target
        for target in targets
    )


def _enough(target: Target, store: Store, now: datetime) -> Observation | None:
    timeline = store.ledger.timelines.get(target.url)
    if timeline is None or target.url in store.validators:
        return None  # validators ask better: what has not changed is not sent either
    latest = timeline.latest
    proven = (
        latest.outcome is Outcome.ANSWERED
        and latest.witness is Witness.PROBE
        and latest.final_url is None
        and latest.status in (200, 206)
    )
    turn = (zlib.crc32(target.url.encode()) + now.toordinal()) % 2
    if not proven or turn or (target.wants_page and not _is_file(target.url)):
        return None
    return latest


def _is_file(url: str) -> bool:
    try:
        return is_file(parse(url))
    except UnusableUrl:
        return False
