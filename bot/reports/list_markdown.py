"""The list itself, between two markers in README.md, with the health of every entry."""

from __future__ import annotations

from collections.abc import Iterable

from bot.errors import UsageError
from bot.model.entries import LinkRole
from bot.model.report import EntryHealth, LinkHealth, Report
from bot.reports.cells import file_cell
from bot.reports.words import (
    NOT_RUN_YET,
    SIMULATED,
    counts_words,
    day,
    link_words,
    repository_words,
)
from bot.text import markdown_link, plain

START = "<!-- listbot:list:start -->"
END = "<!-- listbot:list:end -->"
_LABELS = {
    LinkRole.PDF: "PDF",
    LinkRole.CODE: "Code",
    LinkRole.PROJECT: "Project",
    LinkRole.DATASET: "Dataset",
    LinkRole.DEMO: "Demo",
    LinkRole.OTHER: "Link",
}


def list_block(report: Report) -> str:
    """The list as Markdown, markers included."""
    source = plain(report.catalogue.file).replace("--", "-")  # it stands in a comment
    lines = [START, f"<!-- Kept by `listbot render`; edit {source} instead. -->", ""]
    lines += [_sentence(report), ""]
    titles = {section.id: section.title for section in report.catalogue.sections}
    sections: dict[str, list[EntryHealth]] = {section: [] for section in titles}
    for entry in report.entries:
        sections.setdefault(entry.entry.section, []).append(entry)
    for section, entries in sections.items():
        if entries:
            lines += _section(titles.get(section, section), entries, run=report.run is not None)
    lines.append(END)
    return "\n".join(lines)


def _sentence(report: Report) -> str:
    entries = f"{len(report.entries)} {'entry' if len(report.entries) == 1 else 'entries'}"
    if report.run is None:
        return f"{entries}; link health: {NOT_RUN_YET}."
    marked = f" ({SIMULATED})" if report.simulated else ""
    return f"{entries}; links on {day(report.run.at)}{marked}: {counts_words(report)}."


def _section(title: str, entries: Iterable[EntryHealth], *, run: bool) -> list[str]:
    lines = [f"### {file_cell(title)}", "", "| Paper | Links | Health |", "|---|---|---|"]
    for entry in entries:
        links = " ".join(
            markdown_link(_LABELS[link.link.role], link.link.url, in_file=True)
            for link in entry.links
        )
        health = "<br>".join(_health(link) for link in entry.links) if run else NOT_RUN_YET
        lines.append(f"| {file_cell(entry.entry.title)} | {links} | {health} |")
    return [*lines, ""]


def _health(link: LinkHealth) -> str:
    words = f"{_LABELS[link.link.role]} {link_words(link)}"
    facts = repository_words(link.repository)
    return file_cell(f"{words}; {facts}" if facts else words)


def with_list(readme: str, block: str, *, file: str = "README.md") -> str:
    """The README with the list between its markers replaced; everything else stays byte for byte.

    Raises UsageError when the markers are missing, doubled or in the wrong order.
    """
    starts, ends = readme.count(START), readme.count(END)
    at, until = readme.find(START), readme.find(END)
    if starts != 1 or ends != 1 or until < at:
        raise UsageError(
            f"{file}: the list has no place of its own "
            f"({starts} start markers, {ends} end markers)",
            hint=f"Put these two lines where the list belongs:\n{START}\n{END}",
        )
    newline = "\r\n" if "\r\n" in readme else "\n"
    return readme[:at] + block.replace("\n", newline) + readme[until + len(END) :]
