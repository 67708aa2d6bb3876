"""Offers of the right code: only what is confirmed, and nothing when two are tied."""

from __future__ import annotations

from bot.attribution.suggestions import Source, candidates, search_queries, suggest
from tests.attribution_builders import README, TITLE, a_paper, a_repository, an_address

RIGHT = (an_address(), "github.com/janedoe/gripnet")
FACTS = a_repository()


def test_the_papers_own_word_comes_first_and_the_present_link_is_left_out() -> None:
    other = (an_address("https://github.com/x/copy"), "github.com/x/copy")
    page = (an_address("https://lab.github.io/x"), "lab.github.io/x")
    found = candidates([RIGHT, page], [other, RIGHT], current="github.com/x/present")
    assert [(c.key, c.source) for c in found] == [
        (RIGHT[1], Source.PAPER),
        (other[1], Source.SEARCH),
    ]
    assert candidates([RIGHT], current=RIGHT[1]) == ()


def test_a_confirmed_candidate_is_offered_with_its_evidence() -> None:
    offers = suggest(a_paper(), candidates([RIGHT]), {RIGHT[1]: FACTS})
    assert [offer.url for offer in offers] == ["https://github.com/janedoe/gripnet"]
    assert offers[0].preferred
    assert offers[0].evidence
    assert "named by the paper itself" in offers[0].because


def test_what_the_paper_names_must_confirm_itself() -> None:
    paper = a_paper(code_urls=("https://github.com/janedoe/gripnet",))
    empty = a_repository(readme="# Something\n", name="janedoe/something")
    address = (an_address("https://github.com/janedoe/something"), "k")
    assert suggest(paper, candidates([address]), {"k": empty}) == ()
    assert suggest(paper, candidates([RIGHT]), {}) == ()


def test_of_two_equals_neither_is_proposed_unless_one_bears_the_name() -> None:
    twins = [
        (an_address("https://github.com/a/first"), "github.com/a/first"),
        (an_address("https://github.com/b/second"), "github.com/b/second"),
    ]
    facts = {
        "github.com/a/first": a_repository("a/first", README),
        "github.com/b/second": a_repository("b/second", README),
    }
    offers = suggest(a_paper(), candidates((), twins), facts)
    assert len(offers) == 2
    assert not any(offer.preferred for offer in offers)
    named = suggest(a_paper(), candidates((), [*twins[:1], RIGHT]), {**facts, RIGHT[1]: FACTS})
    assert [offer.url for offer in named if offer.preferred] == [RIGHT[0].url]


def test_a_list_of_papers_is_never_offered() -> None:
    listing = a_repository("x/awesome-grasping", f"# Awesome\n\nOfficial code of **{TITLE}**\n")
    address = (an_address("https://github.com/x/awesome-grasping"), "k")
    assert suggest(a_paper(), candidates([address]), {"k": listing}) == ()


def test_queries_hold_nothing_that_the_search_language_could_take_for_its_own() -> None:
    paper = a_paper('Evil" OR user:root: "Learning to Fold" in:readme <script>', url=None)
    for query in search_queries(paper):
        inside = query.replace("in:readme,description", "").replace("in:name", "")
        assert inside.count('"') in (0, 2)
        assert ":" not in inside
    assert search_queries(a_paper())[0] == '"2403.01234" in:readme'


def test_a_like_title_acquits_a_link_but_is_not_offered() -> None:
    paper = a_paper("Self-Supervised Learning of Graphs without Augmentations", url=None)
    other = a_repository(
        "x/graphclx", "# GraphCLX\n\nCode for the paper **Graph Learning with Augmentations**.\n"
    )
    address = (an_address("https://github.com/x/graphclx"), "k")
    assert suggest(paper, candidates([address]), {"k": other}) == ()
