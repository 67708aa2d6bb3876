"""github.com as a person sees it, its commit feeds, and raw files."""

from __future__ import annotations

from html import escape

from bot.rehearsal.exchange import Asked, Reply, html, plain, redirect
from bot.rehearsal.hosts.github_files import find, head_of, nodes_of
from bot.rehearsal.hosts.pages import FILLER, home_page, not_found
from bot.rehearsal.tonight import Tonight
from bot.rehearsal.world import Repository


def web(tonight: Tonight, asked: Asked) -> Reply:
    """Pages of repositories, owners and files; a renamed repository is a 301."""
    if asked.scheme == "http":
        return redirect(f"https://github.com{asked.target}", status=301)
    words = [word for word in asked.path.split("/") if word]
    if not words:
        return home_page("github.com")
    if len(words) == 1:
        return _owner_page(tonight, words[0])
    slug = f"{words[0]}/{words[1].removesuffix('.git')}"
    repository = tonight.repository(slug)
    if repository is None:
        return _not_here()
    if repository.key != slug.casefold() or words[1].endswith(".git"):
        return redirect("/".join(("https://github.com", repository.slug, *words[2:])), status=301)
    if repository.withheld:
        return html("<h1>Repository unavailable due to DMCA takedown.</h1>", status=451)
    return _inside(repository, words[2:], asked)


def _inside(repository: Repository, words: list[str], asked: Asked) -> Reply:
    if not words:
        return _front_page(repository)
    match words[0]:
        case "commits" | "commits.atom":
            if repository.is_empty:
                return not_found(asked)
            return _feed(repository) if words[-1].endswith(".atom") else _front_page(repository)
        case "tree" | "blob" if len(words) >= 2:
            found = find(nodes_of(repository), "/".join(words[2:]))
            return _front_page(repository) if found else _not_here()
        case "wiki" | "issues" | "releases" | "pulls":
            return _front_page(repository)
    return _not_here()


def _front_page(repository: Repository) -> Reply:
    about = f": {repository.description}" if repository.description else ""
    title = f"GitHub - {repository.slug}{about}"
    notice = (
        "<div>This repository was archived by the owner on Jun 1, 2025. It is now read-only.</div>"
        if repository.archived_at
        else ""
    )
    body = (
        "<p>This repository is empty.</p>"
        if repository.is_empty
        else f"<article>{escape(repository.readme or '')}</article>"
    )
    stars = f"{repository.stars:,}"
    return html(
        f"<!DOCTYPE html>\n<html><head><title>{escape(title)}</title>"
        f'<meta property="og:title" content="{escape(title)}">'
        f'<meta name="octolytics-dimension-repository_id" content="{repository.number}">'
        f'<meta name="octolytics-dimension-repository_nwo" content="{escape(repository.slug)}">'
        f"</head><body>{notice}<h1>{escape(repository.slug)}</h1>"
        f'<span id="repo-stars-counter-star" title="{stars}">{stars}</span>'
        f"{body}\n{FILLER}</body></html>"
    )


def _feed(repository: Repository) -> Reply:
    when = f"{repository.last_commit:%Y-%m-%dT%H:%M:%SZ}"
    commit = head_of(repository)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-US">'
        f"<id>tag:github.com,2008:/{repository.slug}/commits/{repository.branch}</id>"
        f"<title>Recent Commits to {escape(repository.name)}:{repository.branch}</title>"
        f"<updated>{when}</updated><entry><id>tag:github.com,2008:Grit::Commit/{commit}</id>"
        f'<link type="text/html" rel="alternate" href="https://github.com/{repository.slug}/commit/{commit}"/>'
        f"<title>Update</title><updated>{when}</updated></entry></feed>"
    )
    return Reply(
        headers=(("content-type", "application/atom+xml; charset=utf-8"),), body=text.encode()
    )


def _owner_page(tonight: Tonight, login: str) -> Reply:
    owner = tonight.owner(login)
    if owner is None:
        return _not_here()
    kind = "Organization" if owner[1] == "Organization" else "User"
    listed = "".join(f"<li>{escape(r.name)}</li>" for r in tonight.repositories_of(login))
    return html(
        f"<!DOCTYPE html>\n<html><head><title>{escape(owner[0])} · GitHub</title></head>"
        f"<body><h1>{escape(owner[0])}</h1><p>{kind}</p><ul>{listed}</ul>\n{FILLER}</body></html>"
    )


def _not_here() -> Reply:
    return html(
        "<!DOCTYPE html>\n<html><head><title>Page not found · GitHub</title></head>"
        "<body><p>This is not the web page you are looking for.</p></body></html>",
        status=404,
    )


def raw(tonight: Tonight, asked: Asked) -> Reply:
    """raw.githubusercontent.com: ``/owner/name/ref/path``."""
    words = [word for word in asked.path.split("/") if word]
    repository = tonight.repository("/".join(words[:2])) if len(words) > 3 else None
    node = find(nodes_of(repository), "/".join(words[3:])) if repository else None
    if node is None or node.text is None:
        return plain("404: Not Found", status=404)
    return plain(node.text)
