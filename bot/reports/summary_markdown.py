"""``reports/README.md`` and the job summary: what a maintainer wants to know, most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.model.findings import Finding, Severity, SuggestedFix
from bot.model.report import LinkHealth, Report
from bot.model.runs import Cost
from bot.model.verdicts import Health
from bot.reports.cells import file_cell as table_cell
from bot.reports.cells import link_cell
from bot.reports.words import (
    NOT_RUN_YET,
    SIMULATED,
    counts_words,
    link_words,
    minute,
    needing_decision,
    notices,
    offered_metadata,
    without_fix_words,
)
from bot.text import markdown_link

#: rows of one table; the rest is counted, so that the page stays readable
MAX_ROWS = 100


def text(report: Report) -> str:
    """The page. Every figure of a rehearsal is marked as simulated."""
    lines = [f"# Link health of {table_cell(report.catalogue.title)}", ""]
    if report.run is None:
        lines += [
            f"The links of this list were {NOT_RUN_YET.replace('run', 'checked')}: no night has run.",
            "",
            (
                f"{len(report.entries)} entries wait for their first night "
                "(`listbot nightly`, or the workflow *nightly*)."
            ),
            "",
        ]
        return "\n".join(lines)
    marked = f" **({SIMULATED})**" if report.simulated else ""
    lines += [
        (
            f"Run {report.runs} on {minute(report.run.at)}{marked}: {counts_words(report)}. "
            f"{_decisions(report)}"
        ),
        "",
    ]
    lines += _incidents(report)
    lines += _findings("Needs a decision", needing_decision(report))
    lines += _findings(
        "Safe fixes, offered as pull requests",
        _of(report, Severity.FIX),
    )
    lines += _links("Watching: failing, not yet proven", report, _is(Health.UNSTABLE))
    lines += _links("Blocked to bots: a person would get in", report, _is(Health.BLOCKED))
    lines += _findings("Questions", _of(report, Severity.QUESTION))
    lines += _findings("Worth knowing", notices(report))
    lines += _folded("Metadata that could be added", offered_metadata(report))
    lines += _findings("Good news", _of(report, Severity.GOOD_NEWS))
    lines += _missing(report)
    lines += _cost(report)
    return "\n".join(lines)


def sentence(report: Report) -> str:
    """What a night came to, in one line."""
    if report.run is None:
        return f"{len(report.entries)} entries, {NOT_RUN_YET}"
    return f"{counts_words(report)}. {_decisions(report)}"


def _decisions(report: Report) -> str:
    count = len(needing_decision(report))
    if count == 0:
        return "Nothing needs a person."
    return "1 finding needs a person." if count == 1 else f"{count} findings need a person."


def _of(report: Report, severity: Severity) -> tuple[Finding, ...]:
    return tuple(f for f in report.findings if f.severity is severity)


def _is(health: Health) -> Callable[[LinkHealth], bool]:
    return lambda link: link.verdict.health is health


def _incidents(report: Report) -> list[str]:
    if report.run is None or not report.run.incidents:
        return []
    lines = ["## Host incidents", ""]
    lines += [
        f"- {table_cell(i.host)}: {i.failed} of {i.asked} links failed together "
        f"({table_cell(i.reason)}). One bad night of a host is no evidence about its pages."
        for i in report.run.incidents
    ]
    return [*lines, ""]


def _findings(title: str, findings: Iterable[Finding]) -> list[str]:
    found = tuple(findings)
    if not found:
        return []
    lines = [f"## {title}", "", "| Entry | What | How we know | Fix |", "|---|---|---|---|"]
    lines += [_finding_row(finding) for finding in found[:MAX_ROWS]]
    if len(found) > MAX_ROWS:
        lines += ["", f"… and {len(found) - MAX_ROWS} more (all of them in `findings.json`)."]
    return [*lines, ""]


def _folded(title: str, findings: tuple[Finding, ...]) -> list[str]:
    lines = _findings(title, findings)
    if not lines:
        return []
    summary = f"<summary>{title} ({len(findings)})</summary>"
    return ["<details>", summary, "", *lines[2:], "</details>", ""]


def _finding_row(finding: Finding) -> str:
    where = f"{finding.span.file}:{finding.span.line}"
    entry = f"{table_cell(finding.entry_title)}<br>{table_cell(where)}"
    what = f"**{finding.rule.value}** {table_cell(finding.summary)}"
    if finding.url:
        what += f"<br>{link_cell(finding.url)}"
    evidence = "<br>".join(table_cell(e.detail) for e in finding.evidence[:4])
    fixes = "<br>".join(_fix(fix) for fix in finding.fixes)
    return f"| {entry} | {what} | {evidence} | {fixes or without_fix_words(finding)} |"


def _fix(fix: SuggestedFix) -> str:
    if fix.new is None:
        return f"{fix.field}: remove"
    return f"{fix.field}: {link_cell(fix.new) if '://' in fix.new else table_cell(fix.new)}"


def _links(title: str, report: Report, wanted: Callable[[LinkHealth], bool]) -> list[str]:
    found = [
        (entry.entry.title, link)
        for entry in report.entries
        for link in entry.links
        if wanted(link)
    ]
    if not found:
        return []
    lines = [
        "<details>",
        f"<summary>{title} ({len(found)})</summary>",
        "",
        "| Entry | Link | State | Why |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {table_cell(name)} | {markdown_link(link.link.role.value, link.link.url)} "
        f"| {table_cell(link_words(link))} | {table_cell(link.verdict.reason)} |"
        for name, link in found[:MAX_ROWS]
    ]
    if len(found) > MAX_ROWS:
        lines += ["", f"… and {len(found) - MAX_ROWS} more."]
    return [*lines, "", "</details>", ""]


def _missing(report: Report) -> list[str]:
    if not report.missing:
        return []
    lines = ["## What could not be learnt in this run", ""]
    return [*lines, *(f"- {table_cell(words)}" for words in report.missing), ""]


def _for_all(cost: Cost) -> str:
    """What several lists cost together is told in each of them."""
    return f" for {cost.lists} lists together" if cost.lists > 1 else ""


def _cost(report: Report) -> list[str]:
    cost = report.cost
    total = sum(count for _, count in cost.requests)
    calls = sum(count for _, count in cost.registry_calls)
    lines = [
        "<details>",
        (
            f"<summary>What this run asked of others{_for_all(cost)}: {total} requests to "
            f"{len(cost.requests)} hosts"
            "</summary>"
        ),
        "",
        (
            f"{cost.received / 1024:.0f} kB received, {calls} calls to registries, "
            f"{cost.graphql_points} GraphQL points and {cost.rest_calls} REST calls of GitHub, "
            f"{cost.seconds:.0f} seconds."
        ),
        "",
        "| Host | Requests |",
        "|---|---:|",
    ]
    busiest = sorted(cost.requests, key=lambda item: (-item[1], item[0]))[:MAX_ROWS]
    lines += [f"| {table_cell(host)} | {count} |" for host, count in busiest]
    lines += [f"| {table_cell(name)} (registry) | {n} |" for name, n in cost.registry_calls]
    return [*lines, "", "</details>", ""]
