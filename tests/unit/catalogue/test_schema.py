"""The published JSON Schema says what the reader says, as far as JSON Schema can."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml

from bot.catalogue.reading import read_catalogue
from bot.catalogue.schema import entries_schema, keys_table
from tests.published import ROOT, assert_published


def test_the_published_schema_is_the_one_of_the_program() -> None:
    schema = entries_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    assert_published("schemas/entries.schema.json", text)


def test_the_list_of_this_repository_fits_the_schema() -> None:
    document = yaml.safe_load((ROOT / "entries.yml").read_text(encoding="utf-8"))
    jsonschema.validate(document, entries_schema())


GOOD: dict[str, Any] = {"id": "a", "section": "s", "title": "T", "pdf": "https://e.org/"}


@pytest.mark.parametrize(
    ("change", "fine"),
    [
        ({}, True),
        ({"year": 2024, "doi": "10.1000/182", "arxiv": "2305.12231", "authors": ["A"]}, True),
        ({"ignore": True}, True),
        ({"ignore": ["dead", "*"]}, True),
        ({"ignore": {"rules": ["dead"], "reason": "r", "until": "2027-01-31"}}, True),
        ({"code": "HTTP://github.com/a/b.git"}, True),
        ({"id": "A"}, False),
        ({"id": "a" * 81}, False),
        ({"title": "  "}, False),
        ({"title": ["a"]}, False),
        ({"pdf": "ftp://e.org/"}, False),
        ({"pdf": "https://"}, False),
        ({"code": "-"}, False),
        ({"year": 24}, False),
        ({"year": "soon"}, False),
        ({"doi": "https://doi.org/10.1000/182"}, False),
        ({"arxiv": "arXiv:2305.12231"}, False),
        ({"authors": "A and B"}, False),
        ({"ignore": []}, False),
        ({"ignore": ["everything"]}, False),
        ({"ignore": {"until": "tomorrow"}}, False),
        ({"colour": "red"}, False),
    ],
)
def test_schema_and_reader_agree(change: dict[str, Any], fine: bool) -> None:
    document = {"title": "t", "sections": [], "entries": [{**GOOD, **change}]}
    validator = jsonschema.Draft202012Validator(entries_schema())
    assert validator.is_valid(document) is fine
    _, mistakes = read_catalogue(json.dumps(document))
    assert (mistakes == ()) is fine


@pytest.mark.parametrize("key", ["id", "section", "title", "pdf"])
def test_schema_and_reader_agree_on_what_is_needed(key: str) -> None:
    entry = {name: value for name, value in GOOD.items() if name != key}
    document = {"title": "t", "entries": [entry]}
    assert not jsonschema.Draft202012Validator(entries_schema()).is_valid(document)
    _, mistakes = read_catalogue(json.dumps(document))
    assert [mistake.path for mistake in mistakes] == [f"entries[0].{key}"]


def test_the_manual_lists_every_key() -> None:
    path = "docs/entries.md"
    page = (ROOT / path).read_text(encoding="utf-8")
    head, begin, rest = page.partition("do not edit by hand) -->\n")
    _, end, tail = rest.partition("<!-- keys: end -->")
    assert begin
    assert end
    assert_published(path, f"{head}{begin}\n{keys_table()}\n\n{end}{tail}")


def test_the_example_of_the_manual_is_read_without_a_mistake() -> None:
    page = (ROOT / "docs/entries.md").read_text(encoding="utf-8")
    catalogue, mistakes = read_catalogue(page.partition("```yaml\n")[2].partition("```")[0])
    assert mistakes == ()
    assert catalogue is not None


def test_the_mistakes_of_the_manual_are_what_the_program_says() -> None:
    page = (ROOT / "docs/entries.md").read_text(encoding="utf-8")
    shown = page.partition("```text\n")[2].partition("```")[0].splitlines()
    entry = "  - id: {}\n    section: s\n    title: T\n    pdf: https://e.org/\n"
    text = f"title: t\nentries:\n{entry.format('a')}# one\n{entry.format('b')}"
    text += "    code: github.com/owner/name\n# two\n    yaer: 2000\n"
    _, mistakes = read_catalogue(text)
    assert list(map(str, mistakes)) == shown
