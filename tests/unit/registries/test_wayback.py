"""What the Internet Archive says, in its own shapes, quirks included."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.model.copies import CopyQuestion, copy_url
from bot.registries.exchange import Garbage, RawAnswer
from bot.registries.wayback import in_index, nearest, read_index, read_nearest

UNTIL = datetime(2026, 11, 2, 1, 17, tzinfo=UTC)
ASKED = CopyQuestion(target="https://lab.example/a b?x=1&y=2", until=UNTIL)
HEADER = ["timestamp", "statuscode"]


def answer(body: Any, status: int = 200) -> RawAnswer:
    return RawAnswer(status=status, body=json.dumps(body).encode())


def test_the_index_is_asked_for_the_last_good_capture_before_the_death() -> None:
    parts = urlsplit(in_index(ASKED).url)
    assert (parts.scheme, parts.netloc, parts.path) == (
        "https",
        "web.archive.org",
        "/cdx/search/cdx",
    )
    assert {key: values[0] for key, values in parse_qs(parts.query).items()} == {
        "url": ASKED.target,
        "output": "json",
        "fl": "timestamp,statuscode",
        "filter": "statuscode:200",
        "to": "20261102011700",
        "limit": "-1",
    }


@pytest.mark.parametrize(
    ("body", "taken"),
    [
        ([], None),
        ([HEADER], None),
        ([HEADER, ["20250301040506", "200"]], datetime(2025, 3, 1, 4, 5, 6, tzinfo=UTC)),
        # columns in another order, an older capture, a failure, and one from after the death
        (
            [
                ["statuscode", "timestamp"],
                ["200", "20240101000000"],
                ["404", "20260101000000"],
                ["200", "20261103000000"],
            ],
            datetime(2024, 1, 1, tzinfo=UTC),
        ),
        ([HEADER, ["20251301000000", "200"], ["2025", "200"], [], [None, 200]], None),
        ([HEADER, ["19700101000000", "200"]], None),
    ],
)
def test_only_a_capture_that_was_well_and_early_enough_counts(
    body: Any, taken: datetime | None
) -> None:
    assert read_index(answer(body), ASKED) == taken


@pytest.mark.parametrize(
    "raw",
    [
        RawAnswer(status=200, body=b""),  # what some networks of data centres get
        RawAnswer(status=200, body=b"<html>Temporarily offline</html>"),
        answer({"error": "x"}),
        answer([["urlkey"], ["x"]]),
        RawAnswer(status=403, body=b"Forbidden"),
    ],
)
def test_no_answer_of_the_index_is_not_none(raw: RawAnswer) -> None:
    with pytest.raises(Garbage):
        read_index(raw, ASKED)


def test_a_site_that_the_archive_shows_to_nobody_has_no_copy() -> None:
    body = b"org.archive.util.io.RuntimeIOException: AccessControlException: Blocked Site Error"
    assert read_index(RawAnswer(status=403, body=body), ASKED) is None


def test_the_quick_look_up_is_asked_without_a_scheme() -> None:
    parts = urlsplit(nearest(ASKED).url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    assert (parts.netloc, parts.path) == ("archive.org", "/wayback/available")
    assert query == {"url": "lab.example/a b?x=1&y=2", "timestamp": "20261102011700"}


@pytest.mark.parametrize(
    ("closest", "found"),
    [
        ({}, False),
        ({"available": True, "status": "200", "timestamp": "20250301040506"}, True),
        ({"available": False, "status": "200", "timestamp": "20250301040506"}, False),
        ({"available": True, "status": "404", "timestamp": "20250301040506"}, False),
        ({"available": True, "status": "200", "timestamp": "20261201000000"}, False),
        ({"available": True, "status": "200", "timestamp": 20250301040506}, False),
    ],
)
def test_the_nearest_capture_counts_only_when_it_is_from_before_and_well(
    closest: dict[str, Any], found: bool
) -> None:
    snapshots = {"closest": {**closest, "url": "http://web.archive.org/web/x/y"}} if closest else {}
    raw = answer({"url": "x", "archived_snapshots": snapshots})
    assert (read_nearest(raw, ASKED) is not None) is found


def test_an_answer_without_snapshots_is_none_at_all() -> None:
    with pytest.raises(Garbage):
        read_nearest(answer({"detail": "busy"}), ASKED)


def test_the_address_of_a_copy_is_built_from_the_link_and_never_taken_from_an_answer() -> None:
    taken = datetime(2025, 3, 1, 4, 5, 6, tzinfo=UTC)
    assert copy_url("http://lab.example/a?b=c", taken) == (
        "https://web.archive.org/web/20250301040506/http://lab.example/a?b=c"
    )
