"""The right code for a paper whose code link is wrong or missing: candidates, judged, offered.

Where candidates come from, and how far each source is trusted, follows what is known of them:
the paper's own words (abstract, arXiv comment, the page a person filled in at Hugging Face) say what
is meant; a search only finds what to judge. Whatever the source, a candidate must be confirmed by
the same rules that judge a list's links, without the help of the source that named it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.attribution.case import Case
from bot.attribution.judge import attribute
from bot.attribution.names import Kinship, kinship
from bot.attribution.pages import IN_REPOSITORY, CodeAddress
from bot.attribution.paper import PaperView, look_at
from bot.attribution.words import quoted
from bot.attribution.works import SAME_WORK, names_paper, title_likeness
from bot.model.evidence import Attribution, AttributionJudgement, CodeSuggestion
from bot.model.repositories import RepoFacts

#: characters of a title that are searched, whole words; GitHub takes 256
_LONGEST = 160
#: candidates of one paper that are worth a look at the code host
MOST = 6


class Source(StrEnum):
    """Who named or found a candidate, most trusted first."""

    #: abstract, comment, landing page
    PAPER = "the paper itself"
    #: another entry of the list has it, and the repository names this paper
    LIST = "another entry of this list"
    SEARCH = "a search at the code host"


_TRUST = {source: rank for rank, source in enumerate(Source)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A repository that may be the paper's."""

    address: CodeAddress
    #: ``RepoSlug.key``
    key: str
    source: Source


def candidates(
    named: Iterable[tuple[CodeAddress, str]],
    searched: Iterable[tuple[CodeAddress, str]] = (),
    in_list: Iterable[tuple[CodeAddress, str]] = (),
    *,
    current: str | None = None,
) -> tuple[Candidate, ...]:
    """What to look at, most trusted first, each repository once, the present link left out.

    Each of the three holds (address, ``RepoSlug.key``): addresses that the paper names, that a
    search found, that stand elsewhere in the list. ``current`` is the key of the present link.
    """
    found: dict[str, Candidate] = {}
    for source, group in ((Source.PAPER, named), (Source.LIST, in_list), (Source.SEARCH, searched)):
        for address, key in group:
            if address.kind in IN_REPOSITORY and key != current:
                found.setdefault(key, Candidate(address, key, source))
    return tuple(found.values())[:MOST]


def search_queries(paper: PaperView) -> tuple[str, ...]:
    """What to ask GitHub's repository search, best first; three at most.

    Syntax: https://docs.github.com/en/search-github/searching-on-github/searching-for-repositories
    """
    subject = look_at(paper)
    queries = [f'"{found}" in:readme' for found in sorted(subject.ids) if "/" not in found][:1]
    title = _searchable(paper.title)
    if len(title.split()) >= 4:
        queries.append(f'"{title}" in:readme,description')
    queries += [f"{_searchable(name)} in:name" for name in subject.names[:1] if len(name) >= 4]
    return tuple(queries[:3])


def _searchable(text: str) -> str:
    """Letters, digits and hyphens: nothing that the search language could take for its own."""
    kept = "".join(c if c.isalnum() or c in "-_ " else " " for c in text)
    found: list[str] = []
    for word in kept.split():
        if sum(map(len, found)) + len(found) + len(word) > _LONGEST:
            break
        found.append(word)
    return " ".join(found)


def suggest(
    paper: PaperView, found: Iterable[Candidate], facts: Mapping[str, RepoFacts]
) -> tuple[CodeSuggestion, ...]:
    """The candidates that are confirmed, best first; ``facts`` by ``RepoSlug.key``.

    The source's own word is left out of the judgement: what the paper names must confirm itself.
    """
    unaided = replace(paper, code_urls=())
    judged: list[tuple[Candidate, AttributionJudgement]] = []
    for candidate in found:
        repository = facts.get(candidate.key)
        if repository is None or _is_survey(repository):
            continue
        judgement = attribute(unaided, repository, candidate.address)
        own = _is_plainly_its_own(Case(look_at(unaided), repository, candidate.address.folder))
        if own and judgement.attribution is Attribution.CONFIRMED:
            judged.append((candidate, judgement))
    judged.sort(key=lambda pair: (_TRUST[pair[0].source], -pair[1].score))
    return tuple(
        CodeSuggestion(
            url=candidate.address.url,
            source=candidate.source.value,
            because=_because(candidate, judgement),
            score=judgement.score,
            evidence=judgement.evidence,
            preferred=_is_preferred(paper, candidate, judged),
        )
        for candidate, judgement in judged
    )


def _is_plainly_its_own(case: Case) -> bool:
    """A title that is merely alike may be another paper's: enough to acquit a link, not to offer one."""
    if any(
        title_likeness(work, case.paper) >= SAME_WORK or names_paper(work, case.paper)
        for work in case.claimed
    ):
        return True
    if any(not mention.is_reference for mention in case.mentions):
        return True
    is_named = any(kinship(name, case.name) is Kinship.SAME for name in case.paper.names)
    return is_named and case.foremost_other is None


def _is_survey(repository: RepoFacts) -> bool:
    """A list of papers names every paper and is the code of none."""
    name = (repository.name_with_owner or str(repository.slug)).rpartition("/")[2].casefold()
    about = f"{name} {' '.join(repository.topics)} {repository.description or ''}".casefold()
    return "awesome" in about or "paper-list" in about or "reading-list" in about


def _is_preferred(
    paper: PaperView,
    candidate: Candidate,
    judged: list[tuple[Candidate, AttributionJudgement]],
) -> bool:
    """Propose only what stands alone: of two equals, both are shown and neither is proposed."""
    rank = _TRUST[candidate.source]
    rivals = [other for other, _ in judged if other is not candidate]
    if any(_TRUST[other.source] < rank for other in rivals):
        return False
    equals = [other for other in rivals if _TRUST[other.source] == rank]
    if not equals:
        return True
    names = look_at(paper).names
    mine = any(kinship(name, candidate.key.rpartition("/")[2]) is Kinship.SAME for name in names)
    theirs = any(
        kinship(name, other.key.rpartition("/")[2]) is Kinship.SAME
        for other in equals
        for name in names
    )
    return mine and not theirs


def _because(candidate: Candidate, judgement: AttributionJudgement) -> str:
    best = next((piece.detail for piece in judgement.evidence if piece.supports), "")
    how = "found by" if candidate.source is Source.SEARCH else "named by"
    said = f"{how} {candidate.source.value}"
    return f"{said}; {quoted(best, 200)}" if best else said
