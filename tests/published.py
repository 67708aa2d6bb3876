"""Files that are written from the program and committed; ``UPDATE=1`` writes them again."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parents[1]


def schemas_met(folder: Path) -> dict[str, int]:
    """Hold every JSON file below the folder against its published schema.

    Returns how many values each schema was held against. Raises FileNotFoundError for a file without one.
    """
    met: dict[str, int] = {}
    for file in sorted(folder.rglob("*.json*")):
        place = file.relative_to(folder).as_posix().removeprefix("reports/")
        if place.endswith(".schema.json"):
            continue
        name = place.rpartition(".")[0].replace("/", "-")
        name = "badge" if name.startswith("badges-") else name
        schema = json.loads((ROOT / f"schemas/{name}.schema.json").read_text(encoding="utf-8"))
        judge = jsonschema.Draft202012Validator(schema)
        text = file.read_text(encoding="utf-8")
        values = text.splitlines() if file.suffix == ".jsonl" else [text]
        for value in values:
            judge.validate(json.loads(value))
        met[name] = met.get(name, 0) + len(values)
    return met


def assert_published(path: str, text: str) -> None:
    """The committed file says what the program says."""
    file = ROOT / path
    if os.environ.get("UPDATE"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.is_file(), f"{path} is missing; write it with UPDATE=1 python -m pytest"
    assert file.read_text(encoding="utf-8") == text, (
        f"{path} is stale; write it again with UPDATE=1 python -m pytest"
    )
