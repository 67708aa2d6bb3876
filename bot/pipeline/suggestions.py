"""The right code for entries whose code link is wrong or missing: what the paper names, then a search.

Few searches a night, the accused links first, then the entries that waited longest; what was found
is remembered, and looked for again when it is old. Only what confirms itself is offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.attribution.pages import CodeAddress, recognise
from bot.attribution.paper import PaperView
from bot.attribution.suggestions import Candidate, Source, candidates, search_queries, suggest
from bot.model.entries import Catalogue, LinkRole
from bot.model.evidence import CodeSuggestion
from bot.model.papers import IdentityJudgement, PaperRecord
from bot.model.repositories import RepoFacts, RepoSlug
from bot.model.runs import Cost
from bot.pipeline.attributions import Key, paper_view, records_of
from bot.pipeline.observe import Witnesses
from bot.pipeline.store import KnownAttribution, KnownOffers
from bot.ports import CodeSearchPort
from bot.repositories.links import code_link

#: repositories that one run looks at because papers name them, beyond those of the list
_AT_MOST = 20
#: searches of one night; GitHub allows 30 a minute, and 1,000 results are of no use to anybody
SEARCHES = 10
#: what was looked for is looked for again after this time: code often comes months after its paper
AGAIN = timedelta(days=60)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a night knows about the code of entries that have none, or a wrong link."""

    #: by entry id; entries that have their code are forgotten
    offers: Mapping[str, KnownOffers] = field(default_factory=dict)
    #: what was not looked for, and why
    missing: tuple[str, ...] = ()
    graphql_points: int = 0
    rest_calls: int = 0

    def added_to(self, cost: Cost) -> Cost:
        """The cost of the night with what the looking cost."""
        return replace(
            cost,
            graphql_points=cost.graphql_points + self.graphql_points,
            rest_calls=cost.rest_calls + self.rest_calls,
        )


async def look_for_code(
    catalogue: Catalogue,
    judged: Mapping[Key, KnownAttribution],
    before: Mapping[str, KnownOffers],
    identities: Iterable[IdentityJudgement],
    facts: Mapping[str, RepoFacts],
    witnesses: Witnesses,
    *,
    now: datetime,
) -> Found:
    """Offers for every entry that has no code or only accused links; old answers are kept.

    ``facts``: what this run read, by ``RepoSlug.key``.
    """
    looking = _Looking(witnesses, facts, now)
    wants = _wants(catalogue, judged, records_of(identities), before, now)
    for want in wants:
        if want.is_due:
            await looking.where_the_paper_says(want)
    waiting = [want for want in wants if want.may_be_searched]
    waiting.sort(key=lambda want: (not want.wrong, want.known.searched_at or _NEVER))
    left = await looking.at_the_code_host(waiting)
    kept = {w.view.entry_id: w.known for w in wants if w.known.looked_at or w.known.searched_at}
    return Found(
        offers=kept,
        missing=_not_searched(left, witnesses.search),
        graphql_points=looking.points,
        rest_calls=looking.calls,
    )


@dataclass(slots=True, kw_only=True)
class _Want:
    """An entry whose code is looked for."""

    view: PaperView
    #: addresses that the paper names
    named: tuple[str, ...]
    #: its accused code links; none = it has no code link
    wrong: tuple[str, ...]
    known: KnownOffers
    now: datetime

    @property
    def is_due(self) -> bool:
        """What the paper names, or the list has, was never looked at for this, or long ago."""
        seen = self.known.looked_at
        return bool(self.named or self.wrong) and (seen is None or self.now - seen >= AGAIN)

    @property
    def may_be_searched(self) -> bool:
        """Nobody named its code, and the last search is old enough."""
        if len(self.from_search) < len(self.known.offered):
            return False
        last = self.known.searched_at
        return last is None or self.now - last >= AGAIN

    @property
    def from_search(self) -> tuple[CodeSuggestion, ...]:
        """What an earlier search found."""
        return tuple(o for o in self.known.offered if o.source == Source.SEARCH.value)

    @property
    def current(self) -> frozenset[str]:
        """Keys of the repositories that are wrong."""
        slugs = (code_link(url).slug for url in self.wrong)
        return frozenset(slug.key for slug in slugs if slug is not None)


def _wants(
    catalogue: Catalogue,
    judged: Mapping[Key, KnownAttribution],
    records: Mapping[str, PaperRecord],
    before: Mapping[str, KnownOffers],
    now: datetime,
) -> list[_Want]:
    """Entries without code, and those all of whose code links are accused, in list order."""
    wants = []
    for entry in catalogue.entries:
        code = [link.url for link in entry.links if link.role is LinkRole.CODE]
        wrong = tuple(
            url
            for url in code
            if (known := judged.get((entry.id, url))) is not None and known.judgement.accuse
        )
        if len(wrong) < len(code) or (not code and entry.link(LinkRole.PROJECT)):
            continue
        record = records.get(entry.id)
        named = record.code_urls if record else ()
        known_offers = before.get(entry.id)
        fresh = KnownOffers(entry_id=entry.id, title=entry.title, named=named, wrong=wrong)
        if known_offers is None or _asked_differently(known_offers, fresh):
            known_offers = fresh
        wants.append(
            _Want(
                view=paper_view(entry, record),
                named=named,
                wrong=wrong,
                known=known_offers,
                now=now,
            )
        )
    return wants


def _asked_differently(known: KnownOffers, fresh: KnownOffers) -> bool:
    return (known.title, known.named, known.wrong) != (fresh.title, fresh.named, fresh.wrong)


class _Looking:
    """Candidates found, read and judged, within what one night may ask."""

    def __init__(self, witnesses: Witnesses, facts: Mapping[str, RepoFacts], now: datetime) -> None:
        self._port = witnesses.repositories
        self._search = witnesses.search
        self._tonight = facts
        self._facts = dict(facts)
        self._now = now
        self._left = _AT_MOST
        self.points = 0
        self.calls = 0

    async def where_the_paper_says(self, want: _Want) -> None:
        """What the paper names; for a wrong link also the other repositories of the list."""
        named = candidates(filter(None, map(_address, want.named)))
        named = tuple(c for c in named if c.key not in want.current)
        new = [c for c in named if c.key not in self._facts]
        if len(new) > self._left:
            return  # on another night
        self._left -= len(new)
        await self._read(named)
        in_list = self._of_the_list(want, named) if want.wrong else ()
        offered = suggest(want.view, (*named, *in_list), self._facts)
        want.known = replace(want.known, looked_at=self._now, offered=offered or want.from_search)

    def _of_the_list(self, want: _Want, besides: Iterable[Candidate]) -> tuple[Candidate, ...]:
        taken = want.current | {candidate.key for candidate in besides}
        return tuple(
            Candidate(recognise(_home(facts.slug), "repository"), key, Source.LIST)
            for key, facts in self._tonight.items()
            if facts.readme and key not in taken
        )

    async def at_the_code_host(self, wants: Sequence[_Want]) -> int:
        """Search for as many as the night allows; returns how many are left."""
        budget = SEARCHES
        for number, want in enumerate(wants):
            queries = search_queries(want.view)
            if self._search is None or self._search.why_not or len(queries) > budget:
                return len(wants) - number
            offered: tuple[CodeSuggestion, ...] = ()
            for query in queries:
                budget -= 1
                slugs = await self._searched(self._search, query)
                if slugs is None:
                    return len(wants) - number
                offered = await self._confirmed(want, slugs)
                if offered:
                    break
            want.known = replace(want.known, searched_at=self._now, offered=offered)
        return 0

    async def _searched(self, search: CodeSearchPort, query: str) -> tuple[RepoSlug, ...] | None:
        before = search.calls
        slugs = await search.search(query, now=self._now)
        self.calls += search.calls - before
        return slugs

    async def _confirmed(
        self, want: _Want, slugs: Iterable[RepoSlug]
    ) -> tuple[CodeSuggestion, ...]:
        pairs = [(recognise(_home(slug), "repository"), slug.key) for slug in slugs]
        found = candidates((), [pair for pair in pairs if pair[1] not in want.current])
        await self._read(found)
        return suggest(want.view, found, self._facts)

    async def _read(self, found: Iterable[Candidate]) -> None:
        """Learn about the candidates that nothing is known of yet."""
        slugs = {
            candidate.key: slug
            for candidate in found
            if candidate.key not in self._facts
            and (slug := code_link(candidate.address.url).slug) is not None
        }
        if self._port is None or not slugs:
            return
        answers = await self._port.look_up(
            list(slugs.values()), {}, now=self._now, reread=tuple(slugs)
        )
        self._facts.update((facts.slug.key, facts) for facts in answers.facts)
        self.points += answers.graphql_points
        self.calls += answers.rest_calls


def _not_searched(left: int, search: CodeSearchPort | None) -> tuple[str, ...]:
    if search is None or not left:
        return ()
    entries = "1 entry" if left == 1 else f"{left:,} entries"
    if search.why_not:
        return (f"GitHub was not searched for the code of {entries}: {search.why_not}.",)
    return (f"GitHub will be searched for the code of {entries} on the next nights.",)


def _address(url: str) -> tuple[CodeAddress, str] | None:
    code = code_link(url)
    if code.slug is None:
        return None
    return recognise(url, code.kind.value, code.path), code.slug.key


def _home(slug: RepoSlug) -> str:
    return f"https://{slug.host}/{slug}"
