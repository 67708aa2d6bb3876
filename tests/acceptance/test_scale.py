"""A large list costs as much a link as a small one: work is counted here, not time."""

from __future__ import annotations

import tracemalloc
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.scale import NIGHT, InstantWeb, made_up
from bot.cli.running import run_to_end
from bot.gateways.files import WorkingTree
from bot.identity.identifiers import identify
from bot.model.report import Report
from bot.model.settings import Settings
from bot.pipeline.assemble import assemble
from bot.pipeline.check import CheckInput, Selection, run_check
from bot.pipeline.observe import Witnesses
from bot.pipeline.publish import publish
from bot.pipeline.store import load_store
from bot.urls import canonical, host_of, parse
from bot.verdicts.judge import WELL_AT_MOST, well_for_nights

#: more links than any memory of spellings had when each link was parsed nine times
LARGE = 20_000


def checked(links: int, files: WorkingTree, *, night: int = 0) -> None:
    run_to_end(
        run_check(
            Witnesses(web=InstantWeb()),
            files,
            Settings(),
            [CheckInput(file="entries.yml", catalogue=made_up(links))],
            Selection(),
            now=NIGHT + timedelta(days=night),
            alone=False,
        )
    )


@pytest.mark.slow
def test_each_link_of_a_large_list_is_parsed_a_few_times_and_each_spelling_once(
    tmp_path: Path,
) -> None:
    for memory in (parse, canonical, host_of, identify):
        memory.cache_clear()
    checked(LARGE, WorkingTree(tmp_path))
    assert parse.cache_info().misses <= 3.1 * LARGE
    for memory in (canonical, host_of, identify):
        assert memory.cache_info().misses <= 1.1 * LARGE


def pages_peak(links: int, folder: Path) -> tuple[int, Report]:
    """Most bytes that writing the pages takes on top of the report itself."""
    files = WorkingTree(folder)
    checked(links, files)
    store = load_store(files, "reports")
    report = assemble(made_up(links), store, Settings(), now=NIGHT)
    publish(files, report, store.ledger, Settings())  # templates and the like are loaded
    files.remove("reports/findings.json")
    tracemalloc.start()
    publish(files, report, store.ledger, Settings())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak, report


@pytest.mark.slow
def test_pages_are_written_without_ever_being_whole(tmp_path: Path) -> None:
    small, _ = pages_peak(500, tmp_path / "small")
    large, report = pages_peak(2_000, tmp_path / "large")
    written = sum(
        (tmp_path / "large/reports" / name).stat().st_size
        for name in ("findings.json", "health.json")
    )
    assert len(report.entries) == 1_000
    # what a link leaves in memory is its row of the night, not its text
    assert (large - small) / 1_500 < 0.6 * written / 2_000


def test_a_year_of_nights_is_not_gone_through_for_each_link(tmp_path: Path) -> None:
    files = WorkingTree(tmp_path)
    for night in range(WELL_AT_MOST + 5):
        checked(10, files, night=night)
    ledger = load_store(files, "reports").ledger
    assert {well_for_nights(ledger, target) for target in ledger.timelines} == {WELL_AT_MOST}
