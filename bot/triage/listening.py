"""Boxes and commands -> decisions, and what is answered. Nobody is obeyed who may not push."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.model.findings import Finding, Rule, SuggestedFix
from bot.triage.actions import Answer, React
from bot.triage.answer_text import ambiguous, help_text, refusal_text
from bot.triage.beginning import BEGIN
from bot.triage.commands import Command, Order, has_command, orders
from bot.triage.decisions import APPROVALS, NOT_IN_LIST, SILENCING, Decision, Verb
from bot.triage.drafts import Body, Box, boxes
from bot.triage.issue_text import fix_key, fix_verb, is_copy, offered
from bot.triage.state import Comment

_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A conversation, and the findings that it can be about."""

    number: int
    body: Body
    #: findings that a command without a name means
    about: tuple[Finding, ...]
    #: findings that a command may name
    nameable: tuple[Finding, ...]
    comments: tuple[Comment, ...] = ()
    editor: str | None = None
    #: its ticked boxes are from somebody who may push, as far as the forge tells
    tick_counts: bool = True
    #: in a pull request, ``ignore`` refuses this very change, not the finding
    is_pull: bool = False
    #: where its decisions are kept
    decisions: str = "reports/decisions.yml"


@dataclass(slots=True)
class Heard:
    """Everything that was said since the last run."""

    decisions: list[Decision] = field(default_factory=list)
    #: findings about which something new was said: what was said before is taken back
    superseded: set[str] = field(default_factory=set)
    #: findings whose decisions are taken back
    undone: set[str] = field(default_factory=set)
    answers: list[Answer | React] = field(default_factory=list)
    #: number of the thread -> id of the newest comment that was obeyed or refused
    read: dict[int, int] = field(default_factory=dict)
    #: somebody does not want to wait for the second night
    begun: bool = False
    #: threads whose boxes must be written again
    ticked: set[int] = field(default_factory=set)


def listen(threads: Iterable[Thread], now: datetime) -> Heard:
    """Read every thread."""
    heard = Heard()
    for thread in threads:
        _boxes(thread, heard, now)
        _comments(thread, heard)
    return heard


# -- boxes -------------------------------------------------------------------------------------


def _boxes(thread: Thread, heard: Heard, now: datetime) -> None:
    """Only who may push can edit the bot's text; where the forge names somebody else, it is unticked."""
    who = thread.editor or "whoever ticked the box"
    for box in boxes(thread.body.text):
        if not box.ticked:
            continue
        heard.ticked.add(thread.number)
        if not thread.tick_counts:
            continue
        heard.begun = heard.begun or box.verb == BEGIN
        for finding in _ticked_findings(box, thread):
            said = _Said(finding=finding, by=who, at=now, source=f"box in issue {thread.number}")
            _obey_box(box, said, heard)


def _ticked_findings(box: Box, thread: Thread) -> tuple[Finding, ...]:
    """The finding that the box names; in an issue about one dead address, all who share it."""
    fingerprint = box.key.partition(".")[0]
    named = tuple(f for f in thread.nameable if f.fingerprint == fingerprint)
    if named and thread.about and named[0] in thread.about:
        shared = named[0].rule is Rule.DEAD or box.verb in ("snooze", "ignore")
        return thread.about if shared else named
    return named


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """Who said something about a finding, and where."""

    finding: Finding
    by: str
    at: datetime
    source: str

    def decision(
        self,
        verb: Verb,
        *,
        why: str = "",
        days: int | None = None,
        fix: SuggestedFix | None = None,
        evidence: bool = False,
    ) -> Decision:
        """The decision, about this very finding."""
        finding = self.finding
        return Decision(
            verb=verb,
            entry=finding.entry_id,
            rule=finding.rule,
            role=finding.role,
            url=None if finding.rule in NOT_IN_LIST else finding.url,
            finding=finding.fingerprint,
            evidence=finding.evidence_hash if evidence else None,
            field=fix.field if fix else None,
            to=fix.new if fix else None,
            by=self.by,
            at=self.at,
            why=why,
            until=(self.at + timedelta(days=days)).date() if days else None,
            source=self.source,
        )


def _obey_box(box: Box, said: _Said, heard: Heard) -> None:
    match box.verb:
        case "snooze":
            _decide(heard, said.decision(Verb.SNOOZE, days=_DAYS))
        case "ignore":
            _decide(heard, said.decision(Verb.IGNORE, evidence=True))
        case "undo":
            heard.undone.add(said.finding.fingerprint)
        case "replace" | "remove":
            fix = next((f for f in offered(said.finding) if _same(box, said.finding, f)), None)
            if fix is not None:
                _decide(heard, _approval(said, fix))


def _same(box: Box, finding: Finding, fix: SuggestedFix) -> bool:
    """Is this the change that the box named (its finding apart: a dead address may be shared)?"""
    wanted = box.key.partition(".")[2]
    return fix_verb(fix) == box.verb and fix_key(finding, fix).partition(".")[2] == wanted


def _approval(said: _Said, fix: SuggestedFix, why: str = "") -> Decision:
    verb = Verb.REMOVE if fix.new is None else Verb.REPLACE
    return said.decision(verb, fix=fix, why=why)


def _decide(heard: Heard, decision: Decision) -> None:
    heard.decisions.append(decision)
    if decision.finding and decision.verb in APPROVALS | SILENCING:
        heard.superseded.add(decision.finding)


# -- commands ----------------------------------------------------------------------------------


def _comments(thread: Thread, heard: Heard) -> None:
    new = [c for c in thread.comments if c.id > thread.body.control.read and not c.by_bot]
    for comment in new:
        if not has_command(comment.body):
            continue
        heard.read[thread.number] = comment.id
        if not comment.may_write:
            _react(heard, thread, comment, "-1")
        elif comment.edited:
            problem = "The comment was edited, so I cannot be sure who wrote it. Write a new one."
            _refuse(heard, thread, comment, [problem])
        else:
            _obey(thread, comment, heard)


def _react(heard: Heard, thread: Thread, comment: Comment, content: str) -> None:
    heard.answers.append(React(number=thread.number, to_comment=comment.id, content=content))


def _refuse(heard: Heard, thread: Thread, comment: Comment, problems: Sequence[str]) -> None:
    _react(heard, thread, comment, "confused")
    heard.answers.append(
        Answer(number=thread.number, to_comment=comment.id, text=refusal_text(problems))
    )


def _obey(thread: Thread, comment: Comment, heard: Heard) -> None:
    names = _names(thread.nameable)
    problems = []
    for order in orders(comment.body, frozenset(names)):
        if order.mistake:
            problems.append(order.mistake)
        elif order.command is Command.HELP:
            heard.answers.append(
                Answer(
                    number=thread.number,
                    to_comment=comment.id,
                    text=help_text(thread.decisions),
                )
            )
        else:
            problem = _carry_out(order, thread, names, comment, heard)
            problems += [problem] if problem else []
    if problems:
        _refuse(heard, thread, comment, problems)
    else:
        _react(heard, thread, comment, "+1")


def _names(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Entry ids, fingerprints and roles, and what each of them names."""
    names: dict[str, list[Finding]] = {}
    for finding in findings:
        words = [finding.entry_id, finding.fingerprint]
        words += [finding.role.value] if finding.role else []
        for word in words:
            names.setdefault(word.casefold(), []).append(finding)
    return names


def _carry_out(
    order: Order,
    thread: Thread,
    names: Mapping[str, Sequence[Finding]],
    comment: Comment,
    heard: Heard,
) -> str | None:
    """Turn one order into decisions; returns why it cannot be done."""
    findings = names[order.target] if order.target else list(thread.about)
    if order.target in ("pdf", "code", "project", "dataset") and thread.about:
        findings = [finding for finding in findings if finding in thread.about]
    if not findings:
        return "Name the entry, as in `/listbot ignore <entry id> <reason>`."
    decisions = []
    for finding in findings:
        said = _Said(
            finding=finding, by=comment.author, at=comment.at, source=f"comment {comment.id}"
        )
        made = _decisions(order, said, thread)
        if isinstance(made, str):
            return made
        decisions += made
    fields = {(d.entry, d.field) for d in decisions if d.verb in APPROVALS}
    shared = all(finding.rule is Rule.DEAD for finding in findings)
    if len(fields) > 1 and not shared:
        roles = sorted({f.role.value for f in findings if f.role})
        return ambiguous(roles if len(roles) > 1 else sorted({f.entry_id for f in findings}))
    for decision in decisions:
        _decide(heard, decision)
    return None


def _decisions(order: Order, said: _Said, thread: Thread) -> list[Decision] | str:
    finding = said.finding
    match order.command:
        case Command.IGNORE if thread.is_pull:
            return [said.decision(Verb.DECLINE, fix=fix, why=order.reason) for fix in finding.fixes]
        case Command.IGNORE:
            return [said.decision(Verb.IGNORE, why=order.reason, evidence=True)]
        case Command.SNOOZE:
            return [said.decision(Verb.SNOOZE, why=order.reason, days=order.days)]
        case Command.RECHECK:
            return [said.decision(Verb.RECHECK)]
        case Command.REMOVE:
            fix = next((f for f in offered(finding) if f.new is None), None)
            return [_approval(said, fix, order.reason)] if fix else _NEEDED
        case Command.ARCHIVE:
            copies = [f for f in finding.fixes if is_copy(f)]
            return [_approval(said, copies[0], order.reason)] if copies else _NO_COPY
        case _:
            return _replacement(order, said)


_NEEDED = "Every entry needs this link, so it can be replaced but not removed."
_NO_COPY = (
    "I know of no archived copy. If you have one: `/listbot replace https://web.archive.org/…`."
)


def _replacement(order: Order, said: _Said) -> list[Decision] | str:
    finding = said.finding
    if order.url is None:
        proposed = [fix for fix in finding.fixes if fix.new is not None]
        if len(proposed) != 1:
            return "Write the address that should stand there: `/listbot replace https://…`."
        return [_approval(said, proposed[0], order.reason)]
    if finding.role is None:
        return "This is not about a link, so there is nothing to replace."
    fix = SuggestedFix(field=finding.role.value, old=finding.url, new=order.url)
    return [_approval(said, fix, order.reason)]
