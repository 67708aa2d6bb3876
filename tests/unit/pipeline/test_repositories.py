"""Who stood under a name first is remembered, whoever comes later."""

from __future__ import annotations

from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.pipeline.repositories import remember_repositories
from bot.ports import RepositoryAnswers

SLUG = RepoSlug(owner="lab", name="code")


def seen(node: str | None, owner: str | None, *, source: str = "graphql") -> RepoFacts:
    return RepoFacts(slug=SLUG, state=RepoState.EXISTS, source=source, node_id=node, owner_id=owner)


def after(*nights: RepoFacts, before: RepoFacts | None = None) -> RepoFacts:
    known = {SLUG.key: before} if before else {}
    for facts in nights:
        known = remember_repositories(known, RepositoryAnswers(facts=(facts,)))
    return known[SLUG.key]


def test_a_new_repository_of_the_same_account_is_another_repository_and_said_to_be_the_owners() -> (
    None
):
    facts = after(seen("R_a", "U_1"), seen("R_b", "U_1"), seen("R_b", "U_1"))
    assert (facts.recreated, facts.hijacked) == (True, True)


def test_a_new_repository_of_another_account_is_hijacked_at_once_and_stays_so() -> None:
    facts = after(seen("R_a", "U_1"), seen("R_b", "U_2"))
    assert facts.hijacked
    assert after(seen("R_b", "U_2"), before=facts).hijacked


def test_a_transferred_repository_is_the_same_repository() -> None:
    facts = after(seen("R_a", "U_1"), seen("R_a", "U_2"))
    assert not facts.hijacked
    assert facts.first_owner_id == "U_1"


def test_what_an_earlier_version_remembered_counts_as_the_first_owner() -> None:
    earlier = RepoFacts(
        slug=SLUG, state=RepoState.EXISTS, node_id="R_a", first_node_id="R_a", owner_id="U_1"
    )
    assert after(seen("R_b", "U_1"), before=earlier).recreated
    assert after(seen("R_b", "U_2"), before=earlier).hijacked


def test_the_owner_of_a_repository_that_came_second_proves_nothing() -> None:
    taken_over = RepoFacts(
        slug=SLUG, state=RepoState.EXISTS, node_id="R_b", first_node_id="R_a", owner_id="U_2"
    )
    assert after(seen("R_b", "U_2"), before=taken_over).hijacked


def test_an_owner_is_learnt_later_only_from_the_repository_that_was_first() -> None:
    unknown = seen("R_a", None, source="page")
    assert after(unknown, seen("R_a", "U_1")).first_owner_id == "U_1"
    assert after(unknown, seen("R_b", "U_2")).first_owner_id is None
