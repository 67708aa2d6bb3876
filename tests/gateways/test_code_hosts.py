"""Every code host in its own words: the simulated GitHub, and five others whose answers are scripted."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from bot.gateways.code_hosts import CodeHosts
from bot.gateways.github.access import Access
from bot.gateways.http import HttpClient
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.ports import RepositoryAnswers
from bot.rehearsal.misfortunes import Fate, Misfortune
from bot.rehearsal.reception import Reception
from bot.rehearsal.transports import InProcessTransport
from bot.repositories.links import code_link
from tests.worlds import a_world

NOW = datetime(2026, 11, 24, 3, 17, tzinfo=UTC)
WIDGET = "widget-lab/WidgetNet"


async def _at_once(_: float) -> None:
    return


def slug_of(url: str) -> RepoSlug:
    slug = code_link(url).slug
    assert slug is not None
    return slug


def hosts(transport: httpx.AsyncBaseTransport, *, token: str = "") -> CodeHosts:
    http = HttpClient(agent="listbot/test", environ={}, transport=transport)
    return CodeHosts(http, Access(token=token), sleep=_at_once, interval=0)


async def ask_simulated(
    *misfortunes: Misfortune, token: str, names: tuple[str, ...] = (WIDGET,), **more: Any
) -> tuple[RepositoryAnswers, Reception]:
    reception = Reception(a_world(*misfortunes))
    slugs = [slug_of(f"https://github.com/{name}") for name in names]
    found = await hosts(InProcessTransport(reception), token=token).look_up(
        slugs, more.pop("known", {}), now=NOW, **more
    )
    return found, reception


FATES: list[tuple[Fate, str | None, Callable[[RepoFacts], bool]]] = [
    (Fate.DELETED, None, lambda f: f.state is RepoState.ABSENT),
    (Fate.RENAMED, "widget-lab/Renamed", lambda f: f.renamed_to == "widget-lab/Renamed"),
    (Fate.ARCHIVED, None, lambda f: f.archived is True),
    (Fate.EMPTIED, None, lambda f: f.is_empty is True),
    (Fate.WITHHELD, None, lambda f: f.state is RepoState.WITHHELD),
]


@pytest.mark.parametrize(("fate", "to", "is_told"), FATES, ids=lambda v: str(v)[:12])
@pytest.mark.parametrize("token", ["simulated-token", ""], ids=["token", "no token"])
async def test_every_fate_is_told_with_and_without_a_token(
    fate: Fate, to: str | None, is_told: Callable[[RepoFacts], bool], token: str
) -> None:
    misfortune = Misfortune(fate=fate, repository=WIDGET, to=to)
    answers, reception = await ask_simulated(misfortune, token=token)
    (facts,) = answers.facts
    assert is_told(facts), facts
    carried = {seen.host for seen in reception.sightings if seen.with_token}
    assert carried == ({"api.github.com"} if token else set())


async def test_with_a_token_everything_is_known() -> None:
    answers, _ = await ask_simulated(token="simulated-token", names=(WIDGET, "springs/x"))
    facts = answers.facts[0]
    assert answers.missing == ()
    assert facts.readme is not None
    assert facts.languages
    assert "train.py" in facts.root_entries
    assert facts.is_code_free is False
    assert facts.stars is not None
    assert facts.commits
    assert answers.graphql_points > 0


async def test_without_a_token_the_page_tells_stars_and_the_feed_the_last_commit() -> None:
    slugs = tuple(f"nobody/n{i}" for i in range(70))
    known, _ = await ask_simulated(token="simulated-token")
    answers, reception = await ask_simulated(token="", names=(*slugs, WIDGET))
    told = answers.facts[-1]
    by_token = known.facts[0]
    assert told.stars == by_token.stars
    assert told.last_commit == by_token.last_commit
    assert told.readme == by_token.readme
    assert told.source in ("page", "rest")
    to_api = [seen for seen in reception.sightings if seen.host == "api.github.com"]
    assert len(to_api) <= 60
    assert "There is no GitHub token" in answers.missing[0]


async def test_a_taken_over_name_shows_another_identity() -> None:
    before, _ = await ask_simulated(token="simulated-token")
    after, _ = await ask_simulated(
        Misfortune(fate=Fate.HIJACKED, repository=WIDGET), token="simulated-token"
    )
    assert before.facts[0].node_id != after.facts[0].node_id


async def test_a_repository_on_somebodys_own_server_is_not_asked() -> None:
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(str(request.url))
        return httpx.Response(404)

    slugs = [slug_of("https://gitlab.example.edu/g/p"), slug_of("https://gitee.com/o/n")]
    answers = await hosts(httpx.MockTransport(answer)).look_up(slugs, {}, now=NOW)
    assert {facts.state for facts in answers.facts} == {RepoState.UNKNOWN}
    assert sent == []
    assert answers.missing == ()


GITLAB = "https://gitlab.com/api/v4/projects/g%2Fs%2Fp"
#: URL of the list -> (scripted answers by URL, what must be known)
OTHERS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "https://gitlab.com/g/s/p": (
        {
            GITLAB: {
                "id": 7,
                "path_with_namespace": "g/s/p",
                "star_count": 3,
                "last_activity_at": "2026-01-01T00:00:00Z",
                "created_at": "2020-01-01T00:00:00.000+02:00",
                "namespace": {"full_path": "g/s", "name": "S"},
            },
            f"{GITLAB}/repository/commits?per_page=1": [
                {"id": "c" * 40, "committed_date": "2024-01-02T03:04:05.000+00:00"}
            ],
            "https://gitlab.com/g/s/p/-/raw/HEAD/README.md": "# P",
        },
        {"stars": 3, "head": "c" * 40, "readme": "# P", "node_id": "gitlab:7"},
    ),
    "https://huggingface.co/datasets/o/d": (
        {
            "https://huggingface.co/api/datasets/o/d": {
                "_id": "x1",
                "id": "o/d",
                "author": "o",
                "sha": "d" * 40,
                "lastModified": "2024-01-02T03:04:05.000Z",
                "siblings": [{"rfilename": "README.md"}, {"rfilename": "data/a.csv"}],
            },
            "https://huggingface.co/datasets/o/d/raw/main/README.md": "# D",
        },
        {"head": "d" * 40, "readme": "# D", "root_entries": ("README.md", "data")},
    ),
    "https://bitbucket.org/w/r": (
        {
            "https://api.bitbucket.org/2.0/repositories/w/r": {
                "uuid": "{1}",
                "full_name": "w/r",
                "created_on": "2019-01-01T00:00:00+00:00",
                "language": "python",
            },
            "https://api.bitbucket.org/2.0/repositories/w/r/commits?pagelen=1": {
                "values": [{"hash": "e" * 40, "date": "2024-01-02T03:04:05+00:00"}]
            },
            "https://bitbucket.org/w/r/raw/HEAD/README.md": "# R",
        },
        {"head": "e" * 40, "languages": ("python",)},
    ),
    "https://codeberg.org/o/n": (
        {
            "https://codeberg.org/api/v1/repos/o/n": {
                "id": 9,
                "full_name": "o/renamed",
                "stars_count": 5,
                "archived": True,
                "archived_at": "2025-01-01T00:00:00Z",
            },
            "https://codeberg.org/api/v1/repos/o/n/commits?limit=1&stat=false&files=false": [
                {"sha": "f" * 40, "commit": {"committer": {"date": "2024-01-02T03:04:05Z"}}}
            ],
            "https://codeberg.org/api/v1/repos/o/n/raw/README.md": "# N",
        },
        {"stars": 5, "archived": True, "renamed_to": "o/renamed"},
    ),
    "https://zenodo.org/records/12": (
        {
            "https://zenodo.org/api/records/12": {
                "id": 13,
                "conceptrecid": "12",
                "created": "2024-01-01T00:00:00+00:00",
                "modified": "2024-01-02T03:04:05+00:00",
                "metadata": {"title": "Code of P", "description": "<p>x</p>"},
            },
        },
        {"readme": "# Code of P\n\n<p>x</p>", "node_id": "zenodo:12"},
    ),
}


def scripted(answers: dict[str, Any], sent: list[str] | None = None) -> httpx.MockTransport:
    def answer(request: httpx.Request) -> httpx.Response:
        if sent is not None:
            sent.append(str(request.url))
        found = answers.get(str(request.url))
        if found is None:
            return httpx.Response(404, json={"message": "404"})
        if isinstance(found, httpx.Response):
            return found
        text = found if isinstance(found, str) else json.dumps(found)
        stream = httpx.ByteStream(gzip.compress(text.encode()))
        return httpx.Response(200, stream=stream, headers={"Content-Encoding": "gzip"})

    return httpx.MockTransport(answer)


@pytest.mark.parametrize("url", OTHERS)
async def test_the_other_hosts_tell_that_it_exists_and_when_it_changed(url: str) -> None:
    answers, wanted = OTHERS[url]
    found = await hosts(scripted(answers)).look_up([slug_of(url)], {}, now=NOW)
    (facts,) = found.facts
    assert facts.state is RepoState.EXISTS
    assert facts.last_commit == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert {name: getattr(facts, name) for name in wanted} == wanted
    assert found.missing == ()


@pytest.mark.parametrize("url", OTHERS)
async def test_on_the_second_night_the_readme_is_not_fetched_again(url: str) -> None:
    answers, _ = OTHERS[url]
    slug = slug_of(url)
    first = await hosts(scripted(answers)).look_up([slug], {}, now=NOW)
    sent: list[str] = []
    known = {facts.slug.key: facts for facts in first.facts}
    second = await hosts(scripted(answers, sent)).look_up([slug], known, now=NOW)
    assert not any("README" in url for url in sent)
    assert second.facts[0].readme is None
    assert second.facts[0].last_commit == first.facts[0].last_commit


@pytest.mark.parametrize("url", OTHERS)
async def test_not_found_twice_is_absent(url: str) -> None:
    sent: list[str] = []
    found = await hosts(scripted({}, sent)).look_up([slug_of(url)], {}, now=NOW)
    assert found.facts[0].state is RepoState.ABSENT
    assert sent[0] == sent[1]


@pytest.mark.parametrize(
    ("status", "headers", "state"),
    [
        (401, {"X-Error-Code": "RepoNotFound"}, RepoState.ABSENT),
        (401, {}, RepoState.UNKNOWN),
        (403, {}, RepoState.UNKNOWN),
        (500, {}, RepoState.UNKNOWN),
        (429, {}, RepoState.UNKNOWN),
        (451, {}, RepoState.WITHHELD),
        (200, {}, RepoState.UNKNOWN),
    ],
)
async def test_only_a_plain_word_counts(
    status: int, headers: dict[str, str], state: RepoState
) -> None:
    transport = httpx.MockTransport(
        lambda _: httpx.Response(status, content=b"{}", headers=headers)
    )
    found = await hosts(transport).look_up([slug_of("https://hf.co/o/m")], {}, now=NOW)
    assert found.facts[0].state is state
    assert bool(found.missing) is (state is RepoState.UNKNOWN)


async def test_a_gitlab_group_is_no_missing_project() -> None:
    answers = {"https://gitlab.com/api/v4/groups/g%2Fs": {"id": 1}}
    found = await hosts(scripted(answers)).look_up([slug_of("https://gitlab.com/g/s")], {}, now=NOW)
    assert found.facts[0].state is RepoState.UNKNOWN


async def test_a_sick_host_is_left_alone_soon() -> None:
    sent: list[str] = []
    answers = dict.fromkeys([f"https://huggingface.co/api/models/o/m{i}" for i in range(9)])

    def sick(request: httpx.Request) -> httpx.Response:
        sent.append(str(request.url))
        return httpx.Response(503)

    slugs = [slug_of(url.replace("api/models/", "")) for url in answers]
    found = await hosts(httpx.MockTransport(sick)).look_up(slugs, {}, now=NOW)
    assert len(sent) == 3
    assert found.missing == ("huggingface.co did not answer for 9 of 9 addresses.",)


@pytest.mark.parametrize("location", ["https://evil.example/x", "http://huggingface.co/x", ""])
async def test_a_redirect_elsewhere_is_not_followed(location: str) -> None:
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.url.host)
        return httpx.Response(307, headers={"Location": location})

    found = await hosts(httpx.MockTransport(answer)).look_up(
        [slug_of("https://hf.co/o/m")], {}, now=NOW
    )
    assert found.facts[0].state is RepoState.UNKNOWN
    assert set(sent) == {"huggingface.co"}


async def test_a_bomb_is_never_unfolded_and_a_slow_host_has_its_time() -> None:
    bomb = gzip.compress(b"0" * 50_000_000)

    def answer(request: httpx.Request) -> httpx.Response:
        stream = httpx.ByteStream(bomb)
        return httpx.Response(200, stream=stream, headers={"Content-Encoding": "gzip"})

    async with HttpClient(agent="a", environ={}, transport=httpx.MockTransport(answer)) as http:
        reply = await http.exchange("GET", "https://x.example/", limit=1_000_000)
    assert (reply.trouble, reply.body) == ("too-large", b"")
    assert http.received == 0


async def test_an_answer_that_never_comes_is_a_timeout() -> None:
    reception = Reception(a_world(Misfortune(fate=Fate.SILENT, host="api.github.com")))
    transport = InProcessTransport(reception)
    async with HttpClient(agent="a", environ={}, transport=transport) as http:
        reply = await http.exchange("GET", "https://api.github.com/", timeout=0.05)
    assert (reply.status, reply.trouble) == (None, "timeout")
