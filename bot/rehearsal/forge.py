"""The list's own repository on a simulated forge: carries plans out in memory, for show.

What it holds is written below the rehearsal's folder as Markdown, so that a person can read the
issues and pull requests as they would stand on GitHub. Nothing is ever sent anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.findings.night import night_of
from bot.ledger.history import Ledger
from bot.model.report import Report
from bot.model.settings import Settings
from bot.ports import FilePort
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
from bot.triage.drafts import Draft, read_body, sealed
from bot.triage.planner import Memory, Options, plan
from bot.triage.state import ForgeState, Issue, Pull
from bot.verdicts.judge import well_for_nights

_REPOSITORY = "simulated/list"


class SimulatedForge:
    """Issues and pull requests of one repository, in memory."""

    def __init__(self, files: FilePort, settings: Settings) -> None:
        self._files = files
        self._settings = settings
        self._issues: dict[int, Issue] = {}
        self._pulls: dict[int, Pull] = {}
        self._branches: dict[str, bool] = {}
        self._texts: dict[int, Mapping[str, str]] = {}
        self._decisions: str | None = None
        self._last = 0

    def reconcile(self, report: Report, ledger: Ledger, *, now: datetime) -> tuple[str, ...]:
        """Plan and carry out; one sentence for each thing that was done.

        Planning a second time must find nothing to do; a sentence says so when it does not.
        """
        made = self._plan(report, ledger, now)
        told = tuple(words for action in made.writes if (words := self._obey(action, now)))
        again = self._plan(report, ledger, now).writes
        if again:
            told = (*told, f"planning twice is not the same: {len(again)} actions the second time")
        return told

    def write_down(self, folder: str) -> None:
        """Every issue and pull request as a Markdown file below ``folder``."""
        things: list[tuple[str, Issue | Pull]] = [("issue", item) for item in self._issues.values()]
        things += [("pull", item) for item in self._pulls.values()]
        for kind, item in things:
            state = "open" if item.is_open else "closed"
            changed = "".join(
                f"\n\n---\n\nChanges `{path}`." for path in self._texts.get(item.number, {})
            )
            text = f"# {item.title}\n\n({kind} {item.number}, {state}, simulated)\n\n{item.body}"
            self._files.write(f"{folder}/{kind}-{item.number:04d}.md", f"{text}{changed}\n")

    def _plan(self, report: Report, ledger: Ledger, now: datetime) -> Plan:
        wells = {link.target: well_for_nights(ledger, link.target) for link in report.links()}
        # the planner acts on nothing simulated; this forge is simulated as well
        night = replace(night_of(report, wells), simulated=False)
        options = Options(
            settings=self._settings.triage,
            policy=self._settings.policy,
            ignore_rules=self._settings.ignore_rules,
        )
        return plan(night, self._state(), Memory(text=self._decisions), options, now=now)

    def _state(self) -> ForgeState:
        paths = (self._settings.entries, self._settings.readme)
        texts = {path: text for path in paths if (text := self._files.read(path)) is not None}
        return ForgeState(
            repository=_REPOSITORY,
            html_url=f"https://github.com/{_REPOSITORY}",
            default_branch="main",
            head="0" * 40,
            me="github-actions[bot]",
            issues=tuple(self._issues.values()),
            pulls=tuple(self._pulls.values()),
            branches=dict(self._branches),
            files=texts,
        )

    # carrying out

    def _obey(self, action: Action, now: datetime) -> str:
        match action:
            case OpenIssue():
                return self._open_issue(action, now)
            case UpdateIssue() | CloseIssue() | ReopenIssue():
                return self._edit_issue(action, now)
            case OpenPullRequest():
                return self._open_pull(action)
            case UpdatePullRequest() | ClosePullRequest():
                return self._edit_pull(action, now)
            case Answer() | React() | Nothing():
                return ""
        assert_never(action)

    def _open_issue(self, action: OpenIssue, now: datetime) -> str:
        number, title, body = self._new(action.draft)
        self._issues[number] = Issue(
            number=number, title=title, body=body, is_open=True, created_at=now
        )
        return f"open issue {number}: {title}"

    def _edit_issue(self, action: UpdateIssue | CloseIssue | ReopenIssue, now: datetime) -> str:
        issue = self._issues[action.number]
        title, body = sealed(action.draft, self._numbers(), issue.body)
        issue = replace(issue, body=body, title=issue.title if action.keep_title else title)
        verb = "update"
        if isinstance(action, CloseIssue):
            verb = "close"
            issue = replace(issue, is_open=False, state_reason=action.reason, closed_at=now)
        elif isinstance(action, ReopenIssue):
            verb = "reopen"
            issue = replace(issue, is_open=True, state_reason="reopened", closed_at=None)
        self._issues[action.number] = issue
        return f"{verb} issue {issue.number}: {issue.title}"

    def _open_pull(self, action: OpenPullRequest) -> str:
        number, title, body = self._new(action.draft)
        self._push(number, action)
        self._pulls[number] = Pull(
            number=number, title=title, body=body, branch=action.commit.branch, is_open=True
        )
        return f"open pull request {number}: {title}"

    def _edit_pull(self, action: UpdatePullRequest | ClosePullRequest, now: datetime) -> str:
        pull = self._pulls[action.number]
        title, body = sealed(action.draft, self._numbers(), pull.body)
        pull = replace(pull, body=body, title=pull.title if action.keep_title else title)
        verb = "update"
        if isinstance(action, UpdatePullRequest):
            self._push(action.number, action)
        else:
            verb = "close"
            pull = replace(pull, is_open=False, closed_at=now)
        self._pulls[action.number] = pull
        return f"{verb} pull request {pull.number}: {pull.title}"

    def _push(self, number: int, action: OpenPullRequest | UpdatePullRequest) -> None:
        if action.commit is None:
            return
        self._branches[action.commit.branch] = True
        self._texts[number] = {change.path: change.text for change in action.commit.files}

    def _new(self, draft: Draft) -> tuple[int, str, str]:
        title, body = sealed(draft, self._numbers(), None)
        self._last += 1
        return self._last, title, body

    def _numbers(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        things: list[tuple[str, Issue | Pull]] = [("issue", item) for item in self._issues.values()]
        things += [("pull", item) for item in self._pulls.values()]
        for kind, item in things:
            body = read_body(item.body)
            if body and item.is_open:
                found.setdefault((kind, body.control.key), item.number)
        return found
