"""``recall``, ``receive``, ``publish``: how the two jobs of a night in GitHub Actions work together.

Hidden from the help page: a person never needs them (docs/adopting.md, "How the night works").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import Common, takes_shared_options
from bot.cli.output import print_error, say
from bot.cli.session import Session, environment, open_session
from bot.errors import BotError, StateError, UsageError
from bot.gateways.git_branches import Branches, FilesAt
from bot.model.report import Report
from bot.pipeline.assemble import assemble_from
from bot.pipeline.handover import FILES, continues, newer, take_over
from bot.pipeline.publish import publish as write_reports
from bot.pipeline.store import Store, load_store, store_files
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


@takes_shared_options
def recall(
    shared: Common,
) -> None:
    """Take the ledger from the bot's own branch when it is newer than the one that is checked out."""
    session = _session(shared)
    branches = Branches(Path.cwd(), environment())
    commit = branches.fetch(STATE_BRANCH)
    for_each(session, lambda one: _recalled(one, branches, commit))


def _recalled(session: Session, branches: Branches, commit: str | None) -> None:
    here = load_store(session.files, session.settings.reports)
    texts = _remembered(session, branches, commit, here) if commit is not None else {}
    if not newer(texts, here):
        say(
            session.common,
            f"the ledger that is checked out is the newest; {STATE_BRANCH} adds nothing",
        )
        return
    _write(session, texts)
    say(session.common, f"took the ledger from the branch {STATE_BRANCH}")
    _render(session)


def _remembered(session: Session, branches: Branches, commit: str, here: Store) -> dict[str, str]:
    """What the branch keeps of the list, perhaps from when it had another name or was the only one."""
    own = _kept(branches, commit, session.settings.name)
    if own:
        return own
    others = {one.name for one in session.whole.each_list()}
    for folder in ("", *branches.folders_at(commit)):
        texts = _kept(branches, commit, folder) if folder not in others else {}
        if continues(texts, here):
            return texts
    return {}


def _kept(branches: Branches, commit: str, folder: str) -> dict[str, str]:
    """Texts by name below the reports folder; ``folder``: the word of one of several lists, or ""."""
    prefix = f"{folder}/" if folder else ""
    kept = {name: branches.text_at(commit, f"{prefix}{name}") for name in sorted(FILES)}
    return {name: text for name, text in kept.items() if text is not None}


@takes_shared_options
def receive(
    shared: Common,
    folder: Annotated[Path, typer.Argument(help="What the job that observed handed over.")],
) -> None:
    """Check what the job that observed handed over, take it over, and write the reports from it."""
    session = _session(shared)
    texts = _handed_over(folder, session)
    # all are checked before anything is written: what does not fit makes nothing of it believable
    stores = [
        (one, take_over(found, load_store(one.files, one.settings.reports), now=session.now))
        for one in session.each_list()
        if (found := texts.get(one.settings.name)) is not None
    ]
    if not stores:
        raise StateError("the night was not taken over: there is none of any list")
    for one in session.each_list():
        if one.settings.name not in texts:
            say(session.common, f"no night of {one.settings.entries} was handed over")
    for one, store in stores:
        _write(one, store_files(store))
        say(session.common, f"took over a night with {len(store.ledger.timelines)} links")
    for_each(session, lambda one: _render(one) if one.settings.name in texts else None)


@takes_shared_options
def publish(
    shared: Common,
) -> None:
    """Commit the reports when a verdict changed or a week went by; keep the ledger in any case."""
    session = _session(shared)
    branches = Branches(Path.cwd(), environment())
    books = [_book(one, branches) for one in session.each_list()]
    troubles = [book.trouble for book in books if book.trouble is not None]
    nights = [book.at for book in books if book.at is not None]
    if not nights:
        raise (
            troubles[0]
            if troubles
            else UsageError("there is no run to publish", hint="Run `listbot nightly` first.")
        )
    kept = {path: text for book in books for path, text in book.kept.items()}
    message = f"Keep the ledger of {max(nights):%Y-%m-%d}"
    branches.replace(STATE_BRANCH, {"README.md": _STATE_README, **kept}, message)
    _commit(session, branches, [book for book in books if book.why])
    for wrong in troubles:
        print_error(wrong)
    if troubles:  # everything else is done; now the job may fail, so that somebody hears of it
        raise typer.Exit(troubles[0].exit_code)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What is to be published of one list."""

    name: str
    #: of its newest run
    at: datetime | None = None
    #: files of its memory, as the branch of the bot keeps them
    kept: Mapping[str, str]
    #: why there is something to commit to the list's own branch, and what; "" = there is nothing
    why: str
    paths: tuple[str, ...] = ()
    #: why its reports cannot be published
    trouble: BotError | None = None


def _book(session: Session, branches: Branches) -> _Book:
    settings = session.settings
    decisions = f"{settings.reports}/{DECISIONS_FILE}"
    # what people decided is never lost, however quiet the night was
    decided = session.files.read(decisions) != branches.text_at("HEAD", decisions)
    quiet = "Record what was decided about findings" if decided else ""
    prefix = f"{settings.name}/" if settings.name else ""
    try:
        report, store = assemble_from(session.files, settings, now=session.now, at_run=True)
    except BotError as trouble:
        if not settings.name:
            raise
        held = {name: session.files.read(f"{settings.reports}/{name}") for name in FILES}
        kept = {f"{prefix}{name}": text for name, text in held.items() if text is not None}
        return _Book(name=settings.name, kept=kept, why=quiet, paths=(decisions,), trouble=trouble)
    if report.run is None:
        return _Book(name=settings.name, kept={}, why=quiet, paths=(decisions,))
    texts = store_files(store).items()
    why = why_commit(_committed(session, branches), report)
    return _Book(
        name=settings.name,
        at=report.run.at,
        kept={f"{prefix}{name}": text for name, text in texts if name in FILES},
        why=why or quiet,
        paths=(settings.reports, settings.readme) if why else (decisions,),
    )


def _commit(session: Session, branches: Branches, books: Sequence[_Book]) -> None:
    """One commit for all lists that have something to say."""
    if not books:
        say(
            session.common,
            "no verdict changed: the ledger is kept, nothing is committed to the list",
        )
        return
    branch = branches.current()
    message = _message(books)
    commit = branches.commit((path for book in books for path in book.paths), message)
    if commit is None:
        say(session.common, "the committed reports say so already")
        return
    branches.push(commit, branch)
    say(session.common, f"{message.partition(chr(10))[0]} (committed to {branch})")


def _message(books: Sequence[_Book]) -> str:
    """Subject, and where several lists have something to say, a line for each."""
    first = books[0]
    if len(books) == 1:
        return f"[{first.name}] {first.why}" if first.name else first.why
    lines = [f"- {book.name}: {book.why}" for book in books]
    return "\n".join([f"Report on {len(books)} lists", "", *lines])


def for_each(session: Session, do: Callable[[Session], None]) -> None:
    """Do something for every list; one that cannot be read does not stop the others.

    Raises what is wrong when it can be done for none.
    """
    lists = session.each_list()
    troubles = []
    for one in lists:
        try:
            do(one)
        except BotError as trouble:
            troubles.append(trouble)
    if len(troubles) == len(lists):
        raise troubles[0]
    for wrong in troubles:  # the step that ends the job fails for it: the others go on until then
        print_error(wrong)


def _session(shared: Common) -> Session:
    session = open_session(shared, several=True)
    session.must_be_known("handing a night over to another job")
    if session.settings.name:
        raise UsageError(
            "handing a night over to another job is done for all lists at once",
            hint="Leave --entries and --reports out.",
        )
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


def _handed_over(folder: Path, session: Session) -> dict[str, dict[str, str]]:
    """Texts by word of the list and by name below the reports folder.

    Only plain files, none too large, no links. Several lists have a folder each; what stands beside the
    folders is then the ledger of a list whose reports are in the folder that was handed over, once more.
    """
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}")
    names = {one.settings.name for one in session.each_list()}
    texts: dict[str, dict[str, str]] = {"": {}} if "" in names else {}
    for file in sorted(folder.rglob("*")):
        if file.is_dir() and not file.is_symlink():
            continue
        name = file.relative_to(folder).as_posix()
        if file.is_symlink() or not file.is_file() or file.stat().st_size > _LARGEST:
            raise StateError(f"the night was not taken over: {name[:100]!r} is no plain file")
        word, _, rest = ("", "", name) if "" in names else name.rpartition("/")
        key = rest if rest.startswith("ledger/") else f"ledger/{rest}"
        if key not in FILES or word not in {"", *names}:
            raise StateError(f"the night was not taken over: {name[:100]!r} is no file of a night")
        if word not in names:
            continue
        try:
            texts.setdefault(word, {})[key] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise StateError(f"the night was not taken over: {name[:100]!r} is no text") from None
    return texts
