"""What stands on the forge when triage begins: issues, pull requests, files. Foreign text inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment below an issue or a pull request."""

    id: int
    author: str
    body: str
    at: datetime
    #: written by an app or a bot account, ourselves included
    by_bot: bool = False
    #: changed after it was written, perhaps by somebody else
    edited: bool = False
    #: the author may push to the repository; asked only where a command stands in the comment
    may_write: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue that the bot opened."""

    number: int
    title: str
    body: str
    is_open: bool
    created_at: datetime
    closed_at: datetime | None = None
    #: "completed", "not_planned", "duplicate", or None
    state_reason: str | None = None
    #: login of who edited the body last, when a box is ticked and the forge tells
    editor: str | None = None
    #: False: the forge tells who edited last, and it is nobody who may push
    tick_counts: bool = True
    #: oldest first
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """A pull request from one of the bot's branches, whoever opened it."""

    number: int
    title: str
    body: str
    branch: str
    is_open: bool
    is_merged: bool = False
    #: opened by the bot
    is_ours: bool = True
    #: nobody else has a commit on the branch
    only_our_commits: bool = True
    #: False = conflicts with its base; None = not known (yet)
    mergeable: bool | None = None
    closed_at: datetime | None = None
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeState:
    """Everything that triage needs to know about the repository."""

    #: owner/name
    repository: str
    #: address of the repository for links, without a slash at the end
    html_url: str
    default_branch: str
    #: commit that the default branch is at; "" when the repository is empty
    head: str
    #: the login under which the bot writes
    me: str
    issues: tuple[Issue, ...] = ()
    pulls: tuple[Pull, ...] = ()
    #: branches of the bot that exist: name -> only our commits are on it
    branches: Mapping[str, bool] = field(default_factory=dict)
    #: issues are switched on in this repository
    has_issues: bool = True
    #: nothing can be written to it
    archived: bool = False
    #: text of files at ``head``; a file that is not there is not in it
    files: Mapping[str, str] = field(default_factory=dict)
