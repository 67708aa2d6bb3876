"""``code-available``: one announced address is proposed, two are only shown."""

from __future__ import annotations

from dataclasses import replace

from bot.findings.code_available import find
from bot.model.evidence import CodeSuggestion
from bot.model.findings import FixSafety, Severity
from bot.model.papers import Identity
from tests.unit.findings.papers import a_paper, judged

ONE = "https://github.com/doe/widgets"
TWO = "https://github.com/roe/gadgets"


def offer(url: str, *, preferred: bool = True) -> CodeSuggestion:
    return CodeSuggestion(
        url=url, source="a search", because="its README names the paper", score=0.99,
        preferred=preferred,
    )  # fmt: skip


def test_announced_code_is_good_news_and_proposed_when_it_confirmed_itself() -> None:
    announced = judged(record=a_paper(code_urls=(ONE,)))
    (finding,) = find(announced)
    assert finding.severity is Severity.GOOD_NEWS
    assert finding.fixes == ()
    (finding,) = find(replace(announced, offers=(offer(ONE),)))
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


def test_code_that_a_search_found_is_good_news_too() -> None:
    (finding,) = find(replace(judged(Identity.UNKNOWN), offers=(offer(TWO),)))
    assert finding.url == TWO
    assert "repository says" in finding.summary
    assert [fix.new for fix in finding.fixes] == [TWO]


def test_of_two_confirmed_equals_none_is_proposed() -> None:
    twins = (offer(ONE, preferred=False), offer(TWO, preferred=False))
    (finding,) = find(replace(judged(), offers=twins))
    assert finding.fixes == ()
    assert len(finding.evidence) == 2


def test_an_entry_with_code_is_left_alone() -> None:
    assert list(find(judged(record=a_paper(code_urls=(ONE,)), code=TWO))) == []


def test_code_of_another_paper_is_not_offered() -> None:
    wrong = judged(Identity.WRONG_CERTAIN, record=a_paper(code_urls=(ONE,)))
    assert list(find(wrong)) == []
