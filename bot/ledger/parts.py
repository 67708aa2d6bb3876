"""What one part of a divided night brings home: a journal that says which part it is, and how it ended."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.ledger.journal import FORMAT
from bot.ledger.lines import time_to_text
from bot.model.hosts import KnownHost
from bot.model.observations import Look
from bot.model.runs import Cost, Validity


class PartRefused(ValueError):
    """The text is no part of a night that can be believed; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a night."""

    number: int
    of: int
    #: when it began, which is "now" for the whole night
    began: datetime
    looks: Mapping[str, Look] = field(default_factory=dict)
    #: what the part found out about its own machine; None = it was stopped before its end
    validity: Validity | None = None
    explanation: str = ""
    cost: Cost = field(default_factory=Cost)
    #: what it learnt about how hosts want to be asked
    hosts: tuple[KnownHost, ...] = ()

    @property
    def finished(self) -> bool:
        """It looked at everything that was its business."""
        return self.validity is not None


def part_header(number: int, of: int, began: datetime) -> str:
    """First line of a part."""
    return json.dumps(
        {"journal": FORMAT, "began": time_to_text(began), "part": number, "of": of},
    )


def is_part(text: str) -> bool:
    """Does the text begin like a part of a night?"""
    return text.startswith('{"journal":') and '"part":' in text[:200].partition("\n")[0]


def closing_line(
    validity: Validity, explanation: str, cost: Cost, hosts: Iterable[KnownHost] = ()
) -> str:
    """Last line of a part that came to its end."""
    found = {
        "validity": validity.value,
        "explanation": explanation,
        "requests": dict(cost.requests),
        "received": cost.received,
        "seconds": round(cost.seconds, 3),
        "hosts": [_host(known) for known in hosts],
    }
    return json.dumps({"finished": found}, ensure_ascii=False)


def _host(known: KnownHost) -> dict[str, object]:
    return {
        "host": known.host,
        "robots_at": time_to_text(known.robots_at) if known.robots_at else None,
        "crawl_delay": known.crawl_delay,
        "head_agrees": known.head_agrees,
        "head_at": time_to_text(known.head_at) if known.head_at else None,
    }
