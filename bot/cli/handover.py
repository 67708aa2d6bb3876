"""``recall``, ``receive``, ``publish``: how the two jobs of a night in GitHub Actions work together.

Hidden from the help page: a person never needs them (docs/adopting.md, "How the night works").
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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
from bot.cli.output import say
from bot.cli.session import Session, environment, open_session
from bot.errors import BotError, StateError, UsageError
from bot.gateways.git_branches import Branches, FilesAt
from bot.model.report import Report
from bot.pipeline.assemble import assemble_from
from bot.pipeline.handover import FILES, newer, take_over
from bot.pipeline.publish import publish as write_reports
from bot.pipeline.store import load_store, store_files
from bot.pipeline.worth import why_commit
from bot.triage.decisions_file import FILE as DECISIONS_FILE

#: the branch that keeps the ledger on nights that are not worth a commit to the list
STATE_BRANCH = "listbot-state"
_STATE_README = """\
# The bot's memory

The ledger as of the newest night, replaced every night. The list's own branch gets a commit only when a
verdict changed, or once a week. To forget everything, delete this branch and the folder `ledger/` below the
reports.
"""
#: bytes of one file of a hand-over
_LARGEST = 256 * 1024 * 1024


def register(app: typer.Typer) -> None:
    """Add the three commands."""
    app.command("recall", hidden=True)(recall)
    app.command("receive", hidden=True)(receive)
    app.command("publish", hidden=True)(publish)


def recall(
    config: ConfigOption = None,
    entries: EntriesOption = None,
    reports: ReportsOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """Take the ledger from the bot's own branch when it is newer than the one that is checked out."""
    session = _session(config, entries, reports, as_of, quiet, no_color)
    branches = Branches(Path.cwd(), environment())
    commit = branches.fetch(STATE_BRANCH)
    texts = {}
    if commit is not None:
        kept = {name: branches.text_at(commit, name) for name in sorted(FILES)}
        texts = {name: text for name, text in kept.items() if text is not None}
    if not newer(texts, load_store(session.files, session.settings.reports)):
        say(
            session.common,
            f"the ledger that is checked out is the newest; {STATE_BRANCH} adds nothing",
        )
        return
    _write(session, texts)
    say(session.common, f"took the ledger from the branch {STATE_BRANCH}")
    _render(session)


def receive(
    folder: Annotated[Path, typer.Argument(help="What the job that observed handed over.")],
    config: ConfigOption = None,
    entries: EntriesOption = None,
    reports: ReportsOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """Check what the job that observed handed over, take it over, and write the reports from it."""
    session = _session(config, entries, reports, as_of, quiet, no_color)
    before = load_store(session.files, session.settings.reports)
    store = take_over(_handed_over(folder), before, now=session.now)
    _write(session, store_files(store))
    say(session.common, f"took over a night with {len(store.ledger.timelines)} links")
    _render(session)


def publish(
    config: ConfigOption = None,
    entries: EntriesOption = None,
    reports: ReportsOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """Commit the reports when a verdict changed or a week went by; keep the ledger in any case."""
    session = _session(config, entries, reports, as_of, quiet, no_color)
    branches = Branches(Path.cwd(), environment())
    report, store = assemble_from(session.files, session.settings, now=session.now, at_run=True)
    if report.run is None:
        raise UsageError("there is no run to publish", hint="Run `listbot nightly` first.")
    kept = {name: text for name, text in store_files(store).items() if name in FILES}
    message = f"Keep the ledger of {report.run.at:%Y-%m-%d}"
    branches.replace(STATE_BRANCH, {"README.md": _STATE_README, **kept}, message)
    why = why_commit(_committed(session, branches), report)
    paths: tuple[str, ...] = (session.settings.reports, session.settings.readme)
    decisions = f"{session.settings.reports}/{DECISIONS_FILE}"
    if not why and session.files.read(decisions) != branches.text_at("HEAD", decisions):
        # what people decided is never lost, however quiet the night was
        why, paths = "Record what was decided about findings", (decisions,)
    if not why:
        say(
            session.common,
            "no verdict changed: the ledger is kept, nothing is committed to the list",
        )
        return
    branch = branches.current()
    commit = branches.commit(paths, why)
    if commit is None:
        say(session.common, "the committed reports say so already")
        return
    branches.push(commit, branch)
    say(session.common, f"{why} (committed to {branch})")


def _session(
    config: Path | None,
    entries: Path | None,
    reports: Path | None,
    as_of: str | None,
    quiet: bool,
    no_color: bool,
) -> Session:
    session = open_session(
        common(
            config=config,
            entries=entries,
            reports=reports,
            as_of=as_of,
            quiet=quiet,
            no_color=no_color,
        ),
        several=True,
    )
    session.writes_alone("handing a night over to another job")
    return session


def _write(session: Session, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        session.files.write(f"{session.settings.reports}/{name}", text)


def _render(session: Session) -> None:
    report, store = assemble_from(session.files, session.settings, now=session.now, at_run=True)
    write_reports(session.files, report, store.ledger, session.settings)


def _committed(session: Session, branches: Branches) -> Report | None:
    """What the committed files say; None when they say nothing that can be read."""
    try:
        files = FilesAt(branches, "HEAD")
        return assemble_from(files, session.settings, now=session.now, at_run=True)[0]
    except BotError:
        return None


def _handed_over(folder: Path) -> dict[str, str]:
    """Texts by name below the reports folder. Only plain files, none too large, no links."""
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}")
    texts = {}
    for file in sorted(folder.rglob("*")):
        if file.is_dir() and not file.is_symlink():
            continue
        name = file.relative_to(folder).as_posix()
        if file.is_symlink() or not file.is_file() or file.stat().st_size > _LARGEST:
            raise StateError(f"the night was not taken over: {name[:100]!r} is no plain file")
        key = name if name.startswith("ledger/") else f"ledger/{name}"
        if key not in FILES:
            raise StateError(f"the night was not taken over: {name[:100]!r} is no file of a night")
        try:
            texts[key] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise StateError(f"the night was not taken over: {name[:100]!r} is no text") from None
    return texts
