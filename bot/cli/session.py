"""From the shared options to settings, files and the time: what most commands begin with."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.options import DEFAULT_CONFIG, Common
from bot.configuration.reading import parse_settings
from bot.errors import UsageError
from bot.gateways.clock import FixedClock, SystemClock
from bot.gateways.files import WorkingTree
from bot.model.settings import Settings

if TYPE_CHECKING:
    from bot.ports import ClockPort


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Where and when a command works, and with which settings."""

    settings: Settings
    files: WorkingTree
    clock: ClockPort
    common: Common

    @property
    def now(self) -> datetime:
        """What "now" is for policy and ledger."""
        return self.clock.now()


def open_session(common: Common) -> Session:
    """Read the configuration and apply the shared options.

    Raises ConfigurationError with every mistake of the configuration file.
    """
    files = WorkingTree(Path.cwd())
    path = str(common.config or DEFAULT_CONFIG)
    text = files.read(path, stray_bytes=True)
    settings = parse_settings(text, path) if text is not None else Settings()
    if common.entries is not None:
        settings = replace(settings, entries=str(common.entries))
    if common.reports is not None:
        settings = replace(settings, reports=str(common.reports))
    clock: ClockPort = FixedClock(common.as_of) if common.as_of else SystemClock()
    return Session(settings=settings, files=files, clock=clock, common=common)


def read_entries(session: Session) -> str:
    """Text of the list, stray bytes kept for its reader; raises UsageError when there is none."""
    path = session.settings.entries
    text = session.files.read(path, stray_bytes=True)
    if text is None:
        raise UsageError(
            f"there is no file {path}",
            hint="Name the list with --entries, or begin one with `listbot init`.",
        )
    return text


def environment() -> dict[str, str]:
    """The environment variables that listbot looks at (README, "Environment")."""
    return dict(os.environ)
