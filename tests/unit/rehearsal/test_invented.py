"""Invented lists have any size; their weather has the shares that were asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from bot.rehearsal.building import build_world
from bot.rehearsal.exchange import bare
from bot.rehearsal.invented import invented_list, with_weather
from bot.rehearsal.misfortunes import Fate
from bot.rehearsal.tonight import Tonight


def test_an_invented_list_is_the_same_each_time_and_leads_somewhere() -> None:
    catalogue = invented_list(300)
    assert catalogue == invented_list(300)
    assert len({entry.id for entry in catalogue.entries}) == 300
    tonight = Tonight(replace(build_world(catalogue), misfortunes=()), night=1)
    hosts = Counter(link.url.split("/")[2] for link in catalogue.links())
    assert hosts["arxiv.org"] > hosts["www.sciencedirect.com"] > 0
    for link in catalogue.links():
        place = bare(link.url)
        if "github.com" in place:
            assert tonight.repository("/".join(place.split("/")[1:])), link.url
        else:
            assert tonight.paper_at(place), link.url


def test_weather_strikes_the_share_that_was_asked_for() -> None:
    world = with_weather(build_world(invented_list(500)), nights=30)
    fates = Counter(item.fate for item in world.misfortunes)
    links = 500 + len(world.repositories)
    assert 0.005 < (fates[Fate.GONE] + fates[Fate.DELETED]) / links < 0.04
    assert 0.04 < fates[Fate.SERVER_ERROR] / (500 * 30) < 0.06
