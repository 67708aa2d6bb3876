"""Publishers, most of them behind walls, each with the manners that were observed."""

from __future__ import annotations

import gzip
import re
from urllib.parse import quote, urlsplit

from bot.rehearsal.exchange import Asked, Reply, html, redirect
from bot.rehearsal.hosts.pages import (
    client_challenge,
    cloudflare_challenge,
    home_page,
    not_found,
    paper_page,
)
from bot.rehearsal.invention import number_for
from bot.rehearsal.tonight import Tonight
from bot.rehearsal.world import Paper


def ieee(_tonight: Tonight, asked: Asked) -> Reply:
    """418 to some, an empty 202 (AWS WAF) to the rest; both in one run."""
    if number_for(asked.path, below=2):
        return html("<h1>418 I'm a teapot</h1>", status=418)
    return Reply(status=202, headers=(("x-amzn-waf-action", "challenge"),))


def sciencedirect(_tonight: Tonight, _asked: Asked) -> Reply:
    """403 to every plain client, robots.txt included."""
    return html(
        "<html><head><title>Access denied</title></head><body>There was a problem providing the "
        "content you requested.</body></html>",
        status=403,
        headers=(("tdm-reservation", "1"),),
    )


def linkinghub(_tonight: Tonight, asked: Asked) -> Reply:
    """Elsevier's resolver sends on to the walled host."""
    pii = asked.path.rpartition("/pii/")[2]
    return redirect(f"https://www.sciencedirect.com/science/article/pii/{pii}", status=301)


def acm(_tonight: Tonight, _asked: Asked) -> Reply:
    """A Cloudflare challenge, whatever the User-Agent."""
    return cloudflare_challenge()


def springer(tonight: Tonight, asked: Asked) -> Reply:
    """Three faces: a cookie dance that can be passed, one that cannot, and a challenge with 200."""
    if asked.path == "/":
        return home_page(asked.host)
    face = number_for(asked.path, "face", below=3)
    if face == 0:
        return client_challenge()
    query = asked.query
    here = f"https://{asked.host}{quote(asked.path)}"
    if "error" in query:
        return html("<html><head><title>Error - Cookies Turned Off</title></head><body>"
                    "<h1>Cookies must be enabled</h1></body></html>")  # fmt: skip
    if "idp_session" not in asked.headers.get("cookie", ""):
        authorize = (
            "https://idp.springer.com/authorize?response_type=cookie&client_id=springerlink"
            f"&redirect_uri={quote(here, safe='')}&face={face}"
        )
        return redirect(authorize, status=303)
    paper = _springer_paper(tonight, asked)
    if paper is None:
        return not_found(asked)
    extra = [("citation_doi", paper.doi or ""), ("citation_publisher", "Springer")]
    tag = "citation_inbook_title" if paper.type == "book-chapter" else "citation_journal_title"
    return paper_page(paper, site="SpringerLink", extra=(*extra, (tag, paper.venue)))


def _springer_paper(tonight: Tonight, asked: Asked) -> Paper | None:
    match = re.search(r"10\.\d{4,9}/.+$", asked.path)
    return tonight.paper_by_doi.get(match[0].removesuffix(".pdf").casefold()) if match else None


def springer_login(_tonight: Tonight, asked: Asked) -> Reply:
    """The other half of Springer's cookie dance."""
    back = asked.query.get("redirect_uri", "https://link.springer.com/")
    if urlsplit(back).hostname != "link.springer.com":
        return not_found(asked, status=400)
    if asked.query.get("face") == "2":
        return redirect(f"{back}?error=cookies_not_supported&code=00000000-simulated")
    cookie = "idp_session=simulated; Domain=springer.com; Path=/; Secure; HttpOnly"
    return redirect(back, headers=(("set-cookie", cookie),))


def nature(_tonight: Tonight, asked: Asked) -> Reply:
    """The challenge page with status 200."""
    return home_page(asked.host) if asked.path == "/" else client_challenge()


def aaai(tonight: Tonight, asked: Asked) -> Reply:
    """403 to every agent that is no browser; gzip without a header to the others."""
    if not asked.headers.get("user-agent", "").startswith("Mozilla/"):
        return html("<title>403 Forbidden</title>", status=403)
    paper = tonight.paper_at(asked.bare_url)
    if paper is None:
        return not_found(asked)
    page = paper_page(paper, site="AAAI", extra=(("DC.Identifier.DOI", paper.doi or ""),))
    return Reply(status=200, headers=page.headers, body=gzip.compress(page.body))


def jmir(tonight: Tonight, asked: Asked) -> Reply:
    """Open, with Highwire tags."""
    paper = tonight.paper_at(asked.bare_url)
    if paper is None:
        return home_page(asked.host) if asked.path == "/" else not_found(asked)
    extra = (("citation_doi", paper.doi or ""), ("citation_journal_title", paper.venue))
    return paper_page(paper, site="JMIR", extra=extra)


def dblp(_tonight: Tonight, _asked: Asked) -> Reply:
    """Anubis' proof of work instead of any answer."""
    return html(
        "<!doctype html><html><head><title>Making sure you&#39;re not a bot!</title></head><body>"
        '<script id="anubis_challenge" type="application/json">{}</script>'
        '<script src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script></body></html>',
        status=500,
    )
