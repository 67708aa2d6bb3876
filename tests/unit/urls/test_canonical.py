"""The key of a target: equal where servers cannot tell, different where they may."""

from __future__ import annotations

import pytest

from bot.urls import canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTTP://Example.ORG:80", "http://example.org/"),
        ("https://example.org/x#a", "https://example.org/x#b"),
        ("https://example.org/%7euser", "https://example.org/~user"),
        ("https://example.org/%2f", "https://example.org/%2F"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://u:p@example.org/", "https://example.org/"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/a/../b", "https://example.org/b"),
        ("https://example.org/ü", "https://example.org/%c3%bc"),
    ],
)
def test_spellings_that_no_server_can_tell_apart_share_a_key(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/", "https://example.org/"),
        ("https://www.example.org/", "https://example.org/"),
        ("https://example.org/x", "https://example.org/x/"),
        ("https://example.org/x", "https://example.org/X"),
        ("https://example.org/x", "https://example.org/x.git"),
        ("https://example.org/x", "https://example.org/x?"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/?a=1&b=2", "https://example.org/?b=2&a=1"),
        ("https://example.org/x?a+b", "https://example.org/x?a%20b"),
        ("https://example.org:8443/", "https://example.org/"),
    ],
)
def test_what_a_server_may_tell_apart_stays_apart(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_the_canonical_form_of_a_canonical_form_is_itself() -> None:
    once = canonical("HTTPS://Ex.org:443/%7e/%2F/./ü?x=%3a y#z")
    assert canonical(once) == once
