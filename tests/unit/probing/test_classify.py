"""The meaning of the answer that ends a chain, from the strongest evidence to the weakest."""

from __future__ import annotations

import gzip

import pytest

from bot.model.observations import Outcome, Target
from bot.probing.classify import (
    LARGE_PAGE,
    Meaning,
    Sibling,
    meaning_of,
    meaning_of_status,
    sibling_from,
    with_sibling,
)
from bot.probing.exchange import Answer
from bot.urls import parse

HERE = "https://lab.example/papers/42"
TEXT = "A paragraph of a page that a person can read from start to end. " * 40


def page(title: str = "A paper about things", body: str = f"<p>{TEXT}</p>", head: str = "") -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"
    )


def judge(
    body: str | bytes = "",
    status: int = 200,
    kind: str = "text/html",
    *,
    start: str = HERE,
    final: str = "",
    titles: tuple[str, ...] = (),
    wants_page: bool = False,
    headers: dict[str, str] | None = None,
    complete: bool = True,
) -> Meaning:
    data = body.encode() if isinstance(body, str) else body
    begin = parse(start)
    return meaning_of(
        Target(url=start, titles=titles, wants_page=wants_page),
        begin,
        parse(final) if final else begin,
        Answer(status, {"content-type": kind, **(headers or {})}, data, complete),
    )


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, None),
        (204, None),
        (206, None),
        (300, None),
        (302, Outcome.BROKEN),
        (304, Outcome.BROKEN),
        (400, Outcome.REFUSED_REQUEST),
        (401, Outcome.WALLED),
        (402, Outcome.WALLED),
        (403, Outcome.WALLED),
        (404, Outcome.NOT_FOUND),
        (405, Outcome.REFUSED_REQUEST),
        (406, Outcome.REFUSED_REQUEST),
        (408, Outcome.TIMED_OUT),
        (410, Outcome.NOT_FOUND),
        (418, Outcome.WALLED),
        (429, Outcome.RATE_LIMITED),
        (451, Outcome.WALLED),
        (500, Outcome.SERVER_ERROR),
        (503, Outcome.SERVER_ERROR),
        (599, Outcome.SERVER_ERROR),
        (600, Outcome.BROKEN),
        (999, Outcome.WALLED),
    ],
)
def test_every_status_has_its_meaning(status: int, outcome: Outcome | None) -> None:
    found = meaning_of_status(status)
    assert (found.outcome if found else None) is outcome


def test_content_proof_beats_status_and_oddities() -> None:
    title = "Prompted widgets and gadgets for imaging"
    assert judge(page(title), 404, titles=(title,)).outcome is Outcome.ANSWERED
    assert judge(page(title), 403, titles=(title,)).outcome is Outcome.ANSWERED
    assert (
        judge(page(title, "<p>x</p>"), final="https://lab.example/", titles=(title,)).reason
        == "title"
    )
    repeated = page("Page not found", f"<p>Nothing about {title}.</p>")
    assert judge(repeated, 404, titles=(title,)).outcome is Outcome.NOT_FOUND


def test_a_wall_is_a_wall_whatever_the_status() -> None:
    assert judge(page("Just a moment...", ""), 503).outcome is Outcome.WALLED
    assert judge("", 202).reason == "aws-waf"
    assert judge(page("Client Challenge", ""), start="https://lab.example/paper.pdf").outcome is (
        Outcome.WALLED
    )


def test_a_large_ordinary_page_is_believed_at_a_glance_and_read_when_wanted() -> None:
    large = page(body=f"<p>{TEXT * 10}</p>")
    assert len(large) > LARGE_PAGE
    assert judge(large).page is None
    read = judge(large, wants_page=True)
    assert read.page is not None
    assert read.page.title == "A paper about things"


def test_a_large_error_page_is_not_overlooked() -> None:
    menu = "<ul>" + "<li><a href='/x'>menu</a></li>" * 400 + "</ul>"
    assert judge(page("Page not found | Lab", menu)).outcome is Outcome.SOFT_NOT_FOUND
    style = f"<style>{TEXT * 9}</style>"
    for title in ("Attention Required! | Cloudflare", "Just a moment...", "Client Challenge"):
        assert judge(page(title, style)).outcome is Outcome.WALLED
    assert judge(page("Log in", '<input type="password">' + style)).outcome is Outcome.WALLED
    sale = "<p>This domain is for sale.</p>" + style
    assert judge(page("lab.example", sale)).outcome is Outcome.FOR_SALE


@pytest.mark.parametrize(
    ("final", "outcome", "reason"),
    [
        ("https://lab.example/", Outcome.SENT_HOME, "home"),
        ("https://lab.example/users/sign_in", Outcome.WALLED, "login"),
        ("https://lab.example/consent?x", Outcome.WALLED, "consent"),
        ("https://lab.example/404.html", Outcome.SOFT_NOT_FOUND, "error-page"),
        ("https://lab.example/error", Outcome.SENT_HOME, "error-page"),
        ("https://lab.example/new/42", Outcome.ANSWERED, ""),
    ],
)
def test_where_a_chain_ends_can_say_it_all(final: str, outcome: Outcome, reason: str) -> None:
    found = judge(page("Our lab"), final=final)
    assert (found.outcome, found.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("body", "kind", "start", "outcome", "reason"),
    [
        (b"%PDF-1.7 x", "application/pdf", "https://a.example/p.pdf", Outcome.ANSWERED, ""),
        (b"%PDF-1.7 x", "text/html", "https://a.example/p.html", Outcome.ANSWERED, ""),
        (b"hello", "application/pdf", "https://a.example/p.pdf", Outcome.EMPTY, "not-a-pdf"),
        (b"", "application/pdf", "https://a.example/p.pdf", Outcome.EMPTY, "no-body"),
        (b"", "text/html", HERE, Outcome.EMPTY, "no-body"),
        (b"<html></html>", "text/html", HERE, Outcome.EMPTY, "blank"),
        (b"  \n", "text/plain", HERE, Outcome.EMPTY, "blank"),
        (b"Not Found", "text/plain", HERE, Outcome.SOFT_NOT_FOUND, "phrase"),
        (b"PK\x03\x04", "application/zip", HERE, Outcome.ANSWERED, ""),
        (b"<div id=app></div><script src=x></script>", "text/html", HERE, Outcome.ANSWERED, ""),
        (b"<img src=x>", "text/html", HERE, Outcome.ANSWERED, ""),
    ],
)
def test_files_and_pages_are_what_their_bytes_are(
    body: bytes, kind: str, start: str, outcome: Outcome, reason: str
) -> None:
    found = judge(body, kind=kind, start=start)
    assert (found.outcome, found.reason) == (outcome, reason)


def test_html_behind_a_pdf_link_must_be_worth_it() -> None:
    pdf = "https://a.example/p.pdf"
    assert judge(page("Library", "<p>Search.</p>"), start=pdf).reason == "html-for-pdf"
    assert judge(page(), start=pdf).outcome is Outcome.ANSWERED
    assert judge(page("V", "<embed src=x>"), start=pdf).outcome is Outcome.ANSWERED
    viewer = "https://github.com/a/b/blob/main/p.pdf"
    assert judge(page("p.pdf", "<p>a/b</p>"), start=viewer).outcome is Outcome.ANSWERED
    mislabelled = judge(page("Library", "<p>x</p>"), kind="application/pdf", start=pdf)
    assert mislabelled.reason == "html-for-pdf"


def test_a_paper_host_without_its_metadata_proves_nothing() -> None:
    springer = "https://link.springer.com/article/10.1007/s1"
    assert judge(page(), start=springer).reason == "no-metadata"
    meta = '<meta name="citation_title" content="A paper">'
    assert judge(page(head=meta), start=springer).outcome is Outcome.ANSWERED
    pdf = "https://link.springer.com/content/pdf/10.1007/s1.pdf"
    assert judge(page("x", "<p>x</p>"), start=pdf).outcome is Outcome.WALLED


def test_bodies_that_cannot_be_decoded() -> None:
    coded = {"content-encoding": "br"}
    assert judge(b"\x00" * 50, headers=coded).reason == "unread-coding"
    assert judge(b"\x00" * 50, 404, headers=coded).outcome is Outcome.NOT_FOUND
    assert judge(b"no", headers={"content-encoding": "gzip"}).outcome is Outcome.BROKEN
    hidden = gzip.compress(page("Page not found", "").encode())
    assert judge(hidden).outcome is Outcome.SOFT_NOT_FOUND


def test_an_immediate_refresh_is_followed_only_from_a_page_without_content() -> None:
    refresh = '<meta http-equiv="refresh" content="0; url=/new">'
    assert judge(page("x", "", refresh)).refresh == "/new"
    assert judge(page("x", f"<p>{TEXT}</p>", refresh)).refresh is None


def test_a_suspicious_page_asks_for_a_sibling_which_settles_it() -> None:
    odd = judge(page("Oops", "<p>Use the menu above, or write to us if you like.</p>"))
    assert odd.suspicious
    same = Sibling(honest=False, shingles=odd.suspicious)
    other = Sibling(honest=False, shingles=frozenset({1, 2, 3}))
    assert with_sibling(odd, same).outcome is Outcome.SOFT_NOT_FOUND
    assert with_sibling(odd, other).outcome is Outcome.ANSWERED
    assert with_sibling(odd, Sibling(honest=True)).outcome is Outcome.ANSWERED
    assert with_sibling(odd, None).outcome is Outcome.ANSWERED


def test_a_page_that_says_it_among_other_things_is_not_believed_on_an_honest_host() -> None:
    said = judge(page("Our lab", "<p>This project does not exist.</p><p>" + TEXT[:500]))
    assert said.suspicious
    settled = with_sibling(said, Sibling(honest=True))
    assert (settled.outcome, settled.reason) == (Outcome.EMPTY, "says-missing")


def test_a_deep_page_that_calls_itself_home_is_compared() -> None:
    home = judge(page("Home", head='<link rel="canonical" href="https://lab.example/">'))
    assert home.suspicious
    same = Sibling(honest=False, shingles=home.suspicious)
    assert with_sibling(home, same).outcome is Outcome.SENT_HOME


def test_a_sibling_is_honest_or_shows_what_everybody_gets() -> None:
    assert sibling_from(Answer(404, {})).honest
    shown = sibling_from(Answer(200, {"content-type": "text/html"}, page().encode()))
    assert shown.shingles
    assert not sibling_from(Answer(403, {})).honest
    assert not sibling_from(Answer(200, {"content-encoding": "br"}, b"x" * 99)).shingles
