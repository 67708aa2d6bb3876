"""What people tell the bot: ``/listbot`` commands in comments. Parsed here, obeyed elsewhere.

A command stands on a line of its own, outside quotes and code. Only people who may push are
obeyed, and only what they wrote themselves: a comment that was edited counts as not written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.urls import UnusableUrl, parse

_LINE = re.compile(r"^ {0,3}/listbot(?:[ \t]+(?P<words>[^\r\n]*))?$", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\n|\r")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_DAYS = re.compile(r"(\d{1,4})\s*(d|day|days|w|week|weeks|m|month|months)?\Z", re.IGNORECASE)
_UNIT = {"d": 1, "w": 7, "m": 30}
#: longest snooze, days: whoever wants more says ignore
MAX_SNOOZE = 365
#: commands in one comment
_MOST = 10


class Command(StrEnum):
    """The words after ``/listbot``."""

    REPLACE = "replace"
    REMOVE = "remove"
    ARCHIVE = "archive"
    SNOOZE = "snooze"
    IGNORE = "ignore"
    RECHECK = "recheck"
    HELP = "help"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A command as it was understood, or what is wrong with it."""

    command: Command
    #: entry id, fingerprint or role that it names; empty = what the thread is about
    target: str = ""
    url: str | None = None
    days: int | None = None
    reason: str = ""
    #: why it cannot be obeyed; empty = it can
    mistake: str = ""


def has_command(body: str) -> bool:
    """Is there a command in the comment, understood or not?"""
    return next(_lines(body), None) is not None


def only_commands(body: str) -> bool:
    """The comment says nothing to people."""
    lines = [line for line in _LINE_END.split(body) if line.strip()]
    return bool(lines) and all(_LINE.match(line) for line in lines)


def orders(body: str, targets: frozenset[str]) -> tuple[Order, ...]:
    """Every command of a comment, in order. ``targets`` are the words that can name something."""
    found = []
    for words in _lines(body):
        found.append(_order(words, targets))
        if len(found) == _MOST:
            break
    return tuple(found)


def _lines(body: str) -> Iterator[str]:
    """What follows ``/listbot`` on lines that are neither quoted nor code."""
    fence = ""
    for line in _LINE_END.split(body):
        opened = _FENCE.match(line)
        if fence:
            if opened and opened[1].startswith(fence):
                fence = ""
            continue
        if opened:
            fence = opened[1]
            continue
        match = _LINE.match(line)
        if match is not None:
            yield (match["words"] or "").strip()


def _order(words: str, targets: frozenset[str]) -> Order:
    verb, _, rest = words.partition(" ")
    try:
        command = Command(verb.lower() or "help")
    except ValueError:
        return Order(command=Command.HELP, mistake="I do not know this command.")
    target, rest = _target(rest.strip(), targets)
    match command:
        case Command.REPLACE:
            return _replace(target, rest)
        case Command.SNOOZE:
            return _snooze(target, rest)
        case _:
            return Order(command=command, target=target, reason=rest)


def _target(rest: str, targets: frozenset[str]) -> tuple[str, str]:
    first, _, others = rest.partition(" ")
    word = first.strip("`").casefold()
    return (word, others.strip()) if word in targets else ("", rest)


def _replace(target: str, rest: str) -> Order:
    if not rest:
        return Order(command=Command.REPLACE, target=target)
    word, _, reason = rest.partition(" ")
    try:
        url = str(parse(word.strip("<>`")))
    except UnusableUrl:
        return Order(
            command=Command.REPLACE,
            target=target,
            mistake="The new address must begin with http:// or https:// and be a usable one.",
        )
    return Order(command=Command.REPLACE, target=target, url=url, reason=reason.strip())


def _snooze(target: str, rest: str) -> Order:
    word, _, reason = rest.partition(" ")
    match = _DAYS.match(word) if word else None
    if word and match is None:
        return Order(
            command=Command.SNOOZE, target=target, mistake="Say for how long, such as `30d`."
        )
    days = 30 if match is None else int(match[1]) * _UNIT[(match[2] or "d")[0].lower()]
    if not 1 <= days <= MAX_SNOOZE:
        return Order(
            command=Command.SNOOZE,
            target=target,
            mistake=f"A snooze lasts 1 to {MAX_SNOOZE} days; `ignore` is for longer.",
        )
    return Order(command=Command.SNOOZE, target=target, days=days, reason=reason.strip())
