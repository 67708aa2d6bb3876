"""doi.org: the resolver, registration agencies in lists, and handles one by one."""

from __future__ import annotations

from urllib.parse import quote

from bot.rehearsal.exchange import Asked, Reply, as_json, html, redirect
from bot.rehearsal.hosts.pages import home_page, project_page
from bot.rehearsal.tonight import Tonight


def doi(tonight: Tonight, asked: Asked) -> Reply:
    """Answer ``/doiRA/<list>``, ``/ra/<doi>``, ``/api/handles/<doi>`` and ``/<doi>``."""
    path = asked.path
    for route in ("/doiRA/", "/ra/"):
        if path.startswith(route):
            names = [name for name in path.removeprefix(route).split(",") if name]
            return as_json([_agency(tonight, name) for name in names])
    if path.startswith("/api/handles/"):
        return _handle(tonight, path.removeprefix("/api/handles/"), asked)
    name = path.lstrip("/")
    if not name:
        return home_page(asked.host)
    paper = tonight.paper_by_doi.get(name.casefold())
    if paper is None and (page := tonight.page_at(asked.bare_url)):
        return project_page(page)
    if paper is None or not paper.landing_url:
        return html(
            "<html><head><title>Error: DOI Not Found</title></head><body><h1>DOI Not Found</h1>"
            "</body></html>",
            status=404,
        )
    if "json" in asked.headers.get("accept", ""):
        host = "api.crossref.org" if paper.agency == "Crossref" else "data.crosscite.org"
        return redirect(f"https://{host}/v1/works/{quote(name, safe='')}/transform")
    return redirect(paper.landing_url)


def _agency(tonight: Tonight, name: str) -> dict[str, str]:
    if not name.startswith("10.") or "/" not in name:
        return {"DOI": name, "status": "Invalid DOI"}
    paper = tonight.paper_by_doi.get(name.casefold())
    if paper is None:
        return {"DOI": name, "status": "DOI does not exist"}
    return {"DOI": name, "RA": paper.agency}


def _handle(tonight: Tonight, name: str, asked: Asked) -> Reply:
    paper = tonight.paper_by_doi.get(name.casefold())
    if paper is None:
        return as_json({"responseCode": 100, "handle": name}, status=404)
    if not paper.landing_url:
        return as_json({"responseCode": 200, "handle": name, "values": []})
    values = [
        {
            "index": 1,
            "type": "URL",
            "data": {"format": "string", "value": paper.landing_url},
            "ttl": 86400,
            "timestamp": f"{paper.year}-06-18T17:26:32Z",
        }
    ]
    if asked.query.get("type", "URL") != "URL":
        values = []
    return as_json({"responseCode": 1 if values else 200, "handle": name.upper(), "values": values})
