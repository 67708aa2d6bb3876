"""``listbot nightly``: the whole story."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import Common, takes_shared_options
from bot.cli.running import run_to_end
from bot.cli.session import open_session
from bot.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("nightly")(nightly)


@takes_shared_options
def nightly(
    shared: Common,
    apply: bool = typer.Option(
        False, "--apply", help="Also write issues and pull requests (otherwise: print the plan)."
    ),
    shard: Annotated[
        str | None,
        typer.Option(
            "--shard",
            metavar="I/N",
            help="Only visit part I of N, by host; `merge` joins the parts.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", help="Write the part there (default: part-I.jsonl).")
    ] = None,
) -> None:
    """Check every link, read stars and commits, prove papers and code, report, plan repairs."""
    from bot.cli.check_inputs import parse_shard
    from bot.cli.nights import finish_all, observe_nights, observe_one_part  # see that module

    session = open_session(shared, several=True)
    if apply:
        session.must_be_known("--apply")
    if shard is not None:
        if apply:
            raise UsageError("--shard: a part is only looked at", hint="`merge` joins the parts.")
        observe_one_part(session, parse_shard(shard), output)
        return
    if output is not None:
        raise UsageError("--output goes with --shard", hint="The reports are below --reports.")
    finish_all(session, run_to_end(observe_nights(session)), apply=apply)
