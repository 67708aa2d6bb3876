"""Registries as witnesses of liveness."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model.observations import Outcome, Witness
from bot.model.papers import About, PaperRecord
from bot.registries.coverage import needs_no_visit
from bot.registries.liveness import registry_observation
from tests.unit.registries.answers import AT, a_record, pid

IEEE = "https://ieeexplore.ieee.org/document/90000001/"
DOI = "https://doi.org/10.5555/one"


def outcome(
    url: str, *records: PaperRecord, unregistered: bool = False
) -> tuple[Outcome, Witness] | None:
    seen = registry_observation(url, pid(url), records, unregistered=unregistered, at=AT)
    return (seen.outcome, seen.witness) if seen else None


def test_a_registered_landing_url_proves_a_walled_link() -> None:
    record = a_record(IEEE, title="W", doi="10.5555/tmi.1", landing_url=IEEE)
    assert outcome(IEEE, record) == (Outcome.ANSWERED, Witness.REGISTRY)


def test_a_record_with_another_landing_url_proves_nothing() -> None:
    other = IEEE.replace("90000001", "90000002")
    record = a_record(IEEE, title="W", doi="10.5555/tmi.1", landing_url=other)
    assert outcome(IEEE, record) is None


def test_what_a_title_search_found_proves_nothing() -> None:
    record = a_record(IEEE, title="W", landing_url=IEEE, about=About.SEARCH, searched_title="W")
    assert outcome(IEEE, record) is None


@pytest.mark.parametrize("source", ["openalex", "huggingface", "page"])
def test_an_index_does_not_know_what_is_registered(source: str) -> None:
    assert outcome(DOI, a_record(DOI, source, title="W", doi="10.5555/one")) is None


def test_a_denied_identifier_that_stands_in_the_link_is_dead() -> None:
    assert outcome(DOI, unregistered=True) == (Outcome.UNREGISTERED, Witness.REGISTRY)
    arxiv = "https://arxiv.org/abs/2401.00001"
    assert outcome(arxiv, unregistered=True) == (Outcome.UNREGISTERED, Witness.REGISTRY)


def test_a_denied_identifier_that_a_rule_made_is_the_rules_problem() -> None:
    assert outcome("https://www.ijcai.org/proceedings/2023/0123.pdf", unregistered=True) is None
    assert outcome("https://www.mdpi.com/2075-4418/13/17/2760", unregistered=True) is None


def test_a_doi_that_its_publisher_gave_up_is_dead_when_doi_org_says_so() -> None:
    gone = "https://www.crossref.org/deleted_DOI.html"
    by_handle = a_record(DOI, "doi.org", doi="10.5555/one", landing_url=gone)
    assert outcome(DOI, by_handle) == (Outcome.UNREGISTERED, Witness.REGISTRY)
    by_crossref = a_record(DOI, "crossref", title="W", doi="10.5555/one", landing_url=gone)
    assert outcome(DOI, by_crossref) is None


def test_an_old_record_says_nothing_about_today() -> None:
    old = AT - timedelta(days=60)
    assert outcome(DOI, a_record(DOI, title="W", doi="10.5555/one", fetched_at=old)) is None
    assert outcome(DOI, a_record(DOI, title="W", doi="10.5555/one", fetched_at=None)) is None


def test_the_reason_is_the_same_in_every_order() -> None:
    one = a_record(DOI, "crossref", title="W", doi="10.5555/one")
    two = a_record(DOI, "doi.org", doi="10.5555/one", landing_url="https://x.example/")
    seen = [
        registry_observation(DOI, pid(DOI), records, unregistered=False, at=AT)
        for records in ((one, two), (two, one))
    ]
    assert seen[0] == seen[1]


def test_pages_that_a_registry_answers_for_need_no_visit() -> None:
    assert needs_no_visit("https://arxiv.org/pdf/2401.00001v2")
    assert needs_no_visit(IEEE)
    assert needs_no_visit("https://www.sciencedirect.com/science/article/pii/S1566253521001159")
    assert needs_no_visit("https://link.springer.com/chapter/10.1007/978-3-031-53767-7_10")
    assert needs_no_visit("https://www.nature.com/articles/s41551-024-01246-y.pdf")
    assert needs_no_visit("https://ojs.aaai.org/index.php/AAAI/article/view/28038")
    assert not needs_no_visit("https://link.springer.com/journal/10994")
    assert not needs_no_visit("https://www.nature.com/nature/volumes/618")
    assert not needs_no_visit("https://www.arxiv-vanity.com/papers/2401.00001/")
    assert not needs_no_visit("https://ar5iv.labs.arxiv.org/html/2401.00001")
    assert not needs_no_visit("https://huggingface.co/papers/2401.00001")
    assert not needs_no_visit("https://web.archive.org/web/2024/https://arxiv.org/abs/2401.00001")
    assert not needs_no_visit("https://arxiv.org/list/cs.CV/recent")
    assert not needs_no_visit("https://example.org/paper.pdf")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.arxiv-vanity.com/papers/2401.00001/",
        "https://huggingface.co/papers/2401.00001",
        "https://web.archive.org/web/2024/https://arxiv.org/abs/2401.00001",
    ],
)
def test_a_registry_knows_nothing_about_mirrors_and_copies(url: str) -> None:
    record = a_record(
        url, "arxiv", title="W", doi="10.48550/arxiv.2401.00001",
        landing_url="https://arxiv.org/abs/2401.00001",
    )  # fmt: skip
    assert outcome(url, record) is None


def test_the_publishers_other_hosts_are_its_own() -> None:
    url = "https://aapm.onlinelibrary.wiley.com/doi/full/10.1002/mp.1"
    address = "https://onlinelibrary.wiley.com/doi/10.1002/mp.1"
    record = a_record(url, title="W", doi="10.1002/mp.1", landing_url=address)
    assert outcome(url, record) == (Outcome.ANSWERED, Witness.REGISTRY)
