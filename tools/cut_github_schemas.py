"""Cut GitHub's own API descriptions down to what listbot may send, for the contract tests.

    npm pack @octokit/openapi@VERSION @octokit/graphql-schema@VERSION   # MIT, see tests/data/github
    python tools/cut_github_schemas.py FOLDER_WITH_THE_TWO_TGZ_FILES

Writes ``tests/data/github/openapi-cut.json`` and ``tests/data/github/schema-cut.graphql``.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
from pathlib import Path
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    get_named_type,
    print_schema,
)

TARGET = Path(__file__).resolve().parent.parent / "tests/data/github"

_REPO = "/repos/{owner}/{repo}"
#: what the bot may ask or write; a path under ``_REPO`` -> methods
OPERATIONS: dict[str, tuple[str, ...]] = {
    "/rate_limit": ("get",),
    "/search/repositories": ("get",),
    "/user": ("get",),
    "/users/{username}": ("get",),
    "/orgs/{org}": ("get",),
    "/gists/{gist_id}": ("get",),
    _REPO: ("get",),
    _REPO + "/branches/{branch}": ("get",),
    _REPO + "/collaborators/{username}/permission": ("get",),
    _REPO + "/commits": ("get",),
    _REPO + "/commits/{ref}": ("get",),
    _REPO + "/compare/{basehead}": ("get",),
    _REPO + "/contents/{path}": ("get", "put", "delete"),
    _REPO + "/git/blobs": ("post",),
    _REPO + "/git/blobs/{file_sha}": ("get",),
    _REPO + "/git/commits": ("post",),
    _REPO + "/git/commits/{commit_sha}": ("get",),
    _REPO + "/git/matching-refs/{ref}": ("get",),
    _REPO + "/git/ref/{ref}": ("get",),
    _REPO + "/git/refs": ("post",),
    _REPO + "/git/refs/{ref}": ("patch", "delete"),
    _REPO + "/git/trees": ("post",),
    _REPO + "/git/trees/{tree_sha}": ("get",),
    _REPO + "/issues": ("get", "post"),
    _REPO + "/issues/comments": ("get",),
    _REPO + "/issues/comments/{comment_id}": ("get", "patch", "delete"),
    _REPO + "/issues/comments/{comment_id}/reactions": ("get", "post"),
    _REPO + "/issues/{issue_number}": ("get", "patch"),
    _REPO + "/issues/{issue_number}/comments": ("get", "post"),
    _REPO + "/issues/{issue_number}/events": ("get",),
    _REPO + "/issues/{issue_number}/labels": ("get", "post", "put"),
    _REPO + "/issues/{issue_number}/labels/{name}": ("delete",),
    _REPO + "/issues/{issue_number}/reactions": ("get", "post"),
    _REPO + "/issues/{issue_number}/timeline": ("get",),
    _REPO + "/labels": ("get", "post"),
    _REPO + "/labels/{name}": ("get", "patch"),
    _REPO + "/languages": ("get",),
    _REPO + "/pulls": ("get", "post"),
    _REPO + "/pulls/{pull_number}": ("get", "patch"),
    _REPO + "/pulls/{pull_number}/commits": ("get",),
    _REPO + "/pulls/{pull_number}/files": ("get",),
    _REPO + "/readme": ("get",),
    _REPO + "/readme/{dir}": ("get",),
    _REPO + "/releases": ("get",),
}
#: GraphQL types that stay; a field stays when its type and all its arguments' types stay
_TYPES = """
    Query RateLimit Node Issue RepositoryOwner User Organization Actor Bot Mannequin Repository
    License Language LanguageConnection LanguageEdge LanguageOrder LanguageOrderField
    OrderDirection Topic RepositoryTopic RepositoryTopicConnection RepositoryTopicEdge
    Release ReleaseConnection ReleaseEdge ReleaseOrder ReleaseOrderField PageInfo
    Ref GitObject GitActor Commit CommitHistoryConnection CommitEdge CommitAuthor
    Blob Tree TreeEntry RepositoryVisibility RepositoryLockReason
    DateTime GitTimestamp GitObjectID GitSSHRemote URI HTML String Int Boolean ID Float
"""
TYPES = frozenset(_TYPES.split())
_DROPPED = ("description", "summary", "example", "examples", "externalDocs", "tags", "operationId")


def _member(folder: Path, package: str, name: str) -> tuple[str, str]:
    """Text of one file of a package, and the version of the package."""
    archive = next(folder.glob(f"octokit-{package}-*.tgz"))
    version = archive.name.removeprefix(f"octokit-{package}-").removesuffix(".tgz")
    with tarfile.open(archive) as tar:
        file = tar.extractfile(f"package/{name}")
        assert file is not None, name
        return file.read().decode(), version


def _stripped(value: Any, *, names_below: bool = False) -> Any:
    """Without prose; ``names_below``: the keys are names of properties, not keywords."""
    if isinstance(value, list):
        return [_stripped(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _stripped(item, names_below=key in ("properties", "schemas", "paths"))
        for key, item in value.items()
        if names_below or not (key in _DROPPED or key.startswith("x-"))
    }


def _references(value: Any) -> set[tuple[str, str]]:
    if isinstance(value, list):
        return {found for item in value for found in _references(item)}
    if not isinstance(value, dict):
        return set()
    found = {found for item in value.values() for found in _references(item)}
    match = re.fullmatch(r"#/components/(\w+)/(.+)", str(value.get("$ref", "")))
    return found | ({(match[1], match[2])} if match else set())


def _operation(raw: dict[str, Any]) -> dict[str, Any]:
    """Parameters, body, and the answers: schemas of successes, bare numbers of the rest."""
    kept: dict[str, Any] = {key: raw[key] for key in ("parameters", "requestBody") if key in raw}
    kept["responses"] = {
        status: {"content": {"application/json": {"schema": schema}}} if schema else {}
        for status, answer in raw["responses"].items()
        for content in [answer.get("content", {}) if status.startswith("2") else {}]
        for schema in [content.get("application/json", {}).get("schema")]
    }
    return kept


def cut_openapi(folder: Path) -> None:
    """Write the REST cut: chosen operations and every component that they refer to."""
    text, version = _member(folder, "openapi", "generated/api.github.com.json")
    whole = json.loads(text)
    paths: dict[str, Any] = {}
    for path, methods in OPERATIONS.items():
        described = whole["paths"].get(path)
        if described is None:
            print(f"not described: {path}", file=sys.stderr)
            continue
        paths[path] = {method: _operation(described[method]) for method in methods}
        paths[path] |= {k: v for k, v in described.items() if k == "parameters"}
    components: dict[str, dict[str, Any]] = {}
    todo = _references(paths)
    while todo:
        kind, name = todo.pop()
        if name in components.setdefault(kind, {}):
            continue
        components[kind][name] = whole["components"][kind][name]
        todo |= _references(components[kind][name])
    cut = {
        "openapi": whole["openapi"],
        "info": {
            "title": "A cut of GitHub's REST API description",
            "version": f"@octokit/openapi {version}",
            "license": whole["info"]["license"],
        },
        "paths": paths,
        "components": components,
    }
    (TARGET / "openapi-cut.json").write_text(
        json.dumps(_stripped(cut), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        # a line a property of some size: differences of a later version can be read
        .replace('},"', '},\n"')
        + "\n"
    )


def _kept_fields(kind: Any) -> dict[str, Any]:
    """Fields whose type and arguments all stay."""
    return {
        name: field
        for name, field in kind.fields.items()
        if get_named_type(field.type).name in TYPES
        and all(
            get_named_type(argument.type).name in TYPES
            for argument in getattr(field, "args", {}).values()
        )
    }


def cut_graphql(folder: Path) -> None:
    """Write the GraphQL cut: chosen types, and of them the fields that stay within."""
    text, version = _member(folder, "graphql-schema", "schema.graphql")
    whole = build_schema(text, assume_valid=True)
    for name, kind in whole.type_map.items():
        if name not in TYPES:
            continue
        kind.description = None
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            kind.fields = _kept_fields(kind)
            for field in kind.fields.values():
                field.description = None
                for argument in getattr(field, "args", {}).values():
                    argument.description = None
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            kind.interfaces = tuple(i for i in kind.interfaces if i.name in TYPES)
        if isinstance(kind, GraphQLEnumType):
            for member in kind.values.values():
                member.description = None
        assert not isinstance(kind, GraphQLUnionType), name
        if isinstance(kind, GraphQLScalarType):
            kind.specified_by_url = None
    kept = [kind for name, kind in sorted(whole.type_map.items()) if name in TYPES]
    cut = GraphQLSchema(query=whole.query_type, types=kept, assume_valid=True)
    head = f"# A cut of GitHub's GraphQL schema: @octokit/graphql-schema {version} (MIT)\n"
    (TARGET / "schema-cut.graphql").write_text(head + print_schema(cut) + "\n")


if __name__ == "__main__":
    cut_openapi(Path(sys.argv[1]))
    cut_graphql(Path(sys.argv[1]))
