"""Several witnesses may speak about one target in one night; one observation is recorded."""

from __future__ import annotations

from datetime import datetime

from bot.model.observations import Observation, Outcome, Witness
from bot.model.repositories import RepoFacts, RepoState

#: what a probe brings home when it proves nothing either way: then the registry is heard
UNPROVEN = frozenset(
    {
        Outcome.WALLED,
        Outcome.RATE_LIMITED,
        Outcome.REFUSED_REQUEST,
        Outcome.SKIPPED,
        Outcome.EMPTY,
    }
)


def by_api(target: str, facts: RepoFacts, *, at: datetime) -> Observation | None:
    """What the code host's API says about a repository link; None when it could not say."""
    match facts.state:
        case RepoState.EXISTS:
            # without a token some repositories are only seen as anybody sees them
            witness = Witness.PROBE if facts.source == "page" else Witness.API
            return Observation(target=target, at=at, outcome=Outcome.ANSWERED, witness=witness)
        case RepoState.ABSENT:
            return Observation(target=target, at=at, outcome=Outcome.ABSENT, witness=Witness.API)
        case RepoState.WITHHELD:
            return Observation(
                target=target,
                at=at,
                outcome=Outcome.WALLED,
                witness=Witness.API,
                reason="withheld by the code host",
            )
        case RepoState.UNKNOWN:
            return None


def heard(probe: Observation | None, registry: Observation | None) -> Observation | None:
    """The observation to record for a paper link.

    The page itself is the better witness as long as it says anything. Where it does not (a wall, or
    nobody asked), the registry speaks; and when the registry says that the identifier does not exist,
    only a page that answers may contradict it.
    """
    if registry is None or probe is None:
        return probe or registry
    if registry.outcome is Outcome.UNREGISTERED:
        return probe if probe.outcome is Outcome.ANSWERED else registry
    return registry if probe.outcome in UNPROVEN else probe
