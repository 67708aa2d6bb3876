"""A plan in sentences, for the terminal and the log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

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


def told(action: Action) -> str:
    """One sentence. It may hold foreign text (titles): escape it for the place."""
    match action:
        case OpenIssue():
            return f"open issue: {action.draft.title}"
        case UpdateIssue():
            return f"edit issue {action.number}: {action.why}"
        case CloseIssue():
            return f"close issue {action.number} as {action.reason}: {action.why}"
        case ReopenIssue():
            return f"reopen issue {action.number}: {action.why}"
        case OpenPullRequest():
            return f"open pull request from {action.commit.branch}: {action.draft.title}"
        case UpdatePullRequest():
            return f"update pull request {action.number}: {action.why}"
        case ClosePullRequest():
            return f"close pull request {action.number}: {action.why}"
        case Answer():
            return f"answer comment {action.to_comment} in {action.number}"
        case React():
            return f"react with {action.content} to comment {action.to_comment}"
        case Nothing():
            return f"nothing about {action.about}: {action.reason}"
        case _:
            assert_never(action)


def told_plan(plan: Plan, *, whole: bool = False) -> Iterator[str]:
    """Every action that changes something; with ``whole`` also why the others do not."""
    for action in plan.actions:
        if whole or not isinstance(action, Nothing):
            yield told(action)
    if plan.decisions is not None:
        yield "record what was decided"
