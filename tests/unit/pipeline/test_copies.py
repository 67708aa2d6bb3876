"""Archive copies of dead links: asked about once, little by little, and offered to a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.model.copies import CopyQuestion, KnownCopy
from bot.model.findings import FixSafety, Rule
from bot.model.observations import Observation, Outcome, Witness
from bot.model.settings import Settings
from bot.model.verdicts import Health, Verdict
from bot.pipeline.copies import MOST, question_about
from bot.pipeline.night import Night, run_night
from bot.pipeline.observe import Witnesses
from bot.ports import CopyAnswers
from tests.builders import night
from tests.fakes.ports import FakeScholar, FakeWeb, MemoryFiles

HOSTS = "abcdefghij"
LIST = "title: T\nentries:\n" + "".join(
    f"  - id: {h}\n    section: S\n    title: Paper {h}\n    pdf: https://{h}.example/1\n"
    for h in HOSTS
)
TAKEN = datetime(2025, 3, 1, 4, 5, 6, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 2, 17, tzinfo=UTC)
GONE = FakeWeb({"https://a.example/1": Outcome.NOT_FOUND})


@dataclass
class FakeArchive:
    """Has a copy of everything, of nothing, or is away."""

    taken: datetime | None = TAKEN
    is_away: bool = False
    asked: list[CopyQuestion] = field(default_factory=list)

    async def look_up(self, questions: Sequence[CopyQuestion], *, now: datetime) -> CopyAnswers:
        self.asked += questions
        if self.is_away:
            return CopyAnswers(unanswered=len(questions), why="could not be reached")
        copies = [
            KnownCopy(target=q.target, until=q.until, asked_at=now, taken=self.taken)
            for q in questions
        ]
        return CopyAnswers(copies=tuple(copies), calls=(("web.archive.org", len(copies)),))


async def nights(files: MemoryFiles, archive: FakeArchive, numbers: Sequence[int]) -> Night:
    result = None
    for number in numbers:
        web = FakeWeb() if number == 0 else FakeWeb(dict(GONE.outcomes))
        witnesses = Witnesses(web=web, scholar=FakeScholar(), archive=archive)
        result = await run_night(witnesses, files, Settings(), now=night(number))
    assert result is not None
    return result


async def test_a_copy_from_before_the_death_is_offered_and_asked_about_once() -> None:
    files, archive = MemoryFiles({"entries.yml": LIST}), FakeArchive()
    result = await nights(files, archive, range(5))
    assert [(q.target, q.until) for q in archive.asked] == [("https://a.example/1", night(0))]
    assert result.report is not None
    (finding,) = [f for f in result.report.findings if f.rule is Rule.DEAD]
    (fix,) = finding.fixes
    assert fix.new == "https://web.archive.org/web/20250301040506/https://a.example/1"
    assert fix.safety is FixSafety.NEEDS_DECISION
    assert "1 Mar 2025" in fix.because
    assert result.complete


@pytest.mark.slow
async def test_none_is_said_and_asked_again_after_a_month() -> None:
    files, archive = MemoryFiles({"entries.yml": LIST}), FakeArchive(taken=None)
    result = await nights(files, archive, range(34))
    assert len(archive.asked) == 2
    assert result.report is not None
    (finding,) = result.report.findings
    assert finding.fixes == ()
    assert "the Internet Archive has no copy from before" in {e.detail for e in finding.evidence}


async def test_an_archive_that_is_away_is_no_failure_and_is_asked_again_the_next_night() -> None:
    files, archive = MemoryFiles({"entries.yml": LIST}), FakeArchive(is_away=True)
    result = await nights(files, archive, range(4))
    assert len(archive.asked) == 2
    assert result.complete
    assert any(
        words.startswith("Internet Archive: could not be reached") for words in result.missing
    )
    assert result.report is not None
    (finding,) = result.report.findings
    assert finding.fixes == ()


async def test_a_copy_of_a_link_that_left_the_list_is_forgotten() -> None:
    files, archive = MemoryFiles({"entries.yml": LIST}), FakeArchive()
    await nights(files, archive, range(3))
    assert "a.example" in files.texts["reports/ledger/copies.jsonl"]
    files.texts["entries.yml"] = LIST.replace("https://a.example/1", "https://a.example/2")
    await nights(files, archive, [3])
    assert files.texts["reports/ledger/copies.jsonl"] == ""


async def test_lines_that_make_no_sense_are_forgotten_and_asked_about_anew() -> None:
    files, archive = MemoryFiles({"entries.yml": LIST}), FakeArchive()
    await nights(files, archive, range(3))
    files.texts["reports/ledger/copies.jsonl"] = (
        '{"target":"https://a.example/1","until":"2026-01-01T00:00:00",'
        '"asked_at":"2026-01-01T00:00:00","taken":"2025-01-01T00:00:00"}\n'
        '{"target":"https://a.example/1"}\n'
        "not a line\n"
    )
    await nights(files, archive, [3])
    assert len(archive.asked) == 2
    assert "2025-03-01T04:05:06Z" in files.texts["reports/ledger/copies.jsonl"]


def a_verdict(
    outcome: Outcome, *, url: str = "https://lab.example/p", alive: datetime | None = None
) -> Verdict:
    seen = Observation(target=url, at=NOW, outcome=outcome)
    return Verdict(
        target=url,
        health=Health.DEAD,
        proof=Witness.PROBE,
        since=NOW - timedelta(days=2),
        last_alive=alive,
        decided_by=(seen,),
    )


def test_a_link_that_was_never_seen_well_is_asked_about_until_its_first_failure() -> None:
    asked = question_about(a_verdict(Outcome.NOT_FOUND))
    assert asked is not None
    assert asked.until == NOW - timedelta(days=2)


def test_a_page_for_sale_that_was_never_seen_well_gets_no_copy() -> None:
    """Its captures answer 200 as well, and may show the same advertisement."""
    assert question_about(a_verdict(Outcome.FOR_SALE)) is None
    assert question_about(a_verdict(Outcome.SOFT_NOT_FOUND)) is None
    alive = NOW - timedelta(days=9)
    asked = question_about(a_verdict(Outcome.FOR_SALE, alive=alive))
    assert asked is not None
    assert asked.until == alive


def test_nothing_private_is_told_to_the_archive() -> None:
    for url in (
        "http://10.0.0.7/paper",
        "http://wiki.internal/p",
        "http://intranet/p",
        "http://[2001:db8::1]/p",
        "https://lab.example/p?access_token=abcdefghijklmnop",
    ):
        assert question_about(a_verdict(Outcome.NOT_FOUND, url=url)) is None


async def test_only_so_many_are_asked_in_one_night_and_the_rest_in_the_next() -> None:
    hosts = [f"h{number}" for number in range(60)]
    text = "title: T\nentries:\n" + "".join(
        f"  - id: {h}\n    section: S\n    title: Paper {h}\n    pdf: https://{h}.example/1\n"
        for h in hosts
    )
    gone = {f"https://{h}.example/1": Outcome.NOT_FOUND for h in hosts[: MOST + 2]}
    files, archive = MemoryFiles({"entries.yml": text}), FakeArchive()
    for number in range(4):
        web = FakeWeb() if number == 0 else FakeWeb(dict(gone))
        witnesses = Witnesses(web=web, scholar=FakeScholar(), archive=archive)
        await run_night(witnesses, files, Settings(), now=night(number))
        asked = {0: 0, 1: 0, 2: MOST, 3: MOST + 2}[number]
        assert len(archive.asked) == asked
