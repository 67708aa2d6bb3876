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
_PYTHON = "actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0"
_HERE = "        uses: ./\n"
_STEP = re.compile(
    r"        uses: \./\n        with:\n          command: (?P<command>[^\n]+)\n"
    r"(?:          (?P<comment>#[^\n]+)\n)?"
    r'(?:          tolerate: "(?P<tolerate>[0-9,]+)"\n)?'
    r"(?P<token>          token: [^\n]+\n)?"
)
_CHECKOUT = re.compile(
    r"      - uses: actions/checkout@[^\n]+\n        with:\n(?:          [^\n]+\n)+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How the workflows of one list are to be."""

    settings: Settings
    #: ``owner/name@commit`` of the action; None = the release from PyPI
    action: str | None
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
    if choice.action is None:
        return _from_pypi(text)
    action, at, version = choice.action.partition("@")
    comment = f" # v{__version__}" if re.fullmatch(r"[0-9a-f]{40}", version) else ""
    return text.replace(_HERE, f"        uses: {action}{at}{version}{comment}\n")


def start_time(name: str) -> tuple[int, int]:
    """Minute and hour (UTC, 1 to 5) of the night, off the full and the half hour."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
    minutes = [minute for minute in range(4, 57) if not 26 <= minute <= 34]
    return minutes[number % len(minutes)], 1 + number // len(minutes) % 5


def _from_pypi(text: str) -> str:
    """Steps that run the release of this version instead of the action."""

    def step(match: re.Match[str]) -> str:
        command, environ = _without_expressions(match["command"])
        allowed = (match["tolerate"] or "").split(",") if match["tolerate"] else []
        tests = "".join(f" || [ $? -eq {code} ]" for code in allowed)
        if len(allowed) > 1:
            words = " | ".join(allowed)
            tests = f" || case $? in {words}) ;; *) exit 1 ;; esac"
        lines = [f"        # {match['comment'][1:].strip()}\n"] if match["comment"] else []
        lines.append(f"        run: pipx run listbot=={__version__} {command}{tests}\n")
        if match["token"]:
            environ["GITHUB_TOKEN"] = match["token"].strip().removeprefix("token: ")
        if environ:
            lines.append("        env:\n")
            lines += [f"          {name}: {value}\n" for name, value in environ.items()]
        return "".join(lines)

    python = f'      - uses: {_PYTHON}\n        with:\n          python-version: "3.13"\n'
    text = _CHECKOUT.sub(lambda match: match[0] + python, text)
    return _STEP.sub(step, text)


def _without_expressions(command: str) -> tuple[str, dict[str, str]]:
    """The command for a shell, and the environment that carries what were expressions in it."""
    environ: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        known = {value: key for key, value in environ.items()}
        key = known.get(match[0], f"WORD_{len(environ) + 1}")
        environ[key] = match[0]
        return f"${key}"

    words = re.sub(r"\$\{\{ [^}]+ \}\}", name, command).split(" ")
    # a word that is nothing but a value may be several words: the files of a check
    quoted = [f'"{w}"' if "$" in w and not re.fullmatch(r"\$WORD_\d+", w) else w for w in words]
    return " ".join(quoted), environ


def own_action() -> str | None:
    """``owner/name@commit`` of the checkout that this program runs from, when GitHub has it."""
    root = Path(bot.__file__).resolve().parents[1]
    if not (root / "action.yml").is_file() or not (root / ".git").exists():
        return None
    remote, commit = _git(root, "remote", "get-url", "origin"), _git(root, "rev-parse", "HEAD")
    slug = _slug(remote)
    return f"{slug}@{commit}" if slug and commit else None


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
