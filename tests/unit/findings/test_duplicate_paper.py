"""``duplicate`` from registries: preprint and journal version of one paper, both listed."""

from __future__ import annotations

from bot.findings.duplicate_paper import find
from bot.model.findings import Rule, Severity
from bot.model.papers import Identity
from tests.unit.findings.papers import a_paper, judged

PREPRINT = a_paper(source="arxiv", doi="10.48550/arxiv.2401.00001", arxiv="2401.00001")
JOURNAL = a_paper(doi="10.5555/w.1")


def test_a_preprint_whose_published_version_is_listed_too_is_a_question() -> None:
    one = judged(entry_id="one", title="Widgets at Large", record=PREPRINT, published=JOURNAL)
    two = judged(entry_id="two", title="Something About Gadgets", record=JOURNAL)
    (finding,) = find((one, two))
    assert (finding.rule, finding.severity) == (Rule.DUPLICATE, Severity.QUESTION)
    assert finding.entry_id == "two"
    assert [r.entry_id for r in finding.related] == ["one"]
    (finding,) = find((two, one))
    assert finding.entry_id == "one"


def test_what_the_list_itself_shows_is_told_elsewhere() -> None:
    one = judged(entry_id="one", record=PREPRINT, published=JOURNAL)
    two = judged(entry_id="two", record=JOURNAL)
    assert list(find((one, two))) == []


def test_different_papers_and_wrong_links_are_left_alone() -> None:
    one = judged(entry_id="one", title="Widgets at Large", record=JOURNAL)
    other = judged(entry_id="two", title="Gadgets at Large", record=a_paper(doi="10.5555/w.2"))
    wrong = judged(Identity.WRONG_CERTAIN, entry_id="x", title="Gears at Large", record=JOURNAL)
    assert list(find((one, other, wrong))) == []
