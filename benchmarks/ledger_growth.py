"""How much 90 nights add to the repository: 5,000 links, one in a hundred changes every night.

``python -m benchmarks.ledger_growth [LINKS [NIGHTS]]`` plays the nights into a git repository of its
own, one commit a night, and packs it as git does.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.ledger.history import Ledger
from bot.ledger.lines import links_to_text, runs_to_text
from bot.model.observations import Observation, Outcome
from bot.model.runs import Run

NIGHT = datetime(2026, 1, 1, 2, 17, tzinfo=UTC)


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=listbot", "-c", "user.email=listbot@example.org")
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def packed(folder: Path) -> int:
    """Bytes of the packed history."""
    git(folder, "gc", "--quiet")
    return sum(pack.stat().st_size for pack in (folder / ".git").rglob("*.pack"))


def main(links: int, nights: int) -> None:
    draw = random.Random(links)
    state = {f"https://host{n // 10}.example.org/page/{n}": Outcome.ANSWERED for n in range(links)}
    ledger, added, first = Ledger(), [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        git(folder, "init", "--quiet")
        for night in range(nights):
            for url in draw.sample(sorted(state), links // 100):
                well = state[url] is Outcome.ANSWERED
                state[url] = Outcome.TIMED_OUT if well else Outcome.ANSWERED
            at = NIGHT + timedelta(days=night)
            looks = [Observation(target=url, at=at, outcome=out) for url, out in state.items()]
            ledger = ledger.extended_by(Run(at=at), looks)
            (folder / "links.tsv").write_text(links_to_text(ledger), encoding="utf-8")
            (folder / "runs.jsonl").write_text(runs_to_text(ledger), encoding="utf-8")
            git(folder, "add", "--all")
            if night:
                lines = git(folder, "diff", "--cached", "--numstat").splitlines()
                added.append(sum(int(line.split()[0]) for line in lines))
            git(folder, "commit", "--quiet", "--message", f"night {night}")
            first = first or packed(folder)
        size = sum(len(t.encode()) for t in (links_to_text(ledger), runs_to_text(ledger)))
        growth = (packed(folder) - first) / max(nights - 1, 1)
    print(f"{links} links, {nights} nights: ledger {size / 1000:.0f} kB, packed history grows by")
    print(f"{growth / 1000:.2f} kB a night, median diff {statistics.median(added):.0f} lines")


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    main(*(numbers + [5_000, 90][len(numbers) :]))
