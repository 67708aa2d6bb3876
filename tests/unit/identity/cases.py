"""Invented entries and records about them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.identity.judgement import judge_catalogue
from bot.model.entries import Catalogue, Entry
from bot.model.papers import About, IdentityJudgement, PaperId, PaperRecord
from tests.builders import an_entry
from tests.unit.registries.answers import AT, a_record, pid

IEEE = "https://ieeexplore.ieee.org/document/90000001/"
OTHER_IEEE = "https://ieeexplore.ieee.org/document/90000002/"
DOI = "https://doi.org/10.5555/one"
ARXIV = "https://arxiv.org/abs/2401.00001"
WIDGETS = "WidgetSyn: Text-Guided Synthesis of High-Fidelity Widgets"
SPROCKETS = "Diffusion-based augmentation for sprocket wear: from real to synthetic gears"
TEAM = ("Doe", "Roe", "Poe")
STRANGERS = ("Smith", "Brown")


def entry_of(title: str, url: str = IEEE, *, entry_id: str = "one", **fields: Any) -> Entry:
    """An entry with this title and paper link."""
    return replace(an_entry(entry_id, title=title, pdf=url), **fields)


def crossref(url: str = IEEE, title: str = WIDGETS, **fields: Any) -> PaperRecord:
    """Crossref's record of the link's identifier."""
    defaults = {"doi": "10.5555/tmi.1", "landing_url": url, "authors": TEAM, "title": title}
    return a_record(url, "crossref", **(defaults | fields))


def openalex(url: str = IEEE, title: str = WIDGETS, **fields: Any) -> PaperRecord:
    """The second witness about the same DOI."""
    defaults = {"doi": "10.5555/tmi.1", "authors": TEAM, "title": title}
    return a_record(url, "openalex", **(defaults | fields))


def found(
    url: str = IEEE, title: str = SPROCKETS, source: str = "crossref", **fields: Any
) -> PaperRecord:
    """What a search for the entry's title found."""
    defaults = {
        "about": About.SEARCH,
        "searched_title": title,
        "title": title,
        "doi": "10.5555/gears.1",
        "landing_url": "https://link.example/10.5555/gears.1",
        "authors": STRANGERS,
        "kind": "book-chapter",
    }
    return a_record(url, source, **(defaults | fields))


def preprint(title: str, **fields: Any) -> PaperRecord:
    """arXiv's record."""
    defaults = {
        "title": title, "authors": TEAM, "version": 1, "arxiv": "2401.00001", "year": 2024,
        "doi": "10.48550/arxiv.2401.00001", "kind": "preprint",
    }  # fmt: skip
    return a_record(ARXIV, "arxiv", **(defaults | fields))


def judge_all(
    entries: tuple[Entry, ...], *records: PaperRecord, unregistered: tuple[PaperId, ...] = ()
) -> tuple[IdentityJudgement, ...]:
    """Judge a small list."""
    known: dict[PaperId, list[PaperRecord]] = {}
    for record in records:
        known.setdefault(record.id, []).append(record)
    catalogue = Catalogue(title="Invented", sections=(), entries=entries)
    return judge_catalogue(catalogue, known, unregistered=unregistered, now=AT)


def judge(entry: Entry, *records: PaperRecord) -> IdentityJudgement:
    """Judge one entry."""
    (judgement,) = judge_all((entry,), *records)
    return judgement


__all__ = [
    "ARXIV", "DOI", "IEEE", "OTHER_IEEE", "SPROCKETS", "STRANGERS", "TEAM", "WIDGETS",
    "crossref", "entry_of", "found", "judge", "judge_all", "openalex", "pid", "preprint",
]  # fmt: skip
