"""Compares what we read in real lists with what a careful reader found in them.

``python -m benchmarks.lists DIR`` where DIR holds NAME.md, urls/NAME.json and truth/NAME.jsonl.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bot.lists.reading import ListEntry, ReadList, read_list


def comparable(url: str) -> str:
    """Lower-case scheme and host, empty path = "/", percent-decoded."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    rest = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    rest += f"#{parts.fragment}" if parts.fragment else ""
    return unquote(f"{parts.scheme.lower()}://{parts.netloc.lower()}{rest}")


def letters(text: str) -> str:
    """Case-folded letters and digits."""
    return re.sub(r"[\W_]+", "", text.casefold())


@dataclass
class Score:
    """Counts of one list."""

    name: str
    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, what: str, ok: bool, note: str = "") -> None:
        self.total[what] += 1
        self.right[what] += ok
        if not ok:
            self.wrong.append(f"{self.name} {what}: {note}")

    def share(self, what: str) -> float:
        return self.right[what] / self.total[what] if self.total[what] else 1.0


def match(truth: dict[str, Any], entries: Iterable[ListEntry]) -> ListEntry | None:
    """The entry that shares most links; then the one with the same title, then the nearest."""
    wanted = {comparable(link["url"]) for link in truth["links"]}

    def rank(entry: ListEntry) -> tuple[int, bool, int]:
        found = {comparable(link.link.url) for link in entry.links}
        same = letters(entry.title) == letters(truth["title"])
        return len(wanted & found), same, -abs(entry.line - truth["line"])

    near = [entry for entry in entries if abs(entry.line - truth["line"]) <= 40]
    best = max(near, key=rank, default=None)
    return best if best is not None and rank(best)[0] else None


def compare(name: str, read: ReadList, truths: list[dict[str, Any]]) -> Score:
    score = Score(name)
    for truth in truths:
        entry = match(truth, read.entries)
        at = f"line {truth['line']} {truth['title']!r}"
        clickable = [link for link in truth["links"] if link.get("rendered", True)]
        score.add("entry", entry is not None, at)
        if entry is None:
            for _ in clickable:
                score.add("link", False, at)
            for what in ("title", "section"):
                score.add(what, False, at)
            continue
        found = {comparable(link.link.url): link.kind for link in reversed(entry.links)}
        score.add("title", letters(entry.title) == letters(truth["title"]), f"{at} {entry.title!r}")
        inner = [letters(path[-1]) if path else "" for path in (entry.section, truth["section"])]
        score.add("section", inner[0] == inner[1], f"{at} {entry.section} {truth['section']}")
        score.add("line", entry.line == truth["line"], f"{at} {entry.line}")
        if "year" in truth:
            years = [truth["year"], truth.get("year_also")]
            score.add("year", entry.year in years, f"{at} {entry.year} {years}")
        kinds: dict[str, set[str]] = {}
        for link in clickable:
            kinds.setdefault(comparable(link["url"]), set()).update(
                {link["kind"], *link.get("also", ())}
            )
        for link in clickable:
            kind = found.get(comparable(link["url"]))
            score.add("link", kind is not None, f"{at} {link['url']}")
            if kind is not None:
                right = kinds[comparable(link["url"])]
                score.add("kind", kind in right, f"{at} {link['url']} {kind} not {right} {link}")
    return score


def command_speed(folder: Path) -> Iterator[str]:
    """MB of Markdown per CPU second of ``listbot import``, start-up and writing included."""
    names = sorted(path.stem for path in (folder / "urls").glob("*.json"))
    lists = [(folder / f"{name}.md").read_bytes() for name in names]
    small = min(lists, key=len)
    with tempfile.TemporaryDirectory() as place:
        file = Path(place, "LIST.md")
        for name, data in (("all lists in one file", b"\n\n".join(lists)), ("the smallest", small)):
            file.write_bytes(data)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            command = [sys.executable, "-m", "bot", "import", "LIST.md"]
            environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
            subprocess.run(command, cwd=place, env=environment, check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
            speed = len(data) / 1e6 / spent
            yield f"command, {name} ({len(data)} bytes): {spent:.2f} CPU s, {speed:.2f} MB/s"


def main(folder: Path, show: str = "") -> int:
    lost = size = 0
    seconds = 0.0
    scores = []
    for path in sorted((folder / "urls").glob("*.json")):
        name = path.stem
        with (folder / f"{name}.md").open(encoding="utf-8", newline="") as file:
            markdown = file.read()
        begin = time.process_time()
        read = read_list(markdown, f"{name}.md")
        seconds += time.process_time() - begin
        size += len(markdown.encode())
        must = {comparable(item["url"]) for item in json.loads(path.read_text())["must"]}
        found = {comparable(link.url) for link in read.others}
        for entry in read.entries:
            found.update(comparable(link.link.url) for link in entry.links)
            found.update(comparable(link.url) for link in entry.mentions)
        lost += len(must - found)
        truth = folder / "truth" / f"{name}.jsonl"
        line = f"{name:28} {len(must):5} must, {len(must - found)} lost, "
        line += f"{len(read.entries):5} entries, {len(read.others):4} others"
        if truth.exists():
            truths = [json.loads(text) for text in truth.read_text("utf-8").splitlines()]
            score = compare(name, read, truths)
            scores.append(score)
            line += f" | {len(truths):4} true:" + "".join(
                f" {what} {score.share(what):.3f}"
                for what in ("entry", "link", "title", "section", "kind", "line", "year")
            )
        print(line)
    print(f"lost {lost}; library, all lists one after the other: {size / 1e6 / seconds:.2f} MB/s")
    for line in command_speed(folder):
        print(line)
    for what in ("entry", "link", "title", "section", "kind", "line", "year"):
        shares = [score.share(what) for score in scores]
        print(f"{what:8} macro {sum(shares) / len(shares):.4f} least {min(shares):.4f}")
    if show:
        for score in scores:
            if show in ("all", score.name):
                print(*score.wrong, sep="\n")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
