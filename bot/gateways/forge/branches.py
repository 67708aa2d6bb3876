"""One commit on a branch of ours, and its pull request. Somebody else's commit is never overwritten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from bot.gateways.forge.api import Api, ForgeFailure, Trouble
from bot.gateways.forge.reading import Reader
from bot.triage.actions import Commit
from bot.triage.state import ForgeState

T = TypeVar("T")


class Attempting(Protocol):
    """How writes are tried (see ``writing.Attempts``)."""

    def create(self, look: Callable[[], T | None], create: Callable[[], T]) -> T:
        """Never twice."""

    def repeat(self, send: Callable[[], T]) -> T:
        """Again when the answer is lost."""


class Branches:
    """Our branches of one repository."""

    def __init__(self, api: Api, attempts: Attempting, reader: Reader, state: ForgeState) -> None:
        self.api = api
        self.attempts = attempts
        self.reader = reader
        self.state = state

    def push(self, commit: Commit) -> None:
        """Make the branch point at this commit, unless it does already.

        Raises ForgeFailure(CONFLICT) when somebody else has committed to the branch meanwhile.
        """
        now = self._tip(commit.branch)
        if now is not None and self._holds(now, commit):
            return
        if now is not None and not self.reader.only_ours(
            self.state.default_branch, commit.branch, self.state.me
        ):
            raise ForgeFailure(Trouble.CONFLICT, f"somebody else committed to {commit.branch}")
        sha = self._commit(commit)
        if now is None:
            self._create(commit.branch, sha)
        else:
            self._move(commit.branch, sha)

    def _tip(self, branch: str) -> str | None:
        try:
            found = self.api.get(self.api.path("git", "ref", "heads", branch))
        except ForgeFailure as failure:
            if failure.trouble is Trouble.GONE:
                return None
            raise
        return str(found["object"]["sha"])

    def _holds(self, sha: str, commit: Commit) -> bool:
        """The same message, the same parent and the same files: it is this very commit."""
        raw = self.api.get(self.api.path("git", "commits", sha))
        parents = [parent["sha"] for parent in raw.get("parents") or ()]
        if raw["message"].strip() != commit.message.strip() or parents != [commit.parent]:
            return False
        paths = [change.path for change in commit.files]
        held = self.reader.files(paths, sha)
        return all(held.get(change.path) == change.text for change in commit.files)

    def _commit(self, commit: Commit) -> str:
        """Objects that nothing points at are invisible, so making one twice does no harm."""
        base = self.api.get(self.api.path("git", "commits", commit.parent))["tree"]["sha"]
        files = [
            {"path": change.path, "mode": "100644", "type": "blob", "content": change.text}
            for change in commit.files
        ]
        tree = self._send("trees", {"base_tree": base, "tree": files})
        words = {"message": commit.message, "tree": tree["sha"], "parents": [commit.parent]}
        return str(self._send("commits", words)["sha"])

    def _send(self, what: str, words: dict[str, Any]) -> Any:
        path = self.api.path("git", what)
        return self.attempts.repeat(lambda: self.api.send("POST", path, words))

    def _create(self, branch: str, sha: str) -> None:
        def look() -> str | None:
            tip = self._tip(branch)
            return tip if tip == sha else None

        words = {"ref": f"refs/heads/{branch}", "sha": sha}
        path = self.api.path("git", "refs")
        self.attempts.create(look, lambda: self.api.send("POST", path, words))

    def _move(self, branch: str, sha: str) -> None:
        path = self.api.path("git", "refs", "heads", branch)
        words = {"sha": sha, "force": True}
        self.attempts.repeat(lambda: self.api.send("PATCH", path, words))

    def open_pull(self, branch: str, base: str, title: str, body: str) -> int:
        """Number of the pull request, opened now or found to be there."""
        path = self.api.path("pulls")
        owner = self.api.repository.partition("/")[0]

        def look() -> int | None:
            found = self.api.get(path, head=f"{owner}:{branch}", state="open", per_page=100)
            return next((int(raw["number"]) for raw in found if raw["head"]["ref"] == branch), None)

        words = {"title": title, "body": body, "head": branch, "base": base}
        return self.attempts.create(look, lambda: int(self.api.send("POST", path, words)["number"]))
