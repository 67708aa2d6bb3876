"""For code links that are accused: the right repository, where the paper itself or the list names it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.attribution.pages import CodeAddress, recognise
from bot.attribution.suggestions import Candidate, Source, candidates, suggest
from bot.model.entries import Catalogue
from bot.model.papers import IdentityJudgement, PaperRecord
from bot.model.repositories import RepoFacts, RepoSlug
from bot.pipeline.attributions import Key, paper_view
from bot.pipeline.store import KnownAttribution
from bot.ports import RepositoryPort
from bot.repositories.links import code_link

#: repositories that one run looks at beyond those of the list
_AT_MOST = 20


async def with_suggestions(
    judged: Mapping[Key, KnownAttribution],
    anew: Iterable[Key],
    catalogue: Catalogue,
    identities: Iterable[IdentityJudgement],
    facts: Mapping[str, RepoFacts],
    port: RepositoryPort | None,
    *,
    now: datetime,
) -> dict[Key, KnownAttribution]:
    """The judgements, with confirmed suggestions for those that were made ``anew`` and accuse.

    ``facts``: what this run read, by ``RepoSlug.key``. Repositories that only the papers name are
    asked about in one more call.
    """
    entries = {entry.id: entry for entry in catalogue.entries}
    records = {judgement.entry_id: judgement.record for judgement in identities}
    accused = {key: judged[key] for key in anew if key in judged and judged[key].judgement.accuse}
    found = {key: _candidates(key[1], records.get(key[0]), facts) for key in accused}
    known = {**facts, **await _ask(found.values(), facts, port, now)}
    result = dict(judged)
    for key, attribution in accused.items():
        view = paper_view(entries[key[0]], records.get(key[0]))
        offered = suggest(view, found[key], known)
        judgement = replace(attribution.judgement, suggestions=offered)
        result[key] = replace(attribution, judgement=judgement)
    return result


def _candidates(
    url: str, record: PaperRecord | None, facts: Mapping[str, RepoFacts]
) -> tuple[Candidate, ...]:
    """What the paper names, then every other repository of the list that was read tonight."""
    slug = code_link(url).slug
    named = [_address(address) for address in (record.code_urls if record else ())]
    current = slug.key if slug else None
    first = candidates((pair for pair in named if pair is not None), current=current)
    rest = tuple(
        Candidate(recognise(_home(known.slug), "repository"), key, Source.LIST)
        for key, known in facts.items()
        if key != current and known.readme and key not in {c.key for c in first}
    )
    return (*first, *rest)


def _address(url: str) -> tuple[CodeAddress, str] | None:
    code = code_link(url)
    if code.slug is None:
        return None
    return recognise(url, code.kind.value, code.path), code.slug.key


def _home(slug: RepoSlug) -> str:
    return f"https://{slug.host}/{slug}"


async def _ask(
    found: Iterable[Iterable[Candidate]],
    facts: Mapping[str, RepoFacts],
    port: RepositoryPort | None,
    now: datetime,
) -> dict[str, RepoFacts]:
    """Facts about the repositories that were not asked about yet."""
    slugs = {
        candidate.key: slug
        for group in found
        for candidate in group
        if candidate.key not in facts and (slug := code_link(candidate.address.url).slug)
    }
    if port is None or not slugs:
        return {}
    wanted = list(slugs.values())[:_AT_MOST]
    answers = await port.look_up(wanted, {}, now=now, reread=[slug.key for slug in wanted])
    return {known.slug.key: known for known in answers.facts}


def links_judged_anew(
    before: Mapping[Key, KnownAttribution], after: Mapping[Key, KnownAttribution]
) -> tuple[Key, ...]:
    """Keys of the judgements that this run made."""
    return tuple(key for key, judged in after.items() if before.get(key) is not judged)
