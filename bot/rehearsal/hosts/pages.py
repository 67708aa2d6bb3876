"""Pages of HTML that the simulated hosts show: a paper, a project, "not found", a wall."""

from __future__ import annotations

from html import escape

from bot.rehearsal.exchange import Asked, Reply, html
from bot.rehearsal.world import Page, Paper


def paper_page(paper: Paper, *, site: str, extra: tuple[tuple[str, str], ...] = ()) -> Reply:
    """A landing page with Highwire Press tags (what Google Scholar asks publishers for)."""
    tags = [
        ("citation_title", paper.title),
        *(("citation_author", f"{person.family}, {person.given}") for person in paper.authors),
        ("citation_publication_date", str(paper.year)),
        *extra,
    ]
    if paper.pdf_url:
        tags.append(("citation_pdf_url", paper.pdf_url))
    metas = "\n".join(
        f'<meta name="{name}" content="{escape(content, quote=True)}">' for name, content in tags
    )
    title = escape(paper.title)
    return html(
        f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'>\n<title>{title} | {site}</title>\n"
        f"{metas}\n</head><body>\n<div id='papertitle'>{title}</div>\n"
        f"<p>{escape(', '.join(map(str, paper.authors)))}</p>\n"
        f"<div id='abstract'>{escape(paper.abstract)}</div>\n{FILLER}\n</body></html>\n"
    )


def project_page(page: Page) -> Reply:
    """A project or data-set page without paper metadata."""
    links = "".join(f"<li><a href='{escape(link)}'>{escape(link)}</a></li>" for link in page.links)
    return html(
        "<!DOCTYPE html>\n<html><head><meta charset='utf-8'>"
        f"<title>{escape(page.title)}</title></head>"
        f"<body><h1>{escape(page.title)}</h1><p>{escape(page.text)}</p><ul>{links}</ul>\n{FILLER}\n"
        "</body></html>\n"
    )


def home_page(host: str) -> Reply:
    """The home page of a host."""
    return html(
        f"<!DOCTYPE html>\n<html><head><title>Welcome to {escape(host)}</title></head><body>"
        f"<h1>{escape(host)}</h1><p>Simulated home page.</p>\n{FILLER}\n</body></html>\n"
    )


def not_found(asked: Asked, *, status: int = 404) -> Reply:
    """An honest "not found"."""
    return html(
        "<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body>"
        f"<h1>Not Found</h1><p>The requested URL {escape(asked.path)} was not found.</p>"
        "</body></html>\n",
        status=status,
    )


def pdf(title: str) -> Reply:
    """A file that begins like a PDF."""
    body = b"%PDF-1.5\n% simulated\n" + title.encode() + b"\n%%EOF\n"
    return Reply(headers=(("content-type", "application/pdf"),), body=body)


def client_challenge() -> Reply:
    """The Fastly-fronted challenge of Springer and Nature: status 200, about 3 kB, no metadata."""
    padding = "<!-- simulated -->" * 140
    return html(
        "<html><head><title>Client Challenge</title>"
        '<script src="/_fs-ch-SIMULATED/script.js" async></script></head><body>'
        "<noscript>JavaScript is disabled in your browser. Please enable it to proceed.</noscript>"
        "<p>A required part of this site couldn’t load.</p>"
        f"{padding}</body></html>",
        headers=(("set-cookie", "_fs_ch_st_simulated=1; Path=/; Secure; HttpOnly"),),
    )


def cloudflare_challenge() -> Reply:
    """Cloudflare's challenge, as ACM's library answers robots."""
    return html(
        "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
        "<script>window._cf_chl_opt={cvId:'3'};</script></body></html>",
        status=403,
        headers=(("server", "cloudflare"), ("cf-mitigated", "challenge")),
    )


#: plain text that makes a page longer than a challenge
FILLER = (
    "<footer><p>"
    + "This page belongs to a rehearsal: its text was written for it and nothing was measured. "
    * 12
    + "</p></footer>"
)
