"""``reports/findings.json``: the night as data between the job that looks and the one that writes.

The second job holds a token that may write, so nothing in the file is trusted: unknown keys,
wrong types and other versions are refused, and the size is limited.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from json.encoder import encode_basestring
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.errors import StateError
from bot.model.findings import Finding
from bot.model.night import EntryIgnore, LinkState, Night
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
_LINK, _FINDING, _IGNORE = TypeAdapter(LinkState), TypeAdapter(Finding), TypeAdapter(EntryIgnore)
#: where a line of an item of a list begins
_ITEM = "\n   "
T = TypeVar("T")


def findings_to_json(night: Night) -> str:
    """The text of the file: sorted keys, what has its default value left out."""
    return "".join(findings_pieces(night))


def findings_pieces(night: Night) -> Iterator[str]:
    """The same text, a link or a finding at a time: a large list is never whole in memory."""
    head = _plain(
        _ADAPTER, _File(version=1, night=replace(night, links=(), findings=(), ignores=()))
    )
    values = head["night"]
    lists: dict[str, Iterator[str]] = {
        "links": _items(_LINK, night.links),
        "findings": _items(_FINDING, night.findings),
        "ignores": _items(_IGNORE, night.ignores),
    }
    filled = {key for key in lists if getattr(night, key)}
    yield '{\n "night": {'
    comma = ""
    for key in sorted({*values, *filled}):
        yield f'{comma}\n  "{key}": '
        if key in filled:
            yield from lists[key]
        else:
            yield _indented(values[key], "\n  ")
        comma = ","
    yield '\n },\n "version": 1\n}\n'


def _items(adapter: TypeAdapter[T], items: Iterable[T]) -> Iterator[str]:
    opening = "["
    for item in items:
        yield f"{opening}{_ITEM}{_indented(_plain(adapter, item), _ITEM)}"
        opening = ","
    yield "\n  ]"


def _plain(adapter: TypeAdapter[T], item: T) -> Any:
    return adapter.dump_python(item, mode="json", exclude_defaults=True)


def _indented(value: Any, line: str) -> str:
    """``json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False)`` at the depth of ``line``.

    ``json`` has no fast encoder that indents: this takes a third of its time.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if not value or not isinstance(value, dict | list):
        return json.dumps(value)
    deeper = f"{line} "
    if isinstance(value, dict):
        pairs = (
            f"{encode_basestring(key)}: {_indented(value[key], deeper)}" for key in sorted(value)
        )
        return f"{{{deeper}{f',{deeper}'.join(pairs)}{line}}}"
    return f"[{deeper}{f',{deeper}'.join(_indented(item, deeper) for item in value)}{line}]"


def findings_from_json(text: str, file: str = FILE) -> Night:
    """Read the file; raises StateError that says what is wrong with it.

    A link or a finding at a time: what was read of it is let go as soon as it is known.
    """
    if len(text) > LARGEST:
        raise StateError(f"{file}: larger than {LARGEST} characters")
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refusal(file, [f"Invalid JSON: {error}"]) from None
    night = read.get("night") if isinstance(read, dict) else None
    parts = night if isinstance(night, dict) else {}
    taken = {
        key: parts.pop(key)
        for key in ("links", "findings", "ignores")
        if isinstance(parts.get(key), list)
    }
    problems: list[str] = []
    head = _checked(_ADAPTER, read, "", problems)
    links = tuple(_each(_LINK, taken.get("links", []), "night.links", problems))
    findings = tuple(_each(_FINDING, taken.get("findings", []), "night.findings", problems))
    ignores = tuple(_each(_IGNORE, taken.get("ignores", []), "night.ignores", problems))
    if head is None or problems:
        raise _refusal(file, problems)
    return replace(head.night, links=links, findings=findings, ignores=ignores)


def _each(
    adapter: TypeAdapter[T], items: list[Any], place: str, problems: list[str]
) -> Iterator[T]:
    items.reverse()
    number = 0
    while items:
        found = _checked(adapter, items.pop(), f"{place}.{number}", problems)
        if found is not None:
            yield found
        number += 1


def _checked(adapter: TypeAdapter[T], read: Any, place: str, problems: list[str]) -> T | None:
    """The value; None after everything that is wrong with it was noted."""
    prefix = f"{place}." if place else ""
    try:
        found = adapter.validate_python(read)
    except ValidationError as error:
        problems += [f"{prefix}{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        return None
    known = adapter.dump_python(found, mode="json")
    problems += [f"{key}: unknown key" for key in _unknown(read, known, place)]
    return found


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
