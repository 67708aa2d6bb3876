"""Titles: comparing never fails, never depends on the order, and knows a title from itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.identity.comparison import TitleMatch, compare_titles
from bot.identity.people import family_name, folded, kinship
from bot.identity.titles import normalise, parts

TITLES = st.text(max_size=120) | st.lists(
    st.sampled_from(
        ["Widgets", "for", "3D", "gadgets:", "A", "β", "WNet++", "(Preprint)", "$x$", "—", "II",
         "supervised", "[WETR]", "医学图像", "RETRACTED:", "&amp;", "<i>", "\\'e"]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(TITLES, TITLES)
def test_comparison_is_total_and_symmetric(one: str, other: str) -> None:
    answer = compare_titles(one, other)
    assert answer == compare_titles(other, one)
    assert 0.0 <= answer.score <= 1.0


@given(TITLES)
def test_a_title_equals_itself_in_any_case(title: str) -> None:
    if normalise(title):
        assert compare_titles(title, title).match is TitleMatch.SAME
        assert compare_titles(title, " ".join(title.split())).match is TitleMatch.SAME
    parts(title)


@given(TITLES)
def test_the_normal_form_is_stable(title: str) -> None:
    assert normalise(normalise(title)) == normalise(title)


@given(st.lists(st.text(max_size=20), max_size=5), st.lists(st.text(max_size=20), max_size=5))
def test_names_of_any_shape_are_compared(one: list[str], other: list[str]) -> None:
    names = [family_name(name) for name in one], [family_name(name) for name in other]
    assert kinship(*names) is kinship(*reversed(names))
    for name in one:
        folded(name)
