"""``reports/findings.json``: the night as data between the job that looks and the one that writes.

The second job holds a token that may write, so nothing in the file is trusted: unknown keys,
wrong types and other versions are refused, and the size is limited.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from bot.errors import StateError
from bot.model.night import Night
from bot.text import terminal

FILE = "findings.json"
#: characters; a list of 100,000 links stays far below
LARGEST = 256 * 1024 * 1024
#: problems that are told at once
_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    version: Literal[1]
    night: Night


_ADAPTER: TypeAdapter[_File] = TypeAdapter(_File)


def findings_to_json(night: Night) -> str:
    """The text of the file: sorted keys, what has its default value left out."""
    data = _ADAPTER.dump_python(_File(version=1, night=night), mode="json", exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def findings_from_json(text: str, file: str = FILE) -> Night:
    """Read the file; raises StateError that says what is wrong with it."""
    if len(text) > LARGEST:
        raise StateError(f"{file}: larger than {LARGEST} characters")
    try:
        found = _ADAPTER.validate_json(text)
    except ValidationError as error:
        told = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise _refusal(file, list(told)) from None
    known = _ADAPTER.dump_python(found, mode="json")
    unknown = [f"{place}: unknown key" for place in _unknown(json.loads(text), known, "")]
    if unknown:
        raise _refusal(file, unknown)
    return found.night


def _unknown(read: Any, known: Any, place: str) -> Iterator[str]:
    """Places of keys that were read but mean nothing (pydantic passes over them in dataclasses)."""
    if isinstance(read, dict) and isinstance(known, dict):
        for key, value in read.items():
            here = f"{place}.{key}" if place else str(key)
            if key in known:
                yield from _unknown(value, known[key], here)
            else:
                yield here
    elif isinstance(read, list) and isinstance(known, list):
        for number, (one, other) in enumerate(zip(read, known, strict=False)):
            yield from _unknown(one, other, f"{place}.{number}")


def _refusal(file: str, problems: list[str]) -> StateError:
    lines = [f"{file}: {terminal(problem[:200])}" for problem in problems[:_SHOWN]]
    if len(problems) > _SHOWN:
        lines.append(f"{file}: and {len(problems) - _SHOWN} more")
    return StateError(
        "\n".join(lines), hint="The file is written by `listbot nightly`; run it again."
    )


def findings_schema() -> dict[str, Any]:
    """The schema that is published as ``schemas/findings.schema.json``."""
    schema = _closed(_ADAPTER.json_schema(mode="validation"))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:listbot:schema:findings",
        **schema,
        "title": "findings of one night of listbot (reports/findings.json)",
    }


def _closed(schema: Any) -> Any:
    """The same schema, in which no object takes keys that it does not name."""
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    if "properties" in closed and closed.get("type") == "object":
        closed["additionalProperties"] = False
    return closed
