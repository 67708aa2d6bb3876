"""arXiv identifiers, old and new, on arXiv itself, its mirrors and its readers."""

from __future__ import annotations

import re

from bot.identity.address import Address
from bot.model.papers import PaperId, Scheme

#: since April 2007: YYMM.NNNN, five digits since 2015 (info.arxiv.org/help/arxiv_identifier.html)
_NEW = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5})(?:v(\d{1,3}))?\Z", re.IGNORECASE)
#: before: archive[.CLASS]/YYMMNNN; the subject class is no part of the identifier
_OLD = re.compile(
    r"(?:arxiv:)?([a-z\-]{2,12})(?:\.[a-z\-]{2,12})?/(\d{7})(?:v(\d{1,3}))?\Z", re.IGNORECASE
)
_FILE = re.compile(r"\.(?:pdf|ps|ps\.gz|html|tar\.gz)\Z", re.IGNORECASE)
#: the Astrophysics Data System writes year, "arXiv", the number without its dot, and an initial
_BIBCODE = re.compile(r"(?:19|20)\d\darXiv(\d{4})(\d{5})[A-Z]\Z")
#: end of the sentence around a copied address
_SENTENCE_END = ".,;:)]"
#: hosts that show the paper that arXiv holds: (host, words before the identifier)
_HOSTS = (
    ("arxiv.org", ("abs", "pdf", "html", "e-print", "format", "src", "ps", "tb")),
    ("xxx.lanl.gov", ("abs", "pdf", "ps", "format")),
    ("ar5iv.org", ("abs", "html", "pdf")),
    ("ar5iv.labs.arxiv.org", ("abs", "html")),
    ("alphaxiv.org", ("abs", "pdf", "overview", "html")),
    ("arxiv-vanity.com", ("papers",)),
    ("scirate.com", ("arxiv",)),
    ("huggingface.co", ("papers",)),
    ("hf.co", ("papers",)),
    ("catalyzex.com", ("paper",)),
)


def arxiv_id(text: str) -> PaperId | None:
    """Parse ``2312.17183v5``, ``arXiv:cs/0112017``, ``math.GT/0309136``; None when it is none."""
    if match := _NEW.match(text.strip()):
        value, version = match[1], match[2]
    elif match := _OLD.match(text.strip()):
        value, version = f"{match[1].lower()}/{match[2]}", match[3]
    else:
        return None
    return PaperId(
        scheme=Scheme.ARXIV, value=value, version=int(version) if version and int(version) else None
    )


def recognise_arxiv(address: Address) -> PaperId | None:
    """The arXiv identifier in an address of arXiv or of a reader of it."""
    for host, words in _HOSTS:
        if address.under(host):
            rest = address.after(*words)
            if rest and (paper := _from_segments(rest)):
                return paper
    if address.under("adsabs.harvard.edu"):
        codes = (_BIBCODE.match(segment) for segment in address.segments)
        return next((arxiv_id(f"{c[1]}.{c[2]}") for c in codes if c), None)
    if address.under("arxiv.org"):
        # arxiv.org/2312.17183 and arxiv.org/ftp/arxiv/papers/2301/2301.04802.pdf
        return _from_segments(address.segments[-1:])
    return None


def _from_segments(rest: tuple[str, ...]) -> PaperId | None:
    if rest and (paper := arxiv_id(rest[0])):
        return paper
    for text in (*rest[:1], "/".join(rest[:2])):
        if paper := arxiv_id(_FILE.sub("", text.rstrip(_SENTENCE_END)).rstrip(_SENTENCE_END)):
            return paper
    return None


def arxiv_url(paper: PaperId) -> str:
    """The abstract page, with the version only when the list wrote one."""
    version = f"v{paper.version}" if paper.version else ""
    return f"https://arxiv.org/abs/{paper.value}{version}"
