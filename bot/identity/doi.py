"""DOIs: finding one in a path, cleaning it, and the schemes that have a DOI by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote

from bot.identity.acl import acl_id
from bot.identity.arxiv import arxiv_id
from bot.model.papers import PaperId, Scheme

#: ISO 26324: directory indicator 10, registrant code, slash, suffix. Suffixes are printable; all
#: that Crossref and DataCite have issued are ASCII. 2000 characters is our own cap.
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[!#-~]{1,2000}\Z")
_PREFIX = re.compile(r"(?:doi:)?(10\.\d{4,9}(?:\.\d+)*)\Z", re.IGNORECASE)
#: segments that publishers put behind a DOI
_TAIL_WORDS_TEXT = (
    "abstract asset assetpdf authors cite citation citations download epdf epub figures full "
    "full.pdf fulltext fulltext.html full-text full-text.pdf html index.html issue meta metrics "
    "pdf references summary suppl supplemental supplement supplementary-material tab-pdf tables view"
)
_TAIL_WORDS = frozenset(_TAIL_WORDS_TEXT.split())
_TAIL_SUFFIX = re.compile(
    r"\.(?:pdf|epdf|full|full-text|full\.pdf|full-text\.pdf|short|abstract|html|htm|xml|epub|bib|ris)\Z"
)
_BIORXIV_TAIL = re.compile(r"v\d{1,2}\Z")
#: bioRxiv and medRxiv: 10.1101 until 2025, 10.64898 (openRxiv) since; CSHL journals share 10.1101
_BIORXIV = re.compile(r"10\.(?:1101|64898)/(?:\d{4}\.\d{2}\.\d{2}\.)?\d{6,8}\Z")
#: DOI -> scheme with the same information, shorter value; each can be turned back exactly
_BY_RULE = (
    (Scheme.NATURE, re.compile(r"10\.1038/([a-z0-9][a-z0-9.\-]*)\Z")),
    (Scheme.SSRN, re.compile(r"10\.2139/ssrn\.(\d{1,9})\Z")),
    (Scheme.ZENODO, re.compile(r"10\.5281/zenodo\.(\d{1,10})\Z")),
    (Scheme.JMIR, re.compile(r"10\.2196/([a-z0-9][a-z0-9.\-]*)\Z")),
    (Scheme.MDPI, re.compile(r"10\.3390/([a-z][a-z0-9\-]*\d{5,})\Z")),
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)\Z")
_ACL_DOI = re.compile(r"10\.18653/v1/(.+)\Z")


def clean_doi(text: str) -> str | None:
    """Lower-cased DOI from a bare DOI, ``doi:`` form or doi.org address; None when it is none.

    DOIs are compared without case (DOI Handbook, section 2.4). LaTeX escapes are undone, final
    punctuation of the sentence around it is dropped.
    """
    doi = text.strip().lower().replace("\\_", "_").replace("\\", "")
    doi = re.sub(r"\A(?:https?://)?(?:dx\.|www\.)?doi\.org/", "", doi)
    doi = doi.removeprefix("doi:").strip()
    if "%2f" in doi:
        doi = unquote(doi)
    before = None
    while doi != before:
        before = doi
        doi = doi.rstrip(".,;:'/")
        if doi.endswith(")") and doi.count(")") > doi.count("("):
            doi = doi[:-1]
    return doi if _DOI.match(doi) else None


def find_doi(segments: Sequence[str], *, trust_tail: bool = False) -> str | None:
    """The DOI in a decoded path: the first ``10.NNNN`` segment and all that follows it.

    Scanning by position survives new path words (``/chapter/``, ``/doi/epdf/``). ``trust_tail``
    keeps what follows as it is (doi.org itself); elsewhere ``/full``, ``.pdf`` and the like go.
    """
    for index, segment in enumerate(segments):
        match = _PREFIX.match(segment)
        if match:
            rest = [part for part in segments[index + 1 :] if part not in (".", "..")]
            if not trust_tail:
                rest = _without_tail(rest)
            return clean_doi("/".join([match[1], *rest])) if rest else None
    return None


def _without_tail(rest: Sequence[str]) -> list[str]:
    kept = list(rest)
    while len(kept) > 1 and kept[-1].lower() in _TAIL_WORDS:
        kept.pop()
    before = None
    while kept and kept[-1] != before:
        before = kept[-1]
        kept[-1] = _TAIL_SUFFIX.sub("", kept[-1].lower()) or before
    return kept


def paper_id_of_doi(doi: str) -> PaperId | None:
    """The canonical identifier behind a DOI (``10.48550/arXiv.X`` is arXiv X), None for no DOI."""
    cleaned = clean_doi(doi)
    if cleaned is None:
        return None
    if (match := _ARXIV_DOI.match(cleaned)) and (paper := arxiv_id(match[1])):
        return paper
    if (match := _ACL_DOI.match(cleaned)) and (paper := acl_id(match[1])):
        return paper
    shorter = _BIORXIV_TAIL.sub("", cleaned)
    if _BIORXIV.match(shorter):
        return PaperId(scheme=Scheme.BIORXIV, value=shorter)
    for scheme, pattern in _BY_RULE:
        if match := pattern.match(cleaned):
            return PaperId(scheme=scheme, value=match[1])
    return PaperId(scheme=Scheme.DOI, value=cleaned)


def doi_url(doi: str) -> str:
    """Address of a DOI at doi.org, with what a path cannot hold percent-encoded."""
    return f"https://doi.org/{quote(doi, safe='/:;()._-,@!*+$&=~')}"
