"""``listbot check``: liveness only, of any list."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.check_inputs import parse_shard, read_inputs, selection_of
from bot.cli.check_table import print_table
from bot.cli.options import FORMAT, Common, OutputOption, takes_shared_options
from bot.cli.output import append_job_summary, print_error, say, write_data
from bot.cli.progress import RunProgress
from bot.cli.running import run_to_end
from bot.cli.session import Session, environment, open_session
from bot.errors import InvalidRun
from bot.model.check import CheckReport
from bot.model.runs import Validity
from bot.model.settings import WebSettings
from bot.pipeline.check import CheckInput, Selection, run_check
from bot.reports.check import FORMATS
from bot.reports.check.markdown import sentence
from bot.wiring.check import witnesses
from bot.wiring.outside import Outside

FINDINGS, INCOMPLETE = 1, 4
#: a contributor's check looks at so many changed links at most
CHANGED_AT_MOST = 50


class Format(StrEnum):
    """Output formats."""

    TABLE = "table"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    MARKDOWN = "markdown"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


@takes_shared_options
def check(
    shared: Common,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Entries files or Markdown lists.")
    ] = None,
    inputs: Annotated[
        list[Path] | None, typer.Option("--input", help="The same, as an option (repeatable).")
    ] = None,
    only: Annotated[
        str | None, typer.Option("--only", metavar="GLOB", help="Only these URLs or entry ids.")
    ] = None,
    changed_since: Annotated[
        str | None,
        typer.Option("--changed-since", metavar="REV", help="Only lines changed since REV."),
    ] = None,
    shard: Annotated[
        str | None, typer.Option("--shard", metavar="I/N", help="Only part I of N, by host.")
    ] = None,
    form: Annotated[Format, FORMAT] = Format.TABLE,
    output: OutputOption = None,
    no_state: Annotated[
        bool, typer.Option("--no-state", help="Judge this run alone; neither read nor write state.")
    ] = False,
    allow_net: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-net",
            metavar="CIDR",
            help="Private network that may be contacted (repeatable).",
        ),
    ] = None,
    concurrency: Annotated[
        int | None, typer.Option("--concurrency", min=1, max=1000, help="Requests at a time.")
    ] = None,
    per_host: Annotated[
        int | None, typer.Option("--per-host", min=1, max=100, help="... to one host.")
    ] = None,
    interval: Annotated[
        float | None,
        typer.Option("--interval", min=0, max=3600, help="Seconds between requests to one host."),
    ] = None,
) -> None:
    """Check the links of entries files or Markdown lists, and nothing else.

    Exit codes: 0 nothing needs a person, 1 dead, unsafe or invalid links, 2 bad usage, 3 this run
    proves nothing, 4 part of it could not be learnt.
    """
    # what is recorded goes into the ledger of one list
    session = open_session(shared, several=no_state)
    web = _manners(session.settings.web, allow_net or [], concurrency, per_host, interval)
    session = replace(session, settings=replace(session.settings, web=web))
    given = read_inputs(session, [*(files or []), *(inputs or [])])
    selection = selection_of(
        session,
        given,
        only=only,
        changed_since=changed_since,
        at_most=CHANGED_AT_MOST if changed_since else None,
        shard=parse_shard(shard) if shard else None,
    )
    report = run_to_end(_run(session, given, selection, alone=no_state))
    print_report(report, form, output, shared)
    raise typer.Exit(exit_code(report))


def _manners(
    web: WebSettings,
    allow_net: list[str],
    concurrency: int | None,
    per_host: int | None,
    interval: float | None,
) -> WebSettings:
    return replace(
        web,
        allow_net=(*web.allow_net, *allow_net),
        concurrency=concurrency or web.concurrency,
        forced_per_host=per_host,
        forced_interval=interval,
    )


async def _run(
    session: Session, given: list[CheckInput], selection: Selection, *, alone: bool
) -> CheckReport:
    outside = Outside(clock=session.clock, environ=environment())
    with RunProgress(session.common.errors_console()) as progress:
        async with witnesses(session.settings, outside, progress) as asked:
            return await run_check(
                asked,
                session.files,
                session.settings,
                given,
                selection,
                now=session.now,
                alone=alone,
            )


def print_report(report: CheckReport, form: Format, output: Path | None, shared: Common) -> None:
    """The report in its format: data to standard output or a file, the rest to standard error."""
    if form is Format.TABLE and output is None:
        print_table(report, shared)
    else:
        name = Format.MARKDOWN if form is Format.TABLE else form
        write_data(FORMATS[name.value](report), output)
    if form is not Format.TABLE or output is not None:
        say(shared, sentence(report))
    for words in report.missing:
        say(shared, f"not learnt: {words}")
    append_job_summary(environment(), FORMATS["markdown"](report))


def exit_code(report: CheckReport) -> int:
    """What the result means for a script (README.md, "Exit codes")."""
    if report.validity.validity is not Validity.VALID:
        error = InvalidRun(
            f"this run proves nothing: {report.validity.explanation}",
            hint="Nothing was recorded.",
        )
        print_error(error)
        return error.exit_code
    if report.failing:
        return FINDINGS
    return 0 if report.complete else INCOMPLETE
