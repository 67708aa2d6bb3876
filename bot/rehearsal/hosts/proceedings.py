"""Open proceedings: CVF, PMLR and NeurIPS."""

from __future__ import annotations

import re

from bot.rehearsal.exchange import Asked, Reply, html
from bot.rehearsal.hosts.pages import home_page, not_found, paper_page, pdf
from bot.rehearsal.tonight import Tonight


def cvf(tonight: Tonight, asked: Asked) -> Reply:
    """Open to an honest agent; 406 when ``Accept`` is only ``text/html``."""
    accept = asked.headers.get("accept", "*/*")
    if "*/*" not in accept and "application/pdf" not in accept:
        return html("<title>406 Not Acceptable</title>", status=406)
    return _proceedings(
        tonight, asked, site="CVF Open Access", venue_tag="citation_conference_title"
    )


def pmlr(tonight: Tonight, asked: Asked) -> Reply:
    """A static site."""
    return _proceedings(tonight, asked, site="PMLR", venue_tag="citation_inbook_title")


_NEURIPS = re.compile(r"^(?:/paper_files)?/paper/(\d{4})/(hash|file)/([0-9a-f]{32})-")


def neurips(tonight: Tonight, asked: Asked) -> Reply:
    """Keyed by year and hash; the same hash in another year is another paper."""
    match = _NEURIPS.match(asked.path)
    if match is None:
        return home_page(asked.host) if asked.path == "/" else not_found(asked)
    key = f"neurips:{match[1]}/{match[3]}"
    paper = next((paper for paper in tonight.world.papers if paper.key == key), None)
    if paper is None:
        return not_found(asked)
    if match[2] == "file":
        return pdf(paper.title)
    return paper_page(
        paper,
        site="NeurIPS Proceedings",
        extra=(
            ("citation_journal_title", "Advances in Neural Information Processing Systems"),
            ("citation_pdf_url", f"https://{asked.host}/paper_files/paper/{match[1]}/file/{match[3]}-Paper-Conference.pdf"),
        ),
    )  # fmt: skip


def _proceedings(tonight: Tonight, asked: Asked, *, site: str, venue_tag: str) -> Reply:
    if asked.path == "/":
        return home_page(asked.host)
    paper = tonight.paper_at(asked.bare_url)
    if paper is None:
        return not_found(asked)
    if asked.path.endswith(".pdf"):
        return pdf(paper.title)
    pages = next((url for url in paper.urls if url.endswith(".pdf")), None)
    extra = [(venue_tag, paper.venue), ("citation_firstpage", "1"), ("citation_lastpage", "9")]
    if pages:
        extra.append(("citation_pdf_url", pages))
    return paper_page(paper, site=site, extra=tuple(extra))
