"""Cookies live for one chain and travel only where they belong."""

from __future__ import annotations

from bot.probing.cookies import MOST_BYTES, MOST_COOKIES, ChainCookies
from bot.urls import parse

HERE = parse("https://idp.example.org/authorize")


def kept(*lines: str) -> ChainCookies:
    cookies = ChainCookies()
    cookies.remember(HERE, lines)
    return cookies


def test_a_cookie_goes_back_to_its_host_and_to_no_other() -> None:
    cookies = kept("a=1; Path=/; HttpOnly")
    assert cookies.header(HERE) == "a=1"
    assert cookies.header(parse("https://example.org/")) == ""
    assert cookies.header(parse("https://other.idp.example.org/")) == ""


def test_a_domain_cookie_goes_to_the_whole_domain() -> None:
    cookies = kept("a=1; Domain=.example.org")
    assert cookies.header(parse("https://link.example.org/x")) == "a=1"
    assert cookies.header(parse("https://example.org/x")) == "a=1"
    assert cookies.header(parse("https://notexample.org/x")) == ""


def test_a_host_cannot_set_cookies_for_strangers_or_whole_suffixes() -> None:
    for domain in ("org", "other.org", "example.com", "below.idp.example.org"):
        assert kept(f"a=1; Domain={domain}").header(HERE) == ""
    shared = ChainCookies()
    shared.remember(parse("https://one.github.io/"), ("a=1; Domain=github.io",))
    assert shared.header(parse("https://two.github.io/")) == ""


def test_secure_cookies_do_not_travel_in_the_open() -> None:
    cookies = kept("a=1; Secure", "b=2")
    assert cookies.header(parse("http://idp.example.org/")) == "b=2"


def test_the_last_value_counts_and_max_age_zero_deletes() -> None:
    assert kept("a=1", "a=2").header(HERE) == "a=2"
    assert kept("a=1", "a=; Max-Age=0").header(HERE) == ""


def test_the_jar_is_bounded_in_number_and_bytes() -> None:
    many = kept(*(f"c{i}={i}" for i in range(300)))
    assert len(many.header(HERE).split("; ")) == MOST_COOKIES
    large = kept(*(f"c{i}={'x' * 1000}" for i in range(10)))
    assert len(large.header(HERE)) <= MOST_BYTES


def test_broken_cookies_are_ignored() -> None:
    assert kept("", "=", "novalue", "ü=1", "a=\x01", "b=\r\nX: y").header(HERE) == ""
