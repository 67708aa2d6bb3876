"""Raw answers of registries, invented, with the true field names and quirks."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from bot.identity.identifiers import identify
from bot.model.papers import PaperId, PaperRecord
from bot.registries.exchange import RawAnswer

AT = datetime(2026, 11, 1, 2, 17, tzinfo=UTC)


def pid(url: str) -> PaperId:
    """The identifier of an address."""
    paper = identify(url)
    assert paper is not None
    return paper


def raw(found: Any, status: int = 200) -> RawAnswer:
    """A JSON answer."""
    return RawAnswer(status=status, body=json.dumps(found).encode())


def a_work(**fields: Any) -> dict[str, Any]:
    """One item of Crossref."""
    return {
        "DOI": "10.5555/tmi.2024.1",
        "type": "journal-article",
        "title": ["WidgetSyn: Text-Guided   Synthesis of <i>3D</i> Widgets"],
        "author": [
            {"given": "Jane", "family": "Doe", "sequence": "first"},
            {"name": "The Widget Consortium", "sequence": "additional"},
        ],
        "container-title": ["Example Series", "Example Transactions on Widgets"],
        "issued": {"date-parts": [[2024, 10]]},
        "resource": {"primary": {"URL": "https://ieeexplore.ieee.org/document/90000001/"}},
        "relation": {},
    } | fields


def works(*items: dict[str, Any]) -> RawAnswer:
    """A list of Crossref."""
    message = {"facets": {}, "total-results": len(items), "items": list(items)}
    return raw({"status": "ok", "message-type": "work-list", "message": message})


def a_feed(*entries: str) -> RawAnswer:
    """An Atom feed of arXiv."""
    text = (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" '
        'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">'
        "<id>https://arxiv.org/api/SYNTHETIC</id><title>arXiv Query</title>"
        f"{''.join(entries)}</feed>"
    )
    return RawAnswer(status=200, body=text.encode())


def an_atom_entry(
    number: str = "2401.00001v2",
    *,
    title: str = "Widget Models for\n  Imaging",
    comment: str = "",
    summary: str = "We show widgets.",
    extra: str = "",
) -> str:
    """One entry of a feed."""
    note = f"<arxiv:comment>{comment}</arxiv:comment>" if comment else ""
    return (
        f"<entry><id>http://arxiv.org/abs/{number}</id><title>{title}</title>"
        "<updated>2025-02-01T00:00:00Z</updated><published>2024-12-01T00:00:00Z</published>"
        f"<summary>{summary}</summary>{note}{extra}"
        "<author><name> Jane Doe</name></author><author><name>Rick van der Roe</name></author>"
        "</entry>"
    )


def a_record(url: str, source: str = "crossref", **fields: Any) -> PaperRecord:
    """A record about the identifier of an address."""
    return PaperRecord(id=pid(url), source=source, **({"fetched_at": AT} | fields))
