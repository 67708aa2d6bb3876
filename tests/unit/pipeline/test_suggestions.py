"""The right code is offered for a link that is accused, when the paper or the list names it."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.catalogue.reading import parse_catalogue
from bot.model.evidence import Attribution, AttributionJudgement
from bot.model.papers import Identity, IdentityJudgement, PaperId, PaperRecord, Scheme
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.pipeline.store import KnownAttribution
from bot.pipeline.suggestions import with_suggestions
from tests.builders import NIGHT_ONE
from tests.fakes.ports import FakeRepositories

TITLE = "FrogNet: Counting Frogs in Ponds with Sparse Attention"
WRONG, RIGHT = "https://github.com/o/wrong", "https://github.com/lab/frognet"
KEY = ("frognet", WRONG)
CATALOGUE = parse_catalogue(
    "title: T\nentries:\n  - id: frognet\n    section: S\n"
    f'    title: "{TITLE}"\n    pdf: https://p.example/1\n    code: {WRONG}\n'
)
JUDGED = {
    KEY: KnownAttribution(
        judgement=AttributionJudgement(
            entry_id="frognet", url=WRONG, attribution=Attribution.WRONG, score=0.01, accuse=True
        )
    )
}
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
IDENTITY = IdentityJudgement(
    entry_id="frognet", url="https://p.example/1", identity=Identity.CONFIRMED, record=RECORD
)


def repository(readme: str) -> RepoFacts:
    return RepoFacts(
        slug=RepoSlug(owner="lab", name="frognet"),
        state=RepoState.EXISTS,
        source="graphql",
        readme=readme,
        created=datetime(2025, 1, 1, tzinfo=UTC),
    )


async def offered(
    port: FakeRepositories, *, anew: tuple[tuple[str, str], ...] = (KEY,)
) -> list[str]:
    found = await with_suggestions(JUDGED, anew, CATALOGUE, [IDENTITY], {}, port, now=NIGHT_ONE)
    return [suggestion.url for suggestion in found[KEY].judgement.suggestions]


async def test_what_the_paper_names_is_offered_when_it_confirms_itself() -> None:
    readme = f"# FrogNet\n\nOfficial implementation of *{TITLE}*.\n"
    port = FakeRepositories({"lab/frognet": repository(readme)})
    assert await offered(port) == [RIGHT]


async def test_what_does_not_confirm_itself_is_not_offered() -> None:
    port = FakeRepositories({"lab/frognet": repository(OTHER)})
    assert await offered(port) == []


async def test_an_old_judgement_asks_nobody_again() -> None:
    port = FakeRepositories()
    assert await offered(port, anew=()) == []
    assert port.asked == []
