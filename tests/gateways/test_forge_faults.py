"""What goes wrong on the way to GitHub, under the real PyGithub: nothing is ever there twice."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from bot.errors import Incomplete
from bot.gateways.forge import GithubForge
from bot.gateways.forge.api import Api
from bot.gateways.forge.reading import VIEWER, editors_query
from bot.model.findings import Finding
from bot.model.settings import TriageSettings
from bot.model.verdicts import Policy
from bot.ports import ForgeQuestion, Outcome
from bot.triage.changes import KINDS
from bot.triage.decisions_file import read_decisions
from bot.triage.planner import Memory, Options, plan
from tests.contract.github import graphql_complaints, rest_complaints
from tests.fakes.forge_server import BOT, SLUG, Fault, Request, Server, serving
from tests.triage_builders import (
    ENTRIES,
    NOW,
    README,
    a_night,
    dead,
    insecure,
    jieba,
    renamed,
    rendered,
)

QUESTION = ForgeQuestion(
    label="link-health",
    branch_prefix="listbot/",
    kinds=KINDS,
    paths=("entries.yml", "README.md"),
)
OPTIONS = Options(
    settings=TriageSettings(dashboard=False), policy=Policy(new_issues_per_night=8, open_issues=20)
)


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()
    found.put("main", {"entries.yml": ENTRIES, "README.md": README})
    with serving(found):
        yield found


class Bot:
    """Runs of the bot against the server."""

    def __init__(self, server: Server, repository: str = SLUG) -> None:
        self.server = server
        self.repository = repository
        self.decisions: str | None = None
        self.slept: list[float] = []

    def run(self, *findings: Finding) -> Outcome:
        forge = GithubForge(
            "ghs_token",
            self.repository,
            address=self.server.address,
            pause=0,
            patience=60,
            sleep=self.slept.append,
        )
        state = forge.state(QUESTION)
        memory = Memory(decisions=read_decisions(self.decisions)[0], text=self.decisions)
        made = plan(a_night(*findings), state, memory, OPTIONS, now=NOW, render=rendered)
        self.decisions = made.decisions or self.decisions
        return forge.carry_out(made, state)


def eight_and_three() -> list[Finding]:
    """Findings for eight issues and three pull requests."""
    moved = replace(insecure(), rule=renamed().rule.MOVED, entry_id="medsyn", url="x")
    fix = replace(
        moved.fixes[0], field="pdf", new="https://new.example/10566053",
        old="https://ieeexplore.ieee.org/abstract/document/10566053/",
    )  # fmt: skip
    gone = [replace(dead(), entry_id=f"e{n}", url=f"https://papers.example/{n}") for n in range(7)]
    return [jieba(), *gone, renamed(), insecure(), replace(moved, fixes=(fix,))]


def once(kind: Callable[[Request], bool], fault: Fault) -> Callable[[int, Request], Fault | None]:
    """The fault strikes the first request of this kind, and no other."""
    struck: list[Request] = []

    def script(number: int, request: Request) -> Fault | None:
        if struck or not kind(request):
            return None
        struck.append(request)
        return fault

    return script


def creates(path: str) -> Callable[[Request], bool]:
    return lambda request: request.method == "POST" and request.path.endswith(path)


ISSUE = creates("/issues")
PULL = creates("/pulls")


@pytest.mark.parametrize(
    "fault",
    [
        Fault("lose"),
        Fault("drop"),
        Fault("answer", status=502),
        Fault("answer", status=502, after=True),
        Fault("answer", status=500, after=True),
        Fault(
            "answer", status=403, headers=(("Retry-After", "1"),), message="secondary rate limit"
        ),
        Fault("answer", status=429, message="Too many requests"),
        Fault("answer", status=429, headers=(("Retry-After", "2"),)),
    ],
)
@pytest.mark.parametrize("kind", [ISSUE, PULL], ids=["issue", "pull request"])
def test_one_fault_at_a_create_makes_no_duplicate_and_loses_nothing(
    server: Server, fault: Fault, kind: Callable[[Request], bool]
) -> None:
    server.fault = once(kind, fault)
    bot = Bot(server)
    assert bot.run(jieba(), renamed()).complete
    assert len(server.open_issues()) == 1
    assert len(server.pulls) == 1
    writes = sum(request.writes for request in server.log)
    assert bot.run(jieba(), renamed()) == Outcome()
    assert sum(request.writes for request in server.log) == writes


def test_an_edit_whose_answer_is_lost_is_sent_again(server: Server) -> None:
    bot = Bot(server)
    bot.run(jieba())
    server.fault = once(lambda request: request.method == "PATCH", Fault("lose"))
    more = replace(jieba(), evidence=jieba().evidence[:1])
    assert bot.run(more).complete
    assert sum(request.method == "PATCH" for request in server.log) == 2


def test_a_long_rate_limit_stops_the_run_and_says_so(server: Server) -> None:
    server.fault = once(
        ISSUE, Fault("answer", status=403, headers=(("Retry-After", "3600"),), message="rate limit")
    )
    outcome = Bot(server).run(jieba(), dead())
    assert outcome.stopped == "GitHub's rate limit asks for a pause of 3600 s"
    assert len(server.open_issues()) == 0
    server.fault = lambda number, request: None
    assert Bot(server).run(jieba(), dead()).complete
    assert len(server.open_issues()) == 2


def test_reads_are_repeated_when_the_server_stumbles(server: Server) -> None:
    server.fault = once(
        lambda request: request.path.endswith("/issues"), Fault("answer", status=502)
    )
    assert Bot(server).run(jieba()).complete


def test_a_server_that_never_answers_is_told_and_nothing_is_written(server: Server) -> None:
    server.fault = lambda number, request: Fault("answer", status=503)
    with pytest.raises(Incomplete) as failure:
        Bot(server).run(jieba())
    assert "could not be read" in failure.value.message
    assert not any(request.writes for request in server.log)


def test_pull_requests_that_are_switched_off_become_one_issue_that_says_how(server: Server) -> None:
    message = "GitHub Actions is not permitted to create or approve pull requests."
    refuse = Fault("answer", status=403, message=message)
    server.fault = lambda number, request: refuse if PULL(request) else None
    bot = Bot(server)
    outcome = bot.run(renamed(), insecure())
    assert len(outcome.failed) == 2
    assert all("does not let GitHub Actions open pull requests" in told for told in outcome.failed)
    (issue,) = server.open_issues()
    assert issue["title"].startswith("Ready to merge, but I may not open it")
    assert "/compare/main...listbot/renamed?expand=1" in issue["body"]
    assert "listbot/renamed" in server.refs
    writes = sum(request.writes for request in server.log)
    assert bot.run(renamed(), insecure()) == Outcome()
    assert sum(request.writes for request in server.log) == writes
    server.issues[issue["number"]].update(state="closed", state_reason="completed")
    server.fault = lambda number, request: None
    assert bot.run(renamed(), insecure()).complete
    assert len(server.pulls) == 2


def test_a_token_that_may_not_write_tries_once_in_each_area(server: Server) -> None:
    refuse = Fault("answer", status=403, message="Resource not accessible by integration")
    server.fault = lambda number, request: refuse if request.writes else None
    outcome = Bot(server).run(*eight_and_three())
    assert len(outcome.failed) == 11
    assert sum(request.writes for request in server.log) == 2


def test_a_renamed_repository_is_followed(server: Server) -> None:
    server.moved = True
    assert Bot(server, "someone/old").run(jieba()).complete
    assert [r.path for r in server.log if r.writes] == [f"/repos/{SLUG}/issues"]


def test_a_ticked_box_and_a_command_are_read_and_answered(server: Server) -> None:
    bot = Bot(server)
    bot.run(jieba(), dead())
    (first, second) = sorted(server.issues)
    issue = server.issues[first]
    issue["body"] = issue["body"].replace("- [ ] Remove", "- [x] Remove")
    comment = server.comment(second, "/listbot archive")
    assert bot.run(jieba(), dead()).complete
    assert "decided by maintainer" in next(iter(server.pulls.values()))["body"]
    assert server.reactions == [(comment, "confused")]
    answers = [c["body"] for c in server.comments[second] if c["user"]["type"] == "Bot"]
    assert len(answers) == 1
    assert "I know of no archived copy" in answers[0]
    assert bot.run(jieba(), dead()) == Outcome()


@pytest.mark.parametrize("editor", ["passer-by", BOT, None])
def test_a_tick_of_nobody_who_may_push_is_taken_back(server: Server, editor: str | None) -> None:
    bot = Bot(server)
    bot.run(jieba())
    (issue,) = server.issues.values()
    issue["body"] = issue["body"].replace("- [ ] Remove", "- [x] Remove")
    server.editor = editor
    assert bot.run(jieba()).complete
    assert not server.pulls
    assert "[x]" not in issue["body"]
    assert bot.decisions is None


def test_where_graphql_is_silent_the_rule_of_github_holds_that_only_who_may_push_can_tick(
    server: Server,
) -> None:
    bot = Bot(server)
    bot.run(jieba())
    (issue,) = server.issues.values()
    issue["body"] = issue["body"].replace("- [ ] Remove", "- [x] Remove")
    server.viewer = None
    assert bot.run(jieba()).complete
    assert "decided by whoever ticked the box" in next(iter(server.pulls.values()))["body"]


def test_an_answer_that_was_lost_is_not_given_twice(server: Server) -> None:
    bot = Bot(server)
    bot.run(jieba())
    (number,) = server.issues
    server.comment(number, "/listbot help")
    server.fault = once(creates("/comments"), Fault("lose"))
    assert bot.run(jieba()).complete
    assert sum(c["user"]["type"] == "Bot" for c in server.comments[number]) == 1


def test_a_commit_of_a_person_between_look_and_push_is_kept(server: Server) -> None:
    bot = Bot(server)
    bot.run(renamed())
    struck: list[int] = []

    def commit_late(number: int, request: Request) -> None:
        if request.path.endswith("/git/ref/heads/listbot/renamed") and not struck:
            struck.append(number)
            server.put("listbot/renamed", {"README.md": "# Mine\n"})

    server.fault = commit_late
    fix = replace(renamed().fixes[0], new="https://github.com/third/walker")
    outcome = bot.run(replace(renamed(), fixes=(fix,)))
    assert "somebody else committed" in outcome.failed[0]
    assert server.files("listbot/renamed")["README.md"] == "# Mine\n"


def test_every_request_of_a_whole_life_is_one_that_github_takes(server: Server) -> None:
    bot = Bot(server)
    bot.run(*eight_and_three())
    issue = min(server.issues)
    server.comment(issue, "/listbot help")
    server.comment(issue, "/listbot snooze 3d")
    more = replace(renamed(), fixes=(replace(renamed().fixes[0], new="https://github.com/x/y"),))
    bot.run(jieba(), more)
    bot.run()
    complaints = []
    for request in server.log:
        query = "&".join(f"{key}={value}" for key, value in request.query.items())
        if request.path == "/graphql":
            words = request.body
            complaints += graphql_complaints(words["query"], words["variables"])
        elif not request.path.startswith("/repositories/"):
            url = f"{request.path}?{query}" if query else request.path
            complaints += rest_complaints(request.method, url, request.body or None)
    assert complaints == []
    kinds = {
        (request.method, request.path.split("/")[4]) for request in server.log if request.writes
    }
    assert kinds >= {
        ("POST", "issues"),
        ("PATCH", "issues"),
        ("POST", "pulls"),
        ("PATCH", "pulls"),
        ("PATCH", "git"),
    }


def test_the_queries_are_ones_that_github_takes() -> None:
    assert graphql_complaints(VIEWER) == []
    words = {"owner": "o", "name": "n"}
    assert graphql_complaints(editors_query([1, 22]), words) == []


class Killed(BaseException):
    """The process ends here."""


def _interrupted_run(point: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """One run with a fault at this request, another run: exactly eight and three exist.

    The connection drops before or after the request was carried out, the answer is a 502 for
    something that was done, or the process is killed before it could read the answer.
    """
    server = Server()
    server.put("main", {"entries.yml": ENTRIES, "README.md": README})
    kind = random.Random(point).choice(["drop", "lose", "502", "kill"])
    fault = Fault("answer", after=True) if kind == "502" else Fault(kind)
    if kind != "kill":
        server.fault = lambda number, request: fault if number == point else None
    with serving(server):
        findings = eight_and_three()
        with monkeypatch.context() as patch:
            if kind == "kill":
                _kill_at(point, patch)
            with suppress(Killed):
                Bot(server).run(*findings)
        assert Bot(server).run(*findings).complete
        assert len(server.open_issues()) == 8
        assert len(server.pulls) == 3
        assert len({issue["title"] + issue["body"] for issue in server.open_issues()}) == 8


def _kill_at(point: int, patch: pytest.MonkeyPatch) -> None:
    ask = Api._ask
    calls = itertools.count()

    def dying(self: Api, verb: str, path: str, **words: Any) -> Any:
        answer = ask(self, verb, path, **words)
        if next(calls) == point:
            raise Killed
        return answer

    patch.setattr(Api, "_ask", dying)


@pytest.mark.parametrize("point", [15, 27, 33, 46, 58])
def test_a_connection_that_drops_leaves_exactly_eight_and_three(
    point: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _interrupted_run(point, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("quarter", range(4))
def test_a_connection_that_drops_at_any_of_200_points_leaves_exactly_eight_and_three(
    quarter: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server()
    server.put("main", {"entries.yml": ENTRIES, "README.md": README})
    with serving(server):
        Bot(server).run(*eight_and_three())
    points = random.Random(quarter).choices(range(len(server.log)), k=50)
    for point in points:
        _interrupted_run(point, monkeypatch)


def test_a_person_with_a_token_of_their_own_is_the_bot(server: Server) -> None:
    server.viewer = "maintainer"
    outcome = Bot(server).run(jieba())
    assert outcome.complete
    listed = [r for r in server.log if r.path.endswith("/issues") and r.method == "GET"]
    assert {request.query["creator"] for request in listed} == {"maintainer"}


def test_without_graphql_a_workflow_token_is_that_of_actions(server: Server) -> None:
    server.viewer = None
    assert Bot(server).run(jieba()).complete
    listed = [r for r in server.log if r.path.endswith("/issues") and r.method == "GET"]
    assert {request.query["creator"] for request in listed} == {BOT}
    assert not any(request.path == "/user" for request in server.log)


def test_an_empty_repository_gets_issues_and_no_pull_request(server: Server) -> None:
    server.refs.clear()
    outcome = Bot(server).run(jieba(), renamed())
    assert outcome.complete
    assert (len(server.open_issues()), len(server.pulls)) == (1, 0)


def test_a_list_that_is_no_utf8_is_not_edited(server: Server) -> None:
    server.put("main", {"entries.yml": ENTRIES.replace("A list", "\udcff")})
    assert Bot(server).run(renamed()) == Outcome()


def test_a_label_that_github_refuses_is_left_out(server: Server) -> None:
    def no_labels(number: int, request: Request) -> Fault | None:
        refused = ISSUE(request) and "labels" in request.body
        return Fault("answer", status=422, message="Validation Failed") if refused else None

    server.fault = no_labels
    assert Bot(server).run(jieba()).complete
    assert server.open_issues()[0]["labels"] == []


def test_what_github_does_not_take_is_told_and_the_rest_is_done(server: Server) -> None:
    def no_wrong(number: int, request: Request) -> Fault | None:
        refused = ISSUE(request) and "Wrong" in request.body["title"]
        return Fault("answer", status=422, message="Validation Failed") if refused else None

    server.fault = no_wrong
    outcome = Bot(server).run(jieba(), dead())
    assert [told.partition(":")[0] for told in outcome.failed] == ["open issue"]
    assert "422: Validation Failed" in outcome.failed[0]
    assert len(server.open_issues()) == 1


def test_a_server_that_loses_every_create_is_asked_three_times(server: Server) -> None:
    server.fault = lambda number, request: Fault("drop") if ISSUE(request) else None
    outcome = Bot(server).run(jieba())
    assert "no answer from GitHub in 3 attempts" in outcome.failed[0]
    assert sum(ISSUE(request) for request in server.log) == 3


def test_a_run_writes_no_more_than_its_cap(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.gateways.forge.writing.MOST_WRITES", 4)
    outcome = Bot(server).run(*eight_and_three())
    assert outcome.stopped == "4 writes are enough for one run"
    assert len(outcome.done) == 4


def test_a_missing_repository_is_told(server: Server) -> None:
    with pytest.raises(Incomplete) as failure:
        Bot(server, "someone/else").run()
    assert "404" in failure.value.message
