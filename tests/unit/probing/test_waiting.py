"""How long a host asks us to wait."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.probing.waiting import LONGEST_PAUSE, pause_for, quota_pause, retry_after

NOW = datetime(2026, 11, 24, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": " 7 "}, 7.0),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "1.5"}, 1.0),
        ({"retry-after": "86400"}, 86400.0),
        ({"retry-after": "99999999999999999999"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "Tue, 24 Nov 2026 12:00:30 GMT"}, 30.0),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({"retry-after": "Fri, 31 Dec 9999 23:59:59 GMT"}, 251606779199.0),
        ({"retry-after": "Tue, 99 Nov 2026 12:00:30 GMT"}, None),
    ],
)
def test_retry_after_is_understood_or_ignored(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry_after(headers, now=NOW) == seconds


def test_a_date_is_read_against_the_servers_own_clock() -> None:
    headers = {
        "date": "Mon, 01 Jan 2001 00:00:00 GMT",
        "retry-after": "Mon, 01 Jan 2001 00:00:09 GMT",
    }
    assert retry_after(headers, now=NOW) == 9.0


def test_a_pause_is_capped_and_doubles_when_nothing_is_said() -> None:
    assert pause_for(3.0, throttled=5) == 3.0
    assert pause_for(1e9, throttled=1) == LONGEST_PAUSE
    assert [pause_for(None, throttled=n) for n in (1, 2, 3, 9)] == [2.0, 4.0, 8.0, LONGEST_PAUSE]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"ratelimit-remaining": "3", "ratelimit-reset": "8"}, None),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "8"}, 8.0),
        ({"ratelimit": "limit=10, remaining=0, reset=5"}, 5.0),
        ({"ratelimit": '"default";r=0;t=12'}, 12.0),
        ({"ratelimit": '"default";r=4;t=12'}, None),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "4"}, 4.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1764000000"}, None),
        ({"x-ratelimit-remaining": "0"}, None),
        ({"ratelimit-remaining": "none", "ratelimit-reset": "8"}, None),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "7200"}, LONGEST_PAUSE),
    ],
)
def test_a_used_up_quota_pauses_until_it_refills(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert quota_pause(headers) == seconds
