"""Small lists for the rules that look at the list alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.catalogue.reading import parse_catalogue
from bot.catalogue.writing import quote
from bot.model.entries import Catalogue, Entry
from bot.model.findings import Finding

TITLE = "Deep networks for the diagnosis of pneumonia on chest radiographs"
OTHER = "Synthesis of three-dimensional tomography volumes from clinical text"
PDF = "https://arxiv.org/abs/2404.16192"
CODE = "https://github.com/owner/name"


def a_list(*entries: dict[str, str], sections: tuple[str, ...] = ()) -> Catalogue:
    """Entries with quiet defaults: id ``e0``, ``e1`` ..., section ``s``, links that differ."""
    lines = ["title: t", "sections:" if sections else "sections: []"]
    lines += [f"  - {{id: {name}, title: {name}}}" for name in sections]
    lines.append("entries:")
    for number, entry in enumerate(entries):
        quiet = {
            "id": f"e{'abcdefgh'[number]}",
            "section": "s",
            "title": f"{TITLE} {'abcdefgh'[number] * 9}",
            "pdf": f"https://example.org/papers/{number}.html",
        }
        given = {**quiet, **entry}
        parts = ", ".join(f"{key}: {_value(key, value)}" for key, value in given.items())
        lines.append(f"  - {{{parts}}}")
    return parse_catalogue("\n".join(lines) + "\n")


def _value(key: str, value: str) -> str:
    return value if key == "ignore" else quote(value)


def an_entry(**entry: str) -> Entry:
    """One entry with quiet defaults."""
    return a_list(entry).entries[0]


def found_in(rule: Callable[[Entry], Iterator[Finding]], **entry: str) -> list[tuple[str, str]]:
    """(entry, severity) of every finding of a rule that looks at one entry."""
    return [(finding.entry_id, finding.severity.value) for finding in rule(an_entry(**entry))]


def found(
    rule: Callable[[Catalogue], Iterator[Finding]],
    *entries: dict[str, str],
    sections: tuple[str, ...] = (),
) -> list[tuple[str, str]]:
    """(entry, severity) of every finding of a rule that compares entries."""
    findings = rule(a_list(*entries, sections=sections))
    return [(finding.entry_id, finding.severity.value) for finding in findings]
