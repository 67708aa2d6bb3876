"""What a repository's public page and its feed of commits say, for the hour without a token.

Pages change their looks: whatever is not found exactly where it is expected is not known.
"""

from __future__ import annotations

import re
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser

from bot.model.node_ids import node_id_of
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.repositories.raw import line, moment

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})*|\d+")
_UPDATED = re.compile(r"<updated>\s*([0-9TZ:.+-]{10,40})\s*</updated>")
_COMMIT = re.compile(r"Grit::Commit/([0-9a-f]{40})")
_SLUG = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")


def facts_of(slug: RepoSlug, page: str, *, now: datetime) -> RepoFacts | None:
    """Facts from the page of a repository; None when it is not a repository's page."""
    tree = LexborHTMLParser(page)

    def meta(name: str) -> str | None:
        node = tree.css_first(f'meta[name="{name}"]')
        return line(node.attributes.get("content")) if node else None

    name = meta("octolytics-dimension-repository_nwo")
    if name is None or not _SLUG.fullmatch(name):
        return None
    number = meta("octolytics-dimension-repository_id") or ""
    words = " ".join(tree.body.text(separator=" ").split())[:200_000] if tree.body else ""
    return RepoFacts(
        slug=slug,
        state=RepoState.EXISTS,
        source="page",
        asked_at=now,
        name_with_owner=name,
        owner_login=name.partition("/")[0],
        node_id=_node_id(number),
        stars=_stars(tree),
        archived="This repository was archived by the owner" in words
        or "This repository has been archived by the owner" in words,
        is_empty=True if "This repository is empty." in words else None,
    )


def _node_id(number: str) -> str | None:
    if not number.isascii() or not number.isdigit() or not 0 < int(number[:20]) < 2**63:
        return None
    return node_id_of(int(number[:20]))


def _stars(tree: LexborHTMLParser) -> int | None:
    """The exact number, which the page carries in a tool tip ("12,345"; the text says "12.3k")."""
    node = tree.css_first("#repo-stars-counter-star")
    title = (node.attributes.get("title") or "") if node else ""
    return int(title.replace(",", "")) if _DIGITS.fullmatch(title) and len(title) < 16 else None


def newest_commit(feed: str) -> tuple[datetime | None, str | None]:
    """Date and hash of the first entry of ``commits.atom``; None where the feed has none."""
    begin = feed.find("<entry")
    end = feed.find("</entry>", begin, begin + 20_000)
    if begin < 0 or end < 0:
        return None, None
    updated, commit = _UPDATED.search(feed, begin, end), _COMMIT.search(feed, begin, end)
    return (moment(updated[1]) if updated else None), (commit[1] if commit else None)
