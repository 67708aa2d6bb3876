"""The plan for issues and pull requests from the command line: made, told, perhaps carried out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bot.cli.options import DEFAULT_CONFIG
from bot.cli.output import append_job_summary, print_error, say, write_data
from bot.cli.session import Session, environment
from bot.errors import Incomplete, UsageError
from bot.model.settings import Settings
from bot.pipeline.triage import Reconciled, Task, imagine, reconcile
from bot.text import markdown, terminal
from bot.triage.actions import Plan
from bot.triage.events import read_event
from bot.triage.telling import told_plan
from bot.wiring.forge import forge
from bot.wiring.outside import Outside

_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}")


def run_triage(
    session: Session, *, apply: bool, repo: str | None = None, event: Path | None = None
) -> bool:
    """Plan, print, and with ``apply`` carry out, for each list; False when something was not done."""
    if apply:
        session.must_be_known("--apply")
    environ = environment()
    repository = _repository(repo or environ.get("GITHUB_REPOSITORY"))
    woken = None
    if event is not None:
        woken = read_event(_event_text(event))
        if not woken.relevant:
            say(session.common, f"nothing to do: {woken.reason}")
            return True
    task = Task(
        now=session.now,
        apply=apply,
        config=str(session.common.config or DEFAULT_CONFIG),
        run_url=run_address(environ),
        from_head=woken is not None,
        thread=woken.thread if woken else None,
    )
    port = forge(Outside(clock=session.clock, environ=environ), repository) if repository else None
    if port is None:
        what = (
            "token (GITHUB_TOKEN)"
            if repository
            else "repository (GITHUB_REPOSITORY, or `triage --repo`)"
        )
        return _imagine(session, repository, f"no {what}", task) and not apply
    if woken is not None and woken.comment is not None and apply:
        port.react(woken.comment, "eyes")
    try:
        done = reconcile(session.files, _all_lists(session), port, task, only=session.meant)
    except Incomplete as failure:
        _imagine(session, repository, failure.message, task)
        return False
    if not done:
        say(session.common, "nothing to do: it is about none of the lists in the configuration")
    return _tell_all(session, done)


def _all_lists(session: Session) -> Settings:
    return session.settings if session.is_stranger else session.whole


def _tell_all(session: Session, done: Sequence[Reconciled]) -> bool:
    """Each list below a heading of its own, where there are several."""
    complete = [_told(session, one) for one in done]
    return all(complete)


def _told(session: Session, done: Reconciled) -> bool:
    if done.trouble is None:
        if done.settings.name:
            write_data(f"plan for {terminal(done.settings.entries)}:\n")
        return _tell(session, done)
    print_error(done.trouble)
    say(session.common, f"nothing was done for {done.settings.entries}; the other lists go on")
    words = markdown(f"{done.settings.entries}: {done.trouble.message}")
    append_job_summary(environment(), f"### A list that was left out\n\n- {words}")
    return False


def _repository(name: str | None) -> str | None:
    if name and not _REPOSITORY.fullmatch(name):
        raise UsageError(f"--repo: {name!r} is no repository", hint="Write it like owner/name.")
    return name or None


def _event_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"--event: {path} cannot be read ({error.strerror})") from None


def run_address(environ: dict[str, str]) -> str:
    """Address of this run of the workflow, "" outside GitHub Actions."""
    server, repository, run = (
        environ.get(name, "")
        for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")
    )
    if server.startswith("https://") and _REPOSITORY.fullmatch(repository) and run.isdigit():
        return f"{server}/{repository}/actions/runs/{run}"
    return ""


def _imagine(session: Session, repository: str | None, why: str, task: Task) -> bool:
    """Nobody can say what is open: the plans for a repository in which nothing is."""
    name = repository or "owner/name"
    done = imagine(session.files, _all_lists(session), name, task, only=session.meant)
    say(session.common, f"{why}: what is open is not known, so this plan supposes that nothing is")
    say(session.common, "nothing was written")
    return _tell_all(session, done)


def _print(session: Session, planned: Plan) -> None:
    lines = list(told_plan(planned))
    write_data("".join(f"{terminal(line)}\n" for line in lines))
    if not lines:
        say(session.common, "nothing to do: issues and pull requests say what is known")
    for words in planned.notices:
        say(session.common, words)


def _tell(session: Session, done: Reconciled) -> bool:
    _print(session, done.plan)
    outcome = done.outcome
    if outcome is None:
        return True
    for words in outcome.failed:
        say(session.common, f"not done: {words}")
    if outcome.stopped:
        say(session.common, f"stopped: {outcome.stopped}; the rest is for the next run")
    lines = [f"- {markdown(words)}" for words in outcome.done]
    lines += [f"- not done: {markdown(words)}" for words in outcome.failed]
    lines += [f"- stopped: {markdown(outcome.stopped)}"] if outcome.stopped else []
    if lines:
        of_list = f" of {markdown(done.settings.name)}" if done.settings.name else ""
        heading = f"### Issues and pull requests{of_list}"
        append_job_summary(environment(), "\n".join([heading, "", *lines]))
    return outcome.complete
