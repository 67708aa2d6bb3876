"""The line scanner: what a reader sees, whatever the markup."""

from __future__ import annotations

import pytest

from bot.attribution.readme import HEAD, TAIL, read, unmark


def test_headings_are_seen_in_every_spelling() -> None:
    page = read(
        "# One\n\nTwo\n===\n\n<h2 align='center'>Three<br>\nlines</h2>\n\n#Four\n\nFive\n----\n"
    )
    assert [(line.level, line.text) for line in page.lines] == [
        (1, "One"),
        (1, "Two"),
        (2, "Three lines"),
        (1, "Four"),
        (2, "Five"),
    ]


def test_comments_are_not_seen_but_an_open_one_hides_nothing() -> None:
    page = read("a <!-- hidden -->b\n<!-- never closed\nc\n")
    assert "hidden" not in page.text
    assert any("c" in line.text for line in page.lines)


def test_markup_cannot_split_a_title() -> None:
    page = read(
        "**C**ross-attention *A*lignment for [R](x)adiology <b>Zero</b>-Shot `Cla`ssification\n"
    )
    assert "crossattentionalignmentforradiologyzeroshotclassification" in page.squashed


def test_code_is_told_apart_and_sections_are_known() -> None:
    page = read("# A\n\n## Citation\n\n```\n@misc{x}\n```\n\ntext\n")
    code = [line for line in page.lines if line.is_code]
    assert [line.text for line in code] == ["@misc{x}"]
    assert code[0].section == "citation"


def test_entities_controls_and_bidi_marks_are_gone() -> None:
    page = read("A &amp; B \u202eevil\u202c \x1b[2J \x02x\x03\n")
    assert "A & B" in page.text
    assert not any(mark in page.text for mark in ("\u202e", "\x1b", "\x02", "\x03"))


def test_a_huge_readme_is_read_at_both_ends() -> None:
    page = read("# Start\n" + "filler line\n" * 100_000 + "The very end\n")
    assert len(page.text) <= HEAD + TAIL + 1
    assert "start" in page.squashed
    assert "theveryend" in page.squashed


@pytest.mark.slow
def test_hostile_markup_is_read_in_linear_time() -> None:
    for piece in ("[", "<a href=", "**", "![", "`", "“", "<h1>", "@a{", "|", "<", "((", "[]("):
        assert read(piece * 10_000).lines is not None
        assert read((piece + "\n") * 5_000).lines is not None


def test_unmark_gives_the_visible_text() -> None:
    line = read("See [the paper](https://arxiv.org/abs/2401.00001) **now**\n").lines[0]
    assert unmark(line.marked) == line.text == "See the paper now"
