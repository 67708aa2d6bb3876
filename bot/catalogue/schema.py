"""JSON Schema of ``entries.yml``, for editors and for whoever writes the file by program.

What JSON Schema cannot say (unique ids, real dates) only the reader checks.
"""

from __future__ import annotations

from typing import Any

from bot.catalogue import shape
from bot.model.findings import Rule

_TEXT = {"type": "string", "minLength": 1, "pattern": r"\S"}
_ID = {"type": "string", "pattern": f"^{shape.ID}$"}
MEANING = {
    "id": "Stable readable id, unique in the file.",
    "section": "Id of a section; a section that is not declared is its own title.",
    "title": "Title of the paper, as the paper spells it.",
    "pdf": "Link to the paper.",
    "code": "Link to the code of this paper. Leave the line out where there is none.",
    "project": "Link to the project page.",
    "dataset": "Link to the data set.",
    "year": "Year of publication.",
    "venue": "Journal or conference.",
    "doi": "DOI, without https://doi.org/.",
    "arxiv": "arXiv id, in quotes.",
    "authors": "Names of the authors, in order.",
    "ignore": "Do not report something about this entry: true, rules, or rules with a reason.",
}


def entries_schema() -> dict[str, Any]:
    """The schema that is published as ``schemas/entries.schema.json``."""
    section = _object({"id": _ID, "title": _TEXT}, shape.SECTION_KEYS)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:listbot:schema:entries",
        "title": "listbot entries (entries.yml)",
        **_object(
            {
                "title": {**_TEXT, "description": "Title of the list."},
                "sections": {"type": "array", "items": section, "maxItems": shape.MOST_SECTIONS},
                "entries": {"type": "array", "items": _entry(), "maxItems": shape.MOST_ENTRIES},
            },
            ("title", "entries"),
        ),
    }


def _entry() -> dict[str, Any]:
    url = {"type": "string", "pattern": f"^{shape.URL}$"}
    kinds: dict[str, dict[str, Any]] = {
        "id": _ID,
        **dict.fromkeys(("section", "title", "venue"), _TEXT),
        **dict.fromkeys(shape.LINK_KEYS, url),
        "year": {"type": "integer", "minimum": shape.FIRST_YEAR, "maximum": shape.LAST_YEAR},
        "doi": {"type": "string", "pattern": f"^{shape.DOI}$"},
        "arxiv": {"type": "string", "pattern": f"^{shape.ARXIV}$"},
        "authors": {"type": "array", "items": _TEXT, "maxItems": shape.MOST_AUTHORS},
        "ignore": _ignore(),
    }
    described = {key: {**kinds[key], "description": MEANING[key]} for key in shape.ENTRY_KEYS}
    return _object(described, shape.NEEDED_KEYS)


def _ignore() -> dict[str, Any]:
    rules = {
        "type": "array",
        "items": {"enum": ["*", *(rule.value for rule in Rule)]},
        "minItems": 1,
        "maxItems": shape.MOST_RULES,
    }
    date = {"type": "string", "pattern": f"^{shape.DATE}$"}
    parts = {"rules": rules, "reason": _TEXT, "until": date}
    return {"anyOf": [{"type": "boolean"}, rules, _object(parts, ())]}


def _object(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "additionalProperties": False}
    if required:
        made["required"] = list(required)
    return {**made, "properties": properties}


def keys_table() -> str:
    """Markdown for ``docs/entries.md``: every key of an entry, in the order they are written."""
    rows = ["| key | needed | meaning |", "|---|---|---|"]
    for key in shape.ENTRY_KEYS:
        needed = "yes" if key in shape.NEEDED_KEYS else ""
        rows.append(f"| `{key}` | {needed} | {MEANING[key]} |")
    return "\n".join(rows)
