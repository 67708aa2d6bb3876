"""``listbot merge``: the results of shards joined to one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.check import Format, exit_code, print_report
from bot.cli.options import (
    AsOfOption,
    ConfigOption,
    EntriesOption,
    NoColorOption,
    QuietOption,
    ReportsOption,
    common,
)
from bot.errors import UsageError
from bot.gateways.files import WorkingTree
from bot.pipeline.merge import merge
from bot.reports.check.reading import read


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("merge")(command)


def command(
    files: Annotated[
        list[Path], typer.Argument(help="What `listbot check --shard I/N --format json` wrote.")
    ],
    form: Annotated[Format, typer.Option("--format", help="Output format.")] = Format.TABLE,
    output: Annotated[Path | None, typer.Option("--output", help="Write the data there.")] = None,
    config: ConfigOption = None,
    entries: EntriesOption = None,
    reports: ReportsOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """Join the results of a sharded check. A missing part makes the result partial, not wrong.

    Exit codes as those of check: 0 nothing needs a person, 1 dead, unsafe or invalid links, 2 the
    files are not parts of one check, 3 no part proves anything, 4 a part is missing.
    """
    shared = common(
        config=config,
        entries=entries,
        reports=reports,
        as_of=as_of,
        quiet=quiet,
        no_color=no_color,
    )
    tree = WorkingTree(Path())
    found = []
    for path in files:
        text = tree.read(str(path))
        if text is None:
            raise UsageError(f"there is no file {path}")
        found.append(read(text, str(path)))
    report = merge(found)
    print_report(report, form, output, shared)
    raise typer.Exit(exit_code(report))
