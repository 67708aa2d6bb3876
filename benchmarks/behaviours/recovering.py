"""Hosts that recover, hosts that ask for patience."""

from __future__ import annotations

from benchmarks.behaviours.rows import (
    ALIVE,
    abort,
    add,
    first,
    hang_up,
    raw,
    says,
    silence,
)

add("once-500", ALIVE, first(says(500, "oops")))
add("once-502", ALIVE, first(says(502, "oops")))
add("once-503", ALIVE, first(says(503, "busy")))
add("twice-503", ALIVE, first(says(503, "busy"), times=2))
add("once-503-retry-after", ALIVE, first(says(503, "busy", headers=("Retry-After: 1",))))
add("once-504", ALIVE, first(says(504, "late")))
add("once-429", ALIVE, first(says(429, "slow down", headers=("Retry-After: 1",))))
add("once-429-bare", ALIVE, first(says(429, "slow down")))
add("once-429-junk", ALIVE, first(says(429, "slow down", headers=("Retry-After: soon",))))
add(
    "once-429-past",
    ALIVE,
    first(says(429, "slow down", headers=("Retry-After: Wed, 21 Oct 2015 07:28:00 GMT",))),
)
add(
    "once-429-wrong-clock",
    ALIVE,
    first(
        says(
            429,
            "slow down",
            headers=(
                "Date: Mon, 01 Jan 2001 00:00:00 GMT",
                "Retry-After: Mon, 01 Jan 2001 00:00:01 GMT",
            ),
        )
    ),
)
add("once-reset", ALIVE, first(abort))
add("twice-reset", ALIVE, first(abort, times=2))
add("once-closed", ALIVE, first(hang_up))
add("once-silent", ALIVE, first(silence))
add("once-cut", ALIVE, first(raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nshort")))
add("once-garbage", ALIVE, first(raw(b"\x00\x01\x02 what\r\n\r\n")))
add("once-empty", ALIVE, first(says(200, "")))
