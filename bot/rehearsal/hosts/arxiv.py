"""arXiv: the Atom API with its quirks, and the pages that should not be asked in bulk.

Quirks kept: ``max_results`` defaults to 10, order is not the order asked, unknown ids are
absent, a malformed id alone is 400 with an Error entry, titles are broken over lines.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from bot.rehearsal.exchange import Asked, Reply, html, plain, redirect
from bot.rehearsal.hosts.pages import home_page, not_found, paper_page, pdf
from bot.rehearsal.invention import number_for
from bot.rehearsal.tonight import Tonight
from bot.rehearsal.world import Paper

_ID = re.compile(r"^(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v(\d+))?$")
_ATOM = (("content-type", "application/atom+xml; charset=utf-8"),)


def api(tonight: Tonight, asked: Asked) -> Reply:
    """``/api/query?id_list=``; title search is answered with an empty feed."""
    if not asked.path.startswith("/api/query"):
        return pages(tonight, asked)
    wanted = [item.strip() for item in asked.query.get("id_list", "").split(",") if item.strip()]
    try:
        limit = int(asked.query.get("max_results", "10"))
        start = int(asked.query.get("start", "0"))
    except ValueError:
        return plain("bad request", status=400)
    if len(wanted) == 1 and not _ID.match(wanted[0]):
        return _error(wanted[0])
    found = []
    for item in wanted:
        match = _ID.match(item)
        paper = tonight.paper_by_arxiv.get(match[1]) if match else None
        if match and paper and int(match[2] or 1) <= _versions(paper):
            found.append((paper, int(match[2]) if match[2] else None))
    found.sort(key=lambda pair: number_for(pair[0].key, pair[1], below=1 << 30))
    entries = "".join(_entry(paper, version) for paper, version in found[start : start + limit])
    feed = (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" '
        'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">\n'
        "<id>https://arxiv.org/api/SIMULATED</id>"
        f"<title>arXiv Query: search_query=&amp;id_list={escape(','.join(wanted))}</title>\n"
        f"<updated>{asked.at:%Y-%m-%dT00:00:00Z}</updated>\n"
        f"<opensearch:itemsPerPage>{limit}</opensearch:itemsPerPage>"
        f"<opensearch:totalResults>{len(found)}</opensearch:totalResults>"
        f"<opensearch:startIndex>{start}</opensearch:startIndex>\n{entries}</feed>\n"
    )
    return Reply(headers=_ATOM, body=feed.encode())


def _versions(paper: Paper) -> int:
    return len(paper.earlier_titles) + 1


def _entry(paper: Paper, version: int | None) -> str:
    latest = _versions(paper)
    number = version or latest
    title = paper.title if number == latest else paper.earlier_titles[number - 1]
    head, _, tail = escape(title).partition(" ")
    authors = "".join(f"<author><name> {escape(str(p))}</name></author>" for p in paper.authors)
    optional = "".join(
        f"<arxiv:{name}>{escape(value)}</arxiv:{name}>"
        for name, value in (
            ("comment", paper.comment),
            ("journal_ref", paper.journal_ref),
            ("doi", paper.published_doi or ""),
        )
        if value
    )
    url = f"arxiv.org/abs/{paper.arxiv}v{number}"
    month = 1 + number_for(paper.key, "month", below=12)
    return (
        f"<entry><id>http://{url}</id><title>{head}\n  {tail}</title>"
        f"<updated>{paper.year + (number > 1)}-{month:02d}-03T00:00:00Z</updated>"
        f"<published>{paper.year}-{month:02d}-01T00:00:00Z</published>"
        f'<link href="https://{url}" rel="alternate" type="text/html"/>'
        f'<link href="https://arxiv.org/pdf/{paper.arxiv}v{number}" rel="related" '
        'type="application/pdf" title="pdf"/>'
        f"<summary>{escape(paper.abstract)}</summary>"
        '<category term="cs.CV" scheme="http://arxiv.org/schemas/atom"/>'
        f'<arxiv:primary_category term="cs.CV"/>{optional}{authors}</entry>\n'
    )


def _error(item: str) -> Reply:
    problem = f"https://arxiv.org/api/errors#incorrect_id_format_for_{escape(item)}"
    body = (
        "<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"
        f"<entry><id>{problem}</id><title>Error</title>"
        f"<summary>incorrect id format for {escape(item)}</summary></entry></feed>"
    )
    return Reply(status=400, headers=_ATOM, body=body.encode())


def pages(tonight: Tonight, asked: Asked) -> Reply:
    """abs, pdf and html pages: 429 as soon as someone asks them in bulk."""
    if asked.nth_to_host > 4:
        return plain("Rate exceeded.", status=429)
    match = re.match(r"^/(abs|pdf|html)/(.+?)(?:\.pdf)?(?:v\d+)?$", asked.path)
    if asked.path == "/":
        return home_page(asked.host)
    paper = tonight.paper_by_arxiv.get(match[2]) if match else None
    if match is None or paper is None:
        return not_found(asked)
    if asked.scheme == "http":
        return redirect(f"https://arxiv.org{asked.target}", status=301)
    if match[1] == "pdf":
        return pdf(paper.title)
    if match[1] == "html":
        return html(f"<title>{escape(paper.title)}</title><p>{escape(paper.abstract)}</p>")
    return paper_page(paper, site="arXiv", extra=(("citation_arxiv_id", paper.arxiv or ""),))
