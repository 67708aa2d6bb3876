"""GitLab, Hugging Face, Bitbucket, Codeberg and Zenodo: a repository exists where a page does."""

from __future__ import annotations

import re

from bot.rehearsal.exchange import Asked, Reply, as_json, plain
from bot.rehearsal.hosts.github_files import oid
from bot.rehearsal.hosts.pages import home_page, not_found, project_page
from bot.rehearsal.invention import moment_between, number_for
from bot.rehearsal.tonight import Tonight
from bot.rehearsal.world import Page


def gitlab(tonight: Tonight, asked: Asked) -> Reply:
    """``/api/v4/projects/<owner%2Fname>`` and its commits; raw READMEs; pages."""
    if match := re.match(r"^/api/v4/projects/(.+?)(/repository/commits)?$", asked.path):
        page = tonight.page_below(f"{asked.host}/{match[1]}")
        if page is None:
            return as_json({"message": "404 Project Not Found"}, status=404)
        when = _when(page)
        if match[2]:
            return as_json([{"id": oid(page.url), "committed_date": when}])
        owner, _, name = match[1].rpartition("/")
        return as_json(
            {
                "id": _number(page),
                "path_with_namespace": f"{owner}/{name}",
                "namespace": {"full_path": owner, "name": owner},
                "star_count": _stars(page),
                "created_at": _begun(page),
                "last_activity_at": when,
                "archived": False,
                "empty_repo": False,
                "description": None,
                "topics": [],
            }
        )
    if asked.path.startswith("/api/v4/groups/"):
        return as_json({"message": "404 Group Not Found"}, status=404)
    return _page(tonight, asked, r"^(?P<slug>.+?)/-/raw/[^/]+/README\.md$")


def hugging_face(tonight: Tonight, asked: Asked) -> Reply:
    """``/api/papers/<arxiv id>``, ``/api/models|datasets|spaces/<id>``, raw READMEs, pages."""
    path = asked.path
    if path.startswith("/api/papers/"):
        return _hub_paper(tonight, path.removeprefix("/api/papers/"))
    if match := re.match(r"^/api/(models|datasets|spaces)/(.+)$", path):
        prefix = "" if match[1] == "models" else f"{match[1]}/"
        page = tonight.page_below(f"{asked.host}/{prefix}{match[2]}")
        if page is None:
            problem = {"error": "Repository not found"}
            return as_json(problem, status=401, headers=(("x-error-code", "RepoNotFound"),))
        return as_json(
            {
                "_id": oid(page.url)[:24],
                "id": match[2],
                "author": match[2].partition("/")[0],
                "sha": oid(page.url),
                "createdAt": _begun(page),
                "lastModified": _when(page),
                "private": False,
                "disabled": False,
                "likes": _stars(page),
                "tags": [],
                "siblings": [{"rfilename": "README.md"}, {"rfilename": "config.json"}],
            }
        )
    return _page(tonight, asked, r"^(?P<slug>.+?)/raw/[^/]+/README\.md$")


def _hub_paper(tonight: Tonight, arxiv: str) -> Reply:
    paper = tonight.paper_by_arxiv.get(arxiv)
    if paper is None:
        return as_json({"error": "Paper not found"}, status=404)
    answer: dict[str, object] = {
        "id": paper.arxiv,
        "title": paper.title,
        "authors": [{"name": str(person), "hidden": False} for person in paper.authors],
        "publishedAt": f"{paper.year}-03-01T00:00:00.000Z",
        "summary": paper.abstract,
        "upvotes": 3,
    }
    if paper.hub_repository:
        answer["githubRepo"] = paper.hub_repository
        answer["githubRepoAddedBy"] = paper.hub_added_by
        answer["githubStars"] = 12
    return as_json(answer)


def bitbucket(tonight: Tonight, asked: Asked) -> Reply:
    """``api.bitbucket.org/2.0/repositories/<slug>`` and its commits."""
    if match := re.match(r"^/2\.0/repositories/([^/]+/[^/]+)(/commits)?$", asked.path):
        page = tonight.page_below(f"bitbucket.org/{match[1]}")
        if page is None:
            return as_json({"type": "error", "error": {"message": "Not found"}}, status=404)
        if match[2]:
            return as_json({"values": [{"hash": oid(page.url), "date": _when(page)}]})
        return as_json(
            {
                "uuid": f"{{{oid(page.url)[:32]}}}",
                "full_name": match[1],
                "workspace": {"slug": match[1].partition("/")[0]},
                "owner": {"display_name": match[1].partition("/")[0]},
                "created_on": _begun(page),
                "updated_on": _when(page),
                "description": "",
                "language": "python",
            }
        )
    return _page(tonight, asked, r"^(?P<slug>.+?)/raw/[^/]+/README\.md$")


def codeberg(tonight: Tonight, asked: Asked) -> Reply:
    """``/api/v1/repos/<slug>`` and its commits (Forgejo)."""
    if match := re.match(r"^/api/v1/repos/([^/]+/[^/]+)(/commits|/raw/README\.md)?$", asked.path):
        page = tonight.page_below(f"{asked.host}/{match[1]}")
        if page is None:
            return as_json({"message": "The target couldn't be found."}, status=404)
        if match[2] == "/commits":
            when = _when(page)
            return as_json([{"sha": oid(page.url), "commit": {"committer": {"date": when}}}])
        if match[2]:
            return plain(_readme(page))
        return as_json(
            {
                "id": _number(page),
                "full_name": match[1],
                "owner": {"login": match[1].partition("/")[0], "full_name": ""},
                "stars_count": _stars(page),
                "created_at": _begun(page),
                "archived": False,
                "empty": False,
                "description": "",
                "topics": [],
                "language": "Python",
            }
        )
    return _page(tonight, asked, None)


def zenodo(tonight: Tonight, asked: Asked) -> Reply:
    """``/api/records/<number>``."""
    if match := re.match(r"^/api/records/(\d+)$", asked.path):
        page = tonight.page_below(f"{asked.host}/records/{match[1]}") or tonight.page_below(
            f"{asked.host}/record/{match[1]}"
        )
        if page is None:
            return as_json({"status": 404, "message": "PID does not exist."}, status=404)
        return as_json(
            {
                "id": int(match[1]),
                "conceptrecid": str(int(match[1]) - 1),
                "created": _begun(page),
                "modified": _when(page),
                "metadata": {"title": page.title, "description": page.text},
            }
        )
    return _page(tonight, asked, None)


def _page(tonight: Tonight, asked: Asked, raw: str | None) -> Reply:
    if raw and (match := re.match(raw, asked.path)):
        page = tonight.page_below(f"{asked.host}{match['slug']}")
        return plain(_readme(page)) if page else not_found(asked)
    if asked.path == "/":
        return home_page(asked.host)
    found = tonight.page_at(asked.bare_url)
    return project_page(found) if found else not_found(asked)


def _readme(page: Page) -> str:
    return f"# {page.title}\n\n{page.text}\n"


def _number(page: Page) -> int:
    return 1_000_000 + number_for(page.url, below=90_000_000)


def _stars(page: Page) -> int:
    return number_for(page.url, "stars", below=300)


def _begun(page: Page) -> str:
    return f"{moment_between(page.url, 2021, 2022):%Y-%m-%dT%H:%M:%S}.000Z"


def _when(page: Page) -> str:
    return f"{moment_between(page.url, 2023, 2025):%Y-%m-%dT%H:%M:%S}.000Z"
