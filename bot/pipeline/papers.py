"""Papers of a list: which identifiers are asked about, and what is remembered of the answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from bot.catalogue.targets import target_of
from bot.identity.identifiers import identify
from bot.model.entries import Entry, LinkRole
from bot.model.observations import Look, Observation, Outcome, Target
from bot.model.papers import PaperId, PaperRecord
from bot.pipeline.store import KnownPaper
from bot.ports import PaperAnswers, PaperQuestion
from bot.registries.coverage import can_be_asked
from bot.registries.liveness import registry_observation
from bot.registries.page_metadata import SOURCE as PAGE
from bot.registries.page_metadata import record_from_page
from bot.verdicts.witnesses import UNPROVEN


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


def questions_about_addresses(
    urls: Iterable[str], asked: Collection[PaperQuestion] = ()
) -> tuple[PaperQuestion, ...]:
    """One question for each identifier in these addresses that is not ``asked`` about already.

    For links of which nothing else is known: those of Markdown files, project and dataset links.
    """
    known = {question.id for question in asked}
    found = dict.fromkeys(paper for url in urls if (paper := can_be_asked(url)) is not None)
    return tuple(PaperQuestion(id=paper) for paper in found if paper not in known)


def with_silent_addresses(
    asked: Collection[PaperQuestion], seen: Mapping[str, Observation]
) -> tuple[PaperQuestion, ...]:
    """The questions about papers, and those about other addresses whose pages said nothing."""
    silent = (url for url, said in seen.items() if said.outcome in UNPROVEN)
    return (*asked, *questions_about_addresses(silent, asked))


def _question(paper: PaperId, users: list[Entry]) -> PaperQuestion:
    first = users[0]
    return PaperQuestion(
        id=paper,
        titles=tuple(dict.fromkeys(entry.title for entry in users)),
        authors=first.authors,
        year=first.year,
        doi=first.doi,
        arxiv=first.arxiv,
        wants_code=any(user.link(LinkRole.CODE) is None for user in users),
    )


def remember_papers(
    known: Mapping[PaperId, KnownPaper],
    answers: PaperAnswers,
    pages: Mapping[PaperId, PaperRecord],
) -> dict[PaperId, KnownPaper]:
    """What is known by identifier: new answers replace old ones, silence replaces nothing.

    ``pages``: records read from the papers' own pages in this run.
    """
    told: dict[PaperId, list[PaperRecord]] = defaultdict(list)
    for record in answers.records:
        if record.source != PAGE:
            told[record.id].append(record)
    remembered = dict(known)
    for paper in {*told, *answers.unregistered, *pages}:
        before = known.get(paper, KnownPaper(id=paper))
        page = pages.get(paper) or next((r for r in before.records if r.source == PAGE), None)
        others = told.get(paper) or [r for r in before.records if r.source != PAGE]
        remembered[paper] = KnownPaper(
            id=paper,
            records=(*others, *((page,) if page else ())),
            unregistered=paper in answers.unregistered,
        )
    return remembered


def page_records(
    targets: Iterable[Target], looks: Mapping[str, Look], *, now: datetime
) -> dict[PaperId, PaperRecord]:
    """What the pages that were read say about themselves, by the identifier of their address."""
    found: dict[PaperId, PaperRecord] = {}
    for target in targets:
        look = looks.get(target.url)
        if look is None or look.page is None or not target.wants_page:
            continue
        paper = identify(target.url)
        if paper is not None and look.observation.outcome is Outcome.ANSWERED:
            record = record_from_page(paper, look.page, at=now)
            if record is not None:
                found[paper] = record
    return found


def registry_observations(
    targets: Iterable[Target], answers: PaperAnswers, *, now: datetime
) -> Iterator[Observation]:
    """What the registries say about the targets that carry an identifier."""
    if not answers.records and not answers.unregistered:
        return
    records: dict[PaperId, list[PaperRecord]] = defaultdict(list)
    for record in answers.records:
        records[record.id].append(record)
    for target in targets:
        paper = identify(target.url)
        if paper is None:
            continue
        said = registry_observation(
            target.url,
            paper,
            records.get(paper, ()),
            unregistered=paper in answers.unregistered,
            at=now,
        )
        if said is not None:
            yield said
