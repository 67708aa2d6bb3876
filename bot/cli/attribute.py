"""``listbot attribute``: is the repository the paper's code, and the link the paper?"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.attribution.judge import attribute
from bot.cli.corpus import read_pairs
from bot.errors import UsageError
from bot.model.evidence import AttributionJudgement


class Format(StrEnum):
    """Formats of ``attribute``."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("attribute")(command)


def command(
    corpus: Annotated[
        Path | None,
        typer.Option(
            "--corpus", metavar="DIR", help="Judge stored pairs, offline: DIR/pairs.jsonl."
        ),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.JSONL,
) -> None:
    """Say for every code link whether it is the paper's own, with the evidence."""
    if corpus is None:
        raise UsageError("attribute needs --corpus DIR")
    _PRINT[format_](
        (pair.id, attribute(pair.paper, pair.repo, pair.link)) for pair in read_pairs(corpus)
    )


def as_data(number: str, judgement: AttributionJudgement) -> dict[str, Any]:
    """The published shape of one judgement."""
    return {
        "id": number,
        "attribution": judgement.attribution.value,
        "score": judgement.score,
        "accuse": judgement.accuse,
        "evidence": [
            {"kind": piece.kind, "supports": piece.supports, "detail": piece.detail}
            for piece in judgement.evidence
        ],
    }


def _line(number: str, judgement: AttributionJudgement) -> str:
    text = json.dumps(as_data(number, judgement), ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")


def _print_jsonl(judged: Iterable[tuple[str, AttributionJudgement]]) -> None:
    for number, judgement in judged:
        sys.stdout.write(_line(number, judgement) + "\n")


def _print_json(judged: Iterable[tuple[str, AttributionJudgement]]) -> None:
    pairs = ",\n".join(_line(number, judgement) for number, judgement in judged)
    sys.stdout.write(f'{{"version":1,"pairs":[\n{pairs}\n]}}\n')


def _print_table(judged: Iterable[tuple[str, AttributionJudgement]]) -> None:
    for number, judgement in judged:
        mark = "!" if judgement.accuse else " "
        reason = judgement.evidence[0].detail if judgement.evidence else ""
        sys.stdout.write(
            f"{mark} {number:12} {judgement.attribution.value:10} {judgement.score:6.3f}  {reason}\n"
        )


_PRINT: dict[Format, Callable[[Iterable[tuple[str, AttributionJudgement]]], None]] = {
    Format.TABLE: _print_table,
    Format.JSON: _print_json,
    Format.JSONL: _print_jsonl,
}
