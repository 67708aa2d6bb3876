"""HTML to facts."""

from __future__ import annotations

import time

import pytest

from bot.probing.pages import LONGEST_TITLE, MOST_METADATA, glance, read, refresh_address

PAPER = """<!DOCTYPE html><html><head>
<title>  Prompted   Widgets &amp; Gadgets | The Lab </title>
<meta name="citation_title" content="Prompted Widgets &amp; Gadgets">
<meta name="Citation_Author" content="Doe, Jane"><meta name="citation_author" content="Roe, Rick">
<meta property="og:title" content="Widgets"><meta name="viewport" content="x">
<link rel="canonical" href="https://lab.example/papers/42">
</head><body><h1>Prompted <i>Widgets</i></h1><p>An abstract.</p>
<script>var hidden = "not text";</script><noscript>also not text</noscript>
<a href="https://github.com/lab/widgets">code</a> https://gitlab.com/lab/other.
<input type="password"></body></html>"""


def test_a_page_is_read_in_full() -> None:
    page = read(PAPER)
    assert page.title == "Prompted Widgets & Gadgets | The Lab"
    assert page.heading == "Prompted Widgets"
    assert page.metadata == (
        ("citation_title", "Prompted Widgets & Gadgets"),
        ("citation_author", "Doe, Jane"),
        ("citation_author", "Roe, Rick"),
        ("og:title", "Widgets"),
    )
    assert page.has_paper_metadata
    assert page.canonical_url == "https://lab.example/papers/42"
    assert page.code_urls == ("https://github.com/lab/widgets", "https://gitlab.com/lab/other")
    assert "An abstract." in page.text
    assert "not text" not in page.text
    assert (page.scripts, page.password) == (1, True)
    assert page.reading().title == page.title


def test_a_glance_sees_title_and_heading() -> None:
    assert glance(PAPER) == (
        "Prompted   Widgets & Gadgets | The Lab".replace("   ", " "),
        "Prompted Widgets",
    )
    assert glance("<p>nothing") == ("", "")


def test_the_title_of_a_picture_is_not_the_title_of_the_page() -> None:
    page = read("<html><head></head><body><svg><title>icon</title></svg><h1>x</h1></body></html>")
    assert page.heading == "x"


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("0; url=/new", "/new"),
        ("0;URL='https://a.example/'", "https://a.example/"),
        ("3, /new", "/new"),
        ("0.5; url=/new", "/new"),
        ("5", None),
        ("300; url=/new", None),
        ("", None),
        ("x; url=/new", None),
    ],
)
def test_only_an_immediate_refresh_leads_away(value: str, address: str | None) -> None:
    assert refresh_address(value) == address


def test_a_refresh_for_those_without_scripts_does_not_count() -> None:
    tag = '<meta http-equiv="refresh" content="0; url=/nojs">'
    assert read(f"<html><head>{tag}</head></html>").refresh == "/nojs"
    assert read(f"<html><body><noscript>{tag}</noscript></body></html>").refresh is None


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<",
        "\x00<title>\x00",
        "<div>" * 20_000,
        "<title>" + "<" * 100_000,
        "<h1" + " a" * 50_000,
        "<meta name=citation_title content='" + "x" * 100_000,
        "<!--" * 10_000,
        "&" * 100_000,
    ],
)
@pytest.mark.slow
def test_hostile_html_is_read_in_bounded_time(html: str) -> None:
    began = time.process_time()
    page = read(html)
    glance(html)
    assert len(page.title) <= LONGEST_TITLE
    assert time.process_time() - began < 5  # a guard against explosion, not a measurement


def test_metadata_are_bounded() -> None:
    html = "<meta name=citation_author content=x>" * 1000
    assert len(read(html).metadata) == MOST_METADATA
