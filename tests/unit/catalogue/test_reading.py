"""What the reader makes of good and of broken entries files."""

from __future__ import annotations

import pytest

from bot.catalogue.reading import parse_catalogue, read_catalogue
from bot.errors import EntriesError
from bot.model.entries import Ignore, LinkRole, Section

GOOD = """\
title: A list
sections:
  - id: one
    title: First part
entries:
  - id: vila-mil
    section: one
    title: "ViLa-MIL: a title – with a dash"
    pdf: http://example.org/a%20b/?q=1#frag
    code: https://github.com/O/R.git   # a comment
    project: https://o.github.io/r/
    dataset: https://example.org/data
    year: 2024
    venue: CVPR
    doi: 10.1007/978-3-031-16443-9_69
    arxiv: 2305.12230
    authors:
      - no
      - Müller
    ignore: [wrong-code, dead]
"""


def test_a_good_file_is_read_whole_and_character_for_character() -> None:
    catalogue = parse_catalogue(GOOD)
    entry = catalogue.entries[0]
    assert catalogue.title == "A list"
    assert catalogue.sections == (Section(id="one", title="First part"),)
    assert entry.title == "ViLa-MIL: a title – with a dash"
    assert [link.url for link in entry.links] == [
        "http://example.org/a%20b/?q=1#frag",
        "https://github.com/O/R.git",
        "https://o.github.io/r/",
        "https://example.org/data",
    ]
    code = entry.link(LinkRole.CODE)
    assert code is not None
    assert (code.span.line, code.span.column) == (10, 11)
    assert (entry.span.line, entry.span.column) == (6, 5)
    assert (entry.year, entry.venue, entry.arxiv) == (2024, "CVPR", "2305.12230")
    assert entry.authors == ("no", "Müller")
    assert entry.ignore == Ignore(rules=("wrong-code", "dead"))


@pytest.mark.parametrize("text", ["no", "12:30:45", "2024-13-45", "0x1F", "1_000", "off", "1e999"])
def test_a_bare_scalar_is_text(text: str) -> None:
    catalogue = parse_catalogue(GOOD.replace("CVPR", text))
    assert catalogue.entries[0].venue == text


def test_a_section_that_is_not_declared_is_its_own_title() -> None:
    catalogue = parse_catalogue(GOOD.replace("section: one", "section: Other things"))
    assert catalogue.entries[0].section == "Other things"


def test_sections_may_be_left_out() -> None:
    text = "title: t\nentries:\n  - {id: a, section: S, title: T, pdf: https://e.org/}\n"
    assert parse_catalogue(text).entries[0].section == "S"


def test_a_list_without_entries_yet_is_fine() -> None:
    assert parse_catalogue("title: t\nsections: []\nentries: []\n").entries == ()


def test_json_is_read_too_because_it_is_yaml() -> None:
    text = (
        '{"title": "t", "entries": [{"id": "a", "section": "s", "title": "T: x",\n'
        ' "pdf": "https://e.org/"}]}'
    )
    assert parse_catalogue(text).entries[0].title == "T: x"


@pytest.mark.parametrize(
    ("written", "ignore"),
    [
        ("true", Ignore()),
        ("false", None),
        ("[dead]", Ignore(rules=("dead",))),
        ("{reason: a fork, until: 2027-01-31}", Ignore(reason="a fork", until="2027-01-31")),
        ("{rules: ['*']}", Ignore()),
    ],
)
def test_ignore_has_three_spellings(written: str, ignore: Ignore | None) -> None:
    text = GOOD.replace("[wrong-code, dead]", written)
    assert parse_catalogue(text).entries[0].ignore == ignore


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    plain = parse_catalogue(GOOD)
    assert parse_catalogue("\ufeff" + GOOD.replace("\n", "\r\n")) == plain


def test_the_error_holds_every_mistake_one_a_line() -> None:
    text = GOOD.replace("year: 2024", "yaer: 2024").replace(
        "http://example.org/a%20b/?q=1#frag", "htp://e.org/"
    )
    with pytest.raises(EntriesError) as caught:
        parse_catalogue(text, "list/entries.yml")
    first, second = caught.value.message.splitlines()
    assert first.startswith(
        'list/entries.yml:9:10: entries[0].pdf: "htp://e.org/" is no http or https URL; write'
    )
    assert second == (
        'list/entries.yml:13:5: entries[0].yaer: unknown key "yaer"; did you mean "year"?'
    )
    assert caught.value.exit_code == 2


def test_either_a_catalogue_or_mistakes_never_both() -> None:
    catalogue, mistakes = read_catalogue(GOOD)
    assert catalogue is not None
    assert mistakes == ()
    catalogue, mistakes = read_catalogue(GOOD + "x")
    assert catalogue is None
    assert mistakes


def test_a_mistake_repeats_no_escape_sequence_of_the_file() -> None:
    _, mistakes = read_catalogue(GOOD.replace("CVPR", '"\\e]52;c;x\\a\\u202Egnp"\n    "\\e[2J": x'))
    text = "\n".join(map(str, mistakes))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert len(mistakes) == 2
