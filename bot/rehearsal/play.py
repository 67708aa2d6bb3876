"""A rehearsal from beginning to end: night after night through the real pipeline."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.ledger.history import Ledger
from bot.model.entries import Catalogue
from bot.model.report import Report
from bot.model.settings import Settings
from bot.pipeline.assemble import assemble
from bot.pipeline.night import run_night
from bot.pipeline.publish import publish
from bot.pipeline.store import Store, load_store
from bot.ports import Progress
from bot.rehearsal.building import Script, build_world
from bot.rehearsal.chart import rows
from bot.rehearsal.exchange import split
from bot.rehearsal.folder import ENTRIES, FORGE, REPORTS, Folder
from bot.rehearsal.forge import SimulatedForge
from bot.rehearsal.invention import number_for
from bot.rehearsal.stage import on_stage, rehearsal_settings
from bot.rehearsal.telling import NightTold, Teller
from bot.rehearsal.web import SimulatedWeb
from bot.rehearsal.world import FIRST_NIGHT

#: shows how far a night is, while it lasts
Watching = Callable[[], AbstractContextManager[Progress | None]]

#: minutes by which a night may begin earlier or later than 24 hours after the one before
_JITTER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What is to be played."""

    catalogue: Catalogue
    #: text of the entries file
    entries: str
    script: Script
    settings: Settings
    folder: Path
    nights: int = 1
    start: datetime = FIRST_NIGHT


def night_at(start: datetime, number: int) -> datetime:
    """When night ``number`` (1 = the first) begins: 24 hours apart, give or take some minutes."""
    late = number_for("late", number, below=2 * _JITTER + 1) - _JITTER if number > 1 else 0
    return start + timedelta(days=number - 1, minutes=late)


async def play(
    piece: Piece, teller: Teller, watching: Watching = nullcontext
) -> tuple[NightTold, ...]:
    """Play every night, tell it, and leave the reports in the folder of the piece.

    A rehearsal that was killed in that folder is continued in the night in which it stopped.
    Raises UsageError for a folder that is not ours, EntriesError for a broken list.
    """
    settings = rehearsal_settings(piece.settings)
    folder = Folder(piece.folder)
    folder.prepare(piece.entries, nights=piece.nights, start=piece.start.isoformat())
    world = build_world(piece.catalogue, piece.script)
    forge = SimulatedForge(folder.files, settings)
    _open(piece, teller)
    told: list[NightTold] = []
    with SimulatedWeb(world, start=piece.start, canaries=settings.web.canaries) as web:
        for number in range(1, piece.nights + 1):
            at = night_at(piece.start, number)
            web.set_night(number, at=at)
            earlier = _played(folder, piece.catalogue, settings, at)
            if earlier is not None:
                report, ledger = earlier
                forge.reconcile(report, ledger, now=at)
                told.append(NightTold(number=number, at=at, report=report, earlier=True))
            else:
                told.append(await _night(folder, forge, settings, web, at, watching))
            teller.night(told[-1])
    folder.finish()
    chart = rows(world, [night.report for night in told], _cast(piece))
    teller.closing(chart, _places(piece))
    return tuple(told)


async def _night(
    folder: Folder,
    forge: SimulatedForge,
    settings: Settings,
    web: SimulatedWeb,
    at: datetime,
    watching: Watching,
) -> NightTold:
    began = time.monotonic()
    with watching() as progress:
        async with on_stage(settings, web, at=at, progress=progress) as everybody:
            night = await run_night(everybody, folder.files, settings, now=at, simulated=True)
    done: tuple[str, ...] = ()
    if night.report is not None:
        publish(folder.files, night.report, night.store.ledger, settings)
        done = forge.reconcile(night.report, night.store.ledger, now=at)
        forge.write_down(FORGE)
    return NightTold(
        number=web.night,
        at=at,
        report=night.report,
        refused=night.validity.explanation,
        misfortunes=web.tonight.misfortunes,
        requests=web.requests_tonight,
        plan=done,
        seconds=time.monotonic() - began,
        resumed=night.resumed,
    )


def _played(
    folder: Folder, catalogue: Catalogue, settings: Settings, at: datetime
) -> tuple[Report, Ledger] | None:
    """Report and ledger of a night that a killed rehearsal has already recorded."""
    store = load_store(folder.files, REPORTS)
    runs = store.ledger.runs
    if not runs or runs[-1].run.at < at:
        return None
    store = _store_until(store, at)
    return assemble(catalogue, store, settings, now=at), store.ledger


def _store_until(store: Store, at: datetime) -> Store:
    ledger: Ledger = store.ledger
    runs = tuple(entry for entry in ledger.runs if entry.run.at <= at)
    return replace(store, ledger=replace(ledger, runs=runs))


def _open(piece: Piece, teller: Teller) -> None:
    links = piece.catalogue.links()
    hosts = {split(link.url).hostname for link in links}
    teller.opening(
        piece.catalogue.title,
        entries=len(piece.catalogue.entries),
        links=len(links),
        hosts=len(hosts),
        nights=piece.nights,
    )


def _cast(piece: Piece) -> Sequence[tuple[str, str]]:
    listed = {link.url for link in piece.catalogue.links()}
    return [(part, url) for part, url in piece.script.cast if url in listed]


def _places(piece: Piece) -> str:
    folder = piece.folder
    more = "\nMore happens in a week: listbot rehearse --nights 7" if piece.nights == 1 else ""
    return (
        f"Look at it: {folder / REPORTS / 'index.html'} (dashboard), {folder / 'README.md'} "
        f"(the list), {folder / REPORTS / 'README.md'} (report), {folder / FORGE} (issues and pull "
        "requests).\n"
        f"Ask about one link: listbot explain ENTRY --entries {folder / ENTRIES} "
        f"--reports {folder / REPORTS}{more}"
    )
