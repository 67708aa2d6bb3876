"""Tags, text and comments of raw HTML."""

from __future__ import annotations

import pytest

from bot.lists.html import Comment, Tag, Text, decode_attribute, scan


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("?id=1&noteId=2", "?id=1&noteId=2"),
        ("?a=1&amp;b=2", "?a=1&b=2"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("&copy", "©"),
        ("&notit;", "&notit;"),
        ("&#x41;&#66", "AB"),
        ("plain", "plain"),
    ],
)
def test_references_in_attributes_follow_the_standard(raw: str, value: str) -> None:
    assert decode_attribute(raw) == value


def test_attributes_know_where_their_value_stands() -> None:
    html = "<A HREF = 'https://example.org' title=\"a>b\" x>t</a>"
    first, text, last = scan(html)
    assert isinstance(first, Tag)
    value, start, end = first.attributes["href"]
    assert html[start:end] == value == "https://example.org"
    assert first.attributes["title"][0] == "a>b"
    assert isinstance(text, Text)
    assert isinstance(last, Tag)
    assert last.closing


@pytest.mark.parametrize(
    ("html", "inside", "closed"),
    [("<!-- a --> b", " a ", True), ("<!-->b", "", True), ("<!-- a", " a", False)],
)
def test_comments_end_where_the_standard_says(html: str, inside: str, closed: bool) -> None:
    comment = next(scan(html))
    assert isinstance(comment, Comment)
    assert (comment.text, comment.closed) == (inside, closed)


@pytest.mark.parametrize("html", ["<", "<a", "<a href='x", "</", "<!x", "a < b", "<a href=x b='>"])
def test_unfinished_tags_end_quietly(html: str) -> None:
    assert list(scan(html)) is not None


def test_tags_that_github_prints_as_text_are_text() -> None:
    things = list(scan("<script>a<b>"))
    assert [type(thing) for thing in things] == [Text, Text, Tag]
