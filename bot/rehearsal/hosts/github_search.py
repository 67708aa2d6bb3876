"""GitHub's repository search: ``GET /search/repositories``, with its own limits and whole answers."""

from __future__ import annotations

import re

from bot.rehearsal.exchange import Asked, Reply, as_json
from bot.rehearsal.hosts.github_files import node_id
from bot.rehearsal.hosts.github_rest import API, owner_json, repository_json, trouble
from bot.rehearsal.tonight import Tonight
from bot.rehearsal.world import Repository

#: searches a minute with a token, and without (docs.github.com/rest/search/search)
A_MINUTE, A_MINUTE_WITHOUT = 30, 10
#: longest query without qualifiers
_LONGEST = 256
#: placeholders of addresses that every repository of an answer carries
_ADDRESSES = """
archive assignees blobs branches collaborators comments commits compare contents contributors
deployments downloads events forks git_commits git_refs git_tags hooks issue_comment issue_events
issues keys labels languages merges milestones notifications pulls releases stargazers statuses
subscribers subscription tags teams trees
"""
_OF_OWNERS = """
avatar events followers following gists organizations received_events repos starred subscriptions
"""


def search(tonight: Tonight, asked: Asked) -> Reply:
    """Repositories that hold every word, phrases as they stand, in the places of ``in:``."""
    query = asked.query.get("q", "")
    text, places = _taken_apart(query)
    if not text or len(text) > _LONGEST:
        return trouble(422, "Validation Failed")
    wanted = re.findall(r'"([^"]+)"|(\S+)', text)
    terms = [_plain(phrase or word) for phrase, word in wanted]
    found = [
        repository
        for repository in tonight.repositories
        if not (repository.is_empty or repository.withheld)
        and all(f" {term} " in _searched(repository, places) for term in terms if term)
    ]
    found.sort(key=lambda repository: -repository.stars)
    size = int(asked.query.get("per_page", "30"))
    items = [_item(repository) for repository in found[:size]]
    return as_json({"total_count": len(found), "incomplete_results": False, "items": items})


def _taken_apart(query: str) -> tuple[str, tuple[str, ...]]:
    places: tuple[str, ...] = ("name", "description", "topics")
    if match := re.search(r"\bin:([\w,]+)", query):
        places = tuple(match[1].split(","))
    return re.sub(r"\b\w+:\S+", "", query).strip(), places


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _searched(repository: Repository, places: tuple[str, ...]) -> str:
    texts = {
        "name": repository.name,
        "description": repository.description,
        "readme": repository.readme or "",
        "topics": " ".join(repository.topics),
    }
    return f" {_plain(' | '.join(texts.get(place, '') for place in places))} "


def _item(repository: Repository) -> dict[str, object]:
    """One result, with every field that GitHub's description asks for."""
    url = f"{API}/repos/{repository.slug}"
    web = f"https://github.com/{repository.slug}"
    owner = owner_json(repository.owner, repository.owner_type)
    del owner["name"]
    owner |= {
        f"{name}_url": f"{API}/users/{repository.owner}/{name}" for name in _OF_OWNERS.split()
    }
    owner |= {"url": f"{API}/users/{repository.owner}", "gravatar_id": "", "site_admin": False}
    plain = repository_json(repository)
    licence = repository.licence
    return {
        **{f"{name}_url": f"{url}/{name}" for name in _ADDRESSES.split()},
        **{key: value for key, value in plain.items() if key not in ("parent", "source")},
        "owner": owner,
        "license": {
            "key": licence.lower(),
            "name": licence,
            "spdx_id": licence,
            "url": f"{API}/licenses/{licence.lower()}",
            "node_id": node_id("L", licence),
        }
        if licence
        else None,
        "clone_url": f"{web}.git",
        "git_url": f"git://github.com/{repository.slug}.git",
        "ssh_url": f"git@github.com:{repository.slug}.git",
        "svn_url": web,
        "mirror_url": None,
        "forks": repository.stars // 8,
        "watchers": repository.stars,
        "open_issues": 0,
        "has_issues": True,
        "has_projects": True,
        "has_wiki": True,
        "has_pages": False,
        "has_downloads": True,
        "score": 1.0,
    }
