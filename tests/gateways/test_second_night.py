"""The second night over an unchanged web: little is sent, and everything is known as well as before."""

from __future__ import annotations

import pytest

from benchmarks.second_night import KINDS, nights, urls_of

pytestmark = pytest.mark.slow
HOSTS = 5


async def test_with_validators_it_transfers_little() -> None:
    urls = urls_of(150, HOSTS)
    first, second = await nights(urls, ("etag", "modified", "both", "etag", "both"), 2)
    assert (first.alive, second.alive) == (150, 150)
    assert second.received < 0.15 * first.received
    assert second.methods == {"304": 150}


async def test_without_validators_half_of_the_links_are_asked_by_head_in_turn() -> None:
    urls = urls_of(150, HOSTS)
    first, second, third = await nights(urls, ("none",) * HOSTS, 3)
    assert {night.alive for night in (first, second, third)} == {150}
    assert first.methods["HEAD"] == first.methods["HEAD for knowledge"] == HOSTS
    assert second.methods["GET"] + second.methods["HEAD"] == second.requests == 150
    assert second.methods["HEAD"] == third.methods["GET"]
    assert 40 < second.methods["HEAD"] < 110
    assert "none" in KINDS
