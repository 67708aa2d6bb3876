"""What the shared options name, read from the working tree."""

from __future__ import annotations

from pathlib import Path

from bot.catalogue.reading import parse_catalogue
from bot.cli.options import DEFAULT_CONFIG, Common
from bot.configuration.reading import parse_settings
from bot.errors import UsageError
from bot.gateways.files import WorkingTree
from bot.model.entries import Catalogue
from bot.model.settings import Settings


def working_tree() -> WorkingTree:
    """The folder that the command was started in."""
    return WorkingTree(Path.cwd())


def load_settings(common: Common) -> Settings:
    """The configuration that was named, else the usual file, else the defaults.

    Raises ConfigurationError with every mistake in it.
    """
    path = str(common.config) if common.config else DEFAULT_CONFIG
    text = working_tree().read(path, stray_bytes=True)
    return Settings() if text is None else parse_settings(text, path)


def entries_path(common: Common, settings: Settings) -> str:
    """Where the list stands: the option, else the configuration."""
    return str(common.entries) if common.entries else settings.entries


def read_entries(path: str) -> str:
    """Text of the entries file; raises UsageError when there is none."""
    text = working_tree().read(path, stray_bytes=True)
    if text is None:
        raise UsageError(
            f"there is no file {path}",
            hint="name the list with --entries, or begin one with `listbot init`",
        )
    return text


def load_catalogue(common: Common, settings: Settings) -> Catalogue:
    """The list; raises EntriesError with every mistake in it, UsageError when there is none."""
    path = entries_path(common, settings)
    return parse_catalogue(read_entries(path), path)
