"""Who is heard when several speak."""

from __future__ import annotations

import pytest

from bot.model.observations import Outcome, Witness
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.verdicts.witnesses import by_api, heard
from tests.builders import NIGHT_ONE, an_observation

REGISTERED = an_observation(witness=Witness.REGISTRY)
UNREGISTERED = an_observation(Outcome.UNREGISTERED, witness=Witness.REGISTRY)


@pytest.mark.parametrize("outcome", [Outcome.WALLED, Outcome.SKIPPED, Outcome.RATE_LIMITED])
def test_behind_a_wall_the_registry_speaks(outcome: Outcome) -> None:
    assert heard(an_observation(outcome), REGISTERED) is REGISTERED


@pytest.mark.parametrize("outcome", [Outcome.ANSWERED, Outcome.NOT_FOUND, Outcome.TIMED_OUT])
def test_a_page_that_says_anything_speaks_for_itself(outcome: Outcome) -> None:
    probe = an_observation(outcome)
    assert heard(probe, REGISTERED) is probe


def test_only_a_page_that_answers_contradicts_the_registry() -> None:
    assert heard(an_observation(Outcome.TIMED_OUT), UNREGISTERED) is UNREGISTERED
    page = an_observation()
    assert heard(page, UNREGISTERED) is page


def test_who_is_alone_is_heard() -> None:
    assert heard(None, REGISTERED) is REGISTERED
    assert heard(UNREGISTERED, None) is UNREGISTERED
    assert heard(None, None) is None


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (RepoState.EXISTS, Outcome.ANSWERED),
        (RepoState.ABSENT, Outcome.ABSENT),
        (RepoState.WITHHELD, Outcome.WALLED),
        (RepoState.UNKNOWN, None),
    ],
)
def test_silence_of_the_api_is_not_absence(state: RepoState, outcome: Outcome | None) -> None:
    facts = RepoFacts(slug=RepoSlug(owner="a", name="b"), state=state)
    found = by_api("https://github.com/a/b", facts, at=NIGHT_ONE)
    assert (found.outcome if found else None) is outcome


@pytest.mark.parametrize(
    ("source", "witness"),
    [("graphql", Witness.API), ("rest", Witness.API), ("page", Witness.PROBE)],
)
def test_a_page_is_no_api(source: str, witness: Witness) -> None:
    facts = RepoFacts(slug=RepoSlug(owner="a", name="b"), state=RepoState.EXISTS, source=source)
    found = by_api("https://github.com/a/b", facts, at=NIGHT_ONE)
    assert found is not None
    assert found.witness is witness
