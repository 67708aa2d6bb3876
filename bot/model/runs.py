"""A run (one night, or one check) and whether it can be believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Validity(StrEnum):
    """Are the failures of this run evidence?"""

    VALID = "valid"
    #: nothing at all answered
    OFFLINE = "offline"
    #: canaries failed as well
    CANARIES_FAILED = "canaries-failed"
    #: too many links that were alive failed together
    MASS_FAILURE = "mass-failure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A host whose links failed together: one event of the host, not N dead links."""

    host: str
    #: how many targets failed / were asked
    failed: int
    asked: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunValidity:
    """The judgement on a run, with the sentence a person reads."""

    validity: Validity
    explanation: str = ""
    incidents: tuple[Incident, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a run asked of others. Shown in every report."""

    #: (host, number of requests), sorted by host
    requests: tuple[tuple[str, int], ...] = ()
    #: bytes received
    received: int = 0
    #: points of the GitHub GraphQL budget, and REST calls
    graphql_points: int = 0
    rest_calls: int = 0
    #: calls to registries, (name, number)
    registry_calls: tuple[tuple[str, int], ...] = ()
    seconds: float = 0.0
    #: lists that were asked about together: what they share is asked once, so it is not divided
    lists: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One finished run, as the ledger remembers it."""

    #: UTC, what "now" was for the policy
    at: datetime
    validity: Validity = Validity.VALID
    incidents: tuple[Incident, ...] = ()
    #: made by a rehearsal; never shown as measured
    simulated: bool = False
