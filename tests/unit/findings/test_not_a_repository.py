"""not-a-repository: code links that lead to no code."""

from __future__ import annotations

import pytest

from bot.findings.not_a_repository import find
from tests.unit.findings.lists import an_entry, found_in


@pytest.mark.parametrize(
    ("url", "severity"),
    [
        ("https://github.com/vios-s", "decision"),
        ("https://github.com/orgs/vios-s", "decision"),
        ("https://github.com/search?q=code", "decision"),
        ("https://sites.google.com/view/repsnet", "question"),
        ("https://someone.github.io/competitions/chexpert/", "question"),
        ("https://example.org/", "question"),
    ],
)
def test_what_is_no_repository_is_told(url: str, severity: str) -> None:
    assert found_in(find, code=url) == [("ea", severity)]


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/owner/name",
        "https://github.com/owner/name/tree/main/folder",
        "https://gitlab.com/group/sub/name",
        "https://huggingface.co/owner/name",
        "https://gist.github.com/owner/0123456789abcdef",
        "https://zenodo.org/records/1234567",
        "https://pypi.org/project/name/",
    ],
)
def test_places_where_code_can_be_are_fine(url: str) -> None:
    assert found_in(find, code=url) == []


def test_only_code_links_are_asked() -> None:
    assert found_in(find, project="https://example.org/", dataset="https://example.org/d") == []


def test_a_project_page_is_moved_where_it_belongs() -> None:
    finding = next(find(an_entry(code="https://someone.github.io/x/")))
    assert [(fix.field, fix.new) for fix in finding.fixes] == [
        ("project", "https://someone.github.io/x/"),
        ("code", None),
    ]


def test_a_project_that_has_a_page_already_keeps_it() -> None:
    entry = {"code": "https://someone.github.io/x/", "project": "https://example.org/"}
    assert next(find(an_entry(**entry))).fixes == ()
