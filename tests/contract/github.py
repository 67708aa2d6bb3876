"""GitHub's own descriptions as judges of what the bot sends and of what its stand-ins answer.

The cuts in ``tests/data/github`` are described in the README there. Beyond what they express, the
length limits of issues, comments and labels are checked too: GitHub answers 422 to what exceeds them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    IntValueNode,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    build_schema,
    parse,
    validate,
    visit,
)
from graphql.execution.values import get_variable_values
from jsonschema import Draft202012Validator

DATA = Path(__file__).resolve().parents[1] / "data/github"

#: placeholders of paths that may hold slashes
_WIDE = ("path", "ref", "basehead", "dir")
#: characters: bodies 65,536; titles 256; label names 50, their descriptions 100
_LIMITS = {"issues": {"title": 256, "body": 65_536}, "pulls": {"title": 256, "body": 65_536},
           "comments": {"body": 65_536}, "labels": {"name": 50, "description": 100}}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Operation:
    template: str
    method: str
    description: Mapping[str, Any]
    #: placeholder -> text
    values: Mapping[str, str]

    def parameters(self, place: str) -> dict[str, Mapping[str, Any]]:
        """By name: those that stand in the path, the query, or a header."""
        found = [_resolved(p) for p in self.description.get("parameters", ())]
        return {p["name"]: p for p in found if p["in"] == place}


@cache
def _openapi() -> dict[str, Any]:
    document: dict[str, Any] = json.loads((DATA / "openapi-cut.json").read_text())
    return document


@cache
def schema() -> GraphQLSchema:
    """The cut of GitHub's GraphQL schema."""
    return build_schema((DATA / "schema-cut.graphql").read_text())


def _resolved(value: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in value:
        _, _, kind, name = value["$ref"].split("/")
        value = _openapi()["components"][kind][name]
    return value


@cache
def _templates() -> list[tuple[str, re.Pattern[str]]]:
    """Most literal first, so that ``/issues/comments`` wins over ``/issues/{issue_number}``."""

    def pattern(template: str) -> re.Pattern[str]:
        parts = re.split(r"\{(\w+)\}", template)
        wide = {name: r".+" if name in _WIDE else r"[^/]+" for name in parts[1::2]}
        words = [
            f"(?P<{part}>{wide[part]})" if odd else re.escape(part)
            for i, part in enumerate(parts)
            for odd in [i % 2]
        ]
        return re.compile("".join(words) + r"\Z")

    ordered = sorted(_openapi()["paths"], key=lambda t: (t.count("{"), -len(t)))
    return [(template, pattern(template)) for template in ordered]


def _find(method: str, path: str) -> _Operation | str:
    """The operation, or a complaint."""
    other = []
    for template, pattern in _templates():
        match = pattern.match(path)
        if match is None:
            continue
        description = _openapi()["paths"][template].get(method.lower())
        if description is not None:
            values = {name: unquote(text) for name, text in match.groupdict().items()}
            return _Operation(template, method.lower(), description, values)
        other.append(template)
    if other:
        return f"{method} is not described (or not in the cut) for {other[0]}"
    return f"no path of the cut matches {path}"


def _as_json_schema(value: Any, *, closed: bool) -> Any:
    """OpenAPI 3.0 as JSON Schema: ``nullable``, no ``$ref``; ``closed`` refuses unknown fields."""
    if isinstance(value, list):
        return [_as_json_schema(item, closed=closed) for item in value]
    if not isinstance(value, Mapping):
        return value
    value = dict(_resolved(value))
    nullable = value.pop("nullable", False)
    made: dict[str, Any] = {}
    for key, item in value.items():
        if key == "properties":
            made[key] = {n: _as_json_schema(v, closed=closed) for n, v in item.items()}
        elif key in ("items", "oneOf", "anyOf", "allOf", "not", "additionalProperties"):
            made[key] = _as_json_schema(item, closed=closed)
        else:
            made[key] = item
    if closed and "properties" in made and "allOf" not in made:
        made.setdefault("additionalProperties", False)
    if nullable and "type" in made:
        made["type"] = [made["type"], "null"]
        if "enum" in made:
            made["enum"] = [*made["enum"], None]
    elif nullable:
        made = {"anyOf": [made, {"type": "null"}]}
    return made


def _violations(schema_: Mapping[str, Any], value: object, what: str, *, closed: bool) -> list[str]:
    validator = Draft202012Validator(_as_json_schema(schema_, closed=closed))
    return [
        f"{what}{''.join(f'[{part!r}]' for part in error.absolute_path)}: {error.message[:300]}"
        for error in validator.iter_errors(value)
    ]


def _typed(text: str, kind: object) -> object:
    """A parameter's text as its schema's type."""
    if kind == "integer" and re.fullmatch(r"-?\d+", text):
        return int(text)
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    return text


def _parameter_complaints(operation: _Operation, query: str) -> Iterator[str]:
    known = operation.parameters("query")
    for name, text in parse_qsl(query, keep_blank_values=True):
        if name not in known:
            yield f"query parameter {name!r} is not described; known: {', '.join(known)}"
            continue
        described = _resolved(known[name]["schema"])
        yield from _violations(
            described, _typed(text, described.get("type")), f"query {name}", closed=False
        )
    for name, text in operation.values.items():
        parameter = operation.parameters("path").get(name)
        if parameter is not None:
            described = _resolved(parameter["schema"])
            yield from _violations(
                described, _typed(text, described.get("type")), f"path {name}", closed=False
            )


def _body_complaints(operation: _Operation, body: object) -> Iterator[str]:
    described = operation.description.get("requestBody")
    if described is None:
        if body is not None:
            yield f"{operation.method} {operation.template} takes no body"
        return
    if body is None:
        if described.get("required"):
            yield f"{operation.method} {operation.template} needs a body"
        return
    wanted = _resolved(described)["content"]["application/json"]["schema"]
    yield from _violations(wanted, body, "body", closed=True)
    if isinstance(body, Mapping):
        last = [word for word in operation.template.split("/") if not word.startswith("{")][-1]
        for name, limit in _LIMITS.get(last, {}).items():
            if len(str(body.get(name) or "")) > limit:
                yield f"body[{name!r}]: longer than {limit} characters"


def rest_complaints(method: str, url: str, body: object = None) -> list[str]:
    """What GitHub's REST description has against this request; empty when it may be sent.

    ``url`` may be absolute (``/api/v3`` of GitHub Enterprise is understood) or begin with ``/``.
    """
    parts = urlsplit(url)
    operation = _find(method, parts.path.removeprefix("/api/v3"))
    if isinstance(operation, str):
        return [operation]
    return [*_parameter_complaints(operation, parts.query), *_body_complaints(operation, body)]


def answer_complaints(method: str, url: str, status: int, body: object) -> list[str]:
    """What the description has against an answer of a stand-in: its status and, for 2xx, its body."""
    operation = _find(method, urlsplit(url).path.removeprefix("/api/v3"))
    if isinstance(operation, str):
        return [operation]
    described = operation.description["responses"].get(str(status))
    if described is None:
        return [f"{method} {operation.template} does not answer {status}"] if status < 300 else []
    content = _resolved(described).get("content", {}).get("application/json")
    if content is None:
        return []
    return _violations(content["schema"], body, "answer", closed=False)


class _Bounds(Visitor):
    """GitHub's run-time rule: nodes of a connection need ``first`` or ``last``, 1 to 100."""

    def __init__(self, variables: Mapping[str, Any]) -> None:
        super().__init__()
        self.variables = variables
        self.complaints: list[str] = []

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        inner = node.selection_set.selections if node.selection_set else ()
        names = {getattr(getattr(item, "name", None), "value", "") for item in inner}
        if not names & {"nodes", "edges"}:
            return
        bounds = [a.value for a in node.arguments or () if a.name.value in ("first", "last")]
        values = [
            int(b.value)
            if isinstance(b, IntValueNode)
            else self.variables.get(b.name.value)
            if isinstance(b, VariableNode)
            else None
            for b in bounds
        ]
        if len(values) != 1 or values[0] is None or not 1 <= values[0] <= 100:
            self.complaints.append(f"{node.name.value}: needs first or last between 1 and 100")


@lru_cache(maxsize=64)
def _validated(document: str) -> tuple[DocumentNode | None, Sequence[str]]:
    try:
        tree = parse(document)
    except GraphQLError as error:
        return None, (error.message,)
    return tree, tuple(error.message for error in validate(schema(), tree))


def graphql_complaints(document: str, variables: Mapping[str, Any] | None = None) -> list[str]:
    """What GitHub's GraphQL schema has against a document and its variables."""
    tree, complaints = _validated(document)
    if tree is None:
        return list(complaints)
    complaints = list(complaints)
    bounds = _Bounds(variables or {})
    visit(tree, bounds)
    operations = [d for d in tree.definitions if isinstance(d, OperationDefinitionNode)]
    if variables is not None and not complaints:
        for operation in operations:
            definitions = operation.variable_definitions or ()
            coerced = get_variable_values(schema(), definitions, dict(variables))
            if isinstance(coerced, list):
                complaints += [error.message for error in coerced]
            unused = set(variables) - {d.variable.name.value for d in definitions}
            complaints += [f"variable ${name} is not declared" for name in sorted(unused)]
    return complaints + bounds.complaints
