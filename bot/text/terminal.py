"""Text for terminals, for the log of a workflow, and for workflow commands."""

from __future__ import annotations

import re

from bot.text.plain import HIDDEN
from bot.text.references import ZWSP

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
#: the runner reads "::name" at the beginning of a line and "##[name]" anywhere in one
#: (actions/runner, ActionCommand.cs); a long line may be broken anywhere
_COMMAND = re.compile(r":(?=:)|##(?=\[)")


def terminal(text: str) -> str:
    r"""One line whose every character is visible: ESC becomes ``\x1b``, a line end ``\x0a``.

    Bidirectional and zero-width characters are spelled out as well, and what the log of a
    workflow would take for a command is broken with a zero-width space.
    """
    shown = HIDDEN.sub(_spelled, _CONTROL.sub(_spelled, text))
    return _COMMAND.sub(lambda match: match[0] + ZWSP, shown)


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def log_line(text: str) -> str:
    """A line of foreign text in a log: never at its beginning, never a command."""
    return f"  | {terminal(text)}"


def command_data(text: str) -> str:
    """The message of a workflow command, ``::error::HERE`` (actions/toolkit, escapeData)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def command_property(text: str) -> str:
    """A property of a workflow command, ``::error file=HERE::`` (actions/toolkit)."""
    return command_data(text).replace(":", "%3A").replace(",", "%2C")
