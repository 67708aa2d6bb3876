"""Sentences by which repositories say whose code they are."""

from __future__ import annotations

import pytest

from bot.attribution.citations import readme_claims
from bot.attribution.claims import (
    ClaimKind,
    clean_title,
    has_title_case,
    identifiers,
    reads_like_title,
)
from bot.attribution.readme import read

TITLE = "Listening to Glaciers: Acoustic Calving Detection with Few Labels"

CLAIMS = [
    f'Official implementation of the paper "{TITLE}".',
    f"This repository contains the code for [{TITLE}](https://arxiv.org/abs/2401.11111).",
    f"This is the official PyTorch implementation of **{TITLE}** (ICML 2024).",
    f"Codes for {TITLE}",
    f"Code of paper \u201c{TITLE}\u201d accepted by ICML'24.",
    f"Pytorch code of ICML 2024 Paper-**{TITLE}**",
    f"This repo holds code for {TITLE} (arXiv 2401.11111).",
    f"Implementation for our ICML 2024 paper: {TITLE}",
    f"as described in our paper: [{TITLE}](https://openreview.net/pdf?id=abcdefgh12).",
    f"The official code for the paper <i>{TITLE}</i>",
    f"<p align='center'>Official repository of <a href='https://arxiv.org/abs/2401.11111'>{TITLE}</a></p>",
    f"本项目是论文《{TITLE}》的官方实现。",
    f"We provide the data and code for our paper, '{TITLE}'.",
    f"Source code accompanying the paper *{TITLE}*",
]


@pytest.mark.parametrize("sentence", CLAIMS)
def test_a_statement_is_understood(sentence: str) -> None:
    claims = readme_claims(read(f"# Name\n\n{sentence}\n"))
    titles = [claim.title for claim in claims if claim.kind is not ClaimKind.FURTHER]
    assert any(title.startswith("Listening to Glaciers") for title in titles), claims


NO_CLAIMS = [
    f"This code is based on the official implementation of [{TITLE}](https://arxiv.org/abs/2401.11111).",
    f'Thanks to the authors of the paper "{TITLE}" for the code of their paper.',
    f"Our implementation is heavily inspired by **{TITLE}**.",
    f'We compare with the baseline implementation of "{TITLE}".',
    f'Please see this repository for the code of "{TITLE}".',
    f'Our follow-up paper "{TITLE}" has its own repository.',
    "In this work, we introduce the **Dual Stream Entity Alignment Network**, which aligns things.",
    "The submission to the [Out of Distribution Challenge for Glaciers](https://challenge.example/) is here.",
    "Run the code for training the model on all of the data.",
]


@pytest.mark.parametrize("sentence", NO_CLAIMS)
def test_leaning_on_other_work_is_no_statement(sentence: str) -> None:
    claims = readme_claims(read(f"# Name\n\n{sentence}\n"))
    assert not [claim for claim in claims if claim.kind is ClaimKind.STATEMENT and claim.title], (
        claims
    )


def test_every_paper_of_a_list_below_a_statement_is_claimed() -> None:
    readme = (
        "# Models\n\nThis repository contains the official implementation of:\n\n"
        "- A - [*Counting Cells in Crowded Tissue without Any Labels*](https://arxiv.org/abs/2203.11111)\n"
        "- B - [*Tracking Cells through Division with Weak Supervision*](https://arxiv.org/abs/2303.22222)\n"
    )
    titles = {claim.title for claim in readme_claims(read(readme))}
    assert "Counting Cells in Crowded Tissue without Any Labels" in titles
    assert "Tracking Cells through Division with Weak Supervision" in titles


def test_an_address_behind_a_statement_is_an_identifier_without_a_title() -> None:
    claims = readme_claims(
        read(
            "# Calls\n\nThese are annotations presented in the publication here: https://arxiv.org/abs/2007.40404.\n"
        )
    )
    assert any("2007.40404" in claim.ids for claim in claims)


def test_an_unofficial_implementation_says_so() -> None:
    claims = readme_claims(read(f'# X\n\nUnofficial implementation of the paper "{TITLE}".\n'))
    assert any(claim.unofficial for claim in claims)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (f"[CVPR 2024] {TITLE}", TITLE),
        (f"{TITLE} (ICLR 2023)", TITLE),
        (f"ICML2024 - {TITLE}", TITLE),
        (f"Official code for {TITLE}", TITLE),
        (f"🔥 {TITLE} 🔥".replace(" 🔥", ""), f"🔥 {TITLE}"),
        (f"{TITLE}, accepted by Nature Sounds", TITLE),
        (f"{TITLE}. It was written in a hurry.", TITLE),
        ("GPT-4 Technical Report on Glaciers", "GPT-4 Technical Report on Glaciers"),
    ],
)
def test_titles_lose_what_is_not_theirs(text: str, cleaned: str) -> None:
    assert clean_title(text) == cleaned


def test_sentences_and_scraps_are_no_titles() -> None:
    for text in (
        "Installation",
        "Getting started with the code",
        "Doe, J., Roe, R., Poe, M.",
        "https://x.y/z a b c",
    ):
        assert not reads_like_title(text)
    assert reads_like_title("面向高分辨率遥感影像的变化检测网络")
    assert not has_title_case("a sentence about something that nobody capitalised")


def test_identifiers_are_read_in_every_spelling() -> None:
    text = (
        "arxiv.org/abs/2401.00001 arXiv:2401.00002 https://arxiv.org/pdf/2401.00003v2.pdf "
        "badge/arXiv-2401.00004-red 10.48550/arXiv.2401.00005 https://doi.org/10.1109/TMI.2024.1234567."
    )
    assert identifiers(text) == {
        "2401.00001", "2401.00002", "2401.00003", "2401.00004", "2401.00005", "10.1109/tmi.2024.1234567",
    }  # fmt: skip


def test_a_list_of_people_and_the_name_of_a_journal_are_no_titles() -> None:
    assert not reads_like_title("Ada Poe, Rick Roe, Jane N. Doe and Eve Walk")
    assert not reads_like_title("Journal of Tidal Learning Research, and has earned a prize")
    assert not reads_like_title("the IEEE Transactions on Tides and Waves")
    assert reads_like_title("Shuffle, Stitch and Sort: Three Ways to Read Tides")
