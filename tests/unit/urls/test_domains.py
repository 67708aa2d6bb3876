"""Who stands behind a host name."""

from __future__ import annotations

import pytest

from bot.urls import host_of, registrable_domain


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("link.springer.com", "springer.com"),
        ("a.b.example.co.uk", "example.co.uk"),
        ("someone.github.io", "someone.github.io"),
        ("github.io", "github.io"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "[::1]"),
        ("localhost", "localhost"),
        ("www.Example.ORG.", "example.org"),
        ("a.b.unknown-suffix", "b.unknown-suffix"),
        ("..", ".."),
    ],
)
def test_the_registrable_domain_follows_the_public_suffix_list(host: str, expected: str) -> None:
    assert registrable_domain(host) == expected


def test_the_host_of_a_text_that_is_no_url_is_empty() -> None:
    assert host_of("nothing") == ""
    assert host_of("https://WWW.Example.org.:8443/x") == "www.example.org"
