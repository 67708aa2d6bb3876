"""One GraphQL answer about a batch of repositories, taken apart so that none costs the others.

GitHub answers 200 with ``data`` and ``errors`` side by side: a repository that does not exist is null
under its alias, with an error of type ``NOT_FOUND`` whose path is that alias. A null without such an
error says nothing about the repository.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.repositories.raw import at, count, flag, is_cut, items, line, mapping, moment, names, text


class Trouble(StrEnum):
    """Why a whole answer is of no use."""

    NONE = ""
    #: the points of this hour are spent, or GitHub asks for a pause
    RATE_LIMITED = "rate-limited"
    #: too much was asked at once: ask for less
    TOO_HEAVY = "too-heavy"
    #: not an answer that can be read
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What is left of this hour, as the answers themselves say."""

    cost: int
    remaining: int
    resets_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAnswer:
    """What one document brought home; index ``i`` is the repository asked at ``i``."""

    found: Mapping[int, Mapping[str, Any]]
    #: GitHub says that they do not exist (or are private: nobody may see them)
    not_found: frozenset[int] = frozenset()
    trouble: Trouble = Trouble.NONE
    budget: Budget | None = None
    #: what GitHub said about the trouble; foreign text
    message: str = ""


_HEAVY_TYPES = ("RESOURCE_LIMITS_EXCEEDED", "MAX_NODE_LIMIT_EXCEEDED", "TIMEOUT")
_HEAVY_WORDS = ("resource limits", "timeout", "timed out", "something went wrong while executing")
_LIMIT_WORDS = ("rate limit", "abuse detection")


def read_batch(answer: object, size: int) -> BatchAnswer:
    """Take an answer to a document about ``size`` repositories apart. Never raises."""
    errors = [mapping(error) for error in items(at(answer, "errors"))]
    data = at(answer, "data")
    message = next((line(error.get("message")) or "" for error in errors), "")
    if not isinstance(data, Mapping):
        said = message or line(at(answer, "message")) or ""
        trouble = _trouble(errors, said) or Trouble.UNREADABLE
        return BatchAnswer(found={}, trouble=trouble, message=said)
    found = {i: data[f"r{i}"] for i in range(size) if isinstance(data.get(f"r{i}"), Mapping)}
    not_found = {
        i
        for error in errors
        if error.get("type") == "NOT_FOUND" and (i := _index(error.get("path"), size)) is not None
    }
    nothing = not found and not not_found
    return BatchAnswer(
        found=found,
        not_found=frozenset(not_found - set(found)),
        trouble=(_trouble(errors, message) or Trouble.NONE) if nothing else Trouble.NONE,
        budget=_budget(data.get("rateLimit")),
        message=message,
    )


def _index(path: object, size: int) -> int | None:
    """The repository that an error is about: the alias alone, not a field below it."""
    if not isinstance(path, list) or len(path) != 1 or not isinstance(path[0], str):
        return None
    digits = path[0].removeprefix("r")
    if not digits.isascii() or not digits.isdigit() or int(digits) >= size:
        return None
    return int(digits)


def _trouble(errors: Sequence[Mapping[str, Any]], message: str) -> Trouble | None:
    types = {str(error.get("type") or "") for error in errors}
    words = " ".join([message, *(str(error.get("message") or "") for error in errors)]).casefold()
    if types & {"RATE_LIMITED", "RATE_LIMIT"} or any(word in words for word in _LIMIT_WORDS):
        return Trouble.RATE_LIMITED
    if types & set(_HEAVY_TYPES) or any(word in words for word in _HEAVY_WORDS):
        return Trouble.TOO_HEAVY
    return None


def _budget(value: object) -> Budget | None:
    cost, remaining = count(at(value, "cost")), count(at(value, "remaining"))
    if cost is None or remaining is None:
        return None
    return Budget(cost=cost, remaining=remaining, resets_at=moment(at(value, "resetAt")))


def facts_of(slug: RepoSlug, raw: Mapping[str, Any], *, now: datetime) -> RepoFacts:
    """Facts from one ``Repository`` of the document about facts."""
    head = at(raw, "defaultBranchRef", "target")
    withheld = raw.get("isDisabled") is True
    return RepoFacts(
        slug=slug,
        state=RepoState.WITHHELD if withheld else RepoState.EXISTS,
        source="graphql",
        asked_at=now,
        name_with_owner=line(raw.get("nameWithOwner")),
        node_id=line(raw.get("id")),
        owner_id=line(at(raw, "owner", "id")),
        owner_login=line(at(raw, "owner", "login")),
        owner_name=line(at(raw, "owner", "name")),
        stars=count(raw.get("stargazerCount")),
        last_commit=moment(at(head, "committedDate")),
        head=line(at(head, "oid")),
        created=moment(raw.get("createdAt")),
        archived=flag(raw.get("isArchived")),
        archived_at=moment(raw.get("archivedAt")),
        is_empty=flag(raw.get("isEmpty")),
        fork_of=line(at(raw, "parent", "nameWithOwner")),
        licence=line(at(raw, "licenseInfo", "spdxId")),
        description=line(raw.get("description")),
        homepage=line(raw.get("homepageUrl")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is inside a repository, as far as it was read. Foreign text."""

    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] | None = None
    has_release: bool | None = None
    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    readme: str | None = None
    #: only the beginning of it: GitHub, or our own limit, left the rest out
    readme_is_cut: bool = False
    citation: str | None = None
    #: text of the licence, when the file is called LICENSE
    terms: str | None = None
    commits: int | None = None
    #: names of those who wrote the newest commits
    contributors: tuple[str, ...] = ()


def contents_of(raw: Mapping[str, Any]) -> Contents:
    """Contents from one ``Repository`` of the document about contents."""
    entries = [mapping(entry) for entry in items(at(raw, "root", "entries"))]
    languages = [at(node, "name") for node in items(at(raw, "languages", "nodes"))]
    commits = at(raw, "defaultBranchRef", "target", "history")
    authors = [at(node, "author", "name") for node in items(at(commits, "nodes"))]
    topics = [at(node, "topic", "name") for node in items(at(raw, "repositoryTopics", "nodes"))]
    return Contents(
        languages=names(languages, limit=20),
        topics=names(topics, limit=20),
        has_release=raw["latestRelease"] is not None if "latestRelease" in raw else None,
        files=names([e.get("name") for e in entries if e.get("type") != "tree"], limit=300),
        folders=names([e.get("name") for e in entries if e.get("type") == "tree"], limit=300),
        readme=file_text(raw.get("readme")),
        readme_is_cut=file_is_cut(raw.get("readme")),
        citation=file_text(raw.get("citation")),
        terms=file_text(raw.get("terms")),
        commits=count(at(commits, "totalCount")),
        contributors=tuple(dict.fromkeys(names(authors, limit=30))),
    )


def file_text(value: object) -> str | None:
    """Text of a ``Blob``; None for what is no file, or none with text."""
    return None if at(value, "isBinary") is True else text(at(value, "text"))


def file_is_cut(value: object) -> bool:
    """Only the beginning of a ``Blob`` is known (``isTruncated``: GitHub shows no more of it)."""
    return at(value, "isTruncated") is True or is_cut(at(value, "text"))


def first_commit_of(raw: Mapping[str, Any]) -> datetime | None:
    """Date of the first commit, from the document about single files."""
    nodes = at(raw, "first", "target", "history", "nodes")
    return next((moment(at(node, "committedDate")) for node in items(nodes)), None)
