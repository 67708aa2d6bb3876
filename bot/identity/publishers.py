"""Identifiers in the addresses of publishers: IEEE, Elsevier, Nature, JMIR, MDPI and DOIs in paths."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.identity.address import Address
from bot.identity.doi import find_doi, paper_id_of_doi
from bot.model.papers import PaperId, Scheme

_NUMBER = re.compile(r"0*([1-9]\d{3,9})\Z")
_IEEE_FILE = re.compile(r"0*([1-9]\d{3,9})\.pdf\Z")
#: serial: S + ISSN + year + item + check; book: B + ISBN ...; older items have no letter
_PII = re.compile(r"(?:[SB][\dX]{15,20}|\d{15}[\dX])\Z")
_PRINTED_PII = re.compile(r"S\d{4}-\d{3}[\dX]\(\d\d\)\d{5}-[\dX]\Z")
_PII_FILE = re.compile(r"1-s2\.0-([SB][\dX]{15,20})(?:[.-]|\Z)", re.IGNORECASE)
_NATURE_ID = re.compile(
    r"(?:s\d{5}-\d{3}-\d{5}-[\da-z]|[a-z]{2,12}[\w.\-]*\d[\w.\-]*|\d{4,}[a-z]?\d?)\Z"
)
#: e-numbers of five digits and more are the last part of the DOI; shorter ones count by volume
_JMIR_ARTICLE = re.compile(r"e(\d{5,})\Z")
_HINDAWI_YEAR = re.compile(r"(?:19|20)\d\d\Z")

_ACM_PAIR = re.compile(r"\d{5,8}\.\d{5,8}\Z")
#: (host, its part of the path, DOI): numbers that publishers also write into the DOI
_RULES = (
    ("elifesciences.org", re.compile(r"\Aarticles/(\d{5,6})(?:v\d+)?(?:/|\Z)"), "10.7554/elife.{}"),
    ("peerj.com", re.compile(r"\Aarticles/(\d+)(?:\.pdf)?(?:/|\Z)"), "10.7717/peerj.{}"),
    ("peerj.com", re.compile(r"\Aarticles/cs-(\d+)(?:\.pdf)?(?:/|\Z)"), "10.7717/peerj-cs.{}"),
    (
        "pubs.rsc.org",
        re.compile(
            r"content/article(?:landing|html|pdf)/\d{4}/[a-z]{2}/([a-z]\d[a-z]{2}\d{5}[a-z])"
        ),
        "10.1039/{}",
    ),
    (
        "researchsquare.com",
        re.compile(r"\Aarticle/rs-(\d+)/v(\d+)(?:\.pdf)?\Z"),
        "10.21203/rs.3.rs-{}/v{}",
    ),
    (
        "preprints.org",
        re.compile(r"\Amanuscript/(\d{6}\.\d{4})/v(\d+)"),
        "10.20944/preprints{}.v{}",
    ),
)

#: ISSN -> prefix of the DOI suffix; the DOI is prefix + volume + issue (2 digits) + article (4)
_MDPI_JOURNALS = {
    "1099-4300": "e",
    "1422-0067": "ijms",
    "1424-8220": "s",
    "1999-4893": "a",
    "2072-4292": "rs",
    "2072-6694": "cancers",
    "2073-8994": "sym",
    "2075-4418": "diagnostics",
    "2076-3417": "app",
    "2076-3425": "brainsci",
    "2077-0383": "jcm",
    "2078-2489": "info",
    "2079-9292": "electronics",
    "2220-9964": "ijgi",
    "2227-7390": "math",
    "2227-9032": "healthcare",
    "2306-5354": "bioengineering",
    "2313-433X": "jimaging",
    "2504-2289": "bdcc",
    "2504-446X": "drones",
    "2504-4990": "make",
    "2673-2688": "ai",
}


def ieee_number(text: str) -> PaperId | None:
    """An IEEE document number, whatever its padding."""
    match = _NUMBER.match(text.strip())
    return PaperId(scheme=Scheme.IEEE, value=match[1]) if match else None


def pii_id(text: str) -> PaperId | None:
    """A publisher item identifier in plain or printed form (``S1566-2535(21)00115-9``)."""
    value = re.sub(r"[\-()\s]", "", text).upper().removeprefix("PII")
    return PaperId(scheme=Scheme.PII, value=value) if _PII.match(value) else None


def _ieee(address: Address) -> PaperId | None:
    if not address.under("ieeexplore.ieee.org"):
        return None
    number = address.value("arnumber") or next(iter(address.after("document", "courses")), "")
    if paper := ieee_number(number):
        return paper
    file = _IEEE_FILE.match(address.segments[-1]) if address.segments else None
    return PaperId(scheme=Scheme.IEEE, value=file[1]) if file else None


def _elsevier(address: Address) -> PaperId | None:
    if address.under("sciencedirect.com", "elsevier.com"):
        return pii_id(next(iter(address.after("pii")), ""))
    if address.under("sciencedirectassets.com", "els-cdn.com"):
        for segment in address.segments:
            if match := _PII_FILE.match(segment):
                return pii_id(match[1])
    # journals with sites of their own print it: cell.com, thelancet.com, annalsofoncology.org ...
    if find_doi(address.segments):
        return None  # a DOI may hold the printed number
    printed = address.value("pii") or ""
    for segment in (*address.segments, printed):
        text = segment.removesuffix(".pdf").upper().removeprefix("PII")
        if not (_PRINTED_PII.match(text) or address.under("cell.com", "thelancet.com")):
            continue
        if paper := pii_id(text):
            return paper
    return None


def _nature(address: Address) -> PaperId | None:
    if not address.under("nature.com"):
        return None
    rest = address.after("articles", "full", "abs", "pdf")
    if not rest:
        return None
    value = re.sub(r"(?:_reference)?\.(?:pdf|epdf|html|ris)\Z", "", rest[0].lower())
    return PaperId(scheme=Scheme.NATURE, value=value) if _NATURE_ID.match(value) else None


def _jmir(address: Address) -> PaperId | None:
    if not address.under("jmir.org"):
        return None
    for segment in address.segments[2:4]:
        if match := _JMIR_ARTICLE.match(segment):
            return PaperId(scheme=Scheme.JMIR, value=match[1])
    return None


def _mdpi(address: Address) -> PaperId | None:
    if not address.under("mdpi.com"):
        return None
    if address.segments[:1] == ("resolver",):
        return paper_id_of_doi(f"10.3390/{address.value('pii') or ''}")
    if len(address.segments) < 4:
        return None
    issn, volume, issue, article = address.segments[:4]
    journal = _MDPI_JOURNALS.get(issn.upper())
    numbers = (volume, issue, article)
    if journal is None or not all(part.isascii() and part.isdigit() for part in numbers):
        return None
    suffix = f"{journal}{int(volume)}{int(issue):02}{int(article):04}"
    return PaperId(scheme=Scheme.MDPI, value=suffix)


def _hindawi(address: Address) -> PaperId | None:
    if not address.under("hindawi.com") or len(address.segments) < 4:
        return None
    year, number = address.segments[2:4]
    if _HINDAWI_YEAR.match(year) and _NUMBER.match(number):
        return paper_id_of_doi(f"10.1155/{year}/{number}")
    return None


def _ijcai(address: Address) -> PaperId | None:
    """``/proceedings/2023/0123.pdf`` is ``10.24963/ijcai.2023/123`` (since 2017)."""
    if not address.under("ijcai.org") or len(address.segments) < 3:
        return None
    year, number = address.after("proceedings")[:2] if len(address.segments) > 2 else ("", "")
    digits = number.removesuffix(".pdf")
    if year.isdigit() and digits.isdigit() and 2017 <= int(year) <= 2100:
        return paper_id_of_doi(f"10.24963/ijcai.{year}/{int(digits)}")
    return None


def _by_rule(address: Address) -> PaperId | None:
    """Publishers whose own number is the last part of the DOI."""
    for host, pattern, doi in _RULES:
        if address.under(host) and (match := pattern.search("/".join(address.segments))):
            return paper_id_of_doi(doi.format(*match.groups()))
    return None


def _acm(address: Address) -> PaperId | None:
    """The old address of the digital library, where it names proceedings and paper."""
    if not address.under("dl.acm.org", "portal.acm.org", "doi.acm.org"):
        return None
    number = address.value("doid") or address.value("id") or ""
    return paper_id_of_doi(f"10.1145/{number}") if _ACM_PAIR.match(number) else None


def _doi_in_address(address: Address) -> PaperId | None:
    """A DOI anywhere in the path, or in the parameters that PLOS, Wiley and others use."""
    at_doi_org = address.under("doi.org", "handle.net")
    found = find_doi(address.segments, trust_tail=at_doi_org)
    if found is None:
        for name in ("id", "doi", "article"):
            value = address.value(name)
            if value and value.lower().removeprefix("doi:").startswith("10."):
                return paper_id_of_doi(value)
        return None
    if address.under("academic.oup.com"):
        # /doi/10.1093/jamia/ocaa260/6012345: the last number is the site's own
        found = re.sub(r"(/[^/]+/[^/]+)/\d+\Z", r"\1", found)
    if address.under("direct.mit.edu"):
        found = re.sub(r"\A(10\.\d+/[^/]+)/.*", r"\1", found)
    return paper_id_of_doi(found)


RECOGNISERS: tuple[Callable[[Address], PaperId | None], ...] = (
    _ieee,
    _elsevier,
    _nature,
    _jmir,
    _mdpi,
    _hindawi,
    _ijcai,
    _by_rule,
    _acm,
    _doi_in_address,
)
