"""A night from the command line: observed, recorded, told. It loads nearly the whole program."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import typer

from bot.cli.output import append_job_summary, print_error, say
from bot.cli.progress import RunProgress
from bot.cli.running import run_to_end
from bot.cli.session import Session, environment
from bot.cli.triaging import run_triage
from bot.errors import BotError, InvalidRun
from bot.model.report import Report
from bot.model.runs import Validity
from bot.model.settings import Settings
from bot.pipeline.handover import files_of_lists
from bot.pipeline.night import Night, run_nights
from bot.pipeline.parts import Joined, PartDone, in_front_of, observe_part
from bot.pipeline.publish import publish
from bot.pipeline.store import Store
from bot.reports import summary_markdown
from bot.text import markdown
from bot.wiring.night import witnesses
from bot.wiring.outside import Outside

#: exit code when part of it could not be learnt (README, "Exit codes")
INCOMPLETE = 4


def finish_all(session: Session, nights: tuple[Night, ...], *, apply: bool) -> None:
    """What follows the night of each list. Raises InvalidRun, or exits with 4."""
    lists = session.each_list()
    if len(lists) == 1:
        finish(lists[0], nights[0], apply=apply)
        return
    pairs = list(zip(lists, nights, strict=True))
    complete = [_reported(one, night) for one, night in pairs]
    _leave_for_the_next_job(session, [(one.settings, night.store) for one, night in pairs])
    written = run_triage(session, apply=apply)
    if not (all(complete) and written):
        raise typer.Exit(INCOMPLETE)


def _leave_for_the_next_job(session: Session, nights: Iterable[tuple[Settings, Store]]) -> None:
    """In GitHub Actions the job that writes gets one folder, whatever folders the lists have."""
    if environment().get("GITHUB_ACTIONS") != "true":
        return
    folder = f"{session.settings.reports}/ledger"
    for path, text in files_of_lists((one.name, store) for one, store in nights):
        session.files.write(f"{folder}/{path}", text)
    say(session.common, f"left the night of each list below {folder}/ for the job that writes")


def _reported(session: Session, night: Night) -> bool:
    """Reports of one of several lists; False when part of it could not be learnt.

    Raises InvalidRun: that is true of all of them.
    """
    say(session.common, f"{session.settings.entries}:")
    try:
        if night.trouble is not None:
            raise night.trouble
        _tell(session, night, _believed(night))
    except InvalidRun:
        raise
    except BotError as trouble:
        print_error(trouble)
        say(session.common, f"{session.settings.entries} was left out; the other lists go on")
        words = markdown(f"{session.settings.entries}: {trouble.message}")
        append_job_summary(environment(), f"### A list that was left out\n\n- {words}")
        return False
    return night.complete


async def observe_nights(session: Session, joined: Joined | None = None) -> tuple[Night, ...]:
    """The night of each list up to its ledger; in front of what its parts saw when it was divided."""
    outside = Outside(clock=session.clock, environ=environment())
    now = session.common.as_of or (joined.began if joined else session.now)
    with RunProgress(session.common.errors_console()) as progress:
        async with witnesses(session.settings, outside, progress) as asked:
            if joined is not None:
                asked = in_front_of(joined, asked, session.settings)
            return await run_nights(asked, session.files, session.settings.each_list(), now=now)


def finish(session: Session, night: Night, *, apply: bool) -> None:
    """Reports, the job summary, issues and pull requests. Raises InvalidRun, or exits with 4."""
    _tell(session, night, _believed(night))
    written = run_triage(session, apply=apply)
    if not (night.complete and written):
        raise typer.Exit(INCOMPLETE)


def _believed(night: Night) -> Report:
    """Raises InvalidRun when nothing was recorded."""
    if night.report is None:
        raise InvalidRun(
            f"this run proves nothing: {night.validity.explanation}",
            hint="Nothing was recorded; the ledger and the reports are as they were.",
        )
    return night.report


def observe_one_part(session: Session, part: tuple[int, int], output: Path | None) -> None:
    """Look at one part of a night; its file is all that it leaves."""
    path = output or Path(f"part-{part[0]}.jsonl")

    async def observe() -> PartDone:
        outside = Outside(clock=session.clock, environ=environment())
        with RunProgress(session.common.errors_console()) as progress:
            async with witnesses(session.settings, outside, progress) as asked:
                return await observe_part(
                    asked, session.files, session.settings, part, path=str(path), now=session.now
                )

    done = run_to_end(observe())
    if done.resumed:
        say(session.common, f"went on with a part that was stopped: {done.resumed} looks were kept")
    say(session.common, f"part {part[0]} of {part[1]}: {done.targets} links looked at, see {path}")
    if done.validity.validity is not Validity.VALID:
        raise InvalidRun(
            f"this part proves nothing: {done.validity.explanation}",
            hint="The night goes on without it.",
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
