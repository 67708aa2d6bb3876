"""Papers: identifiers, registry records, and whether a link leads to the paper it names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.model.evidence import Evidence


class Scheme(StrEnum):
    """Kinds of paper identifiers, one canonical form each (see ``identity``)."""

    DOI = "doi"
    ARXIV = "arxiv"
    #: IEEE document number
    IEEE = "ieee"
    #: Elsevier publisher item identifier
    PII = "pii"
    CVF = "cvf"
    PMLR = "pmlr"
    #: year + hash
    NEURIPS = "neurips"
    #: OJS article id, with its host
    OJS = "ojs"
    ACL = "acl"
    OPENREVIEW = "openreview"
    PMID = "pmid"
    PMCID = "pmcid"
    NATURE = "nature"
    JMIR = "jmir"
    S2 = "s2"
    BIORXIV = "biorxiv"
    HAL = "hal"
    SSRN = "ssrn"
    MDPI = "mdpi"
    ZENODO = "zenodo"
    #: any other page; the value is its canonical URL
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PaperId:
    """An identifier in its canonical form."""

    scheme: Scheme
    value: str
    #: arXiv version that the list wrote, e.g. 2; None when it wrote none
    version: int | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class Integrity(StrEnum):
    """Is the paper still sound?"""

    SOUND = "sound"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"
    CONCERN = "expression-of-concern"
    #: nobody could be asked
    UNKNOWN = "unknown"


class About(StrEnum):
    """How a record relates to the identifier that was asked."""

    #: it is the record of that identifier: looked up by it, or proven by the landing URL
    ITSELF = "itself"
    #: found by searching the title of an entry; may be another paper
    SEARCH = "search"
    #: the published version of a preprint, as a registry names it
    PUBLISHED = "published"
    #: the DOI or arXiv id that the entry itself states
    STATED = "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRecord:
    """What a registry (or the page itself) says about one identifier. Foreign text inside.

    A record without a title and a DOI says that the source was asked and knows nothing.
    """

    #: what was asked
    id: PaperId
    #: "crossref", "datacite", "arxiv", "page", "doi.org" ...
    source: str
    about: About = About.ITSELF
    #: for ``About.SEARCH``: the entry title that was searched
    searched_title: str = ""
    title: str = ""
    #: title of earlier versions, subtitle joined, translations
    other_titles: tuple[str, ...] = ()
    #: family names, in order
    authors: tuple[str, ...] = ()
    #: the same people as one writes them ("Jane van der Doe"), () where a source is not so exact
    full_names: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    #: the landing URL that the publisher registered
    landing_url: str | None = None
    integrity: Integrity = Integrity.UNKNOWN
    #: why integrity is what it is: notice DOI, quoted comment
    integrity_note: str = ""
    #: where a person can see the notice
    integrity_url: str | None = None
    #: type as the registry names it: "journal-article", "posted-content" ...
    kind: str = ""
    #: number of the latest version (arXiv)
    version: int | None = None
    #: DOI of the journal or conference version of a preprint
    published_as: str | None = None
    published_venue: str | None = None
    published_year: int | None = None
    #: code addresses that the record or abstract claims as its own
    code_urls: tuple[str, ...] = ()
    fetched_at: datetime | None = None

    @property
    def says_nothing(self) -> bool:
        """The source was asked and does not know the paper."""
        return not (self.title or self.doi or self.landing_url or self.code_urls)

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title the paper has or had."""
        return tuple(title for title in (self.title, *self.other_titles) if title)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperQuestion:
    """One identifier to look up, and what the list says it is (for title searches)."""

    id: PaperId
    #: titles and known authors of the entries that use it
    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    year: int | None = None
    doi: str | None = None
    arxiv: str | None = None
    #: the entry has no code link: worth asking who announces one
    wants_code: bool = False


class Identity(StrEnum):
    """Does the link lead to the paper that the entry names?"""

    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"
    WRONG_PROBABLE = "wrong-probable"
    WRONG_CERTAIN = "wrong-certain"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityJudgement:
    """The answer for one paper link of one entry, with its chain of proof."""

    entry_id: str
    url: str
    identity: Identity
    #: the identifier that the link carries
    paper_id: PaperId | None = None
    #: what the link really is, when known
    record: PaperRecord | None = None
    #: what the entry means, when found elsewhere (the right link)
    intended: PaperRecord | None = None
    #: the published version of a preprint, verified by title and authors
    published: PaperRecord | None = None
    integrity: Integrity = Integrity.UNKNOWN
    evidence: tuple[Evidence, ...] = ()
