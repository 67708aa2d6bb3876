"""``listbot validate``: mistakes in the list, and everything that is known without the network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.examining import Format, examine, tell
from bot.cli.options import (
    AsOfOption,
    ConfigOption,
    EntriesOption,
    NoColorOption,
    QuietOption,
    ReportsOption,
    common,
)
from bot.cli.session import open_session
from bot.reports.validation import several_to_json, to_json


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
        entries=entries,
        reports=reports,
        as_of=as_of,
        quiet=quiet,
        no_color=no_color,
    )
    session = open_session(options, several=True)
    names = [str(file)] if file else [one.entries for one in session.settings.each_list()]
    examined = [examine(session, name) for name in names]
    one = len(examined) == 1
    tell(
        examined,
        format_,
        options,
        as_json=lambda: to_json(examined[0]) if one else several_to_json(examined),
    )
