"""GitHub's GraphQL API over a cut of its schema, executed by a real GraphQL engine.

Kept: NOT_FOUND with the alias in ``path`` and the rest intact, renames followed silently, 401
without a token, connections that want ``first`` or ``last`` between 1 and 100.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    build_schema,
    graphql_sync,
)

from bot.rehearsal.exchange import Asked, Reply, as_json
from bot.rehearsal.hosts.github_files import node_id
from bot.rehearsal.hosts.github_objects import owner_object, repository_object
from bot.rehearsal.hosts.github_rest import rate_headers, token_of, trouble
from bot.rehearsal.hosts.github_schema import SCHEMA
from bot.rehearsal.tonight import Tonight

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

    Info = GraphQLResolveInfo[Any]

#: points an hour (docs.github.com, rate limits of the GraphQL API)
_POINTS = 5000


@cache
def _schema() -> GraphQLSchema:
    return build_schema(SCHEMA)


def graphql(tonight: Tonight, asked: Asked) -> Reply:
    """Execute one POSTed document."""
    if token_of(asked) != tonight.world.token:
        return trouble(401, "This endpoint requires you to be authenticated.")
    if asked.method != "POST":
        return trouble(404, "Not Found")
    try:
        document = asked.json()
        query, variables = document["query"], document.get("variables") or {}
    except (ValueError, KeyError, TypeError):
        return trouble(400, "Problems parsing JSON")
    result = graphql_sync(
        _schema(), query, root_value=_Root(tonight, asked), variable_values=variables
    )
    return as_json(
        _answer(result), headers=rate_headers(asked, limit=_POINTS, used=asked.nth_to_host)
    )


def _answer(result: ExecutionResult) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    if result.data is not None:
        answer["data"] = result.data
    if result.errors:
        answer["errors"] = [_error(error) for error in result.errors]
    plain: dict[str, Any] = json.loads(json.dumps(answer))
    return plain


def _error(error: GraphQLError) -> dict[str, Any]:
    """GitHub puts ``type`` beside the message, not under ``extensions``."""
    formatted: dict[str, Any] = dict(error.formatted)
    extensions = formatted.pop("extensions", None) or {}
    if "type" in extensions:
        formatted = {"type": extensions["type"], **formatted}
    return formatted


class _Root:
    """Fields of ``Query``; graphql-core calls the methods with their arguments."""

    def __init__(self, tonight: Tonight, asked: Asked) -> None:
        self._tonight = tonight
        self._asked = asked

    def repository(
        self,
        _info: Info,
        *,
        owner: str,
        name: str,
        followRenames: bool = True,  # noqa: N803
    ) -> dict[str, Any] | None:
        slug = f"{owner}/{name}"
        repository = self._tonight.repository(slug)
        if repository is None or (repository.key != slug.casefold() and not followRenames):
            raise _missing(f"Could not resolve to a Repository with the name '{slug}'.")
        if repository.withheld:
            raise GraphQLError("Repository access blocked", extensions={"type": "FORBIDDEN"})
        return repository_object(repository)

    def repositoryOwner(self, _info: Info, *, login: str) -> dict[str, Any] | None:  # noqa: N802
        owner = self._tonight.owner(login)
        return owner_object(*owner) if owner else None

    def user(self, _info: Info, *, login: str) -> dict[str, Any]:
        return self._one(login, "User")

    def organization(self, _info: Info, *, login: str) -> dict[str, Any]:
        return self._one(login, "Organization")

    def _one(self, login: str, kind: str) -> dict[str, Any]:
        owner = self._tonight.owner(login)
        if owner is None or owner[1] != kind:
            raise _missing(f"Could not resolve to a {kind} with the login of '{login}'.")
        return owner_object(*owner)

    def node(self, _info: Info, *, id: str) -> dict[str, Any]:  # noqa: A002
        for repository in self._tonight.world.repositories:
            current = self._tonight.repository(repository.slug)
            if current and node_id("R", current.number) == id:
                return repository_object(current)
        raise _missing(f"Could not resolve to a node with the global id of '{id}'")

    def rateLimit(self, _info: Info, **_: Any) -> dict[str, Any]:  # noqa: N802
        used = self._asked.nth_to_host
        hour = int(self._asked.at.timestamp()) // 3600 * 3600 + 3600
        return {
            "cost": 1,
            "limit": _POINTS,
            "remaining": max(0, _POINTS - used),
            "used": used,
            "nodeCount": 0,
            "resetAt": self._asked.at.fromtimestamp(hour, tz=self._asked.at.tzinfo).isoformat(),
        }

    def viewer(self, _info: Info) -> dict[str, Any]:
        return owner_object("github-actions", "User", "")


def _missing(message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"type": "NOT_FOUND"})
