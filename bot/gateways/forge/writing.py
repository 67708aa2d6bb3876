"""Carries a plan out, each action at most once, however often an answer is lost on the way.

Before each create we look whether the thing is there already, and after each create that failed
or was not answered we look again before we try again. Edits are the same however often they come.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.gateways.forge.api import Api, ForgeFailure, Trouble
from bot.gateways.forge.branches import Branches
from bot.gateways.forge.reading import Reader
from bot.ports import Outcome
from bot.triage.actions import (
    Action,
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
from bot.triage.drafts import Control, Draft, read_body, sealed
from bot.triage.state import ForgeState
from bot.triage.telling import told

T = TypeVar("T")

#: times that one write is tried
ATTEMPTS = 3
#: seconds before looking after a lost answer; doubled with each attempt
_BREATH = 2.0
#: writes in one run (GitHub: 500 things that people are told about an hour, all bots together)
MOST_WRITES = 150
#: characters of a label
_LABEL = 50
#: marks a comment of ours with the comment that it answers
ANSWER = "<!-- listbot:answer to={} -->"

_PULLS_OFF = (
    "this repository does not let GitHub Actions open pull requests (Settings, Actions, General: "
    "“Allow GitHub Actions to create and approve pull requests”); the branch is there, and an issue says so"
)


class Stopped(Exception):
    """Nothing more can be written in this run."""


class Attempts:
    """How often and with which pauses something is tried."""

    def __init__(self, api: Api, *, pause: float, sleep: Callable[[float], None]) -> None:
        self.api = api
        self.pause = pause
        self.sleep = sleep

    def create(self, look: Callable[[], T | None], create: Callable[[], T]) -> T:
        """``create()``, unless ``look()`` finds it; never twice."""
        found = look()
        for attempt in range(ATTEMPTS):
            if found is not None:
                return found
            try:
                return create()
            except ForgeFailure as failure:
                if failure.trouble not in (Trouble.LOST, Trouble.LIMITED):
                    raise
                self._wait(failure, attempt)
            found = look()
        if found is not None:
            return found
        raise ForgeFailure(Trouble.LOST, f"no answer from GitHub in {ATTEMPTS} attempts")

    def repeat(self, send: Callable[[], T]) -> T:
        """``send()``, again when the answer is lost: for writes that can be repeated."""
        for attempt in range(ATTEMPTS):
            try:
                return send()
            except ForgeFailure as failure:
                last = attempt == ATTEMPTS - 1
                if last or failure.trouble not in (Trouble.LOST, Trouble.LIMITED):
                    raise
                self._wait(failure, attempt)
        raise AssertionError("unreachable")

    def _wait(self, failure: ForgeFailure, attempt: int) -> None:
        if failure.trouble is Trouble.LIMITED:
            wait = failure.wait if failure.wait is not None else 60.0 * self.pause * 2**attempt
            if wait > self.api.patience:
                raise Stopped(f"GitHub's rate limit asks for a pause of {wait:.0f} s")
            self.sleep(wait)
        else:
            self.sleep(_BREATH * self.pause * 2**attempt)


@dataclass(slots=True)
class Spent:
    """What is counted for a run, however many lists it writes for."""

    writes: int = 0
    #: area -> why nothing is written there any more
    barred: dict[str, str] = field(default_factory=dict)
    #: why nothing at all is written any more
    stopped: str = ""


class Writer:
    """Carries out one plan on one repository."""

    def __init__(
        self,
        api: Api,
        state: ForgeState,
        *,
        pause: float = 1.0,
        sleep: Callable[[float], None] = time.sleep,
        spent: Spent | None = None,
    ) -> None:
        """``spent``: what the plans of other lists have used up in the same run."""
        self.api = api
        self.state = state
        self.attempts = Attempts(api, pause=pause, sleep=sleep)
        self.reader = Reader(api)
        self.branches = Branches(api, self.attempts, self.reader, state)
        self.numbers = _numbers(state)
        self.bodies = {issue.number: issue.body for issue in state.issues}
        self.bodies |= {pull.number: pull.body for pull in state.pulls}
        self.spent = spent if spent is not None else Spent()

    def carry_out(self, plan: Plan) -> Outcome:
        """In order. What fails is told; what GitHub forbids is not tried again in its area."""
        done: list[str] = []
        failed: list[str] = []
        if self.spent.stopped and plan.writes:
            return Outcome(stopped=self.spent.stopped)
        for action in plan.writes:
            area = _area(action)
            if area in self.spent.barred:
                failed.append(f"{told(action)}: {self.spent.barred[area]}")
                continue
            if self.spent.writes >= MOST_WRITES:
                self.spent.stopped = f"{MOST_WRITES} writes are enough for one run"
                break
            try:
                self._one(action)
            except ForgeFailure as failure:
                failed.append(f"{told(action)}: {self._explained(failure, area)}")
            except Stopped as stop:
                self.spent.stopped = str(stop)
                break
            else:
                done.append(told(action))
        return Outcome(done=tuple(done), failed=tuple(failed), stopped=self.spent.stopped)

    def _explained(self, failure: ForgeFailure, area: str) -> str:
        if failure.trouble is Trouble.FORBIDDEN:
            self.spent.barred[area] = f"the token may not write {area} ({failure.message})"
            return self.spent.barred[area]
        if failure.trouble is Trouble.NO_PULLS:
            self.spent.barred[area] = _PULLS_OFF
            return _PULLS_OFF
        return failure.message

    def _one(self, action: Action) -> None:
        self.spent.writes += 1
        match action:
            case OpenIssue():
                self.open_issue(action.draft, action.labels)
            case UpdateIssue():
                self._edit_issue(action.number, action.draft, keep_title=action.keep_title)
            case CloseIssue():
                more = {"state": "closed", "state_reason": action.reason}
                self._edit_issue(action.number, action.draft, more, keep_title=action.keep_title)
            case ReopenIssue():
                more = {"state": "open", "state_reason": "reopened"}
                self._edit_issue(action.number, action.draft, more, keep_title=action.keep_title)
            case OpenPullRequest():
                self._open_pull(action)
            case UpdatePullRequest():
                self._update_pull(action)
            case ClosePullRequest():
                self._edit_pull(
                    action.number, action.draft, {"state": "closed"}, keep_title=action.keep_title
                )
            case Answer():
                self._answer(action)
            case React():
                self._react(action)
            case Nothing():
                self.spent.writes -= 1

    # -- issues -----------------------------------------------------------------------------------

    def open_issue(self, draft: Draft, labels: tuple[str, ...]) -> int:
        """Number of the issue, opened now or found to be there."""
        title, body = sealed(draft, self.numbers)
        path = self.api.path("issues")
        names = [label[:_LABEL] for label in labels]

        def look() -> int | None:
            newest = self.api.get(
                path, creator=self.state.me, state="open", sort="created", direction="desc", per_page=100
            )  # fmt: skip
            return next((int(raw["number"]) for raw in newest if _same(raw, draft.control)), None)

        def create() -> int:
            words: dict[str, Any] = {"title": title, "body": body}
            try:
                raw = self.api.send("POST", path, {**words, "labels": names} if names else words)
            except ForgeFailure as failure:
                if failure.trouble is not Trouble.REFUSED or not names:
                    raise
                raw = self.api.send("POST", path, words)  # a label that GitHub does not take
            return int(raw["number"])

        number = self.attempts.create(look, create)
        self.numbers["issue", draft.control.key] = number
        return number

    def _edit_issue(
        self,
        number: int,
        draft: Draft,
        more: Mapping[str, str] | None = None,
        *,
        keep_title: bool,
    ) -> None:
        words = self._edited(number, draft, more, keep_title=keep_title)
        self.attempts.repeat(lambda: self.api.send("PATCH", self.api.path("issues", number), words))
        if words.get("state") == "open":
            self.numbers["issue", draft.control.key] = number

    def _edited(
        self, number: int, draft: Draft, more: Mapping[str, str] | None, *, keep_title: bool
    ) -> dict[str, str]:
        title, body = sealed(draft, self.numbers, self.bodies.get(number))
        words = {"body": body, **(more or {})}
        return words if keep_title else {"title": title, **words}

    # -- pull requests ----------------------------------------------------------------------------

    def _open_pull(self, action: OpenPullRequest) -> None:
        self.branches.push(action.commit)
        title, body = sealed(action.draft, self.numbers)
        kind = action.draft.control.key
        try:
            number = self.branches.open_pull(action.commit.branch, action.base, title, body)
        except ForgeFailure as failure:
            if failure.trouble is Trouble.NO_PULLS:
                self._stand_in(action)
            raise
        self.numbers["pull", kind] = number
        if action.labels:
            self._label(number, action.labels)

    def _stand_in(self, action: OpenPullRequest) -> None:
        """The issue that explains the setting; one that was there says now what the branch holds."""
        number = self.open_issue(action.instead, action.labels)
        if number in self.bodies:
            self._edit_issue(number, action.instead, keep_title=False)

    def _label(self, number: int, labels: tuple[str, ...]) -> None:
        """A label is for people only: without it everything works."""
        names = {"labels": [label[:_LABEL] for label in labels]}
        try:
            self.api.send("POST", self.api.path("issues", number, "labels"), names)
        except ForgeFailure:
            return

    def _update_pull(self, action: UpdatePullRequest) -> None:
        if action.commit is not None:
            self.branches.push(action.commit)
        self._edit_pull(action.number, action.draft, None, keep_title=action.keep_title)

    def _edit_pull(
        self, number: int, draft: Draft, more: Mapping[str, str] | None, *, keep_title: bool
    ) -> None:
        words = self._edited(number, draft, more, keep_title=keep_title)
        self.attempts.repeat(lambda: self.api.send("PATCH", self.api.path("pulls", number), words))

    # -- comments ---------------------------------------------------------------------------------

    def _answer(self, action: Answer) -> None:
        mark = ANSWER.format(action.to_comment)
        path = self.api.path("issues", action.number, "comments")

        def look() -> int | None:
            comments = self.reader.comments(action.number)
            return next(
                (c.id for c in comments if mark in c.body and c.author == self.state.me), None
            )

        body = {"body": f"{mark}\n{action.text}"}
        self.attempts.create(look, lambda: int(self.api.send("POST", path, body)["id"]))

    def _react(self, action: React) -> None:
        """The same reaction twice is one; where reactions do not exist, nothing is lost."""
        path = self.api.path("issues", "comments", action.to_comment, "reactions")
        try:
            self.attempts.repeat(lambda: self.api.send("POST", path, {"content": action.content}))
        except ForgeFailure as failure:
            if failure.trouble is not Trouble.GONE:
                raise


def _numbers(state: ForgeState) -> dict[tuple[str, str], int]:
    """What references in drafts mean when the plan begins."""
    found: dict[tuple[str, str], int] = {}
    things = [("issue", i.number, i.body) for i in state.issues if i.is_open]
    things += [("pull", p.number, p.body) for p in state.pulls if p.is_open and p.is_ours]
    for kind, number, text in sorted(things, key=lambda thing: thing[1]):
        body = read_body(text)
        if body is not None:
            found.setdefault((kind, body.control.key), number)
    return found


def _same(raw: Mapping[str, Any], control: Control) -> bool:
    """Is this the issue that is to be opened?"""
    body = read_body(raw.get("body") or "")
    if body is None or body.control.kind != control.kind or "pull_request" in raw:
        return False
    if body.control.of_list != control.of_list:
        return False
    return body.control.key == control.key or bool(
        control.evidence.keys() & body.control.evidence.keys()
    )


def _area(action: Action) -> str:
    """The permission that an action needs."""
    pulls = (OpenPullRequest, UpdatePullRequest, ClosePullRequest)
    return "pull requests" if isinstance(action, pulls) else "issues"
