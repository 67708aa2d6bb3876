"""General tools, and umbrella repositories that only look like one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.attribution.readme import read
from bot.attribution.tools import is_umbrella, spoken_package, tool_signs
from tests.attribution_builders import a_case, a_paper, a_repository, judged, kinds

TITLE = "Finding Meteorites in Blue Ice with Few Labelled Photographs"
BIG: dict[str, Any] = {
    "first_commit": datetime(2015, 1, 1, tzinfo=UTC),
    "commits": 4000,
    "root_entries": ("setup.py", "docs", "tests", "CONTRIBUTING.md", "SECURITY.md"),
}


def test_two_signs_are_needed() -> None:
    page = (read("# rockit\n\nRocks.\n\n    pip install rockit\n"),)
    one = tool_signs(a_repository("x/rockit", commits=3), page, "rockit")
    two = tool_signs(a_repository("x/rockit", commits=3000), page, "rockit")
    assert one.strength < 0.4 <= two.strength
    assert two.signs == ("a package that one installs (pip install rockit)", "3,000 commits")


@pytest.mark.parametrize(
    "command",
    [
        "pip install rockit",
        "pip3 install -U rockit",
        "conda install -c conda-forge rockit",
        "npm install rockit",
        "pip install git+https://github.com/x/rockit.git",
        "[![PyPI](https://badge.fury.io/py/rockit.svg)](https://pypi.org/project/rockit/)",
    ],
)
def test_packages_are_recognised_by_how_they_are_installed(command: str) -> None:
    page = (read(f"# rockit\n\n{command}\n"),)
    signs = tool_signs(a_repository("x/rockit", commits=3000), page, "rockit")
    assert any("a package that one installs" in sign for sign in signs.signs)


def test_other_peoples_packages_are_no_sign() -> None:
    page = (read("# paper\n\npip install torch numpy\n"),)
    signs = tool_signs(a_repository("x/rockit", commits=3), page, "rockit")
    assert signs.strength < 0.2


def test_a_big_old_library_is_not_the_papers_code() -> None:
    readme = "# rockit\n\nrockit is a library for stones.\n\n    pip install rockit\n"
    judgement = judged(TITLE, readme, "x/rockit", url="https://arxiv.org/abs/2305.00001", **BIG)
    assert judgement.accuse
    assert "8 years before the paper" in judgement.evidence[0].detail


def test_stars_and_topics_count_where_they_are_known() -> None:
    plain = tool_signs(a_repository("x/y", commits=1), (), "y")
    known = tool_signs(a_repository("x/y", commits=1, stars=40_000, topics=("library",)), (), "y")
    assert plain.strength == 0 < 0.4 < known.strength


@pytest.mark.parametrize(
    "sentence",
    [
        "This repository contains code released by Example Research.",
        "A collection of research projects of our lab.",
        "Implementations of several papers of the group.",
        "The Model Garden is a repository with a number of different implementations.",
        "Each folder is the code of one paper.",
    ],
)
def test_an_umbrella_may_hold_one_paper_more(sentence: str) -> None:
    repo = a_repository("lab/code", f"# Code\n\n{sentence}\n", **BIG)
    assert is_umbrella(repo, (read(repo.readme or ""),))
    judgement = judged(
        TITLE, repo.readme, "lab/code", url="https://arxiv.org/abs/2305.00001", **BIG
    )
    assert not judgement.accuse
    assert "general-tool" not in kinds(judgement)


def test_a_title_may_name_the_package_instead_of_the_repository() -> None:
    case = a_case(
        a_paper("Strong Baselines for Images: A Training Procedure in pimx"),
        a_repository("hub/image-models", "# Image Models\n\n`pip install pimx`\n"),
    )
    assert spoken_package(case.pages, case.paper.titles) == "pimx"
    assert spoken_package(case.pages, ("Strong Baselines for Images",)) == ""


def test_a_library_with_several_implementations_of_a_store_is_no_umbrella() -> None:
    text = "# rdfx\n\nA pure Python package with parsers and multiple Store implementations.\n"
    assert not is_umbrella(a_repository("rdf/rdfx", text, **BIG), (read(text),))
