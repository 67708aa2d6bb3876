"""Kinds of links by label, column and host."""

from __future__ import annotations

import pytest

from bot.lists.kinds import LinkKind, kind_of_column, kind_of_host, kind_of_label


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Paper", "paper"),
        ("[pdf]", "paper"),
        ("Paper Link", "paper"),
        ("Dataset Paper", "paper"),
        ("CVPR 2024", "paper"),
        ("ISPRS P&RS 2023", "paper"),
        ("Moon et al.", "paper"),
        ("论文", "paper"),
        ("Code", "code"),
        ("official code - caffe", "code"),
        ("PyTorch Code", "code"),
        ("GitHub Repo stars", "code"),
        ("Project Page", "project"),
        ("Website", "project"),
        ("Demo", "demo"),
        ("dataset", "dataset"),
        ("Video", "other"),
        ("bibtex", "other"),
        ("@somebody", "other"),
        ("A Survey of Large Language Models for Everything Else", None),
        ("https://github.com/a/b", None),
        ("", None),
    ],
)
def test_labels_name_kinds(label: str, kind: str | None) -> None:
    assert kind_of_label(label) == kind


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Code/Project", "code"),
        ("Published in", "paper"),
        ("arXiv", "paper"),
        ("Dataset", "dataset"),
        ("WebSite", "project"),
        ("Year", None),
        ("代码", "code"),
    ],
)
def test_columns_name_kinds(header: str, kind: str | None) -> None:
    assert kind_of_column(header) == kind


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://arxiv.org/abs/2101.00001", LinkKind.PAPER),
        ("https://www.nature.com/articles/s1", LinkKind.PAPER),
        ("https://lab.example.edu/paper.pdf", LinkKind.PAPER),
        ("https://github.com/a/b", LinkKind.CODE),
        ("https://github.com/somebody", LinkKind.OTHER),
        ("https://gitlab.lrz.de/a/b", LinkKind.CODE),
        ("https://nerf.github.io/", LinkKind.PROJECT),
        ("https://huggingface.co/datasets/a/b", LinkKind.DATASET),
        ("https://huggingface.co/spaces/a/b", LinkKind.DEMO),
        ("https://colab.research.google.com/x", LinkKind.DEMO),
        ("https://youtu.be/x", LinkKind.OTHER),
        ("https://example.org/", None),
        ("https://[broken", None),
    ],
)
def test_hosts_suggest_kinds(url: str, kind: LinkKind | None) -> None:
    assert kind_of_host(url) == kind
