"""What stands on GitHub: issues and pull requests of ours, our branches, files. Reads only."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.errors import Incomplete
from bot.gateways.forge.api import Api, ForgeFailure, Trouble
from bot.ports import ForgeQuestion
from bot.triage.commands import has_command
from bot.triage.drafts import boxes, read_body
from bot.triage.pull_text import TRAILER
from bot.triage.state import Comment, ForgeState, Issue, Pull

#: login of a workflow's own token
ACTIONS = "github-actions[bot]"
VIEWER = "query { viewer { login } }"
#: committer of commits that were made through the API and signed by GitHub
_WEB_FLOW = "web-flow"
#: pages of 100: closed issues, comments of one thread
_CLOSED_PAGES, _COMMENT_PAGES = 5, 3


class Reader:
    """Reads one repository; asks about a login's rights once."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self._may_write: dict[str, bool] = {}

    def state(self, question: ForgeQuestion) -> ForgeState:
        """Everything that the planner needs. Raises Incomplete when GitHub does not answer."""
        try:
            return self._state(question)
        except ForgeFailure as failure:
            raise Incomplete(
                f"{self.api.repository} could not be read on GitHub: {failure.message}",
                hint="Nothing was changed there. Check the token and the name, or try again later.",
            ) from None

    def _state(self, question: ForgeQuestion) -> ForgeState:
        repository = self.api.get(self.api.path())
        branch = repository["default_branch"]
        self.api.repository = repository["full_name"]
        me = self.me()
        head = self._head(branch)
        pulls, branches = self._pulls(question, me, branch)
        return ForgeState(
            repository=repository["full_name"],
            html_url=str(repository["html_url"]).rstrip("/"),
            default_branch=branch,
            head=head,
            me=me,
            issues=self._issues(question, me) if repository.get("has_issues", True) else (),
            pulls=pulls,
            branches=branches,
            files=self.files(question.paths, head) if head else {},
            has_issues=bool(repository.get("has_issues", True)),
            archived=bool(repository.get("archived")),
        )

    def me(self) -> str:
        """The login under which this token writes."""
        data = self.api.graphql(VIEWER, {})
        if isinstance(data, dict) and isinstance(data.get("viewer"), dict):
            return str(data["viewer"]["login"])
        if self.api.is_installation:
            return ACTIONS
        try:
            return str(self.api.get("/user")["login"])
        except ForgeFailure:
            return ACTIONS

    def _head(self, branch: str) -> str:
        try:
            return str(self.api.get(self.api.path("git", "ref", "heads", branch))["object"]["sha"])
        except ForgeFailure as failure:
            if failure.trouble in (Trouble.GONE, Trouble.CONFLICT):
                return ""  # an empty repository
            raise

    # -- issues -----------------------------------------------------------------------------------

    def _issues(self, question: ForgeQuestion, me: str) -> tuple[Issue, ...]:
        """Open ones by creator alone (a label is soon removed), closed ones by creator and label."""
        path = self.api.path("issues")
        found = self.api.pages(path, creator=me, state="open")
        closed: dict[str, str | int] = {"creator": me, "state": "closed", "sort": "updated"}
        if question.label:
            closed["labels"] = question.label
        pages = _CLOSED_PAGES * max(1, len(question.lists))
        found += self.api.pages(path, most=pages, **closed)
        ours = [raw for raw in found if "pull_request" not in raw and _is_ours(raw, me)]
        editors = self._editors(ours)
        return tuple(self._issue(raw, editors) for raw in ours)

    def _issue(self, raw: Mapping[str, Any], editors: Mapping[int, str | None]) -> Issue:
        number = int(raw["number"])
        talked = raw.get("comments") and raw["state"] == "open"
        return Issue(
            number=number,
            title=raw["title"],
            body=raw.get("body") or "",
            is_open=raw["state"] == "open",
            created_at=_time(raw["created_at"]),
            closed_at=_time(raw["closed_at"]) if raw.get("closed_at") else None,
            state_reason=raw.get("state_reason"),
            editor=editors.get(number),
            tick_counts=number not in editors or self._may_tick(editors[number]),
            comments=self.comments(number) if talked else (),
        )

    def _editors(self, issues: Iterable[Mapping[str, Any]]) -> dict[int, str | None]:
        """Who edited last, for issues with a ticked box: the REST API does not say.

        None = nobody did, so the boxes are ticked by no person. Issues about which GraphQL says
        nothing are not in it: then only GitHub's own rule holds, that who may not push cannot edit.
        """
        ticked = [
            int(raw["number"])
            for raw in issues
            for body in [read_body(raw.get("body") or "")]
            if body and any(box.ticked for box in boxes(body.text))
        ]
        if not ticked:
            return {}
        owner, _, name = self.api.repository.partition("/")
        data = self.api.graphql(editors_query(ticked), {"owner": owner, "name": name}) or {}
        found = data.get("repository") or {}
        return {
            number: str(edited["editor"]["login"]) if edited.get("editor") else None
            for number in ticked
            for edited in [found.get(f"i{number}")]
            if edited
        }

    def _may_tick(self, editor: str | None) -> bool:
        return editor is not None and self.may_write(editor)

    def comments(self, number: int) -> tuple[Comment, ...]:
        """Comments of a thread; rights are asked only where a command stands."""
        path = self.api.path("issues", number, "comments")
        return tuple(self._comment(raw) for raw in self.api.pages(path, most=_COMMENT_PAGES))

    def _comment(self, raw: Mapping[str, Any]) -> Comment:
        user = raw.get("user") or {}
        author, body = str(user.get("login") or "ghost"), raw.get("body") or ""
        by_bot = user.get("type") == "Bot" or author.endswith("[bot]")
        return Comment(
            id=int(raw["id"]),
            author=author,
            body=body,
            at=_time(raw["created_at"]),
            by_bot=by_bot,
            edited=raw.get("updated_at", raw["created_at"]) != raw["created_at"],
            may_write=not by_bot and has_command(body) and self.may_write(author),
        )

    def may_write(self, login: str) -> bool:
        """May this person push? Nobody may of whom GitHub does not say so."""
        if login not in self._may_write:
            path = self.api.path("collaborators", login, "permission")
            try:
                answer = self.api.get(path)
            except ForgeFailure:
                answer = {}
            self._may_write[login] = answer.get("permission") in ("admin", "write")
        return self._may_write[login]

    # -- pull requests ----------------------------------------------------------------------------

    def _pulls(
        self, question: ForgeQuestion, me: str, base: str
    ) -> tuple[tuple[Pull, ...], dict[str, bool]]:
        prefix = question.branch_prefix
        refs = self.api.get(self.api.path("git", "matching-refs", f"heads/{prefix.rstrip('/')}"))
        names = [str(ref["ref"]).removeprefix("refs/heads/") for ref in refs]
        existing = [name for name in names if _is_branch_of_ours(name, question)]
        pulls: list[Pull] = []
        for name in dict.fromkeys((*question.branches, *existing)):
            pulls += self.pulls_of(name, me, base)
        with_pull = {pull.branch for pull in pulls if pull.is_open}
        branches = {name: name in with_pull or self.only_ours(base, name, me) for name in existing}
        return tuple(pulls), branches

    def pulls_of(self, branch: str, me: str, base: str) -> list[Pull]:
        """Every pull request from one of our branches."""
        owner = self.api.repository.partition("/")[0]
        found = self.api.pages(
            self.api.path("pulls"), most=1, head=f"{owner}:{branch}", state="all", sort="updated",
            direction="desc",
        )  # fmt: skip
        return [self._pull(raw, me, base) for raw in found if raw["head"]["ref"] == branch]

    def _pull(self, raw: Mapping[str, Any], me: str, base: str) -> Pull:
        number, is_open = int(raw["number"]), raw["state"] == "open"
        whole = self.api.get(self.api.path("pulls", number)) if is_open else raw
        return Pull(
            number=number,
            title=raw["title"],
            body=raw.get("body") or "",
            branch=raw["head"]["ref"],
            is_open=is_open,
            is_merged=bool(raw.get("merged_at")),
            is_ours=_is_ours(raw, me),
            only_our_commits=not is_open or self.only_ours(base, raw["head"]["ref"], me),
            mergeable=whole.get("mergeable"),
            closed_at=_time(raw["closed_at"]) if raw.get("closed_at") else None,
            comments=self.comments(number) if is_open else (),
        )

    def only_ours(self, base: str, branch: str, me: str) -> bool:
        """Has nobody else committed to this branch?"""
        path = self.api.path("compare", f"{base}...{branch}")
        try:
            commits = self.api.get(path, per_page=100)["commits"]
        except ForgeFailure as failure:
            if failure.trouble is Trouble.GONE:
                return True
            raise
        return all(is_our_commit(commit, me) for commit in commits)

    # -- files ------------------------------------------------------------------------------------

    def files(self, paths: Sequence[str], head: str) -> dict[str, str]:
        """Text of files at a commit; a file that is not there is left out."""
        found = {}
        for path in paths:
            text = self._file(path, head)
            if text is not None:
                found[path] = text
        return found

    def _file(self, path: str, head: str) -> str | None:
        try:
            raw = self.api.get(self.api.path("contents", path), ref=head)
        except ForgeFailure as failure:
            if failure.trouble is Trouble.GONE:
                return None
            raise
        if isinstance(raw, list) or raw.get("type") != "file":
            return None
        if raw.get("encoding") != "base64":  # larger than 1 MB: the API leaves the content out
            raw = self.api.get(self.api.path("git", "blobs", raw["sha"]))
        try:
            return base64.b64decode(raw["content"]).decode("utf-8")
        except UnicodeDecodeError:
            return None  # an edit would change bytes that nobody asked to change


def _is_branch_of_ours(name: str, question: ForgeQuestion) -> bool:
    """Ours, or of a list that had another name, or of the time when there were more or fewer lists."""
    if not name.startswith(question.branch_prefix):
        return False
    folder, _, kind = name.removeprefix(question.branch_prefix).rpartition("/")
    return kind in question.kinds and "/" not in folder


def editors_query(numbers: Sequence[int]) -> str:
    """Who edited these issues last."""
    parts = "".join(f" i{n}: issue(number: {n}) {{ editor {{ login }} }}" for n in numbers)
    return f"query($owner: String!, $name: String!) {{ repository(owner: $owner, name: $name) {{{parts} }} }}"


def is_our_commit(raw: Mapping[str, Any], me: str) -> bool:
    """Made by this bot: its trailer, one parent, and nobody else as author or committer."""
    commit = raw.get("commit") or {}
    ours = f"\n{TRAILER}: " in str(commit.get("message")) and len(raw.get("parents") or ()) <= 1
    people = (_who(raw.get(key), commit.get(key)) for key in ("author", "committer"))
    return ours and all(who in (me, _WEB_FLOW, "GitHub") for who in people)


def _who(account: Mapping[str, Any] | None, signature: Mapping[str, Any] | None) -> str:
    """Login of the account, or the name in the commit when no account belongs to it."""
    if account:
        return str(account.get("login"))
    return str((signature or {}).get("name"))


def _is_ours(raw: Mapping[str, Any], me: str) -> bool:
    return str((raw.get("user") or {}).get("login")) == me


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
