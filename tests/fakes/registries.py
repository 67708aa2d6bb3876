"""Scripted registries as an httpx transport: invented papers, true shapes, any fault by host.

Small and separate from the simulated web of the rehearsal on purpose: a gateway should not be
tested against one reading of the registries only.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import httpx

from bot.identity.titles import normalise
from tests.unit.registries.answers import a_feed, a_work, an_atom_entry

CROSSREF, DOI_ORG = "api.crossref.org", "doi.org"
ARXIV, DATACITE = "export.arxiv.org", "api.datacite.org"
OPENALEX, HUB = "api.openalex.org", "huggingface.co"
PUBMED = "eutils.ncbi.nlm.nih.gov"

#: replaces the answer of a host; None = answer as usual
Fault = Callable[[httpx.Request, int], httpx.Response | None]


@dataclass
class Registries(httpx.AsyncBaseTransport):
    """What the world knows, what was asked, and what is broken."""

    #: items of Crossref, by lower-case DOI
    works: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: arXiv id -> titles of its versions, oldest first
    preprints: dict[str, list[str]] = field(default_factory=dict)
    #: arXiv id -> anything else for its Atom entry
    extras: dict[str, dict[str, str]] = field(default_factory=dict)
    #: arXiv id -> related identifiers at DataCite
    related: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    #: number at PubMed -> its summary
    summaries: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: DOIs that exist at other agencies -> agency
    elsewhere: dict[str, str] = field(default_factory=dict)
    #: arXiv id -> page of the hub
    hub: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: DOI -> what OpenAlex adds or changes
    openalex: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    #: False: the filter for numbers takes one value only
    numbers_are_or: bool = True
    asked: list[httpx.URL] = field(default_factory=list)
    headers: list[httpx.Headers] = field(default_factory=list)

    def add(self, doi: str, title: str, **fields: Any) -> None:
        """One paper at Crossref."""
        item = a_work(DOI=doi.lower(), title=[title], **fields)
        self.works[doi.lower()] = item

    def calls(self, host: str | None = None) -> int:
        """How often a host (or anybody) was asked."""
        return sum(host in (None, url.host) for url in self.asked)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer under the true host names."""
        self.asked.append(request.url)
        self.headers.append(request.headers)
        host = request.url.host
        fault = self.faults.get(host)
        answer = fault(request, self.calls(host)) if fault else None
        if answer is None:
            answer = self._answer(host, str(request.url))
        answer.request = request
        return answer

    def _answer(self, host: str, url: str) -> httpx.Response:
        handlers = {
            CROSSREF: self._crossref,
            DOI_ORG: self._doi_org,
            ARXIV: self._arxiv,
            DATACITE: self._datacite,
            OPENALEX: self._openalex,
            HUB: self._hub,
            PUBMED: self._pubmed,
        }
        if host not in handlers:
            raise AssertionError(f"nobody may ask {host}")
        parts = urlsplit(url)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        return handlers[host](unquote(parts.path), query)

    def _crossref(self, path: str, query: dict[str, str]) -> httpx.Response:
        limits = {"x-rate-limit-limit": "3", "x-rate-limit-interval": "1s"}
        if path != "/works":
            item = self.works.get(path.removeprefix("/works/"))
            if item is None:
                return httpx.Response(404, text="Resource not found.")
            return _json({"status": "ok", "message-type": "work", "message": item}, limits)
        if "filter" in query:
            found = self._filtered(query["filter"])
        else:
            found = self._like(query["query.bibliographic"])
        found = found[: int(query.get("rows", "20"))]
        message = {"total-results": len(found), "items": found}
        return _json({"status": "ok", "message-type": "work-list", "message": message}, limits)

    def _filtered(self, text: str) -> list[dict[str, Any]]:
        pairs = [part.split(":", 1) for part in text.split(",")]
        if pairs[0][0] == "doi":
            found = [self.works[doi] for _, doi in pairs if doi in self.works]
        else:
            numbers = {number for _, number in (pairs if self.numbers_are_or else pairs[-1:])}
            found = [
                item
                for item in self.works.values()
                if numbers & set(item.get("alternative-id", ()))
            ]
        return list(reversed(found))

    def _like(self, text: str) -> list[dict[str, Any]]:
        words = set(normalise(text).split())
        shared = [
            (len(words & set(normalise(item["title"][0]).split())), doi, item)
            for doi, item in self.works.items()
        ]
        return [item for count, _, item in sorted(shared, key=lambda s: -s[0]) if count > 1]

    def _doi_org(self, path: str, query: dict[str, str]) -> httpx.Response:
        if path.startswith("/doiRA/"):
            return _json([self._agency(doi) for doi in path.removeprefix("/doiRA/").split(",")])
        doi = path.removeprefix("/api/handles/").lower()
        if doi in self.works or doi in self.elsewhere:
            item = self.works.get(doi, {})
            url = (
                item.get("resource", {}).get("primary", {}).get("URL") or f"https://x.example/{doi}"
            )
            value = {"index": 1, "type": "URL", "data": {"format": "string", "value": url}}
            return _json({"responseCode": 1, "handle": doi.upper(), "values": [value]})
        return _json({"responseCode": 100, "handle": doi}, status=404)

    def _agency(self, doi: str) -> dict[str, str]:
        key = doi.lower()
        if key in self.works:
            return {"DOI": doi, "RA": "Crossref"}
        if key in self.elsewhere:
            return {"DOI": doi, "RA": self.elsewhere[key]}
        if key.removeprefix("10.48550/arxiv.") in self.preprints:
            return {"DOI": doi, "RA": "DataCite"}
        return {"DOI": doi, "status": "DOI does not exist"}

    def _arxiv(self, path: str, query: dict[str, str]) -> httpx.Response:
        entries = []
        for item in reversed(query.get("id_list", "").split(",")):
            number, _, version = item.partition("v")
            titles = self.preprints.get(number)
            if titles and (not version or int(version) <= len(titles)):
                at = int(version or len(titles))
                extra = self.extras.get(number, {})
                entries.append(an_atom_entry(f"{number}v{at}", title=titles[at - 1], **extra))
        for number, titles in self.preprints.items():
            words = normalise(titles[-1]).split()
            if query.get("search_query") and words[0] in query["search_query"].casefold():
                entries.append(an_atom_entry(f"{number}v{len(titles)}", title=titles[-1]))
        limit = int(query.get("max_results", "10"))
        return httpx.Response(200, content=a_feed(*entries[:limit]).body)

    def _datacite(self, path: str, query: dict[str, str]) -> httpx.Response:
        data = []
        for doi in query.get("ids", "").split(","):
            number = doi.removeprefix("10.48550/arxiv.")
            if number in self.preprints:
                title = self.preprints[number][-1]
                creators = [{"familyName": "Doe"}, {"familyName": "van der Roe"}]
                fields = {"doi": doi, "titles": [{"title": title}], "creators": creators}
                fields["relatedIdentifiers"] = self.related.get(number, [])
                data.append({"attributes": fields | {"url": f"https://arxiv.org/abs/{number}"}})
        return _json({"data": data})

    def _openalex(self, path: str, query: dict[str, str]) -> httpx.Response:
        doi = path.removeprefix("/works/doi:").lower()
        if doi not in self.works:
            return httpx.Response(404, text="<h1>404</h1>")
        names = [f"X {a.get('family')}" for a in self.works[doi].get("author", ()) if "family" in a]
        found = {
            "doi": f"https://doi.org/{doi}",
            "title": self.works[doi]["title"][0],
            "authorships": [{"raw_author_name": name} for name in names],
        }
        return _json(found | self.openalex.get(doi, {}))

    def _pubmed(self, path: str, query: dict[str, str]) -> httpx.Response:
        missing = {"error": "cannot get document summary"}
        numbers = query["id"].split(",")
        items = {n: {"uid": n} | self.summaries.get(n, missing) for n in numbers}
        return _json({"result": {"uids": numbers} | items})

    def _hub(self, path: str, query: dict[str, str]) -> httpx.Response:
        number = path.removeprefix("/api/papers/")
        if number not in self.hub:
            return _json({"error": "Paper not found"}, status=404)
        return _json({"id": number} | self.hub[number])


def _json(found: Any, headers: dict[str, str] | None = None, status: int = 200) -> httpx.Response:
    return httpx.Response(
        status,
        content=json.dumps(found).encode(),
        headers={"content-type": "application/json"} | (headers or {}),
    )


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.naps: list[float] = []

    async def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.naps.append(seconds)
        self.now += seconds

    def __call__(self) -> float:
        return self.now
