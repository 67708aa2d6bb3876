"""Text for GitHub Flavored Markdown: whatever it is, it is shown as text and nothing else."""

from __future__ import annotations

import re

from bot.text.addresses import web_address
from bot.text.plain import plain
from bot.text.references import redirected, without_links, without_markers, without_references

#: punctuation with a meaning inside a line; what can be an entity is one, so that the raw text
#: (which e-mail readers see, and which our own marker search reads) never has "<!--" or a pipe
_INLINE = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        "|": "&#124;",
        **{c: f"\\{c}" for c in "\\`*_[]{}~#$"},
    }
)
#: what has a meaning only as the first thing of a line: bullets, setext lines, delimiter rows
_START = re.compile(r"\A([-+=:])")
_START_NUMBER = re.compile(r"\A(\d{1,9})([.)])")
_BACKTICKS = re.compile(r"`+")


def markdown(text: str, limit: int | None = None, *, in_file: bool = False) -> str:
    """One line of Markdown that shows ``text``, in a paragraph, list item, heading or table.

    ``in_file``: for files of the repository, where GitHub links neither mentions nor issues
    (the zero-width spaces that break them would only disturb a search in the page).
    """
    line = without_links(plain(text, limit))
    if not in_file:
        line = without_references(line)
    line = line.translate(_INLINE)
    return _START_NUMBER.sub(r"\1\\\2", _START.sub(r"\\\1", line))


def table_cell(text: str, limit: int | None = None, *, in_file: bool = False) -> str:
    """The same; ``markdown`` leaves no pipe, so that it fits into a cell as it is."""
    return markdown(text, limit, in_file=in_file)


def code_span(text: str, limit: int | None = None) -> str:
    """Text in a code span whose fence is longer than every run of back-ticks in it."""
    line = without_markers(without_references(plain(text, limit)))
    if not line:
        return ""
    longest = max((len(run) for run in _BACKTICKS.findall(line)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{padding}{line}{padding}{fence}"


def code_cell(text: str, limit: int | None = None) -> str:
    """A code span inside a table, where a pipe needs a backslash (GFM, example 200)."""
    return code_span(text, limit).replace("|", "\\|")


def markdown_link(label: str, url: str, *, in_file: bool = False) -> str:
    """``[label](url)`` for http and https; of any other address only the label remains.

    The label is any text; an empty one shows the address. The host is written in ASCII.
    """
    target = link_target(url)
    shown = markdown(label, in_file=in_file) or markdown(url, 200, in_file=in_file)
    return shown if target is None else f"[{shown}]({target})"


def link_target(url: str) -> str | None:
    """The URL as a link destination that no Markdown can break, or None when it must not be one."""
    address = web_address(url)
    return None if address is None else redirected(address).replace("&", "&amp;")
