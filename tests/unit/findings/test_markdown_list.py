"""Findings about a list that stays Markdown."""

from __future__ import annotations

from bot.findings.markdown_list import find
from bot.lists.cataloguing import markdown_catalogue
from bot.model.findings import Finding, Rule

LIST = """\
# L

## Methods

| Title | Paper | Code |
|---|---|---|
| One | [x](https://github.com/a/b) | [y](https://arxiv.org/abs/2101.00001) |
| Two | [pdf](https://arxiv.org/abs/2101.00002) | [code](https://github.com/c/d) | [z](https://e.example/3) |

- Three [[Code](https://arxiv.org/abs/2101.00003)] [[Paper]()]
- Four [[pdf](arxiv.org/abs/2101.00004)] [[https://example.org/4) [[site](https://example.org)]
- Five [[pdf](https://arxiv.org/abs/2101.00005)] [[Paper List](https://github.com/e/f)]
"""


def found(markdown: str) -> list[tuple[Rule, int]]:
    return [(f.rule, f.span.line) for f in findings(markdown)]


def findings(markdown: str) -> tuple[Finding, ...]:
    return tuple(find(markdown_catalogue(markdown, "L.md")))


def test_each_trouble_has_its_rule_and_line() -> None:
    assert sorted(found(LIST)) == sorted(
        [
            (Rule.WRONG_COLUMN, 7),
            (Rule.WRONG_COLUMN, 7),
            (Rule.SURPLUS_CELL, 8),
            (Rule.WRONG_COLUMN, 10),
            (Rule.EMPTY_LINK, 10),
            (Rule.INVALID_URL, 11),
            (Rule.UNLINKED_URL, 11),
        ]
    )


def test_a_broken_target_comes_with_its_repair() -> None:
    (fix,) = next(f for f in findings(LIST) if f.rule is Rule.INVALID_URL).fixes
    assert (fix.old, fix.new) == ("arxiv.org/abs/2101.00004", "https://arxiv.org/abs/2101.00004")


def test_a_column_is_named_as_its_author_named_it() -> None:
    first = next(f for f in findings(LIST) if f.rule is Rule.WRONG_COLUMN)
    assert first.summary == "The column 'Paper' announces a paper, but the link leads to code."


def test_a_tidy_list_has_no_findings() -> None:
    tidy = (
        "# L\n\n## M\n\n- One [[pdf](https://arxiv.org/abs/1)] [[code](https://github.com/a/b)]\n"
    )
    assert found(tidy) == []


def test_a_title_announces_nothing_though_it_has_the_word_of_a_kind() -> None:
    names = "- [PDF Tools](https://github.com/a/pdf) - A program.\n- [data-science](https://github.com/a/s)\n"
    assert found(f"# L\n\n## M\n\n{names}") == []


def test_a_paper_may_lie_in_a_repository() -> None:
    paper = "https://github.com/a/b/blob/main/paper.pdf"
    assert found(f"# L\n\n## M\n\n- **One** [[Paper]]({paper})\n") == []


def test_a_column_is_counted_below_cells_that_span_rows() -> None:
    head = "<tr><th>Topic</th><th>Title</th><th>Paper</th><th>Code</th></tr>"
    row = "<td>{0}</td><td><a href='https://arxiv.org/abs/{0}'>x</a></td><td><a href='https://github.com/a/{0}'>x</a></td>"
    rows = f"<tr><td rowspan=2>T</td>{row.format(1)}</tr><tr>{row.format(2)}</tr>"
    assert found(f"# L\n\n## M\n\n<table>{head}{rows}</table>\n") == []
