"""The whole list of this repository against the simulated registries, well and sick."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from bot.catalogue.reading import parse_catalogue
from bot.gateways.scholarly import ScholarGateway
from bot.identity.identifiers import identify
from bot.identity.judgement import judge_catalogue
from bot.model.entries import Catalogue, LinkRole
from bot.model.papers import (
    Identity,
    IdentityJudgement,
    Integrity,
    PaperId,
    PaperQuestion,
    PaperRecord,
    Scheme,
)
from bot.pipeline.papers import questions_about
from bot.ports import PaperAnswers
from bot.rehearsal.building import build_world
from bot.rehearsal.misfortunes import Fate, Misfortune
from bot.rehearsal.reception import Reception
from bot.rehearsal.script import VLM_IN_MIA
from bot.rehearsal.transports import InProcessTransport
from bot.rehearsal.world import World
from tests.fakes.registries import Clock
from tests.unit.registries.answers import AT

LIST = Path(__file__).resolve().parents[2] / "entries.yml"
#: never asked, whatever happens
FORBIDDEN = {"ieeexplore.ieee.org", "www.sciencedirect.com", "dl.acm.org"}
#: told by their own pages, which the probing engine reads
BY_PAGE = (Scheme.PMLR, Scheme.NEURIPS)
REGISTRIES = (
    "api.crossref.org", "export.arxiv.org", "doi.org", "api.datacite.org", "api.openalex.org",
    "huggingface.co",
)  # fmt: skip
SICKNESSES = (
    Fate.REFUSED, Fate.SILENT, Fate.DROPPED, Fate.SERVER_ERROR, Fate.RATE_LIMITED, Fate.BUSY,
    Fate.GARBAGE, Fate.LYING, Fate.GONE, Fate.NO_SUCH_HOST, Fate.SLOW,
)  # fmt: skip

Known = Mapping[PaperId, Sequence[PaperRecord]]


@dataclass(frozen=True)
class Night:
    answers: PaperAnswers
    judgements: tuple[IdentityJudgement, ...]
    hosts: Counter[str]
    #: simulated seconds
    seconds: float

    @property
    def known(self) -> Known:
        found: dict[PaperId, list[PaperRecord]] = defaultdict(list)
        for record in self.answers.records:
            found[record.id].append(record)
        return found

    def of(self, start: str) -> IdentityJudgement:
        """The judgement on the entry whose id begins so."""
        return next(j for j in self.judgements if j.entry_id.startswith(start))

    @property
    def accused(self) -> list[str]:
        wrong = (Identity.WRONG_CERTAIN, Identity.WRONG_PROBABLE)
        return [j.entry_id for j in self.judgements if j.identity in wrong]


@cache
def the_list() -> Catalogue:
    return parse_catalogue(LIST.read_text(encoding="utf-8"))


@cache
def the_world() -> World:
    return replace(build_world(the_list(), VLM_IN_MIA), misfortunes=())


@cache
def questions() -> tuple[PaperQuestion, ...]:
    with_code = {entry.id for entry in the_list().entries if entry.link(LinkRole.CODE) is not None}
    bare = {
        identify(link.url)
        for entry in the_list().entries
        for link in entry.links
        if link.role is LinkRole.PDF and entry.id not in with_code
    }
    asked = questions_about(the_list().entries)
    return tuple(replace(question, wants_code=question.id in bare) for question in asked)


async def a_night(
    *misfortunes: Misfortune, known: Known | None = None, now: datetime = AT
) -> Night:
    clock = Clock()
    reception = Reception(replace(the_world(), misfortunes=misfortunes))
    gateway = ScholarGateway(
        user_agent="listbot-test/1 (mailto:me@example.org)",
        transport=InProcessTransport(reception),
        sleep=clock.sleep,
        clock=clock,
        deadline=0.05 if misfortunes else 20.0,
    )
    answers = await gateway.look_up(questions(), known or {}, now=now)
    records: dict[PaperId, list[PaperRecord]] = defaultdict(list)
    for record in answers.records:
        records[record.id].append(record)
    judgements = judge_catalogue(the_list(), records, unregistered=answers.unregistered, now=now)
    hosts = Counter(sighting.host for sighting in reception.sightings)
    return Night(answers, judgements, hosts, clock.now - 1000.0)


_WELL: list[Night] = []


async def a_well_night() -> Night:
    """The first night with all registries well, asked once for all tests."""
    if not _WELL:
        _WELL.append(await a_night())
    return _WELL[0]


async def test_every_link_that_a_registry_knows_is_judged() -> None:
    night = await a_well_night()
    assert len(night.judgements) == 126
    unknown = [j for j in night.judgements if j.identity is Identity.UNKNOWN]
    assert {j.paper_id.scheme for j in unknown if j.paper_id} <= set(BY_PAGE)
    assert night.answers.unavailable == ()
    assert night.answers.unregistered == ()


async def test_the_one_wrong_link_is_found_with_the_right_paper() -> None:
    night = await a_well_night()
    skin = night.of("diffusion-based-data-augmentation")
    assert night.accused == [skin.entry_id]
    assert skin.identity is Identity.WRONG_CERTAIN
    assert skin.record is not None
    assert skin.record.title.startswith("MedSyn")
    assert skin.intended is not None
    assert skin.intended.doi == "10.1007/978-3-031-53767-7_10"
    assert night.of("medsyn").identity is Identity.CONFIRMED


@pytest.mark.parametrize("entry", ["one-model-to-rule-them-all", "imitate", "merlin"])
async def test_renamed_papers_are_not_accused(entry: str) -> None:
    assert (await a_well_night()).of(entry).identity is Identity.CONFIRMED


@pytest.mark.parametrize(
    ("entry", "doi"),
    [
        ("one-model-to-rule-them-all", "10.1038/s41746-025-01964-w"),
        ("merlin", "10.1038/s41586-026-10181-8"),
    ],
)
async def test_publications_of_preprints_are_found(entry: str, doi: str) -> None:
    published = (await a_well_night()).of(entry).published
    assert published is not None
    assert published.doi == doi


async def test_a_cold_night_and_the_nights_after_cost_what_was_promised() -> None:
    night = await a_well_night()
    first = sum(count for _, count in night.answers.calls)
    assert first <= 60
    assert night.hosts.total() == first
    pages = [question for question in questions() if question.id.scheme in (*BY_PAGE, Scheme.CVF)]
    assert len(pages) <= 29
    for day in range(1, 9):
        night = await a_night(known=night.known, now=AT + timedelta(days=day))
        assert sum(count for _, count in night.answers.calls) <= 10
        assert night.accused == [night.of("diffusion-based-data-augmentation").entry_id]


async def test_walled_publishers_are_never_asked() -> None:
    assert not FORBIDDEN & set((await a_well_night()).hosts)


@pytest.mark.slow
@pytest.mark.parametrize("sickness", SICKNESSES)
@pytest.mark.parametrize("host", REGISTRIES)
async def test_a_sick_registry_makes_no_false_finding(host: str, sickness: Fate) -> None:
    night = await a_night(Misfortune(fate=sickness, host=host))
    skin = night.of("diffusion-based-data-augmentation").entry_id
    assert set(night.accused) <= {skin}
    assert not night.answers.unregistered
    assert {j.integrity for j in night.judgements} <= {Integrity.SOUND, Integrity.UNKNOWN}
    assert not FORBIDDEN & set(night.hosts)
    assert night.seconds < 180
    confirmed = sum(j.identity is Identity.CONFIRMED for j in night.judgements)
    # what is unknown for it is said, unless the others knew it all anyway
    assert confirmed == 117 or night.answers.unavailable


@pytest.mark.slow
async def test_with_all_registries_away_everything_is_unknown_but_what_the_list_itself_proves() -> (
    None
):
    all_away = [Misfortune(fate=Fate.REFUSED, host=host) for host in REGISTRIES]
    night = await a_night(*all_away)
    confirmed = [j for j in night.judgements if j.identity is Identity.CONFIRMED]
    assert {j.paper_id.scheme for j in confirmed if j.paper_id} == {Scheme.CVF}
    assert night.accused == []
    assert {j.integrity for j in night.judgements} == {Integrity.UNKNOWN}
    assert {name for name, _ in night.answers.unavailable} >= {"arxiv", "crossref"}


@pytest.mark.slow
@pytest.mark.parametrize("sickness", [Fate.LYING, Fate.GARBAGE])
async def test_the_night_after_a_sick_one_knows_everything_again(sickness: Fate) -> None:
    sick = await a_night(Misfortune(fate=sickness, host="api.crossref.org"))
    well = await a_night(known=sick.known, now=AT + timedelta(days=1))
    confirmed = sum(j.identity is Identity.CONFIRMED for j in well.judgements)
    assert confirmed == 117
