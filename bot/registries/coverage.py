"""Which registry answers for which identifier, and what it proves about the link."""

from __future__ import annotations

from enum import StrEnum

from bot.identity.address import take_apart
from bot.identity.doi import clean_doi
from bot.identity.identifiers import doi_of, identify, identify_arxiv
from bot.model.papers import PaperId, PaperQuestion, Scheme

#: prefixes that are registered at DataCite and never at Crossref
_DATACITE = ("10.48550/", "10.5281/", "10.5061/", "10.6084/", "10.57967/")
#: hosts whose papers can be looked up in a registry, and whose pages refuse robots (Springer and
#: Nature with a challenge under status 200, AAAI with 403) or ask not to be fetched in bulk (arXiv:
#: info.arxiv.org/help/robots.html). Mirrors and readers are no such hosts
_NEED_NO_VISIT = {
    Scheme.ARXIV: ("arxiv.org",),
    Scheme.IEEE: ("ieeexplore.ieee.org",),
    Scheme.PII: ("sciencedirect.com", "linkinghub.elsevier.com"),
    Scheme.DOI: ("link.springer.com",),
    Scheme.NATURE: ("nature.com",),
    Scheme.OJS: ("ojs.aaai.org",),
}


class Route(StrEnum):
    """How an identifier is looked up."""

    #: arXiv's API, DataCite when it is away
    ARXIV = "arxiv"
    #: by DOI: Crossref, DataCite or another agency
    DOI = "doi"
    #: by Elsevier's number at Crossref
    PII = "pii"
    #: by the title, proven by the registered landing URL
    SEARCH = "search"
    #: by the number of PubMed or PubMed Central
    PUBMED = "pubmed"
    #: only the page itself can tell
    PAGE = "page"


def route_of(paper: PaperId) -> Route:
    """The route for an identifier by itself."""
    if paper.scheme is Scheme.ARXIV:
        return Route.ARXIV
    if paper.scheme in (Scheme.PMID, Scheme.PMCID):
        return Route.PUBMED
    if paper.scheme is Scheme.PII:
        return Route.PII
    if paper.scheme is Scheme.IEEE or (
        paper.scheme is Scheme.OJS and paper.value.startswith("ojs.aaai.org/")
    ):
        return Route.SEARCH
    return Route.DOI if doi_of(paper) else Route.PAGE


def needs_no_visit(url: str) -> bool:
    """Does a registry answer for this link so well that its page need not be asked?"""
    paper, address = identify(url), take_apart(url)
    if paper is None or address is None or paper.scheme not in _NEED_NO_VISIT:
        return False
    return address.under(*_NEED_NO_VISIT[paper.scheme]) and not address.under("labs.arxiv.org")


def can_be_asked(url: str) -> PaperId | None:
    """The identifier by which a registry knows a link of which nothing but the address is known.

    None when no registry can tell: a plain page, a number that needs a title to be found, or a host
    without a public name (a DOI in the path of ``http://127.0.0.1/`` is nobody's paper).
    """
    paper, address = identify(url), take_apart(url)
    if paper is None or address is None or route_of(paper) in (Route.PAGE, Route.SEARCH):
        return None
    return paper if address.host.rpartition(".")[2].isalpha() and "." in address.host else None


def stated_doi(question: PaperQuestion) -> str | None:
    """The DOI that the entry states, unless its link says the same."""
    doi = clean_doi(question.doi or "")
    return doi if doi and doi != doi_of(question.id) else None


def stated_arxiv(question: PaperQuestion) -> PaperId | None:
    """The arXiv id that the entry states, unless its link says the same."""
    paper = identify_arxiv(question.arxiv or "")
    return paper if paper and paper != question.id else None


def is_datacite(doi: str) -> bool:
    """Is a DOI with this prefix registered at DataCite?"""
    return doi.startswith(_DATACITE)
