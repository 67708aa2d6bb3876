"""``listbot init``: set the bot up in another repository."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from bot.catalogue.reading import read_catalogue
from bot.catalogue.writing import plain_or_quoted, write_catalogue
from bot.cli.options import DEFAULT_CONFIG, Common, takes_shared_options
from bot.cli.output import say
from bot.cli.session import Session, environment, open_session
from bot.cli.workflows import ACTION, TO_BE_NAMED, Choice, own_action, workflow_texts
from bot.configuration.reading import KINDS, parse_settings
from bot.errors import UsageError
from bot.gateways.files import WorkingTree
from bot.lists.broken import broken_links
from bot.lists.cataloguing import catalogue_of
from bot.lists.reading import read_list
from bot.model.entries import Catalogue, is_markdown
from bot.model.settings import ListSettings, Settings, slug_of
from bot.reports.list_markdown import END, START
from bot.text import counted
from bot.triage.phrases import listed

#: where a list may be when nobody says where, in this order
_LISTS = ("README.md", "readme.md", "Readme.md", "README.markdown", "docs/README.md")
_CONFIGURATION = """\
# Everything is optional; this file may be empty. All keys: docs/configuration.md of listbot.
{places}# web:
#   contact: https://github.com/you/your-list   # whom a site can write to
triage:
  # one issue that shows what needs a decision; false turns it off
  dashboard: true
  # an issue of its own for each link that is proven dead or wrong: per-problem, or off
  issues: per-problem
  # in its first night the bot opens nothing but the dashboard; the rest from the second night on
  first-night: dashboard
"""
_EMPTY_LIST = """\
# One mapping a paper:
#   - id: short-name
#     section: Name of the section
#     title: The title as the paper has it
#     pdf: https://arxiv.org/abs/0000.00000
#     code: https://github.com/owner/name
title: {title}
entries: []
"""


@dataclass(frozen=True, slots=True)
class _File:
    """One file to write, and what it is for."""

    path: str
    text: str
    what: str


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init")(command)


@takes_shared_options
def command(
    shared: Common,
    lists: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="LIST.md",
            help="The list as it is now (default: README.md); of several lists each.",
        ),
    ] = None,
    action: Annotated[
        str | None,
        typer.Option(
            "--action",
            metavar="OWNER/NAME@COMMIT",
            help="The action that the workflows use (default: where this program comes from).",
        ),
    ] = None,
    shards: Annotated[
        bool,
        typer.Option("--shards", help="A workflow for lists that outgrow one runner, too."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite what is there, without asking.")
    ] = False,
) -> None:
    """Set listbot up for the list in this folder: entries, configuration, workflows.

    With several lists each gets entries and reports of its own; the workflows are the same.
    Files that are there are kept, unless you say otherwise. Nothing is sent anywhere.
    """
    if action is not None and not ACTION.fullmatch(action):
        raise UsageError(
            f"--action: {action!r} is no action", hint="Write it like owner/name@commit."
        )
    session = open_session(shared, several=True)
    session.must_be_known("init")
    if len(lists or ()) > 1 and not session.whole.lists:
        session = with_lists(session, lists or [])
    choice = Choice(
        settings=session.whole, action=action or own_action(), name=_name(), shards=shards
    )
    files = _files(session, lists or [], choice, force=force)
    written = [file for file in files if _put(session, file, force)]
    if written:
        for line in _next_steps(session, choice):
            say(shared, line)


def _files(
    session: Session, lists: Sequence[Path], choice: Choice, *, force: bool
) -> Iterator[_File]:
    pages = _pages(session, lists)
    for one in session.each_list():
        page = pages.get(one.settings.entries)
        entries = one.settings.entries
        if page is None and not force and one.files.read(entries, stray_bytes=True):
            say(session.common, f"kept {entries}: the list is there already")
        elif not is_markdown(entries):
            yield _File(entries, _entries(one, page), "the list, one mapping a paper")
        elif one.files.read(entries, stray_bytes=True) is None:
            raise UsageError(f"there is no file {entries}")
    path = str(session.common.config or DEFAULT_CONFIG)
    yield _File(path, _configuration(session.whole), "the configuration")
    for name, text in workflow_texts(choice).items():
        yield _File(name, text, "a workflow of GitHub Actions")


def _pages(session: Session, lists: Sequence[Path]) -> dict[str, Path]:
    """Entries file -> the page that it is made from. Raises UsageError for a page of no list."""
    every = session.each_list()
    if len(every) == 1 and len(lists) < 2:
        return {every[0].settings.entries: lists[0]} if lists else {}
    owners = {one.settings.readme: one.settings.entries for one in every}
    owners |= {one.settings.entries: one.settings.entries for one in every}
    for page in lists:
        if page.as_posix() not in owners:
            names = ", ".join(one.settings.entries for one in every)
            raise UsageError(
                f"{page} is none of the lists in the configuration: {names}",
                hint="Add it below `lists` there.",
            )
    return {owners[page.as_posix()]: page for page in lists}


def with_lists(session: Session, pages: Sequence[Path]) -> Session:
    """The session as it is with a list for each page, each with files of its own.

    Raises ConfigurationError for pages that cannot be told apart or whose path cannot be used.
    """
    lists = []
    for page in pages:
        folder = page.parent.name
        word = slug_of(
            folder if page.stem.casefold() in ("readme", "index") and folder else page.stem
        )
        word = f"{word}-list" if word in KINDS else word
        files = ListSettings(
            entries=f"lists/{word}.yml", reports=f"reports/{word}", readme=page.as_posix()
        )
        lists.append(files)
    whole = replace(session.settings, lists=tuple(lists), entries="entries.yml", reports="reports")
    parse_settings(_configuration(whole), str(session.common.config or DEFAULT_CONFIG))
    return replace(session, settings=whole, whole=whole)


def _name() -> str:
    return environment().get("GITHUB_REPOSITORY") or Path.cwd().name


def _configuration(settings: Settings) -> str:
    """The file with what was said on the command line, so that the workflows know it too."""
    plain = Settings()
    said = [
        f"{key}: {plain_or_quoted(value)}\n"
        for key, value, default in (
            ("entries", settings.entries, plain.entries),
            ("reports", settings.reports, plain.reports),
        )
        if value != default and not settings.lists
    ]
    if settings.lists:
        said = ["lists:\n", *(_list_line(one) for one in settings.lists)]
    return _CONFIGURATION.format(places="".join(said))


def _list_line(one: ListSettings) -> str:
    given = {"name": one.name, "entries": one.entries, "reports": one.reports, "readme": one.readme}
    words = ", ".join(f"{key}: {plain_or_quoted(value)}" for key, value in given.items() if value)
    return f"  - {{{words}}}\n"


def _entries(session: Session, list_: Path | None) -> str:
    found = _imported(session, list_)
    if found is None:
        say(session.common, "there is no Markdown list here yet; the list begins empty")
        return _EMPTY_LIST.format(title=f'"{_plain(Path.cwd().name)}"')
    text = write_catalogue(found)
    # the schema stands in listbot's own repository, not beside this list
    text = text.split("\n", 1)[1] if text.startswith("# yaml-language-server") else text
    catalogue, mistakes = read_catalogue(text, session.settings.entries)
    if catalogue is None:
        for mistake in mistakes:
            say(session.common, f"to be mended by hand: {mistake}")
    return text


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c in " ._-") or "My list"


def _imported(session: Session, list_: Path | None) -> Catalogue | None:
    files = WorkingTree(Path.cwd())
    for name in (str(list_),) if list_ is not None else _LISTS:
        text = files.read(name, stray_bytes=True)
        if text is None:
            continue
        read = read_list(text, name)
        catalogue, left = catalogue_of(read, file=session.settings.entries)
        if not catalogue.entries and list_ is None:
            continue
        others = len(read.others) + len(left)
        say(
            session.common,
            f"{name}: {counted(len(catalogue.entries), 'entry', 'entries')}; "
            f"other links that stay where they are: {others}",
        )
        broken = len(broken_links(read.page))
        if broken:
            say(
                session.common,
                f"{name}: {counted(broken, 'broken link')} (`listbot import {name}` shows where)",
            )
        return catalogue
    if list_ is not None:
        raise UsageError(f"there is no file {list_}")
    return None


def _put(session: Session, file: _File, force: bool) -> bool:
    there = session.files.read(file.path, stray_bytes=True)
    if there == file.text:
        say(session.common, f"up to date: {file.path}")
        return False
    if there is not None and not force and not _may_overwrite(file.path):
        say(session.common, f"kept {file.path} (--force overwrites it)")
        return False
    session.files.write(file.path, file.text)
    say(session.common, f"wrote {file.path}: {file.what}")
    return True


def _may_overwrite(path: str) -> bool:
    """Ask, where there is somebody to ask."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return typer.confirm(f"{path} is there already. Overwrite it?", default=False, err=True)


def _configuration_to_mend(session: Session) -> Iterator[str]:
    """The lists, where a configuration was kept that does not name them."""
    path = str(session.common.config or DEFAULT_CONFIG)
    there = session.files.read(path, stray_bytes=True) or ""
    if session.whole.lists and parse_settings(there, path).lists != session.whole.lists:
        yield f"0. First of all, write this into {path}:"
        yield from "".join(["lists:\n", *map(_list_line, session.whole.lists)]).splitlines()


def _next_steps(session: Session, choice: Choice) -> Iterator[str]:
    lists = [one.settings for one in session.each_list()]
    yield "what to do next:"
    yield from _configuration_to_mend(session)
    if choice.action.startswith(f"{TO_BE_NAMED}/"):
        yield (
            f"0. In .github/workflows/: write the account on GitHub that listbot comes from instead of "
            f"`{TO_BE_NAMED}`, and a commit of it (as `listbot init --action` does)."
        )
    yield f"1. Look through {listed([one.entries for one in lists])}, then run `listbot validate`."
    pages = [one.readme for one in lists if one.readme != one.entries]
    bare = [
        page for page in pages if START not in (session.files.read(page, stray_bytes=True) or "")
    ]
    if bare:
        yield (
            f"2. Put `{START}` and `{END}` into {listed(bare)}, each on its own line, "
            "where the list belongs (instead of the old one), then run `listbot render`."
        )
    else:
        yield "2. Run `listbot render`."
    yield "3. Commit all of it, and push."
    yield (
        "4. On GitHub: Settings > Actions > General > Workflow permissions: allow GitHub Actions to "
        "create and approve pull requests."
    )
    yield "5. On GitHub: Actions > nightly > Run workflow, with `apply` off: the first night as a trial."
