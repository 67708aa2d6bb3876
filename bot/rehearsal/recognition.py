"""What a paper link's address says, read without the bot's own parser.

The simulated registries must not be built with the code that they are there to test, so this
is a second, smaller reading of the same public URL forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote

from bot.rehearsal.exchange import split

_DOI = re.compile(r"10\.\d{4,9}/[^\s?#]+")
_ARXIV = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """The kind of place, its identifier there, and the DOI where the address carries one."""

    kind: str
    value: str
    doi: str | None = None
    year: int | None = None
    #: family name of the first author, where the address has it
    family: str | None = None


def recognise(url: str) -> Recognised:
    """Read one paper link; an unknown form is a ``page`` with its address as the value."""
    parts = split(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = unquote(parts.path).rstrip("/")
    tail = path.rpartition("/")[2]
    by_host = {
        "openaccess.thecvf.com": _cvf,
        "proceedings.mlr.press": _pmlr,
        "proceedings.neurips.cc": _neurips,
        "papers.nips.cc": _neurips,
    }
    if host in by_host and (found := by_host[host](path)):
        return found
    if host.endswith("arxiv.org") and (match := _ARXIV.search(path.removesuffix(".pdf"))):
        return _arxiv(match[1])
    if host == "ieeexplore.ieee.org":
        number = (parse_qs(parts.query).get("arnumber") or [tail])[0]
        if number.isdigit():
            return Recognised(kind="ieee", value=number)
    if host in {"sciencedirect.com", "linkinghub.elsevier.com"} and "/pii/" in path:
        pii = path.rpartition("/pii/")[2].partition("/")[0]
        year = 2000 + int(pii[9:11]) if pii[9:11].isdigit() else None
        return Recognised(kind="pii", value=pii, year=year)
    if host == "nature.com" and "/articles/" in path:
        article = tail.removesuffix(".pdf")
        year = 2000 + int(match[1]) if (match := re.match(r"s\d+-0(\d\d)-", article)) else None
        return Recognised(kind="nature", value=article, doi=f"10.1038/{article}", year=year)
    if host.endswith("jmir.org") and (match := re.search(r"/(\d{4})/.*/e(\d+)", path)):
        return Recognised(
            kind="jmir", value=f"e{match[2]}", doi=f"10.2196/{match[2]}", year=int(match[1])
        )
    if match := re.search(r"/index\.php/([^/]+)/article/(?:view|download)/(\d+)", path):
        return Recognised(kind="ojs", value=f"{match[1]}/{match[2]}")
    if match := _DOI.search(path):
        doi = re.sub(r"\.pdf$|/(?:pdf|full|abstract)$", "", match[0])
        return Recognised(kind="doi", value=doi.lower(), doi=doi)
    query = f"?{parts.query}" if parts.query else ""
    return Recognised(kind="page", value=f"{host}{path}{query}")


def _arxiv(value: str) -> Recognised:
    year = 2000 + int(value[:2]) if value[:2].isdigit() else None
    return Recognised(kind="arxiv", value=value, doi=f"10.48550/arXiv.{value}", year=year)


def _cvf(path: str) -> Recognised | None:
    name = path.rpartition("/")[2].rpartition("_paper.")[0]
    words = name.split("_")
    if len(words) < 3 or not words[-1].isdigit():
        return None
    return Recognised(kind="cvf", value=name, year=int(words[-1]), family=words[0])


def _pmlr(path: str) -> Recognised | None:
    match = re.match(r"/v(\d+)/(([a-z]+)(\d\d)[a-z])(?:\.html|\.pdf|/|$)", path)
    if not match:
        return None
    return Recognised(
        kind="pmlr",
        value=f"v{match[1]}/{match[2]}",
        year=2000 + int(match[4]),
        family=match[3].capitalize(),
    )


def _neurips(path: str) -> Recognised | None:
    match = re.search(r"/(\d{4})/(?:hash|file)/([0-9a-f]{32})", path)
    if not match:
        return None
    return Recognised(kind="neurips", value=f"{match[1]}/{match[2]}", year=int(match[1]))
