"""``published``: a preprint has a journal version; the link stays, the facts are offered."""

from __future__ import annotations

from bot.findings.published import find
from bot.model.findings import FixSafety, Rule, Severity
from tests.unit.findings.papers import a_paper, judged


def test_doi_venue_and_year_are_offered() -> None:
    (finding,) = find(judged(published=a_paper(), entry={"year": 2023, "venue": "arXiv"}))
    assert (finding.rule, finding.severity) == (Rule.PUBLISHED, Severity.GOOD_NEWS)
    assert [(fix.field, fix.old, fix.new) for fix in finding.fixes] == [
        ("doi", None, "10.5555/w.1"),
        ("venue", "arXiv", "Journal of Widgets"),
        ("year", "2023", "2024"),
    ]
    assert {fix.safety for fix in finding.fixes} == {FixSafety.NEEDS_DECISION}
    assert finding.evidence[0].url == "https://doi.org/10.5555/w.1"


def test_an_entry_that_gives_the_doi_already_is_left_alone() -> None:
    known = judged(published=a_paper(), entry={"doi": "https://doi.org/10.5555/W.1"})
    assert list(find(known)) == []


def test_a_paper_without_a_published_version_is_left_alone() -> None:
    assert list(find(judged(record=a_paper()))) == []


def test_one_that_was_found_by_its_title_says_so_with_the_registered_address() -> None:
    found = a_paper(searched_title="Widgets", landing_url="https://press.example/1")
    (finding,) = find(judged(published=found))
    assert "found by its title" in finding.evidence[0].detail
    assert "https://press.example/1" in finding.evidence[0].detail
