r"""The ledger as sorted text lines, so that git diffs stay small.

``links.tsv``: ``URL NUMBER TIME OUTCOME WITNESS STATUS FLAGS FINAL_URL REASON``, tab-separated, sorted
by URL and time. ``-`` stands for "none"; FLAGS are ``p`` (permanent) and ``s`` (secure twin).
``runs.jsonl``: one JSON object a run, oldest first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from bot.errors import StateError
from bot.ledger.history import Ledger, LedgerRun, Timeline
from bot.ledger.visits import Visits
from bot.model.observations import Observation, Outcome, Witness
from bot.model.runs import Incident, Run, Validity

FORMAT = 1
LINKS_HEADER = f"# listbot ledger, format {FORMAT}: observations, one line where something changed"
_FIELDS = 9
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_UNESCAPES = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}


def time_to_text(at: datetime) -> str:
    """UTC to the second, e.g. ``2026-11-24T02:17:00Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def time_from_text(text: str) -> datetime:
    """Read what ``time_to_text`` wrote. Raises ValueError."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _escape(text: str) -> str:
    if not text:
        return "-"
    for raw, written in _ESCAPES.items():
        text = text.replace(raw, written)
    return "\\-" if text == "-" else text


def _unescape(text: str) -> str:
    if text == "-":
        return ""
    if "\\" not in text:
        return text
    if text == "\\-":
        return "-"
    letters = iter(text)
    return "".join(
        _UNESCAPES.get(next(letters, ""), "?") if letter == "\\" else letter for letter in letters
    )


def _link_line(number: int, change: Observation) -> str:
    flags = ("p" if change.permanent else "") + ("s" if change.secure_twin else "")
    return "\t".join(
        (
            _escape(change.target),
            str(number),
            time_to_text(change.at),
            change.outcome,
            change.witness,
            "-" if change.status is None else str(change.status),
            flags or "-",
            _escape(change.final_url or ""),
            _escape(change.reason),
        )
    )


def links_to_text(ledger: Ledger) -> str:
    """Text of ``links.tsv``."""
    lines = [LINKS_HEADER]
    for target in sorted(ledger.timelines):
        timeline = ledger.timelines[target]
        lines.extend(_link_line(timeline.number, change) for change in timeline.changes)
    return "\n".join(lines) + "\n"


def runs_to_text(ledger: Ledger) -> str:
    """Text of ``runs.jsonl``."""
    return "".join(json.dumps(_run_object(entry), sort_keys=True) + "\n" for entry in ledger.runs)


def _run_object(entry: LedgerRun) -> dict[str, Any]:
    run = entry.run
    found: dict[str, Any] = {"at": time_to_text(run.at), "visits": str(entry.visits)}
    if run.incidents:
        found["incidents"] = [
            {"asked": i.asked, "failed": i.failed, "host": i.host, "reason": i.reason}
            for i in run.incidents
        ]
    if run.simulated:
        found["simulated"] = True
    return found


def parse_ledger(links: str | None, runs: str | None, *, folder: str = "reports") -> Ledger:
    """Read a ledger; absent files are an empty one.

    Raises StateError naming file and line when a line cannot be read: state is data, and data that
    cannot be trusted is not guessed at.
    """
    return Ledger(
        runs=tuple(_parse_runs(runs or "", f"{folder}/ledger/runs.jsonl")),
        timelines=_parse_links(links or "", f"{folder}/ledger/links.tsv"),
    )


def _broken(file: str, number: int, what: str) -> StateError:
    return StateError(
        f"{file}:{number}: {what}",
        hint="Restore the file from git, or delete the folder ledger/ to start a fresh history.",
    )


def _parse_runs(text: str, file: str) -> Iterable[LedgerRun]:
    before: datetime | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
            run = LedgerRun(
                run=Run(
                    at=time_from_text(found["at"]),
                    validity=Validity.VALID,
                    incidents=tuple(Incident(**item) for item in found.get("incidents", ())),
                    simulated=bool(found.get("simulated", False)),
                ),
                visits=Visits.parse(found["visits"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _broken(file, number, f"is not a run ({error})") from None
        if before is not None and run.run.at <= before:
            raise _broken(file, number, "the runs are not in order of time")
        before = run.run.at
        yield run


def _parse_links(text: str, file: str) -> dict[str, Timeline]:
    found: dict[str, tuple[int, list[Observation]]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if number == 1 and line.startswith("#"):
            if line != LINKS_HEADER:
                raise _broken(file, number, f"is not format {FORMAT} of the ledger")
            continue
        if not line:
            continue
        try:
            key, change = _parse_link_line(line)
        except (ValueError, KeyError) as error:
            raise _broken(file, number, f"is not an observation ({error})") from None
        known = found.setdefault(change.target, (key, []))
        if known[0] != key or (known[1] and known[1][-1].at >= change.at):
            raise _broken(file, number, "contradicts the line before it")
        known[1].append(change)
    return {
        target: Timeline(number=key, changes=tuple(changes))
        for target, (key, changes) in found.items()
    }


def _parse_link_line(line: str) -> tuple[int, Observation]:
    parts = line.split("\t")
    if len(parts) != _FIELDS:
        raise ValueError(f"{len(parts)} fields instead of {_FIELDS}")
    target, key, at, outcome, witness, status, flags, final_url, reason = parts
    if not set(flags) <= set("ps-"):
        raise ValueError(f"flags {flags}")
    return int(key), Observation(
        target=_unescape(target),
        at=time_from_text(at),
        outcome=Outcome(outcome),
        witness=Witness(witness),
        status=None if status == "-" else int(status),
        final_url=_unescape(final_url) or None,
        permanent="p" in flags,
        secure_twin="s" in flags,
        reason=_unescape(reason),
    )
