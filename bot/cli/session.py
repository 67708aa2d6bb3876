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
    #: the settings are those of one of several lists in the configuration
    is_one_of_several: bool = False

    @property
    def now(self) -> datetime:
        """What "now" is for policy and ledger."""
        return self.clock.now()

    def each_list(self) -> tuple[Session, ...]:
        """One session for each list of the configuration; without ``lists`` this one."""
        if not self.settings.lists:
            return (self,)
        lists = self.settings.each_list()
        return tuple(replace(self, settings=one, is_one_of_several=True) for one in lists)

    def writes_alone(self, what: str) -> None:
        """``what`` is done for one list a repository. Raises UsageError where there are several."""
        if self.settings.lists or self.is_one_of_several:
            raise UsageError(
                f"{what}: with several lists in one repository this is not possible yet",
                hint="Their ledgers, reports and plans are made; see docs/configuration.md.",
            )


def open_session(common: Common, *, several: bool = False) -> Session:
    """Read the configuration and apply the shared options.

    With ``lists`` in the configuration ``--entries`` or ``--reports`` picks one of them; ``several``: the
    command may also do all of them. Raises ConfigurationError with every mistake of the configuration
    file, UsageError when one list is needed and there are several.
    """
    files = WorkingTree(Path.cwd())
    path = str(common.config or DEFAULT_CONFIG)
    text = files.read(path, stray_bytes=True)
    settings = parse_settings(text, path) if text is not None else Settings()
    several_there = len(settings.lists) > 1
    settings = _picked(settings, common)
    if settings.lists and not several:
        names = ", ".join(one.entries for one in settings.lists)
        raise UsageError(
            f"this command works on one list, and {path} names several: {names}",
            hint=f"Say which, for example --entries {settings.lists[0].entries}.",
        )
    if common.entries is not None:
        settings = replace(settings, entries=str(common.entries))
    if common.reports is not None:
        settings = replace(settings, reports=str(common.reports))
    clock: ClockPort = FixedClock(common.as_of) if common.as_of else SystemClock()
    return Session(
        settings=settings,
        files=files,
        clock=clock,
        common=common,
        is_one_of_several=several_there and not settings.lists,
    )


def _picked(settings: Settings, common: Common) -> Settings:
    """The settings of the list that the options name; of one that is not among them, without any."""
    if not settings.lists:
        return settings
    if common.entries is None and common.reports is None:
        return settings if len(settings.lists) > 1 else settings.each_list()[0]
    for one in settings.each_list():
        is_it = common.entries is None or str(common.entries) == one.entries
        if is_it and (common.entries is not None or str(common.reports) == one.reports):
            return one
    if common.entries is None or common.reports is None:
        names = ", ".join(one.entries for one in settings.lists)
        raise UsageError(
            f"{common.entries or common.reports} is none of the lists in the configuration: {names}",
            hint="For another list give both --entries and --reports.",
        )
    return replace(settings, lists=())


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
