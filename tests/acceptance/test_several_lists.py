"""Several lists in one run, seen from the other side: no server is asked twice for what they share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.doorway import open_door
from benchmarks.shards import START, a_list, bot, ended
from bot.catalogue.writing import write_catalogue
from bot.model.entries import Entry

LISTS = """lists:
  - {entries: a.yml, reports: reports/a}
  - {entries: B.md, reports: reports/b}
"""
WEB = "web:\n  per-host: 2\n  interval: 0.05\n"


def a_page(entries: tuple[Entry, ...]) -> str:
    """A list that stays Markdown."""
    lines = [
        f"- {entry.title} [[Paper]({entry.links[0].url})] [[Code]({entry.links[1].url})]"
        for entry in entries
    ]
    return "\n".join(["# Papers", "", *lines, ""])


def requests_of(folder: Path, *words: str) -> dict[str, int]:
    """How many requests each host saw in the night of this folder."""
    with open_door(folder / "entries.yml", at=START) as door:
        environ = {**door.environ("one"), "GITHUB_TOKEN": "simulated-token"}
        ended(bot(folder, environ, "nightly", "--as-of", START.isoformat(), *words), 0, 4)
    return {host: one["requests"] for host, one in door.seen.items()}


@pytest.mark.slow
def test_two_lists_that_share_links_cost_what_one_list_of_all_costs(tmp_path: Path) -> None:
    everything = a_list(hosts=4, pages=2)
    entries = everything.entries
    first, second = entries[:8], entries[3:]
    shared = {link.url for entry in entries[3:8] for link in entry.links}
    seen = []
    for name in ("together", "whole"):
        folder = tmp_path / name
        (folder / ".github").mkdir(parents=True)
        (folder / "entries.yml").write_text(write_catalogue(everything))
        (folder / "a.yml").write_text(write_catalogue(replace(everything, entries=first)))
        (folder / "B.md").write_text(a_page(second))
        lists = LISTS if name == "together" else ""
        (folder / ".github/listbot.yml").write_text(lists + WEB)
        seen.append(requests_of(folder))
    together, whole = seen
    assert len(shared) == 10
    assert together == whole
    ledgers = [
        {line.split("\t")[0] for line in (tmp_path / path).read_text().splitlines()[1:]}
        for path in (
            "together/reports/a/ledger/links.tsv",
            "together/reports/b/ledger/links.tsv",
        )
    ]
    assert ledgers[0] & ledgers[1] == shared
    assert ledgers[0] - shared == {link.url for e in entries[:3] for link in e.links}
    assert ledgers[1] - shared == {link.url for e in entries[8:] for link in e.links}
