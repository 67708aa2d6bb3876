"""Sentences of evidence about papers, each with an address where a person can see it."""

from __future__ import annotations

from bot.identity.comparison import best_match
from bot.identity.doi import doi_url
from bot.identity.identifiers import canonical_paper_url
from bot.identity.own_words import own_words
from bot.identity.proceedings import CvfSlug
from bot.model.entries import Entry
from bot.model.evidence import Evidence
from bot.model.papers import PaperId, PaperRecord

_NAMES = {
    "crossref": "Crossref",
    "datacite": "DataCite",
    "arxiv": "arXiv",
    "openalex": "OpenAlex",
    "huggingface": "Hugging Face",
    "pubmed": "PubMed",
    "doi.org": "doi.org",
    "page": "The page itself",
}
_HOW = {
    "equal": "the same title",
    "spelling": "the same title in another spelling",
    "subtitle": "the title without its subtitle",
    "label": "the title with or without the name in front",
    "name": "the same name in front and similar wording",
    "cut": "the title, cut off",
    "wording": "the title in slightly other words",
}
#: more words than this on one side say nothing to a reader that the titles do not
_READABLE = 4


def source_name(record: PaperRecord) -> str:
    """The source as a person knows it."""
    return _NAMES.get(record.source, record.source)


def seen_at(record: PaperRecord, fallback: str | None = None) -> str | None:
    """Where a person can see what the source says."""
    match record.source:
        case "crossref" if record.doi:
            return f"https://api.crossref.org/works/{doi_url(record.doi)[16:]}"
        case "datacite" if record.doi:
            return f"https://api.datacite.org/dois/{doi_url(record.doi)[16:]}"
        case "openalex" if record.doi:
            return f"https://api.openalex.org/works/doi:{doi_url(record.doi)[16:]}"
        case "doi.org" if record.doi:
            return f"https://doi.org/api/handles/{doi_url(record.doi)[16:]}"
        case "arxiv" if record.arxiv:
            return f"https://arxiv.org/abs/{record.arxiv}"
        case "pubmed":
            return canonical_paper_url(record.id)
        case "huggingface":
            return f"https://huggingface.co/papers/{record.id.value}"
        case _:
            return fallback


def described(record: PaperRecord) -> str:
    """``“Title” by Doe et al. (Venue, 2024)``."""
    people = (
        record.authors[0] + (" et al." if len(record.authors) > 1 else "") if record.authors else ""
    )
    place = ", ".join(filter(None, (record.venue or "", str(record.year or ""))))
    by = f" by {people}" if people else ""
    return f"“{record.title}”{by}" + (f" ({place})" if place else "")


def fits(title: str, record: PaperRecord, url: str) -> Evidence:
    """The record of the link's identifier has the entry's title."""
    match = best_match(title, record.titles)
    how = _HOW.get(match.reason, "the same title")
    name = next((t for t in record.titles if best_match(title, (t,)) == match), record.title)
    earlier = " (title of an earlier version or with its subtitle)" if name != record.title else ""
    identifier = f"doi:{record.doi}" if record.doi else str(record.id)
    kind = "page-title" if record.source == "page" else "registered-title"
    return Evidence(
        kind=kind,
        supports=True,
        weight=2.0,
        detail=f"{source_name(record)} gives “{name}”{earlier} as the title of {identifier}: {how}.",
        url=seen_at(record, url),
    )


def differs(title: str, record: PaperRecord, url: str) -> Evidence:
    """The record of the link's identifier has another title."""
    match = best_match(title, record.titles)
    identifier = f"doi:{record.doi}" if record.doi else str(record.id)
    return Evidence(
        kind="other-title",
        supports=False,
        weight=-2.0,
        detail=f"{source_name(record)} says that {identifier}, to which the link leads, is "
        f"{described(record)}; the title of the entry has {match.score:.0%} of its meaning in "
        f"common with that{_apart_by(title, record)}.",
        url=seen_at(record, url),
    )


def _apart_by(title: str, record: PaperRecord) -> str:
    """The words in which the titles differ, when they are few enough to read."""
    own = own_words(title, record.title)
    if not (own.left and own.right) or max(len(own.left), len(own.right)) > _READABLE:
        return ""
    mine, theirs = (", ".join(f"“{word}”" for word in words) for words in (own.left, own.right))
    return f" (it alone says {mine}, the record alone {theirs})"


def other_answer(record: PaperRecord, url: str) -> Evidence:
    """A source that disagrees with others which fit the entry."""
    return Evidence(
        kind="disagreeing-source",
        supports=False,
        detail=f"{source_name(record)} gives another title, “{record.title}”; it is alone with that "
        "and is not believed.",
        url=seen_at(record, url),
    )


def address_says(record: PaperRecord, *, supports: bool) -> Evidence:
    """The landing URL that was registered for the record carries the link's own number."""
    return Evidence(
        kind="registered-address",
        supports=supports,
        detail=f"{source_name(record)} says that doi:{record.doi} was registered for the address "
        f"{record.landing_url}, which has the same number as the link.",
        url=seen_at(record),
    )


def one_witness_only(record: PaperRecord) -> Evidence:
    """Why nothing is concluded."""
    return Evidence(
        kind="one-witness",
        supports=True,
        detail=f"Nobody but {source_name(record)} says so; one registry alone does not convict a link.",
        url=seen_at(record),
    )


def perhaps_renamed(record: PaperRecord) -> Evidence:
    """Why nothing is concluded although the titles differ."""
    return Evidence(
        kind="perhaps-renamed",
        supports=True,
        detail="Both titles are about similar things, so the paper may have got a new title; the "
        "entry's own paper was not found elsewhere by other people.",
        url=seen_at(record),
    )


def sibling_says(other: Entry, url: str, *, supports: bool) -> Evidence:
    """Another entry of the list uses the same identifier."""
    return Evidence(
        kind="sibling-entry",
        supports=supports,
        weight=-1.0,
        detail=f"The entry “{other.title}” (line {other.span.line}) has the same link.",
        url=url,
    )


def found_elsewhere(record: PaperRecord) -> Evidence:
    """The paper of the entry is registered somewhere else."""
    where = f"doi:{record.doi}" if record.doi else str(record.arxiv or record.id)
    return Evidence(
        kind="found-elsewhere",
        supports=False,
        weight=-1.0,
        detail=f"{source_name(record)} has the paper of the entry, {described(record)}, as {where}.",
        url=right_url(record),
    )


def right_url(record: PaperRecord) -> str | None:
    """The address under which a record's paper should be linked."""
    if record.arxiv and (not record.doi or record.doi.startswith("10.48550/")):
        return f"https://arxiv.org/abs/{record.arxiv}"
    return doi_url(record.doi) if record.doi else None


def nothing_known(paper: PaperId) -> Evidence:
    """No source knows the identifier, or none could be asked."""
    return Evidence(
        kind="nobody-knows",
        supports=True,
        detail="No registry and no page could say which paper this link leads to; "
        "that proves nothing against it.",
        url=canonical_paper_url(paper),
    )


def unregistered_says(paper: PaperId) -> Evidence:
    """The registry denies the identifier."""
    return Evidence(
        kind="unregistered",
        supports=False,
        detail=f"The registry says that {paper} does not exist.",
        url=canonical_paper_url(paper),
    )


def file_name_fits(slug: CvfSlug, url: str) -> Evidence:
    """The proceedings named the file after the entry's paper."""
    return Evidence(
        kind="file-name",
        supports=True,
        weight=1.5,
        detail=f"The proceedings named the file after “{slug.title}” by {slug.first_author} "
        f"({slug.venue} {slug.year}), and so begins the title of the entry.",
        url=url,
    )
