"""Identifiers of archives and indexes: bioRxiv, HAL, SSRN, Zenodo, PubMed, Semantic Scholar."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.identity.address import Address
from bot.identity.doi import find_doi, paper_id_of_doi
from bot.model.papers import PaperId, Scheme

_DIGITS = re.compile(r"0*([1-9]\d{0,9})\Z")
_PMC = re.compile(r"PMC(\d{3,9})\Z", re.IGNORECASE)
_HAL = re.compile(r"([a-z]{2,12}-\d{7,9})(?:v\d{1,3})?\Z")
_SHA = re.compile(r"[0-9a-f]{40}\Z")
_SHA_TAIL = re.compile(r"([0-9a-f]{36})\.pdf\Z")
_BIORXIV_OLD = re.compile(r"((?:\d{4}\.\d{2}\.\d{2}\.\d{6,8})|\d{6})(?:v\d+)?(?:\.[a-z.\-]+)?\Z")


def _biorxiv(address: Address) -> PaperId | None:
    if not address.under("biorxiv.org", "medrxiv.org"):
        return None
    if found := find_doi(address.segments):
        return paper_id_of_doi(found)
    # /content/early/2018/05/30/331234 and /content/331234v2
    last = _BIORXIV_OLD.match(address.segments[-1]) if address.segments else None
    return paper_id_of_doi(f"10.1101/{last[1]}") if last else None


def _hal(address: Address) -> PaperId | None:
    if not address.under("hal.science", "archives-ouvertes.fr"):
        return None
    for segment in address.segments[:2]:
        if match := _HAL.match(segment.lower()):
            return PaperId(scheme=Scheme.HAL, value=match[1])
    return None


def _ssrn(address: Address) -> PaperId | None:
    if not address.under("ssrn.com"):
        return None
    text = address.value("abstract_id") or address.value("abstract") or address.value("abstractid")
    if not text and address.segments:
        text = address.segments[-1].removeprefix("abstract=")
    match = _DIGITS.match(text or "")
    return PaperId(scheme=Scheme.SSRN, value=match[1]) if match else None


def _zenodo(address: Address) -> PaperId | None:
    rest = address.after("record", "records") if address.under("zenodo.org") else ()
    match = _DIGITS.match(rest[0]) if rest else None
    return PaperId(scheme=Scheme.ZENODO, value=match[1]) if match else None


def _pubmed(address: Address) -> PaperId | None:
    if not address.under("ncbi.nlm.nih.gov", "nih.gov", "europepmc.org"):
        return None
    for segment in address.segments:
        if match := _PMC.match(segment):
            return PaperId(scheme=Scheme.PMCID, value=f"PMC{int(match[1])}")
    if address.under("pubmed.ncbi.nlm.nih.gov"):
        number = address.segments[0] if address.segments else ""
    else:
        number = next(iter(address.after("pubmed", "med", "pmid")), "")
    if not number and ("pubmed" in address.host or address.segments[:1] == ("pubmed",)):
        number = address.value("term") or ""  # a search for one number shows its paper
    match = _DIGITS.match(number)
    return PaperId(scheme=Scheme.PMID, value=match[1]) if match else None


def _semantic_scholar(address: Address) -> PaperId | None:
    if not address.under("semanticscholar.org"):
        return None
    for first, last in zip(address.segments, address.segments[1:], strict=False):
        if (tail := _SHA_TAIL.match(last)) and _SHA.match(first + tail[1]):
            return PaperId(scheme=Scheme.S2, value=first + tail[1])
    for segment in address.segments:
        if _SHA.match(segment.lower()):
            return PaperId(scheme=Scheme.S2, value=segment.lower())
        if segment.lower().startswith("corpusid:") and (match := _DIGITS.match(segment[9:])):
            return PaperId(scheme=Scheme.S2, value=f"corpusid:{match[1]}")
    return None


RECOGNISERS: tuple[Callable[[Address], PaperId | None], ...] = (
    _biorxiv,
    _hal,
    _ssrn,
    _zenodo,
    _pubmed,
    _semantic_scholar,
)
