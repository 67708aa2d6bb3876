"""Stable links rest, suspicious ones do not, and nobody is forgotten."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import cache

import pytest

from bot.ledger.history import Ledger
from bot.model.observations import Observation, Outcome
from bot.model.runs import Run
from bot.model.settings import ScheduleSettings
from bot.model.verdicts import Policy
from bot.verdicts.agenda import due
from tests.builders import NIGHT_ONE

ADAPTIVE = ScheduleSettings(adaptive=True, at_least_every=7)
TARGETS = tuple(f"https://example.org/{number}" for number in range(700))


@cache
def play(nights: int, *, skipped: frozenset[int] = frozenset()) -> list[tuple[str, ...]]:
    """What each night visited; target 5 fails from night 100 on."""
    ledger = Ledger()
    visited: list[tuple[str, ...]] = []
    for night in range(nights):
        now = NIGHT_ONE + timedelta(days=night, minutes=night % 7)
        if night in skipped:
            visited.append(())
            continue
        tonight = due(TARGETS, ledger, Policy(), ADAPTIVE, now=now)
        looks = [
            Observation(
                target=target,
                at=now,
                outcome=Outcome.NOT_FOUND
                if target == TARGETS[5] and night >= 100
                else Outcome.ANSWERED,
            )
            for target in tonight
        ]
        ledger = ledger.extended_by(Run(at=now), looks)
        visited.append(tonight)
    return visited


def test_without_the_schedule_every_night_visits_everything() -> None:
    off = ScheduleSettings(adaptive=False)
    assert due(TARGETS, Ledger(), Policy(), off, now=NIGHT_ONE) == TARGETS


@pytest.mark.slow
def test_new_links_are_visited_every_night_and_stable_ones_once_in_seven() -> None:
    visited = play(130)
    assert all(len(night) == len(TARGETS) for night in visited[:14])
    assert all(len(night) <= len(TARGETS) / 7 + 5 for night in visited[110:])


@pytest.mark.slow
def test_the_load_is_spread_evenly() -> None:
    sizes = [len(night) for night in play(130)[100:]]
    assert max(sizes) - min(sizes) <= 5


@pytest.mark.slow
def test_every_link_is_visited_at_least_every_seven_nights_even_when_nights_are_missed() -> None:
    visited = play(140, skipped=frozenset({95, 96, 113, 120}))
    last = dict.fromkeys(TARGETS, 0)
    for night, targets in enumerate(visited):
        if night in (95, 96, 113, 120):
            continue
        for target in targets:
            last[target] = night
        overdue = [t for t in TARGETS if night - last[t] > 7]
        assert not overdue, (night, overdue[:3])


@pytest.mark.slow
def test_a_suspicious_link_is_visited_every_night() -> None:
    counts = Counter(night for night, targets in enumerate(play(130)) if TARGETS[5] in targets)
    first = min(night for night in counts if night >= 100)
    assert all(counts[night] for night in range(first, 130))
