"""``code-available``: one announced address is proposed, two are only shown."""

from __future__ import annotations

from bot.findings.code_available import find
from bot.model.findings import FixSafety, Severity
from bot.model.papers import Identity
from tests.unit.findings.papers import a_paper, judged

ONE = "https://github.com/doe/widgets"
TWO = "https://github.com/roe/gadgets"


def test_announced_code_is_good_news_with_a_proposal() -> None:
    (finding,) = find(judged(record=a_paper(code_urls=(ONE,))))
    assert finding.severity is Severity.GOOD_NEWS
    (fix,) = finding.fixes
    assert (fix.field, fix.old, fix.new, fix.safety) == (
        "code",
        None,
        ONE,
        FixSafety.NEEDS_DECISION,
    )


def test_of_two_addresses_none_is_proposed() -> None:
    (finding,) = find(judged(record=a_paper(code_urls=(ONE, TWO))))
    assert finding.fixes == ()
    assert len(finding.evidence) == 2


def test_an_entry_with_code_is_left_alone() -> None:
    assert list(find(judged(record=a_paper(code_urls=(ONE,)), code=TWO))) == []


def test_code_of_another_paper_is_not_offered() -> None:
    wrong = judged(Identity.WRONG_CERTAIN, record=a_paper(code_urls=(ONE,)))
    assert list(find(wrong)) == []
