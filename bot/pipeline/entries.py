"""The list that a run is about."""

from __future__ import annotations

from bot.catalogue.reading import parse_catalogue
from bot.errors import UsageError
from bot.model.entries import Catalogue
from bot.ports import ReadPort


def read_catalogue_file(files: ReadPort, path: str) -> Catalogue:
    """The list. Raises UsageError when there is none, EntriesError with all its mistakes."""
    text = files.read(path)
    if text is None:
        raise UsageError(
            f"there is no {path} here",
            hint="Run `listbot init` to set up a list, or name the file with --entries.",
        )
    return parse_catalogue(text, path)
