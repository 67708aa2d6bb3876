"""doi.org: who registered a DOI (many at once), and which address it was registered for.

https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation . The verdict
is ``responseCode``, never the HTTP status: 1 found, 100 no such handle, 200 no such value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote

from bot.identity.doi import clean_doi
from bot.model.papers import About, PaperId, PaperRecord
from bot.registries.exchange import (
    Garbage,
    RawAnswer,
    Registry,
    RegistryRequest,
    as_list,
    as_object,
    fields_of,
    items_of,
    request,
    text_of,
)

#: DOIs in one request; the number that is allowed is not documented
BATCH = 40
#: characters of one URL
LONGEST = 3500
#: where publishers send DOIs that they gave up (Crossref's documentation of deleted DOIs)
_RETIRED = ("crossref.org/deleted_doi", "crossref.org/_deleted-doi", "www.crossref.org/deleted_doi")


class Registration(StrEnum):
    """Is a DOI registered?"""

    REGISTERED = "registered"
    #: doi.org says that it does not exist
    ABSENT = "absent"
    #: the registration exists, an address does not
    WITHOUT_ADDRESS = "without-address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """What doi.org holds for a DOI."""

    state: Registration
    landing_url: str | None = None

    def record(
        self, asked: PaperId, doi: str, *, at: datetime, about: About, searched: str = ""
    ) -> PaperRecord:
        """As an answer about one identifier; it says nothing about titles."""
        return PaperRecord(
            id=asked,
            source=Registry.DOI_ORG,
            about=about,
            searched_title=searched,
            doi=doi,
            landing_url=self.landing_url,
            fetched_at=at,
        )


def agencies(dois: Sequence[str]) -> Iterator[tuple[tuple[str, ...], RegistryRequest]]:
    """Requests for the registration agencies of many DOIs (``/doiRA/``)."""
    chunk: list[str] = []
    for doi in dois:
        if "," in doi:
            continue  # the comma separates; such a DOI is asked by its handle
        if chunk and (len(chunk) == BATCH or len(_agency_path([*chunk, doi])) > LONGEST):
            yield tuple(chunk), request(Registry.DOI_ORG, _agency_path(chunk))
            chunk = []
        chunk.append(doi)
    if chunk:
        yield tuple(chunk), request(Registry.DOI_ORG, _agency_path(chunk))


def _agency_path(dois: Sequence[str]) -> str:
    return "/doiRA/" + ",".join(quote(doi, safe="/") for doi in dois)


def read_agencies(raw: RawAnswer) -> dict[str, str | None]:
    """DOI (lower-case) -> agency ("Crossref", "DataCite" ...), None when it does not exist.

    A DOI that doi.org calls invalid, or answers oddly about, is left out. Raises Garbage.
    """
    found: dict[str, str | None] = {}
    for item in map(fields_of, as_list(raw)):
        doi = clean_doi(text_of(item.get("DOI")))
        if doi and text_of(item.get("RA")):
            found[doi] = text_of(item.get("RA"))
        elif doi and text_of(item.get("status")) == "DOI does not exist":
            found[doi] = None
    return found


def handle(doi: str) -> RegistryRequest:
    """Request for the registered address of one DOI."""
    path = f"/api/handles/{quote(doi, safe='/')}"
    return request(Registry.DOI_ORG, path, (("type", "URL"),), meaningful=(404,))


def read_handle(raw: RawAnswer, doi: str) -> Handle:
    """What doi.org holds. Raises Garbage for a page (proxy, wall), which decides nothing."""
    found = as_object(raw)
    if clean_doi(text_of(found.get("handle"))) != doi:
        raise Garbage("answered for another handle")
    match found.get("responseCode"):
        case 1:
            for value in map(fields_of, items_of(found.get("values"))):
                url = text_of(fields_of(value.get("data")).get("value"))
                if text_of(value.get("type")).upper() == "URL" and url:
                    return Handle(state=Registration.REGISTERED, landing_url=url)
            return Handle(state=Registration.WITHOUT_ADDRESS)
        case 100:
            return Handle(state=Registration.ABSENT)
        case 200:
            return Handle(state=Registration.WITHOUT_ADDRESS)
        case _:
            raise Garbage("answered with an unknown response code")


def is_retired(landing_url: str | None) -> bool:
    """Was the DOI given up by its publisher?"""
    address = (landing_url or "").lower().partition("://")[2]
    return address.removeprefix("www.").startswith(_RETIRED)
