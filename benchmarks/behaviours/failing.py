"""Failures that one run cannot prove."""

from __future__ import annotations

from benchmarks.behaviours.rows import (
    DOMAIN,
    UNSTABLE,
    abort,
    add,
    at,
    drip,
    drip_head,
    endless_head,
    endless_interim,
    goes,
    hang_up,
    page,
    raw,
    says,
    silence,
)
from benchmarks.simulated_web import Call

for status in (500, 502, 503, 504, 520, 530):
    add(f"always-{status}", UNSTABLE, says(status, "oops"))
add("always-503-retry-after", UNSTABLE, says(503, "busy", headers=("Retry-After: 1",)))
add("always-reset", UNSTABLE, abort)
add("always-closed", UNSTABLE, hang_up)
add("always-silent", UNSTABLE, silence)
add("always-dripping", UNSTABLE, drip)
add("head-dripping", UNSTABLE, drip_head)
add(
    "always-cut",
    UNSTABLE,
    raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\nshort"),
)
add(
    "chunk-cut",
    UNSTABLE,
    raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n400\r\nshort"
    ),
)
add("not-http", UNSTABLE, raw(b"SSH-2.0-OpenSSH_9.6\r\n"))
add("http-0.9", UNSTABLE, raw(b"<html>hello</html>"))
add("icy", UNSTABLE, raw(b"ICY 200 OK\r\n\r\nmusic"))
add("status-20", UNSTABLE, raw(b"HTTP/1.1 20 OK\r\n\r\n"))
add("endless-interim", UNSTABLE, endless_interim)
add("endless-head", UNSTABLE, endless_head)
add(
    "upgrade",
    UNSTABLE,
    raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"),
)
add(
    "corrupt-gzip",
    UNSTABLE,
    says(200, b"\x1f\x8b\x08\x00garbage", headers=("Content-Encoding: gzip",)),
)
add("empty-200", UNSTABLE, says(200, ""))
add("blank-html", UNSTABLE, says(200, "<html><head></head><body>   </body></html>"))
add("status-204", UNSTABLE, raw(b"HTTP/1.1 204 No Content\r\n\r\n"))
add("loop-to-itself", UNSTABLE, goes(302, "/papers/42"))
add("no-location", UNSTABLE, says(302, ""))
add("empty-location", UNSTABLE, goes(302, ""))
add("bad-location", UNSTABLE, goes(302, "http://[::1"))
add("location-port", UNSTABLE, goes(302, f"https://plain.{DOMAIN}:99999/"))
add(
    "two-locations",
    UNSTABLE,
    raw(b"HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"),
)
add("sent-home", UNSTABLE, goes(302, "/", says(200, page("Welcome to our institute"))))
add("sent-home-for-good", UNSTABLE, goes(301, "/", says(200, page("Welcome to our institute"))))
add(
    "sent-to-language-home",
    UNSTABLE,
    goes(302, "/en/", says(200, page("Welcome to our institute"))),
)
add("sent-to-other-home", UNSTABLE, goes(301, "https://plain.example.org/", says()))
add(
    "sent-to-error-page",
    UNSTABLE,
    goes(302, "/error", says(200, page("Something went wrong", "<p>Try later.</p>"))),
)
add("maintenance", UNSTABLE, says(200, page("Under maintenance", "<p>We'll be back soon.</p>")))
add("soft-500", UNSTABLE, says(200, page("500 Internal Server Error", "<p>nginx</p>")))
add("database-error", UNSTABLE, says(200, page("Error establishing a database connection", "")))
add(
    "default-page",
    UNSTABLE,
    says(200, page("Welcome to nginx!", "<p>If you see this page, it works.</p>")),
    path="/",
)
add("suspended", UNSTABLE, says(200, page("Account Suspended", "<p>Contact your provider.</p>")))
add(
    "html-for-pdf",
    UNSTABLE,
    says(200, page("Our library", "<p>Search the catalogue.</p>")),
    path="/paper.pdf",
)
add("empty-pdf", UNSTABLE, says(200, "", kind="application/pdf"), path="/paper.pdf")
add("not-a-pdf", UNSTABLE, says(200, "error", kind="application/pdf"), path="/paper.pdf")
add("expired", UNSTABLE, says())
add("not-yet-valid", UNSTABLE, says())
add("wrong-name", UNSTABLE, says())
add("self-signed", UNSTABLE, says())
add("unknown-authority", UNSTABLE, says())
add("incomplete-chain", UNSTABLE, says())
add("old-tls", UNSTABLE, says())
add("not-tls", UNSTABLE, says())
add("refused", UNSTABLE)
add("unreachable", UNSTABLE)
add("connect-time-out", UNSTABLE)
add("dns-failure", UNSTABLE)
add("redirect-to-refused", UNSTABLE, goes(301, at("refused")))


async def loop_of_two(call: Call) -> None:
    to = "/papers/43" if call.target == "/papers/42" else "/papers/42"
    call.answer(301, "", headers=(f"Location: {to}",))


add("loop-of-two", UNSTABLE, loop_of_two)


async def for_ever(call: Call) -> None:
    call.answer(302, "", headers=(f"Location: {call.target}x",))


add("redirects-for-ever", UNSTABLE, for_ever)
