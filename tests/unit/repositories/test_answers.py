"""Raw answers of GitHub become facts, and what they do not prove is not concluded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.repositories import page_answers, rest_answers
from bot.repositories.contents import (
    copyright_lines,
    readme_name,
    remembered,
    seen_from,
    wants_reading,
    wish_of,
    with_contents,
    with_wish,
)
from bot.repositories.graphql_answers import Contents, Trouble, contents_of, read_batch
from bot.repositories.limits import pause, remaining, resets_at
from bot.repositories.rest_answers import Said, read_status
from bot.repositories.shortfalls import sentences

NOW = datetime(2026, 11, 24, 3, 17, tzinfo=UTC)
SLUG = RepoSlug(owner="a", name="b")
EXISTS = RepoFacts(slug=SLUG, state=RepoState.EXISTS, source="graphql", head="h1", asked_at=NOW)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["data", "errors", "r0", "r1", "type", "path", "message", "rateLimit", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_answer_can_be_read(answer: object) -> None:
    read = read_batch(answer, 2)
    assert set(read.found) <= {0, 1}
    assert not read.not_found & set(read.found)


def error(path: list[Any], kind: str | None = "NOT_FOUND") -> dict[str, Any]:
    return {"type": kind, "path": path, "message": "m"}


def test_not_found_belongs_to_the_alias_that_it_names() -> None:
    answer = {"data": {"r0": None, "r1": {}, "r2": None}, "errors": [error(["r0"])]}
    read = read_batch(answer, 3)
    assert (read.not_found, set(read.found), read.trouble) == (frozenset({0}), {1}, Trouble.NONE)


@pytest.mark.parametrize("odd", [["r9"], ["r1", "owner"], ["x"], [0], [], "r0", None, ["r²"]])
def test_not_found_of_something_else_says_nothing_about_a_repository(odd: Any) -> None:
    assert read_batch({"data": {"r0": None}, "errors": [error(odd)]}, 1).not_found == frozenset()


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ({"errors": [{"type": "RATE_LIMITED", "message": "x"}]}, Trouble.RATE_LIMITED),
        ({"message": "You have exceeded a secondary rate limit"}, Trouble.RATE_LIMITED),
        ({"errors": [{"message": "Something went wrong while executing"}]}, Trouble.TOO_HEAVY),
        (
            {"data": {"r0": None}, "errors": [{"type": "RESOURCE_LIMITS_EXCEEDED"}]},
            Trouble.TOO_HEAVY,
        ),
        ({"errors": [{"message": "Parse error"}]}, Trouble.UNREADABLE),
        (None, Trouble.UNREADABLE),
    ],
)
def test_whole_answers_of_no_use(answer: object, trouble: Trouble) -> None:
    assert read_batch(answer, 1).trouble is trouble


@pytest.mark.parametrize(
    ("status", "headers", "body", "said"),
    [
        (200, {}, {}, Said.FOUND),
        (301, {}, {}, Said.MOVED),
        (404, {}, {}, Said.NOT_FOUND),
        (409, {}, {}, Said.EMPTY),
        (451, {}, {}, Said.WITHHELD),
        (
            403,
            {},
            {"message": "Repository access blocked", "block": {"reason": "tos"}},
            Said.WITHHELD,
        ),
        (403, {"x-ratelimit-remaining": "0"}, {}, Said.LIMITED),
        (403, {"retry-after": "3"}, {}, Said.LIMITED),
        (403, {}, {"message": "You have triggered an abuse detection mechanism"}, Said.LIMITED),
        (429, {}, None, Said.LIMITED),
        (403, {}, {"message": "Resource protected by organization SAML enforcement"}, Said.REFUSED),
        (401, {}, {}, Said.BAD_TOKEN),
        (502, {}, None, Said.SICK),
        (None, {}, None, Said.SICK),
    ],
)
def test_meaning_of_a_status(
    status: int | None, headers: dict[str, str], body: object, said: Said
) -> None:
    assert read_status(status, headers, body) is said


def test_garbage_with_success_is_no_repository() -> None:
    assert not rest_answers.is_a_repository({"ok": True})
    assert not rest_answers.is_a_repository([])


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "Tue, 24 Nov 2026 03:17:30 GMT"}, 30),
        ({"retry-after": "Tue, 24 Nov 2020 03:17:30 GMT"}, 0),
        ({"retry-after": "-5"}, 60),
        ({"retry-after": "soon"}, 60),
        ({"retry-after": "9" * 400}, 999_999_999),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795490270"}, 50),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "x"}, 60),
        ({"x-ratelimit-remaining": "9", "x-ratelimit-reset": "1795490270"}, 60),
        ({}, 60),
    ],
)
def test_how_long_github_wants_to_be_left_alone(headers: dict[str, str], seconds: float) -> None:
    assert pause(headers, now=NOW) == seconds


def test_githubs_own_clock_counts() -> None:
    reset = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795490270"}
    late = reset | {"date": "Tue, 24 Nov 2026 03:17:40 GMT"}
    assert pause(late, now=NOW - timedelta(days=1)) == 10
    assert resets_at(reset) == NOW + timedelta(seconds=50)
    assert (remaining({"x-ratelimit-remaining": "7"}), remaining({})) == (7, None)


PAGE = """<html><head><meta name="octolytics-dimension-repository_nwo" content="a/B">
<meta name="octolytics-dimension-repository_id" content="1296269"></head>
<body><span id="repo-stars-counter-star" title="12,345">12.3k</span>{}</body></html>"""


def test_a_page_tells_stars_name_identity_and_archived() -> None:
    facts = page_answers.facts_of(SLUG, PAGE.format("x"), now=NOW)
    assert facts is not None
    assert (facts.stars, facts.name_with_owner, facts.archived) == (12_345, "a/B", False)
    assert facts.node_id == "R_kgDOABPHjQ"
    notice = "This repository was archived by the owner on Jun 1, 2025. It is now read-only."
    archived = page_answers.facts_of(SLUG, PAGE.format(notice), now=NOW)
    assert archived is not None
    assert archived.archived


@pytest.mark.parametrize("page", ["", "<html>Sign in</html>", PAGE.replace("a/B", "x")])
def test_another_page_is_no_repository(page: str) -> None:
    assert page_answers.facts_of(SLUG, page, now=NOW) is None


def test_a_page_that_changed_its_looks_tells_less_but_nothing_wrong() -> None:
    odd = PAGE.replace("12,345", "about 12 thousand").replace("1296269", "none")
    facts = page_answers.facts_of(SLUG, odd, now=NOW)
    assert facts is not None
    assert (facts.stars, facts.node_id) == (None, None)


def test_the_feed_tells_the_newest_commit() -> None:
    entry = "<entry><id>tag:github.com,2008:Grit::Commit/{}</id><updated>{}</updated></entry>"
    feed = "<feed><updated>2026-01-01T00:00:00Z</updated>" + entry.format(
        "a" * 40, "2025-02-03T04:05:06Z"
    )
    assert page_answers.newest_commit(feed) == (
        datetime(2025, 2, 3, 4, 5, 6, tzinfo=UTC),
        "a" * 40,
    )
    assert page_answers.newest_commit("<feed></feed>") == (None, None)
    assert page_answers.newest_commit("<entry>" * 50_000) == (None, None)


@pytest.mark.parametrize(
    ("files", "name"),
    [
        (("README.md", "README.txt"), "README.md"),
        (("readme.rst", "setup.py"), "readme.rst"),
        (("README_zh.md", "README"), "README"),
        (("Readme.MD",), "Readme.MD"),
        (("main.py",), None),
    ],
)
def test_the_readme_among_the_files(files: tuple[str, ...], name: str | None) -> None:
    assert readme_name(files) == name


def test_when_contents_are_read_again() -> None:
    read = with_contents(EXISTS, Contents(files=("README.md",), readme="r"), now=NOW)

    def wanted(facts: RepoFacts, before: RepoFacts | None, *keys: str, days: int = 1) -> bool:
        return wants_reading(facts, before, reread=keys, now=NOW + timedelta(days=days))

    assert wanted(EXISTS, None)
    assert not wanted(EXISTS, read)
    assert wanted(EXISTS, read, SLUG.key)
    assert wanted(EXISTS, read, days=30)
    assert wanted(RepoFacts(slug=SLUG, state=RepoState.EXISTS, head="h2"), read)
    assert not wanted(RepoFacts(slug=SLUG, state=RepoState.EXISTS, is_empty=True), None)
    assert not wanted(RepoFacts(slug=SLUG, state=RepoState.ABSENT), None)


def test_what_is_not_read_tonight_is_remembered() -> None:
    before = with_contents(
        RepoFacts(
            slug=SLUG, state=RepoState.EXISTS, source="graphql", head="h1", licence="MIT", stars=3
        ),
        Contents(files=("README.md", "a.py"), languages=("Python",), commits=4),
        now=NOW,
    )
    tonight = remembered(EXISTS, before)
    assert (tonight.languages, tonight.contents_head, tonight.commits) == (("Python",), "h1", 4)
    assert tonight.licence is None
    page = RepoFacts(slug=SLUG, state=RepoState.EXISTS, source="page")
    assert remembered(page, before).licence == "MIT"
    gone = RepoFacts(slug=SLUG, state=RepoState.ABSENT)
    assert remembered(gone, before) == gone


def test_a_readme_of_another_name_and_that_of_a_folder_are_asked_for() -> None:
    contents = Contents(files=("readme.rst", "citation.cff"), folders=("x",), commits=3)
    facts = with_contents(EXISTS, contents, now=NOW)
    wish = wish_of(facts, contents, ["x/y"])
    assert wish is not None
    assert wish.files == ("readme.rst", "citation.cff", "x/y/README.md", "x/y/readme.md")
    assert wish.history == ("h1", 3)
    texts = {"readme.rst": "R", "citation.cff": "C", "x/y/readme.md": "Y"}
    done = with_wish(facts, wish, texts, NOW)
    assert (done.readme, done.citation, done.first_commit) == ("R", "C", NOW)
    assert seen_from(done, "x/y").folder_readme == "Y"
    assert seen_from(done, "").folder_readme is None
    assert seen_from(done, "other").folder_readme is None


@pytest.mark.parametrize(
    ("blob", "is_cut"),
    [
        ({"text": "short", "isBinary": False, "isTruncated": False}, False),
        ({"text": "the beginning", "isBinary": False, "isTruncated": True}, True),
        ({"text": "x" * 200_001, "isBinary": False, "isTruncated": False}, True),
        ({"text": "x" * 200_000, "isBinary": False, "isTruncated": False}, False),
        (None, False),
    ],
)
def test_a_readme_that_is_longer_than_what_is_known_of_it_is_called_cut(
    blob: object, is_cut: bool
) -> None:
    contents = contents_of({"readme": blob})
    assert contents.readme_is_cut is is_cut
    assert with_contents(EXISTS, contents, now=NOW).readme_is_cut is is_cut


def test_a_readme_of_another_name_can_be_cut_as_well() -> None:
    contents = Contents(files=("readme.rst",), commits=1)
    facts = with_contents(EXISTS, contents, now=NOW)
    wish = wish_of(facts, contents, [])
    assert wish is not None
    assert with_wish(facts, wish, {"readme.rst": "R"}, None, cut=["readme.rst"]).readme_is_cut
    assert not with_wish(facts, wish, {"readme.rst": "R"}, None).readme_is_cut


def test_nothing_is_asked_for_when_everything_is_there() -> None:
    contents = Contents(files=("README.md", "CITATION.cff"), readme="r", citation="c", commits=1)
    facts = with_contents(EXISTS, contents, now=NOW)
    assert wish_of(facts, contents, ()) is None


def test_shortfalls_are_said_in_words() -> None:
    unknown = RepoFacts(slug=SLUG, state=RepoState.UNKNOWN)
    page = RepoFacts(slug=SLUG, state=RepoState.EXISTS, source="page")
    said = sentences(
        [unknown, page], had_token=False, bad_token=False, stops=("", "S", "S"), unread=2
    )
    assert len(said) == 5
    assert said[1] == "S."
    assert sentences([], had_token=False, bad_token=False, stops=(), unread=0) == ()
    assert sentences([EXISTS], had_token=True, bad_token=False, stops=("",), unread=0) == ()


def test_copyright_lines_are_those_of_the_authors() -> None:
    mit = "MIT License\n\nCopyright (c) 2024 Jane Doe\n\nThe above copyright notice and this ...\n"
    assert copyright_lines(mit) == ("Copyright (c) 2024 Jane Doe",)
    gpl = "Copyright (C) 2007 Free Software Foundation, Inc. <https://fsf.org/>\n"
    apache = "   Copyright [yyyy] [name of copyright owner]\n"
    assert copyright_lines(gpl + apache) == ()
    assert copyright_lines(None) == ()


def test_a_licence_under_another_name_is_asked_for_and_is_no_readme() -> None:
    contents = Contents(files=("LICENSE.md", "README.md"), readme=None)
    wish = wish_of(EXISTS, contents, ())
    assert wish is not None
    assert wish.files == ("LICENSE.md",)
    read = with_wish(EXISTS, wish, {"LICENSE.md": "Copyright 2023 Jane Doe"}, None)
    assert read.copyright_lines == ("Copyright 2023 Jane Doe",)
    assert read.readme is None
