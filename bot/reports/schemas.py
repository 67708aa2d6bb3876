"""JSON Schemas of everything that is written as JSON for others, published in ``schemas/``.

Words of closed sets come from the vocabulary, so a new word shows up as a stale file in the tests.
(``entries.yml``, the configuration and ``findings.json`` have theirs beside their readers.)
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from bot.lists.kinds import LinkKind
from bot.model.entries import LinkRole
from bot.model.evidence import Attribution
from bot.model.findings import FixSafety, Rule, Severity
from bot.model.observations import Witness
from bot.model.papers import Identity
from bot.model.runs import Validity
from bot.model.verdicts import Flag, Health

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
COUNT: Schema = {"type": "integer", "minimum": 0}
COUNT_OR_NULL: Schema = {"type": ["integer", "null"], "minimum": 0}
PLACE: Schema = {"type": "integer", "minimum": 1}
YES_NO: Schema = {"type": "boolean"}
#: UTC, to the second
TIME: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$"}
TIME_OR_NULL: Schema = {"anyOf": [TIME, {"type": "null"}]}


def _object(**properties: Schema) -> Schema:
    """An object with exactly these keys."""
    keys = list(properties)
    closed: Schema = {"type": "object", "additionalProperties": False, "required": keys}
    return {**closed, "properties": properties}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _word(words: Iterable[StrEnum], *, nullable: bool = False) -> Schema:
    """One word of a closed set."""
    listed: list[str | None] = [word.value for word in words]
    return {"enum": [*listed, None] if nullable else listed}


def _table(values: Schema, keys: Schema | None = None) -> Schema:
    """An object whose keys are data."""
    table: Schema = {"type": "object", "additionalProperties": values}
    return {**table, "propertyNames": keys} if keys else table


def _published(name: str, title: str, schema: Schema) -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:listbot:schema:{name}",
        "title": title,
        **schema,
    }


_FLAGS = _list(_word(Flag))
_INCIDENTS = _list(_object(host=TEXT, failed=COUNT, asked=COUNT, reason=TEXT))
_COUNTS = _table(COUNT, _word(Health))
_COST = _object(
    requests=_table(COUNT),
    received_bytes=COUNT,
    graphql_points=COUNT,
    rest_calls=COUNT,
    registry_calls=_table(COUNT),
    seconds={"type": "number", "minimum": 0},
)
_COST_OF_LISTS = {
    **_COST,
    "properties": {**_COST["properties"], "lists": {"type": "integer", "minimum": 2}},
}
_EVIDENCE = _object(kind=TEXT, supports=YES_NO, detail=TEXT, url=TEXT_OR_NULL)
_LINK = {
    "role": _word(LinkRole),
    "url": TEXT,
    "verdict": _word(Health, nullable=True),
    "proof": _word(Witness, nullable=True),
    "reason": TEXT_OR_NULL,
    "identity": _word(Identity, nullable=True),
    "attribution": _word(Attribution, nullable=True),
    "flags": _FLAGS,
    "since": TIME_OR_NULL,
    "stars": COUNT_OR_NULL,
    "last_commit": TIME_OR_NULL,
}
_ENTRY = {
    "id": TEXT,
    "section": TEXT,
    "title": TEXT,
    "pdf": TEXT_OR_NULL,
    "code": TEXT_OR_NULL,
    "year": {"type": ["integer", "null"]},
    "venue": TEXT_OR_NULL,
    "doi": TEXT_OR_NULL,
    "arxiv": TEXT_OR_NULL,
}


def export_schema() -> Schema:
    """``export --format jsonl``, one line."""
    schema = _object(**_ENTRY, links=_list(_object(**_LINK)))
    schema["properties"]["simulated"] = {
        "const": True,
        "description": "Only there when the figures come from a rehearsal.",
    }
    return _published("export", "one line of listbot export --format jsonl", schema)


def health_schema() -> Schema:
    """``reports/health.json``."""
    entry = _object(**_ENTRY, links=_list(_object(**_LINK, final_url=TEXT_OR_NULL)))
    run = _object(at=TIME, number=PLACE, incidents=_INCIDENTS)
    schema = _object(
        version={"const": 1},
        title=TEXT,
        simulated=YES_NO,
        run={"anyOf": [run, {"type": "null"}]},
        summary=TEXT,
        counts=_COUNTS,
        missing=_list(TEXT),
        cost=_COST_OF_LISTS,
        entries=_list(entry),
    )
    return _published("health", "health of a list (reports/health.json)", schema)


def check_schema() -> Schema:
    """``check --format json``."""
    shard = _object(part=PLACE, of=PLACE)
    run = _object(
        tool=TEXT,
        at=TIME,
        inputs=_list(TEXT),
        alone=YES_NO,
        shard={"anyOf": [shard, {"type": "null"}]},
        validity=_word(Validity),
        explanation=TEXT,
        incidents=_INCIDENTS,
        missing=_list(TEXT),
        counts=_COUNTS,
        cost=_COST,
    )
    link = _object(
        url=TEXT,
        final_url=TEXT_OR_NULL,
        verdict=_word(Health),
        proof=_word(Witness, nullable=True),
        reason=TEXT,
        status={"type": ["integer", "null"], "minimum": 100, "maximum": 999},
        flags=_FLAGS,
        since=TIME_OR_NULL,
        entries=_list(_object(id=TEXT, role=_word(LinkRole, nullable=True))),
        places=_list(_object(file=TEXT, line=PLACE, column=PLACE)),
        elapsed_ms=COUNT,
        attempts=COUNT,
    )
    schema = _object(version={"const": 1}, run=run, links=_list(link))
    return _published("check", "listbot check --format json", schema)


def validate_schema() -> Schema:
    """``validate --format json``."""
    schema = _object(version={"const": 1}, **_examined())
    return _published("validate", "listbot validate --format json", schema)


def lint_schema() -> Schema:
    """``lint --format json``: the same for every file."""
    schema = _object(version={"const": 1}, files=_list(_object(**_examined())))
    return _published("lint", "listbot lint --format json", schema)


def _examined() -> dict[str, Schema]:
    """The keys that tell about one list."""
    mistake = _object(file=TEXT, line=PLACE, column=PLACE, path=TEXT, what=TEXT, remedy=TEXT)
    fix = _object(
        field=TEXT, old=TEXT_OR_NULL, new=TEXT_OR_NULL, safety=_word(FixSafety), because=TEXT
    )
    finding = _object(
        rule=_word(Rule),
        severity=_word(Severity),
        entry=TEXT,
        title=TEXT,
        role=_word(LinkRole, nullable=True),
        url=TEXT_OR_NULL,
        file=TEXT,
        line=PLACE,
        column=PLACE,
        summary=TEXT,
        evidence=_list(_EVIDENCE),
        fixes=_list(fix),
        related=_list(_object(entry=TEXT, file=TEXT, line=PLACE)),
    )
    return {
        "file": TEXT,
        "entries": COUNT_OR_NULL,
        "links": COUNT_OR_NULL,
        "counts": _table(PLACE, _word(Rule)),
        "mistakes": _list(mistake),
        "findings": _list(finding),
    }


def badge_schema() -> Schema:
    """``reports/badges/*.json``: https://shields.io/badges/endpoint-badge, schema version 1."""
    schema = _object(
        schemaVersion={"const": 1},
        label=TEXT,
        message={"type": "string", "minLength": 1},
        color=TEXT,
        isError=YES_NO,
        cacheSeconds={"type": "integer", "minimum": 300},
    )
    return _published("badge", "a badge of a list, for shields.io (reports/badges/*.json)", schema)


_JUDGED_EVIDENCE = _list(_object(kind=TEXT, supports=YES_NO, detail=TEXT))
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}


def _pair() -> Schema:
    return _object(
        id=TEXT,
        attribution=_word(Attribution),
        score=_SHARE,
        accuse=YES_NO,
        evidence=_JUDGED_EVIDENCE,
    )


def _judged_link() -> Schema:
    return _object(
        id=TEXT,
        role=_word(LinkRole),
        url=TEXT,
        identity=_word(Identity, nullable=True),
        attribution=_word(Attribution, nullable=True),
        score={"anyOf": [_SHARE, {"type": "null"}]},
        accuse=YES_NO,
        evidence=_JUDGED_EVIDENCE,
    )


def attribute_schema() -> Schema:
    """``attribute --corpus DIR --format jsonl``, one line."""
    return _published("attribute", "one line of listbot attribute --corpus --format jsonl", _pair())


def judgements_schema() -> Schema:
    """``attribute --format json``: the links of a list, or with ``--corpus`` stored pairs."""
    either: Schema = {"anyOf": [_judged_link(), _pair()]}
    schema = _object(version={"const": 1}, judgements=_list(either))
    return _published("judgements", "listbot attribute --format json", schema)


def import_schema() -> Schema:
    """``import --format jsonl``, one line."""
    schema = _object(
        section=_list(TEXT),
        title=TEXT,
        line=PLACE,
        year={"type": ["integer", "null"]},
        venue=TEXT_OR_NULL,
        links=_list(_object(kind=_word(LinkKind), url=TEXT)),
        mentions=_list(TEXT),
    )
    return _published("import", "one line of listbot import --format jsonl", schema)


def others_schema() -> Schema:
    """``import --others FILE``, one line."""
    return _published(
        "others", "one line of listbot import --others", _object(url=TEXT, line=PLACE)
    )


def shards_schema() -> Schema:
    """``shards``: the numbers of the parts, as a matrix of GitHub Actions wants them."""
    numbers: Schema = {**_list(PLACE), "minItems": 1, "uniqueItems": True}
    return _published("shards", "listbot shards", numbers)


def runs_schema() -> Schema:
    """One line of ``reports/ledger/runs.jsonl``."""
    line: Schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["at", "visits"],
        "properties": {
            "at": TIME,
            "incidents": _INCIDENTS,
            "simulated": YES_NO,
            # places in links.tsv that this run looked at: "0-4,7"
            "visits": {"type": "string", "pattern": r"^(\d+(-\d+)?(,\d+(-\d+)?)*)?$"},
        },
    }
    return _published("ledger-runs", "One line of ledger/runs.jsonl", line)


#: name of the file in ``schemas/`` -> its schema
SCHEMAS = {
    "export": export_schema,
    "health": health_schema,
    "check": check_schema,
    "validate": validate_schema,
    "lint": lint_schema,
    "badge": badge_schema,
    "attribute": attribute_schema,
    "judgements": judgements_schema,
    "import": import_schema,
    "others": others_schema,
    "ledger-runs": runs_schema,
    "shards": shards_schema,
}
