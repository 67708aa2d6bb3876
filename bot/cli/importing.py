"""``listbot import``: any Markdown list to entries, without losing a URL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from operator import itemgetter
from pathlib import Path
from typing import Annotated

import typer

from bot.catalogue.writing import write_catalogue
from bot.cli.options import (
    AsOfOption,
    Common,
    ConfigOption,
    EntriesOption,
    NoColorOption,
    QuietOption,
    ReportsOption,
    common,
)
from bot.cli.output import say, write_data
from bot.errors import UsageError
from bot.gateways.files import WorkingTree
from bot.lists.broken import broken_links
from bot.lists.cataloguing import catalogue_of
from bot.lists.links import ListLink
from bot.lists.memory import collector_paused
from bot.lists.reading import ListEntry, ReadList, read_list
from bot.text import counted, terminal


class Format(StrEnum):
    """Formats of ``import``."""

    YAML = "yaml"
    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(command)


def command(
    list_: Annotated[Path, typer.Argument(metavar="LIST.md", help="Any Markdown list.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write (default: print).")
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", help="entries.yml, or one JSON line an entry.")
    ] = Format.YAML,
    others: Annotated[
        Path | None,
        typer.Option("--others", metavar="FILE", help="Write the links that got no place in it."),
    ] = None,
    config: ConfigOption = None,
    entries: EntriesOption = None,
    reports: ReportsOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """Turn a Markdown list into entries; report broken markup with its line on standard error.

    Exit code 0: everything clickable is in the entries or in --others; 2: the file is not readable.
    """
    options = common(
        config=config,
        entries=entries,
        reports=reports,
        as_of=as_of,
        quiet=quiet,
        no_color=no_color,
    )
    text = WorkingTree(Path()).read(str(list_), stray_bytes=True)
    if text is None:
        raise UsageError(f"there is no file {list_}")
    with collector_paused():
        _import(text, str(list_), format_, output=output, others=others, options=options)


def _import(
    text: str,
    file: str,
    format_: Format,
    *,
    output: Path | None,
    others: Path | None,
    options: Common,
) -> None:
    read = read_list(text, file)
    if format_ is Format.JSONL:
        homeless: Sequence[ListLink] = read.others
        write_data("".join(_line(entry) for entry in read.entries), output)
    else:
        catalogue, left = catalogue_of(read, file=str(output or "entries.yml"))
        homeless = (*read.others, *left)
        write_data(write_catalogue(catalogue), output)
    if others is not None:
        lines = ((link.line, link.url) for link in homeless)
        write_data("".join(map(_other, sorted(lines, key=itemgetter(0)))), others)
    _report(read, file, options)


def _line(entry: ListEntry) -> str:
    record = {
        "section": list(entry.section),
        "title": entry.title,
        "line": entry.line,
        "year": entry.year,
        "venue": entry.venue,
        "links": [{"kind": link.kind.value, "url": link.link.url} for link in entry.links],
        "mentions": [link.url for link in entry.mentions],
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


def _other(place: tuple[int, str]) -> str:
    line, url = place
    return json.dumps({"url": url, "line": line}, ensure_ascii=False) + "\n"


def _report(read: ReadList, file: str, options: Common) -> None:
    for line in _broken(read, file):
        typer.echo(terminal(line), err=True)
    inside = sum(len(entry.links) + len(entry.mentions) for entry in read.entries)
    say(
        options,
        f"{file}: {counted(len(read.entries), 'entry', 'entries')} with {counted(inside, 'link')}, "
        f"{counted(len(read.others), 'other link')}",
    )


def _broken(read: ReadList, file: str) -> Iterator[str]:
    for broken in broken_links(read.page):
        yield f"{file}:{broken.line}: {broken.what}"
