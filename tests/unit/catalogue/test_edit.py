"""Edits change their own line and nothing else."""

from __future__ import annotations

import difflib

import pytest

from bot.catalogue.edit import Edit, apply_edits, set_field
from bot.catalogue.reading import parse_catalogue
from bot.errors import EditError, EntriesError
from bot.model.entries import LinkRole
from bot.model.findings import SuggestedFix

TEXT = """\
# a comment on top
title: T
sections: []
entries:
  # about the first
  - id: one   # its id
    section: s
    title: 'It''s one'
    pdf: http://example.org/1   # to be moved
    code: "https://github.com/o/one"
    # a remark between

    year: 2020

  - code: https://github.com/o/two  # first key
    id: two
    section: s
    title: >
      A title over
      two lines
    pdf: https://example.org/2
  - {id: three, section: s, title: Three, pdf: https://example.org/3, code: https://e.org/c}
  - {"id": "four", "section": "s", "title": "Four", "pdf": "https://example.org/4"}
"""


def changed(old: str, new: str) -> list[str]:
    lines = difflib.ndiff(old.splitlines(keepends=True), new.splitlines(keepends=True))
    return [line.rstrip("\n") for line in lines if line[0] in "+-"]


def test_a_value_is_replaced_and_its_comment_stays() -> None:
    assert changed(TEXT, set_field(TEXT, "one", "pdf", "https://example.org/1")) == [
        "-     pdf: http://example.org/1   # to be moved",
        "+     pdf: https://example.org/1   # to be moved",
    ]


def test_quotes_stay_as_they_are() -> None:
    assert changed(TEXT, set_field(TEXT, "one", "title", "It's: \\two"))[1] == (
        "+     title: 'It''s: \\two'"
    )
    assert changed(TEXT, set_field(TEXT, "one", "code", "https://github.com/o/x"))[1] == (
        '+     code: "https://github.com/o/x"'
    )


def test_a_new_field_stands_in_its_usual_place() -> None:
    assert changed(TEXT, set_field(TEXT, "one", "venue", "MICCAI: 2020")) == [
        '+     venue: "MICCAI: 2020"'
    ]
    assert "year: 2020\n    venue:" in set_field(TEXT, "one", "venue", "MICCAI")
    assert changed(TEXT, set_field(TEXT, "two", "year", "1999")) == ["+     year: 1999"]


def test_a_field_is_removed_with_its_line() -> None:
    assert changed(TEXT, set_field(TEXT, "one", "code", None)) == [
        '-     code: "https://github.com/o/one"'
    ]


def test_the_first_key_of_an_entry_can_be_removed() -> None:
    new = set_field(TEXT, "two", "code", None)
    assert parse_catalogue(new).entries[1].link(LinkRole.CODE) is None
    assert "- # first key\n    id: two" in new


def test_a_value_over_several_lines_is_replaced_whole() -> None:
    new = set_field(TEXT, "two", "title", "Short")
    assert '    title: "Short"\n    pdf:' in new


def test_entries_between_braces_are_edited_in_place() -> None:
    assert "pdf: https://example.org/3}" in set_field(TEXT, "three", "code", None)
    assert 'code: "https://e.org/a,b"}' in set_field(TEXT, "three", "code", "https://e.org/a,b")
    new = set_field(TEXT, "four", "code", "https://e.org/c")
    assert '"pdf": "https://example.org/4", "code": "https://e.org/c"}' in new


def test_authors_are_added_as_a_list_where_there_are_none() -> None:
    names = 'Jane Doe; Rick "Ro" Roe'
    once = set_field(TEXT, "one", "authors", names)
    assert changed(TEXT, once) == [
        "+     authors:",
        '+       - "Jane Doe"',
        '+       - "Rick \\"Ro\\" Roe"',
    ]
    for entry in ("two", "three", "four"):
        once = set_field(once, entry, "authors", names)
    read = parse_catalogue(once, "entries.yml")
    assert {entry.authors for entry in read.entries} == {("Jane Doe", 'Rick "Ro" Roe')}
    with pytest.raises(EditError, match="can be added, not changed"):
        set_field(once, "one", "authors", "Somebody Else")
    with pytest.raises(EditError, match="can be added, not changed"):
        set_field(once, "four", "authors", None)


def test_setting_what_is_there_and_removing_what_is_not_change_nothing() -> None:
    assert set_field(TEXT, "one", "pdf", "http://example.org/1") == TEXT
    assert set_field(TEXT, "one", "doi", None) == TEXT


def test_windows_line_ends_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    new = set_field(text, "one", "venue", "MICCAI")
    assert new.count("\r\n") == text.count("\r\n") + 1
    assert "\n" not in new.replace("\r\n", "")


def test_a_file_without_a_last_line_end_gets_a_whole_line() -> None:
    text = "title: t\nentries:\n  - id: a\n    section: s\n    title: t\n    pdf: https://e.org/"
    assert set_field(text, "a", "code", "https://e.org/c") == text + "\n    code: https://e.org/c"


@pytest.mark.parametrize(
    ("entry", "field", "value", "why"),
    [
        ("nine", "pdf", "https://e.org/", "no entry"),
        ("one", "pdf", None, "needs the field"),
        ("one", "ignore", "x", "no field that can be edited"),
        ("one", "pdf", "javascript:alert(1)", "would be a mistake"),
        ("one", "year", "2020\n    code: x", "would be a mistake"),
        ("one", "id", "two", "would be a mistake"),
        ("one", "venue", "a\nb", "would be a mistake"),
    ],
)
def test_an_edit_that_cannot_be_made_says_why(
    entry: str, field: str, value: str | None, why: str
) -> None:
    with pytest.raises(EditError, match=why):
        set_field(TEXT, entry, field, value)


def test_a_file_with_mistakes_is_not_edited() -> None:
    with pytest.raises(EntriesError, match="anchor"):
        set_field(TEXT.replace("'It", "&x 'It"), "one", "code", None)


def test_a_fix_for_a_value_that_has_changed_since_is_refused_and_the_others_are_made() -> None:
    stale = SuggestedFix(field="pdf", old="http://example.org/old", new="https://example.org/new")
    good = SuggestedFix(field="pdf", old="https://example.org/2", new="https://example.org/two")
    edited = apply_edits(TEXT, [Edit.of("one", stale), Edit.of("two", good)])
    assert [edit.entry_id for edit in edited.applied] == ["two"]
    assert 'not "http://example.org/old" any more' in edited.refused[0][1]
    assert changed(TEXT, edited.text)[1:] == ["+     pdf: https://example.org/two"]


def test_many_edits_are_made_at_once_in_any_order() -> None:
    edits = [
        Edit(entry_id="two", field="venue", new="B"),
        Edit(entry_id="one", field="venue", new="A"),
        Edit(entry_id="one", field="year", new=None),
        Edit(entry_id="two", field="year", new="2001"),
        Edit(entry_id="three", field="code", new=None),
        Edit(entry_id="three", field="year", new="2002"),
    ]
    edited = apply_edits(TEXT, edits)
    assert edited.refused == ()
    one, two, three, _ = parse_catalogue(edited.text).entries
    assert (one.venue, one.year, two.venue, two.year, three.year) == ("A", None, "B", 2001, 2002)
    assert three.link(LinkRole.CODE) is None


def test_two_edits_of_one_field_are_one_too_many() -> None:
    edit = Edit(entry_id="one", field="venue", new="A")
    assert len(apply_edits(TEXT, [edit, edit]).refused) == 1
