"""Which paper does an address name? One canonical identifier for all its spellings."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from bot.identity import archives, proceedings, publishers
from bot.identity.acl import acl_doi, acl_url, recognise_acl
from bot.identity.address import Address, take_apart
from bot.identity.arxiv import arxiv_id, arxiv_url, recognise_arxiv
from bot.identity.doi import doi_url, paper_id_of_doi
from bot.identity.pages import page_id
from bot.identity.proceedings import neurips_url
from bot.model.papers import PaperId, Scheme
from bot.urls.parsing import LISTED

_RECOGNISERS = (
    recognise_arxiv,
    recognise_acl,
    *archives.RECOGNISERS,
    *proceedings.RECOGNISERS,
    *publishers.RECOGNISERS,
)
_ARCHIVED = re.compile(
    r"https?://web\.archive\.org/web/\d{4,14}[a-z_]{0,3}/(https?:/{1,2}.+)\Z", re.IGNORECASE
)


@lru_cache(maxsize=LISTED)
def identify(url: str) -> PaperId | None:
    """The identifier that a URL names, in canonical form. Total: never raises.

    Every variant of an address (abs, pdf, html; http, https; ``article``, ``chapter``,
    ``content/pdf``; the DOI at doi.org) gives the same identifier. Any other web page is
    ``Scheme.PAGE`` with its canonical URL; None means that the text is no http(s) URL.
    A copy at web.archive.org names the paper that it is a copy of.
    """
    address = take_apart(url)
    if address is None:
        return None
    if address.under("web.archive.org") and (copy := _ARCHIVED.match(url.strip())):
        original = re.sub(r"\A(https?):/{1,2}", r"\1://", copy[1], flags=re.IGNORECASE)
        if not _ARCHIVED.match(original) and (paper := identify(original)):
            return paper if paper.scheme is not Scheme.PAGE else page_id(url)
    return _recognise(address) or page_id(url)


def _recognise(address: Address) -> PaperId | None:
    for recogniser in _RECOGNISERS:
        if paper := recogniser(address):
            return paper
    return None


def identify_doi(text: str) -> PaperId | None:
    """The identifier behind a bare DOI, ``doi:...`` or an address at doi.org; else None."""
    return paper_id_of_doi(text)


def identify_arxiv(text: str) -> PaperId | None:
    """The identifier behind a bare arXiv id or an arXiv address; else None."""
    if paper := arxiv_id(text):
        return paper
    found = identify(text)
    return found if found and found.scheme is Scheme.ARXIV else None


def doi_of(paper: PaperId) -> str | None:
    """The DOI of an identifier where a rule gives it (lower-case), else None.

    IEEE numbers, PIIs, CVF, PMLR, NeurIPS and OJS papers have no DOI that can be computed.
    """
    match paper.scheme:
        case Scheme.DOI | Scheme.BIORXIV:
            return paper.value
        case Scheme.ARXIV:
            return f"10.48550/arxiv.{paper.value}"
        case Scheme.NATURE:
            return f"10.1038/{paper.value}"
        case Scheme.JMIR:
            return f"10.2196/{paper.value}"
        case Scheme.MDPI:
            return f"10.3390/{paper.value}"
        case Scheme.SSRN:
            return f"10.2139/ssrn.{paper.value}"
        case Scheme.ZENODO:
            return f"10.5281/zenodo.{paper.value}"
        case Scheme.ACL:
            return acl_doi(paper.value)
        case _:
            return None


def canonical_paper_url(paper: PaperId) -> str:
    """The one address by which we name a paper; ``identify`` gives the identifier back."""
    value = paper.value
    match paper.scheme:
        case Scheme.ARXIV:
            return arxiv_url(paper)
        case Scheme.IEEE:
            return f"https://ieeexplore.ieee.org/document/{value}/"
        case Scheme.PII:
            return f"https://www.sciencedirect.com/science/article/pii/{value}"
        case Scheme.CVF:
            return f"https://openaccess.thecvf.com/{quote(value)}.html"
        case Scheme.PMLR:
            return f"https://proceedings.mlr.press/{value}.html"
        case Scheme.NEURIPS:
            return neurips_url(value)
        case Scheme.OJS:
            return f"https://{quote(value)}"
        case Scheme.ACL:
            return acl_url(value)
        case Scheme.OPENREVIEW:
            return f"https://openreview.net/forum?id={value}"
        case Scheme.PMID:
            return f"https://pubmed.ncbi.nlm.nih.gov/{value}/"
        case Scheme.PMCID:
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{value}/"
        case Scheme.NATURE:
            return f"https://www.nature.com/articles/{value}"
        case Scheme.S2 if value.startswith("corpusid:"):
            return f"https://api.semanticscholar.org/CorpusID:{value[9:]}"
        case Scheme.S2:
            return f"https://www.semanticscholar.org/paper/{value}"
        case Scheme.HAL:
            return f"https://hal.science/{value}"
        case Scheme.ZENODO:
            return f"https://zenodo.org/records/{value}"
        case Scheme.PAGE:
            return value
        case _:
            return doi_url(doi_of(paper) or value)
