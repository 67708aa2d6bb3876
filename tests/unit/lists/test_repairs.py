"""A repair changes one address and no other byte."""

from __future__ import annotations

import pytest

from bot.lists.links import links_of
from bot.lists.repairs import repaired, replace_url

LISTS = [
    'a [x](https://example.org/old "t") b\r\n',
    "a [x](<https://example.org/old>)\n",
    "a <https://example.org/old> b",
    "a https://example.org/old, b",
    "a <a href='https://example.org/old'>x</a>\n",
    "<p>\n<a href=https://example.org/old>x</a>\n",
    "| a |\n|---|\n| é [x\\|y](https://example.org/old) |\n",
    "a [x][r]\n\n[r]: https://example.org/old\n",
]


@pytest.mark.parametrize("markdown", LISTS)
@pytest.mark.parametrize(
    "new",
    [
        "https://example.org/new",
        "https://example.org/n(e)w?a=1&copy=2#x",
        "https://example.org/a)b c|d\"e'<f>",
        "https://example.org/é",
    ],
)
def test_only_the_bytes_of_the_address_change(markdown: str, new: str) -> None:
    (link,) = links_of(markdown, "LIST.md")
    assert link.where is not None
    start, end = link.where
    changed = replace_url(markdown, link.where, new).encode()
    assert changed.startswith(markdown.encode()[:start])
    assert changed.endswith(markdown.encode()[end:])
    assert repaired(markdown, link.where, new) is not None


def test_a_place_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not in a text"):
        replace_url("abc", (2, 9), "https://example.org")


def test_a_repair_that_would_end_elsewhere_is_not_proven() -> None:
    markdown = "see https://example.org/old.\n"
    (link,) = links_of(markdown, "LIST.md")
    assert link.where is not None
    assert repaired(markdown, link.where, "https://example.org/new...") is None
