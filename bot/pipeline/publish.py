"""Every file that readers see, made from one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.findings.codec import FILE as FINDINGS
from bot.findings.codec import findings_pieces
from bot.findings.night import night_of
from bot.ledger.history import Ledger
from bot.model.report import Report
from bot.model.settings import Settings
from bot.ports import FilePort, ReadPort
from bot.reports import badges, dashboard_html, health_json, summary_markdown
from bot.reports.list_markdown import START, list_block, with_list
from bot.verdicts.judge import well_for_nights

#: path and text of one file; a large text comes in pieces, to be taken once
Page = tuple[str, str | Iterable[str]]


def report_files(report: Report, ledger: Ledger) -> Iterator[Page]:
    """Name below the reports folder, and text, one after the other: the largest are never whole."""
    yield "health.json", health_json.pieces(report)
    yield "README.md", summary_markdown.text(report)
    yield "index.html", dashboard_html.text(report)
    yield ".nojekyll", ""
    if report.run is not None:
        targets = {link.target for link in report.links()}
        wells = {target: well_for_nights(ledger, target) for target in targets}
        yield FINDINGS, findings_pieces(night_of(report, wells))
    for badge in badges.badges(report, now=report.made_at):
        yield f"badges/{badge.name}.svg", badges.svg(badge)
        yield f"badges/{badge.name}.json", badges.endpoint(badge)


def all_files(
    report: Report, ledger: Ledger, settings: Settings, readme: str | None
) -> Iterator[Page]:
    """Path and text of the reports and, when there is one with a place for it, of the README."""
    shown = None  # made first: a broken place for the list stops everything
    own_page = settings.readme != settings.entries  # a list that stays Markdown shows itself
    if readme is not None and START in readme and own_page:
        shown = with_list(readme, list_block(report), file=settings.readme)
    for name, text in report_files(report, ledger):
        yield f"{settings.reports}/{name}", text
    if shown is not None:
        yield settings.readme, shown


def publish(files: FilePort, report: Report, ledger: Ledger, settings: Settings) -> tuple[str, ...]:
    """Write what differs; returns the paths that changed."""
    pages = all_files(report, ledger, settings, files.read(settings.readme))
    return tuple(path for path, text in pages if files.write(path, text))


def stale(files: ReadPort, pages: Iterable[Page]) -> tuple[str, ...]:
    """Paths whose file does not say what it should."""
    return tuple(path for path, text in pages if files.read(path) != "".join(text))
