"""What triage decided to do. Data only: a gateway carries it out, or a person reads it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.triage.drafts import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIssue:
    """Open an issue, unless one with the same key is found to be there."""

    draft: Draft
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateIssue:
    """Edit an issue in place, which notifies nobody."""

    number: int
    draft: Draft
    #: a person has given the issue a title of their own: leave it
    keep_title: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseIssue:
    """Close an issue and say why in its first line."""

    number: int
    draft: Draft
    #: "completed" or "not_planned"
    reason: str
    keep_title: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenIssue:
    """Open a closed issue again: it is the same story."""

    number: int
    draft: Draft
    keep_title: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """The whole new text of a file."""

    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit on top of ``parent``, whole files replaced."""

    branch: str
    #: sha of the commit of the default branch that the files were read from
    parent: str
    message: str
    files: tuple[FileChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPullRequest:
    """Put a commit on a branch and open a pull request for it."""

    base: str
    commit: Commit
    draft: Draft
    labels: tuple[str, ...] = ()
    #: issue to open when the repository does not let Actions open pull requests
    instead: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePullRequest:
    """Edit a pull request; with a commit, replace the one that it holds if it is ours."""

    number: int
    commit: Commit | None
    draft: Draft
    keep_title: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePullRequest:
    """Close a pull request of ours in which nothing is needed any more."""

    number: int
    draft: Draft
    keep_title: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One comment that answers one comment: help, or why a command could not be obeyed."""

    number: int
    to_comment: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class React:
    """A reaction to a comment: "+1" done, "confused" not understood, "-1" not allowed."""

    number: int
    to_comment: int
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """Deliberately nothing, and why."""

    about: str
    reason: str


Action: TypeAlias = (
    OpenIssue
    | UpdateIssue
    | CloseIssue
    | ReopenIssue
    | OpenPullRequest
    | UpdatePullRequest
    | ClosePullRequest
    | Answer
    | React
    | Nothing
)


def of_list(action: Action, name: str) -> Action:
    """The same action for one of several lists: its titles and its markers say which one."""
    if isinstance(action, OpenPullRequest):
        return replace(
            action,
            commit=_commit_of(action.commit, name),
            draft=_draft_of(action.draft, name),
            instead=_draft_of(action.instead, name),
        )
    if isinstance(action, UpdatePullRequest):
        commit = _commit_of(action.commit, name) if action.commit else None
        return replace(action, commit=commit, draft=_draft_of(action.draft, name))
    if isinstance(action, Answer | React | Nothing):
        return action
    return replace(action, draft=_draft_of(action.draft, name))


def _draft_of(draft: Draft, name: str) -> Draft:
    title = f"[{name}] {draft.title}" if name and draft.title else draft.title
    return replace(draft, control=replace(draft.control, of_list=name), title=title)


def _commit_of(commit: Commit, name: str) -> Commit:
    return replace(commit, message=f"[{name}] {commit.message}") if name else commit


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything to do, in this order."""

    actions: tuple[Action, ...] = ()
    #: new text of the file of decisions, None when nothing was decided
    decisions: str | None = None
    #: sentences for the person who reads the log: expired and unneeded decisions, limits
    notices: tuple[str, ...] = ()

    @property
    def writes(self) -> tuple[Action, ...]:
        """The actions that change something."""
        return tuple(action for action in self.actions if not isinstance(action, Nothing))
