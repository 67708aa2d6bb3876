"""Each simulated host has the manners that were observed of the real one."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from bot.rehearsal.building import build_world
from bot.rehearsal.exchange import Reply
from bot.rehearsal.misfortunes import Fate, Misfortune, Nights
from tests.worlds import a_list, a_world, ask

WORLD = a_world()
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def data(reply: Reply) -> Any:
    return json.loads(reply.body)


def header(reply: Reply, name: str) -> str | None:
    return dict(reply.headers).get(name)


# open proceedings


def test_cvf_answers_an_honest_agent_and_refuses_one_that_wants_only_html() -> None:
    url = "https://openaccess.thecvf.com/content/EXC2024/html/Doe_WidgetNet_EXC_2024_paper.html"
    page = ask(WORLD, url, accept="*/*")
    assert page.status == 200
    assert b'content="WidgetNet: Reading Widgets &amp; Gadgets"' in page.body
    assert b'name="citation_author" content="Doe, ' in page.body
    assert ask(WORLD, url, accept="text/html").status == 406
    assert ask(WORLD, url.replace("/html/", "/papers/").replace("html", "pdf")).body[:4] == b"%PDF"


def test_an_unknown_page_of_an_open_host_is_an_honest_404() -> None:
    assert ask(WORLD, "https://proceedings.mlr.press/v227/nobody24z.html").status == 404


def test_plain_http_is_sent_to_https_except_where_the_host_answers_it() -> None:
    assert header(ask(WORLD, "http://proceedings.mlr.press/v227/doe24a.html"), "location") == (
        "https://proceedings.mlr.press/v227/doe24a.html"
    )
    url = "http://openaccess.thecvf.com/content/EXC2024/html/Doe_WidgetNet_EXC_2024_paper.html"
    assert ask(WORLD, url).status == 200


# walls


@pytest.mark.parametrize(
    ("url", "statuses"),
    [
        ("https://ieeexplore.ieee.org/document/90000001/", {418, 202}),
        ("https://www.sciencedirect.com/science/article/pii/S1566253521001159", {403}),
        ("https://dl.acm.org/doi/abs/10.1145/3664647.3681568", {403}),
        ("https://ojs.aaai.org/index.php/AAAI/article/view/28038", {403}),
        ("https://dblp.org/search/publ/api?q=x", {500}),
    ],
)
def test_walled_hosts_refuse_a_bot(url: str, statuses: set[int]) -> None:
    assert ask(WORLD, url, user_agent="listbot/1").status in statuses


def test_ieee_shows_both_of_its_faces() -> None:
    seen = {ask(WORLD, f"https://ieeexplore.ieee.org/document/{n}/").status for n in range(40)}
    assert seen == {418, 202}
    empty = next(
        reply
        for n in range(40)
        if (reply := ask(WORLD, f"https://ieeexplore.ieee.org/document/{n}/")).status == 202
    )
    assert empty.body == b""
    assert header(empty, "x-amzn-waf-action") == "challenge"


def test_nature_answers_200_with_a_challenge_and_no_metadata() -> None:
    page = ask(WORLD, "https://www.nature.com/articles/s41551-024-01246-y")
    assert page.status == 200
    assert b"_fs-ch-" in page.body
    assert b"citation_title" not in page.body


def test_springer_dances_with_cookies_or_challenges() -> None:
    faces = set()
    for number in range(60):
        reply = ask(WORLD, f"https://link.springer.com/chapter/10.1007/978-3-0-{number}")
        if reply.status == 200:
            faces.add("challenge")
            continue
        assert reply.status == 303
        back = ask(WORLD, header(reply, "location") or "")
        faces.add("dance" if header(back, "set-cookie") else "error")
        if not header(back, "set-cookie"):
            assert "error=cookies_not_supported" in (header(back, "location") or "")
    assert faces == {"challenge", "dance", "error"}


def test_springer_does_not_redirect_to_strangers() -> None:
    evil = "https://idp.springer.com/authorize?redirect_uri=https%3A%2F%2Fevil.example%2F"
    assert ask(WORLD, evil).status == 400


def test_aaai_sends_gzip_without_saying_so_to_browsers() -> None:
    page = ask(
        WORLD,
        "https://ojs.aaai.org/index.php/AAAI/article/view/28038",
        user_agent="Mozilla/5.0",
    )
    assert page.body[:2] == b"\x1f\x8b"
    assert header(page, "content-encoding") is None
    assert b"Cogs in Practice" in gzip.decompress(page.body)


# arXiv


def test_arxiv_answers_what_it_has_and_leaves_out_the_rest() -> None:
    url = "https://export.arxiv.org/api/query?id_list=2401.00001,2401.99999&max_results=50"
    feed = ET.fromstring(ask(WORLD, url).body)
    titles = [entry.findtext("a:title", "", ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert [" ".join(title.split()) for title in titles] == ["Bolts Bolted Down"]


def test_arxiv_shows_ten_entries_unless_told_otherwise() -> None:
    url = "https://export.arxiv.org/api/query?id_list=" + ",".join(["2401.00001"] * 11)
    assert ask(WORLD, url).body.count(b"<entry>") == 10


def test_arxiv_refuses_one_malformed_id_with_an_error_entry() -> None:
    reply = ask(WORLD, "https://export.arxiv.org/api/query?id_list=abc")
    assert reply.status == 400
    assert b"incorrect_id_format_for_abc" in reply.body


def test_arxiv_pages_answer_429_to_bulk_requests() -> None:
    assert ask(WORLD, "https://arxiv.org/abs/2401.00001").status == 200
    assert ask(WORLD, "https://arxiv.org/abs/2401.00001", nth=30).status == 429


# Crossref, doi.org, DataCite, others


def test_crossref_finds_many_dois_and_misses_silently() -> None:
    url = (
        "https://api.crossref.org/works?rows=50&filter=doi:10.1145/3664647.3681568,"
        "doi:10.1007/978-3-031-43904-9_27,doi:10.5555/nobody"
    )
    reply = ask(WORLD, url)
    items = data(reply)["message"]["items"]
    assert {item["DOI"] for item in items} == {
        "10.1145/3664647.3681568",
        "10.1007/978-3-031-43904-9_27",
    }
    assert header(reply, "x-rate-limit-limit") == "1"
    assert header(ask(WORLD, url + "&mailto=a@b.example"), "x-api-pool") == "polite"


def test_crossref_finds_nothing_with_a_pipe() -> None:
    url = "https://api.crossref.org/works?filter=doi:10.1145/3664647.3681568|10.1007/x"
    assert data(ask(WORLD, url))["message"]["items"] == []


def test_crossref_splits_acm_titles_and_knows_the_pii() -> None:
    acm = "https://api.crossref.org/works/10.1145%2F3664647.3681568"
    record = data(ask(WORLD, acm))["message"]
    assert (record["title"], record["subtitle"]) == (["Levers"], ["A Study of Levers"])
    pii = "https://api.crossref.org/works?filter=alternative-id:S1566253521001159&rows=2"
    (item,) = data(ask(WORLD, pii))["message"]["items"]
    assert item["resource"]["primary"]["URL"].endswith("/pii/S1566253521001159")


def test_a_crossref_title_search_shows_look_alikes_before_the_paper() -> None:
    url = (
        "https://api.crossref.org/works?rows=8&query.bibliographic="
        "GadgetSyn:+Text-Guided+Synthesis+of+3D+Gadgets"
    )
    items = data(ask(WORLD, url))["message"]["items"]
    assert items[0]["type"] == "component"
    assert items[1]["DOI"].startswith("10.65215/")
    landing = [item["resource"]["primary"]["URL"] for item in items]
    assert "https://ieeexplore.ieee.org/document/90000001/" in landing[3:]


def test_the_second_entry_behind_one_ieee_number_is_not_registered_there() -> None:
    url = (
        "https://api.crossref.org/works?rows=8&query.bibliographic="
        "A+Sprocket+Transformer+for+Report+Writing"
    )
    titles = [item["title"][0] for item in data(ask(WORLD, url))["message"]["items"]]
    assert "A Sprocket Transformer for Report Writing" not in titles


def test_crossref_says_404_in_plain_text_labelled_json_and_400_to_unknown_parameters() -> None:
    missing = ask(WORLD, "https://api.crossref.org/works/10.5555%2Fnobody")
    assert (missing.status, missing.body) == (404, b"Resource not found.")
    assert header(missing, "content-type") == "application/json"
    assert ask(WORLD, "https://api.crossref.org/works?sample=3").status == 400


def test_doi_org_tells_agencies_in_the_order_asked() -> None:
    names = "10.48550/arXiv.2401.00001,10.5555/nobody,10.1145/3664647.3681568,nonsense"
    assert data(ask(WORLD, f"https://doi.org/doiRA/{names}")) == [
        {"DOI": "10.48550/arXiv.2401.00001", "RA": "DataCite"},
        {"DOI": "10.5555/nobody", "status": "DOI does not exist"},
        {"DOI": "10.1145/3664647.3681568", "RA": "Crossref"},
        {"DOI": "nonsense", "status": "Invalid DOI"},
    ]


def test_handles_answer_with_the_response_code_in_the_body() -> None:
    found = data(ask(WORLD, "https://doi.org/api/handles/10.1145/3664647.3681568?type=URL"))
    assert found["responseCode"] == 1
    assert found["values"][0]["data"]["value"] == "https://dl.acm.org/doi/10.1145/3664647.3681568"
    missing = ask(WORLD, "https://doi.org/api/handles/10.5555/nobody")
    assert (missing.status, data(missing)["responseCode"]) == (404, 100)


def test_the_resolver_redirects_and_says_404_in_html() -> None:
    found = ask(WORLD, "https://doi.org/10.1145/3664647.3681568")
    assert (found.status, header(found, "location")) == (
        302,
        "https://dl.acm.org/doi/10.1145/3664647.3681568",
    )
    assert ask(WORLD, "https://doi.org/10.5555/nobody").status == 404


def test_datacite_knows_arxiv_and_crossref_does_not() -> None:
    url = "https://api.datacite.org/dois?ids=10.48550/arxiv.2401.00001&page[size]=50"
    (record,) = data(ask(WORLD, url))["data"]
    assert record["attributes"]["titles"] == [{"title": "Bolts Bolted Down"}]
    crossref = "https://api.crossref.org/works/10.48550%2FarXiv.2401.00001"
    assert ask(WORLD, crossref).status == 404


def test_openalex_tells_retractions_of_what_it_knows() -> None:
    url = "https://api.openalex.org/works/doi:10.1145/3664647.3681568"
    assert data(ask(WORLD, url))["is_retracted"] is False
    assert ask(WORLD, "https://api.openalex.org/works/doi:10.5555/nobody").status == 404


# misfortunes


def test_a_page_dies_on_its_night_and_not_before() -> None:
    url = "https://proceedings.mlr.press/v227/doe24a.html"
    world = a_world(Misfortune(fate=Fate.GONE, nights=Nights(first=2), url=url))
    assert [ask(world, url, night=night).status for night in (1, 2, 3)] == [200, 404, 404]


def test_a_flickering_page_fails_every_other_night() -> None:
    url = "https://cranks.example/paper.html"
    world = a_world(Misfortune(fate=Fate.SERVER_ERROR, nights=Nights(every=2), url=url))
    assert [ask(world, url, night=night).status for night in (1, 2, 3, 4)] == [500, 200, 500, 200]


def test_a_hiccup_fails_only_the_first_request() -> None:
    url = "https://cranks.example/paper.html"
    world = a_world(Misfortune(fate=Fate.HICCUP, url=url))
    assert [ask(world, url, nth=nth).status for nth in (1, 2, 3)] == [503, 200, 200]


def test_a_sick_registry_answers_garbage_or_429() -> None:
    url = "https://api.crossref.org/works/10.1145%2F3664647.3681568"
    garbage = a_world(Misfortune(fate=Fate.GARBAGE, host="api.crossref.org"))
    assert ask(garbage, url).body.startswith(b"<html>")
    busy = a_world(Misfortune(fate=Fate.RATE_LIMITED, host="api.crossref.org"))
    assert ask(busy, url).status == 429


def test_a_busy_registry_lets_one_request_of_three_through() -> None:
    url = "https://api.crossref.org/works/10.1145%2F3664647.3681568"
    world = a_world(Misfortune(fate=Fate.BUSY, host="api.crossref.org"))
    replies = [ask(world, url, nth=nth) for nth in (1, 2, 3, 4)]
    assert [reply.status for reply in replies] == [429, 429, 200, 429]
    assert header(replies[0], "retry-after") == "1"


def test_a_slow_registry_answers_late() -> None:
    url = "https://api.crossref.org/works/10.1145%2F3664647.3681568"
    world = a_world(Misfortune(fate=Fate.SLOW, host="api.crossref.org", seconds=9.0))
    assert ask(world, url).wait == 9.0


def test_a_lying_registry_gives_another_title_for_the_same_doi() -> None:
    url = "https://api.crossref.org/works/10.1145%2F3664647.3681568"
    world = a_world(Misfortune(fate=Fate.LYING, host="api.crossref.org"))
    record = data(ask(world, url))["message"]
    assert record["DOI"] == "10.1145/3664647.3681568"
    assert record["title"] != ["Levers"]
    assert data(ask(world, "https://doi.org/doiRA/10.1145/3664647.3681568"))[0]["RA"] == "Crossref"


def test_a_query_can_tell_which_paper_a_page_shows() -> None:
    rows = tuple(
        (f"Paper {name}", f"https://openreview.net/forum?id={name}", "") for name in ("one", "two")
    )
    world = replace(build_world(a_list(rows)), misfortunes=())
    assert b"Paper two" in ask(world, "https://openreview.net/forum?id=two").body
    assert ask(world, "https://openreview.net/forum?id=three").status == 404
