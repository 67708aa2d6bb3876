"""What proves that a record is the record of an identifier."""

from __future__ import annotations

import pytest

from bot.identity.identifiers import identify
from bot.identity.proof import proves

IEEE = "https://ieeexplore.ieee.org/document/{}"
PII = "https://www.sciencedirect.com/science/article/pii/S1566253521001159"
AAAI = "https://ojs.aaai.org/index.php/AAAI/article/view/28038"


@pytest.mark.parametrize(
    ("url", "doi", "landing"),
    [
        (
            IEEE.format(90000001),
            "10.1109/tmi.2024.1",
            "http://ieeexplore.ieee.org/document/90000001/",
        ),
        (IEEE.format(9666984), "10.1109/fg52635.2021.9666984", None),
        (PII, "10.1016/j.x.1", "https://linkinghub.elsevier.com/retrieve/pii/S1566253521001159"),
        (AAAI, "10.1609/aaai.v38i3.28038", None),
        (AAAI, "10.1609/aaai.v38i3.1", "https://ojs.aaai.org/index.php/AAAI/article/view/28038"),
        ("https://doi.org/10.5555/ONE", "10.5555/one", None),
        ("https://arxiv.org/abs/2401.00001", "10.48550/arxiv.2401.00001", None),
    ],
)
def test_the_identifier_in_address_or_doi_proves(url: str, doi: str, landing: str | None) -> None:
    paper = identify(url)
    assert paper is not None
    assert proves(paper, doi=doi, landing_url=landing)


@pytest.mark.parametrize(
    ("url", "doi", "landing"),
    [
        # a journal DOI that happens to end in the number of another document
        (IEEE.format(3415032), "10.1109/tmi.2024.3415032", None),
        (IEEE.format(3415032), "10.1109/tmi.2024.3415032", IEEE.format(10566053)),
        (IEEE.format(9666984), "10.1109/fg52635.2021.9666984", IEEE.format(1234567)),
        (IEEE.format(90000001), "10.1109/cvpr.2016.90", None),
        (AAAI, "10.1609/aaai.v38i3.28039", None),
        ("https://doi.org/10.5555/one", "10.5555/two", None),
        (PII, "10.1016/j.x.1", None),
    ],
)
def test_anything_else_does_not(url: str, doi: str, landing: str | None) -> None:
    paper = identify(url)
    assert paper is not None
    assert not proves(paper, doi=doi, landing_url=landing)


def test_a_number_of_the_publisher_proves_a_pii() -> None:
    paper = identify(PII)
    assert paper is not None
    assert proves(
        paper, doi="10.1016/j.x", landing_url=None, alternative_ids=("S1566-2535(21)00115-9",)
    )
