"""``listbot rehearse``: the whole story, offline, against a simulated web on loopback."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import Common, takes_shared_options
from bot.cli.session import open_session
from bot.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rehearse")(rehearse)


@takes_shared_options
def rehearse(
    shared: Common,
    nights: Annotated[
        int, typer.Option("--nights", min=1, max=400, help="Nights, 24 simulated hours apart.")
    ] = 1,
    out: Annotated[
        Path, typer.Option("--out", help="Folder for what the rehearsal leaves behind.")
    ] = Path("rehearsal"),
) -> None:
    """Try everything without a network: a simulated web, real sockets, nothing measured.

    Works in --out only; --as-of is the time of the first night. Exit codes: 0 played, 2 bad input.
    """
    if shared.reports is not None:
        raise UsageError(
            "--reports: a rehearsal keeps its reports below --out",
            hint="Real and simulated reports never share a folder.",
        )
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out: {out} is a file, not a folder")
    from bot.cli.rehearsing import rehearse_in  # loads nearly the whole program, and its stage

    rehearse_in(open_session(shared), out, nights=nights)
