"""What one answer of GitHub's REST API says about a repository."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.repositories.raw import at, count, flag, items, line, mapping, moment, names


class Said(StrEnum):
    """What an answer means."""

    FOUND = "found"
    #: 301: it has another name now, and the answer says where to ask
    MOVED = "moved"
    NOT_FOUND = "not-found"
    #: 451, or 403 "Repository access blocked": GitHub keeps it from everybody
    WITHHELD = "withheld"
    #: 409: not one commit in it
    EMPTY = "empty"
    #: 401: the token is no good
    BAD_TOKEN = "bad-token"  # noqa: S105
    #: the hour's requests are spent, or GitHub asks for a pause
    LIMITED = "limited"
    #: this token may not see it, another might
    REFUSED = "refused"
    #: 5xx, or no answer that can be read
    SICK = "sick"


def read_status(status: int | None, headers: Mapping[str, str], body: object) -> Said:
    """Meaning of an answer; ``status`` None when none came. Header names are lower case.

    docs.github.com/rest: a rate limit is 403 or 429 with ``x-ratelimit-remaining: 0`` or
    ``retry-after``; blocked repositories are 451 (DMCA) or 403 with a ``block`` in the body.
    """
    message = (line(at(body, "message")) or "").casefold()
    match status:
        case 200 | 203:
            return Said.FOUND
        case 301 | 302 | 307 | 308:
            return Said.MOVED
        case 401:
            return Said.BAD_TOKEN
        case 404 | 410:
            return Said.NOT_FOUND
        case 409:
            return Said.EMPTY
        case 451:
            return Said.WITHHELD
        case 403 | 429:
            if at(body, "block") is not None or "access blocked" in message:
                return Said.WITHHELD
            spent = headers.get("x-ratelimit-remaining") == "0" or "retry-after" in headers
            if status == 429 or spent or "rate limit" in message or "abuse" in message:
                return Said.LIMITED
            return Said.REFUSED
    return Said.SICK


def facts_of(slug: RepoSlug, raw: object, *, now: datetime) -> RepoFacts:
    """Facts from ``GET /repos/{owner}/{repo}``; the last commit is asked apart.

    Without that, nothing tells when the default branch changed: ``pushed_at`` moves with any branch.
    """
    withheld = at(raw, "disabled") is True
    licence = line(at(raw, "license", "spdx_id"))
    return RepoFacts(
        slug=slug,
        state=RepoState.WITHHELD if withheld else RepoState.EXISTS,
        source="rest",
        asked_at=now,
        name_with_owner=line(at(raw, "full_name")),
        node_id=line(at(raw, "node_id")),
        owner_id=line(at(raw, "owner", "node_id")),
        owner_login=line(at(raw, "owner", "login")),
        stars=count(at(raw, "stargazers_count")),
        created=moment(at(raw, "created_at")),
        archived=flag(at(raw, "archived")),
        fork_of=line(at(raw, "parent", "full_name")),
        licence=None if licence == "NOASSERTION" else licence,
        description=line(at(raw, "description")),
        homepage=line(at(raw, "homepage")),
        topics=names(at(raw, "topics"), limit=20),
    )


def is_a_repository(raw: object) -> bool:
    """The answer carries what only a repository has: garbage is no proof of existence."""
    return line(at(raw, "full_name")) is not None and line(at(raw, "node_id")) is not None


def with_last_commit(facts: RepoFacts, said: Said, raw: object) -> RepoFacts:
    """Add the answer to ``GET /repos/{owner}/{repo}/commits?per_page=1``."""
    if said is Said.EMPTY:
        return replace(facts, is_empty=True)
    newest = next((mapping(commit) for commit in items(raw)), None)
    if said is not Said.FOUND or newest is None:
        return facts
    return replace(
        facts,
        is_empty=False,
        head=line(newest.get("sha")),
        last_commit=moment(at(newest, "commit", "committer", "date")),
    )
