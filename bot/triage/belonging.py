"""Several lists in one repository: to which of them an issue or a pull request belongs.

Each body names its list. One that names none was written when the repository had only one list, or by
a version that knew only one; one that names a list which is not configured any more is from before a
list was renamed, taken out, or left alone. Such a one is taken over by the list that knows what it is
about, so that a story goes on where it stands and is never told twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote

from bot.model.night import Night
from bot.triage.cases import ISSUE_RULES
from bot.triage.changes import approved_changes, safe_changes
from bot.triage.decisions import Decision
from bot.triage.drafts import Body, boxes, read_body
from bot.triage.situation import fingerprint
from bot.triage.state import ForgeState, Issue, Pull


@dataclass(frozen=True, kw_only=True)
class Owner:
    """One list of the repository, and what it knows to be its own."""

    name: str
    #: its file, and the folder of its reports
    entries: str
    reports: str
    #: None: it cannot be read tonight
    night: Night | None = None
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def fingerprints(self) -> frozenset[str]:
        """Of every finding that one of its issues could be about."""
        if self.night is None:
            return frozenset()
        told = {finding.fingerprint for finding in self.night.findings}
        rules = ISSUE_RULES
        return frozenset(
            told | {fingerprint(rule, link) for link in self.night.links for rule in rules}
        )

    @cached_property
    def changes(self) -> frozenset[str]:
        """Ids of the changes that one of its pull requests could hold."""
        if self.night is None:
            return frozenset()
        found = self.night.findings
        approved = approved_changes(found, self.night.links, self.decisions)
        return frozenset(change.id for change in (*safe_changes(found), *approved))

    def knows(self, body: Body) -> int:
        """Of how much in a body it can say: this is mine."""
        control = body.control
        if control.kind in ("pull", "stuck"):
            return len(self.changes.intersection(control.covers))
        named = {box.key.partition(".")[0] for box in boxes(body.text)}
        return len(self.fingerprints & (control.evidence.keys() or named))

    def is_linked(self, text: str, blob: str) -> bool:
        """Does a text of ours point at its file or at its reports?"""
        return f"{blob}/{quote(self.entries)}#" in text or (
            f"{blob}/{quote(self.reports)}/README.md" in text
        )


def divided(state: ForgeState, owners: Sequence[Owner], prefix: str) -> tuple[ForgeState, ...]:
    """What stands on the forge, as each list sees it; a single list sees everything.

    ``prefix`` is what the names of all our branches begin with.
    """
    if len(owners) == 1:
        return (state,)
    blob = f"{state.html_url}/blob/{quote(state.default_branch)}"
    issues = [(issue, _list_of_issue(issue, owners, blob)) for issue in state.issues]
    pulls = [(pull, _list_of_pull(pull, owners, blob, prefix)) for pull in state.pulls]
    return tuple(
        replace(
            state,
            issues=tuple(issue for issue, name in issues if name == owner.name),
            pulls=tuple(pull for pull, name in pulls if name == owner.name),
        )
        for owner in owners
    )


def list_of(number: int, states: Sequence[ForgeState]) -> int | None:
    """Which of the lists a thread belongs to, by its place; None = it belongs to none."""
    places = (at for at, state in enumerate(states) if number in _numbers(state))
    return next(places, None)


def _numbers(state: ForgeState) -> Iterator[int]:
    yield from (issue.number for issue in state.issues)
    yield from (pull.number for pull in state.pulls)


def _list_of_issue(issue: Issue, owners: Sequence[Owner], blob: str) -> str | None:
    body = read_body(issue.body)
    if body is None:
        return None
    return _owner_of(body.control.of_list, body, owners, blob)


def _list_of_pull(pull: Pull, owners: Sequence[Owner], blob: str, prefix: str) -> str | None:
    """By its branch where it has no marker: a person may have opened it."""
    word = pull.branch.removeprefix(prefix).rpartition("/")[0]
    body = read_body(pull.body) if pull.is_ours else None
    named = (body.control.of_list if body else "") or word
    return _owner_of(named, body, owners, blob)


def _owner_of(word: str, body: Body | None, owners: Sequence[Owner], blob: str) -> str | None:
    """The list that the word names; else the one that knows most of it; else the first."""
    if any(owner.name == word for owner in owners):
        return word
    if body is None:
        return None
    # of equals the one that it points at, then the first
    scores = [(owner.knows(body), owner.is_linked(body.text, blob)) for owner in owners]
    best = max(scores)
    if not any(best) and any(owner.night is None for owner in owners):
        return None  # perhaps it is theirs who cannot be read tonight
    return owners[scores.index(best)].name
