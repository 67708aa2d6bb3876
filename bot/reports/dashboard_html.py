"""``index.html``: one static page, no script, readable without any other file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from bot.model.entries import Entry, LinkRole
from bot.model.findings import Severity
from bot.model.report import EntryHealth, LinkHealth, Report
from bot.model.verdicts import Flag, Health
from bot.reports.trend import RUNS, trend
from bot.reports.words import (
    link_words,
    minute,
    needing_decision,
    notices,
    offered_metadata,
    repository_words,
    without_fix_words,
)
from bot.text import href, plain
from bot.text.addresses import web_address
from bot.urls import redacted

#: rows of one table
LIMIT = 200
#: entries without trouble that are shown at most, so that 2,000 entries stay under 500 kB
SHOWN_WELL = 400
#: hosts that are named in the cost of a run
BUSIEST = 10
_WELL = frozenset({Health.ALIVE, Health.MOVED, Health.BLOCKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    """A part of all links: how many, in words, and the name of its colour."""

    mark: str
    words: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One entry of the list, with what the choices above the list go by."""

    entry: Entry
    papers: tuple[LinkHealth, ...]
    others: tuple[LinkHealth, ...]
    classes: str
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    title: str
    entries: tuple[EntryHealth, ...]
    shown: tuple[_Row, ...]
    hidden: int
    troubled: int


def text(report: Report) -> str:
    """The page. Titles, URLs and evidence are foreign text and are escaped here, once."""
    links = [(entry, link) for entry in report.entries for link in entry.links]
    cost = report.cost
    sections = _sections(report)
    return _template().render(
        title=plain(report.catalogue.title),
        entry_count=len(report.entries),
        run=report.run,
        runs=report.runs,
        run_at=minute(report.run.at) if report.run else "",
        simulated=report.simulated,
        incidents=report.run.incidents if report.run else (),
        shares=_shares(report),
        total=len(links),
        trend=trend(report),
        decisions=needing_decision(report),
        fixes=_of(report, Severity.FIX),
        notices=(
            *_of(report, Severity.QUESTION),
            *notices(report),
            *_of(report, Severity.GOOD_NEWS),
        ),
        metadata=offered_metadata(report),
        changed=[pair for pair in links if pair[1].changed],
        watching=[pair for pair in links if pair[1].verdict.health is Health.UNSTABLE],
        pasts={(e.entry.id, link.link.role, link.link.url): link for e, link in links},
        sections=sections,
        hidden=sum(section.hidden for section in sections),
        cost=cost,
        requests=sum(count for _, count in cost.requests),
        busiest=sorted(cost.requests, key=lambda asked: (-asked[1], asked[0]))[:BUSIEST],
        registry_calls=sum(count for _, count in cost.registry_calls),
        missing=report.missing,
        limit=LIMIT,
        history_length=RUNS,
    )


def _shares(report: Report) -> tuple[_Share, ...]:
    counts = report.counts()
    shares = (
        ("ok", "ok", (Health.ALIVE, Health.MOVED)),
        ("watch", "failing, not proven", (Health.UNSTABLE,)),
        ("wall", "blocked to bots", (Health.BLOCKED,)),
        ("dead", "dead", (Health.DEAD,)),
        ("dead", "unsafe or unusable", (Health.UNSAFE, Health.INVALID)),
        ("none", "not looked at", (Health.SKIPPED,)),
    )
    found = [
        _Share(mark=mark, words=words, count=sum(counts[health] for health in healths))
        for mark, words, healths in shares
    ]
    return tuple(share for number, share in enumerate(found) if share.count or number < 4)


def _of(report: Report, severity: Severity) -> tuple[object, ...]:
    return tuple(f for f in report.findings if f.severity is severity)


def _troubled(entry: EntryHealth) -> bool:
    return any(link.verdict.health not in _WELL or link.verdict.flags for link in entry.links)


def _sections(report: Report) -> list[_Section]:
    titles = {section.id: section.title for section in report.catalogue.sections}
    by_section: dict[str, list[EntryHealth]] = {section: [] for section in titles}
    for entry in report.entries:
        by_section.setdefault(entry.entry.section, []).append(entry)
    crowded = len(report.entries) > SHOWN_WELL
    found = []
    for section, entries in by_section.items():
        if not entries:
            continue
        troubled = [entry for entry in entries if _troubled(entry)] if report.run else []
        shown = (troubled if report.run else entries[:20])[:LIMIT] if crowded else entries
        found.append(
            _Section(
                title=titles.get(section, section),
                entries=tuple(entries),
                shown=tuple(_row(entry, measured=report.run is not None) for entry in shown),
                hidden=len(entries) - len(shown),
                troubled=len(troubled),
            )
        )
    return found


#: worst first
_RANKS = (Health.DEAD, Health.UNSAFE, Health.INVALID, Health.UNSTABLE, Health.BLOCKED)


def _row(entry: EntryHealth, *, measured: bool) -> _Row:
    papers = tuple(link for link in entry.links if link.link.role is LinkRole.PDF)
    others = tuple(link for link in entry.links if link.link.role is not LinkRole.PDF)
    return _Row(
        entry=entry.entry,
        papers=papers,
        others=others,
        classes=_classes(entry) if measured else "",
        style=_style(entry) if measured else "",
    )


def _classes(entry: EntryHealth) -> str:
    """What the entry is shown under: ``" trouble dead code"``."""
    healths = {link.verdict.health for link in entry.links}
    words = {
        "trouble": _troubled(entry),
        "dead": bool(healths & {Health.DEAD, Health.UNSAFE, Health.INVALID}),
        "watching": Health.UNSTABLE in healths,
        "blocked": Health.BLOCKED in healths,
        "changed": any(link.changed for link in entry.links),
        "code": any(link.link.role is LinkRole.CODE for link in entry.links),
    }
    return "".join(f" {word}" for word, holds in words.items() if holds)


def _style(entry: EntryHealth) -> str:
    """Keys of the orders, smallest first, as custom properties: only what is known, only numbers."""
    keys: dict[str, int] = {}
    bad = [link for link in entry.links if link.verdict.health not in _WELL]
    if bad:
        keys["trouble"] = min(_rank(link) for link in bad)
    elif _troubled(entry):
        keys["trouble"] = len(_RANKS)
    since = [link.verdict.since for link in bad if link.verdict.since]
    if since:
        keys["since"] = min(since).toordinal()
    facts = [link.repository for link in entry.links if link.repository]
    stars = [repository.stars for repository in facts if repository.stars is not None]
    if stars:
        keys["stars"] = -max(stars)
    commits = [repository.last_commit for repository in facts if repository.last_commit]
    if commits:
        keys["commit"] = -max(commits).toordinal()
    return ";".join(f"--{name}:{key}" for name, key in keys.items())


def _rank(link: LinkHealth) -> int:
    health = link.verdict.health
    return _RANKS.index(health) if health in _RANKS else len(_RANKS)


def _is_bad(link: LinkHealth) -> bool:
    """Words of this link stand out."""
    return link.verdict.health in (Health.DEAD, Health.UNSAFE, Health.INVALID) or bool(
        link.verdict.flags & {Flag.WRONG_CODE, Flag.WRONG_PAPER, Flag.HIJACKED, Flag.RETRACTED}
    )


def _anchor(url: str, label: str | None = None) -> Markup:
    """A link when the URL is one that may be clicked, else its text. Only http and https."""
    shown = plain(redacted(url), 120) if label is None else plain(label)
    if href(url) is None:
        return Markup("<code>{}</code>").format(plain(redacted(url), 120))
    return Markup('<a href="{}" rel="noopener noreferrer nofollow ugc">{}</a>').format(
        web_address(redacted(url)), shown
    )


def _history(link: LinkHealth) -> str:
    """``alive 12, unstable 2``: the runs in words, newest last, equal neighbours counted."""
    words: list[tuple[str, int]] = []
    for _, health in link.history[-RUNS:]:
        if words and words[-1][0] == health.value:
            words[-1] = (health.value, words[-1][1] + 1)
        else:
            words.append((health.value, 1))
    return ", then ".join(f"{health} on {count}" for health, count in words)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bot.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["safe_text"] = lambda text_: plain(str(text_), 600)
    environment.filters["anchor"] = _anchor
    environment.filters["words"] = link_words
    environment.filters["history"] = _history
    environment.filters["no_fix"] = without_fix_words
    environment.filters["bad"] = _is_bad
    environment.filters["repository"] = lambda link: repository_words(link.repository)
    return environment


def _template() -> Template:
    return _environment().get_template("dashboard.html.jinja")
