"""Everything that the planners look at, gathered and indexed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from bot.model.entries import LinkRole
from bot.model.findings import Finding, Rule, Severity
from bot.model.night import LinkState, Night
from bot.model.settings import TriageSettings
from bot.model.verdicts import Policy
from bot.triage.beginning import Beginning
from bot.triage.cases import ISSUE_RULES
from bot.triage.decisions import Decision
from bot.triage.drafts import Body, Draft, content_of, short_hash
from bot.triage.listening import Heard
from bot.triage.phrases import Desk
from bot.triage.state import ForgeState, Issue, Pull


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the other lists of the repository leave to one list."""

    #: issues that it may open
    room: int
    #: it may mention those who want to be mentioned
    may_call: bool
    #: number of another list's open issue that explains why pull requests cannot be opened
    stuck: int | None = None


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Findings, forge, decisions, settings and time."""

    night: Night
    state: ForgeState
    settings: TriageSettings
    policy: Policy
    now: datetime
    desk: Desk
    #: issues of ours with their marker, oldest first
    issues: tuple[tuple[Issue, Body], ...] = ()
    #: pull requests with their marker, oldest first
    pulls: tuple[tuple[Pull, Body], ...] = ()
    decisions: tuple[Decision, ...] = ()
    #: fingerprint -> the decision that keeps it quiet
    silenced: Mapping[str, Decision] = field(default_factory=dict)
    heard: Heard = field(default_factory=Heard)
    #: in the first night only
    beginning: Beginning | None = None
    #: references to what this very plan opens: texts that name them are written again
    opening: frozenset[str] = frozenset()
    #: word of the list, where there are several in the repository
    of_list: str = ""
    #: None where there is only one, or what the others leave is not known yet
    limits: Limits | None = None

    @cached_property
    def links(self) -> dict[tuple[str, LinkRole], LinkState]:
        """(entry id, role) -> link; the first of several."""
        found: dict[tuple[str, LinkRole], LinkState] = {}
        for link in self.night.links:
            found.setdefault((link.entry_id, link.role), link)
        return found

    @cached_property
    def numbers(self) -> dict[tuple[str, str], int]:
        """What references in drafts mean: open issues and pull requests by key."""
        found = {
            ("issue", body.control.key): issue.number
            for issue, body in reversed(self.issues)
            if issue.is_open
        }
        for pull, body in self.pulls:
            if pull.is_open:
                found.setdefault(("pull", body.control.key), pull.number)
        return found

    @cached_property
    def known(self) -> dict[str, tuple[Rule, LinkState]]:
        """Fingerprint of every finding that an issue could be about -> its rule and link."""
        return {
            fingerprint(rule, link): (rule, link)
            for link in self.night.links
            for rule in ISSUE_RULES
        }

    def read(self, number: int, body: Body) -> int:
        """Id of the newest comment that was read in a thread."""
        return max(self.heard.read.get(number, 0), body.control.read)

    def says_something_new(self, number: int, body: Body, draft: Draft) -> bool:
        """Must the text be written again?"""
        return (
            content_of(draft, self.numbers) != body.control.content
            or draft.control.covers != body.control.covers
            or self.read(number, body) != body.control.read
            or number in self.heard.ticked
            or body.control.of_list != self.of_list
            or any(token in draft.text for token in self.opening)
        )


def fingerprint(rule: Rule, link: LinkState) -> str:
    """Fingerprint that a finding of this rule about this link has."""
    return Finding(
        rule=rule,
        severity=Severity.DECISION,
        entry_id=link.entry_id,
        entry_title="",
        span=link.span,
        summary="",
        role=link.role,
        url=link.url,
    ).fingerprint


def has_own_title(title: str, body: Body) -> bool:
    """A person has given it another title than the bot did."""
    return bool(body.control.title) and short_hash(title) != body.control.title
