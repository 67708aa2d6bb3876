"""untidy-url: links that say more than their address."""

from __future__ import annotations

import pytest

from bot.findings.untidy_url import find
from tests.unit.findings.lists import an_entry, found_in


@pytest.mark.parametrize(
    ("url", "tidy"),
    [
        ("https://github.com/o/n.git", "https://github.com/o/n"),
        ("https://github.com/o/n.git/", "https://github.com/o/n"),
        ("https://github.com/o/n.GIT?a=1#x", "https://github.com/o/n?a=1#x"),
        ("https://gitlab.com/a/b/c.git", "https://gitlab.com/a/b/c"),
        ("https://e.org/p?utm_source=x&id=1&utm_medium=y#z", "https://e.org/p?id=1#z"),
        ("https://e.org/p?fbclid=abc", "https://e.org/p"),
        ("https://e.org/p?id=a%20b&gclid=1&q=ü", "https://e.org/p?id=a%20b&q=ü"),
        ("https://e.org/a\u200bb", "https://e.org/ab"),
        ("https://github.com/o/n.git?utm_source=x", "https://github.com/o/n"),
    ],
)
def test_the_tidy_address_is_offered(url: str, tidy: str) -> None:
    findings = list(find(an_entry(code=url)))
    assert [finding.fixes[0].new for finding in findings] == [tidy]


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/o/n",
        "https://github.com/o/digit",
        "https://e.org/x.git",
        "https://github.com/o/n/blob/main/.git",
        "https://e.org/p?utm=1&source=x&ref=2",
        "https://e.org/p?id=1&id=2&&=",
        "https://e.org/p#utm_source=x",
        "HTTPS://E.org/%7Euser/",
    ],
)
def test_what_may_mean_something_is_left_alone(url: str) -> None:
    assert found_in(find, code=url, pdf=url) == []
