"""Documents that repeat the program are compared with it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import typer

from bot.cli import app

ROOT = Path(__file__).resolve().parents[3]


def test_every_dependency_earns_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    groups = (project["dependencies"], *project["optional-dependencies"].values())
    needed = {re.split(r"[><=\[]", spec)[0].casefold() for group in groups for spec in group}
    rows = re.findall(r"^\| ([^|]+) \|", (ROOT / "docs/dependencies.md").read_text(), re.MULTILINE)
    told = {name.strip().casefold() for row in rows for name in row.split(",")} - {"package"}
    assert needed <= told
    assert told - needed <= {"cryptography"}  # comes with trustme


def test_the_supported_pythons_are_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    minors = [int(v.rpartition(".")[2]) for v in project["classifiers"] if ":: Python :: 3." in v]
    first, last = minors[0], minors[-1]
    assert minors == list(range(first, last + 1))
    assert project["requires-python"] == f">=3.{first},<3.{last + 1}"
    matrix = ", ".join(f'"3.{minor}"' for minor in minors)
    assert f"python: [{matrix}]" in (ROOT / ".github/workflows/ci.yml").read_text()
    bounds = f"OLDEST, NEWEST = (3, {first}), (3, {last})"
    assert bounds in (ROOT / "tools/environment.py").read_text()
    for document in ("README.md", "docs/adopting.md", "action.yml"):
        assert f"3.{first} to 3.{last}" in (ROOT / document).read_text()


def test_the_readme_shows_the_commands_that_there_are() -> None:
    app.register([])
    group = typer.main.get_group(app.app)
    visible = {name for name, command in group.commands.items() if not command.hidden}
    text = (ROOT / "README.md").read_text()
    shown = set(re.findall(r"^\| `listbot ([a-z]+)", text, re.MULTILINE))
    assert visible <= shown | {"lint"}
    assert shown <= visible


def test_every_link_of_the_documents_leads_to_a_file() -> None:
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "bot/README.md"]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
