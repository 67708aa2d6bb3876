"""The published JSON Schema says what the reader of decisions says, as far as JSON Schema can."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml

from bot.triage.decisions import Decision, Verb
from bot.triage.decisions_file import changed_decisions, read_decisions
from bot.triage.decisions_schema import FILE, decisions_schema, schema_text
from tests.published import assert_published
from tests.triage_builders import NOW, jieba

VALIDATOR = jsonschema.Draft202012Validator(decisions_schema())
GOOD: dict[str, Any] = {"decision": "ignore", "entry": "a"}


def test_the_published_schema_is_the_one_of_the_program() -> None:
    jsonschema.Draft202012Validator.check_schema(decisions_schema())
    assert_published(f"schemas/{FILE}", schema_text())
    assert_published(f"reports/{FILE}", schema_text())


@pytest.mark.parametrize(
    ("change", "fine"),
    [
        ({}, True),
        ({"rule": "wrong-code", "role": "code", "url": "https://e.org/"}, True),
        (
            {"finding": "0123", "evidence": "abcd", "by": "me", "why": "because", "source": "x"},
            True,
        ),
        ({"at": "2026-11-24T02:17:00Z", "until": "2027-01-31"}, True),
        ({"decision": "snooze", "until": "2027-01-31"}, True),
        ({"decision": "replace", "field": "code", "to": "https://e.org/"}, True),
        ({"decision": "remove", "field": "code"}, True),
        ({"decision": "remove", "field": "code", "to": None}, True),
        ({"decision": "decline", "field": "code", "to": "https://e.org/"}, True),
        ({"decision": "recheck"}, True),
        ({"decision": "forget"}, False),
        ({"rule": "ugly"}, False),
        ({"role": "thing"}, False),
        ({"entry": " "}, False),
        ({"until": "tomorrow"}, False),
        ({"at": "yesterday"}, False),
        ({"decision": "snooze"}, False),
        ({"decision": "replace", "field": "code"}, False),
        ({"decision": "replace", "field": "code", "to": None}, False),
        ({"decision": "replace", "to": "https://e.org/"}, False),
        ({"decision": "remove"}, False),
        ({"decision": "decline"}, False),
        ({"colour": "red"}, False),
        ({"why": ["a"]}, False),
    ],
)
def test_schema_and_reader_agree(change: dict[str, Any], fine: bool) -> None:
    document = {"decisions": [{**GOOD, **change}]}
    assert VALIDATOR.is_valid(document) is fine
    _, mistakes = read_decisions(json.dumps(document))
    assert (mistakes == ()) is fine


@pytest.mark.parametrize("key", ["decision", "entry"])
def test_schema_and_reader_agree_on_what_is_needed(key: str) -> None:
    document = {"decisions": [{name: value for name, value in GOOD.items() if name != key}]}
    assert not VALIDATOR.is_valid(document)
    _, mistakes = read_decisions(json.dumps(document))
    assert [mistake.path for mistake in mistakes] == [f"decisions[0].{key}"]


@pytest.mark.parametrize("text", ["decisions:\n", "decisions: []\n"])
def test_no_decision_is_fine(text: str) -> None:
    assert VALIDATOR.is_valid(yaml.safe_load(text))
    assert read_decisions(text) == ((), ())


def test_what_the_bot_writes_begins_with_its_schema_and_fits_it() -> None:
    finding = jieba()
    decisions = [
        Decision(
            verb=Verb.IGNORE,
            entry=finding.entry_id,
            rule=finding.rule,
            role=finding.role,
            url=finding.url,
            finding=finding.fingerprint,
            evidence=finding.evidence_hash,
            by="someone",
            at=NOW,
            why="known: `a`, #1, @b",
            source="comment 12",
        ),
        Decision(verb=Verb.SNOOZE, entry="e", until=NOW.date(), at=NOW),
        Decision(verb=Verb.REMOVE, entry="e", field="code", at=NOW),
        Decision(verb=Verb.REPLACE, entry="e", field="pdf", to="https://e.org/", at=NOW),
    ]
    text = changed_decisions(None, add=decisions, file="reports/decisions.yml")
    assert text is not None
    assert text.startswith(f"# yaml-language-server: $schema={FILE}\n")
    # as editors read it: nothing but text, whatever YAML 1.1 takes for a date
    VALIDATOR.validate(yaml.load(text, Loader=yaml.BaseLoader))


def test_every_mistake_has_its_place_and_says_what_to_do() -> None:
    text = "decisions:\n  - decision: snooze\n    entry: a\n  - decison: ignore\n    entry: b\n"
    _, mistakes = read_decisions(text, "reports/decisions.yml")
    told = [str(mistake) for mistake in mistakes]
    assert [words.split(": ")[0] for words in told] == [
        "reports/decisions.yml:2:5",
        "reports/decisions.yml:4:5",
        "reports/decisions.yml:4:5",
    ]
    assert "add a line `until: 2027-01-31`" in told[0]
    assert any("decision" in words and "decison" in words for words in told)
