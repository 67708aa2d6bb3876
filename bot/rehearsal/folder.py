"""The folder of a rehearsal: its own, marked as simulated, resumable after a kill."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.errors import UsageError
from bot.gateways.files import WorkingTree
from bot.reports.list_markdown import END, START

MARK = "rehearsal.json"
ENTRIES, REPORTS, README = "entries.yml", "reports", "README.md"
#: issues and pull requests as they would stand on GitHub
FORGE = "github"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What lies in the folder: enough to know whether it can be continued."""

    nights: int
    #: ISO time of the first night
    start: str
    #: SHA-256 of the list
    entries: str
    finished: bool = False
    simulated: bool = True


def mark_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of ``rehearsal.json``, made from what reads it."""
    from pydantic import TypeAdapter  # only who publishes the schema needs it

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:listbot:schema:rehearsal",
        **TypeAdapter(Mark).json_schema(),
        "additionalProperties": False,
        "title": f"What a rehearsal is ({MARK})",
    }


class Folder:
    """Where a rehearsal keeps its list, ledger and reports. Nothing else is ever touched."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files = WorkingTree(path)

    def prepare(self, entries: str, *, nights: int, start: str) -> bool:
        """Make the folder ready; True when a rehearsal that was killed in it is continued.

        Raises UsageError when the folder holds anything that no rehearsal has put there.
        """
        wanted = Mark(nights=nights, start=start, entries=sha256(entries.encode()).hexdigest()[:16])
        found = self._mark()
        if found is None and self.path.exists() and any(self.path.iterdir()):
            raise UsageError(
                f"{self.path} is not empty and holds no rehearsal",
                hint="Name another folder with --out.",
            )
        if found == wanted:
            return True
        if found is not None:
            shutil.rmtree(self.path / REPORTS, ignore_errors=True)
            shutil.rmtree(self.path / FORGE, ignore_errors=True)
        self.path.mkdir(parents=True, exist_ok=True)
        self._write(wanted)
        self.files.write(ENTRIES, entries)
        self.files.write(README, _README)
        return False

    def finish(self) -> None:
        """Mark the rehearsal as played to its end."""
        found = self._mark()
        if found is not None:
            self._write(replace(found, finished=True))

    def _write(self, mark: Mark) -> None:
        self.files.write(MARK, json.dumps(asdict(mark), indent=1) + "\n")

    def _mark(self) -> Mark | None:
        if not self.path.is_dir():
            return None
        text = self.files.read(MARK)
        try:
            return Mark(**json.loads(text)) if text else None
        except (ValueError, TypeError):
            return None


_README = f"""# A rehearsal of listbot (simulated)

Everything in this folder was made by `listbot rehearse` against a simulated web on this machine.
**Nothing here was measured**: dead pages, renamed repositories, stars and dates are invented.

* `reports/index.html`: the dashboard, `reports/README.md`: the report, `reports/badges/`: the badges
* `github/`: the issues and pull requests as they would stand on GitHub
* `reports/ledger/`: what was observed night by night

{START}
{END}
"""
