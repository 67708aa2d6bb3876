"""Everything a reader can click, and nothing else, each with its exact place."""

from __future__ import annotations

import pytest

from bot.lists.links import ListLink, links_of
from bot.lists.rendering import render
from bot.lists.tree import Markup


def urls(markdown: str) -> list[str]:
    return [link.url for link in links_of(markdown, "LIST.md")]


def only(markdown: str) -> ListLink:
    (link,) = links_of(markdown, "LIST.md")
    return link


@pytest.mark.parametrize(
    ("markdown", "markup", "label"),
    [
        ("see [the paper](https://a.example/p)", Markup.INLINE, "the paper"),
        ("see [the **paper**](<https://a.example/p> 'title')", Markup.INLINE, "the paper"),
        ("see [the paper][1]\n\n[1]: https://a.example/p", Markup.REFERENCE, "the paper"),
        ("see [Paper][]\n\n[paper]: <https://a.example/p>", Markup.REFERENCE, "Paper"),
        ("> * [x]\n>\n> [X]: https://a.example/p", Markup.REFERENCE, "x"),
        ("<https://a.example/p>", Markup.AUTOLINK, "https://a.example/p"),
        ("at https://a.example/p.", Markup.BARE, "https://a.example/p"),
        ('<p><a class="x" href=" https://a.example/p "> P </a></p>', Markup.HTML, "P"),
        ("text <a href='https://a.example/p'><b>P</b></a>", Markup.HTML, "P"),
        ("<a href=https://a.example/p>P</a>", Markup.HTML, "P"),
        ("[![P](https://img.example/b.svg)](https://a.example/p)", Markup.INLINE, ""),
    ],
)
def test_every_spelling_of_a_link_is_found_where_it_stands(
    markdown: str, markup: Markup, label: str
) -> None:
    link = only(markdown)
    assert (link.url, link.markup, link.label) == ("https://a.example/p", markup, label)
    assert link.where is not None
    start, end = link.where
    assert markdown.encode()[start:end] == b"https://a.example/p"
    assert (
        link.span.line == markdown[: markdown.encode()[:start].decode().__len__()].count("\n") + 1
    )


def test_columns_count_characters_and_bytes_count_bytes() -> None:
    link = only("论文：[链接](https://a.example/é)\n")
    assert (link.span.line, link.span.column) == (1, 9)
    assert link.where == (18, 18 + len("https://a.example/é".encode()))


def test_code_comments_pictures_and_relative_links_are_no_links() -> None:
    markdown = (
        "`https://a.example/code`\n\n```\n[x](https://a.example/fence)\n```\n\n"
        "<!-- [x](https://a.example/comment) -->\n\n"
        "![x](https://a.example/picture.png) [up](#top) [file](paper.pdf)\n\n"
        "    https://a.example/indented\n"
    )
    assert urls(markdown) == []


def test_a_comment_that_html_left_open_hides_what_follows() -> None:
    markdown = (
        "<div> <!-- begin\n\n[x](https://a.example/1)\n\n<p> --> </p>\n\n[y](https://a.example/2)"
    )
    assert urls(markdown) == ["https://a.example/2"]


def test_cells_beyond_the_header_are_not_on_the_page() -> None:
    markdown = "| a |\n|---|\n| [x](https://a.example/1) | [y](https://a.example/2) |\n"
    assert urls(markdown) == ["https://a.example/1"]


def test_escaped_pipes_in_a_cell_do_not_shift_the_place() -> None:
    markdown = (
        "|a|b|\n|-|-|\n| [x\\|y](https://a.example/1\\|2) `c\\|d` [z](https://a.example/3) | |\n"
    )
    first, second = links_of(markdown, "LIST.md")
    assert first.url == "https://a.example/1|2"
    assert first.where
    assert markdown[slice(*first.where)] == "https://a.example/1\\|2"
    assert second.where
    assert markdown[slice(*second.where)] == "https://a.example/3"


def test_a_reference_without_semicolon_before_a_letter_stays_as_it_is() -> None:
    assert urls('<a href="https://a.example/?id=1&noteId=2&amp;x=3&copy=4">x</a>') == [
        "https://a.example/?id=1&noteId=2&x=3&copy=4"
    ]


def test_a_link_knows_its_headings_and_its_cell() -> None:
    markdown = (
        "# My list\n\n## Methods\n\n<h3>Deep</h3>\n\n| Paper | Code |\n|--|--|\n"
        "| T | [c](https://a.example/1) |\n\n## [Data](https://a.example/2)\n\n- [x](https://a.example/3)\n"
    )
    cell, heading, item = links_of(markdown, "LIST.md")
    assert (cell.section, cell.block, cell.row, cell.column) == (("Methods", "Deep"), "cell", 2, 2)
    assert (heading.section, heading.block) == (("Data",), "heading")
    assert (item.section, item.block) == (("Data",), "item")


def test_crlf_tabs_and_quotes_keep_the_place() -> None:
    markdown = "\ufeff> *\t[a\r\n> b](\r\n>  https://a.example/p\r\n> 'title')\r\n"
    link = only(markdown)
    assert link.label == "a b"
    assert link.where is not None
    assert markdown.encode()[slice(*link.where)] == b"https://a.example/p"


def test_html_inside_a_quote_keeps_the_place() -> None:
    markdown = '> <p>\r\n>\t<a href="https://a.example/é">x</a>\r\n> </p>\r\n'
    link = only(markdown)
    assert link.where is not None
    assert markdown.encode()[slice(*link.where)].decode() == "https://a.example/é"


def test_a_link_in_a_link_text_ends_the_outer_one() -> None:
    assert urls('<a href="https://a.example/1">https://a.example/2</a>') == [
        "https://a.example/1",
        "https://a.example/2",
    ]


def test_the_nodes_of_a_page_do_not_keep_each_other_alive() -> None:
    # the parser's nodes know parent and children, and no collector can see such a circle
    page = render(
        "# A\n\n- [a *b*](https://a.example)\n\n|x|\n|-|\n|![p **q**](https://b.example)|\n\n<b>c</b>\n"
    )
    nodes = [
        *(anchor.node for anchor in page.anchors),
        *(image.node for image in page.images),
        *(piece.node for run in page.runs for piece in run.pieces),
        *page.rows,
    ]
    met = 0
    while nodes:
        node = nodes.pop()
        if node is not None:
            met += 1
            assert node.parent is None
            nodes += node.children
    assert met > 8
