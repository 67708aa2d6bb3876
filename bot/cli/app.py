"""The command ``listbot``: one module a command, one place where errors become exit codes."""

from __future__ import annotations

import errno
import inspect
import io
import os
import sys
import tempfile
import traceback
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module

import typer

from bot import __version__
from bot.cli.output import print_error
from bot.errors import BotError, UsageError

#: exit code after Ctrl-C (128 + SIGINT)
INTERRUPTED = 130
#: exit code when whoever reads the output has gone (128 + SIGPIPE)
BROKEN_PIPE = 141
#: the disk or the quota behind standard output is full, or the disk is broken
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
#: exit code for a bug of ours (EX_SOFTWARE of sysexits.h)
INTERNAL = 70

#: modules under ``bot.cli`` that each offer ``register(app)``, in the order of the help page, with
#: the commands that they add and the lines about them there ("": hidden). A test compares the lines
#: with the commands; they stand here so that a help page need not import half a program
COMMANDS: Mapping[str, Mapping[str, str]] = {
    "nightly": {
        "nightly": "Check every link, read stars and commits, prove papers and code, report, plan repairs."
    },
    "check": {"check": "Check the links of entries files or Markdown lists, and nothing else."},
    "validate": {
        "validate": "Check the list without the network: its form, duplicates, shared and odd links."
    },
    "lint": {
        "lint": "Find duplicates, links in the wrong column, URLs that nobody can click, surplus cells."
    },
    "export": {"export": "Write every entry and what is known about it; asks nobody."},
    "attribute": {
        "attribute": "Say whether each link leads to the paper, and to its code, with the evidence. "
        "Asks nobody."
    },
    "explain": {
        "explain": "Show every observation, rule and piece of evidence behind today's verdict. "
        "Asks nobody."
    },
    "render": {
        "render": "Write the list in README.md, badges, dashboard and reports anew; asks nobody."
    },
    "triage": {
        "triage": "Reconcile the findings of the newest night with issues and pull requests."
    },
    "importing": {
        "import": "Turn a Markdown list into entries; report broken markup with its line on standard "
        "error."
    },
    "merge": {
        "merge": "Join the parts of a check, or of a night. A missing part makes the result partial, not "
        "wrong."
    },
    "init": {
        "init": "Set listbot up for the list in this folder: entries, configuration, workflows."
    },
    "rehearse": {
        "rehearse": "Try everything without a network: a simulated web, real sockets, nothing measured."
    },
    "handover": {"recall": "", "receive": "", "publish": ""},
    "shards": {"shards": ""},
}

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
    """Import the module of the command that is meant; with none, know the names of all."""
    meant = next((word for word in arguments if not word.startswith("-")), "")
    modules = [module for module, lines in COMMANDS.items() if meant in lines]
    register(modules, others=not modules)


def register(modules: Iterable[str], *, others: bool = True) -> None:
    """Make ``app`` a program that can run the commands of ``modules`` and, maybe, name the others."""
    loaded = frozenset(modules)
    app.registered_commands.clear()  # of an earlier run in this process
    for module, lines in COMMANDS.items():
        if module in loaded:
            import_module(f"bot.cli.{module}").register(app)
        for name, line in lines.items() if others and module not in loaded else ():
            app.command(name, help=line, hidden=not line)(_not_loaded)
    for command in app.registered_commands:
        command.help = _flowing(command.help or inspect.getdoc(command.callback) or "")


def _flowing(text: str) -> str:
    """Paragraphs on one line each: how wide they are shown is the terminal's business."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _not_loaded() -> None:
    """Stand in a help page for a command that this run does not need."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (README.md, "Exit codes")."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # what a terminal cannot show is shown escaped
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        _register(given)
        app(args=given, prog_name="listbot")
    except BotError as error:
        print_error(error)
        return error.exit_code
    except SystemExit as stop:
        if stop.code == INTERRUPTED:  # typer turns Ctrl-C into this, without a word
            return _interrupted()
        if isinstance(
            stop.__context__, BrokenPipeError
        ):  # typer and rich make an exit code 1 of it
            return _nobody_reads()
        return stop.code if isinstance(stop.code, int) else 0
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        return _nobody_reads()
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and error.errno in _FULL:
            print_error(UsageError(f"the output cannot be written ({error.strerror})"))
            _nobody_reads()
            return UsageError.exit_code
        return _our_mistake(error)
    return 0


def _nobody_reads() -> int:
    """Let what is still to be printed go nowhere, or the interpreter complains about it at its end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE


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
