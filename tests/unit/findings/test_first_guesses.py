"""insecure, invalid-url, unsafe, wrong-paper and metadata, as far as the list alone tells."""

from __future__ import annotations

import pytest

from bot.findings import identifier_fields, plain_http, title_in_address, unusable_url
from tests.unit.findings.lists import PDF, TITLE, an_entry, found_in

CVF = (
    "https://openaccess.thecvf.com/content/CVPR2024/html/"
    "Lai_CARZero_Cross-Attention_Alignment_for_Radiology_Zero-Shot_Classification_CVPR_2024_paper.html"
)


def test_http_is_noticed_whatever_its_case_and_role() -> None:
    entry = {"pdf": "HTTP://example.org/", "project": "http://example.org/p"}
    assert found_in(plain_http.find, **entry) == [("ea", "notice"), ("ea", "notice")]
    assert found_in(plain_http.find, pdf="https://http.example.org/?http://x") == []


def test_the_rest_of_an_http_address_stays() -> None:
    finding = next(plain_http.find(an_entry(pdf="http://example.org/a%20b?http://x")))
    assert finding.fixes[0].new == "https://example.org/a%20b?http://x"


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("http://169.254.169.254/latest", "unsafe"),
        ("http://2130706433/", "unsafe"),
        ("http://[::1]/", "unsafe"),
        ("http://localhost:8080/", "unsafe"),
        ("http://printer.local/", "unsafe"),
        ("https://exa\\mple.org/", "invalid-url"),
        ("https://example.org:99999/", "invalid-url"),
    ],
)
def test_links_that_nobody_should_open(url: str, rule: str) -> None:
    findings = list(unusable_url.find(an_entry(pdf=url)))
    assert [finding.rule.value for finding in findings] == [rule]


def test_public_addresses_are_fine() -> None:
    assert found_in(unusable_url.find, pdf="https://8.8.8.8/", code="https://пример.рф/") == []


def test_an_address_with_another_title_is_asked_about() -> None:
    assert found_in(title_in_address.find, title=TITLE, pdf=CVF) == [("ea", "question")]


def test_an_address_with_the_beginning_of_the_title_is_fine() -> None:
    title = "CARZero: Cross-Attention Alignment for Radiology Zero-Shot Classification"
    assert found_in(title_in_address.find, title=title, pdf=CVF) == []


def test_an_arxiv_id_that_is_not_the_one_of_the_link_is_found() -> None:
    wrong = {"pdf": PDF, "arxiv": "2404.16193"}
    assert found_in(identifier_fields.find, **wrong) == [("ea", "decision")]
    assert found_in(identifier_fields.find, pdf=PDF, arxiv="2404.16192v3") == []


def test_a_preprint_may_have_the_doi_of_its_journal_version() -> None:
    assert found_in(identifier_fields.find, pdf=PDF, doi="10.1007/s10278-024-01051-8") == []


def test_a_doi_that_is_not_the_one_of_the_link_is_found() -> None:
    entry = {"pdf": "https://doi.org/10.1007/s10278-024-01051-8", "doi": "10.1007/x-1"}
    assert found_in(identifier_fields.find, **entry) == [("ea", "decision")]
