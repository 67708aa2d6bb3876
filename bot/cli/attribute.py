"""``listbot attribute``: is the repository the paper's code, and the link the paper?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.attribution.judge import attribute
from bot.cli.corpus import read_pairs
from bot.cli.options import FORMAT, Common, takes_shared_options
from bot.cli.output import say, write_data
from bot.model.evidence import AttributionJudgement, Evidence
from bot.model.papers import Identity
from bot.text import terminal
from bot.urls import redacted

if TYPE_CHECKING:
    from bot.model.report import LinkHealth, Report

#: one answer as data, ready to be a line
Row = dict[str, Any]


class Format(StrEnum):
    """Formats of ``attribute``."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("attribute")(command)


@takes_shared_options
def command(
    shared: Common,
    corpus: Annotated[
        Path | None,
        typer.Option("--corpus", metavar="DIR", help="Judge stored pairs: DIR/pairs.jsonl."),
    ] = None,
    format_: Annotated[Format | None, FORMAT] = None,
) -> None:
    """Say whether each link leads to the paper, and to its code, with the evidence. Asks nobody.

    Without --corpus: what the last night found out about the entries; exit code 1 when a link is
    wrong. With --corpus: one answer for each stored pair, in the file's order; exit code 0.
    """
    if corpus is not None:
        pairs = read_pairs(corpus)
        _PRINT[format_ or Format.JSONL](
            as_data(pair.id, attribute(pair.paper, pair.repo, pair.link)) for pair in pairs
        )
        return
    rows = list(_entries(shared, at_run=shared.as_of is None))
    _PRINT[format_ or Format.TABLE](iter(rows))
    if any(row["accuse"] for row in rows):
        raise typer.Exit(1)


def as_data(number: str, judgement: AttributionJudgement) -> Row:
    """The published shape of one judgement on a stored pair."""
    return {
        "id": number,
        "attribution": judgement.attribution.value,
        "score": judgement.score,
        "accuse": judgement.accuse,
        "evidence": _evidence(judgement.evidence),
    }


def _evidence(pieces: Iterable[Evidence]) -> list[Row]:
    return [{"kind": p.kind, "supports": p.supports, "detail": p.detail} for p in pieces]


def _entries(options: Common, *, at_run: bool) -> Iterator[Row]:
    """What is known about the links of the list, from the last night's stored facts."""
    # a corpus needs neither settings nor a ledger, and these take as long to load as 100 READMEs
    from bot.cli.session import open_session
    from bot.pipeline.assemble import assemble_from

    session = open_session(options)
    report: Report
    report, _ = assemble_from(session.files, session.settings, now=session.now, at_run=at_run)
    if report.run is None:
        say(options, "not run yet: nothing is known about the links")
    elif report.simulated:
        say(options, "simulated: these figures come from a rehearsal")
    for entry in report.entries:
        for link in entry.links:
            if link.identity is not None or link.attribution is not None:
                yield _link_row(entry.entry.id, link)


def _link_row(entry_id: str, link: LinkHealth) -> Row:
    """The published shape of what is known about one link of an entry."""
    identity, attribution = link.identity, link.attribution
    wrong = identity is not None and identity.identity is Identity.WRONG_CERTAIN
    evidence = (
        *(identity.evidence if identity else ()),
        *(attribution.evidence if attribution else ()),
    )
    return {
        "id": entry_id,
        "role": link.link.role.value,
        "url": redacted(link.link.url),
        "identity": identity.identity.value if identity else None,
        "attribution": attribution.attribution.value if attribution else None,
        "score": attribution.score if attribution else None,
        "accuse": wrong or (attribution is not None and attribution.accuse),
        "evidence": _evidence(evidence),
    }


_as_json = json.JSONEncoder(ensure_ascii=False).encode


def _line(row: Row) -> str:
    return _as_json(row).encode("utf-8", "replace").decode("utf-8")


def _print_jsonl(rows: Iterator[Row]) -> None:
    for row in rows:
        write_data(_line(row) + "\n")


def _print_json(rows: Iterator[Row]) -> None:
    """One document: ``{"version": 1, "judgements": [...]}``."""
    write_data('{"version": 1, "judgements": [')
    for number, row in enumerate(rows):
        write_data(f"{',' if number else ''}\n{_line(row)}")
    write_data("\n]}\n")


def _print_table(rows: Iterator[Row]) -> None:
    """One line an answer: a mark when it would open an issue, and the weightiest evidence."""
    for row in rows:
        mark = "!" if row["accuse"] else " "
        answer = row["attribution"] or row.get("identity") or ""
        score = f"{row['score']:.3f}" if row["score"] is not None else "     "
        reason = row["evidence"][0]["detail"] if row["evidence"] else ""
        write_data(f"{mark} {terminal(row['id']):24} {answer:14} {score}  {terminal(reason)}\n")


_PRINT: dict[Format, Callable[[Iterator[Row]], None]] = {
    Format.TABLE: _print_table,
    Format.JSON: _print_json,
    Format.JSONL: _print_jsonl,
}
