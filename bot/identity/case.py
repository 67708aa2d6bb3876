"""One paper link and everything that is known about its identifier, ready to be judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.identity.accounts import address_says
from bot.identity.comparison import TitleMatch, best_match
from bot.identity.identifiers import identify
from bot.identity.proceedings import CvfSlug, cvf_slug
from bot.identity.titles import normalise
from bot.model.entries import Entry, Link
from bot.model.evidence import Evidence
from bot.model.papers import About, Identity, PaperId, PaperRecord, Scheme

#: kind of a record whose title only stands in <title>: it can support, never accuse
PAGE_TITLE = "page-title"
#: types of things that hold papers: a link to a whole volume is another matter than a wrong paper
_CONTAINERS = frozenset(
    (
        "book",
        "book-series",
        "book-set",
        "edited-book",
        "monograph",
        "reference-book",
        "journal",
        "journal-issue",
        "journal-volume",
        "proceedings",
        "proceedings-series",
        "report-series",
    )
)
#: which record is shown when several fit
_PREFERENCE = (
    "crossref",
    "arxiv",
    "pubmed",
    "datacite",
    "page",
    "openalex",
    "doi.org",
    "huggingface",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the judge has before him."""

    entry: Entry
    link: Link
    paper: PaperId
    #: records with a title, of the identifier itself, best source first
    own: tuple[PaperRecord, ...]
    records: tuple[PaperRecord, ...]
    #: other entries that use the same identifier
    siblings: tuple[Entry, ...]
    #: the registry says that the identifier does not exist
    unregistered: bool
    now: datetime | None

    def fits(self, record: PaperRecord) -> bool:
        """Is a title of the record the entry's title or a variant of it?"""
        return best_match(self.entry.title, record.titles).fits

    def contradicts(self, record: PaperRecord) -> bool:
        """Is the record plainly of another paper, and may its source say so?"""
        match = best_match(self.entry.title, record.titles).match
        may_say = record.kind != PAGE_TITLE and record.kind not in _CONTAINERS
        return match is TitleMatch.DIFFERENT and may_say

    def is_apart_from(self, record: PaperRecord) -> bool:
        """Do the titles have so little in common that no new name explains it?"""
        return best_match(self.entry.title, record.titles).is_apart

    def is_near(self, record: PaperRecord) -> bool:
        """Do the titles differ in a word or a number only?"""
        return best_match(self.entry.title, record.titles).is_near

    def addresses(self, record: PaperRecord, *, supports: bool) -> list[Evidence]:
        """Why a record without the identifier in its DOI is the record of the link."""
        if self.paper.scheme not in (Scheme.IEEE, Scheme.PII, Scheme.OJS):
            return []
        return [
            address_says(known, supports=supports)
            for known in sorted(self.records, key=preference)
            if known.about is About.ITSELF
            and known.doi == record.doi
            and known.landing_url
            and identify(known.landing_url) == self.paper
        ]

    @property
    def slug(self) -> CvfSlug | None:
        """What the file name says, for proceedings that name files after papers."""
        return cvf_slug(self.paper)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A conclusion, before integrity and publication are added."""

    identity: Identity
    record: PaperRecord | None = None
    intended: PaperRecord | None = None
    evidence: tuple[Evidence, ...] = ()


def preference(record: PaperRecord) -> int:
    """Sort key: the best source first."""
    known = record.source in _PREFERENCE
    return _PREFERENCE.index(record.source) if known else len(_PREFERENCE)


def begins(title: str, slug: CvfSlug) -> bool:
    """Does the title begin with the words of the file name? Files are cut at a word."""
    words = normalise(slug.title)
    return (
        len(words.split()) >= 2
        and normalise(title).replace(" ", "").startswith(words.replace(" ", ""))
    ) or best_match(title, (slug.title,)).fits
