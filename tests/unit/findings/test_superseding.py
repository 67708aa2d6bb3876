"""One fault, one finding."""

from __future__ import annotations

from bot.findings.superseding import without_superseded
from bot.model.entries import SourceSpan
from bot.model.findings import Finding, Rule, Severity


def a_finding(rule: Rule, *, entry: str = "one", url: str = "https://a.example/") -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.DECISION,
        entry_id=entry,
        entry_title="T",
        span=SourceSpan(file="entries.yml", line=1),
        summary="s",
        url=url,
    )


def rules(*findings: Finding) -> list[Rule]:
    return [f.rule for f in without_superseded(findings)]


def test_a_proof_silences_the_weaker_sign_of_the_same_link() -> None:
    proof, sign = a_finding(Rule.WRONG_PAPER), a_finding(Rule.SHARED_IDENTIFIER)
    assert rules(sign, proof) == [Rule.WRONG_PAPER]


def test_another_link_or_entry_keeps_its_own_finding() -> None:
    proof = a_finding(Rule.WRONG_CODE)
    elsewhere = a_finding(Rule.SHARED_CODE, entry="two")
    other_link = a_finding(Rule.SHARED_CODE, url="https://b.example/")
    assert rules(proof, elsewhere, other_link) == [Rule.WRONG_CODE, *[Rule.SHARED_CODE] * 2]


def test_signs_alone_stay() -> None:
    assert rules(a_finding(Rule.SHARED_CODE)) == [Rule.SHARED_CODE]
