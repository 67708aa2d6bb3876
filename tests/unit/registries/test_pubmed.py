"""PubMed's summaries: numbers, people, retractions, and what is not there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.model.papers import Integrity, PaperRecord
from bot.registries.exchange import Garbage, RawAnswer
from bot.registries.pubmed import BATCH, by_number, read
from tests.unit.registries.answers import AT, pid

PMID = pid("https://pubmed.ncbi.nlm.nih.gov/30000001/")
PMCID = pid("https://pmc.ncbi.nlm.nih.gov/articles/PMC6000001/")
SUMMARY: dict[str, Any] = {
    "uid": "30000001",
    "title": "Prompted Widgets &amp; Gadgets: a <i>randomised</i> trial.",
    "authors": [
        {"name": "Doe JA", "authtype": "Author"},
        {"name": "van der Roe R", "authtype": "Author"},
        {"name": "The Widget Consortium", "authtype": "CollectiveName"},
    ],
    "pubdate": "2024 Jan 5",
    "fulljournalname": "Journal of Widgets",
    "source": "J Widg",
    "articleids": [
        {"idtype": "pubmed", "value": "30000001"},
        {"idtype": "doi", "value": "10.5555/W.1"},
    ],
    "pubtype": ["Journal Article"],
}


def answer(*items: Any) -> RawAnswer:
    """What ESummary sends for these objects."""
    result = {item["uid"]: item for item in items} | {"uids": [item["uid"] for item in items]}
    return RawAnswer(status=200, body=json.dumps({"result": result}).encode())


def record(**changes: Any) -> PaperRecord:
    """The record of one changed summary."""
    return read(answer(SUMMARY | changes), [PMID], at=AT)[PMID]


def test_a_summary_is_read() -> None:
    found = record()
    assert found.title == "Prompted Widgets & Gadgets: a randomised trial"
    assert found.authors == ("Doe", "van der Roe", "The Widget Consortium")
    assert (found.year, found.venue, found.doi) == (2024, "Journal of Widgets", "10.5555/w.1")
    assert found.landing_url == "https://pubmed.ncbi.nlm.nih.gov/30000001/"
    assert found.integrity is Integrity.SOUND


def test_a_translated_title_keeps_its_original_beside_it() -> None:
    found = record(title="[Widgets and gadgets].", vernaculartitle="Geräte und Dinge.")
    assert found.titles == ("Widgets and gadgets", "Geräte und Dinge")


def test_a_retracted_publication_is_marked() -> None:
    found = record(pubtype=["Journal Article", "Retracted Publication"])
    assert found.integrity is Integrity.RETRACTED
    assert found.integrity_url == found.landing_url
    # the notice itself is another kind of publication
    assert record(pubtype=["Retraction of Publication"]).integrity is Integrity.SOUND


def test_the_two_databases_are_asked_apart_and_in_batches() -> None:
    many = [pid(f"https://pubmed.ncbi.nlm.nih.gov/{n}/") for n in range(1, BATCH + 11)]
    requests = list(by_number([PMCID, *many], "me@example.org"))
    assert [len(chunk) for chunk, _ in requests] == [BATCH, 10, 1]
    assert "db=pmc&id=6000001&retmode=json" in requests[-1][1].url
    assert "email=me%40example.org" in requests[0][1].url
    assert not list(by_number([pid("https://doi.org/10.5555/x")]))


def test_what_is_not_there_says_nothing() -> None:
    missing = {"uid": "30000001", "error": "cannot get document summary"}
    assert read(answer(missing), [PMID], at=AT)[PMID].says_nothing
    other = SUMMARY | {"uid": "30000002"}
    assert PMID not in read(answer(other, SUMMARY | {"uid": "6000001"}), [PMID, PMCID], at=AT)


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b"{}", b'{"result": []}', b'{"result": {"uids": []}}',
     b'{"error": "API rate limit exceeded", "count": "4"}',
     b'{"result": {"uids": ["7"], "7": {"uid": "7", "title": "x"}}}'],
)  # fmt: skip
def test_another_kind_of_answer_is_garbage(body: bytes) -> None:
    with pytest.raises(Garbage):
        read(RawAnswer(status=200, body=body), [PMID], at=AT)


@pytest.mark.parametrize("value", [None, 7, [], {}, "x", [None], [{"name": 7}], True])
@pytest.mark.parametrize("field", ["title", "authors", "pubdate", "articleids", "pubtype"])
def test_odd_values_never_raise(field: str, value: Any) -> None:
    record(**{field: value})
