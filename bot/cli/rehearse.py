"""``listbot rehearse``: the whole story, offline, against a simulated web on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.catalogue.reading import parse_catalogue
from bot.catalogue.writing import write_catalogue
from bot.cli.options import Common, takes_shared_options
from bot.cli.progress import RunProgress
from bot.cli.session import Session, open_session
from bot.errors import UsageError
from bot.ports import Progress
from bot.rehearsal.invented import invented_list
from bot.rehearsal.play import Piece, play
from bot.rehearsal.script import VLM_IN_MIA
from bot.rehearsal.telling import Teller
from bot.rehearsal.world import FIRST_NIGHT

#: papers of the list that is invented where there is none
_INVENTED = 60


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
    session = open_session(shared)
    piece = _piece(session, nights=nights, out=out)
    teller = Teller(_stage_console(session.common))
    asyncio.run(play(piece, teller, lambda: _watching(session.common)))


def _piece(session: Session, *, nights: int, out: Path) -> Piece:
    path = session.settings.entries
    text = session.files.read(path)
    if text is None:
        if session.common.entries is not None:
            raise UsageError(f"--entries: there is no file {path}")
        text = write_catalogue(invented_list(_INVENTED))
    return Piece(
        catalogue=parse_catalogue(text, path),
        entries=text,
        script=VLM_IN_MIA,
        settings=session.settings,
        folder=out,
        nights=nights,
        start=session.common.as_of or FIRST_NIGHT,
    )


def _stage_console(shared: Common) -> Console:
    """The story is what this command prints: standard output, nothing with --quiet."""
    console = shared.data_console()
    console.quiet = shared.quiet
    return console


@contextmanager
def _watching(shared: Common) -> Iterator[Progress | None]:
    """A live line while a night lasts; nothing where nobody watches."""
    console = shared.errors_console()
    if not console.is_terminal or shared.quiet:
        yield None
        return
    with RunProgress(console) as progress:
        yield progress
