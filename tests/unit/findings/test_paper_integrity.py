"""``retracted``, ``withdrawn``, ``expression-of-concern``: one notice, one rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from bot.findings import expression_of_concern, retracted, withdrawn
from bot.model.findings import Finding, Rule, Severity
from bot.model.papers import Integrity
from bot.model.report import EntryHealth
from tests.unit.findings.papers import URL, judged

Find = Callable[[EntryHealth], Iterator[Finding]]
RULES: tuple[tuple[Find, Integrity, Rule, Severity], ...] = (
    (retracted.find, Integrity.RETRACTED, Rule.RETRACTED, Severity.DECISION),
    (withdrawn.find, Integrity.WITHDRAWN, Rule.WITHDRAWN, Severity.DECISION),
    (expression_of_concern.find, Integrity.CONCERN, Rule.CONCERN, Severity.QUESTION),
)


@pytest.mark.parametrize(("find", "state", "rule", "severity"), RULES)
def test_each_notice_has_its_rule(
    find: Find, state: Integrity, rule: Rule, severity: Severity
) -> None:
    (finding,) = find(judged(integrity=state))
    assert (finding.rule, finding.severity, finding.url) == (rule, severity, URL)
    assert [e.kind for e in finding.evidence] == ["integrity"]


@pytest.mark.parametrize(("find", "state", "rule", "severity"), RULES)
def test_no_rule_speaks_about_another_state(
    find: Find, state: Integrity, rule: Rule, severity: Severity
) -> None:
    others = [other for other in Integrity if other is not state]
    assert not [f for other in others for f in find(judged(integrity=other))]
