"""The text of an issue: what is wrong, how we know, and what one click does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.findings.repository_state import SAME_OWNER
from bot.model.entries import LinkRole
from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, SuggestedFix
from bot.model.night import LinkState
from bot.text.addresses import web_address
from bot.triage.cases import Case
from bot.triage.changes import is_link
from bot.triage.decisions import NOT_IN_LIST
from bot.triage.drafts import CLOSED, Body, Control, Draft, box, reference, short_hash, unticked
from bot.triage.phrases import (
    ROLE,
    Desk,
    count,
    folded,
    heading,
    line_of,
    link,
    listed,
    name,
    named_link,
    sentence,
)
from bot.urls import host_of

#: raise it when the wording changes so much that open issues should be written again
TEXT_VERSION = "1"
#: pieces of evidence that are shown at once
_SHOWN = 8
#: fixes of one finding that get a box
_OFFERED = 4
#: entries that share a dead address and are named
_SHARED = 20

_CLICKS = "**What one click does**"
_ARCHIVES = frozenset(("web.archive.org", "archive.org", "archive.today", "archive.ph", "perma.cc"))
#: how the line begins that mentions people
CALL = "cc @"

Links = Mapping[tuple[str, LinkRole], LinkState]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The line on top: what has become of it since."""

    #: "open", "well", "closed", "snoozed", "ignored", "gone", "again"
    state: str = "open"
    text: str = ""
    #: an approved change waits in the pull request of approved changes
    approved: bool = False


def issue_draft(
    case: Case, links: Links, desk: Desk, control: Control, note: Note, *, call: bool = False
) -> Draft:
    """Title and text for a case. ``call``: mention those who want to be (``triage.notify``)."""
    first = case.findings[0]
    dead = first.rule is Rule.DEAD
    lines = [*_note(note), *(_dead(case, desk) if dead else _wrong(case, links, desk))]
    if not note.approved:
        lines += ["", _CLICKS, "", *_boxes(case), "", _invitation(case)]
    lines += ["", *folded("Other answers", _commands(case))]
    if call and desk.notify:
        lines += ["", f"{CALL}{' @'.join(who.lstrip('@') for who in desk.notify)}"]
    # a note that only tells how it got here is kept until there is something new to say
    approved = note.text if note.approved else ""
    # what could stand in the place of a dead link is no evidence, but worth writing again for
    offers = [str(fix.new) for f in case.findings for fix in f.fixes] if dead else []
    basis = (TEXT_VERSION, case.evidence, first.entry_title, approved, *offers)
    return Draft(
        control=control,
        title=title_of(case),
        text="\n".join(lines),
        basis="\x1f".join(basis),
        footer=desk.footer("`triage: {issues: off}`"),
    )


def closing_draft(body: Body, desk: Desk, note: Note, *, since: str = "", read: int) -> Draft:
    """A text whose findings are gone: the old one, title included, under a new first line."""
    lines = body.text.split("\n")
    while lines and (lines[0].startswith("> ") or not lines[0].strip()):
        lines.pop(0)
    if note.state in CLOSED:  # nobody reads the boxes and comments of what is closed
        lines = lines[: lines.index(_CLICKS)] if _CLICKS in lines else lines
    kept = [line for line in lines if not line.startswith("<sub>Written by listbot")]
    return Draft(
        control=replace(body.control, state=note.state, since=since, read=read),
        title="",
        text=unticked("\n".join([*_note(note), *kept]).rstrip("\n")),
        basis=f"{TEXT_VERSION}\x1f{note.text}",
        footer=desk.footer("`triage: {issues: off}`"),
    )


def title_of(case: Case) -> str:
    """``Wrong code link: ...``; foreign text without Markdown and without mentions."""
    first = case.findings[0]
    rules = {finding.rule for finding in case.findings}
    role = f"{ROLE[first.role]} link" if first.role else "link"
    what = heading(first.entry_title)
    if Rule.HIJACKED in rules:
        taken = (
            "Another repository in its place"
            if _is_recreated(case)
            else "Taken over by somebody else"
        )
        return f"{taken}: {role} of {what}"
    if Rule.DEAD in rules:
        entries = {finding.entry_id for finding in case.findings}
        shared = f" and {count(len(entries) - 1, 'other entry', 'other entries')}"
        since = f" (since {first.since:%Y-%m-%d})" if first.since else ""
        return f"Dead {role}: {what}{shared if len(entries) > 1 else ''}{since}"
    if len(rules) > 1:
        return f"Wrong links: {what}"
    return f"Wrong {role}: {what}"


def approved_note() -> Note:
    """A change waits in the pull request of approved changes."""
    pull = reference("pull", "approved")
    text = f"The change that you approved is in pull request {pull}; merge it there."
    return Note(text=text, approved=True)


def _note(note: Note) -> list[str]:
    return [f"> {note.text}", ""] if note.text else []


# -- it answers, but it is something else --------------------------------------------------------


def _wrong(case: Case, links: Links, desk: Desk) -> Iterator[str]:
    findings = by_role(case.findings)
    where = line_of(findings[0].span, desk)
    linked = [f"{link(f.url or '')} as its {_role(f)}" for f in findings]
    yield f"The entry {_entry(case, links)} ({where}) has {listed(linked)}. {_verdict(case)}"
    for finding in findings:
        which = f"**The {_role(finding)} link.** " if len(findings) > 1 else ""
        yield ""
        yield f"{which}{sentence(finding.summary)} How we know:"
        yield ""
        yield from _items([item for item in finding.evidence if not item.supports], finding.url)
        supports = [item for item in finding.evidence if item.supports]
        if supports:
            yield ""
            yield "What speaks for it:"
            yield ""
            yield from _items(supports, finding.url)


def by_role(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The paper first, then the code: the order in which an entry is read."""
    order = list(LinkRole)
    return tuple(sorted(findings, key=lambda f: order.index(f.role) if f.role else len(order)))


def _role(finding: Finding) -> str:
    return ROLE[finding.role] if finding.role else "link"


def _entry(case: Case, links: Links) -> str:
    """Title of the entry, linked to its paper unless that is what is wrong."""
    first = case.findings[0]
    paper = links.get((first.entry_id, LinkRole.PDF))
    if paper is None or any(finding.url == paper.url for finding in case.findings):
        return name(first.entry_title)
    return f"**{named_link(first.entry_title, paper.url)}**"


def _is_recreated(case: Case) -> bool:
    """Did the owner of the old repository make the new one?"""
    return any(piece.kind == SAME_OWNER for finding in case.findings for piece in finding.evidence)


def _verdict(case: Case) -> str:
    rules = {finding.rule for finding in case.findings}
    if Rule.HIJACKED in rules:
        now = (
            "its owner has put another repository there"
            if _is_recreated(case)
            else "somebody else answers there now"
        )
        return f"The address is the one that was listed, but {now}."
    if len(case.findings) > 1:
        return "Both links work, but neither leads to what this entry names."
    if Rule.WRONG_CODE in rules:
        return "The link works, but it does not lead to the code of this paper."
    return "The link works, but it leads to another paper."


def _items(evidence: list[Evidence], beside: str | None) -> Iterator[str]:
    """One line each, the weightiest first; ``beside`` is an address that was shown already."""
    ranked = sorted(evidence, key=lambda item: -abs(item.weight))
    for item in ranked[:_SHOWN]:
        where = f" ({named_link('see', item.url)})" if item.url and item.url != beside else ""
        yield f"- {sentence(item.detail, 400).rstrip('.')}{where}"
    if len(ranked) > _SHOWN:
        yield f"- and {count(len(ranked) - _SHOWN, 'more sign')} in the same direction"


# -- it does not answer --------------------------------------------------------------------------


def _dead(case: Case, desk: Desk) -> Iterator[str]:
    first = case.findings[0]
    where = line_of(first.span, desk)
    about = f"The {_role(first)} link of {name(first.entry_title)} ({where})"
    yield f"{about} is dead: {link(first.url or '')}"
    others = case.findings[1:]
    if others:
        yield ""
        yield f"The same address stands in {count(len(others), 'more entry', 'more entries')}:"
        yield ""
        for finding in others[:_SHARED]:
            yield f"- {name(finding.entry_title)} ({line_of(finding.span, desk)})"
        if len(others) > _SHARED:
            yield f"- and {len(others) - _SHARED} more"
    yield ""
    yield f"{sentence(first.summary)} How we know:"
    yield ""
    yield from _items([e for e in first.evidence if not e.supports], first.url)
    yield from _items([e for e in first.evidence if e.supports], first.url)
    asked = any(item.kind == "no-copy" for item in first.evidence)
    if not first.fixes and not asked and web_address(first.url or "") is not None:
        copies = named_link("Wayback Machine", f"https://web.archive.org/web/*/{first.url}")
        yield f"- an archived copy may be in the {copies}"


# -- what to do about it -------------------------------------------------------------------------


def _shown_findings(case: Case) -> tuple[Finding, ...]:
    """A dead address has one story; what is wrong with an entry has one for each link."""
    return case.findings[:1] if case.findings[0].rule is Rule.DEAD else by_role(case.findings)


def _boxes(case: Case) -> Iterator[str]:
    for finding in _shown_findings(case):
        for fix in offered(finding):
            yield box(fix_verb(fix), fix_key(finding, fix), _offer(fix))
    yield box("snooze", case.key, "Ask me again in 30 days.")
    right = "Leave it as it is" if case.findings[0].rule is Rule.DEAD else "It is right"
    quiet = "do not report it again unless the evidence changes."
    yield box("ignore", case.key, f"{right}; {quiet}")


def fix_verb(fix: SuggestedFix) -> str:
    """Name of the box that approves a fix."""
    return "remove" if fix.new is None else "replace"


def fix_key(finding: Finding, fix: SuggestedFix) -> str:
    """Names this very change: a tick on an offer of yesterday never approves another one."""
    return f"{finding.fingerprint}.{short_hash(f'{fix.field}|{fix.new}')[:8]}"


def offered(finding: Finding) -> tuple[SuggestedFix, ...]:
    """The fixes of a finding, and the removal of the link where an entry can do without it."""
    fixes = list(finding.fixes[:_OFFERED])
    field = finding.role.value if finding.role else ""
    removable = field in ("code", "project", "dataset") and finding.rule not in NOT_IN_LIST
    if removable and not any(fix.field == field and fix.new is None for fix in fixes):
        fixes.append(SuggestedFix(field=field, old=finding.url, new=None))
    return tuple(fixes)


def _offer(fix: SuggestedFix) -> str:
    what = ROLE[LinkRole(fix.field)] + " link" if is_link(fix.field) else fix.field
    pull = "I open a pull request that changes this one line."
    if fix.new is None:
        return f"Remove the {what}: {pull}"
    if is_copy(fix):
        because = sentence(fix.because, 200).rstrip(".")
        return f"Use the {named_link('archived copy', fix.new)} as the {what} ({because}): {pull}"
    because = f" ({sentence(fix.because, 200).rstrip('.')})" if fix.because else ""
    return f"Replace the {what} with {value(fix.new)}{because}: {pull}"


def value(new: str) -> str:
    """A new value, clickable when it is an address."""
    return link(new) if "://" in new else name(new)


def is_copy(fix: SuggestedFix) -> bool:
    """Is the new address a copy in a web archive?"""
    return host_of(fix.new or "") in _ARCHIVES


def _selector(case: Case) -> str:
    """The word that says which link is meant, where there are several."""
    several = len(_shown_findings(case)) > 1
    return f" {case.findings[0].role}" if several and case.findings[0].role else ""


def _invitation(case: Case) -> str:
    command = f"/listbot replace{_selector(case)} https://…"
    return f"You know the right address? Comment `{command}` on a line of its own."


def _commands(case: Case) -> Iterator[str]:
    yield "Each on a line of its own, from people who may push to this repository:"
    yield ""
    if any(fix.new is None for f in case.findings for fix in offered(f)):
        yield f"- `/listbot remove{_selector(case)}` removes the link"
    if any(is_copy(fix) for f in case.findings for fix in f.fixes):
        yield "- `/listbot archive` puts the archived copy in its place"
    yield "- `/listbot snooze 30d` asks again later"
    yield "- `/listbot ignore <reason>` keeps it quiet until the evidence changes"
    yield "- `/listbot recheck` looks again in the next run"
