"""``listbot nightly``: the whole story."""

from __future__ import annotations

import typer

from bot.cli.options import (
    AsOfOption,
    ConfigOption,
    EntriesOption,
    NoColorOption,
    QuietOption,
    ReportsOption,
    common,
)
from bot.cli.output import append_job_summary, say
from bot.cli.progress import RunProgress
from bot.cli.running import run_to_end
from bot.cli.session import Session, environment, open_session
from bot.cli.triage import run_triage
from bot.errors import InvalidRun
from bot.model.report import Report
from bot.pipeline.night import Night, run_night
from bot.pipeline.publish import publish
from bot.reports import summary_markdown
from bot.wiring.night import witnesses
from bot.wiring.outside import Outside

#: exit code when part of it could not be learnt (README, "Exit codes")
INCOMPLETE = 4


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("nightly")(nightly)


def nightly(
    apply: bool = typer.Option(
        False, "--apply", help="Also write issues and pull requests (otherwise: print the plan)."
    ),
    config: ConfigOption = None,
    entries: EntriesOption = None,
    reports: ReportsOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """Check every link, read stars and commits, prove papers and code, report, plan repairs."""
    session = open_session(
        common(
            config=config,
            entries=entries,
            reports=reports,
            as_of=as_of,
            quiet=quiet,
            no_color=no_color,
        )
    )
    night = run_to_end(_observe(session))
    if night.report is None:
        raise InvalidRun(
            f"this run proves nothing: {night.validity.explanation}",
            hint="Nothing was recorded; the ledger and the reports are as they were.",
        )
    _tell(session, night, night.report)
    written = run_triage(session, apply=apply)
    if not (night.complete and written):
        raise typer.Exit(INCOMPLETE)


async def _observe(session: Session) -> Night:
    outside = Outside(clock=session.clock, environ=environment())
    with RunProgress(session.common.errors_console()) as progress:
        async with witnesses(session.settings, outside, progress) as asked:
            return await run_night(
                asked,
                session.files,
                session.settings,
                now=session.now,
            )


def _tell(session: Session, night: Night, report: Report) -> None:
    if night.resumed:
        say(session.common, f"went on with a run that was stopped: {night.resumed} looks were kept")
    changed = publish(session.files, report, night.store.ledger, session.settings)
    say(session.common, summary_markdown.sentence(report))
    for words in night.missing:
        say(session.common, f"not learnt: {words}")
    say(session.common, f"{len(changed)} files written below {session.settings.reports}/")
    append_job_summary(environment(), summary_markdown.text(report))
