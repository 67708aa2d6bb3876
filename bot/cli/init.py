"""``listbot init``: set the bot up in another repository."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bot.catalogue.reading import read_catalogue
from bot.catalogue.writing import plain_or_quoted, write_catalogue
from bot.cli.options import (
    DEFAULT_CONFIG,
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
from bot.cli.workflows import ACTION, Choice, own_action, workflow_texts
from bot.errors import UsageError
from bot.gateways.files import WorkingTree
from bot.lists.broken import broken_links
from bot.lists.cataloguing import catalogue_of
from bot.lists.reading import read_list
from bot.model.entries import Catalogue
from bot.model.settings import Settings
from bot.reports.list_markdown import END, START
from bot.text import counted

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


def command(
    list_: Annotated[
        Path | None,
        typer.Argument(metavar="[LIST.md]", help="The list as it is now (default: README.md)."),
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
    config: ConfigOption = None,
    entries: EntriesOption = None,
    reports: ReportsOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """Set listbot up for the list in this folder: entries, configuration, workflows.

    Files that are there are kept, unless you say otherwise. Nothing is sent anywhere.
    """
    options = common(
        config=config,
        entries=entries,
        reports=reports,
        as_of=as_of,
        quiet=quiet,
        no_color=no_color,
    )
    if action is not None and not ACTION.fullmatch(action):
        raise UsageError(
            f"--action: {action!r} is no action", hint="Write it like owner/name@commit."
        )
    session = open_session(options, several=True)
    session.writes_alone("init: the workflows of a night in two jobs")
    choice = Choice(
        settings=session.settings, action=action or own_action(), name=_name(), shards=shards
    )
    files = _files(session, list_, choice, force=force)
    written = [file for file in files if _put(session, file, force)]
    if written:
        for line in _next_steps(session):
            say(options, line)


def _files(session: Session, list_: Path | None, choice: Choice, *, force: bool) -> Iterator[_File]:
    settings = session.settings
    if list_ is None and not force and session.files.read(settings.entries, stray_bytes=True):
        say(session.common, f"kept {settings.entries}: the list is there already")
    else:
        yield _File(settings.entries, _entries(session, list_), "the list, one mapping a paper")
    path = str(session.common.config or DEFAULT_CONFIG)
    yield _File(path, _configuration(settings), "the configuration")
    for name, text in workflow_texts(choice).items():
        yield _File(name, text, "a workflow of GitHub Actions")


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
        if value != default
    ]
    return _CONFIGURATION.format(places="".join(said))


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


def _next_steps(session: Session) -> Iterator[str]:
    settings = session.settings
    yield "what to do next:"
    yield f"1. Look through {settings.entries}, then run `listbot validate`."
    readme = session.files.read(settings.readme, stray_bytes=True) or ""
    if START not in readme:
        yield (
            f"2. Put `{START}` and `{END}` into {settings.readme}, each on its own line, "
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
