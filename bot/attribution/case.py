"""One question, prepared: a paper, a repository, and what the repository says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from bot.attribution.citations import about_claims, citation_file_claims, readme_claims
from bot.attribution.claims import ClaimKind
from bot.attribution.common_words import COMMON
from bot.attribution.mentions import Mention, find_mentions
from bot.attribution.names import Kinship, kinship, parts
from bot.attribution.paper import Paper
from bot.attribution.paper_lists import first_listed, listed_papers, may_own_a_list
from bot.attribution.readme import Readme, read
from bot.attribution.tools import is_umbrella, tool_signs
from bot.attribution.words import is_foreign_to, topic, words
from bot.attribution.works import (
    SAME_WORK,
    VARIANT,
    Work,
    fits_repository,
    identifiers_differ,
    is_named_otherwise,
    is_spelled_alike,
    is_too_short,
    join,
    names_paper,
    shares_subject,
    title_likeness,
    title_overlap,
)
from bot.model.repositories import RepoFacts


class EvidenceKind(StrEnum):
    """Every rule's name, as ``Evidence.kind``."""

    # for
    CLAIMS_PAPER = "claims-paper"
    CITES_AMONG_OWN = "cites-among-own-works"
    MENTIONS = "mentions-paper"
    NAME_IS_METHOD = "repository-named-after-method"
    NAME_FROM_TITLE = "repository-named-after-title"
    TEXT_HAS_METHOD = "readme-about-method"
    FILES_HAVE_METHOD = "files-named-after-method"
    FOLDER_FITS = "folder-fits"
    OWNER_IS_AUTHOR = "owner-is-author"
    AUTHORS_AGREE = "authors-agree"
    CONTRIBUTOR_IS_AUTHOR = "contributors-are-authors"
    COPYRIGHT_IS_AUTHORS = "copyright-is-authors"
    DATES_AGREE = "dates-agree"
    PAPER_LINKS_HERE = "paper-links-here"
    # against
    CLAIMS_OTHER = "claims-other-paper"
    NAME_FITS_OTHER = "name-fits-other-paper"
    METHOD_ABSENT = "method-not-mentioned"
    LINK_OF_OTHER = "paper-link-of-other-title"
    OTHER_TIME = "other-time"
    OTHER_IDENTIFIER = "other-identifier"
    OTHER_AUTHORS = "other-authors"
    CITED_AS_REFERENCE = "cited-as-reference"
    GENERAL_TOOL = "general-tool"
    PAPER_LIST = "list-of-papers"
    MUCH_OLDER = "older-than-paper"
    WORDS_ABSENT = "words-absent"
    SIBLING_CLAIMED = "sibling-claimed"
    PAPER_LINKS_ELSEWHERE = "paper-links-elsewhere"
    NOT_A_REPOSITORY = "not-a-repository"
    # notes
    NOTE = "note"


#: kinds of claims that may be a slogan and no title
_SLOGANS = frozenset({ClaimKind.HEADING, ClaimKind.DESCRIPTION})
#: kinds of claims that an item of a list of papers may be taken for
_IN_ITEMS = frozenset({ClaimKind.STATEMENT, ClaimKind.TOP_LINK, ClaimKind.BADGE, ClaimKind.FURTHER})


#: signs of a tool from which on a repository is taken for a library of several papers
_LIBRARY = 0.4


@dataclass(frozen=True, slots=True)
class Clue:
    """What one rule found, before its weight is known."""

    kind: EvidenceKind
    #: 0..1, how plainly
    strength: float
    #: a sentence a person can check; may quote foreign text
    detail: str
    url: str | None = None


@dataclass(frozen=True)
class Case:
    """A paper and a repository with everything that several rules need."""

    paper: Paper
    repo: RepoFacts
    #: folder that the link points into, "" for the root
    folder: str = ""

    @cached_property
    def name(self) -> str:
        """The repository's present name without its owner."""
        return (self.repo.name_with_owner or str(self.repo.slug)).rpartition("/")[2]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Its present name, and the one that the link has: a renamed repository answers to both."""
        return tuple(dict.fromkeys((self.name, self.repo.slug.name)))

    @cached_property
    def name_speaks_of_paper(self) -> bool:
        """Its name holds a word of the title that few titles share and that no other work explains."""
        mine = frozenset().union(*map(topic, self.paper.titles)) - COMMON
        shared = {
            stem for piece in parts(self.name) if len(piece) >= 5 for stem in topic(piece)
        } & mine
        return bool(shared) and not any(shared & topic(work.title) for work in self.others)

    @cached_property
    def url(self) -> str:
        """Where a person can look."""
        return f"https://{self.repo.slug.host}/{self.repo.slug}"

    @cached_property
    def pages(self) -> tuple[Readme, ...]:
        """The README of the folder that is linked, if any, the repository's, its description."""
        about = f"{self.repo.description or ''}\n{self.repo.homepage or ''}"
        texts = (self.repo.folder_readme, self.repo.readme, about)
        return tuple(read(text) for text in texts if text and not text.isspace())

    @cached_property
    def squashed(self) -> str:
        """Letters and digits of all pages."""
        return " ".join([page.squashed for page in self.pages])

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """Works that the repository (for a folder link: the folder) names as its own."""
        if self.repo.folder_readme:
            return _works(self.repo.folder_readme)
        return _works(
            self.repo.readme, self.repo.citation, self.repo.description, self.repo.homepage
        )

    @cached_property
    def own(self) -> tuple[Work, ...]:
        """Those of the works that are the paper."""
        return tuple(work for work in self.works if self.is_paper(work))

    @cached_property
    def claimed(self) -> tuple[Work, ...]:
        """Those of ``own`` that are more than a further BibTeX entry."""
        return tuple(work for work in self.own if work.kinds != {ClaimKind.FURTHER})

    @cached_property
    def cites_among_own(self) -> bool:
        """The paper is cited further down, and not visibly by other authors than the first work."""
        if not self.own or self.claimed:
            return False
        lead = {a for work in self.works if ClaimKind.BIBTEX in work.kinds for a in work.authors}
        mine = {author for work in self.own for author in work.authors}
        return not lead or not mine or bool(lead & mine)

    @cached_property
    def others(self) -> tuple[Work, ...]:
        """Those that are not, with a title to show."""
        mine = set(map(id, self.own))
        return tuple(work for work in self.works if work.title and id(work) not in mine)

    @cached_property
    def told(self) -> tuple[Work, ...]:
        """The works that are more than a further BibTeX entry, and no mere item of a list of papers."""
        least = _IN_ITEMS if self.papers_listed else frozenset({ClaimKind.FURTHER})
        return tuple(work for work in self.works if work.kinds - least)

    @cached_property
    def foremost_other(self) -> Work | None:
        """The work that is most plainly named as the repository's own and that is not the paper."""
        mine = set(map(id, self.own))
        candidates = [work for work in self.told if work.title and id(work) not in mine]
        surest = max((work.surety for work in candidates), default=0.0)
        rivals = [work for work in candidates if work.surety == surest]
        if len(rivals) > 1:
            return max(rivals, key=lambda work: fits_repository(work, self.name))
        return rivals[0] if rivals else None

    @cached_property
    def papers_listed(self) -> int:
        """Papers that the repository links when it is a list of other people's; 0 when it is none.

        A list of papers mentions them all; that says nothing for any of them.
        """
        count = 0 if self.folder else listed_papers(self.repo, self.pages, self.name)
        if count and any(map(may_own_a_list, self.paper.titles)):
            return 0
        if count and self.claimed:
            start = min(map(first_listed, self.pages))
            claims = [claim for work in self.claimed for claim in work.claims]
            # an item of the list may read like a claim: "[code] of [title](paper)"
            if any(claim.kind not in _IN_ITEMS or claim.line < start for claim in claims):
                return 0
        return count

    @cached_property
    def serves_several(self) -> bool:
        """Several works of the same people are claimed: it may serve one more, not named yet."""
        lead = self.foremost_other
        if lead is None:
            return False
        if is_umbrella(self.repo, self.pages):
            return True
        people = set(lead.authors)
        return any(
            work is not lead
            and (work.surety >= 0.6 or (work.authors and len(people & set(work.authors)) >= 2))
            for work in self.others
        )

    @cached_property
    def link_is_of_other(self) -> Work | None:
        """A work of another title that carries the identifier behind the entry's paper link."""
        if self.own:
            return None
        return next((work for work in self.others if names_paper(work, self.paper)), None)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Where the paper is mentioned; its link's identifier is left out if another title has it."""
        needles = self.paper.needles if self.link_is_of_other is None else ()
        if not (self.folder and self.repo.folder_readme):
            return find_mentions(self.pages, self.paper.titles, needles)
        # what the root says of the paper is about the folder only where it names the folder
        found = find_mentions(self.pages[:1], self.paper.titles, needles)
        around = find_mentions(self.pages[1:], self.paper.titles, needles)
        last = self.folder.rpartition("/")[2].casefold()
        return found + [mention for mention in around if last in mention.line.casefold()]

    @cached_property
    def speaks_of_method(self) -> bool:
        """The one word that the paper calls its method is the repository's, or stands in the texts.

        A name of several words is often a phrase, and it is not asked for.
        """
        names = [name for name in self.paper.names if len(words(name)) == 1]
        if not names or any(kinship(name, self.name) >= Kinship.PART for name in names):
            return True
        wanted = "|".join(re.escape(name.lower()) for name in names)
        word = re.compile(rf"(?<!\w)(?:{wanted})(?!\w)")
        return any(word.search(page.lowered) for page in self.pages)

    @cached_property
    def library_lists_paper(self) -> bool:
        """A library whose README lists the paper's title: it may have done it again, or be its place."""
        if tool_signs(self.repo, self.pages, self.name).strength < _LIBRARY:
            return False
        return any(
            mention.is_reference and mention.what == "its title" and not mention.is_of_users
            for mention in self.mentions
        )

    def is_paper(self, work: Work) -> bool:
        """Is this work the paper: by its title, or by identifier unless the title is far off?"""
        alike = title_likeness(work, self.paper)
        if alike >= SAME_WORK and (
            is_spelled_alike(work, self.paper)
            # "Improved ..." or "... in the Wild" is another paper where ids, years or authors say so
            or not (
                self.contradicts(work)
                or is_named_otherwise(work, self.paper)
                or is_too_short(work, self.paper)
            )
        ):
            return True
        if not work.title or any(is_foreign_to(work.title, t) for t in self.paper.titles):
            return names_paper(work, self.paper)
        if names_paper(work, self.paper):
            # titles change between preprint and journal, but some words stay; where none does,
            # the entry's paper link is the one that is wrong
            return title_overlap(work, self.paper) >= 0.2
        if work.kinds <= _SLOGANS and not self.speaks_of_method:
            return False
        if is_named_otherwise(work, self.paper) or not shares_subject(work, self.paper):
            return False
        if alike < 1 and is_too_short(work, self.paper):
            return False
        return alike >= VARIANT and not self.contradicts(work)

    def contradicts(self, work: Work) -> bool:
        """Identifier, year or authors say that a work with a like title is another one."""
        if identifiers_differ(work.ids, self.paper.ids):
            return True
        if work.year and self.paper.since and abs(work.year - self.paper.since) >= 2:
            return True
        mine = set(self.paper.authors)
        return bool(len(mine) >= 2 and work.authors and not mine & set(work.authors))


@lru_cache(maxsize=256)
def _works(
    readme: str | None,
    citation: str | None = None,
    description: str | None = None,
    homepage: str | None = None,
) -> tuple[Work, ...]:
    claims = list(readme_claims(read(readme))) if readme and not readme.isspace() else []
    return join(claims + citation_file_claims(citation) + about_claims(description, homepage))
