"""JSON Schema of ``.github/listbot.yml``, built from the table of options."""

from __future__ import annotations

from typing import Any

from bot.configuration.manual import default_of
from bot.configuration.options import OPTIONS


def configuration_schema() -> dict[str, Any]:
    """The schema that is published as ``schemas/configuration.schema.json``."""
    root: dict[str, Any] = _object("Configuration of listbot; everything is optional.")
    for option in OPTIONS:
        holder = root
        *heads, last = option.key.split(".")
        for head in heads:
            holder = holder["properties"].setdefault(head, _object(""))
        holder["properties"][last] = {
            **option.kind.schema(),
            "description": option.meaning,
            "default": default_of(option),
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:listbot:schema:configuration",
        "title": "listbot configuration (.github/listbot.yml)",
        **root,
    }


def _object(description: str) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": {}}
    return {"description": description, **made} if description else made
