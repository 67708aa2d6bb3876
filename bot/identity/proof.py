"""Proof that a record is the record of an identifier: never the search that found it."""

from __future__ import annotations

import re

from bot.identity.doi import paper_id_of_doi
from bot.identity.identifiers import doi_of, identify
from bot.identity.publishers import pii_id
from bot.model.papers import PaperId, PaperRecord, Scheme

#: DOIs of conference papers at IEEE end in the document number; those of journals ("TMI.2024....")
#: end in another one, and only the names of conferences hold digits
_IEEE_TAIL = re.compile(r"10\.1109/[a-z\-]*\d[a-z\d\-]*\.\d{4}\.(\d{7,9})\Z")
_OJS_TAIL = re.compile(r"10\.\d+/[a-z0-9.]*\.(\d+)\Z")


def proves(
    paper: PaperId,
    *,
    doi: str | None,
    landing_url: str | None,
    alternative_ids: tuple[str, ...] = (),
) -> bool:
    """Is a record with this DOI, landing URL and these numbers the record of ``paper``?

    The proof never comes from the search that found the record: it is the identifier in the
    landing URL that the publisher registered, or in the DOI itself.
    """
    if doi and (paper_id_of_doi(doi) == paper or doi == doi_of(paper)):
        return True
    landing = identify(landing_url) if landing_url else None
    if landing is not None and landing.scheme is paper.scheme:
        return landing == paper
    if paper.scheme is Scheme.PII:
        return any(pii_id(number) == paper for number in alternative_ids)
    if doi and paper.scheme is Scheme.IEEE:
        return bool((match := _IEEE_TAIL.match(doi)) and match[1] == paper.value)
    if doi and paper.scheme is Scheme.OJS and doi.startswith("10.1609/"):
        tail = paper.value.rpartition("/")[2]
        return bool((match := _OJS_TAIL.match(doi)) and match[1] == tail)
    return False


def record_proves(paper: PaperId, record: PaperRecord) -> bool:
    """The same for a record."""
    return proves(paper, doi=record.doi, landing_url=record.landing_url)
