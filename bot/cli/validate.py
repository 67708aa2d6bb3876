"""``listbot validate``: mistakes in the list, and everything that is known without the network."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from bot.catalogue.reading import read_catalogue
from bot.cli.options import (
    AsOfOption,
    Common,
    ConfigOption,
    EntriesOption,
    NoColorOption,
    QuietOption,
    ReportsOption,
    common,
)
from bot.cli.output import write_data
from bot.cli.session import Session, open_session, read_entries
from bot.documents.mistakes import listing
from bot.errors import EntriesError
from bot.findings.ignoring import not_ignored
from bot.findings.offline import find_offline
from bot.model.entries import Catalogue
from bot.model.findings import Finding, Severity
from bot.reports.validation import paragraphs, summary, to_json

_MARKDOWN = (".md", ".markdown")
_STYLES = {
    Severity.DECISION: "bold red",
    Severity.FIX: "bold green",
    Severity.QUESTION: "bold yellow",
    Severity.NOTICE: "bold blue",
    Severity.GOOD_NEWS: "bold green",
}


class Format(StrEnum):
    """Formats of ``validate``."""

    TABLE = "table"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("validate")(command)


def command(
    file: Annotated[Path | None, typer.Argument(help="The list (default: entries.yml).")] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TABLE,
    config: ConfigOption = None,
    entries: EntriesOption = None,
    reports: ReportsOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """Check the list without the network: its form, duplicates, shared and odd links.

    Exit code 0: nothing found; 1: findings; 2: the file has mistakes.
    """
    options = common(
        config=config,
        entries=file or entries,
        reports=reports,
        as_of=as_of,
        quiet=quiet,
        no_color=no_color,
    )
    session = open_session(options)
    path = session.settings.entries
    if path.lower().endswith(_MARKDOWN):
        _tell(path, *_markdown(session, path), format_, options)
        return
    catalogue, mistakes = read_catalogue(read_entries(session), path)
    if catalogue is None:
        if format_ is Format.JSON:
            write_data(to_json(path, None, (), mistakes))
        number = f"{len(mistakes)} mistake{'s' if len(mistakes) > 1 else ''}"
        raise EntriesError(listing(mistakes), hint=f"{number} in {path}")
    found = find_offline(catalogue, first_guesses=True)
    findings = not_ignored(
        found, catalogue, session.settings.ignore_rules, today=session.now.date()
    )
    _tell(path, catalogue, findings, format_, options)


def _markdown(session: Session, path: str) -> tuple[Catalogue, tuple[Finding, ...]]:
    """A list that stays Markdown: its markup, and the rules about entries that fit it."""
    from bot.findings.markdown_list import LASTING, catalogue_and_findings
    from bot.lists.reading import read_list

    catalogue, found = catalogue_and_findings(read_list(read_entries(session), path), file=path)
    about = [f for f in find_offline(catalogue) if f.rule in LASTING]
    ignored = frozenset(session.settings.ignore_rules)
    findings = [f for f in (*found, *about) if f.rule.value not in ignored]
    return catalogue, tuple(sorted(findings, key=lambda f: (f.span.line, f.span.column, f.rule)))


def _tell(
    path: str,
    catalogue: Catalogue,
    findings: tuple[Finding, ...],
    format_: Format,
    options: Common,
) -> None:
    if format_ is Format.JSON:
        write_data(to_json(path, catalogue, findings, ()))
    else:
        _print(findings, options)
    options.errors_console().print(Text(summary(catalogue, findings)), soft_wrap=True)
    if findings:
        raise typer.Exit(1)


def _print(findings: tuple[Finding, ...], options: Common) -> None:
    console = options.data_console()
    for paragraph in paragraphs(findings):
        head = Text.assemble(
            (paragraph.place, "bold"), ": ", (paragraph.rule, _STYLES[paragraph.severity])
        )
        console.print(head, soft_wrap=True)
        for line in paragraph.lines:
            console.print(Text(f"    {line}"), soft_wrap=True)
