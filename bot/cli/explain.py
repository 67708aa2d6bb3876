"""``listbot explain``: everything behind today's verdict on an entry or a URL. Offline."""

from __future__ import annotations

from typing import Annotated

import typer
from rapidfuzz import process

from bot.catalogue.targets import target_of, target_url
from bot.cli.options import Common, takes_shared_options
from bot.cli.output import write_data
from bot.cli.session import open_session
from bot.errors import UsageError
from bot.model.report import EntryHealth, Report
from bot.pipeline.assemble import assemble_from
from bot.reports import explanation


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("explain")(explain)


@takes_shared_options
def explain(
    shared: Common,
    subject: Annotated[str, typer.Argument(metavar="ENTRY|URL", help="Entry id, or a URL.")],
) -> None:
    """Show every observation, rule and piece of evidence behind today's verdict. Asks nobody."""
    session = open_session(shared)
    report, store = assemble_from(
        session.files, session.settings, now=session.now, at_run=shared.as_of is None
    )
    found = _find(report, subject)
    texts = [
        explanation.text(
            entry,
            [tuple(store.ledger.sightings(target_of(link.link))) for link in entry.links],
            session.settings.policy,
            run=report.run is not None,
        )
        for entry in found
    ]
    write_data("\n".join(texts))


def _find(report: Report, subject: str) -> list[EntryHealth]:
    """The entry with this id, or every entry that uses this URL. Raises UsageError."""
    by_id = [entry for entry in report.entries if entry.entry.id == subject]
    if by_id:
        return by_id
    target = target_url(subject)
    by_url = [e for e in report.entries if any(link.target == target for link in e.links)]
    if by_url:
        return by_url
    near = process.extract(subject, [e.entry.id for e in report.entries], limit=3, score_cutoff=75)
    listed = "`listbot export` lists every id and URL."
    hint = f"Did you mean {', '.join(name for name, _, _ in near)}?" if near else listed
    raise UsageError(
        f"no entry of {report.catalogue.file} has the id or the URL {subject!r}", hint=hint
    )
