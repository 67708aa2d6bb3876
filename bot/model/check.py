"""The value that every output format of ``listbot check`` is a function of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from bot.model.entries import LinkRole, SourceSpan
from bot.model.runs import Cost, RunValidity
from bot.model.verdicts import Health, Verdict

#: healths for which somebody must act (exit code 1)
FAILING = frozenset({Health.DEAD, Health.UNSAFE, Health.INVALID})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One use of a URL in an input file."""

    span: SourceSpan
    #: None in a Markdown file
    entry_id: str | None = None
    role: LinkRole | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLink:
    """One distinct URL of the input, in the input's own spelling."""

    url: str
    #: canonical URL
    target: str
    verdict: Verdict
    places: tuple[Place, ...]
    #: milliseconds
    elapsed_ms: int = 0
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """The result of one check."""

    links: tuple[CheckedLink, ...]
    inputs: tuple[str, ...]
    at: datetime
    version: str
    validity: RunValidity
    cost: Cost = field(default_factory=Cost)
    #: (part, parts) of a sharded check
    shard: tuple[int, int] | None = None
    #: judged without history
    alone: bool = False
    #: sentences about what could not be learnt
    missing: tuple[str, ...] = ()
    #: False when a registry could not be reached for part of it
    complete: bool = True

    def counts(self) -> dict[Health, int]:
        """How many URLs have which health, all healths included."""
        found = Counter(link.verdict.health for link in self.links)
        return {health: found[health] for health in Health}

    @property
    def failing(self) -> tuple[CheckedLink, ...]:
        """Links for which somebody must act."""
        return tuple(link for link in self.links if link.verdict.health in FAILING)
