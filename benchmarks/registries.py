"""What the registries of papers are asked in the nights of a list, and what they prove.

Run ``python -m benchmarks.registries [--entries FILE] [--nights N]``. Against the simulated web, in
one process; the figures are numbers of calls, not seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter, defaultdict
from datetime import timedelta
from pathlib import Path

from bot.catalogue.reading import parse_catalogue
from bot.gateways.scholarly import ScholarGateway
from bot.identity.judgement import judge_catalogue
from bot.model.entries import Catalogue
from bot.model.papers import Identity, PaperId, PaperRecord, Scheme
from bot.pipeline.papers import questions_about
from bot.rehearsal.building import build_world
from bot.rehearsal.reception import Reception
from bot.rehearsal.script import VLM_IN_MIA
from bot.rehearsal.transports import InProcessTransport
from bot.rehearsal.world import FIRST_NIGHT

LIST = Path(__file__).resolve().parents[1] / "entries.yml"


async def _at_once(_seconds: float) -> None:
    """Nobody has to wait in a simulation."""


async def measure(catalogue: Catalogue, nights: int) -> str:
    """One Markdown row a night."""
    world = build_world(catalogue, VLM_IN_MIA)
    questions = questions_about(catalogue.entries)
    known: dict[PaperId, list[PaperRecord]] = {}
    rows = ["| night | calls | by registry | confirmed | unknown | wrong |", "| ---: " * 6 + "|"]
    for night in range(nights):
        now = FIRST_NIGHT + timedelta(days=night)
        gateway = ScholarGateway(
            user_agent="listbot-benchmark (mailto:nobody@example.org)",
            transport=InProcessTransport(Reception(world)),
            sleep=_at_once,
        )
        answers = await gateway.look_up(questions, known, now=now)
        known = defaultdict(list)
        for record in answers.records:
            known[record.id].append(record)
        judged = judge_catalogue(catalogue, known, unregistered=answers.unregistered, now=now)
        found = Counter(judgement.identity for judgement in judged)
        wrong = found[Identity.WRONG_CERTAIN] + found[Identity.WRONG_PROBABLE]
        calls = ", ".join(f"{name} {count}" for name, count in answers.calls) or "-"
        total = sum(count for _, count in answers.calls)
        rows.append(
            f"| {night + 1} | {total} | {calls} | {found[Identity.CONFIRMED]} "
            f"| {found[Identity.UNKNOWN]} | {wrong} |"
        )
    open_hosts = (Scheme.CVF, Scheme.PMLR, Scheme.NEURIPS)
    pages = sum(question.id.scheme in open_hosts for question in questions)
    return "\n".join([*rows, "", f"Pages of open hosts to be read for identity: {pages}."])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=Path, default=LIST)
    parser.add_argument("--nights", type=int, default=8)
    options = parser.parse_args()
    catalogue = parse_catalogue(options.entries.read_text(encoding="utf-8"), options.entries.name)
    sys.stdout.write(asyncio.run(measure(catalogue, options.nights)) + "\n")


if __name__ == "__main__":
    main()
