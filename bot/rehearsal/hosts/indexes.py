"""DataCite, OpenAlex, Semantic Scholar, archives."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import unquote, urlsplit

from bot.rehearsal.exchange import Asked, Reply, as_json, bare, html, redirect
from bot.rehearsal.hosts.pages import home_page
from bot.rehearsal.invention import number_for
from bot.rehearsal.misfortunes import Fate
from bot.rehearsal.tonight import Tonight
from bot.rehearsal.world import Paper


def datacite(tonight: Tonight, asked: Asked) -> Reply:
    """``/dois?ids=`` and ``/dois/<doi>``; arXiv records have the latest title only."""
    path = unquote(urlsplit(asked.target).path)
    if path == "/dois":
        names = [name for name in asked.query.get("ids", "").split(",") if name]
        if not names:
            names = re.findall(r'"([^"]+)"', asked.query.get("query", ""))
        found = [tonight.paper_by_doi.get(name.casefold()) for name in names]
        data = [_datacite_record(paper) for paper in found if paper and paper.agency == "DataCite"]
        size = int(asked.query.get("page[size]", "25"))
        return as_json(
            {"data": data[:size], "meta": {"total": len(data), "totalPages": 1, "page": 1}}
        )
    paper = tonight.paper_by_doi.get(path.removeprefix("/dois/").casefold())
    if paper is None or paper.agency != "DataCite":
        problem = {"status": "404", "title": "The resource you are looking for doesn't exist."}
        return as_json({"errors": [problem]}, status=404)
    return as_json({"data": _datacite_record(paper)})


def _datacite_record(paper: Paper) -> dict[str, object]:
    doi = (paper.doi or "").lower()
    return {
        "id": doi,
        "type": "dois",
        "attributes": {
            "doi": doi,
            "titles": [{"title": paper.title}],
            "creators": [
                {"name": f"{p.family}, {p.given}", "nameType": "Personal", "givenName": p.given,
                 "familyName": p.family}
                for p in paper.authors
            ],
            "publicationYear": paper.year,
            "publisher": "arXiv",
            "version": str(len(paper.earlier_titles) + 1),
            "types": {"resourceTypeGeneral": "Preprint", "resourceType": "Article"},
            "url": paper.landing_url,
            "descriptions": [{"description": paper.abstract, "descriptionType": "Abstract"}],
            "relatedIdentifiers": [],
        },
    }  # fmt: skip


def openalex(tonight: Tonight, asked: Asked) -> Reply:
    """``/works/doi:<doi>`` is free; lists take a pipe; arXiv DOIs are often missing."""
    path = unquote(urlsplit(asked.target).path)
    if path.startswith("/works/"):
        name = path.removeprefix("/works/").removeprefix("doi:").removeprefix("https://doi.org/")
        paper = tonight.paper_by_doi.get(name.casefold())
        if paper is None or paper.agency != "Crossref":
            return html("<h1>404</h1>", status=404)
        return as_json(_openalex_record(paper))
    match = re.search(r"doi:([^,]+)", asked.query.get("filter", ""))
    names = match[1].split("|") if match else []
    found = [tonight.paper_by_doi.get(n.removeprefix("https://doi.org/").casefold()) for n in names]
    results = [_openalex_record(paper) for paper in found if paper and paper.agency == "Crossref"]
    return as_json({"meta": {"count": len(results), "per_page": 100}, "results": results})


def _openalex_record(paper: Paper) -> dict[str, object]:
    retracted = any(
        notice.type in {"retraction", "removal", "withdrawal"} for notice in paper.notices
    )
    return {
        "id": f"https://openalex.org/W{number_for(paper.key, below=10**9)}",
        "doi": f"https://doi.org/{(paper.doi or '').lower()}",
        "title": paper.title,
        "display_name": paper.title,
        "publication_year": paper.year,
        "is_retracted": retracted,
        "type": "article",
        "primary_location": {"landing_page_url": paper.landing_url},
        "authorships": [{"raw_author_name": str(person)} for person in paper.authors],
    }


def pubmed(tonight: Tonight, asked: Asked) -> Reply:
    """``esummary``: one object a number, an error inside for what is not there; order is not kept."""
    query = asked.query
    if asked.path != "/entrez/eutils/esummary.fcgi" or query.get("retmode") != "json":
        return html("<h1>Simulated E-utilities</h1>", status=404)
    central = query.get("db") == "pmc"
    places = (
        ("pmc.ncbi.nlm.nih.gov/articles/PMC{}", "www.ncbi.nlm.nih.gov/pmc/articles/PMC{}")
        if central
        else ("pubmed.ncbi.nlm.nih.gov/{}", "www.ncbi.nlm.nih.gov/pubmed/{}")
    )
    result: dict[str, object] = {}
    for number in reversed([text for text in query.get("id", "").split(",") if text]):
        found = (tonight.paper_at(place.format(number)) for place in places)
        paper = next(filter(None, found), None)
        if paper:
            result[number] = _summary(number, paper)
        else:
            result[number] = {"uid": number, "error": "cannot get document summary"}
    return as_json(
        {"header": {"type": "esummary", "version": "0.3"}, "result": {"uids": [*result], **result}}
    )


def _summary(number: str, paper: Paper) -> dict[str, object]:
    kinds = ["Journal Article"]
    if any(notice.type == "retraction" for notice in paper.notices):
        kinds.append("Retracted Publication")
    return {
        "uid": number,
        "title": f"{paper.title}.",
        "authors": [
            {"name": f"{person.family} {person.given[:1]}", "authtype": "Author"}
            for person in paper.authors
        ],
        "pubdate": f"{paper.year} Jan",
        "fulljournalname": paper.venue,
        "articleids": [{"idtype": "doi", "idtypen": 3, "value": paper.doi}] if paper.doi else [],
        "pubtype": kinds,
    }


def semantic_scholar(_tonight: Tonight, _asked: Asked) -> Reply:
    """Without a key: one pool for the whole world, and it is empty."""
    return as_json({"message": "Too Many Requests. Please wait.", "code": "429"}, status=429)


def archive(tonight: Tonight, asked: Asked) -> Reply:
    """The Wayback Machine: copies of pages that died, from before (200) and after (404)."""
    if asked.path == "/wayback/available":
        return _nearest_copy(tonight, asked)
    if asked.path.startswith("/cdx/"):
        return _captures(tonight, asked)
    if asked.path == "/":
        return home_page(asked.host)
    if asked.path.startswith("/web/"):
        return html("<title>Wayback Machine</title><p>Simulated archive copy.</p>")
    return redirect("https://archive.org/")


def _copies(tonight: Tonight, url: str, now: datetime) -> list[dict[str, str]]:
    """What was captured of an address, oldest first; nobody captures a page that never failed."""
    fate = tonight.fate_of_url(bare(url)) if url else None
    if fate is None or not fate.copied or fate.fate not in {Fate.GONE, Fate.SOFT_GONE}:
        return []
    later = f"{now:%Y%m%d%H%M%S}"
    rows = [(fate.copied, "200"), (later, "404" if fate.fate is Fate.GONE else "200")]
    return [
        {
            "urlkey": bare(url),
            "timestamp": stamp,
            "original": url,
            "mimetype": "text/html",
            "statuscode": status,
            "digest": "SIMULATED",
            "length": "4711",
        }
        for stamp, status in rows
    ]


def _captures(tonight: Tonight, asked: Asked) -> Reply:
    """The index: a header and rows, ``[]`` when there is none."""
    query = asked.query
    rows = _copies(tonight, query.get("url", ""), asked.at)
    until, (name, _, wanted) = query.get("to") or "9", query.get("filter", "").partition(":")
    rows = [row for row in rows if row["timestamp"] <= until and row.get(name, wanted) == wanted]
    limit = int(query.get("limit") or 1000)
    rows = rows[limit:] if limit < 0 else rows[:limit]
    names = (query.get("fl") or "urlkey,timestamp,original,mimetype,statuscode").split(",")
    shown = [[row[name] for name in names] for row in rows]
    return as_json([names, *shown] if shown else [])


def _nearest_copy(tonight: Tonight, asked: Asked) -> Reply:
    """One capture on either side of the moment; its address is http, its status a text."""
    url = asked.query.get("url", "")
    rows = _copies(tonight, url, asked.at)
    if not rows:
        return as_json({"url": url, "archived_snapshots": {}})
    moment = int(f"{asked.query.get('timestamp', '99991231'):0<14}"[:14])
    nearest = min(rows, key=lambda row: abs(int(row["timestamp"]) - moment))
    closest = {
        "status": nearest["statuscode"],
        "available": True,
        "url": f"http://web.archive.org/web/{nearest['timestamp']}/{url}",
        "timestamp": nearest["timestamp"],
    }
    return as_json({"url": url, "archived_snapshots": {"closest": closest}})
