"""What ``action.yml`` runs: one command of listbot, words and settings from the environment."""

from __future__ import annotations

import glob
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping

from environment import python_of


def tolerated(text: str) -> frozenset[int]:
    """Exit codes that do not fail the step. Exits with a sentence for anything else."""
    try:
        return frozenset(int(word) for word in text.replace(",", " ").split())
    except ValueError:
        sys.exit(f"listbot: `tolerate` takes exit codes such as 3,4; this is {text!r}")


def filled_in(word: str, environ: Mapping[str, str]) -> str:
    """The word with ``$GITHUB_...`` replaced, after splitting: no value ever becomes two words."""

    def value(match: re.Match[str]) -> str:
        found = environ.get(match[1])
        if not found:
            sys.exit(f"listbot: `command` names ${match[1]}, which is not set for this event")
        return found

    return re.sub(r"\$(GITHUB_[A-Z_]+)", value, word)


def globbed(word: str) -> list[str]:
    """The files that a word such as ``parts/*.json`` names, sorted; the word itself when none is."""
    return sorted(glob.glob(word)) or [word] if "*" in word else [word]


def main(environ: Mapping[str, str]) -> int:
    """Run the command; returns what the step should return."""
    try:
        words = shlex.split(environ.get("LISTBOT_COMMAND", ""))
    except ValueError as error:
        sys.exit(f"listbot: `command` cannot be read ({error})")
    words = [one for word in words for one in globbed(filled_in(word, environ))]
    if not words:
        sys.exit("listbot: `command` is empty; give one, e.g. `nightly`")
    accepted = tolerated(environ.get("LISTBOT_TOLERATE", ""))
    python = str(python_of(""))
    done = subprocess.run([python, "-m", "bot", *words], env=dict(environ))
    output = environ.get("GITHUB_OUTPUT")
    if output:
        with open(output, "a", encoding="utf-8") as stream:
            stream.write(f"exit-code={done.returncode}\n")
    if done.returncode in accepted:
        print(f"listbot: exit code {done.returncode} is tolerated here", file=sys.stderr)
        return 0
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(os.environ))
