"""Several lists in one run: what they share is asked once, and each learns what is its own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import jsonschema
import pytest

from bot.errors import BotError, EntriesError, UsageError
from bot.model.copies import CopyQuestion, KnownCopy
from bot.model.hosts import KnownHost
from bot.model.observations import Outcome, Validators
from bot.model.papers import PaperId, PaperRecord, Scheme
from bot.model.repositories import RepoSlug
from bot.model.runs import Validity
from bot.model.settings import ListSettings, ScheduleSettings, Settings
from bot.pipeline.night import Night, run_night, run_nights
from bot.pipeline.observe import Witnesses
from bot.pipeline.once import ArchiveOnce, RepositoriesOnce, SearchOnce
from bot.pipeline.parts import in_front_of, join, observe_part
from bot.pipeline.store import PAPERS, VALIDATORS, KnownPaper, KnownValidators, load_store
from bot.pipeline.suggestions import SEARCHES
from bot.pipeline.together import Together
from bot.pipeline.tonight import begin
from bot.ports import CopyAnswers, PaperAnswers
from bot.reports import dashboard_html, health_json, summary_markdown
from bot.reports.schemas import health_schema
from tests.builders import NIGHT_ONE, night
from tests.fakes.ports import (
    FakeRepositories,
    FakeScholar,
    FakeSearch,
    FakeWeb,
    Killed,
    MemoryFiles,
)

SHARED = "https://shared.example/paper"
ONLY_A, ONLY_B = "https://shared.example/a", "https://shared.example/b"
PAPER_A, PAPER_B = "2401.00001", "2401.00002"
LIST_A = f"""\
title: A
entries:
  - {{id: one, section: S, title: One, pdf: "{SHARED}", code: "https://github.com/o/shared"}}
  - {{id: two, section: S, title: Two, pdf: "{ONLY_A}", code: "https://github.com/o/only-a"}}
  - {{id: three, section: S, title: Three, pdf: "https://arxiv.org/abs/{PAPER_A}"}}
"""
LIST_B = f"""\
# B

- Uno [[Paper]({SHARED})] [[Code](https://github.com/o/shared)]
- Dos [[Paper]({ONLY_B})]
- Tres [[Paper](https://arxiv.org/abs/{PAPER_B})] [[Other](https://arxiv.org/abs/{PAPER_A})]
"""
SETTINGS = Settings(
    lists=(
        ListSettings(entries="a.yml", reports="reports/a"),
        ListSettings(entries="B.md", reports="reports/b"),
    )
)
BOTH = SETTINGS.each_list()
A, B = BOTH


def some_files() -> MemoryFiles:
    return MemoryFiles({"a.yml": LIST_A, "B.md": LIST_B})


async def a_night(
    files: MemoryFiles, number: int, web: FakeWeb | None = None, **more: FakeRepositories
) -> tuple[Night, ...]:
    repositories = more.get("repositories") or FakeRepositories()
    asked = Witnesses(web=web or FakeWeb(), scholar=FakeScholar(), repositories=repositories)
    return await run_nights(asked, files, BOTH, now=night(number))


def findings(result: Night) -> list[tuple[str, str]]:
    assert result.report is not None
    return [(f.rule.value, f.url or "") for f in result.report.findings]


async def test_what_two_lists_share_is_asked_once() -> None:
    web, scholar, repositories = FakeWeb(), FakeScholar(), FakeRepositories()
    asked = Witnesses(web=web, scholar=scholar, repositories=repositories)
    await run_nights(asked, some_files(), BOTH, now=night(0))
    assert max(Counter(web.asked).values()) == 1
    assert {SHARED, ONLY_A, ONLY_B} <= set(web.asked)
    assert sorted(map(str, repositories.asked)) == ["o/only-a", "o/shared"]
    papers = Counter(question.id for question in scholar.asked)
    assert max(papers.values()) == 1
    shared = next(q for q in scholar.asked if SHARED in q.id.value)
    assert shared.titles == ("One", "Uno")


async def test_each_list_keeps_a_ledger_of_its_own_links() -> None:
    files = some_files()
    await a_night(files, 0)
    a, b = (load_store(files, one.reports) for one in BOTH)
    assert set(a.ledger.timelines) == {
        SHARED,
        ONLY_A,
        "https://github.com/o/shared",
        "https://github.com/o/only-a",
        f"https://arxiv.org/abs/{PAPER_A}",
    }
    assert ONLY_B in b.ledger.timelines
    assert ONLY_A not in b.ledger.timelines
    assert set(a.repositories) == {"github.com/o/shared", "github.com/o/only-a"}
    assert set(b.repositories) == {"github.com/o/shared"}
    assert {name.split("/")[1] for name in files.texts if name.startswith("reports/")} == {"a", "b"}


async def test_a_list_learns_the_same_as_in_a_night_of_its_own() -> None:
    files, alone = some_files(), some_files()
    for number in range(3):
        gone = {ONLY_A: Outcome.NOT_FOUND, SHARED: Outcome.NOT_FOUND}
        await a_night(files, number, FakeWeb(gone))
        for one in BOTH:
            asked = Witnesses(
                web=FakeWeb(gone), scholar=FakeScholar(), repositories=FakeRepositories()
            )
            await run_night(asked, alone, one, now=night(number))
    # what the whole run cost is told in each of them
    kept = {n: t for n, t in files.texts.items() if "last-run" not in n}
    assert kept == {n: t for n, t in alone.texts.items() if "last-run" not in n}


async def test_findings_go_to_the_list_that_they_belong_to() -> None:
    files = some_files()
    gone = {ONLY_A: Outcome.NOT_FOUND}
    for number in range(3):
        a, b = await a_night(files, number, FakeWeb(gone if number else {}))
    assert ("dead", ONLY_A) in findings(a)
    assert findings(b) == []
    for number in range(3, 6):
        a, b = await a_night(files, number, FakeWeb({SHARED: Outcome.NOT_FOUND}))
    assert ("dead", SHARED) in findings(a)
    assert ("dead", SHARED) in findings(b)


async def test_a_second_night_changes_no_history() -> None:
    files = some_files()
    await a_night(files, 0)
    before = dict(files.texts)
    await a_night(files, 1)
    changed = {name for name, text in files.texts.items() if before.get(name) != text}
    assert changed == {"reports/a/ledger/runs.jsonl", "reports/b/ledger/runs.jsonl"}
    with pytest.raises(UsageError, match="cannot follow"):
        await a_night(files, 1)


async def test_a_run_that_proves_nothing_leaves_every_list_as_it_was() -> None:
    """Each list alone is too small to be judged; together they are not."""
    files = some_files()
    urls = [f"https://{name}{n}.example/" for n in range(4) for name in "ab"]
    for n in range(4):
        files.texts["a.yml"] += f'  - {{id: n{n}, section: S, title: N{n}, pdf: "{urls[2 * n]}"}}\n'
        files.texts["B.md"] += f"- N{n} [[Paper]({urls[2 * n + 1]})]\n"
    await a_night(files, 0)
    before = dict(files.texts)
    code = [f"https://github.com/o/{name}" for name in ("shared", "only-a")]
    arxiv = [f"https://arxiv.org/abs/{p}" for p in (PAPER_A, PAPER_B)]
    everything = [*urls, SHARED, ONLY_A, ONLY_B, *code, *arxiv, *SETTINGS.web.canaries]
    silent = Witnesses(web=FakeWeb(dict.fromkeys(everything, Outcome.DNS_FAILED)))
    nights = await run_nights(silent, files, BOTH, now=night(1))
    assert [one.validity.validity for one in nights] == [Validity.OFFLINE] * 2
    assert [one.report for one in nights] == [None, None]
    assert files.texts == before


@pytest.mark.parametrize("trouble", ["a mistake", "no file"])
async def test_a_list_that_cannot_be_read_does_not_stop_the_others(trouble: str) -> None:
    files, web = some_files(), FakeWeb()
    if trouble == "a mistake":
        files.texts["a.yml"] = LIST_A.replace("title: Two", "titel: Two")
    else:
        del files.texts["a.yml"]
    left_out, had = await a_night(files, 0, web)
    assert isinstance(left_out.trouble, BotError)
    assert left_out.report is None
    assert "a.yml" in left_out.trouble.message
    if trouble == "a mistake":
        assert "a.yml:4:" in left_out.trouble.message
    assert had.trouble is None
    assert ONLY_A not in web.asked
    assert ONLY_B in web.asked
    assert {path for path in files.texts if path.startswith("reports/a")} == set()
    assert load_store(files, "reports/b").ledger.runs


async def test_when_no_list_can_be_read_nobody_is_asked() -> None:
    files, web = some_files(), FakeWeb()
    files.texts["a.yml"] = LIST_A.replace("title: Two", "titel: Two")
    del files.texts["B.md"]
    before = dict(files.texts)
    with pytest.raises(EntriesError, match=r"a\.yml:4:"):
        await run_nights(Witnesses(web=web), files, BOTH, now=night(0))
    with pytest.raises(UsageError, match=r"B\.md"):
        await run_nights(Witnesses(web=web), files, (B,), now=night(0))
    assert web.asked == []
    assert files.texts == before


async def test_a_killed_run_is_not_gone_on_with_after_a_list_had_a_night_without_the_others() -> (
    None
):
    files = some_files()
    with pytest.raises(Killed):
        await a_night(files, 0, FakeWeb(killed_after=2))
    files.texts["a.yml"], kept = "titel: A", files.texts["a.yml"]
    repositories = FakeRepositories()
    asked = Witnesses(web=FakeWeb(), scholar=FakeScholar(), repositories=repositories)
    later = night(0) + timedelta(hours=1)
    await run_night(asked, files, B, now=later)
    files.texts["a.yml"] = kept
    web = FakeWeb()
    nights = await run_nights(
        replace(asked, web=web), files, BOTH, now=night(0) + timedelta(hours=2)
    )
    assert [one.resumed for one in nights] == [0, 0]
    runs = [e.run.at for e in load_store(files, "reports/b").ledger.runs]
    assert runs == [later, night(0) + timedelta(hours=2)]


@pytest.mark.parametrize("looks", range(5))
async def test_a_run_that_was_killed_goes_on_and_comes_to_the_same_end(looks: int) -> None:
    whole, torn = some_files(), some_files()
    await a_night(whole, 0)
    with pytest.raises(Killed):
        await a_night(torn, 0, FakeWeb(killed_after=looks))
    web, repositories = FakeWeb(), FakeRepositories()
    asked = Witnesses(web=web, scholar=FakeScholar(), repositories=repositories)
    nights = await run_nights(asked, torn, BOTH, now=night(0) + timedelta(minutes=5))
    assert repositories.asked == []
    assert nights[0].resumed == looks
    assert {n: t for n, t in torn.texts.items() if "last-run" not in n} == {
        n: t for n, t in whole.texts.items() if "last-run" not in n
    }


class DyingFiles(MemoryFiles):
    """The process is killed when the history of the second list is to be written."""

    def write(self, path: str, text: str | Iterable[str]) -> bool:
        if path == "reports/b/ledger/runs.jsonl" and self.dies:
            raise Killed
        return super().write(path, text)

    dies = True


async def test_a_kill_between_two_ledgers_records_the_night_in_both_once() -> None:
    whole, torn = some_files(), DyingFiles(some_files().texts)
    await a_night(whole, 0)
    with pytest.raises(Killed):
        await a_night(torn, 0)
    torn.dies = False
    asked = Witnesses(web=FakeWeb(), scholar=FakeScholar(), repositories=FakeRepositories())
    nights = await run_nights(asked, torn, BOTH, now=night(0) + timedelta(minutes=5))
    assert all(one.report is not None for one in nights)
    assert {n: t for n, t in torn.texts.items() if "last-run" not in n} == {
        n: t for n, t in whole.texts.items() if "last-run" not in n
    }


@pytest.mark.slow
async def test_a_link_that_is_due_in_one_list_is_seen_for_both() -> None:
    adaptive = replace(SETTINGS, schedule=ScheduleSettings(adaptive=True, at_least_every=7))
    files = some_files()
    lists = adaptive.each_list()
    asked = Witnesses(web=FakeWeb(), scholar=FakeScholar(), repositories=FakeRepositories())
    for number in range(40):
        await run_nights(asked, files, lists, now=night(number))
    together = Together(lists=tuple(begin(files, one) for one in lists))
    due = {t.url for each in together.lists for t in each.targets(now=night(40))}
    assert {t.url for t in together.targets(now=night(40))} == due


def with_validators(files: MemoryFiles, settings: Settings, etag: str | None) -> None:
    known = [KnownValidators(target=SHARED, validators=Validators(etag=etag))] if etag else []
    files.texts[f"{settings.reports}/{VALIDATORS.file}"] = VALIDATORS.text(known)


@pytest.mark.parametrize(
    ("a", "b", "used"),
    [('"1"', '"1"', True), ('"1"', '"2"', False), ('"1"', None, False), (None, '"1"', False)],
)
def test_not_modified_must_be_true_for_every_list(a: str | None, b: str | None, used: bool) -> None:
    files = some_files()
    with_validators(files, A, a)
    with_validators(files, B, b)
    together = Together(lists=tuple(begin(files, one) for one in BOTH))
    target = next(t for t in together.targets(now=NIGHT_ONE) if t.url == SHARED)
    assert (target.validators is not None) is used
    assert (SHARED in together.store().validators) is used


async def test_a_night_of_several_lists_divided_over_machines_is_that_night() -> None:
    whole, divided = some_files(), some_files()
    for number in range(3):
        await a_night(whole, number, FakeWeb({ONLY_B: Outcome.NOT_FOUND}))
        texts, asked = {}, []
        for part in (1, 2):
            web = FakeWeb({ONLY_B: Outcome.NOT_FOUND})
            here = MemoryFiles(dict(divided.texts))
            alone = Witnesses(web=web)
            await observe_part(alone, here, SETTINGS, (part, 2), path="part", now=night(number))
            texts[str(part)] = here.texts["part"]
            asked += web.asked
        assert sorted(asked) == sorted([SHARED, ONLY_A, ONLY_B])
        joined = join(texts, SETTINGS, now=night(number) + timedelta(hours=1))
        rest = Witnesses(web=FakeWeb(), scholar=FakeScholar(), repositories=FakeRepositories())
        rest = in_front_of(joined, rest, SETTINGS)
        await run_nights(rest, divided, BOTH, now=joined.began)
        assert divided.texts == whole.texts


def remembering(files: MemoryFiles, settings: Settings, fetched_at: datetime) -> None:
    paper = PaperId(scheme=Scheme.ARXIV, value=PAPER_A)
    record = PaperRecord(id=paper, source="arxiv", title="A", fetched_at=fetched_at)
    known = KnownPaper(id=paper, records=(record,))
    files.texts[f"{settings.reports}/{PAPERS.file}"] = PAPERS.text([known])


def test_the_newest_answer_about_a_paper_is_known_and_none_that_one_list_lacks() -> None:
    """A list that lacks it has just got the paper, or somebody wants it asked again."""
    files = some_files()
    remembering(files, A, night(0))

    def known() -> list[datetime | None]:
        together = Together(lists=tuple(begin(files, one) for one in BOTH))
        return [r.fetched_at for p in together.store().papers.values() for r in p.records]

    assert known() == []
    remembering(files, B, night(2))
    assert known() == [night(2)]
    remembering(files, A, night(3))
    assert known() == [night(3)]


async def test_records_of_papers_go_to_the_lists_that_have_them() -> None:
    def record(number: str) -> PaperRecord:
        paper = PaperId(scheme=Scheme.ARXIV, value=number)
        return PaperRecord(id=paper, source="arxiv", title=number, fetched_at=NIGHT_ONE)

    answers = PaperAnswers(records=(record(PAPER_A), record(PAPER_B)))
    files = some_files()
    asked = Witnesses(web=FakeWeb(), scholar=FakeScholar(answers))
    await run_nights(asked, files, BOTH, now=night(0))
    a, b = (
        {paper.value for paper in load_store(files, one.reports).papers} - {SHARED} for one in BOTH
    )
    assert PAPER_B not in a
    assert PAPER_A in a
    assert PAPER_B in b


def test_hosts_of_another_list_alone_are_left_to_it() -> None:
    files = some_files()
    files.texts["a.yml"] += '  - {id: x, section: S, title: X, pdf: "https://mine.example/x"}\n'
    a, b = lists = tuple(begin(files, one) for one in BOTH)
    together = Together(lists=lists)
    known = tuple(KnownHost(host=h) for h in ("mine.example", "shared.example", "via.example"))
    assert together.hosts_of(a, known) == known
    assert [host.host for host in together.hosts_of(b, known)] == ["shared.example", "via.example"]


async def test_a_search_is_made_once_and_all_lists_have_the_budget_of_one() -> None:
    port = FakeSearch()
    search = SearchOnce(port)
    for _ in range(2):
        for number in range(SEARCHES):
            assert await search.search(str(number), now=NIGHT_ONE) == ()
    assert len(port.asked) == search.calls == SEARCHES
    assert await search.search("another", now=NIGHT_ONE) is None
    assert len(port.asked) == SEARCHES


@dataclass
class FakeArchive:
    """Has a copy of everything."""

    asked: list[str] = field(default_factory=list)

    async def look_up(self, questions: Sequence[CopyQuestion], *, now: datetime) -> CopyAnswers:
        self.asked += [q.target for q in questions]
        copies = (KnownCopy(target=q.target, until=q.until, asked_at=now) for q in questions)
        return CopyAnswers(copies=tuple(copies))


async def test_the_archive_is_asked_once_about_a_link_of_two_lists() -> None:
    port = FakeArchive()
    archive = ArchiveOnce(port)
    question = CopyQuestion(target=SHARED, until=NIGHT_ONE)
    first = await archive.look_up([question], now=NIGHT_ONE)
    assert await archive.look_up([question], now=NIGHT_ONE) == first
    many = [CopyQuestion(target=f"{SHARED}/{n}", until=NIGHT_ONE) for n in range(20)]
    await archive.look_up(many, now=NIGHT_ONE)
    assert len(port.asked) == len(set(port.asked)) == 10


async def test_code_outside_the_lists_is_read_once() -> None:
    port = FakeRepositories()
    once = RepositoriesOnce(port)
    slug = RepoSlug(owner="o", name="r")
    first = await once.look_up([slug], {}, now=NIGHT_ONE)
    again = await once.look_up([slug], {}, now=NIGHT_ONE)
    assert again.facts == first.facts
    assert again.graphql_points == 0
    assert port.asked == [slug]


async def test_an_incident_is_told_in_the_lists_that_have_links_on_its_host() -> None:
    files = some_files()
    urls = [f"https://down.example/{n}" for n in range(6)]
    files.texts["a.yml"] += "".join(
        f'  - {{id: d{n}, section: S, title: D{n}, pdf: "{url}"}}\n' for n, url in enumerate(urls)
    )
    await a_night(files, 0)
    a, b = await a_night(files, 1, FakeWeb(dict.fromkeys(urls, Outcome.TIMED_OUT)))
    assert a.report is not None
    assert b.report is not None
    assert a.report.run is not None
    assert b.report.run is not None
    assert [incident.host for incident in a.report.run.incidents] == ["down.example"]
    assert b.report.run.incidents == ()


def test_every_list_has_a_page_that_shows_it() -> None:
    """A Markdown list shows itself, entries are on the common page or on one of their own."""
    assert (A.readme, B.readme) == ("README.md", "B.md")
    own = replace(SETTINGS.lists[0], readme="a/README.md")
    assert replace(SETTINGS, lists=(own,)).each_list()[0].readme == "a/README.md"


async def test_the_cost_in_each_report_is_said_to_be_that_of_all_lists() -> None:
    files = some_files()
    for one, each in zip(BOTH, await a_night(files, 0), strict=True):
        assert each.report is not None
        page = summary_markdown.text(each.report)
        assert "What this run asked of others for 2 lists together: " in page
        assert "For 2 lists together: " in dashboard_html.text(each.report)
        health = json.loads("".join(health_json.pieces(each.report)))
        assert health["cost"]["lists"] == 2
        jsonschema.validate(health, health_schema())
        assert load_store(files, one.reports).last.cost.lists == 2
    alone = await run_night(Witnesses(web=FakeWeb(), scholar=FakeScholar()), files, B, now=night(1))
    assert alone.report is not None
    assert "What this run asked of others: " in summary_markdown.text(alone.report)
    assert '"lists"' not in "".join(health_json.pieces(alone.report))
