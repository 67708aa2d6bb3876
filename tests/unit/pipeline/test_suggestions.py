"""The right code is looked for where a link is wrong or missing, and offered when it confirms itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.catalogue.reading import parse_catalogue
from bot.model.entries import Catalogue
from bot.model.evidence import Attribution, AttributionJudgement
from bot.model.papers import Identity, IdentityJudgement, PaperId, PaperRecord, Scheme
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.pipeline.observe import Witnesses
from bot.pipeline.store import KnownAttribution, KnownOffers, Store, load_store, store_files
from bot.pipeline.suggestions import AGAIN, SEARCHES, Found, look_for_code
from tests.builders import NIGHT_ONE
from tests.fakes.ports import FakeRepositories, FakeSearch, FakeWeb, MemoryFiles

TITLE = "FrogNet: Counting Frogs in Ponds with Sparse Attention"
WRONG, RIGHT = "https://github.com/o/wrong", "https://github.com/lab/frognet"
SLUG = RepoSlug(owner="lab", name="frognet")
KEY = ("frognet", WRONG)
BY_TITLE = '"FrogNet Counting Frogs in Ponds with Sparse Attention" in:readme,description'
HEAD = "title: T\nsections:\n  - id: s\n    title: S\nentries:\n"
ENTRY = f'  - id: frognet\n    section: s\n    title: "{TITLE}"\n    pdf: https://p.example/1\n'
CATALOGUE = parse_catalogue(f"{HEAD}{ENTRY}    code: {WRONG}\n")
WITHOUT = parse_catalogue(HEAD + ENTRY)
JUDGED = {
    KEY: KnownAttribution(
        judgement=AttributionJudgement(
            entry_id="frognet", url=WRONG, attribution=Attribution.WRONG, score=0.01, accuse=True
        )
    )
}
OWN = f"# FrogNet\n\nOfficial implementation of *{TITLE}*.\n"
OTHER = (
    "# ToadCount\n\nOfficial implementation of *ToadCount: Estimating Toad Populations from Night "
    "Recordings* (2021).\n\n## Citation\n\n@inproceedings{toad,\n  title={ToadCount: Estimating Toad "
    "Populations from Night Recordings},\n  year={2021}\n}\n"
)
RECORD = PaperRecord(
    id=PaperId(scheme=Scheme.PAGE, value="https://p.example/1"),
    source="page",
    title=TITLE,
    code_urls=(RIGHT,),
)
NAMED = IdentityJudgement(
    entry_id="frognet", url="https://p.example/1", identity=Identity.CONFIRMED, record=RECORD
)


def repository(readme: str, slug: RepoSlug = SLUG) -> RepoFacts:
    return RepoFacts(
        slug=slug,
        state=RepoState.EXISTS,
        source="graphql",
        readme=readme,
        created=datetime(2025, 1, 1, tzinfo=UTC),
    )


async def look(
    catalogue: Catalogue = CATALOGUE,
    *,
    readme: str = OWN,
    search: FakeSearch | None = None,
    identity: IdentityJudgement | None = None,
    before: dict[str, KnownOffers] | None = None,
    now: datetime = NIGHT_ONE,
    port: FakeRepositories | None = None,
) -> Found:
    port = port or FakeRepositories({"lab/frognet": repository(readme)})
    judged = JUDGED if catalogue is CATALOGUE else {}
    witnesses = Witnesses(web=FakeWeb(), repositories=port, search=search)
    identities = [identity] if identity else []
    return await look_for_code(catalogue, judged, before or {}, identities, {}, witnesses, now=now)


def offered(found: Found) -> list[str]:
    return [offer.url for offer in found.offers["frognet"].offered]


async def test_what_the_paper_names_is_offered_when_it_confirms_itself() -> None:
    assert offered(await look(identity=NAMED)) == [RIGHT]
    assert offered(await look(identity=NAMED, readme=OTHER)) == []


async def test_what_another_papers_record_names_does_not_speak_for_the_entry() -> None:
    port = FakeRepositories()
    other = replace(NAMED, identity=Identity.WRONG_CERTAIN)
    await look(WITHOUT, identity=other, port=port)
    assert port.asked == []


async def test_nobody_is_searched_for_whose_paper_names_its_code() -> None:
    search = FakeSearch()
    found = await look(identity=NAMED, search=search)
    assert search.asked == []
    assert found.missing == ()


async def test_missing_code_is_searched_for_and_a_confirmed_repository_is_offered() -> None:
    search = FakeSearch({BY_TITLE: (RepoSlug(owner="x", name="fake"), SLUG)})
    found = await look(WITHOUT, search=search)
    assert offered(found) == [RIGHT]
    assert "a search at the code host" in found.offers["frognet"].offered[0].because
    assert found.rest_calls == len(search.asked) == 1


async def test_candidates_that_are_of_another_paper_are_not_offered() -> None:
    search = FakeSearch({BY_TITLE: (SLUG,)})
    found = await look(WITHOUT, readme=OTHER, search=search)
    assert offered(found) == []
    assert found.offers["frognet"].searched_at == NIGHT_ONE


async def test_the_wrong_repository_itself_is_no_candidate() -> None:
    wrong = RepoSlug(owner="o", name="wrong")
    port = FakeRepositories({"o/wrong": repository(OWN, wrong)})
    found = await look(search=FakeSearch({BY_TITLE: (wrong,)}), port=port)
    assert offered(found) == []
    assert port.asked == []


async def test_an_answer_is_remembered_until_it_is_old() -> None:
    first = await look(WITHOUT, search=FakeSearch())
    search = FakeSearch({BY_TITLE: (SLUG,)})
    soon = await look(
        WITHOUT, search=search, before=dict(first.offers), now=NIGHT_ONE + timedelta(days=1)
    )
    assert search.asked == []
    assert soon.missing == ()
    late = await look(WITHOUT, search=search, before=dict(soon.offers), now=NIGHT_ONE + AGAIN)
    assert offered(late) == [RIGHT]


async def test_another_title_is_another_question() -> None:
    first = await look(WITHOUT, search=FakeSearch())
    search = FakeSearch()
    renamed = parse_catalogue((HEAD + ENTRY).replace("Counting", "Numbering"))
    await look(renamed, search=search, before=dict(first.offers))
    assert search.asked


async def test_an_entry_with_code_is_forgotten() -> None:
    first = await look(WITHOUT, search=FakeSearch({BY_TITLE: (SLUG,)}))
    mended = parse_catalogue(f"{HEAD}{ENTRY}    code: {RIGHT}\n")
    assert (await look(mended, before=dict(first.offers))).offers == {}


async def test_a_night_searches_a_few_and_says_how_many_wait() -> None:
    many = parse_catalogue(
        HEAD
        + "".join(
            ENTRY.replace("id: frognet", f"id: frog-{n}")
            .replace("FrogNet", f"FrogNet{n}")
            .replace("/1", f"/{n}")
            for n in range(9)
        )
    )
    search = FakeSearch()
    first = await look(many, search=search)
    assert len(search.asked) <= SEARCHES
    done = len(first.offers)
    assert 0 < done < 9
    assert first.missing == (
        f"GitHub will be searched for the code of {9 - done} entries on the next nights.",
    )
    second = await look(
        many, search=search, before=dict(first.offers), now=NIGHT_ONE + timedelta(days=1)
    )
    assert len(second.offers) == 9


async def test_without_a_token_nobody_is_asked_and_that_is_said() -> None:
    search = FakeSearch(why_not="that takes a token")
    found = await look(WITHOUT, search=search)
    assert search.asked == []
    assert found.missing == (
        "GitHub was not searched for the code of 1 entry: that takes a token.",
    )
    assert found.offers == {}


async def test_silence_is_no_answer() -> None:
    found = await look(WITHOUT, search=FakeSearch(patience=1))
    assert found.offers == {}
    assert found.missing == ("GitHub was not searched for the code of 1 entry: it did not answer.",)


async def test_what_was_found_survives_the_night() -> None:
    found = await look(WITHOUT, search=FakeSearch({BY_TITLE: (SLUG,)}))
    texts = store_files(Store(offers=found.offers))
    files = MemoryFiles({f"reports/{name}": text for name, text in texts.items()})
    assert load_store(files, "reports").offers == dict(found.offers)
