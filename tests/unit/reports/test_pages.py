"""The dashboard and the summary: safe, honest and complete."""

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, Severity, SuggestedFix
from bot.model.report import Report
from bot.model.runs import Incident, Run
from bot.model.verdicts import Health
from bot.reports import dashboard_html, health_json, summary_markdown
from tests.builders import NIGHT_ONE, a_report, a_verdict, an_entry, an_entry_health

HOSTILE = '"><script>alert(1)</script> @everyone fixes #1 | \u202e{{7*7}} <img src=x onerror=y>'


def a_finding(**fields: object) -> Finding:
    entry = an_entry(title=HOSTILE)
    values: dict[str, object] = {
        "rule": Rule.DEAD,
        "severity": Severity.DECISION,
        "entry_id": entry.id,
        "entry_title": HOSTILE,
        "span": entry.span,
        "summary": HOSTILE,
        "url": "javascript:alert(1)",
        "evidence": (Evidence(kind="x", supports=False, detail=HOSTILE, url="javascript:1"),),
        "fixes": (SuggestedFix(field="pdf", old="a", new="https://good.example/?a=b&c"),),
    }
    return Finding(**{**values, **fields})  # type: ignore[arg-type]


@pytest.fixture
def hostile() -> Report:
    entry = an_entry(title=HOSTILE, pdf='https://evil.example/"onmouseover=x', code="ftp://x/")
    health = an_entry_health(entry, a_verdict(Health.UNSTABLE, reason=HOSTILE, strikes=1))
    run = Run(at=NIGHT_ONE, incidents=(Incident(host=HOSTILE, failed=3, asked=3),))
    return a_report(health, findings=(a_finding(),), run=run, title=HOSTILE, missing=(HOSTILE,))


def test_nothing_in_the_page_is_active(hostile: Report) -> None:
    page = LexborHTMLParser(dashboard_html.text(hostile))
    assert page.css("script, iframe, object, embed, form, img, link, base") == []
    for node in page.css("*"):
        assert not any(name.startswith("on") for name in node.attributes)
    for anchor in page.css("a"):
        address = anchor.attributes["href"] or ""
        assert address.startswith(("http://", "https://", "#"))
    assert "\u202e" not in dashboard_html.text(hostile)
    assert "{{7*7}}" in page.html  # type: ignore[operator]


def test_the_page_forbids_everything_that_it_does_not_need(hostile: Report) -> None:
    page = LexborHTMLParser(dashboard_html.text(hostile))
    policy = page.css_first('meta[http-equiv="Content-Security-Policy"]')
    assert policy is not None
    assert "default-src 'none'" in (policy.attributes["content"] or "")
    assert all(table.css_first("caption") for table in page.css("table"))
    assert all(cell.attributes.get("scope") for cell in page.css("th"))


def test_the_summary_keeps_its_tables_whole(hostile: Report) -> None:
    text = summary_markdown.text(hostile)
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert rows
    assert "<script>" not in text


def test_without_a_run_nothing_is_claimed() -> None:
    report = a_report(an_entry_health())
    assert "not" in summary_markdown.text(report)
    assert "alive" not in summary_markdown.text(report)
    page = dashboard_html.text(report)
    assert "Not run yet" in page
    assert "need a decision" not in page


def test_a_rehearsal_is_marked_everywhere() -> None:
    report = a_report(an_entry_health(), run=Run(at=NIGHT_ONE, simulated=True))
    assert "Simulated" in dashboard_html.text(report)
    assert "simulated" in summary_markdown.text(report)
    assert json.loads(health_json.text(report))["simulated"] is True


def test_health_has_one_line_an_entry_and_null_for_what_is_not_known() -> None:
    report = a_report(an_entry_health(an_entry(code="https://github.com/a/b")))
    lines = health_json.text(report).splitlines()
    assert len(lines) == 3
    entry = json.loads("\n".join(lines))["entries"][0]
    assert entry["code"] == "https://github.com/a/b"
    assert entry["year"] is None
    assert entry["links"][0]["stars"] is None


def test_two_thousand_entries_stay_under_half_a_megabyte() -> None:
    entries = [
        an_entry_health(
            an_entry(f"e{n}", title="A title of usual length for a paper of this field " * 2),
            a_verdict(Health.UNSTABLE if n % 50 == 0 else Health.ALIVE),
        )
        for n in range(2000)
    ]
    page = dashboard_html.text(a_report(*entries, run=Run(at=NIGHT_ONE)))
    assert len(page.encode()) < 500_000
    assert "left out here" in page
