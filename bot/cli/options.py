"""Options that every command takes, and what they become."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Concatenate, ParamSpec, cast

import typer

from bot.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

DEFAULT_CONFIG = ".github/listbot.yml"
_P = ParamSpec("_P")

#: ``--output`` of the commands that print data
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write the data to this file instead.")
]
#: ``--format``; each command has formats of its own
FORMAT = typer.Option("--format", help="How to print.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """The options that every command shares, as they were given."""

    config: Path | None = None
    entries: Path | None = None
    reports: Path | None = None
    as_of: datetime | None = None
    quiet: bool = False
    no_color: bool = False

    def errors_console(self) -> Console:
        """Where everything goes that is not data: standard error."""
        from rich.console import Console  # takes its time to load, and data need none

        return Console(stderr=True, no_color=self.colourless, quiet=self.quiet, highlight=False)

    def data_console(self) -> Console:
        """Where tables for people go: standard output."""
        from rich.console import Console

        return Console(file=sys.stdout, no_color=self.colourless, highlight=False)

    @property
    def colourless(self) -> bool:
        """No colours were asked for (https://no-color.org: set and not empty)."""
        return self.no_color or bool(os.environ.get("NO_COLOR"))


def parse_time(text: str) -> datetime:
    """A point in time, ISO 8601; without an offset it is UTC.

    Raises UsageError when the text is no time.
    """
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"--as-of: {text!r} is not a time", hint="Write it like 2026-11-24T02:17Z."
        ) from None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def takes_shared_options(command: Callable[Concatenate[Common, _P], None]) -> Callable[..., None]:
    """Give a command the options that all commands take, behind its own.

    They reach it as its first argument, read and checked (see ``_shared``).
    """
    own = [*signature(command, eval_str=True).parameters.values()][1:]
    shared = signature(_shared, eval_str=True).parameters

    @wraps(command)
    def with_shared_options(**given: Any) -> None:
        common = _shared(**{name: given.pop(name) for name in shared})
        cast("Callable[..., None]", command)(common, **given)

    parameters = [*own, *shared.values()]
    # where typer looks for the options
    with_shared_options.__dict__["__signature__"] = Signature(
        [parameter.replace(kind=Parameter.KEYWORD_ONLY) for parameter in parameters]
    )
    with_shared_options.__annotations__ = {one.name: one.annotation for one in parameters}
    return with_shared_options


def _shared(
    *,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config", help=f"Configuration file (default: {DEFAULT_CONFIG} if there is one)."
        ),
    ] = None,
    entries: Annotated[
        Path | None, typer.Option("--entries", help="The list (default: entries.yml).")
    ] = None,
    reports: Annotated[
        Path | None,
        typer.Option("--reports", help="Folder of ledger and reports (default: reports/)."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="TIME", help='What "now" is, e.g. 2026-11-24T02:17Z.'),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only data and errors.")] = False,
    no_color: Annotated[
        bool, typer.Option("--no-color", help="No colours (also: NO_COLOR).")
    ] = False,
) -> Common:
    """Check the shared options once.

    Raises UsageError when a file or folder that was named is none, or ``--as-of`` is no time.
    """
    if config is not None and not config.is_file():
        what = "is a folder, not a file" if config.is_dir() else "does not exist"
        raise UsageError(f"--config: {config} {what}")
    if reports is not None and reports.exists() and not reports.is_dir():
        raise UsageError(f"--reports: {reports} is a file, not a folder")
    return Common(
        config=config,
        entries=entries,
        reports=reports,
        as_of=parse_time(as_of) if as_of is not None else None,
        quiet=quiet,
        no_color=no_color,
    )
