"""Nights of an invented list with true rot and flakiness, through the real engine over sockets.

``python -m benchmarks.weather [--entries 200] [--nights 10] [--rot 0.02] [--flakiness 0.05]``
prints, night by night, what was called dead, what of it was not dead, and what was written on the
(simulated) forge.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from pathlib import Path

from bot.catalogue.reading import parse_catalogue
from bot.catalogue.writing import write_catalogue
from bot.model.settings import Settings
from bot.model.verdicts import Health
from bot.pipeline.night import run_night
from bot.rehearsal.building import build_world
from bot.rehearsal.exchange import bare
from bot.rehearsal.folder import Folder
from bot.rehearsal.forge import SimulatedForge
from bot.rehearsal.invented import invented_list, with_weather
from bot.rehearsal.misfortunes import Fate
from bot.rehearsal.play import night_at
from bot.rehearsal.stage import on_stage, rehearsal_settings
from bot.rehearsal.web import SimulatedWeb
from bot.rehearsal.world import FIRST_NIGHT, World


def rotten(world: World, night: int) -> set[str]:
    """Bare addresses that are truly gone on this night."""
    gone = set()
    for item in world.misfortunes:
        if night in item.nights and item.fate in (Fate.GONE, Fate.DELETED):
            gone.add(bare(item.url or f"https://github.com/{item.repository}").casefold())
    return gone


async def run(entries: int, nights: int, rot: float, flakiness: float, folder: Path) -> None:
    """Play the nights and print one line for each."""
    text = write_catalogue(invented_list(entries))
    settings = rehearsal_settings(Settings())
    out = Folder(folder)
    out.prepare(text, nights=nights, start=FIRST_NIGHT.isoformat())
    world = build_world(parse_catalogue(text))
    world = with_weather(world, nights=nights, rot=rot, flakiness=flakiness)
    forge, written, accused = SimulatedForge(out.files, settings), Counter[str](), set[str]()
    began = time.monotonic()
    with SimulatedWeb(world) as web:
        for number in range(1, nights + 1):
            at = night_at(FIRST_NIGHT, number)
            web.set_night(number, at=at)
            async with on_stage(settings, web, at=at) as witnesses:
                night = await run_night(witnesses, out.files, settings, now=at, simulated=True)
            if night.report is None:
                print(f"night {number}: {night.validity.explanation}")
                continue
            done = forge.reconcile(night.report, night.store.ledger, now=at)
            verbs = Counter(" ".join(words.split(" ")[:2]) for words in done)
            written += verbs
            gone = rotten(world, number)
            dead = {
                bare(link.link.url).casefold()
                for link in night.report.links()
                if link.verdict.health is Health.DEAD
            }
            accused |= dead - gone
            print(
                f"night {number} ({time.monotonic() - began:.0f} s): {len(gone)} gone, "
                f"{len(dead & gone)} of them dead, {len(dead - gone)} wrongly; {dict(verbs)}"
            )
    print(f"wrongly accused: {len(accused)}; written in all: {dict(written)}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=200)
    parser.add_argument("--nights", type=int, default=10)
    parser.add_argument("--rot", type=float, default=0.02)
    parser.add_argument("--flakiness", type=float, default=0.05)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(
            run(given.entries, given.nights, given.rot, given.flakiness, Path(folder) / "out")
        )


if __name__ == "__main__":
    main()
