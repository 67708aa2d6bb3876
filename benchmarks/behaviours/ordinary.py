"""Living pages, spelt and sent in every way."""

from __future__ import annotations

import asyncio
import gzip
import zlib

from benchmarks.behaviours.rows import (
    ALIVE,
    DOMAIN,
    WORDS,
    abort,
    add,
    everywhere,
    page,
    paper,
    raw,
    says,
    slow,
    wants,
)
from benchmarks.simulated_web import Call

add("plain", ALIVE, says())
add("root", ALIVE, says(), path="/")
add("no-path", ALIVE, says(), url=f"https://no-path.{DOMAIN}")
add("query", ALIVE, says(), path="/view?id=42&lang=en")
add("fragment", ALIVE, says(), path="/papers/42#results")
add("plain-http", ALIVE, says(), scheme="http")


async def only_get(call: Call) -> None:
    call.answer(405 if call.method == "HEAD" else 200, page(), headers=("Allow: GET",))


async def head_is_404(call: Call) -> None:
    call.answer(404 if call.method == "HEAD" else 200, page())


async def head_drops(call: Call) -> None:
    await (abort(call) if call.method == "HEAD" else says()(call))


add("head-405", ALIVE, only_get)
add("head-404", ALIVE, head_is_404)
add("head-drop", ALIVE, head_drops)


async def chunked(call: Call) -> None:
    data = page().encode()
    pieces = [data[i : i + 700] for i in range(0, len(data), 700)]
    call.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    for piece in pieces:
        call.send(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        await asyncio.sleep(0.002)
    call.send(b"0\r\n\r\n")


add("chunked", ALIVE, chunked)
add(
    "until-close",
    ALIVE,
    raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page().encode()),
)
add("http-1.0", ALIVE, raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page().encode()))
add("no-reason", ALIVE, raw(b"HTTP/1.1 200\r\nContent-Type: text/html\r\n\r\n" + page().encode()))
add("bare-lf", ALIVE, raw(b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + page().encode()))
add("no-content-type", ALIVE, says(kind=""))
add("connection-close", ALIVE, says(close=True))
add(
    "early-hints",
    ALIVE,
    raw(
        b"HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\n"
        b"Content-Type: text/html\r\n\r\n" + page().encode()
    ),
)
add("gzip", ALIVE, says(body=gzip.compress(page().encode()), headers=("Content-Encoding: gzip",)))
add("gzip-unlabelled", ALIVE, says(body=gzip.compress(page().encode())))
add(
    "deflate",
    ALIVE,
    says(body=zlib.compress(page().encode()), headers=("Content-Encoding: deflate",)),
)
_raw_deflate = zlib.compressobj(wbits=-15)
add(
    "deflate-raw",
    ALIVE,
    says(
        body=_raw_deflate.compress(page().encode()) + _raw_deflate.flush(),
        headers=("Content-Encoding: deflate",),
    ),
)
add("gbk", ALIVE, says(body=page("医学影像论文").encode("gbk"), kind="text/html; charset=gb2312"))
add(
    "latin-1", ALIVE, says(body=page("Bilderkennung für Ärzte").encode("latin-1"), kind="text/html")
)
add("utf-16", ALIVE, says(body=page().encode("utf-16"), kind="text/html"))
add("charset-hex", ALIVE, says(kind="text/html; charset=hex"))
add("charset-rot13", ALIVE, says(kind="text/html; charset=rot13"))
add("many-headers", ALIVE, says(headers=tuple(f"X-Extra-{i}: {i}" for i in range(150))))
add("large-header", ALIVE, says(headers=("X-Large: " + "y" * 30_000,)))
add("many-cookies", ALIVE, says(headers=tuple(f"Set-Cookie: c{i}={i}" for i in range(40))))
add("large-page", ALIVE, says(body=page(body=f"<p>{WORDS * 1000}</p>")))
add("slow", ALIVE, slow)
add("xhtml", ALIVE, says(kind="application/xhtml+xml"))
add("html-as-text", ALIVE, says(kind="text/plain"))
add("json", ALIVE, says(body='{"title": "a paper", "year": 2024}', kind="application/json"))
add("text", ALIVE, says(body="a file of text\n" * 5, kind="text/plain"))
add("image", ALIVE, says(body=b"\x89PNG\r\n" + b"x" * 9000, kind="image/png"), path="/figure.png")
add(
    "zip", ALIVE, says(body=b"PK\x03\x04" + b"x" * 90_000, kind="application/zip"), path="/data.zip"
)
add("status-206", ALIVE, says(206))
add("status-300", ALIVE, says(300))
add("noindex", ALIVE, says(body=page(head='<meta name="robots" content="noindex">')))
add(
    "shell",
    ALIVE,
    says(
        body='<html><head><title>Demo</title></head><body><div id="root"></div>'
        "<noscript>You need to enable JavaScript to run this app.</noscript>"
        '<script src="/static/js/main.js"></script></body></html>'
    ),
)
add(
    "shell-everywhere",
    ALIVE,
    everywhere(
        body="<html><head><title>Project</title></head><body>"
        '<div id="app"></div><script src="/app.js"></script></body></html>'
    ),
)
add("same-everywhere", ALIVE, everywhere())
add("login-box", ALIVE, says(body=page(body=f'<form><input type="password"></form><p>{WORDS}</p>')))
add(
    "frame",
    ALIVE,
    says(
        body='<html><head><title>Viewer</title></head><body><iframe src="/x"></iframe></body></html>'
    ),
)
add(
    "picture-only",
    ALIVE,
    says(body='<html><head><title>Poster</title></head><body><img src="/p.png"></body></html>'),
)

PDF = b"%PDF-1.7\n" + b"0123456789abcdef" * 4096


async def pdf_with_ranges(call: Call) -> None:
    if "range" in call.headers:
        call.answer(
            206,
            PDF[:2048],
            kind="application/pdf",
            headers=(f"Content-Range: bytes 0-2047/{len(PDF)}",),
        )
    else:
        call.answer(200, PDF, kind="application/pdf")


async def pdf_416(call: Call) -> None:
    if "range" in call.headers:
        call.answer(416, "", headers=("Content-Range: bytes */0",))
    else:
        call.answer(200, PDF, kind="application/pdf")


async def pdf_range_403(call: Call) -> None:
    call.answer(403 if "range" in call.headers else 200, PDF, kind="application/pdf")


add("pdf", ALIVE, says(body=PDF, kind="application/pdf"), path="/paper.pdf")
add("pdf-ranges", ALIVE, pdf_with_ranges, path="/paper.pdf")
add("pdf-416", ALIVE, pdf_416, path="/paper.pdf")
add("pdf-range-403", ALIVE, pdf_range_403, path="/paper.pdf")
add("pdf-without-suffix", ALIVE, says(body=PDF, kind="application/pdf"), path="/download/42")
add("pdf-octet-stream", ALIVE, says(body=PDF, kind="application/octet-stream"), path="/paper.pdf")
add(
    "pdf-viewer",
    ALIVE,
    says(body=page("Paper", '<embed type="application/pdf" src="/x">')),
    path="/paper.pdf",
)
add("pdf-landing", ALIVE, says(body=paper()), path="/paper.pdf")
add("html-is-pdf", ALIVE, says(body=PDF, kind="application/pdf"), path="/paper.html")

add("idn", ALIVE, says(), url=f"https://bücher.{DOMAIN}/papers/42")
add("punycode", ALIVE, says(), url=f"https://xn--strae-oqa.{DOMAIN}/papers/42")
add("upper-case-host", ALIVE, says(), url=f"HTTPS://Upper-Case-Host.{DOMAIN.upper()}/papers/42")
add("root-dot", ALIVE, says(), url=f"https://root-dot.{DOMAIN}./papers/42")
add("other-port", ALIVE, says(), url=f"https://other-port.{DOMAIN}:8443/papers/42")


add("percent-kept", ALIVE, wants("/a%2Fb%7Ec"), path="/a%2Fb%7Ec")
add("unicode-path", ALIVE, wants("/%E8%AE%BA%E6%96%87"), path="/论文")
add("space-in-path", ALIVE, wants("/a%20b"), path="/a b")
add("plus-kept", ALIVE, wants("/a+b?c+d"), path="/a+b?c+d")
add("double-slash", ALIVE, wants("//a//b"), path="//a//b")
add("semicolons", ALIVE, wants("/a;b=1;c?d;e"), path="/a;b=1;c?d;e")
add(
    "brackets",
    ALIVE,
    wants("/S0140-6736(20)30183-5/full[1]"),
    path="/S0140-6736(20)30183-5/full[1]",
)
