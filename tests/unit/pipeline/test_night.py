"""One night with fakes: what is recorded, what is refused, and what a kill costs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import EntriesError, UsageError
from bot.model.findings import Rule
from bot.model.observations import Outcome
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.model.runs import Validity
from bot.model.settings import ScheduleSettings, Settings
from bot.model.verdicts import Flag, Health
from bot.pipeline.night import Night, run_night
from bot.pipeline.observe import Witnesses
from tests.builders import night
from tests.fakes.ports import FakeRepositories, FakeScholar, FakeWeb, Killed, MemoryFiles

HOSTS = ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
LIST = "title: T\nentries:\n" + "".join(
    f"  - id: {h}\n    section: S\n    title: Paper {h}\n    pdf: https://{h}.example/1\n"
    for h in HOSTS
)
WITH_CODE = LIST + (
    "  - id: code\n    section: S\n    title: With code\n    pdf: https://k.example/1\n"
    "    code: https://github.com/o/r\n"
)
SETTINGS = Settings()


async def a_night(
    files: MemoryFiles,
    number: int,
    web: FakeWeb | None = None,
    repositories: FakeRepositories | None = None,
) -> Night:
    witnesses = Witnesses(web=web or FakeWeb(), scholar=FakeScholar(), repositories=repositories)
    return await run_night(witnesses, files, SETTINGS, now=night(number))


def health(result: Night, entry: str, link: int = 0) -> Health:
    assert result.report is not None
    found = next(e for e in result.report.entries if e.entry.id == entry)
    return found.links[link].verdict.health


async def test_a_first_night_records_and_a_second_adds_one_line() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    first = await a_night(files, 0)
    links = files.texts["reports/ledger/links.tsv"]
    assert first.report is not None
    assert set(first.report.counts().items()) >= {(Health.ALIVE, 10), (Health.DEAD, 0)}
    await a_night(files, 1)
    assert files.texts["reports/ledger/links.tsv"] == links
    assert len(files.texts["reports/ledger/runs.jsonl"].splitlines()) == 2
    assert "reports/journal.jsonl" not in files.texts


async def test_a_dead_paper_is_found_after_the_nights_that_the_policy_asks_for() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    gone = FakeWeb({"https://a.example/1": Outcome.NOT_FOUND})
    await a_night(files, 0)
    second = await a_night(files, 1, gone)
    assert health(second, "a") is Health.UNSTABLE
    assert second.report is not None
    assert second.report.findings == ()
    third = await a_night(files, 2, gone)
    assert health(third, "a") is Health.DEAD
    assert third.report is not None
    assert [(f.rule, f.entry_id) for f in third.report.findings] == [(Rule.DEAD, "a")]


async def test_an_offline_machine_leaves_every_byte_as_it_was() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    await a_night(files, 0)
    before = dict(files.texts)
    silent = {f"https://{h}.example/1": Outcome.DNS_FAILED for h in HOSTS}
    canaries = dict.fromkeys(SETTINGS.web.canaries, Outcome.DNS_FAILED)
    result = await a_night(files, 1, FakeWeb({**silent, **canaries}))
    assert result.validity.validity is Validity.OFFLINE
    assert result.report is None
    assert files.texts == before


async def test_a_healthy_night_asks_no_canary() -> None:
    web = FakeWeb()
    await a_night(MemoryFiles({"entries.yml": LIST}), 0, web)
    assert not set(web.asked) & set(SETTINGS.web.canaries)


@pytest.mark.parametrize("looks", range(11))
async def test_a_run_that_was_killed_goes_on_and_comes_to_the_same_end(looks: int) -> None:
    dead = {"https://c.example/1": Outcome.NOT_FOUND}
    whole, torn = (MemoryFiles({"entries.yml": WITH_CODE}) for _ in range(2))
    await a_night(whole, 0, FakeWeb(dead), FakeRepositories())
    with pytest.raises(Killed):
        await a_night(torn, 0, FakeWeb(dead, killed_after=looks), FakeRepositories())
    web, repositories = FakeWeb(dead), FakeRepositories()
    witnesses = Witnesses(web=web, scholar=FakeScholar(), repositories=repositories)
    result = await run_night(witnesses, torn, SETTINGS, now=night(0) + timedelta(minutes=5))
    assert len(web.asked) == 11 - looks
    assert repositories.asked == []
    assert result.resumed == looks
    for name in ("links.tsv", "runs.jsonl", "repositories.jsonl"):
        assert torn.texts[f"reports/ledger/{name}"] == whole.texts[f"reports/ledger/{name}"]


async def test_a_line_cut_by_the_kill_is_asked_again() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    with pytest.raises(Killed):
        await a_night(files, 0, FakeWeb(killed_after=5))
    files.texts["reports/journal.jsonl"] = files.texts["reports/journal.jsonl"][:-9]
    web = FakeWeb()
    await a_night(files, 0, web)
    assert len(web.asked) == 6


async def test_repositories_are_judged_by_the_api_and_not_visited() -> None:
    slug = RepoSlug(owner="o", name="r")
    facts = RepoFacts(
        slug=slug,
        state=RepoState.EXISTS,
        source="graphql",
        name_with_owner="o/new-name",
        archived=True,
        node_id="R_1",
    )
    files, web = MemoryFiles({"entries.yml": WITH_CODE}), FakeWeb()
    result = await a_night(files, 0, web, FakeRepositories({"o/r": facts}))
    assert "https://github.com/o/r" not in web.asked
    assert result.report is not None
    link = result.report.entries[-1].links[1]
    assert link.verdict.proof == "api"
    assert {Flag.RENAMED, Flag.ARCHIVED} <= link.verdict.flags
    renamed = next(f for f in result.report.findings if f.rule is Rule.RENAMED)
    assert renamed.fixes[0].new == "https://github.com/o/new-name"


async def test_another_repository_under_the_same_name_is_noticed_at_once() -> None:
    def known(node: str) -> FakeRepositories:
        slug = RepoSlug(owner="o", name="r")
        facts = RepoFacts(slug=slug, state=RepoState.EXISTS, source="graphql", node_id=node)
        return FakeRepositories({"o/r": facts})

    files = MemoryFiles({"entries.yml": WITH_CODE})
    await a_night(files, 0, None, known("R_1"))
    for number in (1, 2):
        result = await a_night(files, number, None, known("R_2"))
        assert result.report is not None
        assert [f.rule for f in result.report.findings] == [Rule.HIJACKED]


async def test_a_deleted_repository_is_dead_at_once_and_a_silent_api_is_no_proof() -> None:
    slug = RepoSlug(owner="o", name="r")
    gone = FakeRepositories({"o/r": RepoFacts(slug=slug, state=RepoState.ABSENT)})
    silent = FakeRepositories({"o/r": RepoFacts(slug=slug, state=RepoState.UNKNOWN)})
    result = await a_night(MemoryFiles({"entries.yml": WITH_CODE}), 0, None, gone)
    assert health(result, "code", 1) is Health.DEAD
    web = FakeWeb()
    result = await a_night(MemoryFiles({"entries.yml": WITH_CODE}), 0, web, silent)
    assert health(result, "code", 1) is Health.ALIVE
    assert "https://github.com/o/r" in web.asked


async def test_what_the_run_cost_is_kept_for_the_reports() -> None:
    files = MemoryFiles({"entries.yml": WITH_CODE})
    result = await a_night(files, 0, None, FakeRepositories())
    assert result.report is not None
    assert result.report.cost.graphql_points == 1
    assert dict(result.report.cost.requests)["a.example"] == 1
    last = json.loads(files.texts["reports/ledger/last-run.json"])
    assert last["cost"]["graphql_points"] == 1


async def test_a_run_in_the_past_of_the_ledger_is_refused() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    await a_night(files, 3)
    with pytest.raises(UsageError, match="cannot follow"):
        await a_night(files, 3)


async def test_a_missing_or_broken_list_is_said_plainly() -> None:
    with pytest.raises(UsageError, match=r"entries\.yml"):
        await a_night(MemoryFiles(), 0)
    with pytest.raises(EntriesError, match=r"entries\.yml:2:1"):
        await a_night(MemoryFiles({"entries.yml": "title: [\n"}), 0)


async def test_with_an_adaptive_schedule_stable_links_rest_and_keep_their_verdict() -> None:
    files = MemoryFiles({"entries.yml": LIST})
    settings = replace(SETTINGS, schedule=ScheduleSettings(adaptive=True, at_least_every=5))
    asked = []
    for number in (*range(14), *range(88, 104)):
        web = FakeWeb()
        result = await run_night(
            Witnesses(web=web, scholar=FakeScholar()), files, settings, now=night(number)
        )
        asked.append(len(web.asked))
        assert result.report is not None
        assert result.report.counts()[Health.ALIVE] == len(HOSTS)
    assert asked[:14] == [len(HOSTS)] * 14
    assert sum(asked[-5:]) == len(HOSTS)
