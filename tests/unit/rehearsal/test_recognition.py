"""The simulated registries read addresses without the bot's own parser."""

from __future__ import annotations

import pytest

from bot.rehearsal.recognition import recognise


@pytest.mark.parametrize(
    ("url", "kind", "value", "doi"),
    [
        ("https://arxiv.org/abs/2404.16192v2", "arxiv", "2404.16192", "10.48550/arXiv.2404.16192"),
        ("https://arxiv.org/pdf/hep-th/9901001.pdf", "arxiv", "hep-th/9901001", None),
        ("https://ieeexplore.ieee.org/abstract/document/10566053/", "ieee", "10566053", None),
        ("https://ieeexplore.ieee.org/stamp/stamp.jsp?arnumber=123", "ieee", "123", None),
        (
            "https://www.sciencedirect.com/science/article/abs/pii/S0010482524005894",
            "pii",
            "S0010482524005894",
            None,
        ),
        (
            "https://www.nature.com/articles/s41551-024-01246-y",
            "nature",
            "s41551-024-01246-y",
            "10.1038/s41551-024-01246-y",
        ),
        ("https://formative.jmir.org/2024/1/e32690", "jmir", "e32690", "10.2196/32690"),
        ("https://ojs.aaai.org/index.php/AAAI/article/view/28038/2", "ojs", "AAAI/28038", None),
        (
            "https://link.springer.com/content/pdf/10.1007/978-3-031-16443-9_69.pdf",
            "doi",
            "10.1007/978-3-031-16443-9_69",
            "10.1007/978-3-031-16443-9_69",
        ),
        ("https://proceedings.mlr.press/v227/keicher24a.html", "pmlr", "v227/keicher24a", None),
        ("https://lab.example/papers/one.html", "page", "lab.example/papers/one.html", None),
    ],
)
def test_the_usual_forms_are_read(url: str, kind: str, value: str, doi: str | None) -> None:
    seen = recognise(url)
    assert (seen.kind, seen.value) == (kind, value)
    if doi:
        assert seen.doi == doi


def test_a_cvf_address_tells_year_and_first_family_name() -> None:
    seen = recognise(
        "http://openaccess.thecvf.com/content/EXC2024/html/Doe_Widgets_for_All_EXC_2024_paper.html"
    )
    assert (seen.kind, seen.year, seen.family) == ("cvf", 2024, "Doe")


def test_the_same_neurips_hash_in_two_years_is_two_papers() -> None:
    one, two = (
        recognise(
            f"https://proceedings.neurips.cc/paper_files/paper/{year}/hash/"
            f"{'5' * 32}-Abstract-Conference.html"
        )
        for year in (2023, 2024)
    )
    assert one.value != two.value
