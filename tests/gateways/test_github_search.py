"""GitHub's search over real sockets: few questions, slowly, with a token, and nothing believed."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from bot.attribution.paper import PaperView
from bot.attribution.suggestions import search_queries
from bot.gateways.github.access import access_from
from bot.gateways.github.search import INTERVAL, GitHubSearch
from bot.gateways.http import HttpClient
from tests.contract.github import rest_complaints
from tests.fakes.github_server import GitHubServer, Got, Send, serving

NOW = datetime(2026, 11, 24, 3, 17, tzinfo=UTC)
QUERY = '"Counting Frogs in Ponds" in:readme,description'
FOUND = Send(
    body={
        "total_count": 2,
        "incomplete_results": False,
        "items": [{"full_name": "lab/frognet"}, {"full_name": "x/frogs"}],
    }
)


async def ask(
    answers: Sequence[Send], queries: Sequence[str] = (QUERY,), *, token: bool = True
) -> tuple[list[list[str] | None], list[Got], list[float], str]:
    """What came back for each query, what was asked, the pauses, why it stopped."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    github = GitHubServer(script=deque(answers))
    async with serving(github), HttpClient(agent="listbot/test", environ={}) as http:
        environ = github.environ if token else {**github.environ, "GITHUB_TOKEN": ""}
        search = GitHubSearch(http, access_from(environ), sleep=sleep)
        found = [await search.search(query, now=NOW) for query in queries]
    assert github.complaints == []
    names = [None if slugs is None else [str(slug) for slug in slugs] for slugs in found]
    return names, list(github.got), slept, search.why_not


async def test_names_come_back_best_first_and_the_request_is_one_that_github_takes() -> None:
    found, got, _, why_not = await ask([FOUND])
    assert found == [["lab/frognet", "x/frogs"]]
    assert why_not == ""
    assert got[0].headers["authorization"].startswith("Bearer ")
    assert parse_qs(urlsplit(got[0].target).query)["q"] == [QUERY]


@pytest.mark.parametrize(
    "title", ["Frogs & Toads = 100 % “green”?", "基于提示学习的医学图像分割方法研究"]
)
def test_every_query_can_be_sent(title: str) -> None:
    for query in search_queries(PaperView(title=title, arxiv="2403.01234")):
        assert len(query) < 256
        assert (
            rest_complaints("GET", f"/search/repositories?{urlencode({'q': query})}&per_page=6")
            == []
        )


async def test_searches_keep_below_thirty_a_minute() -> None:
    _, got, slept, _ = await ask([FOUND] * 3, [QUERY] * 3)
    assert len(got) == 3
    assert slept == [INTERVAL, INTERVAL]
    assert 60 / INTERVAL < 30


async def test_without_a_token_nothing_is_asked() -> None:
    found, got, _, why_not = await ask([], token=False)
    assert found == [None]
    assert got == []
    assert why_not == "that takes a token"


async def test_hostile_results_are_passed_over() -> None:
    evil = [
        {"full_name": "../../etc"},
        {"full_name": "a/b/c"},
        {"full_name": "a/b?x=1"},
        {"full_name": "a b/c"},
        {"full_name": "login/oauth"},
        {"full_name": 7},
        {"full_name": "good/one", "private": True},
        "text",
        None,
        {"full_name": "good/two"},
        {"full_name": "GOOD/two"},
    ]
    found, *_ = await ask([Send(body={"items": evil})])
    assert found == [["good/two"]]


async def test_a_query_that_github_cannot_read_finds_nothing() -> None:
    found, _, _, why_not = await ask([Send(status=422, body={"message": "Validation Failed"})])
    assert found == [[]]
    assert why_not == ""


async def test_a_search_that_ran_out_of_time_has_not_answered() -> None:
    late = Send(body={"total_count": 0, "incomplete_results": True, "items": []})
    assert (await ask([late]))[0] == [None]


async def test_a_short_pause_is_waited_for_once() -> None:
    limit = Send(status=403, headers={"retry-after": "20"}, body={"message": "rate limit"})
    found, _, slept, _ = await ask([limit, FOUND])
    assert found == [["lab/frognet", "x/frogs"]]
    assert 20 in slept
    found, got, _, why_not = await ask([limit, limit], [QUERY, QUERY])
    assert found == [None, None]
    assert len(got) == 2
    assert why_not == "GitHub asked for a pause"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Send(status=401, body={"message": "Bad credentials"}), "GitHub refused the token"),
        (Send(status=403, body={"message": "no"}), "GitHub refuses searches for this token"),
    ],
)
async def test_a_token_that_is_no_good_ends_it(answer: Send, why: str) -> None:
    found, got, _, why_not = await ask([answer], [QUERY, QUERY])
    assert found == [None, None]
    assert len(got) == 1
    assert why_not == why


async def test_a_sick_search_is_left_alone_after_two_attempts() -> None:
    sick = [Send(status=502, body="bad gateway"), Send(body={"items": "no list"})]
    found, got, _, why_not = await ask(sick, [QUERY] * 3)
    assert found == [None, None, None]
    assert len(got) == 2
    assert why_not == "GitHub's search did not answer"
