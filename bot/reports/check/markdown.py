"""``check --format markdown``: for a job summary or a comment."""

from __future__ import annotations

from bot.model.check import CheckedLink, CheckReport
from bot.model.verdicts import Health
from bot.reports.cells import link_cell
from bot.reports.check.levels import level, rule
from bot.text import counted, table_cell

#: rows of one table; the rest is counted
MAX_ROWS = 200


def text(report: CheckReport) -> str:
    """A sentence, then one table of what needs somebody or is worth a look."""
    shown = sorted(
        (link for link in report.links if level(link) is not None),
        key=lambda link: ("error", "warning", "note").index(level(link) or "note"),
    )
    lines = ["## Link check", "", sentence(report), ""]
    if report.validity.explanation:
        lines += [f"**Nothing was judged.** {report.validity.explanation}", ""]
    if shown:
        lines += ["| Link | Verdict | Why | Where |", "|---|---|---|---|"]
        lines += [_row(link) for link in shown[:MAX_ROWS]]
        if len(shown) > MAX_ROWS:
            lines += ["", f"… and {len(shown) - MAX_ROWS} more."]
        lines.append("")
    if report.missing:
        lines += ["Not everything could be learnt:", ""]
        lines += [f"- {table_cell(sentence_)}" for sentence_ in report.missing]
        lines.append("")
    return "\n".join(lines)


def sentence(report: CheckReport) -> str:
    """``126 links: 120 alive, 4 blocked, 2 dead.`` Healths that nobody has are left out."""
    if not report.links:
        return "No link to check."
    counts = [f"{count} {health.value}" for health, count in report.counts().items() if count]
    return f"{counted(len(report.links), 'link')}: {', '.join(counts)}."


def _row(link: CheckedLink) -> str:
    why = link.verdict.reason
    new = link.verdict.final_url
    if link.verdict.health is Health.MOVED and new:
        why_cell = f"{table_cell(why)}, now {link_cell(new)}"
    else:
        why_cell = table_cell(why)
    where = ", ".join(f"{p.span.file}:{p.span.line}" for p in link.places[:3])
    if len(link.places) > 3:
        where += f" and {len(link.places) - 3} more"
    return f"| {link_cell(link.url)} | {rule(link)} | {why_cell} | {table_cell(where)} |"
