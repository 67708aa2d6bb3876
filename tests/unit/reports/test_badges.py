"""Badges say the fact in words and numbers, and admit when they are stale."""

from __future__ import annotations

import json
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from bot.model.report import Report
from bot.model.runs import Run
from bot.model.verdicts import Health
from bot.reports.badges import BAD, OK, UNKNOWN, Badge, badges, endpoint, svg
from tests.builders import NIGHT_ONE, a_report, a_verdict, an_entry, an_entry_health

RUN = Run(at=NIGHT_ONE)


def by_name(report: Report, days: float = 0.1) -> dict[str, Badge]:
    return {b.name: b for b in badges(report, now=NIGHT_ONE + timedelta(days=days))}


def test_a_list_that_was_never_checked_says_so_on_every_badge() -> None:
    found = by_name(a_report(an_entry_health()))
    assert {b.message for b in found.values()} == {"not run yet"}
    assert {b.colour for b in found.values()} == {UNKNOWN}


def test_the_message_counts_and_the_colour_repeats_it() -> None:
    entry = an_entry(code="https://github.com/a/b")
    well = by_name(a_report(an_entry_health(entry), run=RUN))
    assert (well["links"].message, well["links"].colour) == ("2 ok", OK)
    sick = by_name(a_report(an_entry_health(entry, a_verdict(Health.DEAD)), run=RUN))
    assert (sick["links"].message, sick["links"].colour) == ("1 ok, 1 dead", BAD)
    assert (sick["code"].message, sick["code"].colour) == ("1 ok, 0 dead", OK)
    odd = by_name(a_report(an_entry_health(entry, a_verdict(Health.UNSAFE)), run=RUN))
    assert (odd["papers"].message, odd["papers"].colour) == ("0 ok, 0 dead, 1 unsafe", BAD)


def test_after_three_days_without_a_run_nothing_is_claimed() -> None:
    found = by_name(a_report(an_entry_health(), run=RUN), days=3.5)
    assert all("unknown" in b.message for b in found.values())


def test_simulated_figures_are_marked() -> None:
    run = Run(at=NIGHT_ONE, simulated=True)
    found = by_name(a_report(an_entry_health(), run=run))
    assert all("simulated" in badge.message for badge in found.values())


def test_the_endpoint_is_what_shields_reads() -> None:
    badge = by_name(a_report(an_entry_health(), run=RUN))["links"]
    found = json.loads(endpoint(badge))
    assert found["schemaVersion"] == 1
    assert found["message"]
    assert not found["color"].startswith("#")


@pytest.mark.parametrize("name", ["links", "papers", "code", "checked"])
def test_the_svg_is_small_closed_and_readable_by_a_screen_reader(name: str) -> None:
    badge = by_name(a_report(an_entry_health(), run=RUN))[name]
    text = svg(badge)
    assert len(text.encode()) <= 2048
    root = ET.fromstring(text)
    allowed = {"svg", "title", "g", "rect", "text"}
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= allowed
    assert root.get("role") == "img"
    assert root.get("aria-label") == f"{badge.label}: {badge.message}"


@pytest.mark.parametrize("colour", [OK, BAD, UNKNOWN, "#3c4043"])
def test_white_text_on_every_colour_is_readable(colour: str) -> None:
    """WCAG 2.2, success criterion 1.4.3: at least 4.5 to 1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (luminance + 0.05) >= 4.5
