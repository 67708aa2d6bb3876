"""Pull requests: at most one for each kind of change, kept current, and left alone by one commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.catalogue.edit import apply_edits
from bot.errors import EntriesError
from bot.lists.edits import apply_url_edits
from bot.model.entries import is_markdown
from bot.triage.actions import (
    Action,
    CloseIssue,
    ClosePullRequest,
    Commit,
    FileChange,
    Nothing,
    OpenPullRequest,
    UpdatePullRequest,
)
from bot.triage.changes import APPROVED, Change
from bot.triage.drafts import Body, Control, Draft
from bot.triage.issue_text import Note, closing_draft
from bot.triage.pull_text import commit_message, pull_draft, stuck_draft
from bot.triage.situation import Situation, has_own_title
from bot.triage.state import Issue, Pull

#: new text of the entries file -> new text of the page that shows the list, None = there is none
Render = Callable[[str], str | None]


def branch_of(prefix: str, of_list: str, kind: str) -> str:
    """Name of the branch for one kind of change; each of several lists has branches of its own."""
    return f"{prefix}{of_list}/{kind}" if of_list else f"{prefix}{kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The two files that a pull request may change."""

    entries: str = "entries.yml"
    readme: str = "README.md"


def plan_pulls(
    situation: Situation,
    wanted: dict[str, tuple[Change, ...]],
    *,
    paths: Paths,
    render: Render,
) -> Iterator[Action]:
    """What to do about the pull request of each kind."""
    for kind, changes in wanted.items():
        planner = _Kind(situation, kind, paths, render)
        yield from planner.plan(changes)


class _Kind:
    """One kind of change: its branch, its pull request, its stand-in issue."""

    def __init__(self, situation: Situation, kind: str, paths: Paths, render: Render) -> None:
        self.situation = situation
        self.kind = kind
        self.paths = paths
        self.render = render
        self.branch = branch_of(situation.settings.branch_prefix, situation.of_list, kind)
        found = self._open_pull()
        if (
            found is not None
        ):  # opened when the list had another name, or was the only one: it goes on
            self.branch = found[0].branch

    def plan(self, changes: Sequence[Change]) -> Iterator[Action]:
        made = self._edited(changes)
        if isinstance(made, Nothing):
            yield made
            return
        text, changes = made
        foreign = self._opened_by_person()
        if foreign is not None:
            yield Nothing(
                about=f"pull request {foreign.number}", reason="a person opened it from my branch"
            )
            return
        found = self._open_pull()
        if found is not None:
            yield self._keep(*found, text, changes)
            for pull, body in self._open_pulls()[1:]:
                if pull.only_our_commits:
                    yield self._close(pull, body)
        elif changes:
            yield from self._open(text, changes)
        yield from self._stand_in(changes, opened=found is not None)

    def _edited(self, changes: Sequence[Change]) -> tuple[str, Sequence[Change]] | Nothing:
        """The new entries file, and the changes that could be made in it."""
        old = self.situation.state.files.get(self.paths.entries)
        if not changes or old is None:
            return "", ()
        edit = apply_url_edits if is_markdown(self.paths.entries) else apply_edits
        try:
            edited = edit(old, [c.edit() for c in changes], file=self.paths.entries)
        except EntriesError:
            return Nothing(about=self.branch, reason=f"{self.paths.entries} has mistakes")
        applied = set(edited.applied)
        return edited.text, tuple(change for change in changes if change.edit() in applied)

    def _opened_by_person(self) -> Pull | None:
        return next(
            (
                pull
                for pull in self.situation.state.pulls
                if pull.branch == self.branch and pull.is_open and not pull.is_ours
            ),
            None,
        )

    def _open_pull(self) -> tuple[Pull, Body] | None:
        return next(iter(self._open_pulls()), None)

    def _open_pulls(self) -> list[tuple[Pull, Body]]:
        """Ours of this kind, that on the list's own branch first; several after lists were joined."""
        found = [
            (pull, body)
            for pull, body in self.situation.pulls
            if pull.is_open and body.control.kind == "pull" and body.control.key == self.kind
        ]
        return sorted(found, key=lambda pair: pair[0].branch != self.branch)

    def _keep(self, pull: Pull, body: Body, text: str, changes: Sequence[Change]) -> Action:
        about = f"pull request {pull.number}"
        own_title = has_own_title(pull.title, body)
        if not pull.only_our_commits:
            return Nothing(about=about, reason="somebody else has committed to its branch")
        if not changes:
            return self._close(pull, body)
        control = self._control(changes, self.situation.read(pull.number, body))
        draft = self._draft(changes, control)
        same = tuple(sorted(body.control.covers)) == control.covers
        if same and pull.mergeable is not False and not self._news(pull, body, draft):
            return Nothing(about=about, reason="it holds exactly these changes")
        return UpdatePullRequest(
            number=pull.number,
            commit=self._commit(text, changes),
            draft=draft,
            keep_title=own_title,
            why="it conflicts with its base" if same else "the changes are not the same any more",
        )

    def _news(self, pull: Pull, body: Body, draft: Draft) -> bool:
        return self.situation.says_something_new(pull.number, body, draft)

    def _close(self, pull: Pull, body: Body) -> Action:
        note = Note(state="gone", text="Nothing of this is needed any more, so I am closing it.")
        read = self.situation.read(pull.number, body)
        return ClosePullRequest(
            number=pull.number,
            draft=closing_draft(body, self.situation.desk, note, read=read),
            keep_title=True,
            why="nothing of it is needed any more",
        )

    def _open(self, text: str, changes: Sequence[Change]) -> Iterator[Action]:
        if self.situation.state.branches.get(self.branch, True) is False:
            reason = "the branch exists and has commits of somebody else; delete it to go on"
            yield Nothing(about=self.branch, reason=reason)
            return
        control = self._control(changes, 0)
        waiting = self._waits_for_setting(control)
        if waiting is not None:
            reason = f"waits for the setting that issue {waiting} explains"
            yield Nothing(about=self.branch, reason=reason)
            return
        stand_in = Control(kind="stuck", key=f"pull-{self.kind}", covers=control.covers)
        yield OpenPullRequest(
            base=self.situation.state.default_branch,
            commit=self._commit(text, changes),
            draft=self._draft(changes, control),
            labels=(self.situation.settings.label,) if self.situation.settings.label else (),
            instead=stuck_draft(self.kind, changes, self.branch, self.situation.desk, stand_in),
        )

    def _waits_for_setting(self, control: Control) -> int | None:
        """Number of the issue that explains it: of this kind and these changes, or of another kind."""
        for issue, body in self._stuck():
            if body.control.key != f"pull-{self.kind}" or body.control.covers == control.covers:
                return issue.number
        return self.situation.limits.stuck if self.situation.limits else None

    def _stuck(self) -> list[tuple[Issue, Body]]:
        """Open issues that stand in for pull requests, of all kinds."""
        return [
            (issue, body)
            for issue, body in self.situation.issues
            if body.control.kind == "stuck" and issue.is_open
        ]

    def _stand_in(self, changes: Sequence[Change], *, opened: bool) -> Iterator[Action]:
        """Close the issue that stood in for a pull request which exists now or is not needed."""
        own = [pair for pair in self._stuck() if pair[1].control.key == f"pull-{self.kind}"]
        if not own or (changes and not opened):
            return
        issue, body = own[0]
        text = "The pull request is open." if opened else "Nothing of this is needed any more."
        note = Note(state="gone", text=text)
        read = self.situation.read(issue.number, body)
        yield CloseIssue(
            number=issue.number,
            draft=closing_draft(body, self.situation.desk, note, read=read),
            reason="completed",
            keep_title=True,
            why="it is settled",
        )

    def _control(self, changes: Sequence[Change], read: int) -> Control:
        covers = tuple(sorted(change.id for change in changes))
        return Control(kind="pull", key=self.kind, covers=covers, read=read)

    def _draft(self, changes: Sequence[Change], control: Control) -> Draft:
        closes = self._closes(changes) if self.kind == APPROVED else ()
        return pull_draft(self.kind, changes, self.situation.desk, control, closes=closes)

    def _closes(self, changes: Sequence[Change]) -> tuple[int, ...]:
        """Issues that are settled when these changes are merged."""
        mended = {change.finding for change in changes}
        return tuple(
            issue.number
            for issue, body in self.situation.issues
            if issue.is_open
            and body.control.kind == "issue"
            and body.control.evidence
            and body.control.evidence.keys() <= mended
        )

    def _commit(self, text: str, changes: Sequence[Change]) -> Commit:
        files = [FileChange(path=self.paths.entries, text=text)]
        page = self.render(text)
        if page is not None and page != self.situation.state.files.get(self.paths.readme):
            files.append(FileChange(path=self.paths.readme, text=page))
        return Commit(
            branch=self.branch,
            parent=self.situation.state.head,
            message=commit_message(self.kind, changes),
            files=tuple(files),
        )
