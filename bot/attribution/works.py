"""Claims joined into works: "this repository says that it is the code of ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from bot.attribution.claims import Claim, ClaimKind
from bot.attribution.common_words import COMMON
from bot.attribution.names import (
    Kinship,
    head_name,
    is_acronym,
    kinship,
    method_names,
    words_shared,
)
from bot.attribution.paper import Paper
from bot.attribution.words import common_run, likeness, overlap, squash, topic

#: how surely a claim of this kind says "mine" (argued: a statement is meant to say it; a first
#: BibTeX entry is sometimes a base model's; a heading is sometimes a mere description)
_SURETY = {
    ClaimKind.STATEMENT: 0.85,
    ClaimKind.BIBTEX: 0.75,
    ClaimKind.CITATION_FILE: 0.75,
    ClaimKind.REFERENCE: 0.6,
    ClaimKind.DESCRIPTION: 0.6,
    ClaimKind.HEADING: 0.5,
    ClaimKind.TOP_LINK: 0.5,
    ClaimKind.BADGE: 0.5,
    ClaimKind.FURTHER: 0.3,
}
#: how surely a place that carries the paper's own title or identifier means "this paper". Higher:
#: a heading may be a mere slogan, but hardly one that is the title of the paper asked about
_MEANS = {
    ClaimKind.STATEMENT: 0.95,
    ClaimKind.HEADING: 0.9,
    ClaimKind.DESCRIPTION: 0.9,
    ClaimKind.CITATION_FILE: 0.85,
    ClaimKind.TOP_LINK: 0.8,
    ClaimKind.BIBTEX: 0.8,
    ClaimKind.REFERENCE: 0.75,
    ClaimKind.BADGE: 0.7,
    ClaimKind.FURTHER: 0.3,
}
_ARXIV = re.compile(r"\d{4}\.\d{4,5}")
#: titles at least so alike are one work
SAME_WORK = 0.86
#: titles at least so alike may be one work under two titles (preprint and journal)
VARIANT = 0.62


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """A work that a repository names as its own."""

    #: the fullest title claimed; empty when only an identifier is given
    title: str
    claims: tuple[Claim, ...]
    ids: frozenset[str]
    authors: tuple[str, ...]
    year: int | None
    #: where it is claimed
    kinds: frozenset[ClaimKind]
    #: how surely the repository means "mine", 0..1: claims of different kinds add up
    surety: float

    @property
    def lead(self) -> Claim:
        """The claim to show to a person: the plainest one."""
        return max(self.claims, key=lambda claim: (_SURETY[claim.kind], -claim.line))


def join(claims: Iterable[Claim]) -> tuple[Work, ...]:
    """Join claims with like titles or a common identifier; badges join what stands nearest."""
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (not c.title, -len(c.title))):
        for group in groups:
            if _belongs(claim, group):
                group.append(claim)
                break
        else:
            groups.append([claim])
    return tuple(_work(group) for group in groups)


def _ids(group: list[Claim]) -> frozenset[str]:
    return frozenset().union(*(claim.ids for claim in group))


def _belongs(claim: Claim, group: list[Claim]) -> bool:
    if claim.ids and any(claim.ids & other.ids for other in group):
        return True
    if not claim.title:
        return False
    return any(
        other.title
        and (
            likeness(claim.title, other.title) >= SAME_WORK or _is_name_of(claim.title, other.title)
        )
        for other in group
    )


def _is_name_of(short: str, title: str) -> bool:
    """A citation file often gives the method's name where the paper has its whole title."""
    return any(squash(short) == squash(name) for name in method_names(title))


def _work(group: list[Claim]) -> Work:
    best = max(
        group, key=lambda claim: (_SURETY[claim.kind] if claim.title else 0, len(claim.title))
    )
    kinds = frozenset(claim.kind for claim in group)
    doubt = 1.0
    for kind in kinds:
        doubt *= 1 - _SURETY[kind]
    return Work(
        title=best.title,
        claims=tuple(group),
        ids=_ids(group),
        authors=next((claim.authors for claim in group if claim.authors), ()),
        year=next((claim.year for claim in group if claim.year), None),
        kinds=kinds,
        surety=1 - doubt,
    )


def means_paper(work: Work, paper: Paper) -> float:
    """How surely a work that is taken for the paper is it, 0..1."""
    doubt = 1.0
    for kind in work.kinds:
        doubt *= 1 - _MEANS[kind]
    alike = title_likeness(work, paper)
    if (
        work.title and alike < SAME_WORK
    ):  # a variant of the title, or another title and its identifier
        return (1 - doubt) * (0.9 if names_paper(work, paper) else 0.75)
    return 1 - doubt


def title_likeness(work: Work, paper: Paper) -> float:
    """The best likeness between any title of the paper and any title claimed, 0..1."""
    return max(
        (
            likeness(claim.title, title)
            for claim in work.claims
            if claim.title
            for title in paper.titles
        ),
        default=0.0,
    )


def is_named_otherwise(work: Work, paper: Paper) -> bool:
    """Both call their work by a name before the colon, and not by the same: two papers of a field."""
    mine = {squash(name) for title in paper.titles if (name := head_name(title))}
    theirs = {squash(name) for claim in work.claims if (name := head_name(claim.title))}
    return bool(mine and theirs) and not any(
        one.startswith(other) or other.startswith(one) for one in mine for other in theirs
    )


def is_too_short(work: Work, paper: Paper) -> bool:
    """Titles of three words with a meaning: one word more makes another paper."""
    return any(
        len(topic(claim.title)) <= 3 or len(topic(title)) <= 3
        for claim in work.claims
        if claim.title
        for title in paper.titles
    )


def is_spelled_alike(work: Work, paper: Paper) -> bool:
    """One of its titles is a title of the paper, nearly letter for letter, perhaps without subtitle."""
    return any(
        fuzz.ratio(squash(claim.title), squash(title)) >= 95
        or squash(title).startswith(squash(claim.title))
        or squash(claim.title).startswith(squash(title))
        for claim in work.claims
        if claim.title
        for title in paper.titles
    )


def title_overlap(work: Work, paper: Paper) -> float:
    """The best overlap of meaningful words, 0..1."""
    return max(
        (
            overlap(claim.title, title)
            for claim in work.claims
            if claim.title
            for title in paper.titles
        ),
        default=0.0,
    )


def shares_subject(work: Work, paper: Paper) -> bool:
    """Do titles share a word that is not everybody's? "Graph Networks" alone is no subject."""
    mine = frozenset().union(*map(topic, paper.titles))
    return any((topic(claim.title) & mine) - COMMON for claim in work.claims if claim.title)


def title_run(work: Work, paper: Paper) -> int:
    """The most words in a row that a title of the paper and a title claimed have in common."""
    return max(
        (
            common_run(claim.title, title)
            for claim in work.claims
            if claim.title
            for title in paper.titles
        ),
        default=0,
    )


def names_paper(work: Work, paper: Paper) -> bool:
    """Does one of its claims carry an identifier or address of the paper?"""
    if work.ids & paper.ids:
        return True
    return any(
        needle in claim.addresses
        for claim in work.claims
        if claim.addresses
        for needle in paper.needles
    )


def identifiers_differ(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Both have arXiv ids, and none in common. (One paper has one arXiv id, but many DOIs.)"""
    one, other = arxiv_ids(ours), arxiv_ids(theirs)
    return bool(one and other and not set(one) & set(other))


def arxiv_ids(ids: Iterable[str]) -> tuple[str, ...]:
    """The arXiv ids among identifiers, sorted."""
    return tuple(sorted(found for found in ids if _ARXIV.fullmatch(found)))


def is_called_after(work: Work, repository: str) -> bool:
    """Has the repository the name of the work's method, and not just words of its title?"""
    return any(
        kinship(name, repository) >= Kinship.VERSION
        for claim in work.claims
        for name in method_names(claim.title)
    )


@lru_cache(maxsize=1024)
def fits_repository(work: Work, repository: str) -> float:
    """How well a claimed work explains the repository's name, 0..1."""
    best = 0.0
    for claim in work.claims:
        if not claim.title:
            continue
        title = claim.title
        for name in method_names(title):
            kin = kinship(name, repository)
            best = max(
                best, {Kinship.SAME: 1.0, Kinship.VERSION: 0.8, Kinship.PART: 0.6}.get(kin, 0.0)
            )
        if squash(title) == squash(repository):
            best = 1.0
        best = max(best, 0.9 * is_acronym(repository, title), 0.9 * words_shared(repository, title))
    return best
