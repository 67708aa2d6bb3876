"""``listbot export``: the list and its health as data, offline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import (
    AsOfOption,
    ConfigOption,
    EntriesOption,
    NoColorOption,
    QuietOption,
    ReportsOption,
    common,
)
from bot.cli.output import say, write_data
from bot.cli.session import open_session
from bot.model.report import Report
from bot.pipeline.assemble import assemble_from
from bot.reports.export import bibtex_, csv_, jsonl


class Format(StrEnum):
    """Formats of ``export``."""

    JSONL = "jsonl"
    CSV = "csv"
    BIBTEX = "bibtex"


_FORMATS: dict[Format, Callable[[Report], Iterator[str]]] = {
    Format.JSONL: jsonl.lines,
    Format.CSV: csv_.lines,
    Format.BIBTEX: bibtex_.lines,
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    format_: Annotated[Format, typer.Option("--format", help="How to write.")] = Format.JSONL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file instead.")
    ] = None,
    config: ConfigOption = None,
    entries: EntriesOption = None,
    reports: ReportsOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """Write every entry and what is known about it; asks nobody.

    What is not known is null (jsonl), empty (csv) or left out (bibtex).
    """
    session = open_session(
        common(
            config=config,
            entries=entries,
            reports=reports,
            as_of=as_of,
            quiet=quiet,
            no_color=no_color,
        )
    )
    at_run = session.common.as_of is None
    report, _ = assemble_from(session.files, session.settings, now=session.now, at_run=at_run)
    write_data("".join(_FORMATS[format_](report)), output)
    if report.run is None:
        say(session.common, "not run yet: nothing is known about the links")
    elif report.simulated:
        say(session.common, "simulated: these figures come from a rehearsal")
