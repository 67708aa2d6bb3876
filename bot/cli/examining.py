"""What ``validate`` and ``lint`` share: a list is read, judged without the network, and told about."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum

import typer

from bot.catalogue.reading import read_catalogue
from bot.cli.options import Common
from bot.cli.output import write_data
from bot.cli.session import Session
from bot.errors import EntriesError, UsageError
from bot.findings.ignoring import not_ignored
from bot.findings.offline import find_offline
from bot.memory import collector_paused
from bot.model.findings import Finding, Severity
from bot.reports.validation import Examined, paragraphs, summary, to_github
from bot.text import terminal

#: files that hold entries; every other one is Markdown, as ``check`` has it
ENTRIES_ENDINGS = (".yml", ".yaml")
_STYLES = {
    Severity.DECISION: "bold red",
    Severity.FIX: "bold green",
    Severity.QUESTION: "bold yellow",
    Severity.NOTICE: "bold blue",
    Severity.GOOD_NEWS: "bold green",
}


class Format(StrEnum):
    """Formats of ``validate`` and ``lint``."""

    TABLE = "table"
    JSON = "json"
    GITHUB = "github"


def examine(session: Session, path: str) -> Examined:
    """Read one list and find what is known about it offline. Raises UsageError without the file."""
    text = session.files.read(path, stray_bytes=True)
    if text is None:
        raise UsageError(
            f"there is no file {path}",
            hint="Name the list with --entries, or begin one with `listbot init`.",
        )
    with collector_paused():
        return _examined(session, path, text)


def _examined(session: Session, path: str, text: str) -> Examined:
    if path.lower().endswith(ENTRIES_ENDINGS):
        catalogue, mistakes = read_catalogue(text, path)
        if catalogue is None:
            return Examined(file=path, mistakes=mistakes)
        found = find_offline(catalogue, first_guesses=True)
    else:
        from bot.lists.cataloguing import markdown_catalogue  # the parser takes its time to load

        catalogue = markdown_catalogue(text, path)
        found = find_offline(catalogue)
    ignored = session.settings.ignore_rules
    findings = not_ignored(found, catalogue, ignored, today=session.now.date())
    return Examined(file=path, catalogue=catalogue, findings=findings)


def tell(
    examined: Sequence[Examined], form: Format, options: Common, *, as_json: Callable[[], str]
) -> None:
    """Print everything; exit code 1 for findings. Raises EntriesError when a list has mistakes."""
    findings = [finding for one in examined for finding in one.findings]
    if form is Format.JSON:
        write_data(as_json())
    elif form is Format.GITHUB:
        write_data("".join(map(to_github, examined)))
    else:
        _print(findings, options)
    for one in examined:
        if one.catalogue is not None and not options.quiet:
            name = f"{one.file}: " if len(examined) > 1 else ""
            print(terminal(name + summary(one.catalogue, one.findings)), file=sys.stderr)
    mistakes = [mistake for one in examined for mistake in one.mistakes]
    if mistakes:
        number = f"{len(mistakes)} mistake{'s' if len(mistakes) > 1 else ''}"
        files = ", ".join(one.file for one in examined if one.mistakes)
        raise EntriesError("\n".join(map(str, mistakes)), hint=f"{number} in {files}")
    if findings:
        raise typer.Exit(1)


def _print(findings: Sequence[Finding], options: Common) -> None:
    if not findings:
        return
    from rich.text import Text  # not needed for a list without findings

    console = options.data_console()
    for paragraph in paragraphs(findings):
        head = Text.assemble(
            (paragraph.place, "bold"), ": ", (paragraph.rule, _STYLES[paragraph.severity])
        )
        console.print(head, soft_wrap=True)
        for line in paragraph.lines:
            console.print(Text(f"    {line}"), soft_wrap=True)
