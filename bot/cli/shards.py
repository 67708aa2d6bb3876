"""``shards``: into how many parts a run is cut for the matrix of a workflow. Hidden; offline."""

from __future__ import annotations

import json
import math
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.check_inputs import read_inputs, selection_of
from bot.cli.options import Common, takes_shared_options
from bot.cli.output import print_error, say, set_output, write_data
from bot.cli.session import Session, environment, open_session
from bot.errors import UsageError
from bot.ledger.lines import time_to_text
from bot.pipeline.check import select
from bot.pipeline.parts import is_left_to_the_join
from bot.pipeline.together import Together
from bot.pipeline.tonight import begin_all
from bot.text import counted

#: links that one runner looks at within half an hour, most of which is waiting for polite hosts
PER_SHARD = 2_000
#: jobs that a matrix may have (docs.github.com, "Actions limits")
_MATRIX = 256


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("shards", hidden=True)(command)


@takes_shared_options
def command(
    shared: Common,
    files: Annotated[list[Path] | None, typer.Argument(help="What is to be checked.")] = None,
    tonight: Annotated[
        bool, typer.Option("--tonight", help="The pages that this night visits, for `nightly`.")
    ] = False,
    per_shard: Annotated[
        int, typer.Option("--per-shard", min=1, help="Links of one part, about.")
    ] = PER_SHARD,
    at_most: Annotated[
        int, typer.Option("--at-most", min=1, max=_MATRIX, help="Parts, at most.")
    ] = 20,
) -> None:
    """Print the numbers of the parts as JSON, ``[1, 2, 3]``, and set them as outputs of the step.

    Outputs: ``matrix`` (that list) and ``of`` (its length), for ``check --shard I/N``; and ``at``, the
    moment of the night, so that all its parts mean the same night.
    """
    session = open_session(shared, several=True)
    now = session.now
    links = _tonight(session, files, now) if tonight else _in(session, files)
    parts = parts_for(links, per_shard=per_shard, at_most=at_most)
    matrix = json.dumps(list(range(1, parts + 1)))
    write_data(f"{matrix}\n")
    set_output(environment(), "matrix", matrix)
    set_output(environment(), "of", str(parts))
    set_output(environment(), "at", time_to_text(now))
    say(shared, f"{counted(links, 'link')} in {counted(parts, 'part')}")


def _in(session: Session, files: list[Path] | None) -> int:
    given = read_inputs(session, files or [])
    every = selection_of(session, given, only=None, changed_since=None, at_most=None, shard=None)
    return len(select(given, every).places)


def _tonight(session: Session, files: list[Path] | None, now: datetime) -> int:
    if files:
        raise UsageError("--tonight: a night is about the list itself", hint="Leave the files out.")
    evening = begin_all(session.files, session.settings.each_list())
    for trouble in evening.troubles.values():
        print_error(trouble)
    targets = Together(lists=evening.lists).targets(now=now)
    return sum(not is_left_to_the_join(target) for target in targets)


def parts_for(links: int, *, per_shard: int, at_most: int) -> int:
    """At least one part, even for an empty list: a matrix must not be empty."""
    return max(1, min(at_most, math.ceil(links / per_shard)))
