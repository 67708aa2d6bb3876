"""Four processes at once against one simulated web, and one alone: ``python -m benchmarks.shards``.

Everything is the command line as GitHub Actions runs it: ``python -m bot nightly --shard I/4``, then
``merge``. Said are the differences in ledger, findings and counts (there must be none), and what the
hosts saw: connections at the same time, and the time between requests, of all processes together.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.doorway import OpenDoor, open_door
from bot.catalogue.writing import write_catalogue
from bot.configuration.reading import parse_settings
from bot.model.entries import Catalogue, Entry, Link, LinkRole, Section, SourceSpan
from bot.probing.manners import MannersBook
from bot.urls import parse

PARTS = 4
START = datetime(2026, 11, 2, 3, 17, tzinfo=UTC)
CONFIGURATION = "web:\n  per-host: 2\n  interval: {interval}\n"
_ROOT = Path(__file__).resolve().parents[1]
_SPAN = SourceSpan(file="entries.yml", line=1)


def a_list(hosts: int, pages: int) -> Catalogue:
    """Plain hosts with so many pages each, a few arXiv papers, and a repository for all (some deep links).

    All have code, because looking for code has a pace of its own (GitHub's search: ten a minute).
    """
    entries = []
    for number in range(hosts * pages):
        code = f"https://github.com/lab{number}/tool{number}"
        if number % 10 == 1:
            code += "/tree/main/src"
        pdf = f"https://journal{number % hosts}.example/papers/{number}.html"
        entries.append(_entry(number, pdf, code))
    last = hosts * pages
    for number in range(last, last + 3):
        arxiv = f"https://arxiv.org/abs/2401.{10_000 + number}"
        entries.append(_entry(number, arxiv, f"https://github.com/lab{number}/tool{number}"))
    return Catalogue(
        title="Pages of many hosts",
        sections=(Section(id="all", title="All"),),
        entries=tuple(entries),
    )


def _entry(number: int, pdf: str, code: str) -> Entry:
    entry_id = f"paper-{number:05d}"
    links = (
        Link(entry_id=entry_id, role=LinkRole.PDF, url=pdf, span=_SPAN),
        Link(entry_id=entry_id, role=LinkRole.CODE, url=code, span=_SPAN),
    )
    title = f"Widget number {number} described at some length"
    return Entry(id=entry_id, section="all", title=title, links=links, span=_SPAN)


def bot(folder: Path, environ: dict[str, str], *words: str) -> subprocess.Popen[str]:
    """One command of listbot in a folder, begun."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(_ROOT), **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def ended(process: subprocess.Popen[str], *codes: int) -> str:
    """What the command said; raises when its exit code is none of these."""
    said, _ = process.communicate(timeout=300)
    if process.returncode not in codes:
        raise RuntimeError(f"exit code {process.returncode}: {said}")
    return said


@dataclass(slots=True)
class Run:
    """One way to spend the nights."""

    folder: Path
    seconds: list[float] = field(default_factory=list)
    #: of each night: host -> what it saw
    seen: list[dict[str, dict[str, Any]]] = field(default_factory=list)

    def spend(self, night: int, *, parts: int) -> None:
        """One night, in ``parts`` processes or (1) undivided."""
        at = START + timedelta(days=night - 1)
        now = ("--as-of", at.isoformat())
        began = time.monotonic()
        with open_door(self.folder / "entries.yml", at=at, night=night) as door:
            if parts == 1:
                ended(bot(self.folder, _with_token(door, "whole"), "nightly", *now), 0, 4)
            else:
                self._divided(door, now, parts)
        self.seconds.append(time.monotonic() - began)
        self.seen.append(door.seen)

    def _divided(self, door: OpenDoor, now: tuple[str, ...], parts: int) -> None:
        running = [
            bot(self.folder, door.environ(f"part{n}"), "nightly", "--shard", f"{n}/{parts}", *now)
            for n in range(1, parts + 1)
        ]
        for process in running:
            ended(process, 0)
        names = [f"part-{n}.jsonl" for n in range(1, parts + 1)]
        ended(bot(self.folder, _with_token(door, "join"), "merge", *names, *now), 0, 4)


def _with_token(door: OpenDoor, caller: str) -> dict[str, str]:
    return {**door.environ(caller), "GITHUB_TOKEN": "simulated-token"}


def set_up(folder: Path, hosts: int, pages: int, interval: float) -> Run:
    """A folder with a list and its configuration."""
    (folder / ".github").mkdir(parents=True)
    (folder / "entries.yml").write_text(write_catalogue(a_list(hosts, pages)))
    (folder / ".github/listbot.yml").write_text(CONFIGURATION.format(interval=interval))
    return Run(folder=folder)


def differences(one: Path, other: Path) -> list[str]:
    """Files below ``reports/`` that differ, what the run itself cost left out."""
    names = {
        path.relative_to(folder).as_posix()
        for folder in (one, other)
        for path in (folder / "reports").rglob("*")
        if path.is_file()
    }
    return sorted(name for name in names if _known(one / name) != _known(other / name))


def _known(path: Path) -> str:
    """What a file says about the list; seconds, bytes and requests are about the run."""
    if not path.exists():
        return ""
    text = path.read_text(encoding="utf-8")
    if path.name in ("health.json", "last-run.json"):
        found = json.loads(text)
        found.get("run", found).pop("cost", None)
        found.pop("cost", None)
        return json.dumps(found)
    if path.name in ("README.md", "index.html"):
        return ""  # made of the others, and tells the seconds of the run
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """What the hosts saw of four processes at once, against the manners."""

    hosts: int
    #: hosts that saw more connections at a time than their manners allow
    crowded: tuple[str, ...]
    #: hosts that were reached by two parts
    shared: tuple[str, ...]
    #: hosts whose requests came faster than their manners allow, all in all
    hurried: tuple[str, ...]
    #: shortest time between two requests to one host, as a share of its interval
    shortest: float


def conduct_of(seen: dict[str, dict[str, Any]], configuration: str) -> Conduct:
    """Judge one night; the registries and the API of GitHub have a pace of their own."""
    book = MannersBook(parse_settings(configuration).web)
    crowded, shared, hurried, shares = [], [], [], []
    pages = {host: one for host, one in seen.items() if host.endswith(".example")}
    for host, one in pages.items():
        manners = book.of(host, parse(f"https://{host}/").port_class)
        if one["most_open"] > manners.concurrency:
            crowded.append(host)
        if len([caller for caller in one["callers"] if caller.startswith("part")]) > 1:
            shared.append(host)
        if one["requests"] > 1:
            shares.append(one["shortest"] / manners.interval)
            # jitter makes intervals longer, never shorter; a late first arrival costs one
            if one["span"] < (one["requests"] - 2) * manners.interval:
                hurried.append(host)
    return Conduct(
        hosts=len(pages),
        crowded=tuple(crowded),
        shared=tuple(shared),
        hurried=tuple(hurried),
        shortest=min(shares, default=1.0),
    )


def main() -> int:
    """Print the comparison; 1 when the two ways differ or a host was treated badly."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--hosts", type=int, default=40)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--interval", type=float, default=0.5)
    parser.add_argument("--nights", type=int, default=2)
    options = parser.parse_args()
    configuration = CONFIGURATION.format(interval=options.interval)
    bad = False
    with tempfile.TemporaryDirectory() as place:
        whole, divided = (
            set_up(Path(place) / name, options.hosts, options.pages, options.interval)
            for name in ("whole", "divided")
        )
        for night in range(1, options.nights + 1):
            whole.spend(night, parts=1)
            divided.spend(night, parts=PARTS)
            differ = differences(whole.folder, divided.folder)
            conduct = conduct_of(divided.seen[-1], configuration)
            alone = conduct_of(whole.seen[-1], configuration)
            requests = [
                sum(host["requests"] for host in run.seen[-1].values()) for run in (whole, divided)
            ]
            print(
                f"night {night}: one process {whole.seconds[-1]:.1f} s, {PARTS} processes and the "
                f"joining {divided.seconds[-1]:.1f} s; requests {requests[0]} and {requests[1]}; "
                f"files that differ: {', '.join(differ) or 'none'}"
            )
            print(
                f"  {conduct.hosts} hosts; over their connections: {len(conduct.crowded)}; reached by "
                f"two parts: {len(conduct.shared)}; over their pace: {len(conduct.hurried)}; shortest "
                f"gap {conduct.shortest:.2f} of the interval (of one process: {alone.shortest:.2f})"
            )
            bad |= bool(differ or conduct.crowded or conduct.shared or conduct.hurried)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
