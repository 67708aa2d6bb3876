"""The verdict that one look alone allows: no history, no strikes."""

from __future__ import annotations

from functools import lru_cache

from bot.model.observations import Observation, Outcome, Witness
from bot.model.verdicts import Flag, Health, Verdict

#: What one look is worth by itself (DESIGN, "Judged on one run alone").
HEALTH_OF: dict[Outcome, Health] = {
    Outcome.ANSWERED: Health.ALIVE,
    Outcome.NOT_FOUND: Health.DEAD,
    Outcome.SOFT_NOT_FOUND: Health.DEAD,
    Outcome.FOR_SALE: Health.DEAD,
    Outcome.NO_SUCH_HOST: Health.DEAD,
    Outcome.UNREGISTERED: Health.DEAD,
    Outcome.ABSENT: Health.DEAD,
    Outcome.SENT_HOME: Health.UNSTABLE,
    Outcome.SERVER_ERROR: Health.UNSTABLE,
    Outcome.TIMED_OUT: Health.UNSTABLE,
    Outcome.DNS_FAILED: Health.UNSTABLE,
    Outcome.UNREACHABLE: Health.UNSTABLE,
    Outcome.BROKEN: Health.UNSTABLE,
    Outcome.BAD_CERTIFICATE: Health.UNSTABLE,
    Outcome.TLS_FAILED: Health.UNSTABLE,
    Outcome.REDIRECT_LOOP: Health.UNSTABLE,
    Outcome.EMPTY: Health.UNSTABLE,
    Outcome.WALLED: Health.BLOCKED,
    Outcome.RATE_LIMITED: Health.BLOCKED,
    Outcome.REFUSED_REQUEST: Health.BLOCKED,
    Outcome.UNSAFE: Health.UNSAFE,
    Outcome.INVALID: Health.INVALID,
    Outcome.SKIPPED: Health.SKIPPED,
}


def health_of(observation: Observation) -> Health:
    """Health that this look shows, a permanent redirect to a known place included."""
    health = HEALTH_OF[observation.outcome]
    if health is Health.ALIVE and observation.permanent and observation.final_url:
        return Health.MOVED
    return health


def flags_of(observation: Observation) -> frozenset[Flag]:
    """Flags that this look alone can show."""
    flags = set()
    if observation.secure_twin and observation.target.startswith("http://"):
        flags.add(Flag.INSECURE)
    if observation.outcome is Outcome.BAD_CERTIFICATE:
        flags.add(Flag.BAD_CERTIFICATE)
    return frozenset(flags)


def judge_alone(observation: Observation) -> Verdict:
    """The verdict of a run that knows no other run (``check --no-state``)."""
    health = health_of(observation)
    alive = health in (Health.ALIVE, Health.MOVED)
    return Verdict(
        target=observation.target,
        health=health,
        proof=None if health is Health.SKIPPED else observation.witness,
        reason=describe(observation),
        status=observation.status,
        final_url=observation.final_url,
        since=observation.at,
        last_alive=observation.at if alive else None,
        strikes=0 if alive else 1,
        flags=flags_of(observation),
        decided_by=(observation,),
    )


_SENTENCES: dict[Outcome, str] = {
    Outcome.ANSWERED: "answered",
    Outcome.NOT_FOUND: "the page does not exist",
    Outcome.SOFT_NOT_FOUND: "answers with success, but the page says that nothing is there",
    Outcome.FOR_SALE: "the domain is parked, for sale or full of somebody else's advertising",
    Outcome.SENT_HOME: "sent to the home, login or error page of its host",
    Outcome.WALLED: "a wall stands before the page; a person would get in",
    Outcome.RATE_LIMITED: "the host asked us to slow down",
    Outcome.SERVER_ERROR: "the server reported an error",
    Outcome.REFUSED_REQUEST: "the host did not accept the request",
    Outcome.TIMED_OUT: "no complete answer in time",
    Outcome.NO_SUCH_HOST: "the host name does not exist",
    Outcome.DNS_FAILED: "the host name could not be looked up",
    Outcome.UNREACHABLE: "the host could not be reached",
    Outcome.BROKEN: "the connection broke",
    Outcome.BAD_CERTIFICATE: "the certificate is not valid",
    Outcome.TLS_FAILED: "no secure connection could be agreed on",
    Outcome.REDIRECT_LOOP: "redirects without end",
    Outcome.EMPTY: "answered with nothing",
    Outcome.UNSAFE: "leads where the bot must not go",
    Outcome.INVALID: "is not a usable URL",
    Outcome.SKIPPED: "not asked",
    Outcome.UNREGISTERED: "the registry says that this identifier does not exist",
    Outcome.ABSENT: "the code host says that this repository does not exist",
}

#: the page itself was not asked, or stands behind a wall
_BY_REGISTRY = "vouched for by a registry, not by the page itself"
_BY_API = "the code host confirms it"


def describe(observation: Observation) -> str:
    """One plain sentence about a look, for a person. No foreign text."""
    return _sentence(
        observation.outcome,
        observation.witness,
        bool(observation.permanent and observation.final_url),
        observation.status,
        observation.reason,
    )


@lru_cache(maxsize=4096)  # a list has few sentences for many links; each is kept once
def _sentence(
    outcome: Outcome, witness: Witness, moved: bool, status: int | None, reason: str
) -> str:
    sentence = _SENTENCES[outcome]
    if outcome is Outcome.ANSWERED:
        if witness is Witness.REGISTRY:
            sentence = _BY_REGISTRY
        elif witness is Witness.API:
            sentence = _BY_API
        elif moved:
            sentence = "moved for good"
    details = []
    if status is not None:
        details.append(str(status))
    if reason:
        details.append(reason)
    return f"{sentence} ({', '.join(details)})" if details else sentence
