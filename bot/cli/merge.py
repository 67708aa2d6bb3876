"""``listbot merge``: the results of shards joined to one check, or to one night."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.check import Format, exit_code, print_report
from bot.cli.options import FORMAT, Common, OutputOption, takes_shared_options
from bot.cli.session import Session, open_session
from bot.errors import UsageError
from bot.gateways.files import WorkingTree
from bot.ledger.parts import is_part
from bot.pipeline.merge import merge
from bot.reports.check.reading import read


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("merge")(command)


@takes_shared_options
def command(
    shared: Common,
    files: Annotated[
        list[Path],
        typer.Argument(
            help="What `check --shard I/N --format json` or `nightly --shard I/N` wrote."
        ),
    ],
    form: Annotated[Format, FORMAT] = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Join the parts of a check, or of a night. A missing part makes the result partial, not wrong.

    Parts of a night become that night: registries and code hosts are asked, the run is judged as a
    whole, ledger and reports are written, the plan is printed. Exit codes as those of check and of
    nightly: 2 the files are not parts of one run, 3 no part proves anything, 4 a part is missing.
    """
    texts = _Texts(files)
    if any(is_part(text) for text in texts.values()):
        if output is not None or form is not Format.TABLE:
            raise UsageError(
                "--format and --output are for the parts of a check",
                hint="A night leaves its ledger and its reports below --reports.",
            )
        _merge_night(open_session(shared, several=True), texts)
        return
    report = merge([read(texts[name], name) for name in texts])
    print_report(report, form, output, shared)
    raise typer.Exit(exit_code(report))


class _Texts(Mapping[str, str]):
    """The files by name, each read when it is looked at: never all of them are in memory."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._names = list(dict.fromkeys(map(str, files)))
        self._tree = WorkingTree(Path())

    def __getitem__(self, name: str) -> str:
        text = self._tree.read(name)
        if text is None:
            raise UsageError(f"there is no file {name}")
        return text

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _merge_night(session: Session, texts: Mapping[str, str]) -> None:
    from bot.cli.nights import finish_all, observe_nights  # see that module
    from bot.cli.running import run_to_end
    from bot.pipeline.parts import join

    joined = join(texts, session.settings, now=session.now)
    finish_all(session, run_to_end(observe_nights(session, joined)), apply=False)
