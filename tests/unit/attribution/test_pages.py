"""Code links that are no repositories, and which of them cannot be right."""

from __future__ import annotations

import pytest

from bot.attribution.judge import attribute
from bot.attribution.pages import PageKind, recognise
from bot.attribution.paper import PaperView
from bot.model.evidence import Attribution
from bot.repositories.links import CodeKind
from tests.attribution_builders import an_address

PAPER = PaperView(title="Synthesis of Realistic Radar Images with Latent Models")


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/some-lab",
        "https://github.com/orgs/some-lab/repositories",
        "https://github.com/topics/radar",
        "https://arxiv.org/abs/2401.00001",
        "https://doi.org/10.1109/TMI.2024.1234567",
        "https://www.youtube.com/watch?v=abc",
        "https://lab.github.io/competitions/radarnet/",
        "https://radar.grand-challenge.org/",
        "https://huggingface.co/papers/2401.00001",
    ],
)
def test_what_cannot_be_code_is_accused(url: str) -> None:
    judgement = attribute(PAPER, None, an_address(url))
    assert judgement.accuse
    assert judgement.attribution is Attribution.WRONG
    assert [piece.kind for piece in judgement.evidence] == ["not-a-repository"]


@pytest.mark.parametrize(
    "url",
    [
        "https://lab.github.io/radar-synthesis/",
        "https://sites.google.com/view/radarsynth",
        "https://huggingface.co/lab/radarsynth",
        "https://huggingface.co/datasets/lab/radarsynth",
        "https://gist.github.com/jane/0123456789abcdef",
        "https://zenodo.org/records/12345",
        "https://colab.research.google.com/drive/abc",
        "https://drive.google.com/file/d/abc",
        "https://lab.example/datasets/radar10k",
        "https://pypi.org/project/radarsynth/",
        "https://gitlab.com/lab/radarsynth",
        "https://github.com/lab/radarsynth",
        "",
        "not a url",
    ],
)
def test_what_may_be_right_is_not_accused(url: str) -> None:
    judgement = attribute(PAPER, None, an_address(url))
    assert not judgement.accuse
    assert judgement.attribution is Attribution.UNKNOWN


def test_a_competition_is_right_for_a_paper_about_it() -> None:
    paper = PaperView(title="RadarNet: A Benchmark and Challenge for Radar Images")
    assert not attribute(
        paper, None, an_address("https://lab.example/competitions/radarnet")
    ).accuse


def test_every_kind_of_the_code_hosts_has_its_like_here() -> None:
    for kind in CodeKind:
        assert PageKind(kind.value).value == kind.value


def test_a_file_is_judged_by_its_folder() -> None:
    assert (
        an_address("https://github.com/a/b/blob/main/models/unetr/run.py").folder == "models/unetr"
    )
    assert an_address("https://github.com/a/b/tree/main/models/unetr").folder == "models/unetr"


@pytest.mark.parametrize(
    "url", ["https://doi.org/10.24433/CO.1234567.v1", "https://dx.doi.org/10.5281/zenodo.1"]
)
def test_a_doi_may_name_code_as_well_as_a_paper(url: str) -> None:
    assert recognise(url, PageKind.OTHER.value).kind is PageKind.OTHER
