"""What passes from the job that looks to the job that writes: data, checked before it is believed.

The looking job meets strangers; whatever it was talked into, its answer can only add one night to what is
known. History cannot be rewritten, no run lies in the future, and every line is read by its schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.errors import StateError
from bot.ledger.history import Ledger, Timeline
from bot.ledger.lines import parse_ledger
from bot.pipeline.store import (
    ATTRIBUTIONS,
    COPIES,
    HOSTS,
    LAST_RUN,
    LINKS_FILE,
    OFFERS,
    PAPERS,
    REPOSITORIES,
    RUNS_FILE,
    VALIDATORS,
    Lines,
    Store,
    load_store,
    store_files,
)

_TABLES: tuple[Lines[Any], ...] = (
    PAPERS,
    REPOSITORIES,
    ATTRIBUTIONS,
    OFFERS,
    HOSTS,
    VALIDATORS,
    COPIES,
    LAST_RUN,
)
#: files that are handed over, below the reports folder
FILES = frozenset({LINKS_FILE, RUNS_FILE, *(table.file for table in _TABLES)})
#: characters of one file; the ledger of 50,000 links has 15 million
_LARGEST = 64 * 1024 * 1024
#: clocks of two runners may differ by so much
_SKEW = timedelta(hours=1)
#: runs that are younger are never forgotten (``Ledger.compacted`` keeps 400 days)
_REMEMBERED = timedelta(days=390)
#: runs that one hand-over may add: a night, and one that was killed and gone on with
_NEW_RUNS = 2


def files_of_lists(stores: Iterable[tuple[str, Store]]) -> Iterator[tuple[str, str]]:
    """What the night of several lists hands over: path below one folder, and text.

    By the word of each list; a list that had no night hands nothing over.
    """
    for name, store in stores:
        if store.ledger.runs:
            yield from ((path_of(name, file), text) for file, text in store_files(store).items())


def path_of(name: str, file: str) -> str:
    """Where a file of a list's memory is in what several lists hand over."""
    return f"{name}/{file.removeprefix('ledger/')}"


def continues(texts: Mapping[str, str], here: Store) -> bool:
    """These files are of the same history as what is here, which they may have gone on with."""
    runs = here.ledger.runs
    if not runs or not texts:
        return False
    ledger = parse_ledger(texts.get(LINKS_FILE), texts.get(RUNS_FILE), folder="night")
    return runs[-1].run.at in {entry.run.at for entry in ledger.runs}


class Received:
    """Files of a hand-over as a ``ReadPort``."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def read(self, path: str) -> str | None:
        """Text of a file below ``night/``."""
        return self._texts.get(path.removeprefix("night/"))


def take_over(texts: Mapping[str, str], before: Store, *, now: datetime) -> Store:
    """The store that was handed over, by name of file below the reports folder.

    Raises StateError naming the file and what is wrong with it; then nothing of it is used.
    """
    for name, text in texts.items():
        if name not in FILES:
            raise _refused(name, "is no file of a night")
        if len(text) > _LARGEST:
            raise _refused(name, f"is larger than {_LARGEST} characters")
    for table in _TABLES:
        _check_lines(table, texts.get(table.file, ""))
    ledger = parse_ledger(texts.get(LINKS_FILE), texts.get(RUNS_FILE), folder="night")
    _check_runs(ledger, before.ledger, now)
    _check_timelines(ledger, before.ledger)
    store = load_store(Received(texts), "night")
    _check_identities(store, before)
    return store


def newer(texts: Mapping[str, str], here: Store) -> bool:
    """These files know of a later run than what is here. Raises StateError when they are broken."""
    ledger = parse_ledger(texts.get(LINKS_FILE), texts.get(RUNS_FILE), folder="night")
    if not ledger.runs:
        return False
    return not here.ledger.runs or ledger.runs[-1].run.at > here.ledger.runs[-1].run.at


def _refused(name: str, why: str) -> StateError:
    return StateError(
        f"the night was not taken over: {name} {why}",
        hint="Nothing was changed. Look at the log of the job that observed; the next night is on its own.",
    )


def _check_lines(table: Lines[Any], text: str) -> None:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(table.parse(text)) != len(lines):
        raise _refused(table.file, "has a line that does not fit its schema")
    if table is LAST_RUN and len(lines) > 1:
        raise _refused(table.file, "tells of more than one run")


def _check_runs(ledger: Ledger, before: Ledger, now: datetime) -> None:
    """Old runs first, unchanged (but for those forgotten for their age), then at most two new ones."""
    last = before.runs[-1].run.at if before.runs else None
    old = tuple(e for e in ledger.runs if last is not None and e.run.at <= last)
    new = ledger.runs[len(old) :]
    forgotten = before.runs[: len(before.runs) - len(old)]
    if old != before.runs[len(forgotten) :]:
        raise _refused(RUNS_FILE, "changes a run of the past")
    if any(now - entry.run.at < _REMEMBERED for entry in forgotten):
        raise _refused(RUNS_FILE, "leaves out a run of the past")
    if not 1 <= len(new) <= _NEW_RUNS:
        raise _refused(RUNS_FILE, f"adds {len(new)} runs")
    if new[-1].run.at > now + _SKEW:
        raise _refused(RUNS_FILE, "tells of a run in the future")
    if any(entry.run.simulated for entry in new):
        raise _refused(RUNS_FILE, "was made by a rehearsal")


def _check_timelines(ledger: Ledger, before: Ledger) -> None:
    """Every known target keeps its number and its past."""
    first_new = before.runs[-1].run.at if before.runs else None
    for target, known in before.timelines.items():
        found = ledger.timelines.get(target)
        if found is None or found.number != known.number or not _continues(found, known):
            raise _refused(LINKS_FILE, "changes what was seen in the past")
    if first_new is None:
        return
    for target, found in ledger.timelines.items():
        if target not in before.timelines and found.changes[0].at <= first_new:
            raise _refused(LINKS_FILE, "invents a past")


def _continues(found: Timeline, known: Timeline) -> bool:
    """The same changes, the oldest perhaps forgotten, then new ones."""
    kept = [change for change in found.changes if change.at <= known.latest.at]
    return bool(kept) and tuple(kept) == known.changes[len(known.changes) - len(kept) :]


def _check_identities(store: Store, before: Store) -> None:
    """The identity under which a repository was first seen stays: it is what tells a take-over."""
    for key, known in before.repositories.items():
        found = store.repositories.get(key)
        if found is None:
            continue
        pairs = (
            (known.first_node_id, found.first_node_id),
            (known.first_owner_id, found.first_owner_id),
        )
        if any(first is not None and first != now for first, now in pairs):
            raise _refused(REPOSITORIES.file, "changes the identity of a repository")
