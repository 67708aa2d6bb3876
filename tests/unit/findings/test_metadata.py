"""``metadata``: only what is missing, only from the record of the right paper."""

from __future__ import annotations

import pytest

from bot.findings.metadata import find
from bot.model.findings import FixSafety, Rule, Severity
from bot.model.papers import Identity
from tests.unit.findings.papers import a_paper, judged


def test_missing_facts_are_offered_as_a_safe_fix() -> None:
    (finding,) = find(judged(record=a_paper()))
    assert (finding.rule, finding.severity) == (Rule.METADATA, Severity.NOTICE)
    assert finding.summary == "Crossref knows year, venue and doi of this paper."
    assert [(fix.field, fix.new) for fix in finding.fixes] == [
        ("year", "2024"),
        ("venue", "Journal of Widgets"),
        ("doi", "10.5555/w.1"),
    ]
    assert {fix.safety for fix in finding.fixes} == {FixSafety.SAFE}


def test_what_the_entry_says_is_never_changed() -> None:
    full = judged(record=a_paper(), entry={"year": 1999, "venue": "Elsewhere", "doi": "10.5555/x"})
    assert list(find(full)) == []


@pytest.mark.parametrize(
    "identity", [Identity.UNKNOWN, Identity.WRONG_PROBABLE, Identity.WRONG_CERTAIN]
)
def test_nothing_is_taken_from_a_record_that_may_be_another_papers(identity: Identity) -> None:
    assert list(find(judged(identity, record=a_paper()))) == []


def test_a_preprint_gives_its_number_and_year_and_no_doi_of_datacite() -> None:
    record = a_paper(
        source="arxiv", arxiv="2401.00001", doi="10.48550/arxiv.2401.00001", venue="arXiv"
    )
    (finding,) = find(judged(record=record))
    assert [(fix.field, fix.new) for fix in finding.fixes] == [
        ("year", "2024"),
        ("arxiv", "2401.00001"),
    ]


def test_a_published_preprint_leaves_year_and_doi_to_its_publication() -> None:
    record = a_paper(source="arxiv", arxiv="2401.00001", doi="10.48550/arxiv.2401.00001")
    (finding,) = find(judged(record=record, published=a_paper()))
    assert [fix.field for fix in finding.fixes] == ["arxiv"]


def test_the_authors_are_offered_whole_and_in_order_or_not_at_all() -> None:
    names = ("Jane Doe", "Rick van der Roe")
    record = a_paper(authors=("Doe", "van der Roe"), full_names=names)
    (finding,) = find(judged(record=record))
    assert ("authors", "Jane Doe; Rick van der Roe") in [(f.field, f.new) for f in finding.fixes]
    for incomplete in (names[:1], ("Jane Doe; MD", "Rick Roe"), ()):
        record = a_paper(authors=("Doe", "van der Roe"), full_names=incomplete)
        (finding,) = find(judged(record=record))
        assert "authors" not in [fix.field for fix in finding.fixes]
    known = judged(
        record=a_paper(full_names=("Jane Doe", "Rick Roe")), entry={"authors": ("J. Doe",)}
    )
    (finding,) = find(known)
    assert "authors" not in [fix.field for fix in finding.fixes]
