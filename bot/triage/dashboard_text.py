"""The dashboard: one issue for everything that is open, what needs a person first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.model.findings import Finding, SuggestedFix
from bot.model.night import LinkState, Night
from bot.model.verdicts import Health
from bot.text import fit_rows, markdown, markdown_link
from bot.triage.beginning import Beginning
from bot.triage.changes import Change
from bot.triage.decisions import Decision
from bot.triage.drafts import BODY_LIMIT, Control, Draft, box, reference
from bot.triage.good_news import good_news, is_told
from bot.triage.issue_text import fix_key, fix_verb, is_copy, offered
from bot.triage.phrases import (
    ROLE,
    Desk,
    count,
    day,
    folded,
    line_of,
    link,
    name,
    named_link,
    person,
    sentence,
)
from bot.triage.pull_text import title_of
from bot.urls import host_of

TEXT_VERSION = "1"
#: there is one dashboard
KEY = "v1"
#: findings that need a decision and are shown
MOST_ROWS = 25
#: characters for each folded part
_FOLDED = 9_000
#: and rows
_MOST_FOLDED = 60

T = TypeVar("T")

_RULE = {
    "dead": "dead",
    "wrong-code": "another project",
    "wrong-paper": "another paper",
    "hijacked": "taken over by somebody else",
    "unsafe": "unsafe",
    "invalid-url": "not a usable URL",
    "retracted": "retracted",
    "withdrawn": "withdrawn",
    "expression-of-concern": "expression of concern",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Silenced:
    """A finding that is kept quiet, and by whom."""

    finding: Finding
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything that the dashboard shows."""

    night: Night
    #: findings that ask for a decision, the most urgent first
    decide: tuple[Finding, ...]
    #: fingerprint -> key of the issue that it has, or is about to get
    issues: Mapping[str, str]
    #: by kind
    changes: Mapping[str, tuple[Change, ...]]
    silenced: tuple[Silenced, ...] = ()
    #: in the first night only
    beginning: Beginning | None = None
    #: decisions that have expired or that nothing is left to decide about
    overdue: tuple[str, ...] = ()

    @property
    def watching(self) -> tuple[LinkState, ...]:
        """Links that fail, but not yet often enough."""
        return tuple(
            link
            for link in self.night.links
            if link.health is Health.UNSTABLE and not link.incident
        )

    @property
    def down(self) -> Counter[str]:
        """Hosts that fail as a whole, with the number of links on them."""
        return Counter(host_of(link.url) for link in self.night.links if link.incident)

    @property
    def blocked(self) -> tuple[LinkState, ...]:
        """Links behind a wall."""
        return tuple(link for link in self.night.links if link.health is Health.BLOCKED)

    @property
    def title(self) -> str:
        """Counts of what asks for action, and of what may come."""
        waiting = f"{len(self.watching)} watching"
        if self.down:
            waiting += f", {count(len(self.down), 'host')} down"
        if not self.decide:
            return f"Link health: nothing to decide, {waiting}"
        needs = "needs" if len(self.decide) == 1 else "need"
        return f"Link health: {len(self.decide)} {needs} a decision, {waiting}"


def dashboard_draft(overview: Overview, desk: Desk, control: Control) -> Draft:
    """Title and text of the dashboard."""
    first = overview.beginning.words(desk, KEY) if overview.beginning else ()
    lines = [*first, _summary(overview, desk), ""]
    parts = (
        _decide(overview, desk),
        _fixes(overview),
        good_news(overview.night, desk, {item.finding.fingerprint for item in overview.silenced}),
        _watching(overview),
        _down(overview),
        _blocked(overview),
        _silenced(overview, desk),
        _rest(overview),
    )
    for part in parts:
        shown = list(part)
        lines += [*shown, ""] if shown else []
    text = "\n".join(lines).rstrip("\n")
    return Draft(
        control=control,
        title=overview.title,
        text=text[:BODY_LIMIT],
        basis=f"{TEXT_VERSION}\x1f{overview.title}\x1f{text}",
        footer=desk.footer("`triage: {dashboard: false}`"),
    )


def _summary(overview: Overview, desk: Desk) -> str:
    night = overview.night
    healths = Counter(link.health for link in night.links)
    down = sum(overview.down.values())
    numbers = {
        "well": healths[Health.ALIVE] + healths[Health.MOVED],
        "dead": healths[Health.DEAD],
        "watched": healths[Health.UNSTABLE] - down,
        "on hosts that are down": down,
        "blocked to bots": healths[Health.BLOCKED],
        "skipped": healths[Health.SKIPPED],
    }
    counted = [f"{n} {words}" for words, n in numbers.items() if n or words in ("well", "dead")]
    when = f" on {day(night.run_at)}" if night.run_at else ""
    reports = f"[reports]({desk.file_url(f'{desk.reports}/README.md')})"
    links = count(len(night.links), "link")
    entries = count(night.entries, "entry", "entries")
    where = (
        f" in {markdown_link(desk.entries, desk.file_url(desk.entries))}" if desk.of_list else ""
    )
    return (
        f"{links} of {entries}{where} checked{when}: "
        f"{', '.join(counted)}. Everything is in the {reports}; this issue is edited in place."
    )


def _decide(overview: Overview, desk: Desk) -> Iterator[str]:
    yield f"## Needs a decision ({len(overview.decide)})"
    yield ""
    if not overview.decide:
        yield "Nothing."
        return
    reports = f"[reports]({desk.file_url(f'{desk.reports}/README.md')})"
    yield _shown(
        overview.decide,
        lambda finding: "\n".join(_item(finding, overview, desk)),
        f"\nand {{}} more: see the {reports}",
        budget=BODY_LIMIT // 2,
        at_most=MOST_ROWS,
    )


def _shown(
    things: Sequence[T],
    row: Callable[[T], str],
    more: str,
    *,
    budget: int = _FOLDED,
    at_most: int = _MOST_FOLDED,
) -> str:
    """The rows of the first things, as many as there is room for; only those are written at all."""
    rows = [row(thing) for thing in things[:at_most]]
    fitted = fit_rows(rows, budget)
    left = len(things) - len(fitted.rows)
    return "\n".join([*fitted.rows, *([more.replace("{}", str(left))] if left else [])])


def _item(finding: Finding, overview: Overview, desk: Desk) -> Iterator[str]:
    role = f"{ROLE[finding.role]} link " if finding.role else ""
    what = _RULE.get(finding.rule, finding.rule.value)
    where = line_of(finding.span, desk)
    address = f": {link(finding.url)}" if finding.url else ""
    yield f"- {name(finding.entry_title)} ({where}), {role}**{what}**{address}"
    yield f"  {sentence(finding.summary, 300)}"
    key = overview.issues.get(finding.fingerprint)
    if key is not None:
        yield f"  Details and buttons are in {reference('issue', key)}."
        return
    for fix in offered(finding):
        yield "  " + box(fix_verb(fix), fix_key(finding, fix), _offer(fix))
    yield "  " + box("snooze", finding.fingerprint, "snooze for 30 days")
    yield "  " + box(
        "ignore", finding.fingerprint, "never report this, unless the evidence changes"
    )


def _offer(fix: SuggestedFix) -> str:
    if fix.new is None:
        return "remove the link"
    if is_copy(fix):
        because = sentence(fix.because, 200).rstrip(".")
        return f"use the {named_link('archived copy', fix.new)} ({because})"
    return f"replace it with {_new(fix.new)}"


def _new(value: str) -> str:
    return link(value, 60) if "://" in value else markdown(value, 60)


def _fixes(overview: Overview) -> Iterator[str]:
    waiting = [(kind, changes) for kind, changes in overview.changes.items() if changes]
    if not waiting:
        return
    yield "## Safe fixes"
    yield ""
    for kind, changes in waiting:
        yield f"- {title_of(kind, changes)}: {reference('pull', kind)}"


def _watching(overview: Overview) -> Iterator[str]:
    links = sorted(overview.watching, key=lambda link: -link.strikes)
    if not links:
        return
    shown = _shown(links, _watched, "- and {} more")
    yield from folded(f"Watching: {count(len(links), 'link')} that failed, not yet proven", [shown])


def _watched(state: LinkState) -> str:
    reason = f"{sentence(state.reason, 160).rstrip('.')}{_progress(state)}"
    return (
        f"- {name(state.entry_title, 80)}, {ROLE[state.role]} link {link(state.url, 60)}: {reason}"
    )


def _progress(state: LinkState) -> str:
    if not state.strikes_needed:
        return ""
    return f" ({state.strikes} of {state.strikes_needed} nights)"


def _down(overview: Overview) -> Iterator[str]:
    if not overview.down:
        return
    shown = _shown(
        overview.down.most_common(),
        lambda item: f"- {markdown(item[0])}: {count(item[1], 'link')}",
        "- and {} more hosts",
    )
    what = (
        f"{count(len(overview.down), 'host')} down as a whole; nothing is concluded about its links"
    )
    yield from folded(what.replace("its", "their") if len(overview.down) > 1 else what, [shown])


def _blocked(overview: Overview) -> Iterator[str]:
    links = overview.blocked
    if not links:
        return
    hosts = Counter(host_of(state.url) for state in links)
    shown = _shown(
        hosts.most_common(),
        lambda item: f"- {markdown(item[0])}: {count(item[1], 'link')}",
        "- and {} more hosts",
    )
    yield from folded(
        f"Blocked to bots: {count(len(links), 'link')}; they most likely work for people", [shown]
    )


def _silenced(overview: Overview, desk: Desk) -> Iterator[str]:
    if not overview.silenced:
        return
    shown = _shown(
        overview.silenced, lambda item: _quiet(item, desk), f"- and {{}} more, in `{desk.reports}`"
    )
    yield from folded(f"Ignored and snoozed: {len(overview.silenced)}", [shown])


def _quiet(item: Silenced, desk: Desk) -> str:
    finding, decision = item.finding, item.decision
    words = [f"{name(finding.entry_title, 80)}, {_RULE.get(finding.rule, finding.rule.value)}"]
    words.append(f"{decision.verb} by {person(decision.by)}")
    if decision.at:
        words.append(f"on {day(decision.at)}")
    if decision.until:
        words.append(f"until {day(decision.until)}")
    text = " ".join([f"{words[0]}:", *words[1:]])
    text += f" ({sentence(decision.why, 120).rstrip('.')})" if decision.why else ""
    if not decision.source:
        where = f", written in {line_of(decision.span, desk)}" if decision.span else ""
        return f"- {text}{where}"
    return box("undo", finding.fingerprint, f"take back: {text}")


def _rest(overview: Overview) -> Iterator[str]:
    told = Counter(
        finding.rule.value
        for finding in overview.night.findings
        if finding.severity not in ("decision", "fix") and not is_told(finding)
    )
    if told:
        counted = ", ".join(f"{rule} {number}" for rule, number in sorted(told.items()))
        yield f"Also noted, in the reports: {counted}."
        yield ""
    for words in overview.overdue[:10]:
        yield f"- A decision can go: {markdown(words, 200)}"
    for words in overview.night.missing[:10]:
        yield f"- Not learnt: {sentence(words, 200)}"
    if overview.overdue or overview.night.missing:
        yield ""
    yield (
        "Close this issue to silence it; it is never opened again. "
        "Commands: `/listbot help`. Ticking a box is read in the next run."
    )
