"""Edits of a list that stays Markdown: many at once, each proven, each only its own bytes."""

from __future__ import annotations

from bot.catalogue.edit import Edit
from bot.lists.edits import apply_url_edits

PAGE = (
    "# L\n\n## M\n\n"
    "- One [[pdf](http://a.example/1)] [[code](https://github.com/o/r)] <!-- http://a.example/1 -->\n"
    "- Two [[pdf](http://a.example/1)]\n"
    "- Three http://a.example/3.\n"
    "- Four [[pdf][x]]\n- Five [[pdf][x]]\n\n[x]: http://a.example/4\n"
)


def edit(entry: str, old: str, new: str | None, field: str = "pdf") -> Edit:
    return Edit(entry_id=entry, field=field, new=new, old=old, check_old=True)


def test_the_same_address_in_another_entry_stays() -> None:
    made = apply_url_edits(PAGE, [edit("two", "http://a.example/1", "https://a.example/1")])
    assert made.text == PAGE.replace(
        "Two [[pdf](http://a.example/1)]", "Two [[pdf](https://a.example/1)]"
    )
    assert len(made.applied) == 1


def test_what_cannot_be_made_is_refused_and_costs_the_others_nothing() -> None:
    edits = [
        edit("one", "http://a.example/1", "https://a.example/1"),
        edit("one", "http://gone.example/", "https://gone.example/"),
        edit("none", "http://a.example/1", "https://a.example/1"),
        edit("three", "http://a.example/3", "https://a.example/3..."),
        edit("one", "https://github.com/o/r", None, "code"),
        edit("two", "http://a.example/1", "https://b.example/1"),
    ]
    made = apply_url_edits(PAGE, edits)
    assert made.applied == (edits[0], edits[5])
    assert [refused for refused, _ in made.refused] == [edits[1], edits[2], edits[4], edits[3]]
    assert made.text == PAGE.replace(
        "One [[pdf](http://a.example/1)", "One [[pdf](https://a.example/1)"
    ).replace("Two [[pdf](http://a.example/1)", "Two [[pdf](https://b.example/1)")


def test_an_address_that_two_entries_share_changes_once() -> None:
    both = [edit(entry, "http://a.example/4", "https://a.example/4") for entry in ("four", "five")]
    made = apply_url_edits(PAGE, both)
    assert made.applied == tuple(both)
    assert made.text == PAGE.replace("http://a.example/4", "https://a.example/4")
    other = apply_url_edits(
        PAGE, [both[0], edit("five", "http://a.example/4", "https://b.example/")]
    )
    assert other.applied == (both[0],)


def test_nothing_to_do_changes_nothing() -> None:
    assert apply_url_edits(PAGE, []).text == PAGE
