"""A week of the real list in the simulated web, through the real engine: everything planted is
found on the night on which the policy allows it, and nobody else is accused."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rich.console import Console

from bot.catalogue.reading import parse_catalogue
from bot.model.findings import Finding, Rule
from bot.model.observations import Witness
from bot.model.papers import Identity
from bot.model.report import LinkHealth, Report
from bot.model.settings import Settings
from bot.model.verdicts import Flag, Health
from bot.pipeline.store import MEMORY
from bot.rehearsal.play import Piece, play
from bot.rehearsal.script import VLM_IN_MIA
from bot.rehearsal.telling import NightTold, Teller
from bot.urls import host_of
from tests.published import schemas_met

pytestmark = pytest.mark.slow

ENTRIES = Path(__file__).resolve().parents[2] / "entries.yml"
CLIPATH = (
    "https://openaccess.thecvf.com/content/ICCV2023W/CVAMD/html/Lai_CLIPath_Fine-Tune_CLIP_with_"
    "Visual_Feature_Fusion_for_Pathology_Image_ICCVW_2023_paper.html"
)
UNIXGEN = "https://proceedings.mlr.press/v248/lee24a.html"
MGCA = (
    "https://proceedings.neurips.cc/paper_files/paper/2022/hash/"
    "d925bda407ada0df3190df323a212661-Abstract-Conference.html"
)
CHEXPERT = "https://stanfordmlgroup.github.io/competitions/chexpert/"
MEDSYN = "https://ieeexplore.ieee.org/abstract/document/10566053/"
WALLED = {"ieeexplore.ieee.org", "www.sciencedirect.com", "dl.acm.org"}
#: links whose death is planted, with the night on which the policy proves it
DEATHS = {CLIPATH: 2, UNIXGEN: 3, "https://github.com/cs-jerhuang/P-VQA": 1}


@contextmanager
def nobody_watching() -> Iterator[None]:
    yield None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("week")


@pytest.fixture(scope="module")
def week(folder: Path) -> tuple[NightTold, ...]:
    text = ENTRIES.read_text(encoding="utf-8")
    piece = Piece(
        catalogue=parse_catalogue(text),
        entries=text,
        script=VLM_IN_MIA,
        settings=Settings(),
        folder=folder,
        nights=7,
    )
    teller = Teller(Console(file=io.StringIO()))
    return asyncio.run(play(piece, teller, nobody_watching))


def report(week: tuple[NightTold, ...], night: int) -> Report:
    found = week[night - 1].report
    assert found is not None
    return found


def link(of: Report, url: str) -> LinkHealth:
    return next(item for item in of.links() if item.link.url == url)


def findings(of: Report, rule: Rule) -> list[Finding]:
    return [finding for finding in of.findings if finding.rule is rule]


@pytest.mark.usefixtures("week")
def test_every_line_that_a_week_leaves_behind_fits_its_published_schema(folder: Path) -> None:
    met = schemas_met(folder)
    # the simulated web names no validators, and no host of it learns in a week
    for name in {lines.name for lines in MEMORY} - {"ledger-hosts", "ledger-validators"}:
        assert met[name] >= 1, name
    assert met.keys() >= {"rehearsal", "health", "findings", "badge", "ledger-runs"}


@pytest.mark.parametrize(("url", "night"), DEATHS.items())
def test_the_dead_are_proven_dead_on_their_night_and_not_before(
    week: tuple[NightTold, ...], url: str, night: int
) -> None:
    healths = [told.report and link(told.report, url).verdict.health for told in week]
    assert Health.DEAD not in healths[: night - 1]
    assert all(health is Health.DEAD for health in healths[night - 1 :] if health)


def test_the_archived_copy_of_a_dead_paper_is_offered_and_of_another_there_is_none(
    week: tuple[NightTold, ...],
) -> None:
    (clipath,) = [f for f in report(week, 7).findings if f.url == CLIPATH and f.rule is Rule.DEAD]
    (fix,) = clipath.fixes
    assert fix.new == f"https://web.archive.org/web/20250102030405/{CLIPATH}"
    assert "2 Jan 2025" in fix.because
    (unixgen,) = [f for f in report(week, 7).findings if f.url == UNIXGEN and f.rule is Rule.DEAD]
    assert unixgen.fixes == ()
    assert "the Internet Archive has no copy from before" in {e.detail for e in unixgen.evidence}
    # each address was asked about once in the whole week
    calls = [
        number
        for night in week
        if night.report is not None
        for name, number in night.report.cost.registry_calls
        if name == "web.archive.org"
    ]
    assert sum(calls) == len(DEATHS)


def test_nothing_else_is_ever_called_dead(week: tuple[NightTold, ...]) -> None:
    for told in week:
        if told.report:
            dead = {x.link.url for x in told.report.links() if x.verdict.health is Health.DEAD}
            assert dead <= set(DEATHS), told.number


def test_a_page_that_flickers_never_dies(week: tuple[NightTold, ...]) -> None:
    healths = {link(told.report, MGCA).verdict.health for told in week if told.report}
    assert healths == {Health.UNSTABLE, Health.ALIVE}


def test_repositories_are_told_apart(week: tuple[NightTold, ...]) -> None:
    last = report(week, 7)

    def flags(slug: str) -> frozenset[Flag]:
        return link(last, f"https://github.com/{slug}").verdict.flags

    assert Flag.ARCHIVED in flags("monajati/BERTHop")
    assert Flag.EMPTY in flags("yangyan22/Token-Mixer")
    assert Flag.RENAMED in flags("Qybc/MedBLIP")
    assert Flag.HIJACKED in flags("leotam/MIMIC-CXR-annotations")
    assert (
        Flag.HIJACKED
        not in link(
            report(week, 3), "https://github.com/leotam/MIMIC-CXR-annotations"
        ).verdict.flags
    )
    (renamed,) = findings(last, Rule.RENAMED)
    assert renamed.fixes[0].new == "https://github.com/simulated-lab/MedBLIP"


def test_missing_code_is_searched_for_and_only_a_confirmed_repository_is_offered(
    week: tuple[NightTold, ...],
) -> None:
    news = {
        finding.entry_id: finding
        for finding in report(week, 7).findings
        if finding.rule is Rule.CODE_AVAILABLE
    }
    (fix,) = news["tandemnet"].fixes
    assert fix.new == "https://github.com/simulated-lab/tandemnet"
    # a list of papers and a comparison name it as well: candidates, and no code of it
    assert "report-concept-textual-prompt-learning" not in news
    assert any("will be searched" in sentence for sentence in report(week, 1).missing)


def test_jieba_is_no_code_of_clinical_bert(week: tuple[NightTold, ...]) -> None:
    jieba = link(report(week, 1), "https://github.com/fxsjy/jieba")
    assert jieba.attribution is not None
    assert jieba.attribution.accuse
    accused = {finding.url for finding in findings(report(week, 1), Rule.WRONG_CODE)}
    # exactly the wrong ones of all code links, each as what it is
    assert accused == {
        jieba.link.url,
        "https://github.com/batmanlab/MedSyn",
        "https://github.com/vios-s",
        CHEXPERT,
    }
    assert any("Clinical-BERT" in words for words in week[0].plan)
    assert jieba.verdict.health is Health.ALIVE


def test_the_medsyn_twin_is_another_paper_and_the_right_link_is_offered(
    week: tuple[NightTold, ...],
) -> None:
    first = report(week, 1)
    medsyn, skin = [item for item in first.links() if item.link.url == MEDSYN]
    assert medsyn.identity is not None
    assert medsyn.identity.identity is Identity.CONFIRMED
    assert skin.identity is not None
    assert skin.identity.identity is Identity.WRONG_CERTAIN
    (finding,) = findings(first, Rule.WRONG_PAPER)
    assert "MedSyn" in finding.summary
    assert any("10.1007/978-3-031-53767-7_10" in (fix.new or "") for fix in finding.fixes)


def test_renamed_papers_are_not_accused(week: tuple[NightTold, ...]) -> None:
    for url in (
        "https://arxiv.org/abs/2312.17183",
        "https://arxiv.org/abs/2406.06512",
        "https://ieeexplore.ieee.org/abstract/document/10646593/",
    ):
        judged = link(report(week, 7), url).identity
        assert judged is not None
        assert judged.identity in (Identity.CONFIRMED, Identity.UNKNOWN), url


def test_the_organisation_page_is_no_repository(week: tuple[NightTold, ...]) -> None:
    flags = link(report(week, 1), "https://github.com/vios-s").verdict.flags
    assert Flag.NOT_A_REPOSITORY in flags


def test_walled_links_are_alive_by_registry_or_blocked_and_never_asked(
    week: tuple[NightTold, ...],
) -> None:
    for told in week:
        assert not WALLED & set(told.requests), told.number
        for item in told.report.links() if told.report else ():
            if host_of(item.link.url) in WALLED:
                by_registry = (Health.ALIVE, Witness.REGISTRY)
                found = (item.verdict.health, item.verdict.proof)
                assert found == by_registry or item.verdict.health is Health.BLOCKED


def test_a_host_outage_is_one_incident_and_convicts_nobody(week: tuple[NightTold, ...]) -> None:
    third = report(week, 3)
    assert third.run is not None
    (incident,) = third.run.incidents
    assert incident.host == "openaccess.thecvf.com"
    new = {f.fingerprint for f in third.findings} - {
        f.fingerprint for f in report(week, 2).findings
    }
    assert not [
        finding
        for finding in third.findings
        if finding.fingerprint in new
        and finding.url
        and host_of(finding.url) == "openaccess.thecvf.com"
    ]


def test_a_night_without_a_network_records_nothing(week: tuple[NightTold, ...]) -> None:
    fifth = week[4]
    assert fifth.report is None
    assert fifth.refused
    assert fifth.plan == ()
    assert report(week, 6).runs == 5


def test_an_expired_certificate_is_reported_and_never_strikes(week: tuple[NightTold, ...]) -> None:
    for night in (2, 3, 4):
        seen = link(report(week, night), CHEXPERT).verdict
        assert Flag.BAD_CERTIFICATE in seen.flags
        assert seen.health is not Health.DEAD
    assert link(report(week, 6), CHEXPERT).verdict.health is Health.ALIVE


def test_planning_twice_does_nothing_the_second_time(week: tuple[NightTold, ...]) -> None:
    assert not [words for told in week for words in told.plan if "planning twice" in words]


def test_a_quiet_night_writes_nothing_on_the_forge(week: tuple[NightTold, ...]) -> None:
    opened = [words for words in week[6].plan if words.startswith(("open ", "reopen "))]
    assert opened == []


def test_everything_is_marked_as_simulated(week: tuple[NightTold, ...]) -> None:
    assert all(told.report.simulated for told in week if told.report)


def test_a_night_costs_no_more_than_promised(week: tuple[NightTold, ...]) -> None:
    first, second = (dict(report(week, night).cost.registry_calls) for night in (1, 2))
    assert sum(first.values()) <= 60
    assert sum(second.values()) <= 10
