"""Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import sys

from bot.errors import BotError


def print_error(error: BotError) -> None:
    """Say what went wrong and what to do, on standard error."""
    print(f"listbot: {error.message}", file=sys.stderr)
    if error.hint:
        print(error.hint, file=sys.stderr)
