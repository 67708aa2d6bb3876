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
