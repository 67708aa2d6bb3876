"""When do repeated failures become proof of death?

A failure is worth as many strikes as nights saw it; two sightings closer than 20 hours are one night.
Any success resets. A wall, a rate limit or a bad certificate neither strikes nor resets. Nights on
which the whole host failed together prove nothing about a single link, unless the host has been gone
for ``INCIDENT_LIMIT``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ledger.history import Sighting
from bot.model.observations import Outcome
from bot.model.verdicts import Health, Policy, StrikeRule
from bot.urls import host_of
from bot.verdicts.single import HEALTH_OF

#: a host whose links have failed together for so long is gone, not having a bad night
INCIDENT_LIMIT = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """The failures since the last success."""

    #: sightings that count, oldest first
    counted: tuple[Sighting, ...]
    since: datetime
    last_alive: datetime | None
    #: in the middle of an incident of the whole host
    incident: bool

    def nights(self, rule: StrikeRule, policy: Policy) -> int:
        """How many nights count under this rule: failures at least as clear as the rule's own."""
        return len(_nights(self._for(rule, policy), rule))

    def proven_by(self, policy: Policy) -> StrikeRule | None:
        """The rule under which death is proven, if any."""
        for rule in sorted(set(policy.strikes.values()), key=lambda r: (r.nights, r.over)):
            seen = _nights(self._for(rule, policy), rule)
            if len(seen) >= rule.nights and seen[-1] - seen[0] >= rule.over:
                return rule
        return None

    def _for(self, rule: StrikeRule, policy: Policy) -> Sequence[Sighting]:
        return [
            sighting
            for sighting in self.counted
            if (own := policy.strikes.get(sighting.change.outcome)) is not None
            and own.nights <= rule.nights
        ]


def _nights(sightings: Iterable[Sighting], rule: StrikeRule) -> list[datetime]:
    """Times of the sightings, those closer than ``rule.apart`` to a counted one left out."""
    found: list[datetime] = []
    for sighting in sightings:
        if not found or sighting.run.at - found[-1] >= rule.apart:
            found.append(sighting.run.at)
    return found


def failing(newest_first: Iterable[Sighting], policy: Policy) -> Failing | None:
    """Collect the failures since the last success; None when the newest sighting is none."""
    trail: list[Sighting] = []
    last_alive: datetime | None = None
    for sighting in newest_first:
        outcome = sighting.change.outcome
        if HEALTH_OF[outcome] is Health.ALIVE:
            last_alive = sighting.run.at
            break
        if outcome in policy.strikes:
            trail.append(sighting)
        elif not trail:
            return None
    if not trail:
        return None
    trail.reverse()
    host = host_of(trail[-1].change.target)
    in_incident = [s for s in trail if any(i.host == host for i in s.run.incidents)]
    lasting = bool(in_incident) and (
        in_incident[-1].run.at - in_incident[0].run.at >= INCIDENT_LIMIT
    )
    counted = trail if lasting else [s for s in trail if s not in in_incident]
    return Failing(
        counted=tuple(counted),
        since=trail[0].run.at,
        last_alive=last_alive,
        incident=trail[-1] in in_incident and not lasting,
    )


def needed(outcome: Outcome, policy: Policy) -> int:
    """Nights that the policy asks for before this outcome is proof; 0 when it never is."""
    rule = policy.strikes.get(outcome)
    return rule.nights if rule else 0
