"""Who answers for which host of the simulated web, and what befalls hosts and pages tonight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.rehearsal.exchange import Asked, Fault, Reply, html, plain, redirect, without_query
from bot.rehearsal.hosts import (
    arxiv,
    code_hosts,
    crossref,
    doi,
    github_graphql,
    github_rest,
    github_search,
    github_web,
    indexes,
    proceedings,
    publishers,
)
from bot.rehearsal.hosts.pages import home_page, not_found, paper_page, pdf, project_page
from bot.rehearsal.misfortunes import Fate, Misfortune
from bot.rehearsal.tonight import Tonight

Handler = Callable[[Tonight, Asked], Reply]


def _github_api(tonight: Tonight, asked: Asked) -> Reply:
    if asked.path == "/graphql":
        return github_graphql.graphql(tonight, asked)
    if asked.path == "/search/repositories":
        return github_search.search(tonight, asked)
    return github_rest.rest(tonight, asked)


#: hosts with manners of their own
HANDLERS: dict[str, Handler] = {
    "arxiv.org": arxiv.pages,
    "www.arxiv.org": arxiv.pages,
    "export.arxiv.org": arxiv.api,
    "api.crossref.org": crossref.crossref,
    "doi.org": doi.doi,
    "dx.doi.org": doi.doi,
    "www.doi.org": doi.doi,
    "api.datacite.org": indexes.datacite,
    "api.openalex.org": indexes.openalex,
    "eutils.ncbi.nlm.nih.gov": indexes.pubmed,
    "api.semanticscholar.org": indexes.semantic_scholar,
    "huggingface.co": code_hosts.hugging_face,
    "gitlab.com": code_hosts.gitlab,
    "bitbucket.org": code_hosts.bitbucket,
    "api.bitbucket.org": code_hosts.bitbucket,
    "codeberg.org": code_hosts.codeberg,
    "zenodo.org": code_hosts.zenodo,
    "archive.org": indexes.archive,
    "web.archive.org": indexes.archive,
    "api.github.com": _github_api,
    "github.com": github_web.web,
    "www.github.com": github_web.web,
    "raw.githubusercontent.com": github_web.raw,
    "openaccess.thecvf.com": proceedings.cvf,
    "proceedings.mlr.press": proceedings.pmlr,
    "proceedings.neurips.cc": proceedings.neurips,
    "papers.nips.cc": proceedings.neurips,
    "papers.neurips.cc": proceedings.neurips,
    "ieeexplore.ieee.org": publishers.ieee,
    "www.sciencedirect.com": publishers.sciencedirect,
    "linkinghub.elsevier.com": publishers.linkinghub,
    "dl.acm.org": publishers.acm,
    "link.springer.com": publishers.springer,
    "idp.springer.com": publishers.springer_login,
    "www.nature.com": publishers.nature,
    "ojs.aaai.org": publishers.aaai,
    "formative.jmir.org": publishers.jmir,
    "dblp.org": publishers.dblp,
}

#: hosts that answer plain http themselves; the others send it on to https
PLAIN_HTTP = frozenset({"openaccess.thecvf.com", "arxiv.org", "github.com"})


def answer(tonight: Tonight, asked: Asked) -> Reply:
    """What the simulated web replies to one request tonight."""
    misfortune = tonight.fate_of_host(asked.host) or tonight.fate_of_url(asked.bare_url)
    if misfortune and (reply := _strike(misfortune, asked)):
        return reply
    if asked.scheme == "http" and asked.host not in PLAIN_HTTP:
        return redirect(f"https://{asked.host}{asked.target}", status=301)
    handler = HANDLERS.get(asked.host, _elsewhere)
    lies = misfortune is not None and misfortune.fate is Fate.LYING
    reply = handler(tonight.lying if lies else tonight, asked)
    if misfortune and misfortune.fate is Fate.SLOW:
        reply = replace(reply, wait=misfortune.seconds)
    return reply if asked.path != "/robots.txt" or reply.status != 404 else plain("", status=404)


def _strike(misfortune: Misfortune, asked: Asked) -> Reply | None:
    """The reply that a misfortune gives, None when it lets this request pass."""
    match misfortune.fate:
        case Fate.GONE:
            return not_found(asked)
        case Fate.SOFT_GONE:
            return html("<html><head><title>404 - Page not found</title></head><body>"
                        "<h1>Sorry, page not found</h1></body></html>")  # fmt: skip
        case Fate.SERVER_ERROR:
            return html("<title>500 Internal Server Error</title>", status=500)
        case Fate.HICCUP:
            return html("<title>503</title>", status=503) if asked.nth_to_target == 1 else None
        case Fate.MOVED:
            return redirect(misfortune.to or f"https://{asked.host}/", status=301)
        case Fate.SENT_HOME:
            return (
                redirect(misfortune.to or f"https://{asked.host}/") if asked.path != "/" else None
            )
        case Fate.FOR_SALE:
            return html("<html><head><title>This domain is for sale</title></head><body>"
                        "<script src='https://img.sedoparking.com/simulated.js'></script>"
                        "<p>Buy this domain.</p></body></html>")  # fmt: skip
        case Fate.SILENT:
            return Reply(fault=Fault.SILENT)
        case Fate.DROPPED:
            return Reply(fault=Fault.DROPPED)
        case Fate.RATE_LIMITED:
            return plain("Rate exceeded.", status=429)
        case Fate.BUSY if asked.nth_to_host % 3:
            return plain("Rate exceeded.", status=429, headers=(("retry-after", "1"),))
        case Fate.GARBAGE:
            return html(
                "<html><head><title>Down for maintenance</title></head><body>soon</body></html>"
            )
        case _:
            return None


def _elsewhere(tonight: Tonight, asked: Asked) -> Reply:
    """Any host without manners of its own: project pages, papers on open sites, home pages."""
    place = asked.bare_url
    path = without_query(place)
    page = tonight.page_at(place) or tonight.page_at(path.removesuffix("/index.html"))
    if page:
        return pdf(page.title) if path.endswith(".pdf") else project_page(page)
    if paper := tonight.paper_at(place):
        return pdf(paper.title) if path.endswith(".pdf") else paper_page(paper, site=asked.host)
    if asked.path == "/":
        return home_page(asked.host)
    return not_found(asked)
