"""Names of methods, titles in other words, and how early a paper can be."""

from __future__ import annotations

import pytest

from bot.attribution.dates import earliest_year
from bot.attribution.names import (
    Kinship,
    is_acronym,
    kinship,
    method_names,
    speaks_of_package,
    words_shared,
)
from bot.attribution.paper import PaperView, look_at
from bot.attribution.words import is_foreign_to, likeness, overlap, quoted, squash


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("GripNet: Learning to Hold", ("GripNet",)),
        ("nnGlacier - a Method for Ice", ("nnGlacier",)),
        ("Swin Reef: Transformers for Corals", ("Swin Reef",)),
        ("Show and Tell: A Generator", ()),
        ("Test-Time Adaptation with SaLIP: A Cascade of SAM and CLIP", ("SaLIP",)),
        ("Towards Better Ice: A Survey", ()),
        ("Large Language Models for MRIs", ()),
        ("Cross-Modal Learning of Things", ()),
    ],
)
def test_a_paper_names_its_method_before_the_colon(title: str, names: tuple[str, ...]) -> None:
    assert method_names(title) == names


@pytest.mark.parametrize(
    ("name", "repository", "kin"),
    [
        ("GripNet", "gripnet", Kinship.SAME),
        ("Grip-Net", "GripNet_pytorch", Kinship.SAME),
        ("GripNet", "GripNet-ICRA2024", Kinship.SAME),
        ("GripNetV2", "GripNet", Kinship.VERSION),
        ("DeepQuery-V2", "DeepQuery-V3", Kinship.VERSION),
        ("Grip+", "grip", Kinship.SAME),
        ("CLIP", "Reef-CLIP-Models", Kinship.PART),
        ("Reef-CLIP", "CLIP", Kinship.BASE),
        ("MedFold", "MedFlod", Kinship.NONE),
        ("AI", "main", Kinship.NONE),
    ],
)
def test_repository_names_are_related_to_method_names(
    name: str, repository: str, kin: Kinship
) -> None:
    assert kinship(name, repository) is kin


def test_acronyms_need_enough_letters_and_words() -> None:
    assert (
        is_acronym("LIFMRG", "A Label Information Fused Medical Report Generation Framework") > 0.4
    )
    assert is_acronym("SAT", "Segment Anything in Text") == 0
    assert is_acronym("jieba", "Learning Clinical Language with Radiographs") == 0
    assert is_acronym("x" * 40, "x " * 40) == 0


def test_names_made_of_title_words() -> None:
    assert words_shared("diffusion-anomaly", "Diffusion Models for Anomaly Detection") == 1
    assert words_shared("anomaly", "Diffusion Models for Anomaly Detection") == 0


def test_titles_in_other_spelling_are_alike_and_other_titles_are_not() -> None:
    one = "Pre-training of Deep Transformers for Sea-Ice Charts"
    assert likeness(one, "Pretraining of deep transformers for sea ice charts") > 0.9
    assert likeness(one, f"IceBERT: {one}") == 1
    assert likeness(one, "Counting Penguins from Space with Small Models") < 0.3
    assert overlap(one, "Deep Transformers Read Sea-Ice Charts") > 0.5


def test_scripts_are_told_apart() -> None:
    assert is_foreign_to("面向遥感影像的变化检测", "Change Detection for Remote Sensing")
    assert not is_foreign_to("Schrödinger Bridges", "Change Detection")


def test_quotations_are_one_line_and_cut_at_words() -> None:
    assert quoted("a\n b “c”") == "a b 'c'"
    assert len(quoted("word " * 100)) <= 110
    assert squash("É-t_u—de 1") == "etude1"


@pytest.mark.parametrize(
    ("address", "year"),
    [
        ("https://arxiv.org/abs/2307.15220", 2023.5),
        ("2101.00001", 2021.0),
        ("https://www.sciencedirect.com/science/article/pii/S0010482524005894", 2024),
        ("https://www.nature.com/articles/s41551-024-01246-y", 2024),
        ("https://openaccess.thecvf.com/content/CVPR2023/html/X_CVPR_2023_paper.html", 2023),
        ("https://ieeexplore.ieee.org/document/10566053", 2024),
        ("https://ieeexplore.ieee.org/document/9666984", 2021),
        ("https://dl.acm.org/doi/10.1145/3581783.3611830", 2023),
        ("https://ojs.aaai.org/index.php/AAAI/article/view/20204", 2022),
        ("https://proceedings.mlr.press/v227/x24a.html", 2024),
        ("10.1007/978-3-031-16443-9_69", 2022),
        ("https://openreview.net/forum?id=S9EfOVFJIxQh", None),
        ("https://example.org/paper", None),
        ("https://www.pnas.org/doi/10.1073/pnas.2012345118", 2020),
        ("https://pubs.acs.org/doi/10.1021/acs.jcim.9b00237", 2019),
        ("https://doi.org/10.1093/bioinformatics/btz123", 2019),
        ("https://doi.org/10.1093/nar/gkab301", 2021),
        ("https://aclanthology.org/P19-1001", 2019),
        ("https://www.jmlr.org/papers/v21/20-074.html", 2020),
        ("https://www.roboticsproceedings.org/rss17/p001.html", 2021),
    ],
)
def test_identifiers_tell_the_earliest_year(address: str, year: float | None) -> None:
    found = earliest_year(address)
    assert found == (pytest.approx(year, abs=1) if year else None)


def test_a_paper_is_found_by_what_its_address_holds() -> None:
    ieee = look_at(
        PaperView(title="T", url="https://ieeexplore.ieee.org/abstract/document/10172039/")
    )
    assert "10172039" in ieee.needles
    cvf = look_at(
        PaperView(
            title="T",
            url="https://openaccess.thecvf.com/content/CVPR2023/html/Bannur_Learning_To_CVPR_2023_paper.html",
        )
    )
    assert cvf.authors == ("bannur",)
    arxiv = look_at(PaperView(title="T", url="https://arxiv.org/pdf/2010.10042v3.pdf"))
    assert arxiv.ids == {"2010.10042"}
    doi = look_at(
        PaperView(title="T", url="https://link.springer.com/chapter/10.1007/978-3-031-16443-9_69")
    )
    assert doi.ids == {"10.1007/978-3-031-16443-9_69"}
    assert look_at(PaperView(title="T", url="not a url")).needles == ()
    assert look_at(PaperView(title="")).titles == ()


@pytest.mark.parametrize(
    ("repository", "title", "said"),
    [
        ("lmmx4", "Fitting Mixed-Effects Models Using lmmx4", True),
        ("spcountr", "Spatial Counts: The R Package spcountr", True),
        ("CLIP", "Adapting with SaLIP: A Cascade of SAM and CLIP", False),
        ("transformers", "Vision transformers for ice", False),
        ("ice", "Looking at Ice", False),
        ("grip", "", False),
    ],
)
def test_a_title_speaks_of_software_by_its_exact_name(
    repository: str, title: str, said: bool
) -> None:
    assert speaks_of_package(repository, title) is said
