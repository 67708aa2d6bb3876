"""``index.html``: one static page, no script, readable without any other file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from bot.model.findings import Severity
from bot.model.report import EntryHealth, LinkHealth, Report
from bot.model.verdicts import Health
from bot.reports.words import (
    link_words,
    minute,
    needing_decision,
    notices,
    offered_metadata,
    repository_words,
)
from bot.text import href, plain
from bot.text.addresses import web_address
from bot.urls import redacted

#: rows of one table
LIMIT = 200
#: entries without trouble that are shown at most, so that 2,000 entries stay under 500 kB
SHOWN_WELL = 400
#: runs in a history
HISTORY = 14
_WELL = frozenset({Health.ALIVE, Health.MOVED, Health.BLOCKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    title: str
    entries: tuple[EntryHealth, ...]
    shown: tuple[EntryHealth, ...]
    hidden: int
    troubled: int
    open: bool


def text(report: Report) -> str:
    """The page. Titles, URLs and evidence are foreign text and are escaped here, once."""
    links = [(entry, link) for entry in report.entries for link in entry.links]
    counts = report.counts()
    cost = report.cost
    return _template().render(
        title=plain(report.catalogue.title),
        entry_count=len(report.entries),
        run=report.run,
        runs=report.runs,
        run_at=minute(report.run.at) if report.run else "",
        simulated=report.simulated,
        incidents=report.run.incidents if report.run else (),
        counts={
            "ok": counts[Health.ALIVE] + counts[Health.MOVED],
            "watching": counts[Health.UNSTABLE],
            "blocked": counts[Health.BLOCKED],
            "dead": counts[Health.DEAD] + counts[Health.UNSAFE] + counts[Health.INVALID],
        },
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
        sections=_sections(report),
        cost=cost,
        requests=sum(count for _, count in cost.requests),
        registry_calls=sum(count for _, count in cost.registry_calls),
        missing=report.missing,
        limit=LIMIT,
        history_length=HISTORY,
    )


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
        shown = (troubled if report.run else entries[:20]) if crowded else entries
        shown = shown[:LIMIT] if crowded else shown
        found.append(
            _Section(
                title=titles.get(section, section),
                entries=tuple(entries),
                shown=tuple(shown),
                hidden=len(entries) - len(shown),
                troubled=len(troubled),
                open=not crowded and len(report.entries) <= 60,
            )
        )
    return found


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
    for _, health in link.history[-HISTORY:]:
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
    environment.filters["repository"] = lambda link: repository_words(link.repository)
    return environment


def _template() -> Template:
    return _environment().get_template("dashboard.html.jinja")
