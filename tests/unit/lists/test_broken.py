"""What the author meant to be clickable and is not."""

from __future__ import annotations

import pytest

from bot.lists.broken import Trouble, broken_links, probable_address
from bot.lists.rendering import render


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("github.com/owner/name", "https://github.com/owner/name"),
        ("www.example.com/x?y=z", "https://www.example.com/x?y=z"),
        ("hhttps://github.com/a/b", "https://github.com/a/b"),
        ("https:/github.com/a/b", "https://github.com/a/b"),
        ("https//github.com/a/b", "https://github.com/a/b"),
        ("ttps://github.com/a/b", "https://github.com/a/b"),
        ("(https://example.org/x", "https://example.org/x"),
        ("[link](https://example.org/x_(y).pdf)", "https://example.org/x_(y).pdf"),
        ("https://https://example.org/x", "https://example.org/x"),
        ("https://web.archive.org/web/2020/https://example.org", None),
        ("https://example.org/?u=https://other.example", None),
        ("paper.md", None),
        ("docs/code.py", None),
        ("https://example.org/", None),
    ],
)
def test_a_broken_target_gets_its_probable_repair(target: str, meant: str | None) -> None:
    assert probable_address(target) == meant


def troubles(markdown: str) -> list[tuple[Trouble, int, str]]:
    found = broken_links(render(markdown, "LIST.md"))
    return [(broken.trouble, broken.line, broken.url) for broken in found]


def test_each_kind_of_trouble_is_told_with_its_line() -> None:
    markdown = (
        "- [code](github.com/a/b)\n"
        "- x [[https://example.org/1)] [[Code](https://example.org/ok)]\n"
        "- y [Website] (https://example.org/2)\n"
        "- z [pdf]()\n\n"
        "| a |\n|---|\n| 1 | [s](https://example.org/3) |\n"
    )
    assert troubles(markdown) == [
        (Trouble.MALFORMED, 1, "github.com/a/b"),
        (Trouble.TEXT_ONLY, 2, "https://example.org/1"),
        (Trouble.EMPTY, 4, ""),
        (Trouble.UNRENDERED, 8, "https://example.org/3"),
    ]


def test_in_html_a_link_of_html_is_meant() -> None:
    found = broken_links(render("<details>\nSee https://example.org/x.\n</details>\n", "LIST.md"))
    url = "https://example.org/x"
    assert [broken.what.partition("probably ")[2] for broken in found] == [
        f'<a href="{url}">{url}</a> is meant'
    ]


def test_what_works_is_not_reported() -> None:
    markdown = (
        "[a](https://example.org) [b](#top) [c](docs/x.md) [d](mailto:a@example.org) `https://x.y`\n"
        "\n<!-- https://example.org/x -->\n\n| a | b |\n|-|-|\n| 1 | 2 |\n| 1 |\n"
    )
    assert troubles(markdown) == []
