"""Four parts joined say what one run says; a missing part makes them partial, not wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.errors import UsageError
from bot.model.check import CheckReport, Place
from bot.model.entries import LinkRole, SourceSpan
from bot.model.observations import Outcome
from bot.model.runs import RunValidity, Validity
from bot.model.settings import Settings
from bot.pipeline.check import CheckInput, Selection, run_check
from bot.pipeline.merge import merge
from bot.pipeline.observe import Witnesses
from bot.reports.check import json_
from bot.reports.check.reading import read
from bot.urls import host_of
from tests.builders import NIGHT_ONE
from tests.fakes.ports import FakeWeb, MemoryFiles

URLS = [f"https://host{n % 23}.example/page/{n}" for n in range(200)]
DEAD = set(URLS[::17])


def an_input() -> CheckInput:
    places = {
        url: (Place(span=SourceSpan(file="LIST.md", line=number + 1, column=3)),)
        for number, url in enumerate(URLS)
    }
    return CheckInput(file="LIST.md", places=places)


async def check(shard: tuple[int, int] | None) -> tuple[CheckReport, FakeWeb]:
    web = FakeWeb(outcomes=dict.fromkeys(DEAD, Outcome.NOT_FOUND))
    report = await run_check(
        Witnesses(web=web),
        MemoryFiles(),
        Settings(),
        [an_input()],
        Selection(shard=shard),
        now=NIGHT_ONE,
        alone=True,
    )
    return report, web


def through_json(reports: Sequence[CheckReport]) -> list[CheckReport]:
    return [read(json_.text(report), f"part{n}.json") for n, report in enumerate(reports)]


async def test_four_parts_merged_are_one_run() -> None:
    whole, _ = await check(None)
    parts = [await check((part, 4)) for part in range(1, 5)]
    joined = merge(through_json([report for report, _ in reversed(parts)]))
    ours, theirs = json_.to_object(joined), json_.to_object(whole)
    assert ours["links"] == theirs["links"]
    assert ours["run"]["counts"] == theirs["run"]["counts"]
    assert ours["run"]["cost"]["requests"] == theirs["run"]["cost"]["requests"]
    assert ours["run"]["missing"] == []
    assert ours["run"]["shard"] is None


async def test_no_host_is_asked_by_two_parts() -> None:
    asked = [{host_of(url) for url in (await check((part, 4)))[1].asked} for part in range(1, 5)]
    assert len(set.union(*asked)) == sum(len(hosts) for hosts in asked) == 23


async def test_a_missing_part_is_named_and_the_rest_stays_true() -> None:
    whole, _ = await check(None)
    parts = [(await check((part, 4)))[0] for part in (1, 2, 4)]
    joined = merge(through_json(parts))
    assert joined.missing == ("part 3 of 4 is missing: its links were not checked",)
    expected = {link.url: link.verdict.health for link in whole.links}
    assert all(link.verdict.health is expected[link.url] for link in joined.links)
    assert 0 < len(joined.links) < len(whole.links)


async def test_a_part_that_was_offline_is_left_out_and_named() -> None:
    parts = [(await check((part, 2)))[0] for part in (1, 2)]
    offline = RunValidity(validity=Validity.OFFLINE, explanation="nothing answered")
    joined = merge([parts[0], replace(parts[1], validity=offline)])
    assert joined.validity.validity is Validity.VALID
    assert joined.links == parts[0].links
    assert "part 2 of 2 proves nothing: nothing answered" in joined.missing
    both = merge([replace(part, validity=offline) for part in parts])
    assert both.validity.validity is Validity.OFFLINE


async def test_what_is_not_of_one_check_is_refused() -> None:
    one, two = [(await check((part, 2)))[0] for part in (1, 2)]
    for wrong, words in (
        ([replace(one, shard=None)], "no part"),
        ([one, replace(two, shard=(2, 3))], "same N"),
        ([one, one], "given twice"),
        ([one, replace(two, inputs=("OTHER.md",))], "other inputs"),
        ([one, replace(two, links=one.links)], "two parts"),
    ):
        with pytest.raises(UsageError, match=words):
            merge(wrong)


async def test_entries_keep_their_ids_and_roles_through_json() -> None:
    report, _ = await check((1, 1))
    place = Place(span=SourceSpan(file="entries.yml", line=4), entry_id="clip", role=LinkRole.CODE)
    link = replace(report.links[0], places=(place,))
    (again,) = read(json_.text(replace(report, links=(link,))), "x.json").links
    assert again.places == (place,)
    assert again.verdict.health is link.verdict.health


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2, "run": {}, "links": []}', "x"])
def test_a_file_that_is_no_result_of_a_check_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"odd\.json"):
        read(text, "odd.json")


async def test_numbers_of_parts_are_not_believed_blindly() -> None:
    report, _ = await check((1, 2))
    found = json.loads(json_.text(report))
    found["run"]["shard"] = {"part": 300, "of": 2}
    with pytest.raises(UsageError):
        read(json.dumps(found), "odd.json")
