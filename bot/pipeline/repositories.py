"""Repositories of a list: which are asked about, and what is remembered of the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.attribution.promises import with_arrivals
from bot.catalogue.targets import target_of
from bot.model.entries import Catalogue
from bot.model.repositories import RepoFacts, RepoState
from bot.ports import RepositoryAnswers
from bot.repositories.links import CodeLink, code_link


def code_links_of(catalogue: Catalogue) -> dict[str, CodeLink]:
    """Canonical URL of each link that is, or leads into, a repository -> what it leads to."""
    return {
        target_of(link): found
        for link in catalogue.links()
        if (found := code_link(link.url)).slug is not None
    }


def remember_repositories(
    known: Mapping[str, RepoFacts], answers: RepositoryAnswers
) -> dict[str, RepoFacts]:
    """Facts by ``RepoSlug.key``: new ones replace old ones, silence replaces nothing.

    The first node id that was ever seen under a name is kept, and who owned it: a later one under the
    same name is another repository, of the same owner or of somebody else.
    """
    remembered = dict(known)
    for facts in answers.facts:
        before = remembered.get(facts.slug.key)
        if facts.state is RepoState.UNKNOWN and before is not None:
            continue
        first = (before.first_node_id or before.node_id) if before else None
        after = replace(
            facts, first_node_id=first or facts.node_id, first_owner_id=_first_owner(before, facts)
        )
        if facts.asked_at is not None:
            after = with_arrivals(before, after, now=facts.asked_at)
        remembered[facts.slug.key] = after
    return remembered


def _first_owner(before: RepoFacts | None, facts: RepoFacts) -> str | None:
    """Owner of the repository that was first seen; who came after it proves nothing."""
    if before is None:
        return facts.owner_id
    if before.first_owner_id is not None or before.hijacked:
        return before.first_owner_id
    if before.owner_id is not None:
        return before.owner_id
    same = replace(facts, first_node_id=before.first_node_id or before.node_id)
    return None if same.hijacked else facts.owner_id
