"""Parked domains need two signs."""

from __future__ import annotations

import pytest

from bot.probing.pages import Page, read
from bot.probing.parking import is_for_sale, is_lander, is_taken_over
from bot.urls import parse

START = parse("https://widgets.org/project")


def page(title: str = "", body: str = "", head: str = "") -> Page:
    return read(f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>")


SALE = "<p>This domain is for sale. Buy this domain.</p>"
SERVICE = '<script src="https://www.sedoparking.com/frmpark/x.js"></script>'


@pytest.mark.parametrize(
    ("final", "shown"),
    [
        ("https://widgets.org/project", page("widgets.org", SALE)),
        ("https://widgets.org/project", page("x", SALE, SERVICE)),
        ("https://widgets.org/lander", page("x", SALE)),
        ("https://widgets.org/lander", page("widgets.org", "<p>Related searches</p>")),
        ("https://www.hugedomains.com/domain_profile.cfm?d=widgets.org", page("x", "<p>Hello</p>")),
        ("https://dan.com/buy-domain/widgets.org", page("x", SALE)),
        ("https://widgets.org/project", page("widgets.org", "<p>该域名正在出售</p>")),
    ],
)
def test_two_signs_are_enough(final: str, shown: Page) -> None:
    assert is_for_sale(START, parse(final), shown)


@pytest.mark.parametrize(
    ("final", "shown"),
    [
        ("https://widgets.org/project", page("An article", SALE)),
        ("https://widgets.org/project", page("widgets.org", "<p>Our project.</p>")),
        ("https://widgets.org/project", page("x", "<p>Our project.</p>", SERVICE)),
        ("https://widgets.org/project", page("widgets.org", SALE + "<p>" + "words " * 2000)),
        ("https://widgets.org/lander", page("x", "<p>Our project.</p>")),
    ],
)
def test_one_sign_is_not(final: str, shown: Page) -> None:
    assert not is_for_sale(START, parse(final), shown)


def test_a_market_is_a_living_page_for_itself() -> None:
    market = parse("https://www.hugedomains.com/")
    assert not is_for_sale(market, market, page("hugedomains.com", SALE))


def test_a_short_page_that_says_it_twice_is_enough() -> None:
    shown = page("This domain is for sale", "<p>Buy this domain today.</p>")
    assert is_for_sale(START, START, shown)
    seller = page("widgets", "<p>The domain name is listed for sale at Sedo.</p>")
    assert is_for_sale(START, START, seller)


def test_a_script_that_leads_to_a_parking_page_is_one() -> None:
    script = 'window.onload=function(){window.location.href="/lander"}'
    lander = f"<html><head><script>{script}</script></head></html>"
    assert is_lander(lander)
    assert not is_lander(lander + "<p>Our project.</p>" * 200)
    assert not is_lander(lander.replace("/lander", "/home"))


def test_a_name_that_ran_out_is_full_of_advertising() -> None:
    words = "Slot gacor, judi bola, togel, maxwin. Daftar slot. "
    assert is_taken_over(page("Situs slot terpercaya", f"<p>{words * 3}</p>"))
    assert not is_taken_over(page("Spam in search engines", f"<p>{words}</p>"))
    assert not is_taken_over(page("Detecting pharmacies", "<p>Viagra and cialis spam.</p>" * 20))
