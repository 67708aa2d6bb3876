"""Manners: the table, the configuration, the command line, in this order of power."""

from __future__ import annotations

import pytest

from bot.model.settings import HostManners, WebSettings
from bot.probing.manners import MannersBook, is_landing_page
from bot.urls import parse


def book(**settings: object) -> MannersBook:
    return MannersBook(WebSettings(**settings))  # type: ignore[arg-type]


def test_an_unknown_host_gets_the_defaults_and_a_lane_of_its_own() -> None:
    manners = book(per_host=3, interval=0.7).of("lab.example")
    assert (manners.lane, manners.concurrency, manners.interval) == ("lab.example", 3, 0.7)
    assert not manners.skip
    assert book().of("www.lab.example").lane == "lab.example"
    assert book().of("lab.example.").lane == "lab.example"


def test_two_ports_are_two_hosts() -> None:
    assert book().of("127.0.0.1", 8001).lane != book().of("127.0.0.1", 8002).lane


def test_a_family_that_shares_limits_shares_a_lane() -> None:
    arxiv = [book().of(host) for host in ("arxiv.org", "export.arxiv.org", "www.arxiv.org")]
    assert {m.lane for m in arxiv} == {"arxiv.org"}
    assert {(m.concurrency, m.interval) for m in arxiv} == {(1, 3.0)}


@pytest.mark.parametrize("host", ["ieeexplore.ieee.org", "www.sciencedirect.com", "dl.acm.org"])
def test_hosts_that_wall_robots_off_are_not_asked(host: str) -> None:
    assert book().of(host).skip == "walled-host"
    allowed = book(hosts=(HostManners(host=host, skip=False),))
    assert not allowed.of(host).skip


def test_the_configuration_wins_over_the_table() -> None:
    own = book(
        hosts=(
            HostManners(host="*.arxiv.org", interval=5.0),
            HostManners(host="Slow.example", concurrency=1, interval=9.0),
            HostManners(host="never.example", skip=True),
        )
    )
    assert own.of("export.arxiv.org").interval == 5.0
    assert own.of("export.arxiv.org").concurrency == 1
    assert own.of("slow.example").interval == 9.0
    assert own.of("never.example").skip == "configured"


def test_the_command_line_wins_over_everything() -> None:
    forced = book(
        forced_per_host=10,
        forced_interval=0.0,
        hosts=(HostManners(host="a.example", concurrency=1, interval=9.0),),
    )
    for host in ("a.example", "arxiv.org", "b.example"):
        manners = forced.of(host)
        assert (manners.concurrency, manners.interval, manners.forced) == (10, 0.0, True)
    assert forced.of("dl.acm.org").skip
    assert not book(forced_per_host=4).of("a.example").forced


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://link.springer.com/article/10.1007/s1", True),
        ("https://link.springer.com/search?q=x", False),
        ("https://www.nature.com/articles/s41591-024-1", True),
        ("https://openaccess.thecvf.com/content/C2024/html/Doe_X_paper.html", True),
        ("https://proceedings.mlr.press/v202/doe23a.html", True),
        ("https://formative.jmir.org/2024/1/e5", True),
        ("https://lab.example/article/10.1007/s1", False),
    ],
)
def test_landing_pages_of_paper_hosts_are_known(url: str, expected: bool) -> None:
    assert is_landing_page(parse(url)) is expected
