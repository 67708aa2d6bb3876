"""The parts of a night joined are that night; a missing part makes it partial, not wrong."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import InvalidRun, UsageError
from bot.findings.codec import findings_to_json
from bot.findings.night import night_of
from bot.model.findings import Rule
from bot.model.hosts import HostMemory, KnownHost
from bot.model.observations import Look, Observation, Outcome, PageReading, Target, Validators
from bot.model.report import Report
from bot.model.runs import Validity
from bot.model.settings import ScheduleSettings, Settings
from bot.model.verdicts import Health
from bot.pipeline.night import Night, run_night
from bot.pipeline.observe import Witnesses
from bot.pipeline.parts import in_front_of, is_left_to_the_join, join, observe_part, targets_of_part
from bot.pipeline.store import load_store
from bot.pipeline.tonight import begin
from bot.probing.shards import shard_of
from bot.urls import host_of
from tests.builders import NIGHT_ONE, night
from tests.fakes.ports import FakeRepositories, FakeScholar, FakeWeb, Killed, MemoryFiles

#: whole nights, several of them
pytestmark = pytest.mark.slow

SETTINGS = Settings()
PARTS = 4
#: thirty hosts with three pages each, twelve repositories (one of them gone), five walled papers
ENTRIES = "".join(
    f"  - id: p{n}\n    section: S\n    title: Paper number {n}\n    pdf: https://host{n % 30}.example/{n}\n"
    for n in range(90)
) + "".join(
    f"  - id: c{n}\n    section: S\n    title: Code number {n}\n"
    f"    pdf: https://arxiv.org/abs/2401.{n:05}\n"
    f"    code: https://github.com/lab/tool{n}{'/tree/main/src' * (n % 2)}\n"
    for n in range(12)
)
LIST = f"title: T\nentries:\n{ENTRIES}"
DEAD = ("https://host3.example/3", "https://host7.example/37", "https://host8.example/68")
MOVED = "https://host9.example/9"


def a_web(*, killed_after: int | None = None) -> FakeWeb:
    seen = Observation(
        target=MOVED,
        at=NIGHT_ONE,
        outcome=Outcome.ANSWERED,
        status=200,
        final_url="https://host9.example/new",
        permanent=True,
    )
    page = PageReading(title="Paper number 9", metadata=(("citation_title", "Paper number 9"),))
    look = Look(observation=seen, page=page, validators=Validators(etag='"é"'))
    return FakeWeb(dict.fromkeys(DEAD, Outcome.NOT_FOUND), {MOVED: look}, killed_after)


def witnesses(web: FakeWeb | None = None) -> Witnesses:
    return Witnesses(web=web or a_web(), scholar=FakeScholar(), repositories=FakeRepositories())


async def the_part(
    number: int,
    ledger: MemoryFiles,
    *,
    nights: int = 0,
    web: FakeWeb | None = None,
    settings: Settings = SETTINGS,
    files: MemoryFiles | None = None,
) -> str:
    """What one machine hands over; it leaves the ledger as it was."""
    here = files if files is not None else MemoryFiles(dict(ledger.texts))
    await observe_part(
        witnesses(web), here, settings, (number, PARTS), path="part.jsonl", now=night(nights)
    )
    changed = {path for path in here.texts if ledger.texts.get(path) != here.texts[path]}
    assert changed == {"part.jsonl"}
    return here.texts["part.jsonl"]


async def parts_of(files: MemoryFiles, nights: int = 0, *, of: Iterable[int]) -> dict[str, str]:
    return {f"part-{n}.jsonl": await the_part(n, files, nights=nights) for n in of}


async def merged(
    files: MemoryFiles, texts: dict[str, str], nights: int = 0, asked: Witnesses | None = None
) -> Night:
    joined = join(texts, SETTINGS, now=night(nights) + timedelta(hours=2))
    asked = in_front_of(joined, asked or witnesses(), SETTINGS)
    return await run_night(asked, files, SETTINGS, now=joined.began)


def report_of(night: Night) -> Report:
    assert night.report is not None
    return night.report


async def test_four_parts_joined_are_one_night_in_every_byte_night_after_night() -> None:
    whole, divided = MemoryFiles({"entries.yml": LIST}), MemoryFiles({"entries.yml": LIST})
    for number in range(5):
        one = await run_night(witnesses(), whole, SETTINGS, now=night(number))
        four = await merged(divided, await parts_of(divided, number, of=(3, 1, 4, 2)), number)
        ours, theirs = (findings_to_json(night_of(report_of(found), {})) for found in (four, one))
        assert ours == theirs
        assert divided.texts == whole.texts
        assert four.validity == one.validity
        assert (four.missing, four.complete) == ((), True)
        assert report_of(four).cost == report_of(one).cost
    rules = {found.rule for found in report_of(four).findings}
    assert {Rule.DEAD, Rule.MOVED} <= rules
    assert report_of(four).counts()[Health.DEAD] == len(DEAD)


async def test_each_page_is_asked_once_and_registries_by_the_joining_machine_alone() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    whole = a_web()
    await run_night(witnesses(whole), MemoryFiles({"entries.yml": LIST}), SETTINGS, now=night(0))
    webs = [a_web() for _ in range(PARTS)]
    texts = {
        str(number): await the_part(number, files, web=web)
        for number, web in enumerate(webs, start=1)
    }
    rest, scholar, code = a_web(), FakeScholar(), FakeRepositories()
    asked = Witnesses(web=rest, scholar=scholar, repositories=code)
    await merged(files, texts, asked=asked)
    everything = [url for web in (*webs, rest) for url in web.asked]
    assert sorted(everything) == sorted(whole.asked)
    hosts = [{host_of(url) for url in web.asked} for web in webs]
    assert len(set.union(*hosts)) == sum(len(of_part) for of_part in hosts)
    assert {host_of(url) for url in rest.asked} == {"arxiv.org"}
    assert len(scholar.asked) == len(set(scholar.asked)) == 102
    assert len(code.asked) == 12


@pytest.mark.parametrize("gone", range(1, PARTS + 1))
async def test_links_of_a_missing_part_get_no_observation_and_no_strike(gone: int) -> None:
    files = MemoryFiles({"entries.yml": LIST})
    await merged(files, await parts_of(files, of=range(1, PARTS + 1)))
    before = {link.target: link for link in report_of(await again(files)).links()}
    night_two = await merged(
        files, await parts_of(files, 2, of=set(range(1, PARTS + 1)) - {gone}), nights=2
    )
    assert not night_two.complete
    assert night_two.missing == (f"part {gone} of 4 is missing: its links were not looked at",)
    assert report_of(night_two).missing == night_two.missing
    lost = {
        target.url
        for target in targets_of_part(
            begin(files, SETTINGS).targets(now=night(2)), (gone, PARTS), SETTINGS.web
        )
    }
    assert lost
    for link in report_of(night_two).links():
        assert link.verdict.health is before[link.target].verdict.health or link.target not in lost
        newest = link.history[-1][0]
        assert newest == (night(1) if link.target in lost else night(2))
        if link.target in DEAD:
            assert link.verdict.strikes == (2 if link.target in lost else 3)


async def again(files: MemoryFiles) -> Night:
    return await merged(files, await parts_of(files, 1, of=range(1, PARTS + 1)), nights=1)


async def test_a_part_without_a_network_is_a_missing_part() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    start = MemoryFiles(dict(files.texts))
    texts = await parts_of(files, of=(1, 2, 3))
    urls = [t.url for t in begin(files, SETTINGS).targets(now=night(0))]
    silent = dict.fromkeys([*urls, *SETTINGS.web.canaries], Outcome.DNS_FAILED)
    texts["part-4.jsonl"] = await the_part(4, files, web=FakeWeb(silent))
    found = await merged(files, texts)
    assert found.validity.validity is Validity.VALID
    (words,) = found.missing
    assert words.startswith("part 4 of 4 proves nothing: None of the ")
    offline = {
        name: await the_part(n, start, web=FakeWeb(silent)) for n, name in enumerate("ab", 1)
    }
    with pytest.raises(InvalidRun, match="no part of this night proves anything"):
        join(offline, SETTINGS, now=night(0))


async def test_whether_the_run_is_evidence_is_judged_on_the_joined_run() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    await merged(files, await parts_of(files, of=range(1, PARTS + 1)))
    before = dict(files.texts)
    urls = [f"https://host{n % 30}.example/{n}" for n in range(90)]
    # a third of every part fails: no part can tell, all together can
    failing = FakeWeb(dict.fromkeys(urls[:45], Outcome.SERVER_ERROR))
    texts = {
        str(n): await the_part(n, files, nights=1, web=replace(failing, asked=[]))
        for n in range(1, PARTS + 1)
    }
    found = await merged(files, texts, nights=1)
    assert found.validity.validity is Validity.MASS_FAILURE
    assert files.texts == before


@pytest.mark.parametrize("looks", [0, 1, 7])
async def test_a_part_that_was_killed_goes_on_or_is_used_as_far_as_it_came(looks: int) -> None:
    files = MemoryFiles({"entries.yml": LIST})
    whole = await the_part(2, files)
    torn = MemoryFiles(dict(files.texts))
    with pytest.raises(Killed):
        await the_part(2, files, web=a_web(killed_after=looks), files=torn)
    cut = torn.texts["part.jsonl"]
    others = await parts_of(files, of=(1, 3, 4))
    partial = await merged(
        MemoryFiles(dict(files.texts)), {**others, "part-2.jsonl": cut + '{"target": "https://ho'}
    )
    assert partial.missing == ("part 2 of 4 was stopped: not all of its links were looked at",)
    web = a_web()
    again = await the_part(2, files, web=web, files=torn)
    assert sorted(again.splitlines()[:-1]) == sorted(whole.splitlines()[:-1])
    assert len(web.asked) == len(whole.splitlines()) - 2 - looks


async def test_a_finished_part_is_not_taken_for_one_that_was_killed() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    here = MemoryFiles(dict(files.texts))
    first = await the_part(1, files, files=here)
    web = a_web()
    assert await the_part(1, files, files=here, web=web) == first
    assert web.asked


async def test_what_is_due_is_chosen_before_it_is_divided() -> None:
    adaptive = Settings(schedule=ScheduleSettings(adaptive=True, at_least_every=7))
    files = MemoryFiles({"entries.yml": LIST})
    for number in range(20):
        await run_night(witnesses(), files, adaptive, now=night(number))
    for number in (20, 21):
        due = begin(files, adaptive).targets(now=night(number))
        visits = {target.url for target in due if not is_left_to_the_join(target)}
        assert 3 < len(visits) < 80
        asked = []
        for part in range(1, PARTS + 1):
            web = a_web()
            await the_part(part, files, nights=number, web=web, settings=adaptive)
            asked += web.asked
        assert sorted(asked) == sorted(visits)
        await run_night(witnesses(), files, adaptive, now=night(number))


async def test_parts_of_other_nights_are_not_joined() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    one = await the_part(1, files)
    two = await the_part(2, files)
    of_three = two.replace('"of": 4', '"of": 3', 1)
    with pytest.raises(UsageError, match="part 1 of 4 was given twice"):
        join({"a": one, "b": one}, SETTINGS, now=night(0))
    with pytest.raises(UsageError, match="not all have the same N"):
        join({"a": one, "b": of_three.splitlines()[0] + "\n"}, SETTINGS, now=night(0))
    old = join({"a": one, "b": the_day_before(two)}, SETTINGS, now=night(0))
    assert "b was not taken over: it is of a night that is over" in old.absent
    with pytest.raises(InvalidRun, match="it began in the future"):
        join({"a": one}, SETTINGS, now=night(0) - timedelta(hours=2))


def the_day_before(part: str) -> str:
    header, _, rest = part.partition("\n")
    found = json.loads(header)
    found["began"] = (night(0) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return json.dumps(found) + "\n" + rest


class LearningWeb(FakeWeb):
    """Learns of each host that its HEAD is true."""

    hosts = HostMemory()

    async def visit(self, targets: Sequence[Target]) -> AsyncGenerator[Look, None]:
        async for look in super().visit(targets):
            host = host_of(look.observation.target)
            self.hosts.learn(KnownHost(host=host, head_agrees=True, head_at=NIGHT_ONE))
            yield look


async def test_what_a_part_learns_about_its_hosts_is_known_in_the_next_night() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    texts = {}
    for number in (1, 2, 3, 4):
        here, web = MemoryFiles(dict(files.texts)), LearningWeb()
        web.hosts = HostMemory()
        asked = Witnesses(web=web, hosts=web.hosts)
        await observe_part(asked, here, SETTINGS, (number, 4), path="part.jsonl", now=night(0))
        texts[str(number)] = here.texts["part.jsonl"]
    # what a part says about a host of another part is not heard
    assert shard_of("host0.example", 4) != 1
    texts["1"] = texts["1"].replace('"hosts": [', '"hosts": [' + STRANGER + ", ")
    await merged(files, texts)
    known = load_store(files, SETTINGS.reports).hosts
    assert {host.host for host in known} == {f"host{n}.example" for n in range(30)} | {"github.com"}
    assert all(host.head_agrees and host.crawl_delay is None for host in known)


STRANGER = json.dumps(
    {
        "host": "host0.example",
        "robots_at": None,
        "crawl_delay": 3000,
        "head_agrees": False,
        "head_at": None,
    }
)


async def test_canaries_are_really_asked_even_where_their_part_is_missing() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    await merged(files, await parts_of(files, of=range(1, PARTS + 1)))
    urls = [f"https://host{n % 30}.example/{n}" for n in range(90)]
    failing = dict.fromkeys(urls[:20], Outcome.SERVER_ERROR)
    for gone in range(1, PARTS + 1):
        texts = {
            str(n): await the_part(n, files, nights=1, web=FakeWeb(failing))
            for n in range(1, PARTS + 1)
            if n != gone
        }
        web = a_web()
        found = await merged(MemoryFiles(dict(files.texts)), texts, 1, witnesses(web))
        assert set(SETTINGS.web.canaries) <= set(web.asked)
        assert found.validity.validity is Validity.VALID
