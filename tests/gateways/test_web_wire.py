"""One exchange on the wire: malformed answers, bounds, and connections that end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from bot.gateways.web.faults import StaleConnection, WireFault
from bot.gateways.web.reader import ResponseReader
from bot.gateways.web.wire import HttpConnection

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


@dataclass(frozen=True)
class Got:
    status: int
    headers: dict[bytes, bytes]
    body: bytes
    received: int


async def ask(
    connection: HttpConnection, no_body: bool = False, most: int = 100_000, most_body: int = 10_000
) -> Got:
    """One exchange; reading stops when ``most`` bytes of the body have come."""
    async with asyncio.timeout(5):
        reader = await connection.ask(REQUEST, no_body=no_body, most_body=most_body)
        body = b""
        while len(body) < most and (part := await connection.read()):
            body += part
        received = connection.received
        connection.done()
    return Got(reader.status, dict(reader.headers), body, received)


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
    assert (answer.status, answer.body) == (status, body)
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


async def test_what_is_not_read_to_its_end_gives_the_connection_up() -> None:
    data = b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n" + b"x" * 9_000_000
    async with talking_to(data) as connection:
        answer = await ask(connection, most=500, most_body=10_000_000)
        assert 500 <= len(answer.body) < 1_000_000
        assert not connection.is_open


async def test_a_body_that_is_larger_than_agreed_is_a_fault() -> None:
    data = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"x" * 100_000
    async with talking_to(data) as connection:
        with pytest.raises(WireFault, match="body-too-large"):
            await ask(connection, most=1_000_000, most_body=500)
        assert not connection.is_open


async def test_a_body_comes_no_faster_than_it_is_read() -> None:
    size = 30_000_000
    data = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size
    async with talking_to(data + b"x" * size) as connection, asyncio.timeout(20):
        await connection.ask(REQUEST, most_body=size)
        await asyncio.sleep(0.3)
        assert connection.received < 4_000_000
        got = 0
        while part := await connection.read():
            got += len(part)
        connection.done()
        assert (got, connection.is_open) == (size, True)


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


@pytest.mark.parametrize("begun", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"])
async def test_cancelling_an_exchange_closes_its_connection(begun: bytes) -> None:
    gone = asyncio.Event()
    async with talking_to(begun) as connection:
        connection._on_closed = gone.set
        asking = asyncio.create_task(ask(connection))
        await asyncio.sleep(0.05)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        await asyncio.wait_for(gone.wait(), 1)
        assert not connection.is_open


async def test_an_answer_to_head_keeps_the_connection_and_a_body_after_it_does_not() -> None:
    async with talking_to(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", OK) as connection:
        await ask(connection, no_body=True)
        assert connection.is_open
        assert (await ask(connection, no_body=True)).body == b""
        assert not connection.is_open


@pytest.mark.parametrize("cut", [1, 2, 3, 7, 50])
def test_a_response_reads_the_same_however_it_is_cut(cut: int) -> None:
    data = (
        b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n"
        b"Vary: x\r\nVARY: y\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    )
    reader = ResponseReader(no_body=False, most_body=100)
    for i in range(0, len(data), cut):
        reader.feed(data[i : i + cut])
    assert (reader.status, reader.take(), reader.take()) == (200, b"abc", b"")
    assert reader.headers[:4] == [
        (b"Set-Cookie", b"a=1"),
        (b"set-cookie", b"b=2"),
        (b"Vary", b"x"),
        (b"VARY", b"y"),
    ]
    assert (reader.is_complete, reader.reusable, reader.fault) == (True, True, None)


@pytest.mark.parametrize("call", [ResponseReader.end, ResponseReader.release])
def test_a_reader_without_a_response_has_no_answer(call: Callable[[ResponseReader], None]) -> None:
    reader = ResponseReader(no_body=False, most_body=100)
    call(reader)
    reader.feed(b"")
    assert (reader.status, reader.is_complete) == (0, False)
