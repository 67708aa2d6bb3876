"""The JSON of a check read back, so that the parts of a sharded check can be joined."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.catalogue.targets import target_url
from bot.errors import UsageError
from bot.model.check import CheckedLink, CheckReport, Place
from bot.model.entries import LinkRole, SourceSpan
from bot.model.observations import Witness
from bot.model.runs import Cost, Incident, RunValidity, Validity
from bot.model.verdicts import Flag, Health, Verdict


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Shard(_Model):
    part: int = Field(ge=1, le=256)
    of: int = Field(ge=1, le=256)


class _Incident(_Model):
    host: str
    failed: int
    asked: int
    reason: str = ""


class _Cost(_Model):
    requests: dict[str, int] = {}
    received_bytes: int = 0
    graphql_points: int = 0
    rest_calls: int = 0
    registry_calls: dict[str, int] = {}
    seconds: float = 0.0


class _Run(_Model):
    tool: str
    at: datetime
    inputs: tuple[str, ...]
    alone: bool
    shard: _Shard | None
    validity: Validity
    explanation: str = ""
    incidents: tuple[_Incident, ...] = ()
    missing: tuple[str, ...] = ()
    cost: _Cost = _Cost()


class _Entry(_Model):
    id: str
    role: LinkRole | None


class _Place(_Model):
    file: str
    line: int
    column: int


class _Link(_Model):
    url: str
    final_url: str | None
    verdict: Health
    proof: Witness | None
    reason: str
    status: int | None
    flags: tuple[Flag, ...]
    since: datetime | None = None
    entries: tuple[_Entry, ...]
    places: tuple[_Place, ...]
    elapsed_ms: int = 0
    attempts: int = 0


class _File(_Model):
    version: Literal[1]
    run: _Run
    links: tuple[_Link, ...]


def read(text: str, file: str) -> CheckReport:
    """The report that ``listbot check --format json`` wrote. Raises UsageError for anything else."""
    try:
        found = _File.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        what = f"{place}: {first['msg']}" if place else first["msg"]
        raise UsageError(
            f"{file} is no JSON of a check ({what})",
            hint="merge joins what `listbot check --shard I/N --format json` wrote.",
        ) from None
    run = found.run
    return CheckReport(
        links=tuple(_link(link) for link in found.links),
        inputs=run.inputs,
        at=run.at,
        version=run.tool.removeprefix("listbot "),
        validity=RunValidity(
            validity=run.validity,
            explanation=run.explanation,
            incidents=tuple(
                Incident(host=i.host, failed=i.failed, asked=i.asked, reason=i.reason)
                for i in run.incidents
            ),
        ),
        cost=Cost(
            requests=tuple(sorted(run.cost.requests.items())),
            received=run.cost.received_bytes,
            graphql_points=run.cost.graphql_points,
            rest_calls=run.cost.rest_calls,
            registry_calls=tuple(sorted(run.cost.registry_calls.items())),
            seconds=run.cost.seconds,
        ),
        shard=(run.shard.part, run.shard.of) if run.shard else None,
        alone=run.alone,
        missing=run.missing,
    )


def _link(link: _Link) -> CheckedLink:
    target = target_url(link.url)
    # places of entries are written twice: as a place, and with the entry's id and role
    entries = list(link.entries) if len(link.entries) == len(link.places) else []
    places = []
    for number, place in enumerate(link.places):
        entry = entries[number] if entries else None
        places.append(
            Place(
                span=SourceSpan(file=place.file, line=place.line, column=place.column),
                entry_id=entry.id if entry else None,
                role=entry.role if entry else None,
            )
        )
    return CheckedLink(
        url=link.url,
        target=target,
        verdict=Verdict(
            target=target,
            health=link.verdict,
            proof=link.proof,
            reason=link.reason,
            status=link.status,
            final_url=link.final_url,
            since=link.since,
            flags=frozenset(link.flags),
        ),
        places=tuple(places),
        elapsed_ms=link.elapsed_ms,
        attempts=link.attempts,
    )
