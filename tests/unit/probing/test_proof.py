"""A page that carries the expected title or identifier proves itself."""

from __future__ import annotations

import pytest

from bot.model.observations import Target
from bot.probing.pages import Page
from bot.probing.proof import normalised, proof_of

TITLE = "MedWidgets: Prompting Vision–Language Models for Imaging"


def wants(*titles: str, identifiers: tuple[str, ...] = ()) -> Target:
    return Target(url="https://a.example/x", titles=titles, identifiers=identifiers)


@pytest.mark.parametrize(
    "page",
    [
        Page(title=TITLE),
        Page(title=f"{TITLE} | Proceedings of Things"),
        Page(title="medwidgets - prompting vision-language models for imaging"),
        Page(heading=TITLE),
        Page(metadata=(("citation_title", TITLE),)),
        Page(metadata=(("og:title", "MedWidgets: Prompting Vision-Language Models for Imagin"),)),
        Page(title="Publications", text=f"2024. {TITLE}. Doe, Roe."),
    ],
)
def test_a_title_is_found_where_a_page_names_itself(page: Page) -> None:
    assert proof_of(wants(TITLE), page) == "title"


@pytest.mark.parametrize(
    "page",
    [
        Page(),
        Page(title="Imaging"),
        Page(title="MedWidgets"),
        Page(title="Prompting language models"),
        Page(metadata=(("description", TITLE),)),
    ],
)
def test_a_part_of_the_title_proves_nothing(page: Page) -> None:
    assert proof_of(wants(TITLE), page) is None


def test_a_short_title_could_stand_anywhere() -> None:
    assert proof_of(wants("CLIP"), Page(title="CLIP")) is None


def test_identifiers_count_in_metadata_and_not_in_text() -> None:
    target = wants(identifiers=("10.1234/widgets.42",))
    assert (
        proof_of(target, Page(metadata=(("citation_doi", "10.1234/WIDGETS.42"),))) == "identifier"
    )
    assert proof_of(target, Page(text="The page /10.1234/widgets.42 was not found")) is None


def test_normalising_folds_case_accents_and_punctuation() -> None:
    assert normalised("  Éléments—de  l’IA: A/B ") == "elements de l ia a b"
