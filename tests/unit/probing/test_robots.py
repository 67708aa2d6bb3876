"""What a robots.txt asks of us."""

from __future__ import annotations

import gzip

import pytest

from bot.probing.exchange import Answer
from bot.probing.robots import LONGEST_DELAY, Robots, robots_of
from bot.urls import parse

PLAIN = {"content-type": "text/plain"}


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 5\n", 5.0),
        ("User-agent: *\nCrawl-delay: 0.5\n", 0.5),
        ("User-agent: *\nCrawl-delay: 86400\n", LONGEST_DELAY),
        ("User-agent: *\nCrawl-delay: -3\n", None),
        ("User-agent: *\nCrawl-delay: soon\n", None),
        ("User-agent: *\nCrawl-delay: nan\n", None),
        ("User-agent: *\nCrawl-delay: 0\n", None),
        ("User-agent: googlebot\nCrawl-delay: 9\n", None),
        ("User-agent: *\nCrawl-delay: 9\n\nUser-agent: ListBot\nCrawl-delay: 2\n", 2.0),
        ("", None),
        ("<<<\x00\ufffd", None),
    ],
)
def test_the_delay_is_ours_or_everybodys_and_has_a_limit(text: str, delay: float | None) -> None:
    assert Robots(text).delay == delay


def test_only_a_rule_that_names_us_keeps_us_away() -> None:
    page = parse("https://a.test/papers/1?x=1#part")
    everybody = Robots("User-agent: *\nDisallow: /\n")
    ours = Robots("User-agent: *\nAllow: /\n\nUser-agent: listbot\nDisallow: /papers/\n")
    assert not everybody.forbids(page)
    assert ours.forbids(page)
    assert not ours.forbids(parse("https://a.test/code"))
    assert not Robots("User-agent: mylistbotter\nDisallow: /\n").forbids(page)


@pytest.mark.parametrize(
    ("answer", "is_known"),
    [
        (None, False),
        (Answer(200, PLAIN, b"User-agent: *\nCrawl-delay: 7\n"), True),
        (Answer(404, PLAIN, b""), True),
        (Answer(403, PLAIN, b""), False),
        (Answer(429, PLAIN, b""), False),
        (Answer(503, PLAIN, b""), False),
        (Answer(302, PLAIN, b""), False),
        (Answer(200, {"content-encoding": "br"}, b"??"), False),
        (Answer(200, {"content-type": "text/html"}, b"<!doctype html>Crawl-delay: 7"), True),
    ],
)
def test_trouble_says_nothing_and_no_file_says_nothing_is_asked(
    answer: Answer | None, is_known: bool
) -> None:
    assert (robots_of(answer) is not None) is is_known


def test_a_compressed_file_is_read_and_a_page_is_not() -> None:
    body = gzip.compress(b"\xef\xbb\xbfUser-agent: *\r\nCrawl-delay: 7\r\n")
    found = robots_of(Answer(200, {"content-encoding": "gzip"}, body))
    assert found is not None
    assert found.delay == 7.0
    page = robots_of(
        Answer(200, {"content-type": "text/html"}, b"<p>\nUser-agent: *\nCrawl-delay: 7")
    )
    assert page is not None
    assert page.delay is None
