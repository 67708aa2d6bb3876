"""JSON-LD and COinS: the shapes that publishers serve, and what must not be believed or not hurt."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.model.observations import PageReading
from bot.probing.pages import read
from bot.probing.structured import LONGEST_SCRIPT, MOST_AUTHORS, MOST_OBJECTS
from bot.registries.page_metadata import STRONG, WEAK, record_from_page
from tests.unit.registries.answers import AT, pid

ADDRESS = "https://press.example/articles/42"
ARTICLE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ScholarlyArticle",
    "headline": "Prompted Widgets & Gadgets",
    "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "Rick Roe"}],
    "datePublished": "2024-05-01",
    "sameAs": "https://doi.org/10.5555/W.42",
    "url": ADDRESS,
}


def page_with(*scripts: Any, body: str = "") -> PageReading:
    """A page with these values as JSON-LD."""
    texts = (item if isinstance(item, str) else json.dumps(item) for item in scripts)
    heads = "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)
    return read(f"<html><head><title>Press</title>{heads}</head><body>{body}</body>").reading()


def values(page: PageReading, name: str) -> list[str]:
    """All values of one name."""
    return [value for key, value in page.metadata if key == name]


@pytest.mark.parametrize(
    "shape",
    [
        ARTICLE,
        [{"@type": "WebSite", "name": "Press"}, ARTICLE],
        {"@graph": [{"@type": "Organization", "name": "Press"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": ["CreativeWork", "ScholarlyArticle"]},
        {**ARTICLE, "@type": "https://schema.org/ScholarlyArticle"},
        {**ARTICLE, "@type": "schema:ScholarlyArticle"},
        {**ARTICLE, "author": [{"givenName": "Jane", "familyName": "Doe"}, "Rick Roe"]},
        {**ARTICLE, "citation": [{**ARTICLE, "headline": "An Older Paper"}]},
        {**ARTICLE, "sameAs": None, "identifier": {"propertyID": "doi", "value": "10.5555/W.42"}},
        {**ARTICLE, "sameAs": None, "identifier": ["press:42", "doi:10.5555/W.42"]},
        {**ARTICLE, "sameAs": None, "@id": "http://dx.doi.org/10.5555/W.42"},
        {**ARTICLE, "sameAs": ["https://press.example/x", "https://doi.org/10.5555/W.42"]},
        f"<!-- {json.dumps(ARTICLE)} -->",
        f"//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>",
        json.dumps(ARTICLE).replace("Prompted Widgets", "Prompted\n\tWidgets"),
        json.dumps(ARTICLE).replace("&", "&amp;"),
    ],
)  # fmt: skip
def test_an_article_is_found_in_the_shapes_that_are_served(shape: Any) -> None:
    page = page_with(shape)
    assert values(page, "ld.title") == ["Prompted Widgets & Gadgets"]
    record = record_from_page(pid(ADDRESS), page, at=AT)
    assert record is not None
    assert (record.kind, record.doi, record.year) == (STRONG, "10.5555/w.42", 2024)
    assert record.authors == ("Doe", "Roe")


def test_the_journal_is_found_above_issue_and_volume() -> None:
    issue = {
        "@type": "PublicationIssue",
        "issueNumber": "5",
        "isPartOf": {"@type": "PublicationVolume", "isPartOf": {"name": "Journal of Widgets"}},
    }
    for part in (issue, {"name": "Journal of Widgets"}, "Journal of Widgets", [issue]):
        page = page_with({**ARTICLE, "isPartOf": part})
        assert values(page, "ld.venue") == ["Journal of Widgets"]


def test_a_page_about_its_own_address_is_proven_by_it() -> None:
    record = record_from_page(pid(ADDRESS), page_with(ARTICLE), at=AT)
    assert record is not None
    assert record.landing_url == ADDRESS


def test_citation_tags_come_before_json_ld_and_that_before_dublin_core() -> None:
    page = page_with(ARTICLE)
    tags = (("citation_title", "Tagged Widgets"), ("dc.title", "Core"), ("dc.creator", "Poe, P."))
    both = PageReading(metadata=(*tags, *page.metadata))
    record = record_from_page(pid(ADDRESS), both, at=AT)
    assert record is not None
    assert (record.title, record.authors) == ("Tagged Widgets", ("Doe", "Roe"))
    core = record_from_page(pid(ADDRESS), PageReading(metadata=(*tags[1:], *page.metadata)), at=AT)
    assert core is not None
    assert core.title == "Prompted Widgets & Gadgets"


def test_a_page_about_several_articles_does_not_say_which_is_its_own() -> None:
    other = {**ARTICLE, "headline": "Another Paper"}
    assert not values(page_with([ARTICLE, other]), "ld.title")
    assert not values(page_with(ARTICLE, other), "ld.title")
    assert values(page_with(ARTICLE, ARTICLE), "ld.title")  # said twice


@pytest.mark.parametrize(
    "shape",
    [
        {**ARTICLE, "@type": "NewsArticle"},
        {"@type": "Person", "name": "Jane Doe"},
        {"citation": ARTICLE},
        {"hasPart": [ARTICLE]},
        {**ARTICLE, "headline": None, "name": 7},
        {**ARTICLE, "@type": {"x": 1}},
        "{", "null", "[]", "7", '"ScholarlyArticle"', "", "[" * 100_000, '{"a":' * 50_000,
        "1" * 10_000,
        json.dumps(ARTICLE) + " " * LONGEST_SCRIPT,
        {"@graph": [{"@graph": [{"@graph": [{"@graph": [{"@graph": [{"@graph": ARTICLE}]}]}]}]}]},
        [*[{"@type": "Thing"}] * (MOST_OBJECTS + 5), ARTICLE],
    ],
)  # fmt: skip
def test_what_is_no_article_and_what_is_hostile_says_nothing(shape: Any) -> None:
    page = page_with(shape)
    assert not [name for name, _ in page.metadata if name.startswith("ld.")]
    assert page.title == "Press"


def test_what_an_article_says_is_cut_to_safe_lengths() -> None:
    page = page_with({**ARTICLE, "headline": "w " * 9_000, "author": ["Jane Doe"] * 5_000})
    assert len(values(page, "ld.title")[0]) <= 2_000
    assert len(values(page, "ld.author")) <= MOST_AUTHORS
    page = page_with(json.dumps({**ARTICLE, "headline": "Widgets \ud83d and Gadgets"}))
    values(page, "ld.title")[0].encode()


SPAN = (
    '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3A'
    "journal&amp;rft.atitle=Prompted+Widgets+%26+Gadgets&amp;rft.jtitle=Journal+of+Widgets&amp;"
    "rft.aulast=Doe&amp;rft.aufirst=Jane&amp;rft.au=Doe%2C+Jane&amp;rft.au=Roe%2C+Rick&amp;"
    'rft.date=2024-05&amp;rft_id=info%3Adoi%2F10.5555%2FW.42"></span>'
)


def test_the_only_coins_of_a_page_is_a_weak_record() -> None:
    page = page_with(body=SPAN * 2)
    record = record_from_page(pid(ADDRESS), page, at=AT)
    assert record is not None
    assert (record.title, record.kind) == ("Prompted Widgets & Gadgets", WEAK)
    assert (record.doi, record.year, record.venue) == ("10.5555/w.42", 2024, "Journal of Widgets")
    assert record.authors == ("Doe", "Roe")


@pytest.mark.parametrize(
    "body",
    [
        SPAN + SPAN.replace("Prompted", "Cited"),
        '<span class="Z3988"></span>',
        '<span class="Z3988" title="' + "&amp;".join(["rft.au=x"] * 500) + '"></span>',
        '<span class="Z3988" title="%ff%fe&amp;&amp;=&amp;rft_id=info:doi/nothing"></span>',
    ],
)
def test_a_list_of_references_and_broken_coins_say_nothing(body: str) -> None:
    assert not [n for n, _ in page_with(body=body).metadata if n in ("coins.title", "coins.doi")]


def test_coins_without_a_list_of_authors_name_the_first() -> None:
    body = SPAN.replace("rft.au=Doe%2C+Jane&amp;rft.au=Roe%2C+Rick&amp;", "")
    assert values(page_with(body=body), "coins.author") == ["Doe, Jane"]
