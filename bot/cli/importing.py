"""``listbot import``: any Markdown list to entries, without losing a URL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from operator import itemgetter
from pathlib import Path
from typing import Annotated

import typer

from bot.catalogue.reading import read_catalogue
from bot.catalogue.writing import write_catalogue
from bot.cli.options import Common, takes_shared_options
from bot.cli.output import say, write_data
from bot.errors import UsageError
from bot.gateways.files import WorkingTree
from bot.lists.broken import broken_links
from bot.lists.cataloguing import catalogue_of
from bot.lists.links import ListLink
from bot.lists.reading import ListEntry, ReadList, read_list
from bot.memory import collector_paused
from bot.text import counted, terminal


class Format(StrEnum):
    """Formats of ``import``."""

    YAML = "yaml"
    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(command)


@takes_shared_options
def command(
    shared: Common,
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
    force: Annotated[
        bool, typer.Option("--force", help="Replace an --output file that has other entries.")
    ] = False,
) -> None:
    """Turn a Markdown list into entries; report broken markup with its line on standard error.

    Exit code 0: everything clickable is in the entries or in --others; 2: the file is not readable, or
    --output has entries that would be lost.
    """
    text = WorkingTree(Path()).read(str(list_), stray_bytes=True)
    if text is None:
        raise UsageError(f"there is no file {list_}")
    with collector_paused():
        _import(
            text, str(list_), format_, output=output, others=others, force=force, options=shared
        )


def _import(
    text: str,
    file: str,
    format_: Format,
    *,
    output: Path | None,
    others: Path | None,
    force: bool,
    options: Common,
) -> None:
    read = read_list(text, file)
    if format_ is Format.JSONL:
        homeless: Sequence[ListLink] = read.others
        write_data("".join(_line(entry) for entry in read.entries), output)
    else:
        catalogue, left = catalogue_of(read, file=str(output or "entries.yml"))
        homeless = (*read.others, *left)
        made = write_catalogue(catalogue)
        if output is not None and not force:
            _keep_work(output, made)
        write_data(made, output)
    if others is not None:
        lines = ((link.line, link.url) for link in homeless)
        write_data("".join(map(_other, sorted(lines, key=itemgetter(0)))), others)
    _report(read, file, options)


def _keep_work(output: Path, made: str) -> None:
    """Refuse to replace a file that somebody may have worked on since it was imported."""
    there = WorkingTree(Path()).read(str(output), stray_bytes=True)
    if there is None or not there.strip() or there == made:
        return
    catalogue, mistakes = read_catalogue(there, str(output))
    if catalogue is not None and not catalogue.entries and not mistakes:
        return
    count = len(catalogue.entries) if catalogue is not None else 0
    has = counted(count, "entry", "entries") if count else "contents"
    raise UsageError(
        f"{output} is there already, with {has} that this would replace; nothing was written",
        hint="--force replaces it; -o with another name keeps both.",
    )


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
