"""One exchange on the wire: malformed answers, bounds, and connections that end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from bot.gateways.web.faults import StaleConnection, WireFault
from bot.gateways.web.reader import ResponseReader
from bot.gateways.web.wire import HttpConnection
from bot.probing.exchange import Answer

REQUEST = b"GET / HTTP/1.1\r\nHost: a.test\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


@asynccontextmanager
async def talking_to(*answers: bytes, close: bool = False) -> AsyncIterator[HttpConnection]:
    """A connection to a server that gives these answers, one for each request."""
    waiting = list(answers)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while waiting:
                await reader.readuntil(b"\r\n\r\n")
                writer.write(waiting.pop(0))
                await writer.drain()
                if close:
                    break
            if not close:
                await reader.read()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    _, connection = await asyncio.get_running_loop().create_connection(
        lambda: HttpConnection(lambda: None), "127.0.0.1", port
    )
    try:
        yield connection
    finally:
        connection.close()
        server.close()
        await asyncio.sleep(0)


async def ask(connection: HttpConnection, limit: int = 1000, no_body: bool = False) -> Answer:
    async with asyncio.timeout(5):
        return await connection.exchange(REQUEST, limit=limit, no_body=no_body)


@pytest.mark.parametrize(
    ("data", "status", "body"),
    [
        (OK, 200, b"hello"),
        (b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi"),
        (b"HTTP/1.1 200 OK\nContent-Length: 2\n\nhi", 200, b"hi"),
        (b"HTTP/1.0 404 No\r\nContent-Length: 0\r\n\r\n", 404, b""),
        (b"HTTP/1.1 103 Early\r\nA: b\r\n\r\n" + OK, 200, b"hello"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 3 + OK, 200, b"hello"),
        (b"HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n", 999, b""),
        (b"HTTP/1.1 204 None\r\n\r\n", 204, b""),
        (b"HTTP/1.1 304 Same\r\nContent-Length: 99\r\n\r\n", 304, b""),
        (
            (
                b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: x\r\n\r\n"
            ),
            200,
            b"abcde",
        ),
        (b"HTTP/1.1 200 OK\r\nX: \xff\xfe\r\nContent-Length: 1\r\n\r\n.", 200, b"."),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n1\r\na\r\n0\r\n\r\n",
            200,
            b"a",
        ),
    ],
)
async def test_answers_that_browsers_put_up_with_are_read(
    data: bytes, status: int, body: bytes
) -> None:
    async with talking_to(data) as connection:
        answer = await ask(connection)
    assert (answer.status, answer.body, answer.complete) == (status, body, True)
    assert answer.received == len(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"<html>HTTP/0.9</html>",
        b"ICY 200 OK\r\n\r\n",
        b"HTTP/1.1 20 OK\r\n\r\n",
        b"HTTP/1.1 1000 OK\r\n\r\n",
        b"HTTP/1.1 000 OK\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nConte",
        b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\n\r\n" * 50,
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % i for i in range(500)) + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;" + b"x" * 300_000,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + b"T: x\r\n" * 50_000,
        b"\x16\x03\x01\x02\x00",
        b"\x00" * 1000,
        b"SSH-2.0-OpenSSH_9.6\r\n",
    ],
)
async def test_nonsense_is_one_fault_and_closes_the_connection(data: bytes) -> None:
    async with talking_to(data, close=True) as connection:
        with pytest.raises(WireFault):
            await ask(connection)
        assert not connection.is_open


async def test_a_body_is_read_up_to_the_limit_and_the_connection_given_up() -> None:
    data = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"x" * 100_000
    async with talking_to(data) as connection:
        answer = await ask(connection, limit=500)
        assert (len(answer.body), answer.complete) == (500, False)
        assert not connection.is_open


async def test_the_appetite_can_lower_the_limit() -> None:
    data = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"x" * 100_000
    async with talking_to(data) as connection:
        answer = await connection.exchange(
            REQUEST, limit=50_000, no_body=False, appetite=lambda status, headers: 10
        )
    assert len(answer.body) == 10


async def test_a_body_without_a_length_ends_with_the_connection() -> None:
    async with talking_to(b"HTTP/1.1 200 OK\r\n\r\nall of it", close=True) as connection:
        answer = await ask(connection)
    assert answer.body == b"all of it"


async def test_a_connection_serves_one_request_after_the_other() -> None:
    async with talking_to(OK, OK, OK) as connection:
        for count in range(3):
            assert (await ask(connection)).body == b"hello"
            assert (connection.is_open, connection.used) == (True, count + 1)


async def test_a_head_request_has_no_body() -> None:
    async with talking_to(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n") as connection:
        assert (await ask(connection, no_body=True)).body == b""


async def test_an_answer_that_nobody_asked_for_closes_the_connection() -> None:
    async with talking_to(OK + OK) as connection:
        assert (await ask(connection)).body == b"hello"
        assert not connection.is_open


async def test_a_kept_connection_that_was_closed_is_stale_and_a_new_one_is_broken() -> None:
    async with talking_to(OK, b"", close=False) as connection:
        await ask(connection)
    async with talking_to(b"", close=True) as fresh:
        with pytest.raises(WireFault) as caught:
            await ask(fresh)
    assert not isinstance(caught.value, StaleConnection)


async def test_cancelling_an_exchange_closes_its_connection() -> None:
    gone = asyncio.Event()
    async with talking_to(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc") as connection:
        connection._on_closed = gone.set
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await connection.exchange(REQUEST, limit=100, no_body=False)
        await asyncio.wait_for(gone.wait(), 1)
        assert not connection.is_open


async def test_a_location_may_be_utf_8_or_latin_1() -> None:
    for raw, expected in (("/论文".encode(), "/论文"), ("/é".encode("latin-1"), "/%E9")):
        data = b"HTTP/1.1 302 F\r\nLocation: " + raw + b"\r\nContent-Length: 0\r\n\r\n"
        async with talking_to(data) as connection:
            assert (await ask(connection)).headers["location"] == expected


@pytest.mark.parametrize("cut", [1, 2, 3, 7, 50])
def test_a_response_reads_the_same_however_it_is_cut(cut: int) -> None:
    data = (
        b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n"
        b"Vary: x\r\nVARY: y\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    )
    reader = ResponseReader(limit=100, no_body=False, appetite=None)
    for i in range(0, len(data), cut):
        reader.feed(data[i : i + cut])
    assert reader.answer is not None
    assert (reader.answer.status, reader.answer.body) == (200, b"abc")
    assert reader.answer.cookies == ("a=1", "b=2")
    assert reader.answer.headers["vary"] == "x, y"
    assert reader.reusable


@pytest.mark.parametrize("call", [ResponseReader.end, ResponseReader.release])
def test_a_reader_without_a_response_has_no_answer(call: Callable[[ResponseReader], None]) -> None:
    reader = ResponseReader(limit=100, no_body=False, appetite=None)
    call(reader)
    reader.feed(b"")
    assert reader.answer is None
