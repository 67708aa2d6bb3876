"""One question to a registry and its raw answer, as values; and what makes an answer garbage."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlencode


class Registry(StrEnum):
    """Who is asked. The value is the name in reports and cost tables."""

    CROSSREF = "crossref"
    DOI_ORG = "doi.org"
    DATACITE = "datacite"
    ARXIV = "arxiv"
    OPENALEX = "openalex"
    HUGGING_FACE = "huggingface"
    PUBMED = "pubmed"
    #: the index of captures of the Internet Archive
    WAYBACK_INDEX = "web.archive.org"
    #: its quick look-up of one capture
    WAYBACK = "archive.org"


#: true host names; a test or a rehearsal answers under them through its own transport
BASES = {
    Registry.CROSSREF: "https://api.crossref.org",
    Registry.DOI_ORG: "https://doi.org",
    Registry.DATACITE: "https://api.datacite.org",
    Registry.ARXIV: "https://export.arxiv.org",
    Registry.OPENALEX: "https://api.openalex.org",
    Registry.HUGGING_FACE: "https://huggingface.co",
    Registry.PUBMED: "https://eutils.ncbi.nlm.nih.gov",
    Registry.WAYBACK_INDEX: "https://web.archive.org",
    Registry.WAYBACK: "https://archive.org",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryRequest:
    """One GET."""

    registry: Registry
    url: str
    accept: str = "application/json"
    #: statuses besides 200 whose body means something
    meaningful: tuple[int, ...] = ()
    #: the same question without optional parameters, for a registry that refuses one of them
    plainer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawAnswer:
    """What came back: a status that means something, and bytes."""

    status: int
    body: bytes = b""


class Garbage(ValueError):
    """An answer that is not what this registry says; the reason is for the report."""


def request(
    registry: Registry,
    path: str,
    query: tuple[tuple[str, str], ...] = (),
    *,
    accept: str = "application/json",
    meaningful: tuple[int, ...] = (),
) -> RegistryRequest:
    """Build a request; ``path`` is encoded already, values of the query are not."""
    text = urlencode(query, safe=":,/()[]", quote_via=quote)
    url = f"{BASES[registry]}{path}" + (f"?{text}" if text else "")
    return RegistryRequest(registry=registry, url=url, accept=accept, meaningful=meaningful)


def as_object(raw: RawAnswer) -> dict[str, Any]:
    """The JSON object in the body; raises Garbage for anything else (a wall, a proxy page)."""
    found = _json(raw)
    if not isinstance(found, dict):
        raise Garbage("answered with something that is no JSON object")
    return found


def as_list(raw: RawAnswer) -> list[Any]:
    """The JSON array in the body; raises Garbage for anything else."""
    found = _json(raw)
    if not isinstance(found, list):
        raise Garbage("answered with something that is no JSON list")
    return found


def _json(raw: RawAnswer) -> Any:
    try:
        return json.loads(raw.body)
    except (ValueError, RecursionError):
        raise Garbage("answered with something that is no JSON") from None


def text_of(value: Any) -> str:
    """The value when it is text, cut to a safe length; "" otherwise.

    Half surrogates, which JSON can spell and UTF-8 cannot, are dropped: records are written to files.
    """
    if not isinstance(value, str):
        return ""
    return " ".join(value[:4000].encode("utf-8", "ignore").decode().split())[:2000]


def items_of(value: Any) -> list[Any]:
    """The value when it is a list; [] otherwise."""
    return value if isinstance(value, list) else []


def fields_of(value: Any) -> dict[str, Any]:
    """The value when it is an object; {} otherwise."""
    return value if isinstance(value, dict) else {}


def year_of(value: Any) -> int | None:
    """A plausible year of publication out of a number or text."""
    if isinstance(value, str) and value[:4].isascii() and value[:4].isdigit():
        value = int(value[:4])
    if isinstance(value, int) and not isinstance(value, bool) and 1800 <= value <= 2200:
        return value
    return None
