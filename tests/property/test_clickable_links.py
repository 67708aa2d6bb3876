"""Law: what we call clickable is what GitHub's own renderer makes clickable."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from bot.lists.links import is_web, links_of
from tests.github_markdown import page_of


def rendered_links(markdown: str) -> list[str]:
    """``href`` of every web link in the page that cmark-gfm renders, as a browser reads it."""
    page = page_of(markdown, unsafe=True)
    found = [node.attributes.get("href") or "" for node in LexborHTMLParser(page).css("a")]
    return [url.strip() for url in found if is_web(url.strip())]


PIECES = st.sampled_from(
    [
        "[a](https://a.example/1)",
        "[b](<https://a.example/2> 't')",
        "![i](https://a.example/3)",
        "[![i](https://a.example/4)](https://a.example/5)",
        "<https://a.example/6>",
        "https://a.example/7",
        "www.a.example/8",
        '<a href="https://a.example/9">x</a>',
        "<b>",
        "</b>",
        "[r][ref]",
        "`",
        "**",
        "*",
        "~~",
        "[",
        "](",
        ")",
        "|",
        "\\|",
        "\\",
        "text",
        " ",
        "\n",
        "\n\n",
        "\n- ",
        "\n1. ",
        "\n> ",
        "\n    ",
        "\n## ",
        "\n| a | b |\n|---|---|\n| ",
        "\n<div>\n",
        "\n</div>\n",
        "\n<details><summary>",
        "</summary>",
        "\n```\n",
        "\n[ref]: https://a.example/10\n",
        "<br>",
        "é论",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_links_are_those_that_cmark_gfm_renders(markdown: str) -> None:
    ours = sorted(unquote(link.url) for link in links_of(markdown, "x.md"))
    assert ours == sorted(unquote(url) for url in rendered_links(markdown))


@settings(max_examples=150, deadline=None)
@example('\n[ref]: https://a.example/10\n<a href="https://a.example/9">x</a>')
@given(st.lists(PIECES, max_size=25).map("".join))
def test_the_bytes_of_a_link_spell_its_address(markdown: str) -> None:
    data = markdown.encode()
    for link in links_of(markdown, "x.md"):
        assert link.where is not None
        written = data[slice(*link.where)].decode()
        spellings = (written, written.replace("\\|", "|"))
        assert link.url.removeprefix("http://").endswith(spellings)


@pytest.mark.slow
def test_links_of_real_lists_are_those_that_cmark_gfm_renders(shared: Path) -> None:
    for path in sorted((shared / "lists").glob("*.md")):
        with path.open(encoding="utf-8", newline="") as file:
            markdown = file.read()
        ours = {unquote(link.url) for link in links_of(markdown, path.name)}
        assert ours == {unquote(url) for url in rendered_links(markdown)}, path.name
