"""A forge in memory: carries plans out as the real one does, and plays the people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.triage.actions import (
    Answer,
    CloseIssue,
    ClosePullRequest,
    Nothing,
    OpenIssue,
    OpenPullRequest,
    Plan,
    React,
    ReopenIssue,
    UpdateIssue,
    UpdatePullRequest,
)
from bot.triage.drafts import Draft, read_body, sealed
from bot.triage.state import Comment, ForgeState, Issue, Pull

ME = "github-actions[bot]"


class FakeForge:
    """One repository. ``now`` is set by the test; numbers count up over issues and pulls."""

    def __init__(self, files: Mapping[str, str], now: datetime) -> None:
        self.files = dict(files)
        self.now = now
        self.issues: dict[int, Issue] = {}
        self.pulls: dict[int, Pull] = {}
        self.commits: dict[str, dict[str, str]] = {}
        self.messages: dict[str, str] = {}
        self.labels: dict[int, tuple[str, ...]] = {}
        self.reactions: list[tuple[int, str]] = []
        self.writes = 0
        self._last = 0
        self._seen: set[int] = set()
        self._comment = 1000
        self._obey: dict[type, Callable[..., None]] = {
            OpenIssue: self._open_issue,
            UpdateIssue: self._edit_issue,
            CloseIssue: self._edit_issue,
            ReopenIssue: self._edit_issue,
            OpenPullRequest: self._open_pull,
            UpdatePullRequest: self._edit_pull,
            ClosePullRequest: self._edit_pull,
            Answer: self._answer,
            React: self._react,
        }

    # -- what the bot sees and does ---------------------------------------------------------

    def state(self) -> ForgeState:
        return ForgeState(
            repository="someone/list",
            html_url="https://github.com/someone/list",
            default_branch="main",
            head="a" * 40,
            me=ME,
            issues=tuple(self.issues.values()),
            pulls=tuple(self.pulls.values()),
            branches=dict.fromkeys(self.commits, True),
            files=dict(self.files),
        )

    def carry_out(self, plan: Plan, state: ForgeState | None = None) -> int:
        """Returns the number of writes. ``state``: what the planner looked at, of several lists."""
        self._seen = set()
        if state is not None:
            self._seen |= {issue.number for issue in state.issues}
            self._seen |= {pull.number for pull in state.pulls}
        before = self.writes
        for action in plan.actions:
            if not isinstance(action, Nothing):
                self.writes += 1
                self._obey[type(action)](action)
        return self.writes - before

    def _numbers(self, of_list: str) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        things: list[tuple[str, Issue | Pull]] = [("issue", i) for i in self.issues.values()]
        things += [("pull", pull) for pull in self.pulls.values()]
        for kind, item in things:
            body = read_body(item.body)
            own = body is not None and body.control.of_list == of_list
            if body and item.is_open and (own or item.number in self._seen):
                found.setdefault((kind, body.control.key), item.number)
        return found

    def _sealed(self, draft: Draft, old: str | None = None) -> tuple[str, str]:
        return sealed(draft, self._numbers(draft.control.of_list), old)

    def _next(self) -> int:
        self._last += 1
        return self._last

    def _open_issue(self, action: OpenIssue) -> None:
        title, body = self._sealed(action.draft)
        number = self._next()
        self.labels[number] = action.labels
        self.issues[number] = Issue(
            number=number, title=title, body=body, is_open=True, created_at=self.now
        )

    def _edit_issue(self, action: UpdateIssue | CloseIssue | ReopenIssue) -> None:
        issue = self.issues[action.number]
        title, body = self._sealed(action.draft, issue.body)
        issue = replace(issue, body=body, title=issue.title if action.keep_title else title)
        match action:
            case CloseIssue():
                issue = replace(
                    issue, is_open=False, state_reason=action.reason, closed_at=self.now
                )
            case ReopenIssue():
                issue = replace(issue, is_open=True, state_reason="reopened", closed_at=None)
            case _:
                pass
        self.issues[action.number] = issue

    def _open_pull(self, action: OpenPullRequest) -> None:
        number = self._next()
        self._push(action)
        title, body = self._sealed(action.draft)
        self.pulls[number] = Pull(
            number=number, title=title, body=body, branch=action.commit.branch, is_open=True
        )

    def _push(self, action: OpenPullRequest | UpdatePullRequest) -> None:
        commit = action.commit
        if commit is None:
            return
        self.commits[commit.branch] = {change.path: change.text for change in commit.files}
        self.messages[commit.branch] = commit.message

    def _edit_pull(self, action: UpdatePullRequest | ClosePullRequest) -> None:
        pull = self.pulls[action.number]
        title, body = self._sealed(action.draft, pull.body)
        pull = replace(pull, body=body, title=pull.title if action.keep_title else title)
        if isinstance(action, UpdatePullRequest):
            self._push(action)
        else:
            pull = replace(pull, is_open=False, closed_at=self.now)
        self.pulls[action.number] = pull

    def _answer(self, action: Answer) -> None:
        self.comment(action.number, action.text, author=ME, by_bot=True)

    def _react(self, action: React) -> None:
        self.reactions.append((action.to_comment, action.content))

    # -- what people do -----------------------------------------------------------------------

    def comment(
        self,
        number: int,
        body: str,
        *,
        author: str = "maintainer",
        may_write: bool = True,
        by_bot: bool = False,
        edited: bool = False,
    ) -> int:
        self._comment += 1
        comment = Comment(
            id=self._comment,
            author=author,
            body=body,
            at=self.now,
            may_write=may_write,
            by_bot=by_bot,
            edited=edited,
        )
        if number in self.issues:
            issue = self.issues[number]
            self.issues[number] = replace(issue, comments=(*issue.comments, comment))
        else:
            pull = self.pulls[number]
            self.pulls[number] = replace(pull, comments=(*pull.comments, comment))
        return self._comment

    def tick(self, number: int, verb: str, nth: int = 0) -> None:
        issue = self.issues[number]
        lines = issue.body.split("\n")
        at = [n for n, line in enumerate(lines) if f"<!-- listbot:box {verb}:" in line][nth]
        lines[at] = lines[at].replace("[ ]", "[x]", 1)
        self.issues[number] = replace(issue, body="\n".join(lines))

    def close_issue(self, number: int, reason: str = "completed") -> None:
        self.issues[number] = replace(
            self.issues[number], is_open=False, state_reason=reason, closed_at=self.now
        )

    def reopen_issue(self, number: int) -> None:
        self.issues[number] = replace(
            self.issues[number], is_open=True, state_reason="reopened", closed_at=None
        )

    def edit_issue(self, number: int, *, title: str | None = None, body: str | None = None) -> None:
        issue = self.issues[number]
        self.issues[number] = replace(issue, title=title or issue.title, body=body or issue.body)

    def close_pull(self, number: int) -> None:
        self.pulls[number] = replace(self.pulls[number], is_open=False, closed_at=self.now)

    def merge(self, number: int) -> None:
        pull = self.pulls[number]
        self.files.update(self.commits[pull.branch])
        self.pulls[number] = replace(pull, is_open=False, is_merged=True, closed_at=self.now)

    def commit_by_person(self, number: int) -> None:
        self.pulls[number] = replace(self.pulls[number], only_our_commits=False)

    def open_issues(self, kind: str = "issue") -> list[Issue]:
        return [issue for issue in self.issues.values() if issue.is_open and _kind(issue) == kind]

    def open_pulls(self) -> list[Pull]:
        return [pull for pull in self.pulls.values() if pull.is_open]


def _kind(issue: Issue) -> str:
    body = read_body(issue.body)
    return body.control.kind if body else ""
