"""Laws of attribution: total, bounded, deterministic, and silent where nothing speaks against a link."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.attribution.citations import readme_claims
from bot.attribution.readme import read
from tests.attribution_builders import README, TITLE, judged
from tests.unit.attribution.honest import HONEST

_PIECES = """# ¦## Citation¦```¦@article{a,¦title={¦}¦[¦](¦)¦<a href='¦'>¦</a>¦**¦_¦"¦“¦”¦<h1>¦</h1>¦<!--¦-->
¦official implementation of ¦our paper ¦arxiv.org/abs/2401.00001¦10.1109/X.2024.1¦:¦Doe, J., ¦pip install
¦论文《¦》¦|¦=¦-----"""
_MARKUP = st.sampled_from([*_PIECES.split("¦"), "\n", "\n\n", "\u202e", "\x00", "\ud800"])
_TEXTS = st.lists(st.one_of(_MARKUP, st.text(max_size=30)), max_size=60).map("".join)


@given(_TEXTS)
@settings(deadline=None, max_examples=150)
def test_every_text_is_a_readme(text: str) -> None:
    claims = readme_claims(read(text))
    assert claims == readme_claims(read(text))


@given(st.text(max_size=200), _TEXTS, st.text(max_size=40))
@settings(deadline=None, max_examples=150)
def test_every_pair_has_one_bounded_answer(title: str, readme: str, name: str) -> None:
    repo = f"owner/{name.replace('/', '') or 'x'}"
    first = judged(title, readme, repo, link="https://github.com/owner/x")
    assert 0 <= first.score <= 1
    assert first == judged(title, readme, repo, link="https://github.com/owner/x")
    assert (first.attribution == "wrong") == first.accuse
    if first.accuse:
        assert any(not piece.supports and piece.weight < -1 for piece in first.evidence)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Z"]), max_size=400))
@settings(deadline=None, max_examples=100)
def test_a_readme_that_names_no_work_accuses_nobody(text: str) -> None:
    assert not judged(readme=text, repo="some/where").accuse


@given(st.sampled_from(HONEST), st.integers(0, 2**32))
@settings(deadline=None, max_examples=150)
def test_losing_lines_never_makes_an_honest_pair_accused(case: object, seed: int) -> None:
    honest = next(one for one in HONEST if one is case)
    dice = random.Random(seed)
    lines = (honest.readme or "").split("\n")
    kept = [line for line in lines if dice.random() > 0.3 or honest.proof in line]
    if not any(
        mark in honest.why for mark in ("title changed", "successor", "two papers", "badge")
    ):
        judgement = judged(
            honest.title,
            "\n".join(kept),
            honest.repo,
            url=honest.url,
            link=honest.link,
            **honest.facts,
        )
        assert not judgement.accuse, kept


@given(st.integers(0, len(README)), st.integers(0, len(README)))
@settings(deadline=None, max_examples=100)
def test_a_piece_of_the_right_readme_never_accuses(one: int, other: int) -> None:
    assert not judged(readme=README[min(one, other) : max(one, other)]).accuse


@given(_TEXTS)
@settings(deadline=None, max_examples=100)
def test_the_own_statement_outweighs_whatever_else_is_written(text: str) -> None:
    readme = f"# GripNet\n\nOfficial implementation of the paper **{TITLE}**.\n\n{text}"
    assert not judged(readme=readme).accuse
