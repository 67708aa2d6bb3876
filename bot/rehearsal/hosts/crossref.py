"""Crossref's REST API, with the traps that were measured.

Kept: filters of one key are OR with commas, the pipe form finds nothing, order is shuffled,
misses are silently absent, DOIs come back in lower case, titles carry white space, tags and
split subtitles, look-alikes and copies stand before the true record of a title search, an
unknown parameter is 400, an unknown DOI is a 404 in plain text labelled as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote, urlsplit

from bot.rehearsal.exchange import Asked, Reply, as_json
from bot.rehearsal.invention import number_for, people_for
from bot.rehearsal.tonight import Tonight
from bot.rehearsal.world import Paper

_PARAMETERS = frozenset(
    {"filter", "rows", "select", "mailto", "query", "query.bibliographic", "query.author",
     "query.container-title", "offset", "cursor", "sort", "order", "facet"}
)  # fmt: skip


def crossref(tonight: Tonight, asked: Asked) -> Reply:
    """``/works`` in all the forms that are needed, with rate-limit headers."""
    path = urlsplit(asked.target).path.removeprefix("/v1")
    if path == "/works":
        reply = _list(tonight, asked)
    elif path.startswith("/works/"):
        reply = _single(tonight, path.removeprefix("/works/"))
    else:
        reply = _missing()
    polite = "mailto" in asked.query or "mailto:" in asked.headers.get("user-agent", "")
    single = path != "/works"
    limit = ("10" if single else "3") if polite else ("5" if single else "1")
    return reply.with_headers(
        ("x-rate-limit-limit", limit),
        ("x-rate-limit-interval", "1s"),
        ("x-concurrency-limit", "3" if polite else "1"),
        ("x-api-pool", "polite" if polite else "public"),
    )


def _missing() -> Reply:
    return Reply(
        status=404,
        headers=(("content-type", "application/json"),),
        body=b"Resource not found.",
    )


def _single(tonight: Tonight, rest: str) -> Reply:
    agency = rest.endswith("/agency")
    name = unquote(rest.removesuffix("/agency").removesuffix("/transform"))
    paper = tonight.paper_by_doi.get(name.casefold())
    if agency and paper:
        message = {"DOI": name.lower(), "agency": {"id": paper.agency.lower()}}
        return _message("work-agency", message)
    if paper is None or paper.agency != "Crossref":
        return _missing()
    return _message("work", record(paper))


def _list(tonight: Tonight, asked: Asked) -> Reply:
    query = asked.query
    for name in query:
        if name not in _PARAMETERS:
            return _refused("parameter-not-allowed", name)
    try:
        rows = int(query.get("rows", "20"))
    except ValueError:
        return _refused("integer-not-valid", query["rows"])
    if not 0 <= rows <= 1000:
        return _refused("integer-not-valid", str(rows))
    items: list[dict[str, object]]
    title = query.get("query.bibliographic") or query.get("query")
    filters = _filters(query.get("filter", ""))
    if title:
        prefix = next((value for key, value in filters if key == "prefix"), None)
        items = _found_by_title(tonight, title, prefix)
    else:
        papers = _filtered(tonight, filters)
        items = [record(paper) for paper in papers]
        items.sort(key=lambda item: number_for(item["DOI"], "order", below=1 << 30))
    total = len(items) if not title else 1_000_000 + len(items)
    wanted = [name for name in query.get("select", "").split(",") if name]
    shown = [
        {key: item[key] for key in item if not wanted or key in wanted} for item in items[:rows]
    ]
    return _message(
        "work-list",
        {"facets": {}, "total-results": total, "items-per-page": rows, "items": shown},
    )


def _filters(text: str) -> list[tuple[str, str]]:
    """``key:value`` pairs; a comma only separates when a key follows (DOIs may hold commas)."""
    parts = re.split(r",(?=[a-z-]+:)", text) if text else []
    return [(key, value) for key, _, value in (part.partition(":") for part in parts)]


def _filtered(tonight: Tonight, filters: Iterable[tuple[str, str]]) -> list[Paper]:
    find: dict[str, Callable[[str], Paper | None]] = {
        "doi": lambda value: tonight.paper_by_doi.get(value.casefold()),
        "alternative-id": tonight.paper_by_alternative.get,
    }
    found = {}
    for key, value in filters:
        paper = find[key](value) if key in find else None
        if paper and paper.agency == "Crossref":
            found[paper.key] = paper
    return list(found.values())


def _found_by_title(tonight: Tonight, title: str, prefix: str | None) -> list[dict[str, object]]:
    likely = tonight.papers_like(title, agency="Crossref", limit=12)
    if prefix:
        likely = [pair for pair in likely if (pair[1].doi or "").startswith(prefix + "/")]
    items = [dict(record(paper), score=round(60 * share, 2)) for share, paper in likely]
    if items and not prefix:
        items[:0] = [_component(likely[0][1]), *_copies(likely[0][1]), _look_alike(likely[0][1])]
    return items


def _component(paper: Paper) -> dict[str, object]:
    return {
        "DOI": f"{(paper.doi or '').lower()}.s001", "type": "component", "score": 71.2,
        "title": [f"Supplement to {paper.title}"], "resource": {"primary": {"URL": ""}},
    }  # fmt: skip


def _copies(paper: Paper) -> Iterable[dict[str, object]]:
    """Prefix 10.65215 holds copies of known titles with their real author lists."""
    for place in range(2):
        item = record(paper)
        doi = f"10.65215/simulated.{number_for(paper.key, place, below=99_999)}"
        yield dict(
            item,
            DOI=doi,
            type="posted-content",
            prefix="10.65215",
            score=70.0 - place,
            resource={"primary": {"URL": f"https://copies.example/{doi}"}},
        )


def _look_alike(paper: Paper) -> dict[str, object]:
    """Same first words, another paper by other people."""
    words = paper.title.split()
    doi = f"10.5555/lookalike.{number_for(paper.key, below=99_999)}"
    people = people_for(f"other:{paper.key}")
    return {
        "DOI": doi, "type": "journal-article", "score": 66.6,
        "title": [" ".join([*words[: len(words) // 2], "for Watermelon Ripeness Estimation"])],
        "author": [{"given": p.given, "family": p.family, "sequence": "first"} for p in people],
        "issued": {"date-parts": [[paper.year]]},
        "container-title": ["Simulated Letters on Fruit"],
        "resource": {"primary": {"URL": f"https://fruit.example/{doi}"}},
    }  # fmt: skip


def record(paper: Paper) -> dict[str, object]:
    """One record in Crossref's shape."""
    doi = (paper.doi or "").lower()
    title, subtitle = _titles(paper)
    date = {"date-parts": [[paper.year, 1 + number_for(paper.key, "month", below=12)]]}
    item: dict[str, object] = {
        "DOI": doi,
        "type": paper.type,
        "score": 1.0,
        "title": title,
        "subtitle": subtitle,
        "author": [
            {
                "given": person.given,
                "family": person.family,
                "sequence": "additional" if place else "first",
                "affiliation": [],
            }
            for place, person in enumerate(paper.authors)
        ],
        "container-title": [paper.venue],
        "issued": date,
        "published": date,
        "alternative-id": list(paper.alternative_ids),
        "resource": {"primary": {"URL": paper.landing_url or ""}},
        "relation": {},
        "prefix": doi.partition("/")[0],
        "member": "0",
        "publisher": "Simulated Publisher",
        "URL": f"https://doi.org/{doi}",
    }
    if paper.notices:
        item["updated-by"] = [
            {
                "DOI": notice.doi,
                "type": notice.type,
                "label": notice.type.replace("_", " ").capitalize(),
                "source": notice.source,
                "updated": {"date-parts": [list(notice.date)]},
            }
            for notice in paper.notices
        ]
    return item


def _titles(paper: Paper) -> tuple[list[str], list[str]]:
    head, colon, tail = paper.title.partition(": ")
    if colon and (paper.doi or "").startswith("10.1145/"):
        return [head], [tail]
    text = paper.title.replace("&", "&amp;")
    if number_for(paper.key, "spaces", below=5) == 0:
        text = text.replace(" ", "   ", 1)
    return [re.sub(r"\b3D\b", "<i>3D</i>", text)], []


def _message(kind: str, message: object) -> Reply:
    return as_json(
        {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}
    )


def _refused(kind: str, value: str) -> Reply:
    problem = {"type": kind, "value": value, "message": f"{value} is not allowed here"}
    return as_json(
        {"status": "failed", "message-type": "validation-failure", "message": [problem]}, status=400
    )
