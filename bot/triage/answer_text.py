"""Comments of the bot: help, and why a command could not be obeyed. Nothing else is a comment."""

from __future__ import annotations

from collections.abc import Sequence

from bot.text import code_span

HELP = """\
Commands, each on a line of its own, for people who may push to this repository:

| Command | What it does |
|---|---|
| `/listbot replace https://…` | puts another address in the place of the link, by pull request |
| `/listbot replace` | the same with the address that I proposed |
| `/listbot remove` | removes the link, by pull request |
| `/listbot archive` | puts the archived copy that I found in its place, by pull request |
| `/listbot snooze 30d` | asks again after 30 days (also `2w`, `3m`; a year at most) |
| `/listbot ignore <reason>` | never reports it again unless the evidence changes |
| `/listbot recheck` | looks again in the next run, whatever is remembered |

Where a thread is about several entries or links, name one: `/listbot remove code`.

Every decision is kept in {file}, where it can be read, changed and taken back."""


def help_text(file: str = "reports/decisions.yml") -> str:
    """Answer to ``/listbot help``; ``file`` is where the decisions about this list are kept."""
    return HELP.replace("{file}", code_span(file, 200))


def refusal_text(problems: Sequence[str]) -> str:
    """Answer to a command that could not be obeyed; the problems are our own words."""
    lines = [f"- {problem}" for problem in dict.fromkeys(problems)]
    return "\n".join(
        ["I could not do that:", "", *lines, "", "`/listbot help` lists what I can do."]
    )


def ambiguous(words: Sequence[str]) -> str:
    """More than one thing could be meant."""
    named = ", ".join(code_span(word) for word in words[:10])
    return f"Say which one you mean: {named}."
