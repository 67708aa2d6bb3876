"""``listbot validate``: mistakes in the list, and everything that is known without the network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.examining import Format, examine, tell
from bot.cli.options import FORMAT, Common, takes_shared_options
from bot.cli.session import open_session
from bot.reports.validation import several_to_json, to_json


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("validate")(command)


@takes_shared_options
def command(
    shared: Common,
    file: Annotated[Path | None, typer.Argument(help="The list (default: entries.yml).")] = None,
    format_: Annotated[Format, FORMAT] = Format.TABLE,
) -> None:
    """Check the list without the network: its form, duplicates, shared and odd links.

    Exit code 0: nothing found; 1: findings; 2: the file has mistakes.
    """
    session = open_session(shared, several=True)
    names = [str(file)] if file else [one.entries for one in session.settings.each_list()]
    examined = [examine(session, name) for name in names]
    one = len(examined) == 1
    tell(
        examined,
        format_,
        shared,
        as_json=lambda: to_json(examined[0]) if one else several_to_json(examined),
    )
