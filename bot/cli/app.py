"""The command ``listbot``: one module a command, one place where errors become exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from bot import __version__
from bot.cli.output import print_error
from bot.errors import BotError

#: modules under ``bot.cli`` that each offer ``register(app)``, in the order of the help page
COMMANDS: tuple[str, ...] = (
    "nightly",
    "check",
    "validate",
    "export",
    "attribute",
    "explain",
    "render",
    "importing",
)

app = typer.Typer(
    name="listbot",
    help="Keeps the links and the metadata of a curated paper list true.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"listbot {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """Keep the links and the metadata of a curated paper list true."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (README.md, "Exit codes")."""
    if not app.registered_commands:  # a second run in one process must not add them again
        for name in COMMANDS:
            import_module(f"bot.cli.{name}").register(app)
    try:
        app(args=list(arguments) if arguments is not None else None, prog_name="listbot")
    except BotError as error:
        print_error(error)
        return error.exit_code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    except KeyboardInterrupt:
        print("listbot: interrupted; what was already answered is kept", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 141
    return 0
