"""Two lists that find the same, under the real PyGithub: what is lost or killed is never there twice."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from bot.findings.codec import findings_pieces
from bot.gateways.forge import GithubForge
from bot.gateways.forge.api import Api
from bot.model.settings import ListSettings, Settings, TriageSettings
from bot.model.verdicts import Policy
from bot.pipeline.triage import Reconciled, Task, reconcile
from bot.triage.drafts import read_body
from tests.fakes.forge_server import SLUG, Fault, Server, serving
from tests.fakes.ports import Killed, MemoryFiles
from tests.gateways.test_forge_faults import ISSUE, PULL
from tests.triage_builders import ENTRIES, NOW, a_night, dead, insecure, jieba, renamed

BOTH = Settings(
    lists=(
        ListSettings(entries="a.yml", reports="reports/a", readme="A.md"),
        ListSettings(entries="b.yml", reports="reports/b", readme="B.md"),
    ),
    triage=TriageSettings(dashboard=False),
    policy=Policy(new_issues_per_night=8, open_issues=20),
)
FOUND = {"a": (dead(), jieba(), renamed()), "b": (dead(), jieba(), renamed(), insecure())}


def a_server() -> Server:
    server = Server()
    server.put("main", {"a.yml": ENTRIES, "b.yml": ENTRIES})
    return server


@pytest.fixture
def server() -> Iterator[Server]:
    found = a_server()
    with serving(found):
        yield found


def run(server: Server) -> tuple[Reconciled, ...]:
    """A run that remembers nothing of an earlier one but what stands on the server."""
    files = MemoryFiles({})
    for name, findings in FOUND.items():
        of_list = [replace(f, span=replace(f.span, file=f"{name}.yml")) for f in findings]
        night = replace(a_night(*of_list), file=f"{name}.yml")
        files.write(f"reports/{name}/findings.json", findings_pieces(night))
    forge = GithubForge(
        "ghs_token", SLUG, address=server.address, pause=0, patience=60, sleep=lambda _: None
    )
    task = Task(now=NOW, apply=True, config=".github/listbot.yml")
    return reconcile(files, BOTH, forge, task)


def complete(done: tuple[Reconciled, ...]) -> bool:
    return all(one.outcome is not None and one.outcome.complete for one in done)


def told(server: Server) -> list[tuple[str, str]]:
    """(list, key) of every open issue and pull request."""
    things = [*server.open_issues(), *server.pulls.values()]
    bodies = [read_body(thing["body"]) for thing in things]
    return sorted((body.control.of_list, body.control.key) for body in bodies if body)


EVERYTHING = sorted(
    [
        *((name, finding.fingerprint) for name in "ab" for finding in (dead(), jieba())),
        *(("a", "renamed"), ("b", "renamed"), ("b", "insecure")),
    ]
)


@pytest.mark.parametrize("fault", [Fault("lose"), Fault("answer", status=502, after=True)])
def test_every_create_loses_its_answer_once_and_each_list_has_its_own_once(
    server: Server, fault: Fault
) -> None:
    created = itertools.count()
    server.fault = lambda number, request: (
        fault if (ISSUE(request) or PULL(request)) and next(created) % 2 == 0 else None
    )
    assert complete(run(server))
    assert told(server) == EVERYTHING
    writes = sum(request.writes for request in server.log)
    assert all(one.outcome and not one.outcome.done for one in run(server))
    assert sum(request.writes for request in server.log) == writes


def test_what_one_list_is_forbidden_is_not_tried_for_the_next(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = "GitHub Actions is not permitted to create or approve pull requests."
    refuse = Fault("answer", status=403, message=message)
    server.fault = lambda number, request: refuse if PULL(request) else None
    first, second = run(server)
    assert first.outcome is not None
    assert second.outcome is not None
    assert len(first.outcome.failed) == 1
    assert len(second.outcome.failed) == 2
    assert sum(PULL(request) for request in server.log) == 1
    (stuck,) = (issue for issue in server.open_issues() if "Ready to merge" in issue["title"])
    assert stuck["title"].startswith("[a] ")
    assert complete(run(server))  # the second list waits for the setting as well
    assert sum(PULL(request) for request in server.log) == 1


def test_writes_are_counted_over_all_lists(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.gateways.forge.writing.MOST_WRITES", 4)
    first, second = run(server)
    assert first.outcome is not None
    assert second.outcome is not None
    assert (len(first.outcome.done), len(second.outcome.done)) == (3, 1)
    assert second.outcome.stopped == "4 writes are enough for one run"
    assert complete(run(server))
    assert told(server) == EVERYTHING


def _killed_at(point: int, patch: pytest.MonkeyPatch) -> None:
    ask = Api._ask
    calls = itertools.count()

    def dying(self: Api, verb: str, path: str, **words: Any) -> Any:
        answer = ask(self, verb, path, **words)
        if next(calls) == point:
            raise Killed
        return answer

    patch.setattr(Api, "_ask", dying)


@pytest.mark.slow
def test_a_run_that_is_killed_anywhere_is_begun_again_and_nothing_is_there_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = a_server()
    with serving(whole):
        run(whole)
    for point in random.Random(7).sample(range(len(whole.log)), k=12):
        server = a_server()
        with serving(server):
            with monkeypatch.context() as patch:
                _killed_at(point, patch)
                with suppress(Killed):
                    run(server)
            assert complete(run(server))
            assert told(server) == EVERYTHING, point
