"""Facts about repositories over real sockets, with every fault that GitHub is known for."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from bot.gateways.github.access import Access, access_from
from bot.gateways.github.facts import GitHubFacts
from bot.gateways.http import HttpClient
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.ports import RepositoryAnswers
from tests.fakes.github_server import (
    GitHubServer,
    Got,
    Send,
    a_repository,
    a_rest_repository,
    serving,
)

NOW = datetime(2026, 11, 24, 3, 17, tzinfo=UTC)


@dataclass
class Slept:
    """Remembers how long it was asked to sleep, and does not."""

    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def slugs(*names: str) -> list[RepoSlug]:
    return [RepoSlug(owner=n.split("/")[0], name=n.split("/")[1]) for n in names]


MANY = slugs(*(f"owner{i}/repo.{i}" for i in range(500)))


async def look_up(
    github: GitHubServer,
    asked: list[RepoSlug],
    known: dict[str, RepoFacts] | None = None,
    *,
    slept: Slept | None = None,
    environ: dict[str, str] | None = None,
    contents: bool = False,
    **more: Any,
) -> RepositoryAnswers:
    access = access_from(github.environ if environ is None else environ)
    async with HttpClient(agent="listbot/test", environ={}) as http:
        facts = GitHubFacts(
            http, access, sleep=slept or Slept(), interval=0, read_contents=contents
        )
        return await facts.look_up(asked, known or {}, now=NOW, **more)


def states(answers: RepositoryAnswers) -> dict[str, RepoState]:
    return {str(facts.slug): facts.state for facts in answers.facts}


async def test_five_hundred_repositories_cost_ten_calls() -> None:
    async with serving(GitHubServer()) as github:
        answers = await look_up(github, MANY)
    assert len(github.got) == 10
    assert {facts.state for facts in answers.facts} == {RepoState.EXISTS}
    assert [facts.slug for facts in answers.facts] == MANY
    assert answers.graphql_points == 10
    assert answers.missing == ()


async def test_a_batch_with_every_misfortune_loses_nothing_in_twelve_calls() -> None:
    github = GitHubServer(
        repositories={
            "owner3/repo.3": None,
            "owner4/repo.4": a_repository("new/name"),
            "owner5/repo.5": a_repository("owner5/repo.5", isEmpty=True, defaultBranchRef=None),
            "owner6/repo.6": "null",
        },
        rest={
            "/repos/owner6/repo.6": Send(
                status=451,
                body={"message": "Repository access blocked", "block": {"reason": "dmca"}},
            )
        },
    )
    async with serving(github):
        answers = await look_up(github, MANY)
    assert len(github.got) <= 12
    by_name = {str(facts.slug): facts for facts in answers.facts}
    assert by_name["owner3/repo.3"].state is RepoState.ABSENT
    assert by_name["owner4/repo.4"].renamed_to == "new/name"
    assert by_name["owner5/repo.5"].is_empty is True
    assert by_name["owner6/repo.6"].state is RepoState.WITHHELD
    exist = [f for f in answers.facts if f.state is RepoState.EXISTS]
    assert len(exist) == 498


async def test_what_is_told_of_one_repository() -> None:
    raw = a_repository(
        "a/b",
        isArchived=True,
        archivedAt="2025-06-01T00:00:00Z",
        parent={"nameWithOwner": "up/stream"},
        homepageUrl="https://x.example",
    )
    async with serving(GitHubServer(repositories={"a/b": raw})) as github:
        (facts,) = (await look_up(github, slugs("a/b"))).facts
    assert facts.stars == 7
    assert facts.last_commit == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert facts.created == datetime(2023, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert facts.archived
    assert facts.archived_at == datetime(2025, 6, 1, tzinfo=UTC)
    assert facts.fork_of == "up/stream"
    assert facts.licence == "MIT"
    assert facts.owner_id == "U_a"
    assert facts.owner_name == "N"
    assert facts.homepage == "https://x.example"
    assert facts.asked_at == NOW


async def test_not_found_counts_only_when_said_twice() -> None:
    github = GitHubServer(others_exist=False)

    def back_again(got: Got) -> Send:
        github.others_exist = True
        return github.answer_graphql(got)

    github.script = deque([None, back_again])
    async with serving(github):
        answers = await look_up(github, slugs("a/b"))
    assert states(answers) == {"a/b": RepoState.EXISTS}


async def test_a_null_without_not_found_is_never_absent() -> None:
    github = GitHubServer(
        repositories={"a/b": "null"}, rest={"/repos/a/b": Send(status=500, body={})}
    )
    async with serving(github):
        answers = await look_up(github, slugs("a/b"))
    assert states(answers) == {"a/b": RepoState.UNKNOWN}
    assert answers.missing == (
        "Nothing was learnt about 1 repository of 1; what earlier nights know stands.",
    )


@pytest.mark.parametrize(
    "fault",
    [
        Send(status=502, body=b"<html>502</html>"),
        Send(status=504, body=b""),
        Send(status=0),
        Send(body={"errors": [{"type": "RESOURCE_LIMITS_EXCEEDED", "message": "Resource limits"}]}),
        Send(body=b"\x1f\x8b garbage"),
        Send(body={"data": None, "errors": [{"message": "Something went wrong while executing"}]}),
        Send(body=["not", "an", "object"]),
        Send(body=b"x", headers={"Content-Encoding": "br"}),
    ],
)
async def test_a_batch_that_fails_once_is_asked_in_halves(fault: Send) -> None:
    github = GitHubServer(script=deque([fault]))
    async with serving(github):
        answers = await look_up(github, MANY[:50])
    assert [len(got.names) for got in github.graphql_calls] == [50, 25, 25]
    assert {facts.state for facts in answers.facts} == {RepoState.EXISTS}


async def test_one_poisonous_repository_costs_only_itself() -> None:
    github = GitHubServer()
    poison = "owner17/repo.17"

    def answer(got: Got) -> Send:
        github.script.append(answer)
        if got.is_graphql and poison in got.names:
            return Send(status=502)
        if got.is_graphql:
            return github.answer_graphql(got)
        name = got.target.removeprefix("/repos/")
        return Send(body=a_rest_repository(name) if "commits" not in name else [])

    github.script.append(answer)
    async with serving(github):
        answers = await look_up(github, MANY[:100])
    sources = {str(f.slug): f.source for f in answers.facts}
    assert sources.pop(poison) == "rest"
    assert set(sources.values()) == {"graphql"}


async def test_after_two_full_batches_failed_all_are_smaller() -> None:
    github = GitHubServer(script=deque([Send(status=502), None, None, Send(status=502)]))
    async with serving(github):
        await look_up(github, MANY[:200])
    sizes = [len(got.names) for got in github.graphql_calls]
    assert sizes == [50, 25, 25, 50, 25, 25, 25, 25, 25, 25]


async def test_a_spent_budget_stops_the_run_and_says_so() -> None:
    spent = {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}
    until = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795492800"}
    limited = Send(status=403, body={"message": "API rate limit exceeded"}, headers=until)
    github = GitHubServer(script=deque([None, Send(body=spent, headers=until), limited]))
    slept = Slept()
    async with serving(github):
        answers = await look_up(github, MANY[:100], slept=slept)
    exist = [f for f in answers.facts if f.state is RepoState.EXISTS]
    assert (len(github.graphql_calls), len(github.rest_calls)) == (2, 1)
    assert len(exist) == 50
    assert slept.seconds == []
    assert answers.missing == (
        "GitHub's GraphQL budget of this hour is spent; it is full again at 04:00 UTC.",
        "GitHub's REST budget of this hour is spent; it is full again at 04:00 UTC.",
        "Nothing was learnt about 50 repositories of 100; what earlier nights know stands.",
    )


async def test_points_of_the_hour_are_left_for_others() -> None:
    async with serving(GitHubServer(remaining=5)) as github:
        answers = await look_up(github, MANY[:100])
    assert len(github.graphql_calls) == 1
    assert any("budget" in sentence for sentence in answers.missing)


@pytest.mark.parametrize("status", [403, 429])
async def test_a_short_pause_is_waited_for_and_a_long_one_is_not(status: int) -> None:
    for seconds, pauses in (("7", [7.0]), ("3600", [])):
        github = GitHubServer(
            script=deque([Send(status=status, body={}, headers={"Retry-After": seconds})])
        )
        slept = Slept()
        async with serving(github):
            answers = await look_up(github, slugs("a/b"), slept=slept)
        assert slept.seconds == pauses
        known = RepoState.EXISTS if pauses else RepoState.UNKNOWN
        assert states(answers)["a/b"] is known or not pauses


async def test_a_silent_api_is_left_alone_and_nothing_is_concluded() -> None:
    environ = {"GITHUB_API_URL": "http://127.0.0.1:9", "GITHUB_TOKEN": "t"}
    answers = await look_up(GitHubServer(), MANY[:100], environ=environ)
    assert {facts.state for facts in answers.facts} == {RepoState.UNKNOWN}
    assert answers.missing[0] == "GitHub's API could not be reached."


async def test_garbage_for_ever_ends_soon() -> None:
    github = GitHubServer()

    def garbage(_: Got) -> Send:
        github.script.append(garbage)
        return Send(body=b"<<<>>>")

    github.script.append(garbage)
    async with serving(github):
        answers = await look_up(github, MANY[:100])
    assert len(github.got) < 12
    assert {facts.state for facts in answers.facts} == {RepoState.UNKNOWN}


async def test_rest_follows_a_renamed_repository_within_its_own_origin_only() -> None:
    github = GitHubServer(repositories={"old/name": "null", "evil/name": "null"})
    async with serving(github):
        there = f"{github.url}/repositories/7"
        github.rest = {
            "/repos/old/name": Send(status=301, body={}, headers={"Location": there}),
            "/repositories/7": Send(body=a_rest_repository("new/name")),
            "/repos/new/name/commits?per_page=1": Send(status=409, body={}),
            "/repos/evil/name": Send(
                status=301, body={}, headers={"Location": "http://127.0.0.1:9/repositories/7"}
            ),
        }
        answers = await look_up(github, slugs("old/name", "evil/name"))
        github.complaints = [c for c in github.complaints if "/repositories/7" not in c]
    renamed, evil = answers.facts
    assert renamed.renamed_to == "new/name"
    assert renamed.is_empty is True
    assert evil.state is RepoState.UNKNOWN


async def test_rest_waits_as_long_as_it_is_asked_to() -> None:
    github = GitHubServer(repositories={"a/b": "null"})
    github.rest = {
        "/repos/a/b": Send(body=a_rest_repository("a/b")),
        "/repos/a/b/commits?per_page=1": Send(
            body=[{"sha": "c" * 40, "commit": {"committer": {"date": "2024-05-06T07:08:09Z"}}}]
        ),
    }
    limited = Send(status=403, body={}, headers={"Retry-After": "7"})
    github.script = deque([None, None, limited])
    slept = Slept()
    async with serving(github):
        answers = await look_up(github, slugs("a/b"), slept=slept)
    (facts,) = answers.facts
    assert slept.seconds == [7.0]
    assert facts.last_commit == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert (facts.source, facts.head) == ("rest", "c" * 40)


async def test_a_timeout_halves_the_batch() -> None:
    sizes: list[int] = []
    github = GitHubServer()

    def answer(request: httpx.Request) -> httpx.Response:
        got = Got(method="POST", target="/graphql", headers={}, body=request.content)
        sizes.append(len(got.names))
        if len(sizes) == 1:
            raise httpx.ReadTimeout("slow", request=request)
        return httpx.Response(200, json=github.answer_graphql(got).body)

    http = HttpClient(agent="a", environ={}, transport=httpx.MockTransport(answer))
    facts = GitHubFacts(http, Access(token="t"), sleep=Slept(), read_contents=False)
    answers = await facts.look_up(MANY[:50], {}, now=NOW)
    assert sizes == [50, 25, 25]
    assert {found.state for found in answers.facts} == {RepoState.EXISTS}


async def test_what_a_token_may_not_see_is_looked_at_as_anybody_sees_it() -> None:
    """Organisations with single sign-on refuse tokens, not the public."""
    page = (
        '<html><head><meta name="octolytics-dimension-repository_nwo" content="a/b"></head>'
        '<body><span id="repo-stars-counter-star" title="1,234">1.2k</span></body></html>'
    )
    seen: dict[str, str] = {}

    def answer(request: httpx.Request) -> httpx.Response:
        seen[request.url.host] = request.headers.get("authorization", "")
        if request.url.path == "/graphql":
            error = {"type": "FORBIDDEN", "path": ["r0"], "message": "SAML enforcement"}
            return httpx.Response(200, json={"data": {"r0": None}, "errors": [error]})
        if request.url.host == "api.github.com":
            return httpx.Response(403, json={"message": "protected by organization SAML"})
        return httpx.Response(200, text=page) if request.url.path == "/a/b" else httpx.Response(404)

    http = HttpClient(agent="a", environ={}, transport=httpx.MockTransport(answer))
    facts = GitHubFacts(http, Access(token="t"), sleep=Slept(), read_contents=False)
    (found,) = (await facts.look_up(slugs("a/b"), {}, now=NOW)).facts
    assert (found.state, found.source, found.stars) == (RepoState.EXISTS, "page", 1234)
    assert seen == {"api.github.com": "Bearer t", "github.com": ""}


async def test_a_refused_token_is_dropped_and_said() -> None:
    github = GitHubServer(
        script=deque([Send(status=401, body={"message": "Bad credentials"})]),
        rest={
            "/repos/a/b": Send(
                body=a_rest_repository("a/b"), headers={"x-ratelimit-remaining": "1"}
            )
        },
    )
    async with serving(github):
        answers = await look_up(github, slugs("a/b"))
    assert states(answers)["a/b"] is RepoState.EXISTS
    assert "authorization" not in github.got[-1].headers
    assert answers.missing[0].startswith("GitHub refused the token (401)")


async def test_the_token_goes_out_with_every_call_and_the_agent_is_honest() -> None:
    async with serving(GitHubServer()) as github:
        await look_up(github, slugs("a/b"))
    assert github.got[0].headers["authorization"] == "Bearer secret-token"
    assert github.got[0].headers["user-agent"] == "listbot/test"


async def test_contents_are_read_once_and_again_when_the_head_changes() -> None:
    async with serving(GitHubServer()) as github:
        first = await look_up(github, MANY[:60], contents=True)
        calls = len(github.got)
        known = {f.slug.key: replace(f, readme=None) for f in first.facts}
        second = await look_up(github, MANY[:60], known, contents=True)
        assert len(github.got) - calls == 2
        key = MANY[0].key
        known[key] = replace(known[key], head="b" * 40, contents_head="b" * 40)
        third = await look_up(github, MANY[:60], known, contents=True)
        old = {k: replace(f, contents_at=NOW - timedelta(days=31)) for k, f in known.items()}
        fourth = await look_up(github, MANY[:60], old, contents=True)
    assert calls == 2 + 3
    assert all(f.readme == "# A README" for f in first.facts)
    assert all(f.readme is None and f.languages == ("Python",) for f in second.facts)
    assert [f.readme is not None for f in third.facts] == [True] + [False] * 59
    assert all(f.readme is not None for f in fourth.facts)
    assert first.facts[0].is_code_free is False
    assert first.facts[0].first_commit == first.facts[0].last_commit


async def test_contents_that_graphql_cannot_tell_are_read_through_rest() -> None:
    tree = [{"path": "README.rst", "type": "blob"}, {"path": "CITATION.cff", "type": "blob"}]
    github = GitHubServer(
        rest={
            "/repos/a/b/git/trees/HEAD": Send(body={"tree": tree}),
            "/repos/a/b/languages": Send(body={}),
            "/repos/a/b/contents/README.rst": Send(body=b"Coming soon"),
            "/repos/a/b/contents/CITATION.cff": Send(body=b"title: T"),
        }
    )

    def answer(got: Got) -> Send:
        github.script.append(answer)
        if got.is_graphql and "...Facts" not in got.document:
            return Send(status=502)
        return github.answer_graphql(got) if got.is_graphql else github.rest[got.target]

    github.script.append(answer)
    async with serving(github):
        answers = await look_up(github, slugs("a/b"), contents=True)
    (facts,) = answers.facts
    assert (facts.readme, facts.citation) == ("Coming soon", "title: T")
    assert facts.is_code_free is True
    assert facts.contents_head == facts.head
    assert answers.missing == ()


async def test_contents_that_nobody_can_tell_are_said_to_be_missing() -> None:
    github = GitHubServer()

    def answer(got: Got) -> Send:
        github.script.append(answer)
        is_about_facts = got.is_graphql and "...Facts" in got.document
        return github.answer_graphql(got) if is_about_facts else Send(status=502)

    github.script.append(answer)
    async with serving(github):
        answers = await look_up(github, slugs("a/b"), contents=True)
    assert answers.facts[0].state is RepoState.EXISTS
    assert answers.facts[0].contents_at is None
    assert any("could not be read" in sentence for sentence in answers.missing)


async def test_contents_are_read_again_on_request_and_folders_have_readmes() -> None:
    async with serving(GitHubServer()) as github:
        first = await look_up(github, slugs("a/b"), contents=True)
        known = {f.slug.key: replace(f, readme=None) for f in first.facts}
        key = first.facts[0].slug.key
        (again,) = (
            await look_up(
                github,
                slugs("a/b"),
                known,
                contents=True,
                reread=[key],
                folders={key: ["model/x"]},
            )
        ).facts
    assert again.readme == "# A README"
    assert again.folder_readmes == (("model/x", "text of HEAD:model/x/README.md"),)


async def test_without_a_token_the_sixty_requests_are_spent_on_the_least_known() -> None:
    left = iter(range(4, -1, -1))
    github = GitHubServer()

    def rest(got: Got) -> Send:
        github.script.append(rest)
        name = got.target.removeprefix("/repos/")
        return Send(
            body=a_rest_repository(name), headers={"X-RateLimit-Remaining": str(next(left))}
        )

    github.script.append(rest)
    known = {
        MANY[0].key: RepoFacts(slug=MANY[0], state=RepoState.EXISTS, source="graphql", asked_at=NOW)
    }
    async with serving(github):
        environ = {"GITHUB_API_URL": github.url}
        async with HttpClient(agent="listbot/test", environ={"HTTPS_PROXY": DEAD}) as http:
            facts = GitHubFacts(
                http, access_from(environ), sleep=Slept(), interval=0, read_contents=False
            )
            answers = await facts.look_up(MANY[:6], known, now=NOW)
    asked = [got.target for got in github.got]
    assert "/repos/owner0/repo.0" not in asked
    assert all("authorization" not in got.headers for got in github.got)
    assert answers.missing[0].startswith("There is no GitHub token")
    assert any("REST budget" in sentence for sentence in answers.missing)


#: nothing listens there: pages of github.com cannot be reached
DEAD = "http://127.0.0.1:9"


def test_answers_of_other_types_than_promised_are_simply_not_known() -> None:
    from bot.repositories.graphql_answers import contents_of, facts_of, read_batch

    junks: list[Any] = [None, [], 7, "x", {"data": 3}, {"data": {"r0": []}}, {"errors": "no"}]
    for junk in junks:
        assert read_batch(junk, 3).found == {}
    odd = {key: object() for key in a_repository("a/b")}
    facts = facts_of(slugs("a/b")[0], odd, now=NOW)
    assert facts.stars is None
    assert facts.last_commit is None
    assert contents_of(odd).readme is None
    assert json.loads("[]") == []


@pytest.mark.parametrize(
    ("api", "url", "goes"),
    [
        ("https://api.github.com", "https://api.github.com/repos/a/b", True),
        ("https://api.github.com", "https://api.github.com/graphql", True),
        ("https://api.github.com", "http://api.github.com/repos/a/b", False),
        ("https://api.github.com", "https://api.github.com:8443/repos/a/b", False),
        ("https://api.github.com", "https://api.github.com.evil.example/x", False),
        ("https://api.github.com", "https://api.github.com@evil.example/x", False),
        ("https://api.github.com", "https://evil.example\\@api.github.com/x", False),
        ("https://api.github.com", "https://github.com/a/b", False),
        ("https://api.github.com", "https://API.github.com/x", True),
        ("https://api.github.com", "https://api.github.com./x", False),
        ("https://ghe.example/api/v3", "https://ghe.example/api/graphql", True),
        ("https://ghe.example:8443/api/v3", "https://ghe.example:8443/api/graphql", False),
        ("http://ghe.example/api/v3", "http://ghe.example/api/v3/x", False),
        ("http://127.0.0.1:7/", "http://127.0.0.1:7/repos/a/b", True),
        ("http://127.0.0.1:7", "http://127.0.0.1:8/repos/a/b", False),
        ("https://api.github.com", "http://127.0.0.1:7/repos/a/b", False),
    ],
)
def test_the_token_goes_to_exactly_one_origin(api: str, url: str, goes: bool) -> None:
    access = access_from({"GITHUB_API_URL": api, "GITHUB_TOKEN": "t"})
    assert (access.authorization(url) == "Bearer t") is goes


def test_the_token_is_never_printed() -> None:
    assert "secret" not in repr(Access(token="secret"))


def test_enterprise_addresses_and_token_names() -> None:
    access = access_from({"GITHUB_API_URL": "https://ghe.example/api/v3", "GH_TOKEN": " t\n"})
    assert access.graphql_url == "https://ghe.example/api/graphql"
    assert access.token == "t"
    assert not access.is_public_github
