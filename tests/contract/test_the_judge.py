"""The contract checker itself: it must find what GitHub would refuse, and pass what it takes."""

from __future__ import annotations

import pytest

from tests.contract.github import answer_complaints, graphql_complaints, rest_complaints


@pytest.mark.parametrize(
    ("method", "url", "body"),
    [
        ("GET", "/repos/a/b/issues?creator=x&labels=l&state=all&per_page=100&page=2", None),
        ("POST", "/repos/a/b/issues", {"title": "t", "body": "b", "labels": ["l"]}),
        ("PATCH", "/repos/a/b/issues/7", {"state": "closed", "state_reason": "not_planned"}),
        ("PATCH", "/repos/a/b/issues/7", {"body": None}),
        ("POST", "/repos/a/b/issues/7/comments", {"body": "b"}),
        ("POST", "/repos/a/b/issues/comments/9/reactions", {"content": "+1"}),
        ("POST", "/repos/a/b/labels", {"name": "n", "color": "ededed", "description": "d"}),
        ("GET", "/repos/a/b/pulls?head=a:listbot/moved&state=open", None),
        ("POST", "/repos/a/b/pulls", {"title": "t", "head": "x", "base": "main"}),
        ("GET", "/repos/a/b/contents/docs/a%20b.md?ref=main", None),
        ("GET", "/repos/a/b/git/ref/heads/listbot/moved", None),
        ("PATCH", "/repos/a/b/git/refs/heads/listbot/moved", {"sha": "0" * 40, "force": True}),
        ("POST", "/repos/a/b/git/refs", {"ref": "refs/heads/x", "sha": "0" * 40}),
        ("POST", "/repos/a/b/git/blobs", {"content": "x", "encoding": "utf-8"}),
        ("GET", "/repos/a/b/collaborators/x/permission", None),
        ("GET", "https://github.example/api/v3/repos/a/b", None),
    ],
)
def test_what_github_takes_passes(method: str, url: str, body: object) -> None:
    assert rest_complaints(method, url, body) == []


@pytest.mark.parametrize(
    ("method", "url", "body", "word"),
    [
        ("POST", "/repos/a/b/issues", {"title": "t", "lables": ["l"]}, "lables"),
        ("POST", "/repos/a/b/issues", {"body": "no title"}, "title"),
        ("POST", "/repos/a/b/issues", None, "needs a body"),
        ("POST", "/repos/a/b/issues", {"title": "t", "body": "x" * 65_537}, "65536"),
        ("POST", "/repos/a/b/labels", {"name": "n" * 51}, "50"),
        ("PATCH", "/repos/a/b/issues/7", {"state": "shut"}, "shut"),
        ("PATCH", "/repos/a/b/issues/seven", {"state": "closed"}, "seven"),
        ("GET", "/repos/a/b/issues?state=opened", None, "opened"),
        ("GET", "/repos/a/b/issues?author=x", None, "author"),
        ("GET", "/repos/a/b", {"x": 1}, "takes no body"),
        ("DELETE", "/repos/a/b/issues/7", None, "DELETE"),
        ("GET", "/repos/a/b/stars", None, "no path"),
        ("POST", "/repos/a/b/issues/comments/9/reactions", {"content": "ok"}, "ok"),
    ],
)
def test_what_github_refuses_is_found(method: str, url: str, body: object, word: str) -> None:
    complaints = rest_complaints(method, url, body)
    assert complaints
    assert word in " ".join(complaints)


def test_an_answer_without_a_required_field_is_found() -> None:
    assert answer_complaints("GET", "/repos/a/b/labels", 200, [{"name": "x"}])
    assert answer_complaints("GET", "/repos/a/b/labels", 299, [])
    assert answer_complaints("GET", "/repos/a/b/labels", 200, []) == []


_FINE = "query($o:String!,$n:String!){ r0: repository(owner:$o,name:$n){ stargazerCount } }"


def test_graphql_documents_are_judged_by_the_schema() -> None:
    assert graphql_complaints(_FINE, {"o": "a", "n": "b"}) == []
    assert graphql_complaints(_FINE, {"o": "a"})
    assert graphql_complaints(_FINE, {"o": "a", "n": "b", "m": "c"})
    assert graphql_complaints(_FINE.replace("stargazerCount", "stargazers_count"))
    assert graphql_complaints("query {")


@pytest.mark.parametrize(
    ("arguments", "is_fine"), [("(first: 5)", True), ("", False), ("(first: 101)", False)]
)
def test_a_connection_needs_its_bound(arguments: str, is_fine: bool) -> None:
    languages = f"languages{arguments} {{ nodes {{ name }} }}"
    document = f'query {{ repository(owner: "a", name: "b") {{ {languages} }} }}'
    assert (graphql_complaints(document) == []) is is_fine
