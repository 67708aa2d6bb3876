"""GitHub's REST API, the reading part: repositories, README, contents, commits, trees, owners."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from bot.rehearsal.exchange import Asked, Reply, as_json
from bot.rehearsal.hosts.github_files import (
    Node,
    children,
    find,
    head_of,
    node_id,
    nodes_of,
    oid,
    readme_node,
)
from bot.rehearsal.tonight import Tonight
from bot.rehearsal.world import Repository

API = "https://api.github.com"
_DOCS = "https://docs.github.com/rest"
#: requests an hour: with a token, without one (docs.github.com, rate limits for the REST API)
WITH_TOKEN, WITHOUT_TOKEN = 5000, 60


def rest(tonight: Tonight, asked: Asked) -> Reply:
    """Answer a GET; rate-limit headers on every answer, 304 for a known ETag."""
    token = token_of(asked)
    if token and token != tonight.world.token:
        return trouble(401, "Bad credentials")
    limit = WITH_TOKEN if token else WITHOUT_TOKEN
    used = asked.nth_to_host
    headers = rate_headers(asked, limit=limit, used=used)
    if used > limit:
        return trouble(403, "API rate limit exceeded for 127.0.0.1.").with_headers(*headers)
    reply = _route(tonight, asked)
    etag = f'W/"{oid(reply.body.decode())}"'
    if reply.status == 200 and asked.headers.get("if-none-match") == etag:
        return Reply(status=304, headers=(("etag", etag), *headers))
    return reply.with_headers(("etag", etag), *headers)


def token_of(asked: Asked) -> str:
    """The token of the ``Authorization`` header, whichever scheme it uses."""
    scheme, _, token = asked.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.casefold() in {"bearer", "token"} else ""


def rate_headers(asked: Asked, *, limit: int, used: int) -> tuple[tuple[str, str], ...]:
    """``x-ratelimit-*`` as GitHub sends them; the hour ends at the next full hour."""
    reset = int(asked.at.timestamp()) // 3600 * 3600 + 3600
    return (
        ("x-ratelimit-limit", str(limit)),
        ("x-ratelimit-remaining", str(max(0, limit - used))),
        ("x-ratelimit-used", str(used)),
        ("x-ratelimit-reset", str(reset)),
        ("x-ratelimit-resource", "core"),
    )


def trouble(status: int, message: str) -> Reply:
    """An error in GitHub's shape."""
    return as_json(
        {"message": message, "documentation_url": _DOCS, "status": str(status)}, status=status
    )


def _route(tonight: Tonight, asked: Asked) -> Reply:
    path = unquote(urlsplit(asked.target).path)
    if path == "/rate_limit":
        core = {"limit": WITH_TOKEN, "remaining": WITH_TOKEN, "reset": 0, "used": 0}
        return as_json({"resources": {"core": core, "graphql": core}, "rate": core})
    if match := re.match(r"^/(?:users|orgs)/([^/]+)$", path):
        return _owner(tonight, match[1])
    if match := re.match(r"^/repositories/(\d+)(/.*)?$", path):
        repository = tonight.repository_by_number(int(match[1]))
        return (
            _about(repository, match[2] or "", asked) if repository else trouble(404, "Not Found")
        )
    match = re.match(r"^/repos/([^/]+)/([^/]+)(/.*)?$", path)
    if match is None:
        return trouble(404, "Not Found")
    slug, rest_of_path = f"{match[1]}/{match[2]}", match[3] or ""
    repository = tonight.repository(slug)
    if repository is None:
        return trouble(404, "Not Found")
    if repository.key != slug.casefold():
        to = f"{API}/repositories/{repository.number}{rest_of_path}"
        moved = {"message": "Moved Permanently", "url": to, "documentation_url": _DOCS}
        return as_json(moved, status=301, headers=(("location", to),))
    return _about(repository, rest_of_path, asked)


def _about(repository: Repository, path: str, asked: Asked) -> Reply:
    if repository.withheld:
        block = {"reason": "dmca", "created_at": "2025-01-01T00:00:00Z", "html_url": ""}
        return as_json({"message": "Repository access blocked", "block": block}, status=451)
    routes: dict[str, Callable[[Repository, str, Asked], Reply]] = {
        "": lambda r, _p, _a: as_json(repository_json(r)),
        "readme": _readme,
        "contents": _contents,
        "commits": _commits,
        "languages": lambda r, _p, _a: as_json(dict(r.languages)),
        "topics": lambda r, _p, _a: as_json({"names": list(r.topics)}),
        "git": _tree,
        "releases": _releases,
    }
    head, _, tail = path.strip("/").partition("/")
    route = routes.get(head)
    return route(repository, tail, asked) if route else trouble(404, "Not Found")


def repository_json(repository: Repository) -> dict[str, object]:
    """The repository object, the fields that readers use."""
    parent = {"full_name": repository.fork_of} if repository.fork_of else None
    licence = repository.licence
    return {
        "id": repository.number,
        "node_id": node_id("R", repository.number),
        "name": repository.name,
        "full_name": repository.slug,
        "private": False,
        "owner": owner_json(
            repository.owner,
            repository.owner_type,
            repository.owner_name,
            repository.owner_account,
        ),
        "html_url": f"https://github.com/{repository.slug}",
        "url": f"{API}/repos/{repository.slug}",
        "description": repository.description or None,
        "fork": parent is not None,
        **({"parent": parent, "source": parent} if parent else {}),
        "created_at": f"{repository.created:%Y-%m-%dT%H:%M:%SZ}",
        "updated_at": f"{repository.last_commit:%Y-%m-%dT%H:%M:%SZ}",
        "pushed_at": f"{repository.last_commit:%Y-%m-%dT%H:%M:%SZ}",
        "homepage": repository.homepage or None,
        "size": 0 if repository.is_empty else 512,
        "stargazers_count": repository.stars,
        "watchers_count": repository.stars,
        "forks_count": repository.stars // 8,
        "open_issues_count": 0,
        "language": repository.languages[0][0] if repository.languages else None,
        "archived": repository.archived_at is not None,
        "disabled": False,
        "license": {"key": licence.lower(), "name": licence, "spdx_id": licence}
        if licence
        else None,
        "topics": list(repository.topics),
        "visibility": "public",
        "default_branch": repository.branch,
    }


def owner_json(login: str, kind: str, name: str = "", account: str = "") -> dict[str, object]:
    """A user or an organisation."""
    return {
        "login": login,
        "id": int(oid(login.casefold())[:7], 16),
        "node_id": node_id("O" if kind == "Organization" else "U", account or login.casefold()),
        "html_url": f"https://github.com/{login}",
        "type": kind,
        "name": name or None,
    }


def _owner(tonight: Tonight, login: str) -> Reply:
    owner = tonight.owner(login)
    return as_json(owner_json(*owner)) if owner else trouble(404, "Not Found")


def _readme(repository: Repository, folder: str, asked: Asked) -> Reply:
    node = readme_node(repository, folder)
    return _file(repository, node, asked) if node else trouble(404, "Not Found")


def _contents(repository: Repository, path: str, asked: Asked) -> Reply:
    nodes = nodes_of(repository)
    node = find(nodes, path)
    if node is None:
        return trouble(404, "This repository is empty." if repository.is_empty else "Not Found")
    if node.is_folder:
        return as_json([_entry(repository, child) for child in children(nodes, node.path)])
    return _file(repository, node, asked)


def _entry(repository: Repository, node: Node) -> dict[str, object]:
    return {
        "name": node.name,
        "path": node.path,
        "sha": node.oid,
        "size": len((node.text or "").encode()),
        "type": "dir" if node.is_folder else "file",
        "html_url": f"https://github.com/{repository.slug}/blob/{repository.branch}/{node.path}",
    }


def _file(repository: Repository, node: Node, asked: Asked) -> Reply:
    content = (node.text or "").encode()
    if "raw" in asked.headers.get("accept", ""):
        kind = "application/vnd.github.raw; charset=utf-8"
        return Reply(headers=(("content-type", kind),), body=content)
    encoded = base64.encodebytes(content).decode()
    return as_json({**_entry(repository, node), "encoding": "base64", "content": encoded})


def _commits(repository: Repository, tail: str, asked: Asked) -> Reply:
    if repository.is_empty:
        return trouble(409, "Git Repository is empty.")
    when = f"{repository.last_commit:%Y-%m-%dT%H:%M:%SZ}"
    person = {"name": "Simulated Committer", "email": "nobody@example.org", "date": when}
    commit = {
        "sha": head_of(repository),
        "node_id": node_id("C", head_of(repository)),
        "commit": {"message": "Update", "author": person, "committer": person},
        "html_url": f"https://github.com/{repository.slug}/commit/{head_of(repository)}",
    }
    if tail:
        return as_json(commit)
    path = asked.query.get("path")
    return as_json([commit] if path is None or find(nodes_of(repository), path) else [])


def _tree(repository: Repository, tail: str, asked: Asked) -> Reply:
    if repository.is_empty:
        return trouble(409, "Git Repository is empty.")
    if not tail.startswith("trees/"):
        return trouble(404, "Not Found")
    nodes = nodes_of(repository)
    listed = (
        [node for path, node in sorted(nodes.items()) if path]
        if asked.query.get("recursive")
        else children(nodes, "")
    )
    tree = [
        {"path": node.path, "type": "tree" if node.is_folder else "blob", "sha": node.oid}
        for node in listed
    ]
    return as_json({"sha": oid(repository.slug), "tree": tree, "truncated": False})


def _releases(repository: Repository, tail: str, _asked: Asked) -> Reply:
    release = {"tag_name": "v1.0", "name": "v1.0", "published_at": "2024-05-01T00:00:00Z"}
    if tail == "latest":
        return as_json(release) if repository.releases else trouble(404, "Not Found")
    return as_json([release] * min(repository.releases, 30))
