"""Cells of Markdown tables."""

from __future__ import annotations

from bot.text import code_cell, markdown_link, plain, table_cell
from bot.urls import redacted


def link_cell(url: str, limit: int = 90) -> str:
    """A URL that can be clicked, shown short; one that must not be clicked as code."""
    safe = redacted(url)
    link = markdown_link(plain(safe.partition("://")[2] or safe, limit), safe, in_file=True)
    return link if link.startswith("[") else code_cell(safe, limit)


def file_cell(text: str) -> str:
    """Text in a table of a file of the repository, where GitHub links neither people nor issues."""
    return table_cell(text, in_file=True)
