"""From the shared options to settings, files and the time: what most commands begin with."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.options import DEFAULT_CONFIG, Common
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
    #: the settings with all lists of the repository, whichever of them was picked
    whole: Settings
    #: the list is none of the several in the configuration
    is_stranger: bool = False

    @property
    def now(self) -> datetime:
        """What "now" is for policy and ledger."""
        return self.clock.now()

    def each_list(self) -> tuple[Session, ...]:
        """One session for each list of the configuration; without ``lists`` this one."""
        if not self.settings.lists:
            return (self,)
        return tuple(replace(self, settings=one) for one in self.settings.each_list())

    @property
    def meant(self) -> tuple[str, ...]:
        """Names of the lists that are meant, where not all are."""
        return (self.settings.name,) if self.settings.name else ()

    def must_be_known(self, what: str) -> None:
        """Raises UsageError for a list that stands beside those of the configuration."""
        if self.is_stranger:
            names = ", ".join(one.entries for one in self.whole.lists)
            raise UsageError(
                f"{what}: {self.settings.entries} is none of the lists in the configuration: {names}",
                hint="Add it there, so that the issues of each list are told apart.",
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
    settings = _settings(text, path) if text is not None else Settings()
    whole = settings
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
    is_stranger = len(whole.lists) > 1 and not (settings.lists or settings.name)
    if not is_stranger:
        whole = _whole(whole, settings)
    clock: ClockPort = FixedClock(common.as_of) if common.as_of else SystemClock()
    return Session(
        settings=settings,
        files=files,
        clock=clock,
        common=common,
        whole=whole,
        is_stranger=is_stranger,
    )


def _whole(whole: Settings, picked: Settings) -> Settings:
    """All lists, the picked one with the files that the options gave it."""
    if picked.lists or not picked.name:
        return picked
    lists = tuple(
        replace(one, entries=picked.entries, reports=picked.reports, name=one.word)
        if one.word == picked.name
        else one
        for one in whole.lists
    )
    return replace(whole, lists=lists)


def _settings(text: str, path: str) -> Settings:
    from bot.configuration.reading import parse_settings  # most lists need no configuration

    return parse_settings(text, path)


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
