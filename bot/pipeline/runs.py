"""What every run begins and ends with, a whole night or a check alone: its moment, its validity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.errors import UsageError
from bot.model.runs import RunValidity
from bot.model.settings import Settings
from bot.model.verdicts import Health
from bot.pipeline.observe import Observed, Witnesses
from bot.pipeline.store import Store
from bot.verdicts.validity import assess, is_suspicious


def a_new_moment(store: Store, now: datetime) -> datetime:
    """``now`` to the second, as the ledger keeps it.

    Raises UsageError when the ledger already knows a run at or after it.
    """
    now = now.replace(microsecond=0)
    last = store.ledger.runs[-1].run.at if store.ledger.runs else None
    if last is not None and now <= last:
        raise UsageError(
            f"a run at {now:%Y-%m-%d %H:%M:%S} UTC cannot follow the one at "
            f"{last:%Y-%m-%d %H:%M:%S} UTC, which the ledger already has",
            hint="Give a later --as-of, or leave it out. If this machine's clock is right, the ledger has a "
            "run from the future: take its files back to what git had before.",
        )
    return now


async def judge_run(
    observed: Observed,
    before: Mapping[str, Health],
    witnesses: Witnesses,
    settings: Settings,
) -> RunValidity:
    """Is this run evidence? The canaries are asked only when its failures look suspicious."""
    looks = tuple(observed.observations.values())
    canaries = observed.canaries
    if not canaries and is_suspicious(looks, before, settings.policy):
        canaries = await witnesses.ask_canaries(settings.web.canaries)
    return assess(
        looks,
        before,
        settings.policy,
        canaries=canaries,
        others_answered=observed.others_answered,
    )
