"""A dead link: its evidence changes only when it is dead in a worse way."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.findings.dead_link import find
from bot.findings.deaths import Death, death_of, is_known_evidence
from bot.model.copies import KnownCopy
from bot.model.entries import Entry, Link, LinkRole, SourceSpan
from bot.model.findings import Finding
from bot.model.observations import Observation, Outcome, Witness
from bot.model.report import EntryHealth, LinkHealth
from bot.model.verdicts import Health, Verdict, _default_strikes

NOW = datetime(2026, 11, 24, 2, 17, tzinfo=UTC)
URL = "https://lab.example/paper"
SPAN = SourceSpan(file="entries.yml", line=3)


def a_finding(outcomes: Sequence[Outcome], copy: KnownCopy | None = None) -> Finding:
    seen = tuple(
        Observation(target=URL, at=NOW - timedelta(days=len(outcomes) - n), outcome=outcome)
        for n, outcome in enumerate(outcomes)
    )
    verdict = Verdict(
        target=URL,
        health=Health.DEAD,
        proof=Witness.PROBE,
        since=seen[0].at,
        strikes=len(seen),
        decided_by=seen,
    )
    link = Link(entry_id="e", role=LinkRole.PDF, url=URL, span=SPAN)
    entry = Entry(id="e", section="S", title="T", links=(link,), span=SPAN)
    health = LinkHealth(link=link, target=URL, verdict=verdict, copy=copy)
    (finding,) = find(EntryHealth(entry=entry, links=(health,)))
    return finding


def former_hash(outcomes: Sequence[Outcome]) -> str:
    """As it was written while each outcome was evidence of its own."""
    parts = {f"seen-{outcome}\x1fFalse" for outcome in outcomes} | {"last-alive\x1fTrue"}
    return hashlib.sha256("\x1e".join(sorted(parts)).encode()).hexdigest()[:16]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ([Outcome.NOT_FOUND], [Outcome.NOT_FOUND, Outcome.SOFT_NOT_FOUND]),
        ([Outcome.NOT_FOUND], [Outcome.NOT_FOUND, Outcome.TIMED_OUT, Outcome.NOT_FOUND]),
        ([Outcome.TIMED_OUT], [Outcome.UNREACHABLE, Outcome.SERVER_ERROR]),
        ([Outcome.NO_SUCH_HOST], [Outcome.DNS_FAILED]),
        ([Outcome.ABSENT], [Outcome.NOT_FOUND]),
    ],
)
def test_another_way_of_failing_is_no_new_evidence(
    then: Sequence[Outcome], now: Sequence[Outcome]
) -> None:
    assert a_finding(then).evidence_hash == a_finding(now).evidence_hash


@pytest.mark.parametrize(
    ("then", "now", "holds"),
    [
        (Outcome.TIMED_OUT, Outcome.NOT_FOUND, False),
        (Outcome.TIMED_OUT, Outcome.FOR_SALE, False),
        (Outcome.NOT_FOUND, Outcome.FOR_SALE, False),
        (Outcome.NOT_FOUND, Outcome.TIMED_OUT, True),
        (Outcome.FOR_SALE, Outcome.NOT_FOUND, True),
    ],
)
def test_a_decision_holds_until_the_link_is_dead_in_a_worse_way(
    then: Outcome, now: Outcome, holds: bool
) -> None:
    decided = a_finding([then]).evidence_hash
    assert is_known_evidence(a_finding([now]), decided) is holds


def test_a_decision_of_an_earlier_version_holds_as_well() -> None:
    mixed = [Outcome.NOT_FOUND, Outcome.TIMED_OUT, Outcome.SERVER_ERROR]
    assert is_known_evidence(a_finding([Outcome.NOT_FOUND]), former_hash(mixed))
    assert is_known_evidence(a_finding([Outcome.BROKEN]), former_hash([Outcome.TIMED_OUT]))
    assert not is_known_evidence(a_finding([Outcome.NOT_FOUND]), former_hash([Outcome.TIMED_OUT]))
    assert not is_known_evidence(a_finding([Outcome.NOT_FOUND]), "0" * 16)
    assert not is_known_evidence(a_finding([Outcome.NOT_FOUND]), "")


def test_a_copy_that_turns_up_does_not_ask_again() -> None:
    none = KnownCopy(target=URL, until=NOW, asked_at=NOW)
    found = replace(none, taken=NOW - timedelta(days=400))
    hashes = {a_finding([Outcome.NOT_FOUND], copy).evidence_hash for copy in (None, none, found)}
    assert len(hashes) == 1
    assert a_finding([Outcome.NOT_FOUND], found).fixes
    assert not a_finding([Outcome.NOT_FOUND], none).fixes


def test_every_outcome_that_can_prove_a_death_belongs_to_one_class() -> None:
    assert {death_of([outcome]) for outcome in _default_strikes()} == set(Death)
    for outcome in _default_strikes():
        assert is_known_evidence(a_finding([outcome]), former_hash([outcome]))


def test_of_many_nights_the_first_and_the_newest_are_told() -> None:
    finding = a_finding([Outcome.NOT_FOUND] * 9)
    told = [item.detail[:10] for item in finding.evidence if not item.supports]
    days = [NOW - timedelta(days=n) for n in (9, 3, 2, 1)]
    assert told == [f"{day:%Y-%m-%d}" for day in days]
    assert finding.evidence_hash == a_finding([Outcome.NOT_FOUND]).evidence_hash
