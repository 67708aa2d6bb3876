"""The Internet Archive over HTTP: slowly, with a stand-in, and left alone when it is busy."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx

from bot.gateways.archive import ArchiveGateway
from bot.model.copies import CopyQuestion
from bot.ports import CopyAnswers
from tests.fakes.registries import Clock

NOW = datetime(2026, 11, 24, 2, 17, tzinfo=UTC)
QUESTIONS = [
    CopyQuestion(target=f"https://lab.example/{number}", until=NOW - timedelta(days=3))
    for number in range(3)
]
ROW = [["timestamp", "statuscode"], ["20250301040506", "200"]]
SNAPSHOT = {"available": True, "status": "200", "timestamp": "20250101000000"}
TAKEN = datetime(2025, 3, 1, 4, 5, 6, tzinfo=UTC)

Answer = Callable[[httpx.Request], httpx.Response]


class Script(httpx.AsyncBaseTransport):
    """One function answers for each host."""

    def __init__(self, index: Answer, quick: Answer | None = None) -> None:
        self.index = index
        self.quick = quick
        self.asked: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.host)
        if request.url.host == "web.archive.org":
            return self.index(request)
        assert request.url.host == "archive.org"
        assert self.quick is not None, "the quick look-up must not be asked"
        return self.quick(request)


def ask(script: Script, clock: Clock | None = None) -> CopyAnswers:
    clock = clock or Clock()
    gateway = ArchiveGateway(
        user_agent="listbot-test/1", transport=script, sleep=clock.sleep, clock=clock
    )
    return asyncio.run(gateway.look_up(QUESTIONS, now=NOW))


def told(body: object, status: int = 200) -> Answer:
    return lambda _: httpx.Response(status, content=json.dumps(body).encode())


def test_three_addresses_are_three_questions_three_seconds_apart() -> None:
    clock = Clock()
    answers = ask(Script(told(ROW)), clock)
    assert [copy.taken for copy in answers.copies] == [TAKEN] * 3
    assert clock.naps == [3.0, 3.0]
    assert answers.calls == (("web.archive.org", 3),)
    assert answers.missing == ()


def test_none_in_the_index_is_an_answer() -> None:
    answers = ask(Script(told([])))
    assert [(copy.taken, copy.is_sure) for copy in answers.copies] == [(None, True)] * 3


def test_an_index_that_answers_with_nothing_is_replaced_by_the_quick_look_up() -> None:
    quick = told({"archived_snapshots": {"closest": SNAPSHOT}})
    script = Script(lambda _: httpx.Response(200, content=b""), quick)
    answers = ask(script)
    assert [copy.taken for copy in answers.copies] == [datetime(2025, 1, 1, tzinfo=UTC)] * 3
    assert not any(copy.is_sure for copy in answers.copies)
    # after two such answers the index is left alone
    assert script.asked.count("web.archive.org") == 2


def test_too_many_is_not_answered_with_more() -> None:
    script = Script(told({}, 429), told({}, 429))
    answers = ask(script)
    assert (answers.copies, answers.unanswered) == ((), 3)
    assert script.asked == ["web.archive.org", "archive.org"]
    (missing,) = answers.missing
    assert missing.startswith("Internet Archive: asks for a pause (status 429); copies of 3 dead")


def test_an_archive_that_is_down_costs_its_time_once_and_raises_nothing() -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    script = Script(broken, broken)
    answers = ask(script)
    assert (answers.copies, answers.unanswered) == ((), 3)
    assert len(script.asked) == 4  # each service twice


def test_an_archive_that_never_answers_costs_no_more_than_its_budget() -> None:
    class Silent(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            await asyncio.sleep(3600)
            raise AssertionError

    gateway = ArchiveGateway(user_agent="listbot-test/1", transport=Silent(), budget=0.05)
    answers = asyncio.run(gateway.look_up(QUESTIONS, now=NOW))
    assert (answers.unanswered, answers.why) == (3, "took too long")
