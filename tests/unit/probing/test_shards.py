"""A lane is never split between machines."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.model.settings import HostManners, WebSettings
from bot.probing.manners import MannersBook
from bot.probing.shards import lane_of, shard_of


def test_every_lane_has_exactly_one_part_and_all_parts_are_used() -> None:
    parts = Counter(shard_of(f"host{number}.example", 4) for number in range(4000))
    assert set(parts) == {1, 2, 3, 4}
    assert max(parts.values()) < 1.2 * min(parts.values())


def test_the_part_of_a_host_is_the_same_on_every_machine() -> None:
    assert [shard_of(host, 4) for host in ("a.example", "b.example", "arxiv.org")] == [3, 4, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://arxiv.org/abs/1", "http://export.arxiv.org/abs/2"),
        ("https://example.org/a", "http://www.example.org/b"),
        ("https://ieeexplore.ieee.org/document/1", "https://doi.org/10.1/x"),
    ],
)
def test_hosts_that_share_limits_share_a_lane(one: str, other: str) -> None:
    book = MannersBook(WebSettings())
    assert lane_of(one, book) == lane_of(other, book)


def test_a_family_of_the_configuration_is_one_lane() -> None:
    book = MannersBook(WebSettings(hosts=(HostManners(host="*.example.org", concurrency=1),)))
    assert lane_of("https://a.example.org/", book) == lane_of("https://b.example.org/", book)


def test_what_is_no_url_is_in_some_part_too() -> None:
    assert lane_of("https://[broken", MannersBook(WebSettings())) == "https://[broken"
