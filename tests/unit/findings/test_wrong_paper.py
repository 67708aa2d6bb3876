"""``wrong-paper``: certain is a decision, probable a question, unknown is silence."""

from __future__ import annotations

import pytest

from bot.findings.wrong_paper import find
from bot.model.findings import FixSafety, Rule, Severity
from bot.model.papers import Identity
from tests.unit.findings.papers import URL, a_paper, judged


def test_a_certainly_wrong_link_is_a_decision_with_the_right_link_offered() -> None:
    right = a_paper(title="A Paper About One Thing", doi="10.5555/right(1)", authors=("Smith",))
    (finding,) = find(judged(Identity.WRONG_CERTAIN, record=a_paper(), intended=right))
    assert (finding.rule, finding.severity) == (Rule.WRONG_PAPER, Severity.DECISION)
    assert finding.summary == (
        "The link leads to another paper: “Widgets Explained” by Doe et al. "
        "(Journal of Widgets, 2024)."
    )
    (fix,) = finding.fixes
    assert (fix.field, fix.old, fix.new) == ("pdf", URL, "https://doi.org/10.5555/right(1)")
    assert fix.safety is FixSafety.NEEDS_DECISION


def test_a_probably_wrong_link_is_a_question() -> None:
    (finding,) = find(judged(Identity.WRONG_PROBABLE, record=a_paper()))
    assert finding.severity is Severity.QUESTION
    assert finding.summary.startswith("The link seems to lead to another paper")
    assert finding.fixes == ()


def test_a_paper_under_another_number_is_told_without_a_record_of_the_link() -> None:
    (finding,) = find(judged(Identity.WRONG_PROBABLE, intended=a_paper()))
    assert "another number" in finding.summary
    assert finding.fixes[0].new == "https://doi.org/10.5555/w.1"


def test_a_preprint_is_offered_at_arxiv() -> None:
    right = a_paper(source="arxiv", arxiv="2401.00001", doi="10.48550/arxiv.2401.00001")
    (finding,) = find(judged(Identity.WRONG_CERTAIN, record=a_paper(), intended=right))
    assert finding.fixes[0].new == "https://arxiv.org/abs/2401.00001"


@pytest.mark.parametrize("identity", [Identity.CONFIRMED, Identity.UNKNOWN])
def test_nothing_else_is_told(identity: Identity) -> None:
    assert list(find(judged(identity, record=a_paper()))) == []
