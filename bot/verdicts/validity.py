"""Before believing anything: are the failures of this run evidence?

Three questions, in this order: did anything answer at all; did whole hosts fall over together; did so
many links that were alive before fail that our own network is the likelier culprit?
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.model.observations import Observation, Outcome
from bot.model.runs import Incident, RunValidity, Validity
from bot.model.verdicts import Health, Policy
from bot.urls import host_of
from bot.verdicts.single import health_of

#: outcomes in which nobody answered
SILENT = frozenset(
    {
        Outcome.TIMED_OUT,
        Outcome.NO_SUCH_HOST,
        Outcome.DNS_FAILED,
        Outcome.UNREACHABLE,
        Outcome.BROKEN,
        Outcome.TLS_FAILED,
    }
)
#: outcomes that were not asked of anybody
_UNASKED = frozenset({Outcome.SKIPPED, Outcome.INVALID, Outcome.UNSAFE})
_WELL = frozenset({Health.ALIVE, Health.MOVED, Health.BLOCKED})


class Silence:
    """Has nobody at all answered so far? For a run that goes on: each look costs the same, however many.

    Refusals come faster than pages, so the first few looks of a healthy run may all be silent: it takes
    a good part of what was planned. Then it is worth a word with the canaries at once: an offline
    machine should not spend a night on waiting.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._silent = 0
        self._heard = False

    def note(self, observation: Observation) -> None:
        """Take the next look."""
        if observation.outcome in SILENT:
            self._silent += 1
        elif observation.outcome not in _UNASKED:
            self._heard = True

    def is_suspicious(self, planned: int) -> bool:
        """Nothing but silence from a good part of ``planned`` targets."""
        return not self._heard and self._silent >= max(self._policy.small_run, planned / 4)


def is_suspicious(
    observations: Iterable[Observation], before: Mapping[str, Health], policy: Policy
) -> bool:
    """Do the failures of this run call for a word with the canaries?"""
    asked = _asked(observations)
    if len(asked) < policy.small_run:
        return False
    silent = [o for o in asked if o.outcome in SILENT]
    if len(silent) * 2 > len(asked):
        # our own network fails towards everybody, a host towards its own links only
        hosts = {host_of(o.target) for o in asked}
        heard = {host_of(o.target) for o in asked if o.outcome not in SILENT}
        if len(hosts - heard) * 2 > len(hosts):
            return True
    lost, well_before = _lost(asked, before, policy, hosts=frozenset())
    return bool(well_before) and len(lost) > policy.mass_failure * len(well_before) / 2


def assess(
    observations: Iterable[Observation],
    before: Mapping[str, Health],
    policy: Policy,
    *,
    canaries: Sequence[Observation] = (),
    others_answered: bool = False,
) -> RunValidity:
    """Judge the run.

    ``before`` holds the health of each target before this run; ``canaries`` what the canaries said,
    when they were asked; ``others_answered`` whether an API or a registry answered in this run.
    """
    asked = _asked(observations)
    if len(asked) < policy.small_run:
        return RunValidity(validity=Validity.VALID)
    if all(o.outcome in SILENT for o in asked) and not others_answered and not _any_well(canaries):
        return RunValidity(
            validity=Validity.OFFLINE,
            explanation=f"None of the {len(asked)} addresses that were asked gave any answer"
            f"{_and_canaries(canaries)}: this machine seems to be offline.",
        )
    if canaries and not _any_well(canaries):
        silent = sum(o.outcome in SILENT for o in asked)
        return RunValidity(
            validity=Validity.CANARIES_FAILED,
            explanation=f"{silent} of {len(asked)} addresses gave no answer and none of the "
            f"{len(canaries)} canaries did either: the network of this machine is not to be trusted.",
        )
    incidents = find_incidents(asked, before, policy)
    hosts = frozenset(incident.host for incident in incidents)
    all_hosts = {host_of(o.target) for o in asked}
    excused = hosts if len(hosts) * 2 <= len(all_hosts) else frozenset()
    lost, well_before = _lost(asked, before, policy, hosts=excused)
    if len(lost) > policy.mass_failure * len(well_before) and len(lost) >= policy.incident_min:
        return RunValidity(
            validity=Validity.MASS_FAILURE,
            explanation=f"{len(lost)} of {len(well_before)} links that were well before fail in this "
            f"run, more than {policy.mass_failure:.0%}: more likely our side than theirs.",
        )
    return RunValidity(validity=Validity.VALID, incidents=incidents)


def find_incidents(
    observations: Iterable[Observation], before: Mapping[str, Health], policy: Policy
) -> tuple[Incident, ...]:
    """Hosts whose links fail together, although most of them were well before.

    A host stays an incident while it fails together; a link that was failing before does not make
    one, and a host that nobody has ever seen well is judged link by link.
    """
    by_host: dict[str, list[Observation]] = defaultdict(list)
    for observation in _asked(observations):
        by_host[host_of(observation.target)].append(observation)
    found = []
    for host, seen in sorted(by_host.items()):
        known = [o for o in seen if before.get(o.target) in _WELL | {Health.UNSTABLE}]
        failed = [o for o in known if o.outcome in policy.strikes]
        if len(failed) >= max(policy.incident_min, policy.incident_share * len(known)):
            reasons = sorted({o.outcome.value for o in failed})
            found.append(
                Incident(host=host, failed=len(failed), asked=len(seen), reason=", ".join(reasons))
            )
    return tuple(found)


def _asked(observations: Iterable[Observation]) -> list[Observation]:
    return [o for o in observations if o.outcome not in _UNASKED]


def _lost(
    asked: Iterable[Observation],
    before: Mapping[str, Health],
    policy: Policy,
    *,
    hosts: frozenset[str],
) -> tuple[list[Observation], list[Observation]]:
    """(failing now, all) of the targets that were well before, incidents' hosts left out."""
    well_before = [
        o for o in asked if before.get(o.target) in _WELL and host_of(o.target) not in hosts
    ]
    return [o for o in well_before if o.outcome in policy.strikes], well_before


def _any_well(canaries: Iterable[Observation]) -> bool:
    return any(health_of(o) in _WELL for o in canaries)


def _and_canaries(canaries: Sequence[Observation]) -> str:
    return f", nor did any of the {len(canaries)} canaries" if canaries else ""
