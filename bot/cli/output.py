"""Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.cli.options import Common
from bot.errors import BotError, ConfigurationError, EntriesError, UsageError
from bot.gateways.files import reason
from bot.text import cut, terminal

#: bytes that GitHub keeps of the job summary of a step (docs.github.com, "Adding a job summary")
_SUMMARY_BYTES = 1_048_576


def print_error(error: BotError) -> None:
    """Say what went wrong and what to do, on standard error. Foreign text inside is made visible."""
    # lists of mistakes begin with file, line and column, so that editors can jump to them
    prefix = "" if isinstance(error, EntriesError | ConfigurationError) else "listbot: "
    for line in str(error.message).splitlines() or [""]:
        print(f"{prefix}{terminal(line)}", file=sys.stderr)
    for line in str(error.hint).splitlines():
        print(terminal(line), file=sys.stderr)


def say(common: Common, words: str) -> None:
    """Tell a person something that is not data; silent with ``--quiet``."""
    if not common.quiet:
        print(f"listbot: {terminal(words)}", file=sys.stderr)


def write_data(text: str, output: Path | None = None) -> None:
    """Data to the file, or to standard output. Raises UsageError when it cannot be written.

    In a file or a pipe data are UTF-8 whatever the locale says; a terminal gets what it can show.
    """
    if output is None:
        _write_to_stdout(text)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"--output: {output} cannot be written ({reason(error)})") from None


def _write_to_stdout(text: str) -> None:
    stream = sys.stdout
    if stream is None:
        raise UsageError("standard output is closed, and nobody would read the result")
    binary = None if stream.isatty() else getattr(stream, "buffer", None)
    try:
        stream.flush()
        if binary is None:
            stream.write(text)
            stream.flush()
        else:
            rest = memoryview(text.encode("utf-8", "backslashreplace"))
            while rest:  # without a buffer (PYTHONUNBUFFERED) a part may be written only
                rest = rest[binary.write(rest) :]
            binary.flush()
    except BrokenPipeError:
        raise  # whoever reads has seen enough
    except OSError as error:
        raise UsageError(f"standard output cannot be written ({reason(error)})") from None


def append_job_summary(environ: Mapping[str, str], text: str) -> None:
    """Add to the summary of the job when this runs in GitHub Actions; cut before GitHub drops it."""
    path = environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        there = Path(path).stat().st_size if Path(path).exists() else 0
        with Path(path).open("a", encoding="utf-8") as stream:
            stream.write(cut(text, max(0, (_SUMMARY_BYTES - there) // 4)) + "\n")
    except OSError as error:
        print(f"listbot: the job summary cannot be written ({error.strerror})", file=sys.stderr)


def set_output(environ: Mapping[str, str], name: str, value: str) -> None:
    """Set an output of the step when this runs in GitHub Actions.

    The value is one line by construction; a line end would define another output (CVE-2022-35954).
    """
    path = environ.get("GITHUB_OUTPUT")
    if not path:
        return
    if "\n" in value or "\r" in value:
        raise ValueError("an output is one line")
    with Path(path).open("a", encoding="utf-8") as stream:
        stream.write(f"{name}={value}{os.linesep}")
