"""Every document that asks about repositories is one that GitHub's schema takes."""

from __future__ import annotations

import pytest

from bot.model.repositories import RepoSlug
from bot.repositories.documents import (
    Document,
    Wish,
    contents_document,
    facts_document,
    files_document,
)
from tests.contract.github import graphql_complaints

SLUGS = [RepoSlug(owner=f"o{i}", name=f"a-b.c_{i}") for i in range(50)]
WISHES = [
    Wish(slug=SLUGS[0], files=("docs/README.rst", 'a"b/README.md'), history=("0" * 40, 12)),
    Wish(slug=SLUGS[1], files=("readme.txt",)),
    Wish(slug=SLUGS[2], history=("1" * 40, 2)),
]


@pytest.mark.parametrize(
    "document",
    [
        facts_document(SLUGS),
        facts_document(SLUGS[:1]),
        contents_document(SLUGS[:25]),
        contents_document(SLUGS[:1], with_history=False),
        files_document(WISHES),
    ],
)
def test_github_takes_the_document(document: Document) -> None:
    assert graphql_complaints(document.text, document.variables) == []


def test_no_name_ever_stands_in_the_text_of_a_document() -> None:
    evil = RepoSlug(owner='x") { id } #', name="{{evil}}")
    wish = Wish(slug=evil, files=("$evil",), history=("h", 3))
    for document in (facts_document([evil]), contents_document([evil]), files_document([wish])):
        assert "evil" not in document.text
        assert graphql_complaints(document.text, document.variables) == []


def test_the_document_about_facts_has_no_connection_and_so_costs_one_point() -> None:
    assert "first:" not in facts_document(SLUGS).text
