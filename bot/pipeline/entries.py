"""The list that a run is about: an entries file, or a list that stays Markdown."""

from __future__ import annotations

from bot.catalogue.reading import parse_catalogue
from bot.errors import UsageError
from bot.model.entries import Catalogue, is_markdown
from bot.ports import ReadPort


def read_catalogue_file(files: ReadPort, path: str) -> Catalogue:
    """The list. Raises UsageError when there is none, EntriesError with all its mistakes."""
    text = files.read(path)
    if text is None:
        raise UsageError(
            f"there is no {path} here",
            hint="Run `listbot init` to set up a list, or name the file with --entries.",
        )
    return parse_list(text, path)


def parse_list(text: str, path: str) -> Catalogue:
    """Read a list by the ending of its name. Raises EntriesError; Markdown has no mistakes."""
    if is_markdown(path):
        from bot.lists.cataloguing import markdown_catalogue  # the parser takes its time to load

        return markdown_catalogue(text, path)
    return parse_catalogue(text, path)
