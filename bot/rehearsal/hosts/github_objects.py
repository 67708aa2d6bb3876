"""Objects of GitHub's GraphQL API as plain dictionaries, fields with arguments as functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import FieldNode, GraphQLError, GraphQLResolveInfo

from bot.rehearsal.hosts.github_files import Node, children, find, head_of, node_id, nodes_of, oid
from bot.rehearsal.world import Repository

if TYPE_CHECKING:
    Info = GraphQLResolveInfo[Any]


def _bounded(info: Info, first: int | None, last: int | None) -> int:
    """GitHub's run-time rule that the schema does not express."""
    size = first if first is not None else last
    field: FieldNode = info.field_nodes[0]
    wants_nodes = field.selection_set is None or any(
        getattr(getattr(item, "name", None), "value", "") in {"nodes", "edges"}
        for item in field.selection_set.selections
    )
    if size is None and wants_nodes:
        message = (
            f"You must provide a `first` or `last` value to properly paginate `{info.field_name}`."
        )
        raise GraphQLError(message, extensions={"type": "MISSING_PAGINATION_BOUNDARIES"})
    if size is not None and not 0 < size <= 100:
        message = (
            f"Requesting {size} records on `{info.field_name}` exceeds the limit of 100 records."
        )
        raise GraphQLError(message, extensions={"type": "EXCESSIVE_PAGINATION"})
    return size or 0


def _connection(nodes: list[dict[str, Any]], **more: Any) -> Any:
    def resolve(
        info: Info, *, first: int | None = None, last: int | None = None, **_: Any
    ) -> dict[str, Any]:
        size = _bounded(info, first, last)
        shown = nodes[:size] if first is not None or last is None else nodes[-size:]
        page = {"hasNextPage": size < len(nodes), "hasPreviousPage": False, "endCursor": None,
                "startCursor": None}  # fmt: skip
        edges = [{"node": node, "size": node.get("_size", 0), "cursor": ""} for node in shown]
        return {"totalCount": len(nodes), "nodes": shown, "edges": edges, "pageInfo": page, **more}

    return resolve


def owner_object(login: str, kind: str, name: str = "", account: str = "") -> dict[str, Any]:
    """A ``User`` or an ``Organization``."""
    return {
        "__typename": kind,
        "id": node_id("O" if kind == "Organization" else "U", account or login.casefold()),
        "login": login,
        "name": name or None,
        "url": f"https://github.com/{login}",
        "avatarUrl": "",
        "websiteUrl": None,
        "description": None,
        "bio": None,
        "company": None,
        "email": "",
    }


def _stamp(moment: Any) -> str | None:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None


def repository_object(repository: Repository) -> dict[str, Any]:
    """A ``Repository``."""
    licence, fork_of = repository.licence, repository.fork_of
    languages = [
        {"name": name, "color": None, "_size": size} for name, size in repository.languages
    ]
    releases = [{"tagName": f"v{n}.0", "name": f"v{n}.0", "publishedAt": "2024-05-01T00:00:00Z",
                 "createdAt": "2024-05-01T00:00:00Z", "isPrerelease": False, "isDraft": False,
                 "url": f"https://github.com/{repository.slug}/releases/tag/v{n}.0"}
                for n in range(repository.releases, 0, -1)]  # fmt: skip
    commit = None if repository.is_empty else _commit(repository)
    parent = None
    if fork_of:
        parent = {
            "__typename": "Repository",
            "nameWithOwner": fork_of,
            "url": f"https://github.com/{fork_of}",
        }
    return {
        "__typename": "Repository",
        "id": node_id("R", repository.number),
        "databaseId": repository.number,
        "name": repository.name,
        "nameWithOwner": repository.slug,
        "owner": owner_object(
            repository.owner,
            repository.owner_type,
            repository.owner_name,
            repository.owner_account,
        ),
        "description": repository.description or None,
        "homepageUrl": repository.homepage or None,
        "url": f"https://github.com/{repository.slug}",
        "createdAt": _stamp(repository.created),
        "pushedAt": None if repository.is_empty else _stamp(repository.last_commit),
        "updatedAt": _stamp(repository.last_commit),
        "archivedAt": _stamp(repository.archived_at),
        "stargazerCount": repository.stars,
        "forkCount": repository.stars // 8,
        "diskUsage": 0 if repository.is_empty else 512,
        "isArchived": repository.archived_at is not None,
        "isDisabled": False,
        "isEmpty": repository.is_empty,
        "isFork": fork_of is not None,
        "isPrivate": False,
        "isMirror": False,
        "isTemplate": False,
        "isLocked": False,
        "isInOrganization": repository.owner_type == "Organization",
        "hasIssuesEnabled": True,
        "visibility": "PUBLIC",
        "mirrorUrl": None,
        "lockReason": None,
        "parent": parent,
        "licenseInfo": {"spdxId": licence, "name": licence, "key": licence.lower(), "url": None,
                        "nickname": None} if licence else None,
        "primaryLanguage": languages[0] if languages else None,
        "languages": _connection(
            languages, totalSize=sum(size for _, size in repository.languages)
        ),
        "repositoryTopics": _connection(
            [{"topic": {"name": name}, "url": f"https://github.com/topics/{name}"}
             for name in repository.topics]
        ),
        "releases": _connection(releases),
        "latestRelease": releases[0] if releases else None,
        "defaultBranchRef": None if commit is None else {
            "id": node_id("REF", repository.number), "name": repository.branch,
            "prefix": "refs/heads/", "target": commit,
        },
        "object": _object(repository),
    }  # fmt: skip


def _commit(repository: Repository, place: int = 0) -> dict[str, Any]:
    """The commit that is ``place`` steps behind the head."""
    last = max(1, repository.commits) - 1
    head = head_of(repository)
    sha = head if place == 0 else oid(head, str(place))
    age = (repository.last_commit - repository.created) * (place / last if last else 0)
    when = _stamp(repository.last_commit - age)
    person = {"name": "Simulated Committer", "email": "nobody@example.org",
              "date": when, "user": None}  # fmt: skip
    words = "First commit" if place == last else "Update"
    return {
        "__typename": "Commit",
        "id": node_id("C", sha),
        "oid": sha,
        "abbreviatedOid": sha[:7],
        "committedDate": when,
        "authoredDate": when,
        "messageHeadline": words,
        "message": words,
        "author": person,
        "committer": person,
        "tree": _tree(nodes_of(repository), ""),
        "url": f"https://github.com/{repository.slug}/commit/{sha}",
        "history": _history(repository, place),
    }


def _history(repository: Repository, start: int) -> Any:
    """Newest first; a cursor is the head and a number: ``<sha> 7`` = after the eighth commit."""

    def resolve(
        info: Info,
        *,
        first: int | None = None,
        last: int | None = None,
        after: str | None = None,
        **_: Any,
    ) -> dict[str, Any]:
        total = max(1, repository.commits) - start
        size = _bounded(info, first, last)
        begin = int(after.rpartition(" ")[2]) + 1 if after else 0
        places = range(begin, min(total, begin + size))
        nodes = [_commit(repository, start + place) for place in places]
        cursors = [f"{head_of(repository)} {place}" for place in places]
        page = {
            "hasNextPage": begin + size < total,
            "hasPreviousPage": begin > 0,
            "startCursor": cursors[0] if cursors else None,
            "endCursor": cursors[-1] if cursors else None,
        }
        edges = [{"node": node, "cursor": c} for node, c in zip(nodes, cursors, strict=True)]
        return {"totalCount": total, "nodes": nodes, "edges": edges, "pageInfo": page}

    return resolve


def _object(repository: Repository) -> Any:
    def resolve(_info: Info, *, expression: str | None = None, **_: Any) -> dict[str, Any] | None:
        if repository.is_empty or expression is None:
            return None
        ref, colon, path = expression.partition(":")
        if not ref:
            return None
        if not colon:
            return _commit(repository)
        nodes = nodes_of(repository)
        node = find(nodes, path)
        return None if node is None else _git_object(nodes, node)

    return resolve


def _git_object(nodes: dict[str, Node], node: Node) -> dict[str, Any]:
    return _tree(nodes, node.path) if node.is_folder else _blob(node)


def _blob(node: Node) -> dict[str, Any]:
    size = len((node.text or "").encode())
    return {"__typename": "Blob", "oid": node.oid, "text": node.text, "byteSize": size,
            "isBinary": False, "isTruncated": False}  # fmt: skip


def _tree(nodes: dict[str, Node], folder: str) -> dict[str, Any]:
    def entries(_info: Info) -> list[dict[str, Any]]:
        return [
            {
                "name": child.name,
                "path": child.path,
                "type": "tree" if child.is_folder else "blob",
                "mode": 16384 if child.is_folder else 33188,
                "oid": child.oid,
                "size": len((child.text or "").encode()),
                "extension": f".{child.name.rpartition('.')[2]}" if "." in child.name else "",
                "object": _git_object(nodes, child),
            }
            for child in children(nodes, folder)
        ]

    return {"__typename": "Tree", "oid": oid("tree", folder), "entries": entries}
