"""Findings about code as the rules make them, from facts and READMEs like those of the real repositories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.attribution.judge import attribute
from bot.attribution.paper import PaperView
from bot.findings import wrong_code
from bot.model.entries import LinkRole
from bot.model.evidence import CodeSuggestion
from bot.model.findings import Finding
from bot.rehearsal.script import REPOSITORIES
from tests.attribution_builders import a_repository, an_address
from tests.builders import an_entry, an_entry_health

READMES = {repository.slug: repository.readme for repository in REPOSITORIES}
JIEBA: dict[str, Any] = {
    "description": "结巴中文分词",
    "first_commit": datetime(2012, 9, 29, tzinfo=UTC),
    "commits": 523,
    "stars": 34_000,
    "root_entries": ("README.md", "setup.py", "jieba", "test", "Changelog", "MANIFEST.in"),
}
MEDSYN: dict[str, Any] = {"first_commit": datetime(2023, 10, 5, tzinfo=UTC), "commits": 40}
LIBRARY_README = (
    """# Transformers

State-of-the-art machine learning models for text, vision, audio and video, for inference and training.
(Invented README of a general library.)

## Installation

    pip install transformers

## Quickstart

A pipeline downloads a model and runs it. Models, tokenizers and configurations are shared on a hub.

## 100 projects using Transformers

Transformers is a toolkit for pretrained models and a community of projects around it.
"""
    + "The library has modules that are fast to use and quick to try. " * 20
)
LIBRARY: dict[str, Any] = {
    "description": "The model-definition framework for machine learning models, for inference and training",
    "first_commit": datetime(2018, 10, 29, tzinfo=UTC),
    "commits": 18_000,
    "stars": 140_000,
    "root_entries": (
        "README.md", "setup.py", "docs", "tests", "src", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md",
    ),
}  # fmt: skip


def wrong_code_finding(
    paper: PaperView,
    repository: str,
    readme: str | None,
    facts: dict[str, Any],
    *,
    siblings: Sequence[PaperView] = (),
    suggestions: Sequence[CodeSuggestion] = (),
) -> Finding:
    """What ``wrong-code`` says about this code link; the link must be accused."""
    url = f"https://github.com/{repository}"
    known = a_repository(repository, readme, **facts)
    judgement = replace(
        attribute(paper, known, an_address(url), siblings), suggestions=tuple(suggestions)
    )
    assert judgement.accuse, judgement
    health = an_entry_health(an_entry(paper.entry_id, title=paper.title, code=url))
    links = tuple(
        replace(link, attribution=judgement, repository=known)
        if link.link.role is LinkRole.CODE
        else link
        for link in health.links
    )
    (finding,) = wrong_code.find(replace(health, links=links))
    return finding
