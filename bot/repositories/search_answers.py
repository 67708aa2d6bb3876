"""What GitHub's repository search found. Anybody can put himself into it: names, and no more, are taken."""

from __future__ import annotations

from bot.model.repositories import RepoSlug
from bot.repositories.links import CodeKind, code_link
from bot.repositories.raw import at, items, line


def repositories_found(raw: object, *, limit: int) -> tuple[RepoSlug, ...] | None:
    """Names from an answer to ``GET /search/repositories``, best first; None when it is none.

    A search that ran out of time (``incomplete_results``) and found nothing has not answered.
    """
    results = at(raw, "items")
    if not isinstance(results, list):
        return None
    if not results and at(raw, "incomplete_results") is True:
        return None
    found: dict[str, RepoSlug] = {}
    for result in items(results):
        slug = _slug(line(at(result, "full_name")) or "")
        if slug is not None and at(result, "private") is not True:
            found.setdefault(slug.key, slug)
    return tuple(found.values())[:limit]


def _slug(name: str) -> RepoSlug | None:
    """``owner/name``, and nothing that an address could read otherwise."""
    link = code_link(f"https://github.com/{name}")
    if link.kind is CodeKind.REPOSITORY and link.slug is not None and str(link.slug) == name:
        return link.slug
    return None
