"""A rehearsal that is killed again and again ends with the verdicts of one that was left alone.

``LISTBOT_KILLS=20 pytest -m slow tests/acceptance/test_rehearsal_kills.py`` kills twenty times.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.gateways.files import WorkingTree
from bot.model.settings import Settings
from bot.pipeline.assemble import assemble_from
from bot.pipeline.notebook import journal_schema
from bot.rehearsal.world import FIRST_NIGHT

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
NIGHTS = 2
KILLS = int(os.environ.get("LISTBOT_KILLS", "3"))


def start(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bot", "rehearse", "--out", str(folder), "--quiet"]
    return subprocess.Popen([*command, "--nights", str(NIGHTS)], cwd=ROOT)


def verdicts(folder: Path) -> dict[str, Any]:
    report, store = assemble_from(WorkingTree(folder), Settings(), now=FIRST_NIGHT, at_run=True)
    assert len(store.ledger.runs) == NIGHTS
    return {
        f"{item.link.entry_id} {item.link.role}": (
            item.verdict.health,
            item.verdict.proof,
            item.verdict.since,
            item.verdict.strikes,
            sorted(item.verdict.flags),
            item.identity and item.identity.identity,
            item.attribution and item.attribution.attribution,
        )
        for item in report.links()
    }


def every_whole_line_fits_its_schema(journal: Path, kills: int) -> None:
    """Each kill may cut one line; the run that goes on ends it and begins another."""
    judge = jsonschema.Draft202012Validator(journal_schema())
    cut = 0
    for line in filter(None, journal.read_text(encoding="utf-8").split("\n")):
        try:
            value = json.loads(line)
        except ValueError:
            cut += 1
        else:
            judge.validate(value)
    assert cut <= kills


def test_kills_change_no_verdict(tmp_path: Path) -> None:
    calm, rough = tmp_path / "calm", tmp_path / "rough"
    began = time.monotonic()
    assert start(calm).wait(timeout=300) == 0
    longest = time.monotonic() - began
    dice, killed = random.Random(2026), 0
    while killed < KILLS:
        process = start(rough)
        try:
            process.wait(timeout=dice.uniform(0.3, longest))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
            for journal in rough.rglob("journal.jsonl"):
                every_whole_line_fits_its_schema(journal, killed)
        else:
            assert process.returncode == 0
            assert verdicts(rough) == verdicts(calm)
    assert start(rough).wait(timeout=300) == 0
    assert verdicts(rough) == verdicts(calm)
    assert json.loads((rough / "rehearsal.json").read_text())["finished"] is True
