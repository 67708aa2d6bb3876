"""Entries of lists in the layouts that authors use."""

from __future__ import annotations

from textwrap import dedent

import pytest

from bot.lists.links import links_of
from bot.lists.reading import ListEntry, read_list

PAPER = "https://arxiv.org/abs/2101.00001"
CODE = "https://github.com/owner/name"


def read(markdown: str) -> tuple[ListEntry, ...]:
    return read_list(f"# The list\n\n## Methods\n\n{dedent(markdown)}", "LIST.md").entries


def kinds(entry: ListEntry) -> list[tuple[str, str]]:
    return [(link.kind.value, link.link.url) for link in entry.links]


TITLE = "A Title: of Some Length"

ONE_ENTRY = {
    "bullet with labels": f"- {TITLE} [[Paper]({PAPER})] [[Code]({CODE})]",
    "labels with brackets inside": f"* {TITLE}. [[pdf]]({PAPER}), [[project code]]({CODE})",
    "the title is the link": f"- [{TITLE}]({PAPER}), A. Author | [github]({CODE})",
    "bold title and authors": f"1. **{TITLE}.** *A. Author.* [pdf]({PAPER}) [code]({CODE})",
    "abbreviation and quotes": f'* **ABC**: "{TITLE}", *arXiv*. [[Paper]({PAPER})] [[Code]({CODE})]',
    "venue in brackets first": f"- [**CVPR 2024**] {TITLE} [[pdf]]({PAPER}) [[code]]({CODE})",
    "date first": f"- [2023/10] **{TITLE}** *A. Author.* [[paper]({PAPER})] [[code]({CODE})]",
    "authors first": f"- Author et al., *{TITLE}*, ICML 2020. [pdf]({PAPER}), [code]({CODE})",
    "bars that are no table": f"3. {TITLE} | *arXiv* | 2024.01.02 | [<u>Paper Link</u>]({PAPER})"
    f" [Code]({CODE})",
    "links on lines of their own": f"- {TITLE}\n    [[parer]]({PAPER})\n    [[code]]({CODE})\n",
    "links in items below": f"- {TITLE}\n  - Paper: {PAPER}\n  - 代码：{CODE}\n",
    "links after a blank line": f"7. **{TITLE}**\n\n   *A. Author* [[pdf]({PAPER})] [[x]({CODE})]\n",
    "links in the next paragraph": f"**{TITLE}**\n\n[[pdf]({PAPER})] [[code]({CODE})]\n",
    "paragraph of lines": f"**{TITLE}** [Mar., 2021].<br>\n*A. Author*<br>\n[[PDF]({PAPER})]"
    f" [[Github]({CODE})]",
    "backslash breaks": f"[**CVPR 2024**] {TITLE} \\\n_A. Author_ \\\n[[paper]({PAPER})] [[c]({CODE})]",
    "html paragraph": f"<p><b>{TITLE}</b><br>A. Author<br><a href='{PAPER}'>[paper]</a>"
    f" <a href='{CODE}'>[code]</a></p>",
    "details": f"<details><summary>{TITLE} (2022) [<a href='{PAPER}'>Paper</a>]"
    f" [<a href='{CODE}'>Code</a>]</summary>\n\nNotes.\n\n</details>",
    "table": f"| Paper | Code |\n|--|--|\n| [{TITLE}]({PAPER}) | [here]({CODE}) |\n",
    "table with the title last": "| Year | Abbreviation | Published in | Title |\n|-|-|-|-|\n"
    f"| 2020 | [ABC]({CODE}) | [ICML]({PAPER}) | {TITLE} |\n",
    "html table": f"<table><tr><th>Title</th><th>arXiv</th><th>GitHub</th></tr><tr><td>A Title:<br>"
    f"of Some Length</td><td><a href='{PAPER}'>x</a></td><td><a href='{CODE}'>y</a></td></tr></table>",
    "badges": f"- {TITLE} [![arXiv](https://img.shields.io/badge/arXiv-2101-red)]({PAPER}) [![]"
    f"(https://img.shields.io/github/stars/owner/name)]({CODE})",
    "references": f"- {TITLE} [[Paper][p]] [[Code][c]]\n\n[p]: {PAPER}\n[c]: <{CODE}>\n",
    "tab and CRLF": f"-\t{TITLE}\r\n\t[[paper]]({PAPER})\r\n\t[[code]]({CODE})\r\n",
    "lazy continuation": f"- {TITLE}\n[[paper]]({PAPER})\n[[code]]({CODE})\n",
}


@pytest.mark.parametrize("layout", ONE_ENTRY)
def test_every_layout_gives_the_same_entry(layout: str) -> None:
    (entry,) = read(ONE_ENTRY[layout])
    assert "".join(filter(str.isalnum, entry.title)) == "".join(filter(str.isalnum, TITLE))
    assert entry.section == ("Methods",)
    assert entry.line == 5 + (2 if "|--|" in ONE_ENTRY[layout] or "|-|" in ONE_ENTRY[layout] else 0)
    assert sorted(kinds(entry)) == [("code", CODE), ("paper", PAPER)]


def test_headings_are_entries_when_their_links_stand_below_them() -> None:
    first, second = read(
        f"""
        ### The First
        *Authors*

        [[paper]]({PAPER}) [[code]]({CODE})

        ### The Second
        - Paper: {PAPER}
        """
    )
    assert (first.title, first.section, kinds(first)) == (
        "The First",
        ("Methods",),
        [("paper", PAPER), ("code", CODE)],
    )
    assert second.title == "The Second"


def test_a_heading_with_entries_below_is_a_section() -> None:
    (entry,) = read(f"### Deep\n\n- A title [[paper]]({PAPER})\n")
    assert entry.section == ("Methods", "Deep")


def test_html_headings_and_summaries_that_name_a_group_are_sections() -> None:
    (inside, behind) = read(
        f"""
        <h3>Group</h3>

        <details>
        <summary>Faster <b>things</b></summary>

        - A title [[paper]]({PAPER})
        </details>

        - Another title [[paper]]({PAPER})
        """
    )
    assert inside.section == ("Methods", "Group", "Faster things")
    assert behind.section == ("Methods", "Group")


def test_items_in_an_item_without_links_are_entries_of_their_own() -> None:
    entries = read(f"- Topic\n  - [One title]({PAPER})\n  - [Other title]({CODE})\n")
    assert [entry.title for entry in entries] == ["One title", "Other title"]


def test_notes_below_an_entry_stay_with_it() -> None:
    (entry,) = read(
        f"- [A course]({PAPER})\n  - (Video) [Week 5](https://youtu.be/x)\n  - A. Teacher\n"
    )
    assert kinds(entry) == [("paper", PAPER), ("other", "https://youtu.be/x")]


def test_lines_of_a_paragraph_can_be_entries() -> None:
    entries = read(f"[One title]({PAPER}), ICML 2020\n[Other title]({CODE}), ICML 2021\n")
    assert [(entry.title, entry.line, entry.year) for entry in entries] == [
        ("One title", 5, 2020),
        ("Other title", 6, 2021),
    ]


def test_sentences_navigation_and_sections_about_the_list_are_no_entries() -> None:
    markdown = f"""\
# The list

An introduction with a [paper]({PAPER}).

- [Methods](#methods)
- [Data](https://example.org/list#data)
- [More](https://example.org/list#more)

## News

- 2024: our [survey]({PAPER}) is out

## Methods

This sentence has a [paper]({PAPER}) in it.

## Contributors

- [Somebody](https://github.com/somebody)
"""
    result = read_list(markdown, "LIST.md")
    assert result.entries == ()
    assert len(result.others) == 6


def test_surplus_and_missing_cells_follow_github() -> None:
    (entry, other) = read(
        f"| Name | Code |\n|-|-|\n| First | [a]({CODE}) | [b]({PAPER}) |\n| [Second]({PAPER}) |\n"
    )
    assert kinds(entry) == [("code", CODE)]
    assert kinds(other) == [("paper", PAPER)]


def test_cells_that_span_rows_do_not_shift_the_columns() -> None:
    entries = read(
        f"""
        <table>
        <tr><th>Group</th><th>Model</th><th>Paper</th></tr>
        <tr><td rowspan="2">Open</td><td>One</td><td><a href="{PAPER}">link</a></td></tr>
        <tr><td>Two</td><td><a href="{PAPER}v2">link</a></td></tr>
        </table>
        """
    )
    assert [entry.title for entry in entries] == ["One", "Two"]
    assert all(kinds(entry)[0][0] == "paper" for entry in entries)


def test_years_and_venues_come_from_notes_columns_and_headings() -> None:
    (entry,) = read(f"- [**MICCAI 2023**] A title [[pdf]]({PAPER})")
    assert (entry.year, entry.venue) == (2023, "MICCAI")
    (entry,) = read(f"### 2019\n\n- A title [[pdf]]({PAPER})")
    assert entry.year == 2019
    (entry,) = read(
        f"|Title|Pub.|Size|Paper|\n|-|-|-|-|\n|T one|NeurIPS 2021|2048×2048|[x]({PAPER})|"
    )
    assert (entry.year, entry.venue) == (2021, "NeurIPS 2021")


def test_no_link_is_lost_or_doubled() -> None:
    markdown = "\n\n".join(["# L", *ONE_ENTRY.values(), f"A [sentence]({PAPER})."])
    result = read_list(markdown, "LIST.md")
    links = [link.link for entry in result.entries for link in entry.links]
    links += [link for entry in result.entries for link in entry.mentions]
    links += result.others
    assert len(links) == len(set(links))
    assert sorted(map(repr, links)) == sorted(map(repr, links_of(markdown, "LIST.md")))
