"""Does each paper link lead to its paper, by what is remembered?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.identity.judgement import judge_catalogue
from bot.model.entries import Catalogue
from bot.model.papers import IdentityJudgement, PaperId
from bot.pipeline.store import KnownPaper


def judge_papers(
    catalogue: Catalogue, papers: Mapping[PaperId, KnownPaper], *, now: datetime
) -> tuple[IdentityJudgement, ...]:
    """The answer for every paper link, from what is known."""
    return judge_catalogue(
        catalogue,
        {paper: known.records for paper, known in papers.items()},
        unregistered=[paper for paper, known in papers.items() if known.unregistered],
        now=now,
    )
