"""The text of an issue: what is wrong, how we know, and what one click does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.model.entries import LinkRole
from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, SuggestedFix
from bot.model.night import LinkState
from bot.triage.cases import Case
from bot.triage.drafts import Control, Draft, box, reference, short_hash, unticked
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

#: raise it when the wording changes so much that open issues should be written again
TEXT_VERSION = "1"
#: pieces of evidence that are shown at once
_SHOWN = 8
#: entries that share a dead address and are named
_SHARED = 20

Links = Mapping[tuple[str, LinkRole], LinkState]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The line on top: what has become of it since."""

    #: "open", "well", "closed", "snoozed", "ignored", "gone", "again"
    state: str = "open"
    text: str = ""
    #: an approved change waits in the pull request of approved changes
    approved: bool = False


def issue_draft(case: Case, links: Links, desk: Desk, control: Control, note: Note) -> Draft:
    """Title and text for a case."""
    first = case.findings[0]
    lines = [*_note(note), *_opening(case, links, desk)]
    for finding in _shown_findings(case):
        lines += ["", *_evidence(finding, several=len(case.findings) > 1)]
    if not note.approved:
        lines += ["", "**What one click does**", "", *_boxes(case)]
    lines += ["", *folded("Or answer with a comment", _commands(case))]
    if desk.notify and note.state == "open":
        lines += ["", f"cc {' '.join('@' + who.lstrip('@') for who in desk.notify)}"]
    # a note that only tells how it got here is kept until there is something new to say
    approved = note.text if note.approved else ""
    basis = (TEXT_VERSION, case.evidence, first.entry_title, approved)
    return Draft(
        control=control,
        title=title_of(case),
        text="\n".join(lines),
        basis="\x1f".join(basis),
        footer=desk.footer("`triage: {issues: off}`"),
    )


def closing_draft(title: str, desk: Desk, control: Control, note: Note, *, old: str) -> Draft:
    """The text of an issue whose findings are gone: the old one under a new first line."""
    lines = old.split("\n")
    while lines and (lines[0].startswith("> ") or not lines[0].strip()):
        lines.pop(0)
    kept = [line for line in lines if not line.startswith("<sub>Written by listbot")]
    return Draft(
        control=control,
        title=title,
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
        return f"Taken over by somebody else: {role} of {what}"
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


def _opening(case: Case, links: Links, desk: Desk) -> list[str]:
    first = case.findings[0]
    if first.rule is Rule.DEAD:
        return _dead(case, desk)
    entry = _entry(first, links)
    said = []
    for finding in case.findings:
        role = ROLE[finding.role] if finding.role else "link"
        said.append(f"{link(finding.url or '')} as its {role}")
    where = line_of(first.span, desk)
    lines = [f"{entry} has {listed(said)} ({where}). {_verdict(case)}"]
    lines += ["", *(sentence(finding.summary) for finding in _distinct(case.findings))]
    return lines


def _verdict(case: Case) -> str:
    rules = {finding.rule for finding in case.findings}
    if Rule.HIJACKED in rules:
        return "The address is the old one, but somebody else answers there now."
    if len(rules) > 1:
        return "Both answer, but neither belongs to this entry."
    if Rule.WRONG_CODE in rules:
        return "It answers, but it is not the code of this paper."
    return "It answers, but it is not this paper."


def _entry(finding: Finding, links: Links) -> str:
    """Title of the entry, linked to its paper unless that is what is wrong."""
    paper = links.get((finding.entry_id, LinkRole.PDF))
    if paper is None or finding.rule is Rule.WRONG_PAPER:
        return name(finding.entry_title)
    return f"**{named_link(finding.entry_title, paper.url)}**"


def _dead(case: Case, desk: Desk) -> list[str]:
    first = case.findings[0]
    role = ROLE[first.role] if first.role else "link"
    where = line_of(first.span, desk)
    lines = [
        f"The {role} link of {name(first.entry_title)} is dead: {link(first.url or '')} ({where}).",
        "",
        sentence(first.summary),
    ]
    others = case.findings[1:]
    if others:
        lines += ["", f"The same address stands in {count(len(others), 'more line')}:", ""]
        lines += [
            f"- {name(finding.entry_title)}, {line_of(finding.span, desk)}"
            for finding in others[:_SHARED]
        ]
        if len(others) > _SHARED:
            lines.append(f"- and {len(others) - _SHARED} more")
    return lines


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    return list({finding.summary: finding for finding in findings}.values())


def _shown_findings(case: Case) -> tuple[Finding, ...]:
    """A dead address has one story; what is wrong with an entry has one for each link."""
    return case.findings[:1] if case.findings[0].rule is Rule.DEAD else case.findings


def _evidence(finding: Finding, *, several: bool) -> Iterator[str]:
    against = [item for item in finding.evidence if not item.supports]
    supports = [item for item in finding.evidence if item.supports]
    role = f" about the {ROLE[finding.role]} link" if several and finding.role else ""
    if finding.rule is Rule.DEAD:
        yield "**How we know**"
        yield ""
        yield from _items(_ends(against))
        yield from _items(supports)
        return
    yield f"**How we know**{role}"
    yield ""
    yield from _items(against)
    if supports:
        yield ""
        yield f"**What speaks for the link**{role}"
        yield ""
        yield from _items(supports)


def _ends(seen: list[Evidence]) -> list[Evidence]:
    """The first sighting and the newest ones: what lies between says the same."""
    return seen if len(seen) <= 4 else [seen[0], *seen[-3:]]


def _items(evidence: list[Evidence]) -> Iterator[str]:
    ranked = sorted(evidence, key=lambda item: -abs(item.weight))
    for item in ranked[:_SHOWN]:
        where = f" ({named_link('look', item.url)})" if item.url else ""
        yield f"- {sentence(item.detail, 400).rstrip('.')}{where}"
    if len(ranked) > _SHOWN:
        yield f"- and {count(len(ranked) - _SHOWN, 'more sign')} in the same direction"


def _boxes(case: Case) -> Iterator[str]:
    several = len(_shown_findings(case)) > 1
    for finding in _shown_findings(case):
        which = f" ({ROLE[finding.role]} link)" if several and finding.role else ""
        for fix in offered(finding):
            yield box(fix_verb(fix), fix_key(finding, fix), _offer(fix) + which)
    yield box("snooze", case.key, "Ask me again in 30 days.")
    yield box(
        "ignore", case.key, "All is well, do not report this again unless the evidence changes."
    )


def fix_verb(fix: SuggestedFix) -> str:
    """Name of the box that approves a fix."""
    return "remove" if fix.new is None else "replace"


def fix_key(finding: Finding, fix: SuggestedFix) -> str:
    """Names this very change: a tick on an offer of yesterday never approves another one."""
    return f"{finding.fingerprint}.{short_hash(f'{fix.field}|{fix.new}')[:8]}"


def offered(finding: Finding) -> tuple[SuggestedFix, ...]:
    """The fixes of a finding, and the removal of the link where an entry can do without it."""
    fixes = list(finding.fixes)
    field = finding.role.value if finding.role else ""
    removable = field in ("code", "project", "dataset")
    if removable and not any(fix.field == field and fix.new is None for fix in fixes):
        fixes.append(SuggestedFix(field=field, old=finding.url, new=None))
    return tuple(fixes)


def _offer(fix: SuggestedFix) -> str:
    because = f" ({sentence(fix.because, 200).rstrip('.')})" if fix.because else ""
    if fix.new is None:
        return f"Remove the {fix.field} link: I open a pull request with that one line{because}."
    new = link(fix.new) if "://" in fix.new else name(fix.new)
    return f"Replace it with {new}{because}: I open a pull request with that one line."


def _commands(case: Case) -> Iterator[str]:
    several = len(_shown_findings(case)) > 1
    which = " code" if several else ""
    yield "On a line of its own; obeyed when you may push to this repository:"
    yield ""
    yield f"- `/listbot replace{which} https://…` puts another address in its place"
    if any(finding.role in (LinkRole.CODE, LinkRole.PROJECT) for finding in case.findings):
        yield f"- `/listbot remove{which}` removes the link"
    yield "- `/listbot snooze 30d` asks again later"
    yield "- `/listbot ignore <reason>` keeps it quiet until the evidence changes"
    yield "- `/listbot recheck` looks again in the next run"
