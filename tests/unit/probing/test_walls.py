"""Walls are told by their own marks, and full pages that carry a vendor's script are none."""

from __future__ import annotations

import pytest

from bot.probing.pages import Page, read
from bot.probing.walls import SIGNATURES, has_wall_header, wall_of

TEXT = "A paragraph of a page that a person can read from start to end. " * 40
HERE = "https://a.example/papers/42"


def look(
    html: str = "",
    status: int = 200,
    headers: dict[str, str] | None = None,
    cookies: tuple[str, ...] = (),
    url: str = HERE,
) -> str | None:
    page = read(html) if html else Page()
    return wall_of(status, headers or {}, cookies, html, page, url)


def page(title: str = "", body: str = "", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("name", "html", "status", "headers", "cookies"),
    [
        ("cloudflare", "", 403, {"cf-mitigated": "challenge"}, ()),
        ("cloudflare", page("Just a moment..."), 503, {}, ()),
        ("cloudflare", page("x", "<script>window._cf_chl_opt={}</script>"), 200, {}, ()),
        ("cloudflare", page("Attention Required! | Cloudflare"), 403, {}, ()),
        ("cloudflare", "", 403, {"server": "cloudflare"}, ()),
        ("aws-waf", "", 202, {}, ()),
        ("aws-waf", "", 405, {"x-amzn-waf-action": "captcha"}, ()),
        ("aws-waf", page("", "<script>window.gokuProps={}</script>"), 200, {}, ()),
        ("client-challenge", page("Client Challenge"), 200, {}, ()),
        ("client-challenge", page("", "", '<script src="/_fs-ch-x/s.js"></script>'), 200, {}, ()),
        ("akamai", page("Access Denied", "Reference #18. errors.edgesuite.net"), 403, {}, ()),
        ("akamai", "", 403, {}, ("_abck=x; Path=/",)),
        ("imperva", page("", "Request unsuccessful. Incapsula incident ID: 1"), 200, {}, ()),
        ("imperva", page("Pardon Our Interruption"), 200, {}, ()),
        ("imperva", "", 403, {"x-iinfo": "1-2"}, ()),
        ("datadome", "", 403, {"x-dd-b": "1"}, ()),
        ("datadome", "", 403, {}, ("datadome=x",)),
        (
            "datadome",
            page("a.example", "<script src='//ct.captcha-delivery.com/c.js'>"),
            403,
            {},
            (),
        ),
        ("perimeterx", page("Access to this page has been denied."), 403, {}, ()),
        ("anubis", page("Making sure you're not a bot!"), 200, {}, ()),
        ("anubis", page("x", '<script id="anubis_challenge">{}</script>'), 200, {}, ()),
        ("radware", page("Radware Captcha Page"), 200, {}, ()),
        ("vercel", "", 429, {"x-vercel-mitigated": "challenge"}, ()),
        ("captcha", page("Are you a human?"), 200, {}, ()),
        ("captcha", page("安全验证"), 200, {}, ()),
        ("cookies-required", page("Cookies disabled"), 200, {}, ()),
    ],
)
def test_a_wall_is_named(
    name: str, html: str, status: int, headers: dict[str, str], cookies: tuple[str, ...]
) -> None:
    assert look(html, status, headers, cookies) == name


@pytest.mark.parametrize(
    ("html", "status", "headers", "cookies"),
    [
        (
            page("A paper", TEXT, '<script src="https://x.token.awswaf.com/c.js"></script>'),
            200,
            {},
            (),
        ),
        (page("A paper", TEXT, "<script>window._pxAppId='x'</script>"), 200, {}, ()),
        (page("A paper", TEXT + "<script>bmak.x()</script>"), 200, {}, ("_abck=1",)),
        (page("A paper", TEXT), 200, {"server": "cloudflare", "cf-ray": "1"}, ()),
        (page("A paper", TEXT), 200, {"x-datadome": "protected"}, ("datadome=1",)),
        (page("A paper", TEXT), 200, {"x-iinfo": "1"}, ("incap_ses_1=2",)),
        (page("A paper", TEXT + "<script>window._cf_chl_opt={}</script>"), 200, {}, ()),
        (page("Captcha: a survey", "<p>short</p>"), 200, {}, ()),
        (page("x", "", '<meta name="citation_title" content="A"><i>_fs-ch-</i>'), 200, {}, ()),
        (page("404", "no"), 404, {"server": "cloudflare"}, ()),
        (page("Busy", "later"), 503, {"server": "cloudflare"}, ()),
        (page("Slow down", "later"), 429, {"server": "cloudflare"}, ()),
        (page("Demo", '<div id="root"></div><script src="/app.js"></script>'), 200, {}, ()),
    ],
)
def test_a_page_that_can_be_read_is_no_wall(
    html: str, status: int, headers: dict[str, str], cookies: tuple[str, ...]
) -> None:
    assert look(html, status, headers, cookies) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://link.springer.com/article/x?error=cookies_not_supported&code=1",
        "https://a.example/x?idp_error=access_denied",
        "https://validate.perfdrive.com/x?ssa=1",
        "https://www.google.com/sorry/index?continue=x",
        "https://a.example/cdn-cgi/challenge-platform/x",
    ],
)
def test_a_chain_can_end_at_a_wall(url: str) -> None:
    assert look(page("Hello", TEXT), url=url) is not None


def test_every_signature_has_a_mark_and_lower_case_names() -> None:
    for one in SIGNATURES:
        assert one.headers or one.body or one.title or one.weak_headers or one.weak_body
        for mark in (*one.body, *one.weak_body):
            assert mark == mark.lower()
    assert has_wall_header({"cf-mitigated": "challenge"})
    assert not has_wall_header({"server": "cloudflare"})
