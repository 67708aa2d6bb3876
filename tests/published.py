"""Files that are written from the program and committed; ``UPDATE=1`` writes them again."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


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
