"""The client of all registries: paced, patient within limits, never endless."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.gateways.registry_client import RegistryClient, Unanswered
from bot.registries import crossref
from bot.registries.exchange import Registry, RegistryRequest, request
from tests.fakes.registries import Clock

WORKS = request(Registry.CROSSREF, "/works", (("filter", "doi:10.5555/a"),))
ATOM = request(Registry.ARXIV, "/api/query", (("id_list", "2401.00001"),))
HANDLE = request(Registry.DOI_ORG, "/api/handles/10.5555/a", meaningful=(404,))


class Script(httpx.AsyncBaseTransport):
    """Answers in turn; the last one for ever."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)


def a_client(script: Script, clock: Clock, *, patience: float = 60.0) -> RegistryClient:
    return RegistryClient(
        user_agent="listbot-test/1 (mailto:me@example.org)",
        transport=script,
        patience=patience,
        sleep=clock.sleep,
        clock=clock,
    )


async def ask(client: RegistryClient, question: RegistryRequest) -> bytes | str:
    try:
        return (await client.ask(question)).body
    except Unanswered as error:
        return str(error)


async def test_an_answer_comes_with_our_name_on_the_question() -> None:
    script = Script(httpx.Response(200, content=b"{}"))
    async with a_client(script, Clock()) as client:
        assert await ask(client, WORKS) == b"{}"
    assert script.requests[0].headers["user-agent"] == "listbot-test/1 (mailto:me@example.org)"
    assert client.calls == {Registry.CROSSREF: 1}
    assert client.complaints == {}


async def test_arxiv_is_asked_every_three_seconds_and_one_at_a_time() -> None:
    clock = Clock()
    script = Script(httpx.Response(200, content=b"<feed/>"))
    async with a_client(script, clock) as client:
        await asyncio.gather(*(client.ask(ATOM) for _ in range(4)))
    assert clock.naps == [3.0, 3.0, 3.0]


async def test_crossref_is_asked_as_fast_as_its_headers_allow_and_slower_when_they_change() -> None:
    clock = Clock()
    fast = {"x-rate-limit-limit": "3", "x-rate-limit-interval": "1s"}
    slow = {"x-rate-limit-limit": "1", "x-rate-limit-interval": "2s"}
    script = Script(
        httpx.Response(200, headers=fast), httpx.Response(200, headers=slow), httpx.Response(200)
    )
    async with a_client(script, clock) as client:
        for _ in range(4):
            await client.ask(WORKS)
    # started at 1 s; the limit of 3 a second counts from the second call on, with a margin
    assert clock.naps == pytest.approx([1.0, 0.3833, 2.3], abs=0.01)


@pytest.mark.parametrize("value", ["", "fast", "0", "-1", "²", "99999999999999999999"])
async def test_odd_limits_are_ignored(value: str) -> None:
    clock = Clock()
    headers = {"x-rate-limit-limit": value, "x-rate-limit-interval": "1s"}
    raw = [(name.encode(), text.encode()) for name, text in headers.items()]
    script = Script(httpx.Response(200, headers=raw))
    async with a_client(script, clock) as client:
        for _ in range(3):
            await client.ask(WORKS)
    assert all(0.3 <= nap <= 1.0 for nap in clock.naps)


async def test_a_pause_that_is_asked_for_is_made() -> None:
    clock = Clock()
    busy = httpx.Response(429, headers={"retry-after": "7"})
    script = Script(busy, busy, httpx.Response(200, content=b"{}"))
    async with a_client(script, clock) as client:
        assert await ask(client, WORKS) == b"{}"
    assert clock.naps.count(7.0) == 2
    assert client.calls[Registry.CROSSREF] == 3


async def test_a_pause_that_is_too_long_ends_the_questions_for_this_run() -> None:
    clock = Clock()
    script = Script(httpx.Response(429, headers={"retry-after": "58281"}))
    async with a_client(script, clock) as client:
        assert await ask(client, WORKS) == "asks for a pause (status 429)"
        assert await ask(client, WORKS) == "asks for a pause (status 429)"
        assert client.is_given_up(Registry.CROSSREF)
        assert not client.is_given_up(Registry.ARXIV)
    assert client.calls == {Registry.CROSSREF: 1}
    assert clock.naps == []


async def test_arxiv_gets_a_minute_and_one_more_try() -> None:
    clock = Clock()
    script = Script(httpx.Response(429, content=b"Rate exceeded."))
    async with a_client(script, clock) as client:
        await ask(client, ATOM)
        await ask(client, ATOM)
    assert client.calls == {Registry.ARXIV: 2}
    assert clock.naps == [60.0]


async def test_a_failing_server_is_tried_again_and_then_left_alone() -> None:
    script = Script(httpx.Response(500))
    async with a_client(script, Clock()) as client:
        assert await ask(client, WORKS) == "failed with status 500"
        assert not client.is_given_up(Registry.CROSSREF)
        await ask(client, WORKS)
        assert client.is_given_up(Registry.CROSSREF)
        await ask(client, WORKS)
    assert client.calls == {Registry.CROSSREF: 6}


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (httpx.ConnectError("refused"), "could not be reached (ConnectError)"),
        (httpx.RemoteProtocolError("cut"), "could not be reached (RemoteProtocolError)"),
        (httpx.ReadTimeout("late"), "did not answer within 25 s"),
        (httpx.DecodingError("bad gzip"), "could not be reached (DecodingError)"),
    ],
)
async def test_a_registry_that_cannot_be_reached_is_asked_twice(
    error: httpx.HTTPError, reason: str
) -> None:
    script = Script(error)
    async with a_client(script, Clock()) as client:
        assert await ask(client, WORKS) == reason
        assert await ask(client, WORKS) == reason
    assert client.calls == {Registry.CROSSREF: 2}
    assert client.complaints == {Registry.CROSSREF: reason}


async def test_an_answer_that_never_ends_is_cut_off() -> None:
    class Endless(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            while True:
                yield b"x" * 1_000_000

    class Flood(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, stream=Endless())

    async with RegistryClient(transport=Flood(), sleep=Clock().sleep) as client:
        assert await ask(client, WORKS) == "answered with far too much"


async def test_an_answer_that_trickles_is_cut_off_by_the_total_deadline() -> None:
    class Trickle(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            while True:
                await asyncio.sleep(0.01)
                yield b" "

    class Slow(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, stream=Trickle())

    async with RegistryClient(transport=Slow(), deadline=0.1, sleep=Clock().sleep) as client:
        assert await ask(client, WORKS) == "did not answer within 0.1 s"


async def test_a_refused_question_is_no_verdict_on_the_registry() -> None:
    script = Script(httpx.Response(400), httpx.Response(200, content=b"{}"))
    async with a_client(script, Clock()) as client:
        assert await ask(client, WORKS) == "refused the question with status 400"
        assert await ask(client, WORKS) == b"{}"


async def test_a_refused_parameter_is_left_out_from_then_on() -> None:
    question = crossref.by_title("Widgets and Gadgets")
    script = Script(httpx.Response(400), httpx.Response(200, content=b"{}"))
    async with a_client(script, Clock()) as client:
        assert await ask(client, question) == b"{}"
        assert await ask(client, question) == b"{}"
    assert ["select" in str(r.url) for r in script.requests] == [True, False, False]
    assert client.complaints == {}


async def test_redirects_are_not_followed() -> None:
    script = Script(httpx.Response(301, headers={"location": "https://ieeexplore.ieee.org/"}))
    async with a_client(script, Clock()) as client:
        assert await ask(client, WORKS) == "refused the question with status 301"
    assert {r.url.host for r in script.requests} == {"api.crossref.org"}


async def test_a_miss_that_means_something_is_an_answer() -> None:
    script = Script(httpx.Response(404, content=b'{"responseCode":100}'))
    async with a_client(script, Clock()) as client:
        answer = await client.ask(HANDLE)
    assert (answer.status, answer.body) == (404, b'{"responseCode":100}')
