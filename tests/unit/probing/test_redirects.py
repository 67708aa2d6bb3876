"""What a chain of redirects means."""

from __future__ import annotations

import pytest

from bot.probing.redirects import (
    is_consent,
    is_cosmetic,
    is_error_page,
    is_home,
    is_login,
    is_secured,
    is_way_home,
)
from bot.urls import parse


@pytest.mark.parametrize(
    ("start", "final"),
    [
        ("https://a.example/x", "https://a.example/x/"),
        ("https://a.example/X", "https://a.example/x"),
        ("https://a.example/x/", "https://a.example/x/index.html"),
        ("http://a.example/x", "https://a.example/x/"),
        ("https://a.example/x", "https://a.example/x?utm_source=b&fbclid=c"),
        ("https://a.example/x?ref=list", "https://a.example/x"),
        ("https://a.example/x", "https://a.example/x;jsessionid=12AB"),
        ("https://a.example/x?b=1&a=2", "https://a.example/x?a=2&b=1"),
        ("https://a.example/x#y", "https://a.example/x"),
        ("https://a.example/%7Ex", "https://a.example/~x"),
        ("https://a.example/", "https://a.example/index.php"),
    ],
)
def test_differences_that_nobody_wants_to_hear_about(start: str, final: str) -> None:
    assert is_cosmetic(parse(start), parse(final))


@pytest.mark.parametrize(
    ("start", "final"),
    [
        ("https://a.example/x", "https://a.example/y"),
        ("https://a.example/x", "https://www.a.example/x"),
        ("https://a.example/x", "https://b.example/x"),
        ("https://a.example/x?id=1", "https://a.example/x?id=2"),
        ("https://a.example/x?id=1", "https://a.example/x"),
        ("https://a.example/x", "https://a.example:8443/x"),
        ("https://a.example/x", "https://a.example/x/y"),
    ],
)
def test_differences_that_are_moves(start: str, final: str) -> None:
    assert not is_cosmetic(parse(start), parse(final))


@pytest.mark.parametrize(
    ("start", "final", "expected"),
    [
        ("https://a.example/x/y", "https://a.example/", True),
        ("https://a.example/x", "https://a.example/", True),
        ("https://a.example/x", "https://www.a.example/en/", True),
        ("https://a.example/x", "https://a.example/index.html", True),
        ("https://a.example/x/y", "https://b.example/", True),
        ("https://sub.a.example/x/y", "https://a.example/", True),
        ("https://a.example/x", "https://b.example/", False),
        ("https://lab.edu/~widgets", "https://widgets.lab.edu/", False),
        ("https://github.com/lab/widgets", "https://widgets.io/", False),
        ("https://bit.ly/abc/d", "https://b.example/", False),
        ("https://doi.org/10.1/x", "https://b.example/", False),
        ("https://a.example/", "https://a.example/en/", False),
        ("https://a.example/x", "https://a.example/x/y", False),
        ("https://a.example/x", "https://a.example/?id=4", False),
    ],
)
def test_a_deep_page_that_is_sent_home(start: str, final: str, expected: bool) -> None:
    assert is_way_home(parse(start), parse(final)) is expected


@pytest.mark.parametrize(
    "path", ["/", "/en", "/en/", "/de-de/", "/index.html", "/home", "/en/home"]
)
def test_front_pages_have_many_spellings(path: str) -> None:
    assert is_home(parse(f"https://a.example{path}"))


@pytest.mark.parametrize("path", ["/x", "/eng", "/homework", "/index/x", "/?id=1", "/papers/"])
def test_other_pages_are_no_front_pages(path: str) -> None:
    assert not is_home(parse(f"https://a.example{path}"))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/login", True),
        ("https://a.example/users/sign_in?return=/x", True),
        ("https://a.example/accounts/login/?next=/x", True),
        ("https://accounts.google.com/v3/signin/identifier?continue=x", True),
        ("https://login.a.example/?to=x", True),
        ("https://a.example/wp-login.php", True),
        ("https://a.example/oauth2/authorize", True),
        ("https://a.example/papers/login-free-learning", False),
        ("https://a.example/blog/signing", False),
    ],
)
def test_logins_are_known_by_their_address(url: str, expected: bool) -> None:
    assert is_login(parse(url)) is expected


def test_consent_and_error_pages_are_known_by_their_address() -> None:
    assert is_consent(parse("https://consent.a.example/m?continue=x"))
    assert is_consent(parse("https://a.example/cookie-consent?x"))
    assert not is_consent(parse("https://a.example/informed-consent-study"))
    assert is_error_page(parse("https://a.example/error"))
    assert is_error_page(parse("https://a.example/errorpage.aspx"))
    assert not is_error_page(parse("https://a.example/errors-in-models"))


def test_the_twin_over_https_is_the_same_page() -> None:
    assert is_secured(parse("http://a.example/x"), parse("https://a.example/x/"))
    assert not is_secured(parse("http://a.example/x"), parse("https://a.example/y"))
    assert not is_secured(parse("https://a.example/x"), parse("https://a.example/x"))
    assert not is_secured(parse("http://a.example:8080/x"), parse("https://a.example/x"))
