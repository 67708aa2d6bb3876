"""Errors for the person who must act; a broken website is data, never an exception.

BotError                      exit code, what went wrong, what to do
├── UsageError           2    bad option or argument
├── ConfigurationError   2    .github/listbot.yml cannot be used
├── EntriesError         2    entries.yml cannot be used; carries every mistake
│   └── CorpusError      2    stored pairs cannot be used; carries every mistake
├── EditError            2    an edit of entries.yml cannot be made
├── StateError           2    the ledger in reports/ cannot be read
├── InvalidRun           3    the run proves nothing (offline, canaries failed)
└── Incomplete           4    GitHub or a registry could not be reached for part of it
"""

from __future__ import annotations

from typing import ClassVar


class BotError(Exception):
    """Something a person must act on. ``message`` says what; ``hint`` says what to do."""

    #: process exit code, see the table in README.md
    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class UsageError(BotError):
    """The command line asks for something that cannot be done."""


class ConfigurationError(BotError):
    """The configuration file is not usable."""


class EntriesError(BotError):
    """The entries file is not usable; the message holds one line per mistake."""


class CorpusError(EntriesError):
    """Stored pairs of papers and repositories are not usable; one line per mistake."""


class EditError(BotError):
    """A field cannot be changed without touching more than its own line, or not any more."""


class StateError(BotError):
    """What earlier runs left in ``reports/`` is not readable."""


class InvalidRun(BotError):
    """The run cannot be believed, so nothing was recorded."""

    exit_code = 3


class Incomplete(BotError):
    """The work was finished, but a service could not be reached for part of it."""

    exit_code = 4
