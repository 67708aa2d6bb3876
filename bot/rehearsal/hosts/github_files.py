"""The files of a simulated repository, as GitHub's APIs and pages number and list them."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from bot.rehearsal.world import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A file or a folder."""

    path: str
    #: None for a folder
    text: str | None = None

    @property
    def name(self) -> str:
        """Last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def is_folder(self) -> bool:
        """A tree in Git's words."""
        return self.text is None

    @property
    def oid(self) -> str:
        """40 hex digits."""
        return oid(self.path, self.text or "")


def oid(*parts: str) -> str:
    """An object id that depends on the parts alone."""
    return hashlib.sha1("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()


def node_id(kind: str, number: int | str) -> str:
    """A global node id in the newer form (a prefix and base64)."""
    return f"{kind}_{base64.urlsafe_b64encode(f'simulated:{number}'.encode()).decode().rstrip('=')}"


def head_of(repository: Repository) -> str:
    """Object id of the last commit on the default branch."""
    return oid(repository.slug, str(repository.number), repository.last_commit.isoformat())


def nodes_of(repository: Repository) -> dict[str, Node]:
    """Every file and folder by path; the root is the empty path."""
    if repository.is_empty:
        return {}
    texts = {path: f"# simulated file {path}\n" for path in repository.files}
    if repository.readme is not None:
        texts[repository.readme_name] = repository.readme
    if repository.citation is not None:
        texts["CITATION.cff"] = repository.citation
    if repository.licence:
        texts["LICENSE"] = f"{repository.licence} (simulated)\n"
    nodes = {"": Node(path="")}
    for path, text in texts.items():
        parts = path.split("/")
        for depth in range(1, len(parts)):
            folder = "/".join(parts[:depth])
            nodes[folder] = Node(path=folder)
        nodes[path] = Node(path=path, text=text)
    return nodes


def children(nodes: dict[str, Node], folder: str) -> list[Node]:
    """What stands in a folder, sorted as Git sorts."""
    prefix = f"{folder}/" if folder else ""
    inside = [
        node
        for path, node in nodes.items()
        if path and path.startswith(prefix) and "/" not in path[len(prefix) :]
    ]
    return sorted(inside, key=lambda node: node.path)


def find(nodes: dict[str, Node], path: str) -> Node | None:
    """A file or folder by its path."""
    return nodes.get(path.strip("/"))


def readme_node(repository: Repository, folder: str = "") -> Node | None:
    """The README that GitHub shows for a folder."""
    nodes = nodes_of(repository)
    inside = children(nodes, folder.strip("/"))
    return next(
        (n for n in inside if n.name.casefold().startswith("readme") and not n.is_folder), None
    )
