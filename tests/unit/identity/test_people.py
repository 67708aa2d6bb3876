"""People: family names however they are written, and shared teams."""

from __future__ import annotations

import pytest

from bot.identity.people import MOST_NAMES, Kinship, family_name, folded, full_names, kinship


@pytest.mark.parametrize(
    ("written", "family"),
    [
        ("Doe, Jane", "Doe"),
        ("Jane Doe", "Doe"),
        (" Jane   Q. Doe ", "Doe"),
        ("Laurens van der Maaten", "van der Maaten"),
        ("van der Maaten, Laurens", "van der Maaten"),
        ("de Silva", "de Silva"),
        ("John Smith Jr.", "Smith"),
        ("Doe", "Doe"),
        ("The Widget Consortium", "Consortium"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_the_family_name_is_found(written: str, family: str) -> None:
    assert family_name(written) == family


@pytest.mark.parametrize(
    ("one", "other"),
    [("Müller", "Mueller"), ("Gonçalves", "goncalves"), ("Smith-Jones", "Smith Jones"),
     ("Ørsted", "Orsted"), ("Nguyễn", "Nguyen"), ("O’Brien", "O'Brien")],
)  # fmt: skip
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_full_names_are_written_as_one_reads_them_and_never_cut_off() -> None:
    written = ["van der Doe, Jane", " Rick  Roe", "The Widget Consortium", ""]
    assert full_names(written) == ("Jane van der Doe", "Rick Roe", "The Widget Consortium")
    assert full_names(["Jane Doe"] * (MOST_NAMES + 1)) == ()


def test_teams_are_told_from_strangers() -> None:
    team = ("Doe", "Roe", "Zhang", "Li")
    assert kinship(team, ("Doe", "Roe")) is Kinship.TEAM
    assert kinship(team, ("Zhang", "Smith", "Brown", "White")) is Kinship.SOME
    assert kinship(team, ("Smith", "Brown")) is Kinship.NONE
    assert kinship(team, ()) is Kinship.UNKNOWN
