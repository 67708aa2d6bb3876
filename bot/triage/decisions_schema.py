"""JSON Schema of ``reports/decisions.yml``, for editors and for whoever writes the file by program.

What JSON Schema cannot say (real dates, entries that exist) only the reader and the nightly run check.
"""

from __future__ import annotations

import json
from typing import Any

from bot.model.entries import LinkRole
from bot.model.findings import Rule
from bot.triage.decisions import Verb
from bot.triage.decisions_file import KEYS, MOST

#: written beside the decisions, so that their first line finds it in every repository
FILE = "decisions.schema.json"

_TEXT = {"type": "string", "minLength": 1, "pattern": r"\S"}
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_KINDS: dict[str, dict[str, Any]] = {
    "decision": {
        "enum": [verb.value for verb in Verb],
        "description": "ignore: silence until the evidence changes. snooze: silence until a day. "
        "replace, remove: change the list by pull request. decline: this change is not wanted. "
        "recheck: look again in the next run.",
    },
    "entry": {**_TEXT, "description": "Id of the entry."},
    "rule": {
        "enum": [rule.value for rule in Rule],
        "description": "Only findings of this rule; without it, all of them.",
    },
    "role": {
        "enum": [role.value for role in LinkRole],
        "description": "Only findings about this kind of link.",
    },
    "url": {**_TEXT, "description": "Only findings about this link: another address asks afresh."},
    "finding": {**_TEXT, "description": "Fingerprint of the one finding that it is about."},
    "evidence": {
        **_TEXT,
        "description": "Hash of the evidence that it was decided on. Without it an ignore never ends.",
    },
    "field": {**_TEXT, "description": "Field of the entry that changes: code, pdf, venue ..."},
    "to": {
        "anyOf": [_TEXT, {"type": "null"}],
        "description": "New value of the field; null = the field is removed.",
    },
    "by": {**_TEXT, "description": "Who decided."},
    "at": {
        "type": "string",
        "pattern": rf"^{_DATE}([T ][0-9:.]+(Z|[+-][0-9:]+)?)?$",
        "description": "When it was decided, such as 2026-11-24T02:17:00Z.",
    },
    "why": {**_TEXT, "description": "The reason, for people."},
    "until": {
        "type": "string",
        "pattern": f"^{_DATE}$",
        "description": "Last day on which it holds.",
    },
    "source": {
        **_TEXT,
        "description": "Where it was said. What the bot wrote it may take back; without this line it "
        "leaves the decision alone.",
    },
}
#: what a decision cannot do without
_NEEDS = {
    (Verb.SNOOZE,): ["until"],
    (Verb.REPLACE,): ["field", "to"],
    (Verb.REMOVE, Verb.DECLINE): ["field"],
}


def decisions_schema() -> dict[str, Any]:
    """The schema that is published as ``schemas/decisions.schema.json``."""
    item = {
        "type": "object",
        "additionalProperties": False,
        "required": ["decision", "entry"],
        "properties": {key: _KINDS[key] for key in KEYS},
        "allOf": [_needed(verbs, keys) for verbs, keys in _NEEDS.items()],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:listbot:schema:decisions",
        "title": "listbot decisions (reports/decisions.yml)",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "decisions": {
                "anyOf": [
                    {"type": "array", "items": item, "maxItems": MOST},
                    {"type": "null"},
                ],
                "description": "What people decided about findings.",
            }
        },
    }


def schema_text() -> str:
    """The file."""
    return json.dumps(decisions_schema(), indent=2, ensure_ascii=False) + "\n"


def _needed(verbs: tuple[Verb, ...], keys: list[str]) -> dict[str, Any]:
    when = {"properties": {"decision": {"enum": [verb.value for verb in verbs]}}}
    then: dict[str, Any] = {"required": keys}
    if Verb.REPLACE in verbs:
        then["properties"] = {"to": _TEXT}
    return {"if": {**when, "required": ["decision"]}, "then": then}
