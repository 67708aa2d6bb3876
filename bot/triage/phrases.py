"""Words and small pieces of Markdown that all texts of the bot on the forge share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from bot.model.entries import LinkRole, SourceSpan
from bot.text import code_span, commit_text, markdown, markdown_link, plain
from bot.urls import redacted

#: characters of a title of an entry in a title of an issue / in a line of text
TITLE, NAME = 80, 160
#: characters of an address that is shown
ADDRESS = 90
#: longer addresses are shown cut and cannot be clicked: a body has 60,000 characters for all
_CLICKABLE = 1000

ROLE = {
    LinkRole.PDF: "paper",
    LinkRole.CODE: "code",
    LinkRole.PROJECT: "project",
    LinkRole.DATASET: "dataset",
    LinkRole.DEMO: "demo",
    LinkRole.OTHER: "other",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where the texts are read: what they need to point at things."""

    #: address of the repository, without a slash at the end
    html_url: str
    branch: str
    #: name of the configuration file, for the switch
    config: str = ".github/listbot.yml"
    #: folder of the reports
    reports: str = "reports"
    #: address of the run, or ""
    run_url: str = ""
    #: people or teams that are mentioned in new issues; opt-in
    notify: tuple[str, ...] = ()
    #: word of the list, where there are several in the repository
    of_list: str = ""
    #: the file that holds the list
    entries: str = "entries.yml"

    def file_url(self, path: str, line: int | None = None) -> str:
        """Address of a file of the list's repository."""
        place = f"#L{line}" if line else ""
        return f"{self.html_url}/blob/{quote(self.branch)}/{quote(path)}{place}"

    def footer(self, switch: str) -> str:
        """One small line: who writes here, and how to make it stop."""
        run = f" · [this run]({self.run_url})" if self.run_url else ""
        config = f"[{self.config}]({self.file_url(self.config)})"
        off = "to switch this off for all lists" if self.of_list else "to switch this off"
        return f"\n<sub>Written by listbot{run} · {off}, write {switch} into {config}</sub>"


def link(url: str, limit: int = ADDRESS) -> str:
    """A foreign address that can be clicked, shown short; one that must not be, as code."""
    safe = redacted(url)
    shown = markdown_link(plain(safe.partition("://")[2] or safe, limit), safe)
    if shown.startswith("[") and len(safe) <= _CLICKABLE:
        return shown
    return code_span(safe, limit)


def link_cell(url: str, limit: int = ADDRESS) -> str:
    """The same inside a table, where a pipe in code needs a backslash."""
    shown = link(url, limit)
    return shown if shown.startswith("[") else shown.replace("|", "\\|")


def named_link(label: str, url: str) -> str:
    """The same under a name."""
    safe = redacted(url)
    return markdown_link(label, safe) if len(safe) <= _CLICKABLE else markdown(label)


def name(title: str, limit: int = NAME) -> str:
    """Title of an entry, in bold."""
    return f"**{markdown(title, limit)}**"


def heading(title: str, limit: int = TITLE) -> str:
    """Title of an entry for the title of an issue, where there is no Markdown but code."""
    return commit_text(title, limit).replace("`", "'")


def line_of(span: SourceSpan, desk: Desk) -> str:
    """``[entries.yml, line 12](...)``."""
    return markdown_link(f"{span.file}, line {span.line}", desk.file_url(span.file, span.line))


def day(time: datetime | date) -> str:
    """``24 Nov 2026``, whatever the locale."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{time.day} {months[time.month - 1]} {time.year}"


def count(number: int, one: str, many: str = "") -> str:
    """``1 link``, ``2 links``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def sentence(text: str, limit: int = 600) -> str:
    """Foreign or mixed text as one sentence with a full stop."""
    shown = markdown(text, limit)
    if not shown or shown.endswith((".", "!", "?", "…", ":")):
        return shown
    # "7." at the start of a line would be an item of a list
    return f"{shown}\\." if shown.isdecimal() else f"{shown}."


def person(login: str) -> str:
    """A login that is not called by being named."""
    return markdown(login, 60) or "somebody"


def folded(summary: str, lines: Iterable[str]) -> list[str]:
    """Lines that are shown on a click; ``summary`` is plain text."""
    return [f"<details><summary>{summary}</summary>", "", *lines, "", "</details>"]
