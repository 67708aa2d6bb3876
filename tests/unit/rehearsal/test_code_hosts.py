"""The other code hosts know exactly the repositories that the list links to."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.rehearsal.building import build_world
from bot.rehearsal.world import World
from tests.worlds import a_list, ask

LINKS = (
    "https://gitlab.com/group/sub/widgets/-/tree/main/src",
    "https://huggingface.co/lab/widget-model",
    "https://huggingface.co/datasets/lab/widgets",
    "https://bitbucket.org/lab/widgets",
    "https://codeberg.org/lab/widgets",
    "https://zenodo.org/records/1234567",
    "https://github.com/lab/many/tree/main/papers/widgets",
    "https://github.com/lab/many/blob/dev/notes/widgets.md",
    "https://doi.org/10.5555/widgets",
)


@pytest.fixture(scope="module")
def world() -> World:
    rows = tuple(
        (f"Paper {n}", f"https://papers.example/{n}", url) for n, url in enumerate(LINKS[:-1])
    )
    rows += (("Paper by DOI", LINKS[-1], ""),)
    return replace(build_world(a_list(rows)), misfortunes=())


@pytest.mark.parametrize(
    "url",
    [
        "https://gitlab.com/api/v4/projects/group%2Fsub%2Fwidgets",
        "https://gitlab.com/api/v4/projects/group%2Fsub%2Fwidgets/repository/commits?per_page=1",
        "https://gitlab.com/group/sub/widgets/-/raw/HEAD/README.md",
        "https://huggingface.co/api/models/lab/widget-model",
        "https://huggingface.co/api/datasets/lab/widgets",
        "https://api.bitbucket.org/2.0/repositories/lab/widgets",
        "https://api.bitbucket.org/2.0/repositories/lab/widgets/commits?pagelen=1",
        "https://codeberg.org/api/v1/repos/lab/widgets",
        "https://codeberg.org/api/v1/repos/lab/widgets/commits?limit=1",
        "https://zenodo.org/api/records/1234567",
        *LINKS[:-1],
        "https://publisher.example/doi/10.5555/widgets",
    ],
)
def test_what_the_list_links_to_is_there(world: World, url: str) -> None:
    assert ask(world, url).status == 200


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("https://gitlab.com/api/v4/projects/group%2Fnothing", 404),
        ("https://huggingface.co/api/models/lab/nothing", 401),
        ("https://api.bitbucket.org/2.0/repositories/lab/nothing", 404),
        ("https://codeberg.org/api/v1/repos/lab/nothing", 404),
        ("https://zenodo.org/api/records/1", 404),
        ("https://github.com/lab/many/tree/main/papers/nothing", 404),
    ],
)
def test_what_it_does_not_link_to_is_not(world: World, url: str, status: int) -> None:
    assert ask(world, url).status == status


def test_a_missing_model_is_told_apart_from_a_private_one(world: World) -> None:
    reply = ask(world, "https://huggingface.co/api/models/lab/nothing")
    assert dict(reply.headers)["x-error-code"] == "RepoNotFound"


def test_the_readme_of_a_linked_project_names_its_paper(world: World) -> None:
    reply = ask(world, "https://gitlab.com/group/sub/widgets/-/raw/HEAD/README.md")
    assert b"Paper 0" in reply.body
    zenodo = json.loads(ask(world, "https://zenodo.org/api/records/1234567").body)
    assert zenodo["metadata"]["title"] == "Paper 5"
