"""A rehearsal from the command line: its list, its stage, its audience."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from bot.catalogue.reading import parse_catalogue
from bot.catalogue.writing import write_catalogue
from bot.cli.options import Common
from bot.cli.progress import RunProgress
from bot.cli.session import Session
from bot.errors import UsageError
from bot.ports import Progress
from bot.rehearsal.invented import invented_list
from bot.rehearsal.play import Piece, play
from bot.rehearsal.script import VLM_IN_MIA
from bot.rehearsal.telling import Teller
from bot.rehearsal.world import FIRST_NIGHT

#: papers of the list that is invented where there is none
_INVENTED = 60


def rehearse_in(session: Session, out: Path, *, nights: int) -> None:
    """Play so many nights in that folder, and tell them. Raises EntriesError or UsageError."""
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
