"""The workflows of GitHub Actions that ``listbot init`` writes: ours, fitted to another list."""

from __future__ import annotations

import hashlib
import re
import subprocess
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

import bot
from bot import __version__
from bot.model.settings import Settings

#: name of the template -> name of the file in ``.github/workflows``
FILES = {
    "nightly.yml": "listbot-nightly.yml",
    "commands.yml": "listbot-commands.yml",
    "check.yml": "listbot-check.yml",
}
#: only for lists that outgrow one runner
SHARDS = {"shards.yml": "listbot-shards.yml"}
#: ``owner/name@commit``, with an optional folder
ACTION = re.compile(
    r"[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}(/[A-Za-z0-9._/-]+)?@[A-Za-z0-9._/-]+"
)
#: stands for the owner of the action where nothing tells who that is
TO_BE_NAMED = "OWNER"
_HERE = "        uses: ./\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How the workflows of one list are to be."""

    settings: Settings
    #: ``owner/name@commit`` of the action
    action: str
    #: the workflow that spreads a check over several runners, too
    shards: bool = False
    #: something that differs between lists, so that not all start at the same minute
    name: str


def workflow_texts(choice: Choice) -> dict[str, str]:
    """Path -> text of every workflow."""
    folder = resources.files("bot.cli") / "templates"
    return {
        f".github/workflows/{name}": _fitted((folder / template).read_text("utf-8"), choice)
        for template, name in (FILES | (SHARDS if choice.shards else {})).items()
    }


def _fitted(text: str, choice: Choice) -> str:
    settings = choice.settings
    minute, hour = start_time(choice.name)
    text = text.replace('cron: "17 3 * * *"', f'cron: "{minute} {hour} * * *"')
    text = text.replace("path: reports/ledger/", f"path: {settings.reports}/ledger/")
    text = text.replace("'link-health'", f"'{settings.triage.label}'")
    lists = ", ".join(f'"{one.entries}"' for one in settings.each_list())
    text = text.replace('paths: ["entries.yml"]', f"paths: [{lists}]")
    action, at, version = choice.action.partition("@")
    comment = f" # v{__version__}" if re.fullmatch(r"[0-9a-f]{40}", version) else ""
    return text.replace(_HERE, f"        uses: {action}{at}{version}{comment}\n")


def start_time(name: str) -> tuple[int, int]:
    """Minute and hour (UTC, 1 to 5) of the night, off the full and the half hour."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
    minutes = [minute for minute in range(4, 57) if not 26 <= minute <= 34]
    return minutes[number % len(minutes)], 1 + number // len(minutes) % 5


def own_action() -> str:
    """``owner/name@commit`` of the checkout that this program runs from.

    ``OWNER/listbot`` when GitHub does not have it, as far as is known. Nobody can put anything of
    theirs behind that name: the commit is this one, or one that cannot exist.
    """
    root = Path(bot.__file__).resolve().parents[1]
    ours = (root / "action.yml").is_file() and (root / ".git").exists()
    commit = _git(root, "rev-parse", "HEAD") if ours else ""
    slug = _slug(_git(root, "remote", "get-url", "origin")) if ours else None
    return f"{slug or f'{TO_BE_NAMED}/listbot'}@{commit or '0' * 40}"


def _slug(remote: str) -> str | None:
    path = remote.removeprefix("git@github.com:") if remote.startswith("git@github.com:") else ""
    if not path:
        parts = urlsplit(remote)
        path = parts.path.lstrip("/") if parts.hostname == "github.com" else ""
    path = path.removesuffix(".git")
    return path if re.fullmatch(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+", path) else None


def _git(root: Path, *words: str) -> str:
    command = ["git", *words]
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, run without a shell
            command, cwd=root, capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
