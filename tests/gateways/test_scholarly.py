"""The registries of papers through the port: routes, batches, memory, and proof before accusation."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest

from bot.gateways.scholarly import ScholarGateway
from bot.gateways.scholarly_desk import Limits
from bot.identity.judgement import judge_identity
from bot.model.observations import PageReading
from bot.model.papers import About, Identity, Integrity, PaperId, PaperQuestion, PaperRecord
from bot.ports import PaperAnswers
from bot.registries.page_metadata import record_from_page
from tests.builders import an_entry
from tests.fakes.registries import (
    ARXIV,
    CROSSREF,
    DATACITE,
    DOI_ORG,
    HUB,
    OPENALEX,
    PUBMED,
    Clock,
    Registries,
)
from tests.unit.registries.answers import AT, a_feed, pid

IEEE = "https://ieeexplore.ieee.org/document/{}"
PII = "https://www.sciencedirect.com/science/article/pii/{}"
WIDGETS = "WidgetSyn: Text-Guided Synthesis of High-Fidelity Widgets"
SPROCKETS = "Diffusion-based augmentation for sprocket wear: from real to synthetic gears"
LEVERS = "Levers and Pulleys in Early Modern Clockwork Factories"
TEAM = [{"family": "Doe"}, {"family": "Roe"}, {"family": "Poe"}]
STRANGERS = [{"family": "Smith"}, {"family": "Brown"}]

Known = dict[PaperId, Sequence[PaperRecord]]


def question(url: str, *titles: str, **fields: Any) -> PaperQuestion:
    return PaperQuestion(id=pid(url), titles=titles, **fields)


def landing(url: str) -> dict[str, Any]:
    return {"resource": {"primary": {"URL": url}}}


async def look_up(
    world: Registries,
    *questions: PaperQuestion,
    known: Known | None = None,
    now: datetime = AT,
    **options: Any,
) -> PaperAnswers:
    clock = Clock()
    gateway = ScholarGateway(
        user_agent="listbot-test/1 (mailto:me@example.org)",
        transport=world,
        sleep=clock.sleep,
        clock=clock,
        **options,
    )
    world.asked.clear()
    return await gateway.look_up(questions, known or {}, now=now)


def remembered(answers: PaperAnswers) -> Known:
    found: dict[PaperId, list[PaperRecord]] = defaultdict(list)
    for record in answers.records:
        found[record.id].append(record)
    return dict(found)


def identity(answers: PaperAnswers, url: str, title: str) -> Identity:
    entry = an_entry(title=title, pdf=url)
    records = [record for record in answers.records if record.id == pid(url)]
    return judge_identity(entry, entry.links[0], records, now=AT).identity


async def test_many_dois_are_one_question() -> None:
    world = Registries()
    for number in range(30):
        world.add(f"10.5555/w.{number}", f"{WIDGETS} {number}", **landing(""))
    asked = [question(f"https://doi.org/10.5555/w.{n}", f"{WIDGETS} {n}") for n in range(30)]
    answers = await look_up(world, *asked)
    assert answers.calls == (("crossref", 1),)
    assert len(answers.records) == 30
    assert {record.integrity for record in answers.records} == {Integrity.SOUND}
    assert parse_qs(urlsplit(str(world.asked[0])).query)["mailto"] == ["me@example.org"]


async def test_many_preprints_are_one_question() -> None:
    world = Registries(preprints={f"2401.{n:05}": [f"{WIDGETS} {n}"] for n in range(12)})
    asked = [question(f"https://arxiv.org/abs/2401.{n:05}", f"{WIDGETS} {n}") for n in range(12)]
    answers = await look_up(world, *asked)
    assert world.calls(ARXIV) == 1
    assert len([r for r in answers.records if r.source == "arxiv"]) == 12


async def test_a_number_without_an_index_is_found_by_title_and_proven_by_its_address() -> None:
    world = Registries()
    world.add("10.5555/copy", WIDGETS, **landing("https://copies.example/1"))
    world.add("10.5555/tmi.1", WIDGETS, **landing(IEEE.format("90000001/")))
    answers = await look_up(world, question(IEEE.format(90000001), WIDGETS))
    own = [record for record in answers.records if record.about is About.ITSELF]
    assert [record.doi for record in own] == ["10.5555/tmi.1"]
    assert identity(answers, IEEE.format(90000001), WIDGETS) is Identity.CONFIRMED


async def test_a_title_alone_proves_nothing() -> None:
    world = Registries()
    world.add("10.5555/x", WIDGETS, **landing("https://link.example/x"))
    answers = await look_up(world, question(IEEE.format(90000001), WIDGETS))
    assert [record.about for record in answers.records] == [About.SEARCH]
    assert identity(answers, IEEE.format(90000001), WIDGETS) is Identity.UNKNOWN


async def test_elseviers_numbers_are_asked_together() -> None:
    world = Registries()
    numbers = [f"S15662535210011{n:02}" for n in range(12)]
    for n, number in enumerate(numbers):
        world.add(f"10.5555/e.{n}", f"{WIDGETS} {n}", **{"alternative-id": [number]})
    asked = [question(PII.format(number), f"{WIDGETS} {n}") for n, number in enumerate(numbers)]
    answers = await look_up(world, *asked)
    assert answers.calls == (("crossref", 1),)
    assert len({record.id for record in answers.records}) == 12


async def test_elseviers_numbers_are_asked_one_by_one_when_a_list_does_not_work() -> None:
    world = Registries(numbers_are_or=False)
    numbers = [f"S15662535210011{n:02}" for n in range(4)]
    for n, number in enumerate(numbers):
        world.add(f"10.5555/e.{n}", f"{WIDGETS} {n}", **{"alternative-id": [number]})
    asked = [question(PII.format(number), f"{WIDGETS} {n}") for n, number in enumerate(numbers)]
    answers = await look_up(world, *asked)
    assert len({record.id for record in answers.records if record.doi}) == 4
    assert world.calls(CROSSREF) == 4


async def test_a_number_that_crossref_never_stored_is_searched_by_title() -> None:
    world = Registries()
    number = "S0004370200000401"
    address = f"https://linkinghub.elsevier.com/retrieve/pii/{number}"
    world.add("10.5555/old", WIDGETS, **landing(address))
    answers = await look_up(world, question(PII.format(number), WIDGETS))
    assert identity(answers, PII.format(number), WIDGETS) is Identity.CONFIRMED


async def test_a_doi_that_the_entry_states_saves_the_search() -> None:
    world = Registries()
    world.add("10.5555/tmi.1", WIDGETS, **landing(IEEE.format("90000001/")))
    url = IEEE.format(90000001)
    answers = await look_up(world, question(url, WIDGETS, doi="10.5555/TMI.1"))
    assert answers.calls == (("crossref", 1),)
    assert [record.about for record in answers.records] == [About.ITSELF]


async def test_a_proven_number_is_never_searched_again() -> None:
    world = Registries()
    world.add("10.5555/tmi.1", WIDGETS, **landing(IEEE.format("90000001/")))
    asked = question(IEEE.format(90000001), WIDGETS)
    first = await look_up(world, asked)
    later = await look_up(world, asked, known=remembered(first), now=AT + timedelta(days=60))
    assert later.calls == (("crossref", 1),)
    assert "query.bibliographic" not in str(world.asked[0])


# memory


async def test_the_next_night_asks_nobody() -> None:
    world = Registries(preprints={"2401.00001": [LEVERS]})
    world.add("10.5555/one", WIDGETS)
    asked = (
        question("https://doi.org/10.5555/one", WIDGETS),
        question("https://arxiv.org/abs/2401.00001", LEVERS),
        question(IEEE.format(1234567), SPROCKETS),
    )
    first = await look_up(world, *asked)
    second = await look_up(world, *asked, known=remembered(first), now=AT + timedelta(days=1))
    assert second.calls == ()
    assert set(second.records) == set(first.records)


async def test_integrity_is_asked_again_within_a_week() -> None:
    world = Registries()
    world.add("10.5555/one", WIDGETS)
    asked = question("https://doi.org/10.5555/one", WIDGETS)
    first = await look_up(world, asked)
    world.works["10.5555/one"]["updated-by"] = [{"DOI": "10.5555/n", "type": "retraction"}]
    later = await look_up(world, asked, known=remembered(first), now=AT + timedelta(days=7))
    assert Integrity.RETRACTED in {record.integrity for record in later.records}


async def test_a_sick_registry_takes_nothing_from_memory() -> None:
    world = Registries()
    world.add("10.5555/one", WIDGETS)
    asked = question("https://doi.org/10.5555/one", WIDGETS)
    first = await look_up(world, asked)
    world.faults[CROSSREF] = lambda request, nth: httpx_error(503)
    later = await look_up(world, asked, known=remembered(first), now=AT + timedelta(days=20))
    assert later.records == first.records
    assert [name for name, _ in later.unavailable] == ["crossref"]


async def test_another_title_for_the_same_number_is_searched() -> None:
    world = Registries()
    url = IEEE.format(1234567)
    first = await look_up(world, question(url, WIDGETS))
    later = await look_up(
        world, question(url, SPROCKETS), known=remembered(first), now=AT + timedelta(days=1)
    )
    assert later.calls == (("crossref", 1),)


# what is not there


async def test_a_doi_that_nobody_has_is_denied_by_doi_org_twice() -> None:
    world = Registries()
    asked = question("https://doi.org/10.5555/nope", WIDGETS)
    answers = await look_up(world, asked)
    assert answers.unregistered == (asked.id,)
    assert answers.calls == (("crossref", 1), ("doi.org", 2))


async def test_a_doi_of_another_agency_exists() -> None:
    world = Registries(elsewhere={"10.5555/mine": "JaLC"})
    asked = question("https://doi.org/10.5555/mine", WIDGETS)
    answers = await look_up(world, asked)
    assert answers.unregistered == ()
    assert [(r.source, r.landing_url) for r in answers.records] == [
        ("doi.org", "https://x.example/10.5555/mine")
    ]


async def test_when_doi_org_is_away_nothing_is_denied() -> None:
    for status in (403, 500, 404):
        world = Registries()
        world.faults[DOI_ORG] = lambda request, nth, s=status: httpx_error(s, "<html>no</html>")  # type: ignore[misc]
        answers = await look_up(world, question("https://doi.org/10.5555/nope", WIDGETS))
        assert answers.unregistered == ()


async def test_a_doi_that_the_second_answer_knows_is_not_denied() -> None:
    world = Registries()

    def second_knows(request: Any, nth: int) -> Any:
        if "/api/handles/" in str(request.url):
            world.elsewhere["10.5555/nope"] = "Crossref"
        return None

    world.faults[DOI_ORG] = second_knows
    answers = await look_up(world, question("https://doi.org/10.5555/nope", WIDGETS))
    assert answers.unregistered == ()


async def test_a_doi_that_only_a_rule_made_is_not_denied_and_not_asked_again() -> None:
    world = Registries()
    asked = question("https://aclanthology.org/2023.acl-long.1/", WIDGETS)
    first = await look_up(world, asked)
    assert first.unregistered == ()
    assert first.calls == (("crossref", 1), ("doi.org", 1))
    later = await look_up(world, asked, known=remembered(first), now=AT + timedelta(days=5))
    assert later.calls == ()


async def test_a_preprint_that_nobody_has_is_denied() -> None:
    world = Registries()
    asked = question("https://arxiv.org/abs/2401.99999", WIDGETS)
    answers = await look_up(world, asked)
    assert answers.unregistered == (asked.id,)
    assert dict(answers.calls)["arxiv"] == 2


async def test_an_empty_feed_for_a_known_preprint_is_asked_again() -> None:
    world = Registries(preprints={"2401.00001": [WIDGETS]})

    def hiccup(request: Any, nth: int) -> Any:
        return httpx_feed() if nth == 1 else None

    world.faults[ARXIV] = hiccup
    answers = await look_up(world, question("https://arxiv.org/abs/2401.00001", WIDGETS))
    assert answers.unregistered == ()
    assert [record.source for record in answers.records if record.title] == ["arxiv"]


async def test_datacite_stands_in_for_arxiv() -> None:
    world = Registries(preprints={"2401.00001": [WIDGETS]})
    world.faults[ARXIV] = lambda request, nth: httpx_error(429, "Rate exceeded.")
    url = "https://arxiv.org/abs/2401.00001"
    answers = await look_up(world, question(url, WIDGETS))
    assert [record.source for record in answers.records] == ["datacite"]
    assert identity(answers, url, WIDGETS) is Identity.CONFIRMED
    assert ("arxiv", "asks for a pause (status 429)") in answers.unavailable


# proof before accusation


async def test_a_wrong_number_is_proven_by_a_second_registry_and_the_right_paper_is_found() -> None:
    world = Registries()
    world.add("10.5555/tmi.1", WIDGETS, author=TEAM, **landing(IEEE.format("90000001/")))
    world.add("10.5555/g.1", SPROCKETS, author=STRANGERS, **landing("https://link.example/g"))
    url = IEEE.format(90000001)
    answers = await look_up(world, question(url, WIDGETS, SPROCKETS))
    assert identity(answers, url, WIDGETS) is Identity.CONFIRMED
    assert identity(answers, url, SPROCKETS) is Identity.WRONG_CERTAIN
    assert dict(answers.calls) == {"crossref": 2, "openalex": 1, "doi.org": 1}


async def test_a_wrong_doi_is_proven_and_the_right_paper_is_found() -> None:
    world = Registries()
    world.add("10.5555/one", LEVERS, author=TEAM)
    world.add("10.5555/g.1", SPROCKETS, author=STRANGERS)
    url = "https://doi.org/10.5555/one"
    answers = await look_up(world, question(url, SPROCKETS))
    assert identity(answers, url, SPROCKETS) is Identity.WRONG_CERTAIN


async def test_a_wrong_preprint_is_proven_and_the_right_one_is_found() -> None:
    world = Registries(preprints={"2401.00001": [LEVERS], "2401.00002": [SPROCKETS]})
    url = "https://arxiv.org/abs/2401.00001"
    answers = await look_up(world, question(url, SPROCKETS))
    assert identity(answers, url, SPROCKETS) is not Identity.CONFIRMED
    found = [record for record in answers.records if record.about is About.SEARCH and record.arxiv]
    assert [record.arxiv for record in found] == ["2401.00002"]


async def test_a_paper_that_is_found_nowhere_is_not_searched_every_night() -> None:
    world = Registries(preprints={"2401.00001": [LEVERS]})
    asked = question("https://arxiv.org/abs/2401.00001", SPROCKETS)
    first = await look_up(world, asked)
    assert dict(first.calls) == {"arxiv": 2, "crossref": 1, "datacite": 1}
    later = await look_up(world, asked, known=remembered(first), now=AT + timedelta(days=1))
    assert later.calls == ()


async def test_a_renamed_preprint_is_recognised_by_its_first_version() -> None:
    world = Registries(preprints={"2401.00001": [WIDGETS, WIDGETS, LEVERS]})
    url = "https://arxiv.org/abs/2401.00001"
    asked = question(url, WIDGETS)
    answers = await look_up(world, asked)
    assert identity(answers, url, WIDGETS) is Identity.CONFIRMED
    assert dict(answers.calls)["arxiv"] == 2
    later = await look_up(world, asked, known=remembered(answers), now=AT + timedelta(days=8))
    assert dict(later.calls) == {"arxiv": 1}
    assert identity(later, url, WIDGETS) is Identity.CONFIRMED


async def test_without_the_second_registry_a_wrong_doi_is_only_unknown() -> None:
    world = Registries()
    world.add("10.5555/one", LEVERS, author=TEAM)
    world.add("10.5555/g.1", SPROCKETS, author=STRANGERS)
    world.faults[OPENALEX] = lambda request, nth: httpx_error(429)
    url = "https://doi.org/10.5555/one"
    asked = question(url, SPROCKETS)
    answers = await look_up(world, asked)
    assert identity(answers, url, SPROCKETS) is Identity.UNKNOWN
    del world.faults[OPENALEX]
    later = await look_up(world, asked, known=remembered(answers), now=AT + timedelta(days=1))
    assert identity(later, url, SPROCKETS) is Identity.WRONG_CERTAIN


async def test_a_registry_that_mixes_up_its_records_is_found_out_by_another() -> None:
    world = Registries()
    world.add("10.5555/one", LEVERS)
    world.openalex["10.5555/one"] = {"title": WIDGETS}
    url = "https://doi.org/10.5555/one"
    answers = await look_up(world, question(url, WIDGETS))
    assert identity(answers, url, WIDGETS) is Identity.CONFIRMED


async def test_a_registry_that_contradicts_most_of_the_list_is_not_believed() -> None:
    world = Registries()
    for n in range(20):
        world.add(f"10.5555/w.{n}", f"{LEVERS} {n}")
        world.openalex[f"10.5555/w.{n}"] = {"title": f"{LEVERS} {n}"}
    asked = [question(f"https://doi.org/10.5555/w.{n}", f"{WIDGETS} {n}") for n in range(20)]
    answers = await look_up(world, *asked)
    assert answers.records == ()
    assert [name for name, _ in answers.unavailable] == ["crossref"]
    assert answers.calls == (("crossref", 1),)


async def test_the_same_title_under_another_number_is_heard_from_two_more() -> None:
    world = Registries()
    world.add("10.5555/tmi.2", WIDGETS, **landing(IEEE.format("90000002/")))
    url = IEEE.format(90000001)
    answers = await look_up(world, question(url, WIDGETS))
    assert identity(answers, url, WIDGETS) is Identity.WRONG_PROBABLE
    world.faults[DOI_ORG] = lambda request, nth: httpx_error(500)
    answers = await look_up(world, question(url, WIDGETS))
    assert identity(answers, url, WIDGETS) is Identity.UNKNOWN


async def test_a_retraction_is_heard_from_a_second_registry() -> None:
    world = Registries()
    notice = {"DOI": "10.5555/n", "type": "retraction", "source": "retraction-watch"}
    world.add("10.5555/one", WIDGETS, **{"updated-by": [notice]})
    answers = await look_up(world, question("https://doi.org/10.5555/one", WIDGETS))
    assert dict(answers.calls) == {"crossref": 1, "openalex": 1}


# publication and code


async def test_the_published_version_that_authors_name_is_looked_up() -> None:
    world = Registries(preprints={"2401.00001": [WIDGETS]})
    world.extras["2401.00001"] = {"extra": "<arxiv:doi>10.5555/J.1</arxiv:doi>"}
    world.add("10.5555/j.1", WIDGETS)
    answers = await look_up(world, question("https://arxiv.org/abs/2401.00001", WIDGETS))
    published = [record for record in answers.records if record.about is About.PUBLISHED]
    assert [record.doi for record in published] == ["10.5555/j.1"]
    assert dict(answers.calls) == {"arxiv": 1, "crossref": 1}


async def test_the_hub_is_asked_for_code_only_where_it_is_wanted_and_a_few_a_night() -> None:
    world = Registries(preprints={f"2401.{n:05}": [f"{WIDGETS} {n}"] for n in range(20)})
    urls = [f"https://arxiv.org/abs/2401.{n:05}" for n in range(20)]
    asked = [question(u, f"{WIDGETS} {n}", wants_code=n > 2) for n, u in enumerate(urls)]
    nights: list[int] = []
    known: Known = {}
    for day in range(4):
        answers = await look_up(world, *asked, known=known, now=AT + timedelta(days=day))
        known = remembered(answers)
        nights.append(world.calls(HUB))
        assert answers.unavailable == ()
    assert nights == [4, 4, 4, 4]


ABS = "https://arxiv.org/abs/2401.{:05}"
PRESS = landing("https://press.example/articles/1")
#: the people of the scripted preprints
PEOPLE = [{"family": "Doe"}, {"family": "van der Roe"}]


def published(answers: PaperAnswers) -> list[str | None]:
    """DOIs of published versions that are known."""
    return [r.doi for r in answers.records if r.about is About.PUBLISHED and r.doi]


async def test_a_published_version_that_nobody_names_is_found_by_title_and_people() -> None:
    world = Registries(preprints={"2401.00001": ["Widgets, a First Draft", WIDGETS]})
    world.add("10.65215/copy", WIDGETS, author=PEOPLE, **PRESS)
    world.add("10.5555/preprint", WIDGETS, author=PEOPLE, type="posted-content", **PRESS)
    world.add("10.5555/j.1", WIDGETS, author=PEOPLE, **PRESS)
    answers = await look_up(world, question(ABS.format(1), WIDGETS))
    assert published(answers) == ["10.5555/j.1"]
    entry = an_entry(title=WIDGETS, pdf=ABS.format(1))
    judgement = judge_identity(entry, entry.links[0], answers.records, now=AT)
    assert judgement.published is not None
    assert judgement.published.landing_url == "https://press.example/articles/1"
    # heard again by its DOI when a week is over, and still known to have been found by title
    later = AT + timedelta(days=8)
    again = await look_up(
        world, question(ABS.format(1), WIDGETS), known=remembered(answers), now=later
    )
    (record,) = (r for r in again.records if r.about is About.PUBLISHED)
    assert (record.doi, record.searched_title, record.fetched_at) == ("10.5555/j.1", WIDGETS, later)


@pytest.mark.parametrize(
    "fields",
    [
        {"author": STRANGERS, **PRESS},
        {"author": [*STRANGERS, {"family": "Doe"}], **PRESS},
        {"author": [], **PRESS},
        {"author": PEOPLE, "issued": {"date-parts": [[2003]]}, **PRESS},
        {"author": PEOPLE, **landing("")},
        {"author": PEOPLE, "type": "component", **PRESS},
    ],
)
async def test_the_same_title_alone_is_no_published_version(fields: dict[str, Any]) -> None:
    world = Registries(preprints={"2401.00001": [WIDGETS]})
    world.add("10.5555/j.1", WIDGETS, **fields)
    world.add("10.5555/j.2", f"{WIDGETS} in Clockwork Factories", author=PEOPLE, **PRESS)
    answers = await look_up(world, question(ABS.format(1), WIDGETS))
    assert published(answers) == []
    tomorrow = AT + timedelta(days=1)
    await look_up(world, question(ABS.format(1), WIDGETS), known=remembered(answers), now=tomorrow)
    assert world.calls() == 0  # and it is not searched every night


async def test_published_versions_are_searched_a_few_a_night_and_not_when_the_entry_names_one() -> (
    None
):
    names = {f"2401.{n:05}": [f"{WIDGETS} {n}"] for n in range(10)}
    world = Registries(preprints=names)
    asked = [question(ABS.format(n), f"{WIDGETS} {n}") for n in range(10)]
    asked[0] = question(ABS.format(0), f"{WIDGETS} 0", doi="10.5555/stated")
    nights: list[int] = []
    known: Known = {}
    for day in range(4):
        answers = await look_up(world, *asked, known=known, now=AT + timedelta(days=day))
        known = remembered(answers)
        nights.append(sum("query.bibliographic" in str(url) for url in world.asked))
    assert nights == [4, 4, 1, 0]


async def test_a_withdrawn_preprint_is_not_searched() -> None:
    world = Registries(preprints={"2401.00001": [WIDGETS]})
    world.extras["2401.00001"] = {"comment": "This paper was withdrawn by the authors"}
    await look_up(world, question(ABS.format(1), WIDGETS))
    assert world.calls(CROSSREF) == 0


async def test_a_relation_at_datacite_names_the_published_version() -> None:
    related = [
        {"relationType": "IsVersionOf", "relatedIdentifier": "10.5281/zenodo.1"},
        {"relationType": "References", "relatedIdentifier": "10.5555/cited"},
        {"relationType": "IsVersionOf", "relatedIdentifier": "https://doi.org/10.5555/J.1"},
    ]
    world = Registries(preprints={"2401.00001": [WIDGETS]}, related={"2401.00001": related})
    world.faults[ARXIV] = lambda request, nth: httpx.Response(503)
    world.add("10.5555/j.1", WIDGETS, author=PEOPLE, **PRESS)
    answers = await look_up(world, question(ABS.format(1), WIDGETS))
    assert published(answers) == ["10.5555/j.1"]


# limits


async def test_searches_are_limited_and_the_rest_waits_for_the_next_nights() -> None:
    world = Registries()
    asked = [question(IEEE.format(1000000 + n), f"{WIDGETS} {n}") for n in range(7)]
    limits = Limits(searches=3)
    first = await look_up(world, *asked, limits=limits)
    assert first.calls == (("crossref", 3),)
    assert first.postponed == ("4 title searches wait for the next nights",)
    assert first.unavailable == ()
    second = await look_up(
        world, *asked, known=remembered(first), limits=limits, now=AT + timedelta(days=1)
    )
    third = await look_up(
        world, *asked, known=remembered(second), limits=limits, now=AT + timedelta(days=2)
    )
    assert (second.calls, third.calls) == ((("crossref", 3),), (("crossref", 1),))
    assert third.postponed == ()


async def test_a_night_at_the_registries_ends() -> None:
    class Never(Registries):
        async def handle_async_request(self, request: Any) -> Any:
            await asyncio.sleep(3600)

    gateway = ScholarGateway(
        user_agent="x", transport=Never(), limits=Limits(seconds=0.1), deadline=3600
    )
    asked = [question("https://doi.org/10.5555/one", WIDGETS)]
    answers = await gateway.look_up(asked, {}, now=AT)
    assert answers.records == ()
    assert answers.unavailable[0][0] == "registries"


async def test_a_page_or_an_unknown_address_asks_nobody() -> None:
    world = Registries()
    answers = await look_up(
        world,
        question("https://example.org/paper.pdf", WIDGETS),
        question("https://openreview.net/forum?id=9Vrb9D0WI4", SPROCKETS),
    )
    assert answers.calls == ()
    assert answers.records == ()
    assert (await look_up(world)).records == ()


@pytest.mark.parametrize("doi", ["10.5555/a,alternative-id:b", "10.5555/<b>", "10.5555/a:b"])
async def test_a_doi_with_odd_characters_never_rewrites_a_question(doi: str) -> None:
    world = Registries()
    await look_up(world, question(f"https://doi.org/{quote(doi)}", WIDGETS))
    assert not [url for url in world.asked if url.host == CROSSREF and "filter" in str(url)]


async def test_zenodo_is_asked_at_datacite() -> None:
    world = Registries()
    await look_up(world, question("https://zenodo.org/records/1234567", WIDGETS))
    assert world.calls(CROSSREF) == 0
    assert world.calls(DATACITE) == 1


def httpx_error(status: int, text: str = "") -> httpx.Response:
    return httpx.Response(status, text=text)


def httpx_feed() -> httpx.Response:
    return httpx.Response(200, content=a_feed().body)


# PubMed

ARTICLE = "https://pubmed.ncbi.nlm.nih.gov/{}/"


def summary(title: str, doi: str) -> dict[str, Any]:
    """One summary of PubMed."""
    people = [{"name": "Doe J"}, {"name": "Roe R"}, {"name": "Poe P"}]
    ids = [{"idtype": "doi", "value": doi}]
    return {"title": f"{title}.", "authors": people, "articleids": ids, "pubdate": "2024"}


async def test_numbers_of_pubmed_are_one_question_and_crossref_hears_their_dois() -> None:
    world = Registries(
        summaries={str(n): summary(f"{WIDGETS} {n}", f"10.5555/w.{n}") for n in range(1, 9)}
    )
    for n in range(1, 9):
        world.add(f"10.5555/w.{n}", f"{WIDGETS} {n}", **landing("https://press.example/x"))
    asked = [question(ARTICLE.format(n), f"{WIDGETS} {n}") for n in range(1, 9)]
    answers = await look_up(world, *asked)
    assert dict(answers.calls) == {"pubmed": 1, "crossref": 1}
    assert identity(answers, ARTICLE.format(3), f"{WIDGETS} 3") is Identity.CONFIRMED
    again = await look_up(world, *asked, known=remembered(answers), now=AT + timedelta(days=1))
    assert again.calls == ()


async def test_pubmed_alone_convicts_no_number_even_when_crossref_has_its_doi() -> None:
    """It may lie about the number; the page itself is the second witness."""
    url = ARTICLE.format(7)
    world = Registries(summaries={"7": summary(WIDGETS, "10.5555/w.7")})
    world.add("10.5555/w.7", WIDGETS, author=TEAM)
    world.add("10.5555/gears.1", SPROCKETS, author=STRANGERS)
    answers = await look_up(world, question(url, SPROCKETS))
    assert identity(answers, url, SPROCKETS) is Identity.UNKNOWN
    tags = (("citation_title", WIDGETS), ("citation_abstract_html_url", url))
    page = record_from_page(pid(url), PageReading(metadata=tags), at=AT)
    assert page is not None
    seen = replace(answers, records=(*answers.records, page))
    assert identity(seen, url, SPROCKETS) is Identity.WRONG_CERTAIN


@pytest.mark.parametrize(
    "fault",
    [
        lambda request, nth: httpx.Response(503),
        lambda request, nth: httpx.Response(429, text='{"error":"API rate limit exceeded"}'),
        lambda request, nth: httpx.Response(200, text="<html>"),
        lambda request, nth: httpx.Response(200, text='{"result":{"uids":["7"]}}'),
    ],
)
async def test_when_pubmed_is_sick_its_numbers_are_unknown(fault: Any) -> None:
    world = Registries(summaries={"7": summary(WIDGETS, "10.5555/w.7")})
    world.faults[PUBMED] = fault
    answers = await look_up(world, question(ARTICLE.format(7), SPROCKETS))
    assert identity(answers, ARTICLE.format(7), SPROCKETS) is Identity.UNKNOWN
    assert [name for name, _ in answers.unavailable] == ["pubmed"]
    assert answers.unregistered == ()
