"""Decisions: whom they silence, until when, and how they are written and read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.errors import StateError
from bot.model.entries import Ignore, LinkRole, SourceSpan
from bot.model.findings import Rule
from bot.model.night import EntryIgnore
from bot.triage.decisions import Decision, Verb, of_entries, overdue, silencing, spent
from bot.triage.decisions_file import changed_decisions, read_decisions
from tests.triage_builders import JIEBA, NOW, a_night, against, dead, jieba

SPAN = SourceSpan(file="entries.yml", line=3)


def a_decision(verb: Verb = Verb.IGNORE, **changes: Any) -> Decision:
    return replace(Decision(verb=verb, entry="clinical-bert", at=NOW), **changes)


@pytest.mark.parametrize(
    ("changes", "silent"),
    [
        ({}, True),
        ({"rule": Rule.WRONG_CODE}, True),
        ({"rule": Rule.DEAD}, False),
        ({"role": LinkRole.CODE}, True),
        ({"role": LinkRole.PDF}, False),
        ({"url": JIEBA}, True),
        ({"url": "https://github.com/other/one"}, False),
        ({"entry": "medsyn"}, False),
        ({"finding": jieba().fingerprint, "entry": "renamed-id"}, True),
        ({"finding": "0" * 16}, False),
        ({"evidence": jieba().evidence_hash}, True),
        ({"evidence": "0" * 16}, False),
        ({"until": date(2026, 11, 24)}, True),
        ({"until": date(2026, 11, 23)}, False),
        ({"verb": Verb.SNOOZE}, True),
        ({"verb": Verb.REMOVE}, False),
    ],
)
def test_a_decision_silences_what_it_names_while_it_holds(
    changes: dict[str, Any], silent: bool
) -> None:
    assert (silencing(jieba(), [a_decision(**changes)], NOW) is not None) is silent


def test_ignore_beside_an_entry_is_a_decision_for_each_rule() -> None:
    ignores = [
        EntryIgnore(
            entry_id="clinical-bert",
            span=SPAN,
            ignore=Ignore(rules=("wrong-code", "dead"), reason="known", until="2027-01-31"),
        ),
        EntryIgnore(entry_id="gone", span=SPAN, ignore=Ignore()),
    ]
    found = of_entries(ignores)
    assert [(d.entry, d.rule, d.until) for d in found] == [
        ("clinical-bert", Rule.WRONG_CODE, date(2027, 1, 31)),
        ("clinical-bert", Rule.DEAD, date(2027, 1, 31)),
        ("gone", None, None),
    ]
    assert silencing(jieba(), found, NOW) is not None
    assert silencing(dead(), found, NOW) is not None


def test_expired_and_needless_decisions_are_told() -> None:
    decisions = [
        a_decision(until=date(2026, 11, 1), span=SPAN),
        a_decision(entry="left-the-list"),
        a_decision(url="https://github.com/old/link"),
        a_decision(evidence="0" * 16),
        a_decision(),
    ]
    told = overdue(decisions, a_night(jieba()), NOW)
    assert told == (
        "entries.yml:3: ignore clinical-bert: expired on 2026-11-01",
        "ignore left-the-list: the entry is not in the list any more",
        "ignore clinical-bert: the entry does not have this link any more",
        "ignore clinical-bert: the evidence has changed since, so it is asked again",
    )


def test_an_approval_is_spent_when_the_link_is_gone_and_a_recheck_when_a_night_has_looked() -> None:
    approval = a_decision(Verb.REMOVE, url=JIEBA, field="code", source="comment 1")
    assert not spent(approval, a_night(jieba()))
    links = [link for link in a_night().links if link.url != JIEBA]
    assert spent(approval, a_night(links=links))
    assert not spent(replace(approval, source=""), a_night(links=links))
    recheck = a_decision(Verb.RECHECK)
    assert not spent(recheck, a_night(at=NOW))
    assert spent(recheck, a_night(at=NOW + timedelta(days=1)))
    assert not spent(recheck, replace(a_night(), run_at=None))


def test_all_mistakes_of_the_file_are_told_with_their_places() -> None:
    text = (
        "decisions:\n"
        "  - decision: snoze\n    entry: a\n"
        "  - decision: snooze\n    entry: b\n"
        "  - decision: replace\n    enty: c\n    until: no\n    at: yesterday\n"
        "  - 7\n"
        "  - decision: ignore\n    entry: fine\n"
    )
    found, mistakes = read_decisions(text)
    assert [decision.entry for decision in found] == ["fine"]
    told = "\n".join(map(str, mistakes))
    for place in (":2:15", ":4:5", ":6:5", ":7:5", ":8:12", ":9:9", ":10:5"):
        assert f"decisions.yml{place}" in told


@pytest.mark.parametrize(
    "text", [None, "", "\n", "decisions:\n", "decisions: ~\n", "decisions: []\n"]
)
def test_an_empty_file_holds_no_decisions_and_no_mistakes(text: str | None) -> None:
    assert read_decisions(text) == ((), ())
    written = changed_decisions(text, add=[a_decision()], file="decisions.yml")
    assert [d.entry for d in read_decisions(written)[0]] == ["clinical-bert"]


@pytest.mark.parametrize(
    "text", ["7\n", "- a\n", "decisions: 7\n", "what: 1\n", "a: &x 1\nb: *x\n"]
)
def test_what_is_no_file_of_decisions_is_never_overwritten(text: str) -> None:
    assert read_decisions(text)[1]
    with pytest.raises(StateError):
        changed_decisions(text, add=[a_decision()], file="decisions.yml")


def test_nothing_to_write_leaves_the_file_alone() -> None:
    assert changed_decisions("# mine\n", file="decisions.yml") is None


def test_a_list_in_brackets_is_written_anew_without_losing_anything() -> None:
    written = changed_decisions(
        "decisions: [{decision: ignore, entry: own}]\n", add=[a_decision()], file="decisions.yml"
    )
    assert [d.entry for d in read_decisions(written)[0]] == ["own", "clinical-bert"]


def test_times_without_a_zone_are_utc() -> None:
    (found,), _ = read_decisions(
        "decisions:\n  - decision: ignore\n    entry: a\n    at: 2026-11-24T02:17:00\n"
    )
    assert found.at == datetime(2026, 11, 24, 2, 17, tzinfo=UTC)


def test_new_evidence_asks_again() -> None:
    decision = a_decision(finding=jieba().fingerprint, evidence=jieba().evidence_hash)
    changed = replace(jieba(), evidence=(*jieba().evidence, against("fork", "It is a fork.")))
    assert silencing(jieba(), [decision], NOW) is decision
    assert silencing(changed, [decision], NOW) is None
