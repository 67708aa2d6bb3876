"""Facts and contents of many repositories through GraphQL, batch after batch."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from bot.gateways.github.api import GitHubApi
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.repositories.batches import Batches
from bot.repositories.contents import wish_of, with_contents, with_wish
from bot.repositories.documents import (
    CONTENTS_BATCH,
    FACTS_BATCH,
    Document,
    Wish,
    contents_document,
    facts_document,
    files_document,
)
from bot.repositories.graphql_answers import (
    BatchAnswer,
    Trouble,
    contents_of,
    facts_of,
    file_is_cut,
    file_text,
    first_commit_of,
)

T = TypeVar("T", bound=Hashable)

#: failures one after the other before GraphQL is left alone; one bad repository at the front of a
#: batch of 50 alone brings 7
_PATIENCE = 10
#: the same for answers that nobody can read
_GARBAGE = 4
#: seconds before the next attempt after the nth failure
_BACK_OFF = (1.0, 2.0, 4.0, 8.0)


@dataclass(slots=True, kw_only=True)
class Asked:
    """Repositories by what was learnt about them."""

    facts: dict[RepoSlug, RepoFacts] = field(default_factory=dict)
    not_found: list[RepoSlug] = field(default_factory=list)
    #: null without NOT_FOUND, asked in vain, or not asked at all
    unknown: list[RepoSlug] = field(default_factory=list)


async def _in_batches(
    api: GitHubApi,
    things: Sequence[T],
    size: int,
    document: Callable[[tuple[T, ...]], Document],
    take: Callable[[tuple[T, ...], BatchAnswer], None],
) -> list[T]:
    """Ask about all things; returns those that no answer came for."""
    batches = Batches(things, size)
    garbage = 0
    while batches and not api.graphql_stop:
        batch = batches.take()
        answer = await api.graphql(document(batch), len(batch))
        if answer.trouble is Trouble.NONE:
            batches.done()
            take(batch, answer)
        elif answer.trouble is Trouble.RATE_LIMITED:
            batches.put_back(batch)
        else:
            batches.failed(batch)
            garbage += answer.trouble is Trouble.UNREADABLE
            if batches.failures >= _PATIENCE or garbage >= _GARBAGE:
                api.graphql_stop = "GitHub's GraphQL API did not answer"
            elif not api.graphql_stop:
                await api.rest_for(_BACK_OFF[min(batches.failures, len(_BACK_OFF)) - 1])
    return [*batches.given_up, *batches.rest()]


async def ask_facts(api: GitHubApi, slugs: Sequence[RepoSlug], *, now: datetime) -> Asked:
    """Stars, dates, state and identity; each repository stands or falls alone."""
    asked = Asked()

    def take(batch: tuple[RepoSlug, ...], answer: BatchAnswer) -> None:
        for i, slug in enumerate(batch):
            if i in answer.found:
                asked.facts[slug] = facts_of(slug, answer.found[i], now=now)
            elif i in answer.not_found:
                asked.not_found.append(slug)
            else:
                asked.unknown.append(slug)

    asked.unknown += await _in_batches(api, slugs, FACTS_BATCH, facts_document, take)
    return asked


async def settle(api: GitHubApi, first: Asked, *, now: datetime) -> Asked:
    """Ask once more about what is missing or unknown: "does not exist" counts when said twice."""
    doubtful = [*first.not_found, *first.unknown]
    if not doubtful or api.graphql_stop:
        return Asked(facts=first.facts, unknown=doubtful)
    second = await ask_facts(api, doubtful, now=now)
    said_before = set(first.not_found)
    twice = [slug for slug in second.not_found if slug in said_before]
    once = [slug for slug in second.not_found if slug not in said_before]
    for slug in twice:
        second.facts[slug] = RepoFacts(
            slug=slug, state=RepoState.ABSENT, source="graphql", asked_at=now
        )
    return Asked(facts=first.facts | second.facts, unknown=[*second.unknown, *once])


async def ask_contents(
    api: GitHubApi,
    wanted: Sequence[RepoFacts],
    folders: Mapping[str, Sequence[str]],
    *,
    now: datetime,
) -> tuple[dict[RepoSlug, RepoFacts], list[RepoSlug]]:
    """Read inside these repositories. Returns facts with contents, and those that gave no answer."""
    facts = {known.slug: known for known in wanted}
    read: dict[RepoSlug, RepoFacts] = {}
    wishes: list[Wish] = []

    def take(batch: tuple[RepoSlug, ...], answer: BatchAnswer) -> None:
        for i, slug in enumerate(batch):
            if i not in answer.found:
                continue
            contents = contents_of(answer.found[i])
            read[slug] = with_contents(facts[slug], contents, now=now)
            wish = wish_of(read[slug], contents, folders.get(slug.key, ()))
            if wish is not None:
                wishes.append(wish)

    without = await _in_batches(api, list(facts), CONTENTS_BATCH, contents_document, take)
    # counting the commits of the largest repositories takes longer than GitHub has patience
    await _in_batches(
        api,
        without,
        CONTENTS_BATCH,
        lambda batch: contents_document(batch, with_history=False),
        take,
    )
    await _ask_wishes(api, wishes, read)
    return read, [slug for slug in facts if slug not in read]


async def _ask_wishes(
    api: GitHubApi, wishes: Sequence[Wish], read: dict[RepoSlug, RepoFacts]
) -> None:
    def take(batch: tuple[Wish, ...], answer: BatchAnswer) -> None:
        for i, raw in answer.found.items():
            wish, slug = batch[i], batch[i].slug
            cut = [path for j, path in enumerate(wish.files) if file_is_cut(raw.get(f"f{j}"))]
            read[slug] = with_wish(
                read[slug], wish, _texts(wish, raw), first_commit_of(raw), cut=cut
            )

    await _in_batches(api, wishes, FACTS_BATCH, files_document, take)


def _texts(wish: Wish, raw: Mapping[str, Any]) -> dict[str, str]:
    found = {path: file_text(raw.get(f"f{j}")) for j, path in enumerate(wish.files)}
    return {path: text for path, text in found.items() if text is not None}
