"""Badges: an SVG of our own (no third party, no tracking) and a shields.io endpoint for each.

The message carries the fact in words and numbers; colour only repeats it and is safe for colour-blind
readers (Okabe and Ito's blue and orange, and a grey), white text on each at a contrast of 4.5:1 or more.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

from bot.model.entries import LinkRole
from bot.model.report import LinkHealth, Report
from bot.model.verdicts import Health
from bot.reports.words import NOT_RUN_YET, counts_words, day

OK, BAD, UNKNOWN = "#0072b2", "#b34700", "#5f6368"
#: a badge that is older than three nights says so
STALE = timedelta(days=3)
#: seconds that shields.io may keep the answer
CACHE_SECONDS = 3600
#: advance widths of Verdana 11 px in pixels, for the characters that the closed vocabulary uses
_NARROW, _WIDE, _USUAL = set(" .,:;ijltfrI1'|()-"), set("mwMW%"), 6.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """One badge, in words of a closed vocabulary and numbers."""

    name: str
    label: str
    message: str
    colour: str

    @property
    def is_error(self) -> bool:
        """Somebody should look."""
        return self.colour == BAD


def badges(report: Report, *, now: datetime) -> tuple[Badge, ...]:
    """All badges of a list."""
    return (
        _badge("links", "links", report.links(), report, now),
        _badge("papers", "papers", _with_role(report, LinkRole.PDF), report, now),
        _badge("code", "code", _with_role(report, LinkRole.CODE), report, now),
        _checked(report, now),
    )


def _checked(report: Report, now: datetime) -> Badge:
    stale = _age(report, now)
    message = stale or (_marked(day(report.run.at), report) if report.run else NOT_RUN_YET)
    colour = UNKNOWN if stale else OK
    return Badge(name="checked", label="links checked", message=message, colour=colour)


def _marked(message: str, report: Report) -> str:
    return f"{message} (simulated)" if report.simulated else message


def _with_role(report: Report, role: LinkRole) -> Iterable[LinkHealth]:
    return (link for link in report.links() if link.link.role is role)


def _age(report: Report, now: datetime) -> str:
    """Why nothing can be said, or an empty text."""
    if report.run is None:
        return NOT_RUN_YET
    if now - report.run.at > STALE:
        return "unknown (last run too old)"
    return ""


def _badge(
    name: str, label: str, links: Iterable[LinkHealth], report: Report, now: datetime
) -> Badge:
    stale = _age(report, now)
    if stale:
        return Badge(name=name, label=label, message=stale, colour=UNKNOWN)
    counts = Counter(link.verdict.health for link in links)
    unusable = [health for health in (Health.UNSAFE, Health.INVALID) if counts[health]]
    ok = counts[Health.ALIVE] + counts[Health.MOVED]
    words = [f"{ok} ok", f"{counts[Health.DEAD]} dead"]
    words += [f"{counts[health]} {health.value}" for health in unusable]
    message = counts_words(report) if name == "links" else ", ".join(words)
    colour = BAD if counts[Health.DEAD] or unusable else OK
    return Badge(name=name, label=label, message=_marked(message, report), colour=colour)


def endpoint(badge: Badge) -> str:
    """JSON for https://shields.io/badges/endpoint-badge (schema version 1)."""
    return (
        json.dumps(
            {
                "schemaVersion": 1,
                "label": badge.label,
                "message": badge.message,
                "color": badge.colour.lstrip("#"),
                "isError": badge.is_error,
                "cacheSeconds": CACHE_SECONDS,
            },
            indent=1,
        )
        + "\n"
    )


def _width(text: str) -> int:
    """Pixels that the text needs at 11 px, rounded up."""
    return round(sum(4.2 if c in _NARROW else 10.4 if c in _WIDE else _USUAL for c in text) + 0.5)


def svg(badge: Badge) -> str:
    """A self-contained SVG of less than 2 kB: no script, no link, no font of its own."""
    left, right = _width(badge.label) + 12, _width(badge.message) + 12
    total = left + right
    sentence = f"{badge.label}: {badge.message}"
    text = '<text y="14" textLength="{w}" lengthAdjust="spacingAndGlyphs" x="{x}">{t}</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{total}" height="20" role="img" '
        f"aria-label={quoteattr(sentence)}><title>{escape(sentence)}</title>"
        f'<g shape-rendering="crispEdges"><rect width="{left}" height="20" fill="#3c4043"/>'
        f'<rect x="{left}" width="{right}" height="20" fill="{badge.colour}"/></g>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">'
        + text.format(w=left - 12, x=6, t=escape(badge.label))
        + text.format(w=right - 12, x=left + 6, t=escape(badge.message))
        + "</g></svg>\n"
    )
