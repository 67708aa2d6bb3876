"""``listbot export``: the list and its health as data, offline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Annotated

import typer

from bot.cli.options import FORMAT, Common, OutputOption, takes_shared_options
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


@takes_shared_options
def export(
    shared: Common,
    format_: Annotated[Format, FORMAT] = Format.JSONL,
    output: OutputOption = None,
) -> None:
    """Write every entry and what is known about it; asks nobody.

    What is not known is null (jsonl), empty (csv) or left out (bibtex).
    """
    session = open_session(shared)
    at_run = session.common.as_of is None
    report, _ = assemble_from(session.files, session.settings, now=session.now, at_run=at_run)
    write_data("".join(_FORMATS[format_](report)), output)
    if report.run is None:
        say(session.common, "not run yet: nothing is known about the links")
    elif report.simulated:
        say(session.common, "simulated: these figures come from a rehearsal")
