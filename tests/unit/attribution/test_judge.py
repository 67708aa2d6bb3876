"""The answers as a whole: honest repositories of every habit, and wrong links of every kind."""

from __future__ import annotations

import pytest

from bot.attribution.judge import attribute
from bot.model.evidence import Attribution
from bot.model.repositories import RepoState
from tests.attribution_builders import (
    README,
    TITLE,
    a_paper,
    a_repository,
    an_address,
    judged,
    kinds,
)
from tests.unit.attribution.honest import HONEST, Honest
from tests.unit.attribution.wrong import WRONG, Wrong

_ORDER = ["wrong", "suspect", "unknown", "plausible", "confirmed"]


@pytest.mark.parametrize("case", HONEST, ids=lambda case: case.why)
def test_an_honest_repository_is_never_accused_and_as_sure_as_it_can_be(case: Honest) -> None:
    judgement = judged(
        case.title, case.readme, case.repo, url=case.url, link=case.link, **case.facts
    )
    assert not judgement.accuse, judgement.evidence
    assert _ORDER.index(judgement.attribution) >= _ORDER.index(case.level), judgement


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case.why)
def test_a_link_to_something_else_is_accused_with_the_reason(case: Wrong) -> None:
    judgement = judged(case.title, case.readme, case.repo, url=case.url, **case.facts)
    assert judgement.accuse, judgement
    assert judgement.attribution is Attribution.WRONG
    assert case.shows in kinds(judgement)
    assert judgement.score < 0.1


def test_a_missing_mention_alone_never_accuses() -> None:
    judgement = judged(
        readme="# weights\n\nSome trained weights and a script.\n" * 60, repo="x/weights"
    )
    assert not judgement.accuse


def test_nothing_known_is_an_even_guess_and_called_unknown() -> None:
    judgement = judged(readme=None, repo="x/y", first_commit=None)
    assert judgement.attribution is Attribution.UNKNOWN
    assert 0.35 < judgement.score < 0.65


def test_a_repository_that_was_not_reached_is_unknown_and_never_accused() -> None:
    for state in (RepoState.UNKNOWN, RepoState.ABSENT, RepoState.WITHHELD):
        facts = a_repository("x/other", None)
        judgement = attribute(a_paper(), type(facts)(slug=facts.slug, state=state), an_address())
        assert not judgement.accuse
        assert judgement.attribution in (Attribution.UNKNOWN, Attribution.PLAUSIBLE)
    assert not attribute(a_paper(), None, an_address()).accuse


def test_another_entry_with_the_same_repository_is_evidence_when_the_readme_names_its_paper() -> (
    None
):
    sibling = a_paper(TITLE, entry_id="gripnet")
    other = "Sorting Recyclables by Sound in Noisy Plants"
    alone = judged(other, README, url="https://doi.org/10.5555/sound")
    beside = judged(other, README, url="https://doi.org/10.5555/sound", siblings=(sibling,))
    assert "sibling-claimed" in kinds(beside)
    assert beside.score < alone.score
    assert beside.accuse


def test_a_sibling_is_no_evidence_when_the_readme_names_both_papers() -> None:
    other = "Folding Cloth with Both Hands from Touch Alone"
    readme = README + f"\n\nWe also release the code of **{other}**.\n"
    judgement = judged(other, readme, url=None, siblings=(a_paper(),))
    assert not judgement.accuse


def test_authors_from_the_registry_weigh_in() -> None:
    other = "Sorting Recyclables by Sound in Noisy Plants"
    theirs = judged(other, README, url=None, authors=("Quill", "Reed", "Stone"))
    ours = judged(other, README, url=None, authors=("Doe", "Roe", "Quill"))
    assert "other-authors" in kinds(theirs)
    assert "authors-agree" in kinds(ours)
    assert theirs.score < ours.score


def test_what_the_paper_itself_says_forbids_an_accusation() -> None:
    paper = a_paper(
        "Sorting Recyclables by Sound in Noisy Plants",
        url=None,
        code_urls=("https://github.com/JaneDoe/GripNet",),
    )
    judgement = attribute(paper, a_repository(), an_address())
    assert "paper-links-here" in kinds(judgement)
    assert not judgement.accuse


def test_a_cut_readme_never_accuses() -> None:
    other = "Sorting Recyclables by Sound in Noisy Plants"
    assert judged(other, README, url=None).accuse
    assert not judged(other, README, url=None, readme_is_cut=True).accuse


def test_evidence_comes_heaviest_first_with_sentences_and_addresses() -> None:
    evidence = judged().evidence
    weights = [abs(piece.weight) for piece in evidence]
    assert weights == sorted(weights, reverse=True)
    for piece in evidence:
        assert piece.detail.endswith((".", "”."))
        assert piece.supports == (piece.weight >= 0)
        assert piece.url


def test_a_promise_is_noted_and_not_held_against_the_repository() -> None:
    judgement = judged(readme="Code will be released soon.", repo="x/y", is_code_free=True)
    note = next(piece for piece in judgement.evidence if piece.kind == "note")
    assert "Code will be released soon" in note.detail
    assert judgement.attribution is Attribution.UNKNOWN


def test_the_same_question_has_the_same_answer() -> None:
    assert judged() == judged()


def test_a_title_that_only_begins_otherwise_is_another_paper_where_the_arxiv_ids_say_so() -> None:
    readme = (
        "# Granular Snow Settling Networks\n\nPaper: https://arxiv.org/abs/2006.07777\n\n## Citation\n"
        "```\n@article{frost, title={Granular Snow Settling Networks}, author={Frost, Joan and Ice, Al},"
        " year={2020}, journal={arXiv preprint arXiv:2006.07777}}\n```\n"
    )
    url = "https://arxiv.org/abs/2102.08888"
    later = judged("Improved Granular Snow Settling Networks", readme, "frost/settling", url=url)
    assert later.attribution is Attribution.SUSPECT


def test_a_slogan_that_shares_the_words_of_a_title_does_not_stand_for_a_named_method() -> None:
    readme = "tidepy\n======\n\n**Tidal Dynamics in python**\n\nAsk Ann for help with the tides.\n"
    title = "Tida: A Python package for tidal dynamics"
    assert judged(title, readme, "ann/tidepy").attribution is not Attribution.CONFIRMED
    own = "tidepy: A Python package for tidal dynamics"
    assert judged(own, readme, "ann/tidepy").attribution is Attribution.CONFIRMED


def test_what_the_root_says_of_another_papers_folder_does_not_speak_for_this_folder() -> None:
    root = "# Talks\n\nWe host Ferries Chat: Talking to Ferrymen, see projects/ferries.\n"
    folder = (
        "# Harbour Chat: Talking to Pilots about Pictures\n\n"
        "Please cite:\n```\n@article{h, title={Harbour Chat: Talking to Pilots about Pictures},"
        " author={Poe, Ada}, year={2018}, eprint={1811.01111}}\n```\n"
    )
    link = "https://github.com/big/talks/tree/main/projects/harbour"
    wrong = judged(
        "Ferries Chat: Talking to Ferrymen",
        root,
        "big/talks",
        url="https://arxiv.org/abs/1901.02222",
        link=link,
        folder_readme=folder,
    )
    assert "mentions-paper" not in {piece.kind for piece in wrong.evidence}


_LIBRARY = (
    "# seamom\n\n```\n@inproceedings{s, title={seamom: a new Python Audio and Sea Signal Library},"
    " author={Poe, Ada}, year={2016}}\n```\n"
)
_BUILDS_ON = (
    "# better-dunes\n\nThis is the codebase for [Better Drifting Dune Models]"
    "(https://arxiv.org/abs/2102.09999).\n\nPassing `--n 250` uses the uniform stride from the"
    " [DDIX paper](https://arxiv.org/abs/2010.02222) rather than our own stride, which is slower.\n"
)


@pytest.mark.parametrize(
    ("title", "readme"),
    [
        ("Neural Tidal Filtering", "# Neural Graph Tidal Filtering\n\nOur code.\n"),
        ("wavrosa: Audio and Sea Signal Analysis in Python", _LIBRARY),
        ("Drifting Dune Implicit Models", _BUILDS_ON),
    ],
)
def test_a_like_title_of_another_paper_confirms_nothing(title: str, readme: str) -> None:
    url = "https://arxiv.org/abs/2010.02222"
    judgement = judged(title, readme, "sea/unrelated", url=url)
    assert "claims-paper" not in kinds(judgement), judgement
