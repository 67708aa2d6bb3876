"""The list of this repository began as the original list, character for character."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.catalogue.reading import parse_catalogue
from bot.catalogue.shape import ID_PATTERN
from bot.catalogue.writing import write_catalogue
from bot.model.entries import Catalogue, LinkRole

ROOT = Path(__file__).resolve().parents[3]
_ROW = re.compile(r"\|(?P<title>.*)\|\[PDF\]\((?P<pdf>.*?)\)\|(?:-|\[Code\]\((?P<code>.*?)\))\|")


@pytest.fixture(scope="module")
def text() -> str:
    return (ROOT / "entries.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def catalogue(text: str) -> Catalogue:
    return parse_catalogue(text)


def facts(catalogue: Catalogue) -> list[tuple[str, str, str, str | None]]:
    headings = {section.id: section.title for section in catalogue.sections}
    return [
        (
            headings[entry.section],
            entry.title,
            next(link.url for link in entry.links if link.role is LinkRole.PDF),
            next((link.url for link in entry.links if link.role is LinkRole.CODE), None),
        )
        for entry in catalogue.entries
    ]


def test_every_section_title_and_link_is_that_of_the_original(
    shared: Path, catalogue: Catalogue
) -> None:
    expected: list[tuple[str, str, str, str | None]] = []
    heading = ""
    original = (shared / "list" / "VLM-in-MIA.md").read_text(encoding="utf-8")
    for line in original.splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif row := _ROW.fullmatch(line):
            expected.append((heading, row["title"], row["pdf"], row["code"]))
    assert len(expected) == 126
    assert facts(catalogue) == expected


def test_every_entry_has_a_readable_id_of_its_own(catalogue: Catalogue) -> None:
    ids = [entry.id for entry in catalogue.entries]
    assert len(set(ids)) == len(ids)
    assert all(ID_PATTERN.fullmatch(identifier) for identifier in ids)


def test_what_we_write_of_it_is_read_as_the_same_list(catalogue: Catalogue) -> None:
    again = parse_catalogue(write_catalogue(catalogue))
    assert facts(again) == facts(catalogue)
    assert [e.id for e in again.entries] == [e.id for e in catalogue.entries]


def test_the_first_line_names_the_published_schema(text: str) -> None:
    first = text.splitlines()[0]
    assert first == "# yaml-language-server: $schema=schemas/entries.schema.json"
