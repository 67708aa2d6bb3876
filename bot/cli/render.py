"""``listbot render``: README list, badges, dashboard, from what is known. Offline."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import typer

from bot.cli.options import Common, takes_shared_options
from bot.cli.output import say
from bot.cli.session import Session, open_session
from bot.pipeline.assemble import assemble_from
from bot.pipeline.publish import Page, all_files, stale

FINDINGS = 1


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("render")(render)


@takes_shared_options
def render(
    shared: Common,
    check: bool = typer.Option(False, "--check", help="Write nothing; fail when files are stale."),
) -> None:
    """Write the list in README.md, badges, dashboard and reports anew; asks nobody.

    Exit codes: 0 done (or, with --check, up to date), 1 stale files, 2 bad input.
    """
    session = open_session(shared, several=True)
    pages = chain.from_iterable(map(rendered, session.each_list()))
    if check:
        behind = stale(session.files, pages)
        for path in behind:
            say(session.common, f"{path} is stale; run `listbot render`")
        raise typer.Exit(FINDINGS if behind else 0)
    written = [path for path, text in pages if session.files.write(path, text)]
    for path in written:
        say(session.common, f"wrote {path}")
    if not written:
        say(session.common, "everything was up to date")


def rendered(session: Session) -> Iterator[Page]:
    """Path and text of everything that is made from the list and its history."""
    given = session.common.as_of
    report, store = assemble_from(
        session.files, session.settings, now=session.now, at_run=not given
    )
    readme = session.files.read(session.settings.readme)
    return all_files(report, store.ledger, session.settings, readme)
