"""Four processes at once against one simulated web, joined, are one run; no host can tell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import shards
from benchmarks.doorway import open_door
from benchmarks.shards import PARTS, START, Run, bot, conduct_of, differences, ended, set_up

INTERVAL = 0.1
CONFIGURATION = shards.CONFIGURATION.format(interval=INTERVAL)


def a_run(folder: Path, *, pages: int = 3) -> Run:
    return set_up(folder, hosts=8, pages=pages, interval=INTERVAL)


@pytest.mark.slow
def test_four_processes_at_once_are_one_night_and_keep_every_limit(tmp_path: Path) -> None:
    whole, divided = a_run(tmp_path / "whole"), a_run(tmp_path / "divided")
    whole.spend(1, parts=1)
    divided.spend(1, parts=PARTS)
    assert differences(whole.folder, divided.folder) == []
    assert (divided.folder / "reports/ledger/links.tsv").read_text().count("\n") > 24
    conduct = conduct_of(divided.seen[0], CONFIGURATION)
    assert (conduct.hosts, conduct.crowded, conduct.shared, conduct.hurried) == (8, (), (), ())
    callers = {c for one in divided.seen[0].values() for c in one["callers"]}
    assert callers == {"part1", "part2", "part3", "part4", "join"}
    for host, one in divided.seen[0].items():
        assert one["requests"] == whole.seen[0][host]["requests"], host
        if host.startswith(("api.", "export.arxiv")):
            assert one["callers"] == ["join"], host


@pytest.mark.slow
def test_four_checks_at_once_say_what_one_says(tmp_path: Path) -> None:
    whole, divided = (a_run(tmp_path / n, pages=2) for n in ("whole", "divided"))
    words = ("check", "--no-state", "--format", "json", "--as-of", START.isoformat(), "--output")
    with open_door(whole.folder / "entries.yml", at=START) as door:
        ended(bot(whole.folder, door.environ("whole"), *words, "check.json"), 0, 1)
    with open_door(divided.folder / "entries.yml", at=START) as door:
        running = [
            bot(
                divided.folder,
                door.environ(f"part{n}"),
                *words,
                f"{n}.json",
                "--shard",
                f"{n}/{PARTS}",
            )
            for n in range(1, PARTS + 1)
        ]
        for process in running:
            ended(process, 0, 1)
    names = [f"{n}.json" for n in range(1, PARTS + 1)]
    joined = ("merge", *names, "--format", "json", "--output", "check.json")
    ended(bot(divided.folder, {}, *joined), 0, 1)
    assert links_of(divided.folder) == links_of(whole.folder)
    conduct = conduct_of(door.seen, CONFIGURATION)
    assert (conduct.hosts, conduct.crowded, conduct.shared, conduct.hurried) == (8, (), (), ())


def links_of(folder: Path) -> list[Any]:
    """Everything but the milliseconds."""
    found = json.loads((folder / "check.json").read_text())
    return [{k: v for k, v in link.items() if k != "elapsed_ms"} for link in found["links"]]
