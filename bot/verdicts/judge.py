"""The verdict on a target: a pure function of ledger, policy and now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from bot.ledger.history import Ledger, Sighting
from bot.model.observations import Outcome
from bot.model.verdicts import Flag, Health, Policy, Verdict
from bot.verdicts.single import describe, flags_of, health_of
from bot.verdicts.strikes import Failing, failing, needed

#: sightings kept as "what decided it"
_SHOWN = 14


def judge(ledger: Ledger, policy: Policy, targets: Iterable[str]) -> dict[str, Verdict]:
    """Verdict of every target; one that was never looked at is SKIPPED."""
    return {target: judge_one(ledger, policy, target) for target in targets}


def healths(ledger: Ledger, policy: Policy, targets: Iterable[str]) -> dict[str, Health]:
    """Health of every target that was ever looked at: what ``judge`` says, and nothing kept of why."""
    found = ((target, judge_one(ledger, policy, target).health) for target in targets)
    return {target: health for target, health in found if health is not Health.SKIPPED}


def judge_one(ledger: Ledger, policy: Policy, target: str) -> Verdict:
    """Verdict of one target from its sightings."""
    latest = next(ledger.sightings(target, newest_first=True), None)
    if latest is None:
        return Verdict(target=target, health=Health.SKIPPED, reason="not looked at yet")
    if latest.change.outcome not in policy.strikes:
        return _not_failing(ledger, latest)
    trail = failing(ledger.sightings(target, newest_first=True), policy)
    if trail is None:
        return _not_failing(ledger, latest)
    return _failing(ledger, latest, trail, policy)


def _not_failing(ledger: Ledger, latest: Sighting) -> Verdict:
    """Alive, moved, blocked, unsafe ...: the newest look speaks for itself."""
    seen = latest.observation
    health = health_of(seen)
    if health is Health.DEAD:  # a failure that the policy was told not to count
        health = Health.UNSTABLE
    since = latest.run.at
    last_alive = latest.run.at if health in (Health.ALIVE, Health.MOVED) else None
    timeline = ledger.timelines[seen.target]
    for change in reversed(timeline.changes):
        if health_of(change) is not health:
            break
        since = change.at
    if last_alive is None:
        last_alive = _last_alive(ledger, seen.target)
    return Verdict(
        target=seen.target,
        health=health,
        proof=None if health is Health.SKIPPED else seen.witness,
        reason=describe(seen),
        status=seen.status,
        final_url=seen.final_url,
        since=since,
        last_alive=last_alive,
        flags=flags_of(seen),
        decided_by=(seen,),
    )


def _last_alive(ledger: Ledger, target: str) -> datetime | None:
    for sighting in ledger.sightings(target, newest_first=True):
        if health_of(sighting.change) in (Health.ALIVE, Health.MOVED):
            return sighting.run.at
    return None


def _lasting_flags(ledger: Ledger, target: str) -> frozenset[Flag]:
    """What the last answer showed and a bad night does not take back."""
    answers = (
        c for c in reversed(ledger.timelines[target].changes) if c.outcome is Outcome.ANSWERED
    )
    last = next(answers, None)
    return flags_of(last) if last is not None else frozenset()


def _failing(ledger: Ledger, latest: Sighting, trail: Failing, policy: Policy) -> Verdict:
    seen = latest.observation
    rule = trail.proven_by(policy)
    reason = describe(seen)
    if trail.incident:
        reason = f"{reason}; the whole host fails together, which proves nothing about this link"
    own = policy.strikes[seen.outcome]
    return Verdict(
        target=seen.target,
        health=Health.DEAD if rule else Health.UNSTABLE,
        proof=seen.witness,
        reason=reason,
        status=seen.status,
        final_url=seen.final_url,
        since=trail.since,
        last_alive=trail.last_alive,
        strikes=trail.nights(rule or own, policy),
        strikes_needed=(rule or own).nights,
        incident=trail.incident and rule is None,
        flags=flags_of(seen) | _lasting_flags(ledger, seen.target),
        decided_by=tuple(s.observation for s in trail.counted[-_SHOWN:]) or (seen,),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A permanent redirect that led to the same place whenever the target answered."""

    place: str
    #: nights in a row, nights without an answer left out
    nights: int


def steady_move(ledger: Ledger, target: str, policy: Policy) -> Move | None:
    """Where the target leads for good, and on how many nights it was seen; None when it does not.

    A night on which nothing answered says nothing about a redirect, so it neither counts nor breaks.
    """
    nights = 0
    place: str | None = None
    for sighting in islice(ledger.sightings(target, newest_first=True), 10 * policy.moved_nights):
        seen = sighting.change
        if seen.outcome is not Outcome.ANSWERED:
            continue
        if not seen.permanent or seen.final_url is None or place not in (None, seen.final_url):
            break
        place = seen.final_url
        nights += 1
    return Move(place=place, nights=nights) if place is not None else None


#: nights in a row that are counted: as many as the configuration can ask for. Whoever counted all of
#: them would go through a year of nights for each link of the list
WELL_AT_MOST = 30


def well_for_nights(ledger: Ledger, target: str) -> int:
    """On how many nights in a row (newest first, up to ``WELL_AT_MOST``) was the target well?"""
    nights = 0
    for sighting in islice(ledger.sightings(target, newest_first=True), WELL_AT_MOST):
        if health_of(sighting.change) not in (Health.ALIVE, Health.MOVED):
            break
        nights += 1
    return nights


def with_strikes_needed(verdict: Verdict, policy: Policy) -> Verdict:
    """The verdict of one run alone, told how many nights a proof would take."""
    if verdict.health is not Health.UNSTABLE or not verdict.decided_by:
        return verdict
    return replace(verdict, strikes_needed=needed(verdict.decided_by[-1].outcome, policy))
