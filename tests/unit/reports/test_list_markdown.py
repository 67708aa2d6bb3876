"""The list in the README: between its markers, and nothing else is touched."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.errors import UsageError
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.model.runs import Run
from bot.reports.list_markdown import END, START, list_block, with_list
from tests.builders import NIGHT_ONE, a_report, an_entry, an_entry_health


def test_before_the_first_night_no_health_is_claimed() -> None:
    block = list_block(a_report(an_entry_health()))
    assert block.count("not run yet") == 2
    assert "alive" not in block


def test_after_a_night_each_link_says_how_it_is() -> None:
    facts = RepoFacts(
        slug=RepoSlug(owner="a", name="b"),
        state=RepoState.EXISTS,
        stars=1234,
        last_commit=datetime(2024, 5, 6, tzinfo=UTC),
    )
    entry = an_entry(code="https://github.com/a/b")
    block = list_block(a_report(an_entry_health(entry, repository=facts), run=Run(at=NIGHT_ONE)))
    assert "PDF alive<br>Code alive; 1.2k stars, last commit 2024-05" in block
    assert "[Code](https://github.com/a/b)" in block


def test_a_hostile_title_stays_in_its_cell() -> None:
    title = "a | b <script>x</script> [c](javascript:d) <!-- listbot:list:end -->\n| e |"
    block = list_block(a_report(an_entry_health(an_entry(title=title))))
    row = next(line for line in block.splitlines() if "script" in line)
    assert "<script>" not in row
    assert block.count(END) == 1
    assert row.count(" | ") == 2


def test_everything_outside_the_markers_stays_as_it_is() -> None:
    readme = f"# Mine\r\n\r\n{START}\r\nold\r\n{END}\r\n\r\ntail"
    found = with_list(readme, f"{START}\nnew\n{END}")
    assert found == f"# Mine\r\n\r\n{START}\r\nnew\r\n{END}\r\n\r\ntail"
    assert with_list(found, f"{START}\nnew\n{END}") == found


@pytest.mark.parametrize("readme", ["", START, END + START, START + START + END])
def test_markers_that_are_not_a_pair_are_refused_with_what_to_do(readme: str) -> None:
    with pytest.raises(UsageError, match="Put these two lines"):
        with_list(readme, "x")
