"""Ways in which a link can be dead, coarse enough that a decision about one stays good.

A host that times out today and refuses tomorrow, or a page that turns from 404 to 410, is dead in the
same way. What a person decided holds until the link is dead in a *worse* way: the page is proven to
be gone where the host only was silent, or somebody sells the domain.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from itertools import combinations
from types import MappingProxyType

from bot.model.findings import Finding, Rule
from bot.model.observations import Outcome


class Death(StrEnum):
    """From the mildest to the worst; the value is the kind of the evidence."""

    #: nobody answers, or with nothing but errors
    UNREACHABLE = "dead-unreachable"
    #: the host, a registry or a code host says that it is not there
    GONE = "dead-gone"
    #: the domain is parked or for sale
    FOR_SALE = "dead-for-sale"


_RANK = {death: rank for rank, death in enumerate(Death)}
_GONE = frozenset(
    {
        Outcome.NOT_FOUND,
        Outcome.SOFT_NOT_FOUND,
        Outcome.SENT_HOME,
        Outcome.ABSENT,
        Outcome.UNREGISTERED,
    }
)
_UNREACHABLE = frozenset(
    {
        Outcome.TIMED_OUT,
        Outcome.SERVER_ERROR,
        Outcome.UNREACHABLE,
        Outcome.BROKEN,
        Outcome.NO_SUCH_HOST,
        Outcome.DNS_FAILED,
        Outcome.TLS_FAILED,
        Outcome.REDIRECT_LOOP,
    }
)
#: different outcomes in one trail of failures, at most, for hashes of the former form
_MIXED = 5


def death_of(outcomes: Iterable[Outcome]) -> Death:
    """The worst of what was seen."""
    seen = set(outcomes)
    if Outcome.FOR_SALE in seen:
        return Death.FOR_SALE
    return Death.GONE if seen & _GONE else Death.UNREACHABLE


def is_known_evidence(finding: Finding, evidence: str) -> bool:
    """Does a decision that was made on evidence with this hash still hold for the finding?"""
    if evidence == finding.evidence_hash:
        return True
    if finding.rule is not Rule.DEAD:
        return False
    decided = _deaths_by_hash().get(evidence)
    kinds = {item.kind for item in finding.evidence if not item.supports}
    today = max((rank for death, rank in _RANK.items() if death in kinds), default=None)
    return decided is not None and today is not None and today <= _RANK[decided]


@cache
def _deaths_by_hash() -> Mapping[str, Death]:
    """Hash -> death: as they are written now, and as they were while each outcome was a kind of its own."""
    found = {_hash([f"{death}\x1f{False}"]): death for death in Death}
    counted = sorted({Outcome.FOR_SALE, *_GONE, *_UNREACHABLE})
    for size in range(1, _MIXED + 1):
        for seen in combinations(counted, size):
            kinds = [f"seen-{outcome}\x1f{False}" for outcome in seen]
            found[_hash([*kinds, f"last-alive\x1f{True}"])] = death_of(seen)
    return MappingProxyType(found)


def _hash(parts: Iterable[str]) -> str:
    """As ``Finding.evidence_hash``."""
    return hashlib.sha256("\x1e".join(sorted(parts)).encode()).hexdigest()[:16]
