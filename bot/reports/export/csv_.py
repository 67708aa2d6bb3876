"""``export --format csv``: one row an entry, safe to open in a spreadsheet (RFC 4180)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.model.report import Report
from bot.reports.export.rows import link_of, rows
from bot.text.data import csv_row

_ENTRY = ("id", "section", "title", "year", "venue", "doi", "arxiv", "pdf")
_PDF = ("verdict", "proof", "identity", "flags", "since")
_CODE = ("verdict", "proof", "attribution", "flags", "since", "stars", "last_commit")
_FURTHER = ("project", "dataset")

COLUMNS = (
    *_ENTRY,
    *(f"pdf_{key}" for key in _PDF),
    "code",
    *(f"code_{key}" for key in _CODE),
    *_FURTHER,
)


def lines(report: Report) -> Iterator[str]:
    """A head and every entry; what is not known is empty. No cell begins a formula."""
    marks = ("simulated",) if report.simulated else ()
    yield csv_row((*COLUMNS, *marks))
    for row in rows(report):
        pdf, code = link_of(row, "pdf"), link_of(row, "code")
        cells = [row[key] for key in _ENTRY]
        cells += [pdf.get(key) for key in _PDF]
        cells += [row["code"], *(code.get(key) for key in _CODE)]
        cells += [link_of(row, role).get("url") for role in _FURTHER]
        yield csv_row(map(_text, (*cells, *("yes" for _ in marks))))


def _text(value: Any) -> str:
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, list) else str(value)
