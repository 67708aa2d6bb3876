"""``export --format jsonl``: one JSON object a line, one line an entry."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bot.model.report import Report
from bot.reports.export.rows import rows


def lines(report: Report) -> Iterator[str]:
    """Every entry, with its line end."""
    for row in rows(report):
        yield json.dumps(row, ensure_ascii=False) + "\n"
