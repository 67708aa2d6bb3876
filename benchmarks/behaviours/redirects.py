"""Redirects: those that are no moves, and moves."""

from __future__ import annotations

from benchmarks.behaviours.rows import (
    ALIVE,
    DOMAIN,
    MOVED,
    abort,
    add,
    at,
    everywhere,
    first,
    goes,
    page,
    paper,
    says,
    wants,
)
from benchmarks.simulated_web import Call

add("status-302", ALIVE, goes(302, "/new/42"), final=at("status-302", "/new/42"))
add("status-303", ALIVE, goes(303, "/new/42"))
add("status-307", ALIVE, goes(307, "/new/42"))
add("temporary-then-permanent", ALIVE, goes(302, "/a", goes(301, "/b")))
add("relative-up", ALIVE, goes(302, "../new/./42"), final=at("relative-up", "/new/42"))
add("protocol-relative", ALIVE, goes(302, f"//protocol-relative.{DOMAIN}/new"))
add(
    "location-space",
    ALIVE,
    goes(302, "/with space/42"),
    final=at("location-space", "/with%20space/42"),
)
add("location-fragment", ALIVE, goes(302, "/new#part"), final=at("location-fragment", "/new#part"))
add("slash-added", ALIVE, goes(301, "/papers/42/"))
add("case-changed", ALIVE, goes(301, "/Papers/42"))
add("index-added", ALIVE, goes(301, "/papers/42/index.html"))
add("session-added", ALIVE, goes(302, "/papers/42;jsessionid=ABC123"))
add("https-twin", ALIVE, says(), scheme="http", flags=("insecure",))
add("persistent-id", ALIVE, goes(301, at("plain")), url="https://doi.org/papers/42")
add(
    "shortener",
    MOVED,
    goes(301, at("plain", "/")),
    url="https://bit.ly/papers/42",
    final=at("plain", "/"),
)
add("refresh-of-itself", ALIVE, says(body=page(head='<meta http-equiv="refresh" content="5">')))


async def location_utf8(call: Call) -> None:
    if call.target == "/start":
        call.send("HTTP/1.1 302 Found\r\nLocation: /论文\r\nContent-Length: 0\r\n\r\n".encode())
    else:
        await wants("/%E8%AE%BA%E6%96%87")(call)


add("location-utf-8", ALIVE, location_utf8, path="/start")


async def slash_removed(call: Call) -> None:
    if call.target == "/papers/42/":
        call.answer(301, "", headers=("Location: /papers/42",))
    else:
        call.answer(200, page())


add("slash-removed", ALIVE, slash_removed, path="/papers/42/")


async def tracking_added(call: Call) -> None:
    if call.target == "/papers/42":
        call.answer(301, "", headers=("Location: /papers/42?utm_source=list",))
    else:
        call.answer(200, page())


add("tracking-added", ALIVE, tracking_added, path="/papers/42")


async def to_https(call: Call) -> None:
    if call.scheme == "http":
        call.answer(301, "", headers=(f"Location: https://{call.host}{call.target}",))
    else:
        call.answer(200, page())


add("to-https", ALIVE, to_https, scheme="http", flags=("insecure",))


async def no_https(call: Call) -> None:
    if call.scheme == "http":
        call.answer(200, page())
    else:
        await abort(call)


add("no-https-twin", ALIVE, no_https, scheme="http", flags=())


async def meta_refresh(call: Call) -> None:
    if call.target == "/papers/42":
        call.answer(
            200, '<html><head><meta http-equiv="refresh" content="0; url=/new/42"></head></html>'
        )
    else:
        call.answer(200, page())


add("meta-refresh", ALIVE, meta_refresh)


async def cookie_dance(call: Call) -> None:
    """Like a publisher's: to the identity provider, which sets a cookie, and back."""
    if call.host == f"idp.{DOMAIN}":
        call.answer(
            302,
            "",
            headers=(
                f"Set-Cookie: idp_session=1; Domain={DOMAIN}; Path=/; Secure; HttpOnly",
                f"Location: {at('cookie-dance')}?code=1",
            ),
        )
    elif "idp_session=1" not in call.headers.get("cookie", ""):
        call.answer(303, "", headers=(f"Location: https://idp.{DOMAIN}/authorize?client=x",))
    elif "code=1" in call.target:
        call.answer(302, "", headers=("Set-Cookie: seen=1", "Location: /papers/42"))
    else:
        call.answer(200, paper())


async def cookie_to_itself(call: Call) -> None:
    if "seen=1" in call.headers.get("cookie", ""):
        call.answer(200, page())
    else:
        call.answer(302, "", headers=("Set-Cookie: seen=1; Path=/", f"Location: {call.target}"))


add("cookie-dance", ALIVE, cookie_dance, also=(f"idp.{DOMAIN}",))
add("cookie-to-itself", ALIVE, cookie_to_itself)


add("status-301", MOVED, goes(301, "/new/42"), final=at("status-301", "/new/42"))
add("status-308", MOVED, goes(308, "/new/42"), final=at("status-308", "/new/42"))
add("other-host", MOVED, goes(301, at("plain", "/archive/42")), final=at("plain", "/archive/42"))
add(
    "other-host-www",
    MOVED,
    goes(301, f"https://www.plain.{DOMAIN}/papers/42"),
    final=f"https://www.plain.{DOMAIN}/papers/42",
)
add("moved-relative", MOVED, goes(301, "43"), final=at("moved-relative", "/papers/43"))
add("moved-unicode", MOVED, goes(301, "/caf\u00e9"), final=at("moved-unicode", "/caf%E9"))
add(
    "moved-fragment",
    MOVED,
    goes(301, "/new/42"),
    path="/papers/42#part",
    final=at("moved-fragment", "/new/42#part"),
)
add(
    "own-domain",
    MOVED,
    everywhere(301, headers=("Location: https://widgets.example.net/",)),
    url="https://lab.example.edu/~doe/widgets",
    final="https://widgets.example.net/",
)
add(
    "moved-once-failing",
    MOVED,
    first(abort, goes(301, "/new/42")),
    final=at("moved-once-failing", "/new/42"),
)


async def chain(call: Call) -> None:
    steps = {"/papers/42": (301, "/a"), "/a": (308, "/b"), "/b": (301, "/c")}
    if call.target in steps:
        status, to = steps[call.target]
        call.answer(status, "", headers=(f"Location: {to}",))
    else:
        call.answer(200, page())


add("chain", MOVED, chain, final=at("chain", "/c"))


async def moved_and_secured(call: Call) -> None:
    if call.scheme == "http":
        call.answer(301, "", headers=(f"Location: https://{call.host}/new/42",))
    else:
        call.answer(200, page())


add(
    "moved-and-secured",
    MOVED,
    moved_and_secured,
    scheme="http",
    final=at("moved-and-secured", "/new/42"),
)
