"""A GitHub on loopback whose answers are scripted: real sockets, exact faults, everything counted.

Every request that it gets is judged by GitHub's own descriptions; ``complaints`` must stay empty.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.contract.github import graphql_complaints, rest_complaints


@dataclass(frozen=True, kw_only=True)
class Got:
    """One request, as it came over the wire."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def is_graphql(self) -> bool:
        return self.target == "/graphql"

    @property
    def document(self) -> str:
        return str(json.loads(self.body)["query"])

    @property
    def variables(self) -> dict[str, str]:
        return dict(json.loads(self.body)["variables"])

    @property
    def names(self) -> list[str]:
        """``owner/name`` of each repository that a GraphQL document asks about, in order."""
        v = self.variables
        return [f"{v[f'o{i}']}/{v[f'n{i}']}" for i in range(sum(k[0] == "o" for k in v))]


@dataclass(frozen=True, kw_only=True)
class Send:
    """One answer. ``status`` 0 drops the connection; ``silent`` never answers."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    silent: bool = False


Handler = Callable[[Got], Send]


def a_repository(name: str, **more: Any) -> dict[str, Any]:
    """A ``Repository`` of GraphQL with quiet defaults."""
    owner, _, _ = name.partition("/")
    return {
        "id": f"R_{abs(hash(name))}",
        "nameWithOwner": name,
        "stargazerCount": 7,
        "createdAt": "2023-01-02T03:04:05Z",
        "isArchived": False,
        "archivedAt": None,
        "isDisabled": False,
        "isEmpty": False,
        "description": "d",
        "homepageUrl": None,
        "owner": {"__typename": "User", "id": f"U_{owner}", "login": owner, "name": "N"},
        "parent": None,
        "licenseInfo": {"spdxId": "MIT"},
        "defaultBranchRef": {
            "name": "main",
            "target": {"oid": "a" * 40, "committedDate": "2024-05-06T07:08:09Z"},
        },
    } | more


def a_rest_repository(name: str, **more: Any) -> dict[str, Any]:
    """What ``GET /repos/...`` says of it, as far as it is read."""
    return {
        "full_name": name,
        "node_id": "R_kgDOABPHjQ",
        "owner": {"login": name.partition("/")[0], "node_id": "U_x"},
        "stargazers_count": 9,
        "created_at": "2023-01-02T03:04:05Z",
        "archived": False,
        "disabled": False,
        "license": {"spdx_id": "MIT"},
        "topics": ["t"],
    } | more


def contents_of(_name: str) -> dict[str, Any]:
    """What is inside every repository."""
    return {
        "id": "R_x",
        "languages": {"nodes": [{"name": "Python"}]},
        "repositoryTopics": {"nodes": [{"topic": {"name": "mia"}}]},
        "latestRelease": None,
        "root": {
            "entries": [{"name": "README.md", "type": "blob"}, {"name": "src", "type": "tree"}]
        },
        "readme": {"text": "# A README", "isBinary": False},
        "citation": None,
        "defaultBranchRef": {"target": {"oid": "a" * 40, "history": {"totalCount": 1}}},
    }


@dataclass
class GitHubServer:
    """Repositories by lower-case name; ``None`` is NOT_FOUND, ``"null"`` a null without an error."""

    repositories: dict[str, dict[str, Any] | str | None] = field(default_factory=dict)
    #: every other repository exists
    others_exist: bool = True
    #: answers that come before all others, in order
    script: deque[Send | Handler | None] = field(default_factory=deque)
    rest: dict[str, Send] = field(default_factory=dict)
    remaining: int = 4_000
    got: list[Got] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environ(self) -> dict[str, str]:
        return {
            "GITHUB_API_URL": self.url,
            "GITHUB_GRAPHQL_URL": f"{self.url}/graphql",
            "GITHUB_TOKEN": "secret-token",
        }

    @property
    def graphql_calls(self) -> list[Got]:
        return [got for got in self.got if got.is_graphql]

    @property
    def rest_calls(self) -> list[str]:
        return [got.target for got in self.got if not got.is_graphql]

    def answer(self, got: Got) -> Send:
        self.got.append(got)
        self._judge(got)
        scripted = self.script.popleft() if self.script else None
        if scripted is not None:
            return scripted if isinstance(scripted, Send) else scripted(got)
        if got.is_graphql:
            return self.answer_graphql(got)
        return self.rest.get(got.target, Send(status=404, body={"message": "Not Found"}))

    def _judge(self, got: Got) -> None:
        if got.is_graphql:
            self.complaints += graphql_complaints(got.document, got.variables)
        else:
            self.complaints += rest_complaints(got.method, got.target)

    def answer_graphql(self, got: Got) -> Send:
        data: dict[str, Any] = {
            "rateLimit": {
                "cost": 1,
                "limit": 5_000,
                "remaining": self.remaining,
                "resetAt": "2026-11-24T04:00:00Z",
            }
        }
        errors = []
        wants_facts = "...Facts" in got.document
        for i, name in enumerate(got.names):
            known = self.repositories.get(name.casefold(), "exists" if self.others_exist else None)
            data[f"r{i}"] = None
            if known is None:
                message = f"Could not resolve to a Repository with the name '{name}'."
                errors.append({"type": "NOT_FOUND", "path": [f"r{i}"], "message": message})
            elif known == "null":
                errors.append({"path": [f"r{i}"], "message": "Something odd"})
            elif not wants_facts:
                data[f"r{i}"] = contents_of(name) | self._files(got, i)
            else:
                data[f"r{i}"] = known if isinstance(known, dict) else a_repository(name)
        return Send(body={"data": data} | ({"errors": errors} if errors else {}))

    def _files(self, got: Got, i: int) -> dict[str, Any]:
        paths = {k.split("_")[1]: v for k, v in got.variables.items() if k.startswith(f"f{i}_")}
        files: dict[str, Any] = {
            f"f{j}": {"text": f"text of {path}", "isBinary": False} for j, path in paths.items()
        }
        if f"h{i}" in got.variables:
            node = {"committedDate": "2023-02-03T04:05:06Z"}
            files["first"] = {"target": {"history": {"nodes": [node]}}}
        return files


@asynccontextmanager
async def serving(github: GitHubServer) -> AsyncIterator[GitHubServer]:
    """Open the server on a free port of loopback."""

    talks: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        talks[task] = writer
        try:
            while await _exchange(github, reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()
            del talks[task]

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    github.port = server.sockets[0].getsockname()[1]
    async with server:
        yield github
        for writer in talks.values():
            writer.transport.abort()
        await asyncio.gather(*talks, return_exceptions=True)
    assert github.complaints == []


async def _exchange(
    github: GitHubServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> bool:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    method, target, _ = head.split("\r\n", 1)[0].split(" ")
    headers = {
        name.lower(): value
        for name, value in re.findall(
            r"^([^:\r\n]+): ?([^\r\n]*)", head.split("\r\n", 1)[1], re.MULTILINE
        )
    }
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    send = github.answer(Got(method=method, target=target, headers=headers, body=body))
    if send.silent:
        await asyncio.sleep(3600)
    if send.status == 0:
        return False
    content = send.body if isinstance(send.body, bytes) else json.dumps(send.body).encode()
    lines = [f"HTTP/1.1 {send.status} X", f"Content-Length: {len(content)}"]
    lines += [f"{name}: {value}" for name, value in send.headers.items()]
    writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
    await writer.drain()
    return True
