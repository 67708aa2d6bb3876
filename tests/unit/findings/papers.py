"""Entries with judged paper links, for the tests of the paper rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.model.entries import Entry
from bot.model.evidence import Evidence
from bot.model.papers import Identity, IdentityJudgement, PaperRecord
from bot.model.report import EntryHealth, LinkHealth
from tests.builders import a_verdict, an_entry
from tests.unit.registries.answers import a_record

URL = "https://ieeexplore.ieee.org/document/90000001/"


def a_paper(**fields: Any) -> PaperRecord:
    """A record of a paper."""
    defaults = {
        "title": "Widgets Explained", "authors": ("Doe", "Roe"), "doi": "10.5555/w.1",
        "venue": "Journal of Widgets", "year": 2024,
    }  # fmt: skip
    return a_record(URL, fields.pop("source", "crossref"), **(defaults | fields))


def judged(
    identity: Identity = Identity.CONFIRMED,
    *,
    entry_id: str = "one",
    entry: dict[str, Any] | None = None,
    code: str | None = None,
    title: str = "A Paper About One Thing",
    **fields: Any,
) -> EntryHealth:
    """One entry whose paper link got this judgement."""
    plain = an_entry(entry_id, pdf=URL, code=code, title=title)
    made: Entry = replace(plain, **(entry or {}))
    judgement = IdentityJudgement(
        entry_id=entry_id,
        url=URL,
        identity=identity,
        **({"evidence": (Evidence(kind="integrity", supports=False, detail="x"),)} | fields),
    )
    links = tuple(
        LinkHealth(
            link=link,
            target=link.url,
            verdict=a_verdict(),
            identity=judgement if link.url == URL else None,
        )
        for link in made.links
    )
    return EntryHealth(entry=made, links=links)
