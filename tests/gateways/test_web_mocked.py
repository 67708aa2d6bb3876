"""The visit over a mocked transport of httpx: which requests it makes, and what it makes of answers.

Nothing here touches a socket; what the wire itself does is tested over real ones.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import httpx
import pytest
from pytest_httpx import HTTPXMock

from bot.gateways.clock import FixedClock
from bot.gateways.web import WebGateway
from bot.model.observations import Look, Outcome, Target, Validators
from bot.model.settings import WebSettings

NOW = FixedClock(datetime(2026, 11, 24, 2, 17, tzinfo=UTC))
PAGE = "<html><head><title>A page</title></head><body><p>" + "words " * 60 + "</p></body></html>"
HTML = {"content-type": "text/html; charset=utf-8"}


@pytest.fixture(autouse=True)
def _quick_second_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.gateways.web.retries.LEAST_GAP", 0.0)


def gateway_of(**settings: float) -> WebGateway:
    values = {"forced_interval": 0.0, **settings}
    return WebGateway(
        WebSettings(**values),  # type: ignore[arg-type]
        clock=NOW,
        transport=httpx.AsyncHTTPTransport(),
        seed=1,
    )


async def look_at(*targets: Target, **settings: float) -> list[Look]:
    return [look async for look in gateway_of(**settings).visit(targets)]


async def test_a_page_is_asked_once_and_named_to_nobody_else(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(url="https://a.test/papers/1?q=%C3%A9", text=PAGE, headers=HTML)
    (look,) = await look_at(Target(url="https://a.test/papers/1?q=%C3%A9"))
    assert (look.observation.outcome, look.observation.status) == (Outcome.ANSWERED, 200)
    assert look.received == len(PAGE)
    request = httpx_mock.get_request()
    assert request is not None
    assert request.method == "GET"
    assert dict(request.headers)["accept"] == "*/*"
    assert request.headers["user-agent"].startswith("listbot/")
    assert not {"cookie", "authorization", "referer"} & set(request.headers)


async def test_cookies_live_in_one_chain_and_no_longer(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(
        url="https://a.test/start",
        status_code=302,
        headers=[("location", "/end"), ("set-cookie", "a=1"), ("set-cookie", "b=2; Path=/")],
    )
    httpx_mock.add_response(
        url="https://a.test/end", match_headers={"Cookie": "a=1; b=2"}, text=PAGE
    )
    httpx_mock.add_response(url="https://a.test/other", text=PAGE)
    looks = await look_at(Target(url="https://a.test/start"), Target(url="https://a.test/other"))
    assert {look.observation.outcome for look in looks} == {Outcome.ANSWERED}
    other = httpx_mock.get_request(url="https://a.test/other")
    assert other is not None
    assert "cookie" not in other.headers


async def test_validators_are_sent_and_304_is_an_answer(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(status_code=304, match_headers={"If-None-Match": '"7"'})
    (look,) = await look_at(Target(url="https://a.test/x", validators=Validators(etag='"7"')))
    assert (look.observation.outcome, look.observation.reason) == (Outcome.ANSWERED, "unchanged")


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (httpx.ConnectError("refused"), Outcome.UNREACHABLE),
        (httpx.ConnectTimeout("late"), Outcome.TIMED_OUT),
        (httpx.ReadError("reset"), Outcome.BROKEN),
        (httpx.RemoteProtocolError("garbage"), Outcome.BROKEN),
        (RuntimeError("something nobody expected"), Outcome.BROKEN),
    ],
)
async def test_whatever_a_transport_raises_is_one_look(
    httpx_mock: HTTPXMock, error: Exception, outcome: Outcome
) -> None:
    httpx_mock.add_exception(error, is_reusable=True)
    (look,) = await look_at(Target(url="https://a.test/x"))
    assert look.observation.outcome is outcome
    assert look.attempts >= 2


async def test_a_failure_of_the_moment_is_looked_at_again(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_exception(httpx.ReadError("reset"))
    httpx_mock.add_response(status_code=500)
    httpx_mock.add_response(text=PAGE, headers=HTML)
    (look,) = await look_at(Target(url="https://a.test/x"))
    assert (look.observation.outcome, look.attempts) == (Outcome.ANSWERED, 3)


@pytest.mark.parametrize("retries", [0, 1, 3])
async def test_a_throttled_page_is_asked_as_often_as_agreed(
    httpx_mock: HTTPXMock, retries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.probing.lanes.GIVE_UP_AFTER", 99)
    httpx_mock.add_response(status_code=429, headers={"retry-after": "0"}, is_reusable=True)
    (look,) = await look_at(Target(url="https://a.test/x"), retries=retries)
    assert look.observation.outcome is Outcome.RATE_LIMITED
    assert len(httpx_mock.get_requests()) == 1 + max(1, retries)


async def test_a_clear_404_is_believed_at_once(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(status_code=404)
    (look,) = await look_at(Target(url="https://a.test/x"))
    assert (look.observation.outcome, look.attempts) == (Outcome.NOT_FOUND, 1)


async def test_two_different_locations_are_no_redirect(httpx_mock: HTTPXMock) -> None:
    headers = [("location", "/a"), ("location", "/b")]
    httpx_mock.add_response(status_code=302, headers=headers, is_reusable=True)
    (look,) = await look_at(Target(url="https://a.test/x"))
    assert (look.observation.outcome, look.observation.reason) == (Outcome.BROKEN, "two-locations")


@pytest.mark.parametrize(
    ("raw", "final"),
    [
        ("/论文".encode(), "https://a.test/%E8%AE%BA%E6%96%87"),
        ("/é".encode("latin-1"), "https://a.test/%E9"),
        (b" /b c ", "https://a.test/b%20c"),
    ],
)
async def test_a_location_may_be_utf_8_or_latin_1(
    httpx_mock: HTTPXMock, raw: bytes, final: str
) -> None:
    httpx_mock.add_response(url="https://a.test/x", status_code=302, headers=[(b"location", raw)])
    httpx_mock.add_response(url=final, text=PAGE, headers=HTML)
    (look,) = await look_at(Target(url="https://a.test/x"))
    assert look.observation.final_url == final


class Endless(httpx.AsyncByteStream):
    """A body without end, that knows whether it was closed."""

    closed = False
    parts = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            self.parts += 1
            yield b"<p>words</p>" * 1000

    async def aclose(self) -> None:
        self.closed = True


async def test_no_more_is_read_than_is_needed_and_the_rest_is_closed(
    httpx_mock: HTTPXMock,
) -> None:
    body = Endless()
    httpx_mock.add_response(stream=body, headers=HTML)
    (look,) = await look_at(Target(url="https://a.test/x"))
    assert look.observation.outcome is Outcome.ANSWERED
    assert body.closed
    assert body.parts < 40


@pytest.mark.parametrize(
    "urls",
    [
        ["https://a.test/a%zz|b'c", "https://xn--bcher-kva.test/%41", "http://a.test:8080/?"],
        ["https://a..test/", "https://[2606:4700::1]/x"],
    ],
)
async def test_urls_that_httpx_reads_differently_are_asked_all_the_same(
    httpx_mock: HTTPXMock, urls: Sequence[str]
) -> None:
    httpx_mock.add_response(text=PAGE, headers=HTML, is_reusable=True, is_optional=True)
    looks = await look_at(*(Target(url=url) for url in urls))
    for look in looks:
        assert look.observation.outcome in (Outcome.ANSWERED, Outcome.INVALID)
    for request in httpx_mock.get_requests():
        assert str(request.extensions["web_url"]) in urls
