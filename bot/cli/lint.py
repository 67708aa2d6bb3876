"""``listbot lint``: what is wrong with Markdown lists, seen without the network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.examining import Format, examine, tell
from bot.cli.options import FORMAT, Common, takes_shared_options
from bot.cli.session import open_session
from bot.reports.validation import several_to_json


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("lint")(lint)


@takes_shared_options
def lint(
    shared: Common,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Markdown lists (default: the list)."),
    ] = None,
    form: Annotated[Format, FORMAT] = Format.TABLE,
) -> None:
    """Find duplicates, links in the wrong column, URLs that nobody can click, surplus cells.

    Asks nobody. Exit code 0: nothing found; 1: findings; 2: a file cannot be read, or entries have mistakes.
    """
    session = open_session(shared, several=True)
    lists = [one.entries for one in session.settings.each_list()]
    names = list(dict.fromkeys(str(file) for file in files or ())) or lists
    examined = [examine(session, name) for name in names]
    tell(examined, form, shared, as_json=lambda: several_to_json(examined))
