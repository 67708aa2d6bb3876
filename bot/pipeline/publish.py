"""Every file that readers see, made from one report."""

from __future__ import annotations

from collections.abc import Mapping

from bot.findings.codec import findings_to_json
from bot.findings.night import night_of
from bot.ledger.history import Ledger
from bot.model.report import Report
from bot.model.settings import Settings
from bot.ports import FilePort
from bot.reports import badges, dashboard_html, health_json, summary_markdown
from bot.reports.list_markdown import START, list_block, with_list
from bot.triage.decisions_schema import FILE as DECISIONS_SCHEMA
from bot.triage.decisions_schema import schema_text
from bot.verdicts.judge import well_for_nights


def report_files(report: Report, ledger: Ledger) -> dict[str, str]:
    """Name below the reports folder -> text."""
    targets = {link.target for link in report.links()}
    night = night_of(report, {target: well_for_nights(ledger, target) for target in targets})
    files = {
        "health.json": health_json.text(report),
        "README.md": summary_markdown.text(report),
        "index.html": dashboard_html.text(report),
        ".nojekyll": "",
        DECISIONS_SCHEMA: schema_text(),
    }
    if report.run is not None:
        files["findings.json"] = findings_to_json(night)
    for badge in badges.badges(report, now=report.made_at):
        files[f"badges/{badge.name}.svg"] = badges.svg(badge)
        files[f"badges/{badge.name}.json"] = badges.endpoint(badge)
    return files


def all_files(
    report: Report, ledger: Ledger, settings: Settings, readme: str | None
) -> dict[str, str]:
    """Path -> text of the reports and, when there is one with a place for it, of the README."""
    files = {
        f"{settings.reports}/{name}": text for name, text in report_files(report, ledger).items()
    }
    own_page = settings.readme != settings.entries  # a list that stays Markdown shows itself
    if readme is not None and START in readme and own_page:
        files[settings.readme] = with_list(readme, list_block(report), file=settings.readme)
    return files


def publish(files: FilePort, report: Report, ledger: Ledger, settings: Settings) -> tuple[str, ...]:
    """Write what differs; returns the paths that changed."""
    texts = all_files(report, ledger, settings, files.read(settings.readme))
    return tuple(path for path, text in texts.items() if files.write(path, text))


def stale(files: FilePort, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Paths whose file does not say what it should."""
    return tuple(path for path, text in texts.items() if files.read(path) != text)
