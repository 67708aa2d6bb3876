"""The command ``listbot``: one module a command, one place where errors become exit codes."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Sequence
from importlib import import_module

import typer

from bot import __version__
from bot.cli.output import print_error
from bot.errors import BotError

#: exit code after Ctrl-C (128 + SIGINT)
INTERRUPTED = 130
#: exit code for a bug of ours (EX_SOFTWARE of sysexits.h)
INTERNAL = 70

#: modules under ``bot.cli`` that each offer ``register(app)``, in the order of the help page
COMMANDS: tuple[str, ...] = (
    "nightly",
    "check",
    "validate",
    "export",
    "attribute",
    "explain",
    "render",
    "triage",
    "importing",
    "merge",
    "init",
    "rehearse",
    "handover",
    "shards",
)
_REGISTERED: set[str] = set()

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


def _register(arguments: Sequence[str]) -> None:
    """Import the command that is meant and no other; all of them for a help page or a typing error.

    A second run in the same process adds none twice.
    """
    name = arguments[0] if arguments else ""
    module = "importing" if name == "import" else name  # "import" is a word of Python
    meant = (module,) if module in COMMANDS else COMMANDS
    for name in meant:
        if name not in _REGISTERED:
            import_module(f"bot.cli.{name}").register(app)
            _REGISTERED.add(name)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (README.md, "Exit codes")."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        _register(given)
        app(args=given, prog_name="listbot")
    except BotError as error:
        print_error(error)
        return error.exit_code
    except SystemExit as stop:
        if stop.code == INTERRUPTED:  # typer turns Ctrl-C into this, without a word
            return _interrupted()
        return stop.code if isinstance(stop.code, int) else 0
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        return 141
    except Exception as error:
        return _our_mistake(error)
    return 0


def _interrupted() -> int:
    words = "interrupted; a night that was under way goes on when it is run again"
    print(f"listbot: {words}", file=sys.stderr)
    return INTERRUPTED


def _our_mistake(error: Exception) -> int:
    """A bug: one sentence for the person; the trace goes into a file for whoever mends it."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="listbot-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        traceback.print_exception(error, file=file)
    print(
        f"listbot: a mistake of ours ({type(error).__name__}), not of yours; nothing was written "
        f"after it happened.\nPlease report it with the file {file.name}",
        file=sys.stderr,
    )
    return INTERNAL
