"""The map in bot/README.md, the layers in pyproject.toml and the folders say the same."""

from __future__ import annotations

import ast
import re
import tomllib
from itertools import takewhile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
BOT = ROOT / "bot"
IMPURE = {"__main__", "cli", "gateways", "rehearsal", "wiring"}


def rooms_on_disk() -> set[str]:
    folders = {p.name for p in BOT.iterdir() if p.is_dir() and any(p.glob("*.py"))}
    modules = {p.stem for p in BOT.glob("*.py") if p.stem != "__init__"}
    return folders | modules


def layers() -> list[list[str]]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    rows = next(c for c in contracts["contracts"] if c["type"] == "layers")["layers"]
    return [[name.strip() for name in row.split("|")] for row in rows]


def test_the_map_shows_the_rows_in_the_order_that_the_linter_holds() -> None:
    lines = (BOT / "README.md").read_text().splitlines()
    table = lines[lines.index("|---|---|---|") + 1 :]
    rows = takewhile(lambda line: line.startswith("|"), table)
    shown = [re.findall(r"`(\w+)`", row.split("|")[1]) for row in rows]
    assert [sorted(row) for row in shown] == [sorted(row) for row in layers()]


def test_every_room_has_its_place() -> None:
    assert {room for row in layers() for room in row} == rooms_on_disk()


@pytest.mark.slow
def test_every_room_says_in_one_sentence_what_it_is() -> None:
    for path in BOT.rglob("*.py"):
        assert ast.get_docstring(ast.parse(path.read_text())), path


@pytest.mark.parametrize("room", sorted(rooms_on_disk() - IMPURE))
@pytest.mark.slow
def test_a_pure_room_opens_no_file(room: str) -> None:
    place = BOT / room
    for path in place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "open", f"{path}:{node.lineno}"
