"""``wrong-code`` and ``code-arrived``: what an accused link and a kept promise become."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.attribution.paper import PaperView
from bot.findings import code_arrived, wrong_code
from bot.model.evidence import AttributionJudgement, CodeSuggestion
from bot.model.findings import FixSafety, Rule, Severity
from bot.model.report import EntryHealth
from tests import code_findings
from tests.attribution_builders import README, TITLE, a_repository, judged
from tests.builders import an_entry, an_entry_health

CODE = "https://github.com/janedoe/gripnet"
OTHER = "Sorting Recyclables by Sound in Noisy Plants"


def _entry(judgement: AttributionJudgement) -> EntryHealth:
    health = an_entry_health(an_entry("sound", title=OTHER, code=CODE))
    links = tuple(
        replace(link, attribution=judgement) if link.link.url == CODE else link
        for link in health.links
    )
    return replace(health, links=links)


def test_an_accused_link_is_a_decision_with_its_evidence() -> None:
    judgement = judged(OTHER, README, url=None)
    (finding,) = wrong_code.find(_entry(judgement))
    assert finding.rule is Rule.WRONG_CODE
    assert finding.severity is Severity.DECISION
    assert finding.summary == "janedoe/gripnet says that it is the code of another paper."
    assert finding.evidence == tuple(piece for piece in judgement.evidence if piece.weight)
    assert TITLE in finding.evidence[0].detail
    (fix,) = finding.fixes
    assert (fix.field, fix.old, fix.new) == ("code", CODE, None)
    assert fix.safety is FixSafety.NEEDS_DECISION


def test_a_confirmed_repository_is_offered_before_taking_the_link_away() -> None:
    offer = CodeSuggestion(
        url="https://github.com/x/sound", source="the paper itself", because="b", score=0.99
    )
    twin = CodeSuggestion(
        url="https://github.com/y/sound", source="s", because="b", score=0.9, preferred=False
    )
    judgement = replace(judged(OTHER, README, url=None), suggestions=(twin, offer))
    (finding,) = wrong_code.find(_entry(judgement))
    assert [fix.new for fix in finding.fixes] == ["https://github.com/x/sound", None]


def test_a_suspect_or_honest_link_is_no_finding() -> None:
    assert list(wrong_code.find(_entry(judged()))) == []
    assert list(wrong_code.find(_entry(judged(OTHER, None, url=None)))) == []


def test_a_kept_promise_is_good_news() -> None:
    facts = a_repository(arrived=("code", "licence"), arrived_at=datetime(2026, 11, 1, tzinfo=UTC))
    health = an_entry_health(an_entry("sound", code=CODE), repository=facts)
    (finding,) = code_arrived.find(health)
    assert finding.severity is Severity.GOOD_NEWS
    assert finding.summary == "The repository that announced code has code and a licence now."
    assert list(code_arrived.find(an_entry_health(an_entry("x", code=CODE)))) == []


def test_a_general_tool_is_told_with_what_it_says_about_itself() -> None:
    finding = code_findings.wrong_code_finding(
        PaperView(title=OTHER, entry_id="sound", year=2022),
        "fxsjy/jieba",
        code_findings.READMES["fxsjy/jieba"],
        code_findings.JIEBA,
    )
    assert finding.summary.startswith("fxsjy/jieba (“结巴中文分词”) is a general tool")
    assert all(piece.weight for piece in finding.evidence)
