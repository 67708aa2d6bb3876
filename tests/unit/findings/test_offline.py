"""All offline rules together, and what was decided to be ignored."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.reading import parse_catalogue
from bot.findings.ignoring import not_ignored
from bot.findings.offline import find_offline
from tests.unit.findings.lists import CODE, OTHER, TITLE, a_list

ROOT = Path(__file__).resolve().parents[3]
TODAY = date(2026, 11, 24)


def test_the_real_list_shows_exactly_what_is_known_about_it() -> None:
    catalogue = parse_catalogue((ROOT / "entries.yml").read_text(encoding="utf-8"))
    number = {entry.id: n for n, entry in enumerate(catalogue.entries, 1)}
    findings = find_offline(catalogue, first_guesses=True)
    assert [(f.rule.value, f.severity.value, number[f.entry_id]) for f in findings] == [
        ("insecure", "notice", 17),
        ("insecure", "notice", 31),
        ("shared-code", "question", 31),
        ("not-a-repository", "question", 46),
        ("insecure", "notice", 48),
        ("insecure", "notice", 73),
        ("untidy-url", "fix", 84),
        ("duplicate", "decision", 89),
        ("not-a-repository", "decision", 95),
        ("shared-identifier", "decision", 102),
        ("shared-code", "question", 102),
        ("not-a-repository", "question", 106),
        ("not-a-repository", "question", 109),
        ("insecure", "notice", 110),
    ]
    twins = {f.rule.value: number[f.related[0].entry_id] for f in findings if f.related}
    assert twins == {"shared-code": 101, "duplicate": 82, "shared-identifier": 101}


def test_a_night_leaves_out_what_it_looks_at_itself() -> None:
    catalogue = a_list({"pdf": "http://example.org/"})
    assert find_offline(catalogue) == ()
    assert len(find_offline(catalogue, first_guesses=True)) == 1


@pytest.mark.parametrize(
    ("ignore", "left"),
    [
        ("true", 0),
        ("[shared-code]", 0),
        ("[dead]", 1),
        ("{until: 2026-11-24}", 0),
        ("{until: 2026-11-23}", 1),
        ("{rules: [shared-code], reason: fork}", 0),
    ],
)
def test_a_decision_next_to_the_entry_is_obeyed_until_it_ends(ignore: str, left: int) -> None:
    catalogue = a_list(
        {"title": TITLE, "code": CODE}, {"title": OTHER, "code": CODE, "ignore": ignore}
    )
    findings = not_ignored(find_offline(catalogue), catalogue, (), today=TODAY)
    assert len(findings) == left


def test_rules_that_the_configuration_leaves_out_are_left_out() -> None:
    catalogue = a_list({"title": TITLE, "code": CODE}, {"title": OTHER, "code": CODE})
    findings = find_offline(catalogue)
    assert not_ignored(findings, catalogue, ("shared-code",), today=TODAY) == ()


def test_the_manual_explains_every_rule_that_needs_no_network() -> None:
    page = (ROOT / "docs/entries.md").read_text(encoding="utf-8")
    rules = {
        f"`{finding.rule.value}`"
        for finding in find_offline(
            a_list(
                {"title": TITLE, "code": CODE, "pdf": "http://localhost/"},
                {"title": OTHER, "code": CODE + ".git", "pdf": "http://localhost/"},
                {"title": OTHER, "code": "https://example.org/", "id": "e1"},
            ),
            first_guesses=True,
        )
    }
    assert len(rules) >= 7
    assert all(rule in page for rule in rules)
