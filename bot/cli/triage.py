"""``listbot triage``: issues and pull requests say what the newest night found."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import Common, takes_shared_options
from bot.cli.session import open_session

#: exit code when part of it could not be written (README, "Exit codes")
INCOMPLETE = 4


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("triage")(triage)


@takes_shared_options
def triage(
    shared: Common,
    apply: Annotated[
        bool, typer.Option("--apply", help="Carry the plan out (otherwise: print it).")
    ] = False,
    repo: Annotated[
        str | None,
        typer.Option("--repo", metavar="OWNER/NAME", help="Default: GITHUB_REPOSITORY."),
    ] = None,
    event: Annotated[
        Path | None,
        typer.Option(
            "--event",
            help="Event that woke the workflow: act only when it tells the bot something.",
        ),
    ] = None,
) -> None:
    """Reconcile the findings of the newest night with issues and pull requests.

    Exit codes: 0 done (or the plan printed), 2 bad input, 4 GitHub could not be reached or written.
    """
    from bot.cli.triaging import run_triage  # loads what speaks with GitHub

    session = open_session(shared, several=True)
    if not run_triage(session, apply=apply, repo=repo, event=event):
        raise typer.Exit(INCOMPLETE)
