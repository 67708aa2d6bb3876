"""The journal of an unfinished run: one JSON line a look, so that a killed run can go on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.ledger.lines import time_from_text, time_to_text
from bot.model.observations import Look, Observation, Outcome, PageReading, Validators, Witness

FORMAT = 1
#: an older journal belongs to a night that is over
FRESH = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """What an unfinished run has learnt so far."""

    began: datetime
    looks: Mapping[str, Look]


def header_line(began: datetime) -> str:
    """First line of a journal."""
    return json.dumps({"journal": FORMAT, "began": time_to_text(began)})


def look_to_object(look: Look) -> dict[str, Any]:
    """A look as plain JSON data."""
    seen = look.observation
    found: dict[str, Any] = {
        "target": seen.target,
        "at": time_to_text(seen.at),
        "outcome": seen.outcome.value,
        "witness": seen.witness.value,
        "attempts": look.attempts,
        "elapsed_ms": look.elapsed_ms,
        "received": look.received,
    }
    optional: dict[str, Any] = {
        "status": seen.status,
        "final_url": seen.final_url,
        "permanent": seen.permanent,
        "secure_twin": seen.secure_twin,
        "reason": seen.reason,
        "page": asdict(look.page) if look.page else None,
        "validators": asdict(look.validators) if look.validators else None,
    }
    found.update({key: value for key, value in optional.items() if value})
    return found


def look_from_object(found: Mapping[str, Any]) -> Look:
    """Read what ``look_to_object`` made. Raises ValueError, KeyError or TypeError."""
    page = found.get("page")
    validators = found.get("validators")
    return Look(
        observation=Observation(
            target=str(found["target"]),
            at=time_from_text(found["at"]),
            outcome=Outcome(found["outcome"]),
            witness=Witness(found["witness"]),
            status=found.get("status"),
            final_url=found.get("final_url"),
            permanent=bool(found.get("permanent", False)),
            secure_twin=bool(found.get("secure_twin", False)),
            reason=str(found.get("reason", "")),
        ),
        page=PageReading(
            title=page["title"],
            metadata=tuple((str(name), str(value)) for name, value in page["metadata"]),
            code_urls=tuple(page["code_urls"]),
            canonical_url=page["canonical_url"],
        )
        if page
        else None,
        validators=Validators(**validators) if validators else None,
        attempts=int(found.get("attempts", 1)),
        elapsed_ms=int(found.get("elapsed_ms", 0)),
        received=int(found.get("received", 0)),
    )


def look_line(look: Look) -> str:
    """One line of a journal."""
    return json.dumps(look_to_object(look), ensure_ascii=False, separators=(",", ":"))


def parse_journal(text: str | None, *, now: datetime) -> Journal | None:
    """What can be continued, or None when there is nothing or it is too old.

    A last line that was cut by a kill is dropped: its target is asked again.
    """
    lines = (text or "").split("\n")
    try:
        header = json.loads(lines[0])
        began = time_from_text(header["began"])
        if header["journal"] != FORMAT:
            return None
    except (ValueError, KeyError, TypeError):
        return None
    if not timedelta(0) <= now - began < FRESH:
        return None
    looks: dict[str, Look] = {}
    for line in lines[1:]:
        try:
            look = look_from_object(json.loads(line))
        except (ValueError, KeyError, TypeError):
            continue
        looks[look.observation.target] = look
    return Journal(began=began, looks=looks)
