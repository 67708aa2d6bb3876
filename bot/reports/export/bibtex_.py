"""``export --format bibtex``: one entry a paper; nothing in a title is a command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from bot.model.report import EntryHealth, Report
from bot.reports.export.rows import rows
from bot.text.addresses import web_address
from bot.text.data import bibtex, bibtex_key

#: what a DOI or an address may hold raw: no brace, back-slash, quote, space, dollar
_RAW = "/:;,.()<>[]?=&#%~+!*'@_-"
_AND = re.compile(r"\band\b", re.IGNORECASE)


def lines(report: Report) -> Iterator[str]:
    """Every entry in the list's order, keyed by its id."""
    if report.simulated:
        yield "% simulated: these figures come from a rehearsal\n\n"
    for health, row in zip(report.entries, rows(report), strict=True):
        fields = {
            "title": f"{{{bibtex(row['title'])}}}",
            "author": _authors(health),
            "year": str(row["year"] or ""),
            "howpublished": bibtex(row["venue"] or ""),
            "doi": quote(row["doi"] or "", safe=_RAW),
            "eprint": quote(row["arxiv"] or "", safe=_RAW),
            "archiveprefix": "arXiv" if row["arxiv"] else "",
            "url": _url(row["pdf"]),
            "note": _note(row["code"]),
        }
        yield f"@misc{{{bibtex_key(row['id'])},\n"
        yield from (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        yield "}\n\n"


def _authors(health: EntryHealth) -> str:
    """Names joined by "and"; the same word inside a name is kept from joining."""
    names = health.entry.authors or (health.record.authors if health.record else ())
    return " and ".join(f"{{{name}}}" if _AND.search(name) else name for name in map(bibtex, names))


def _url(url: str | None) -> str:
    address = web_address(url) if url else None
    return quote(address, safe=_RAW) if address else ""


def _note(code: str | None) -> str:
    return f"Code: {bibtex(_url(code))}" if _url(code) else ""
