"""What git knows about the checkout."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from bot.errors import UsageError

#: header of a hunk: old and new range (git-diff, "unified format")
_HUNK = re.compile(r"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")


def changed_lines(root: Path, revision: str, file: str) -> frozenset[int]:
    """Lines (1-based) of the file that were added or changed since the revision.

    Raises UsageError when git is missing, the folder is no repository or the revision is unknown.
    """
    if revision.startswith("-"):
        raise UsageError(f"--changed-since: {revision!r} is not a revision")
    command = ["git", "diff", "--no-color", "--no-ext-diff", "--unified=0", revision, "--", file]
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, and the revision is no option
            command, cwd=root, capture_output=True, text=True, timeout=60, check=False
        )
    except (FileNotFoundError, subprocess.TimeoutExpired) as error:
        raise UsageError(f"--changed-since needs git ({error})") from None
    if done.returncode != 0:
        raise UsageError(
            f"--changed-since: git does not know {revision!r} ({done.stderr.strip()[:200]})",
            hint="In a workflow, check out with `fetch-depth: 0`.",
        )
    found: set[int] = set()
    for line in done.stdout.splitlines():
        hunk = _HUNK.match(line)
        if hunk:
            first, count = int(hunk[1]), int(hunk[2] or 1)
            found.update(range(first, first + count))
    return frozenset(found)
