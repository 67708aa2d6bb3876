"""Parts of a night are read: they come from machines that met strangers, so every line must fit its schema.

One that does not fit, or that claims what no visit can show, spoils the whole part.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from bot.ledger.journal import look_from_object
from bot.ledger.lines import time_from_text
from bot.ledger.parts import Part, PartRefused
from bot.model.hosts import KnownHost
from bot.model.observations import Look, Outcome
from bot.model.runs import Cost, Validity
from bot.urls import UnusableUrl, parse

#: characters of one line; a page's own metadata are 120 values of 2,000 at most
LONGEST_LINE = 512 * 1024
#: characters of one part
LARGEST = 256 * 1024 * 1024
#: jobs that a matrix may have (docs.github.com, "Actions limits")
MOST_PARTS = 256
#: only an API or a registry can say so, never a page
_NOT_SEEN = frozenset({Outcome.ABSENT, Outcome.UNREGISTERED})

_Word = Annotated[str, StringConstraints(max_length=200)]
_Address = Annotated[str, StringConstraints(max_length=8_192)]
_Value = Annotated[str, StringConstraints(max_length=8_192)]
_Count = Annotated[int, Field(ge=0, le=1 << 48)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class HeaderLine(_Model):
    """The first line."""

    journal: Literal[1]
    began: _Word
    part: int = Field(ge=1, le=MOST_PARTS)
    of: int = Field(ge=1, le=MOST_PARTS)


class PageRead(_Model):
    """What a page says about itself."""

    title: _Value
    metadata: list[tuple[_Value, _Value]] = Field(max_length=200)
    code_urls: list[_Address] = Field(max_length=100)
    canonical_url: _Value | None


class ValidatorsRead(_Model):
    """What lets the next night ask whether it has changed."""

    etag: _Value
    last_modified: _Value
    url: _Address


class LookLine(_Model):
    """One visit."""

    target: _Address
    at: _Word
    outcome: _Word
    witness: Literal["probe"]
    attempts: _Count
    elapsed_ms: _Count
    received: _Count
    status: Annotated[int, Field(ge=0, le=999)] | None = None
    final_url: _Address | None = None
    permanent: bool = False
    secure_twin: bool = False
    reason: _Value = ""
    page: PageRead | None = None
    validators: ValidatorsRead | None = None


class HostLearnt(_Model):
    """How a host wants to be asked."""

    host: Annotated[str, StringConstraints(max_length=300)]
    robots_at: _Word | None
    crawl_delay: Annotated[float, Field(ge=0, le=3_600, allow_inf_nan=False)] | None
    head_agrees: bool | None
    head_at: _Word | None


class Ending(_Model):
    """How the part ended."""

    validity: Literal["valid", "offline", "canaries-failed", "mass-failure"]
    explanation: Annotated[str, StringConstraints(max_length=2_000)]
    requests: Annotated[dict[_Word, _Count], Field(max_length=100_000)]
    received: _Count
    seconds: float = Field(ge=0, le=10_000_000)
    hosts: Annotated[list[HostLearnt], Field(max_length=100_000)]


class ClosingLine(_Model):
    """The last line; absent when the part was stopped."""

    finished: Ending


def parse_part(text: str) -> Part:
    """Read a part. A last line that was cut by a kill is dropped; anything else raises PartRefused."""
    if len(text) > LARGEST:
        raise PartRefused(f"it is larger than {LARGEST} characters")
    lines = text.split("\n")
    cut = lines.pop()
    if not lines:
        raise PartRefused("it is empty")
    try:
        header = HeaderLine.model_validate_json(lines[0])
        part = Part(number=header.part, of=header.of, began=time_from_text(header.began))
    except (ValueError, OverflowError):
        raise PartRefused("its first line is not that of a part of a night") from None
    if part.number > part.of:
        raise PartRefused(f"there is no part {part.number} of {part.of}")
    looks: dict[str, Look] = {}
    closing: Ending | None = None
    for number, line in enumerate(lines[1:], start=2):
        if closing is not None:
            raise PartRefused(f"line {number} comes after its end")
        if line.startswith('{"finished"'):
            closing = _closing(line, number)
        else:
            look = _look(line, number)
            looks[look.observation.target] = look
    if closing is not None and cut:
        raise PartRefused("something comes after its end")
    part = replace(part, looks=looks)
    return part if closing is None else _ended(part, closing)


def _ended(part: Part, closing: Ending) -> Part:
    return replace(
        part,
        validity=Validity(closing.validity),
        explanation=closing.explanation,
        cost=Cost(
            requests=tuple(sorted(closing.requests.items())),
            received=closing.received,
            seconds=closing.seconds,
        ),
        hosts=tuple(_known(host) for host in closing.hosts),
    )


def _known(host: HostLearnt) -> KnownHost:
    try:
        return KnownHost(
            host=host.host,
            robots_at=time_from_text(host.robots_at) if host.robots_at else None,
            crawl_delay=host.crawl_delay,
            head_agrees=host.head_agrees,
            head_at=time_from_text(host.head_at) if host.head_at else None,
        )
    except (ValueError, OverflowError):
        raise PartRefused("its last line does not fit its schema") from None


def _closing(line: str, number: int) -> Ending:
    try:
        return ClosingLine.model_validate_json(line).finished
    except ValidationError:
        raise PartRefused(f"line {number} does not fit its schema") from None


def _look(line: str, number: int) -> Look:
    if len(line) > LONGEST_LINE:
        raise PartRefused(f"line {number} is longer than {LONGEST_LINE} characters")
    try:
        found = look_from_object(LookLine.model_validate_json(line).model_dump())
        if found.observation.final_url is not None:
            parse(found.observation.final_url)
    except (ValueError, KeyError, TypeError, OverflowError, UnusableUrl):
        raise PartRefused(f"line {number} does not fit its schema") from None
    if found.observation.outcome in _NOT_SEEN:
        raise PartRefused(f"line {number} says what no visit can show")
    return found


def part_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of one line of a part, made from what reads it."""
    found = TypeAdapter(HeaderLine | LookLine | ClosingLine).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:listbot:schema:part",
        "title": "a line of what listbot nightly --shard I/N writes",
        **found,
    }
