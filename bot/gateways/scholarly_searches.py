"""Later steps of a night: title searches, second witnesses, announced code."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from bot.gateways.scholarly_desk import Desk
from bot.gateways.scholarly_lookups import ask_address, ask_datacite, is_proven
from bot.identity.comparison import TitleMatch, best_match
from bot.identity.publication import is_found_publication
from bot.model.papers import About, PaperRecord
from bot.registries import arxiv, crossref, hugging_face, openalex
from bot.registries.coverage import Route
from bot.registries.crossref import CrossrefWork
from bot.registries.dossier import Dossier
from bot.registries.exchange import Registry

#: records that one search may leave behind for an identifier
_KEPT = 2


async def search_unindexed(desk: Desk) -> None:
    """Numbers without an index (IEEE, AAAI): search the title, prove by the landing URL."""
    for dossier in desk.dossiers:
        for title in dossier.titles_to_search():
            if not dossier.own:
                await _search(desk, dossier, title)


async def search_elsewhere(desk: Desk) -> None:
    """Titles that their link's identifier does not have: where is that paper?"""
    for dossier in desk.dossiers:
        for title in dossier.titles_to_find_elsewhere():
            await _search(desk, dossier, title)
    lost = [
        (dossier, title)
        for dossier in desk.dossiers
        for title in dossier.contradicted
        if not dossier.has_fresh(Registry.ARXIV, About.SEARCH, searched=title)
        and not any(r.searched_title == title and r.title for r in dossier.records())
    ]
    await _search_arxiv(desk, lost[: desk.limits.arxiv_titles])


async def _search(desk: Desk, dossier: Dossier, title: str) -> None:
    if not desk.can_ask(Registry.CROSSREF) or not desk.may("searches"):
        return
    question = dossier.question
    request = crossref.by_title(
        title, authors=question.authors, year=question.year, mailto=desk.mailto
    )
    works = await desk.read(request, crossref.works)
    if works is None:
        return
    papers = [work for work in works if work.is_paper]
    proven = next((work for work in papers if is_proven(dossier, work)), None)
    if proven:
        dossier.add(proven.record(dossier.paper, at=desk.now))
    kept = [work for work in _ranked(papers) if work is not proven and _is_named(work, title)]
    for work in kept[:_KEPT]:
        dossier.add(work.record(dossier.paper, at=desk.now, about=About.SEARCH, searched=title))
    if not kept:
        dossier.add(_nothing_found(desk, dossier, title))


def _is_named(work: CrossrefWork, title: str) -> bool:
    return best_match(title, (work.title, *work.other_titles)).match is TitleMatch.SAME


def _ranked(works: list[CrossrefWork]) -> list[CrossrefWork]:
    """Preprints last; Crossref's order otherwise (its score is no confidence)."""
    return sorted(works, key=lambda work: work.kind == "posted-content")


async def _search_arxiv(desk: Desk, wanted: list[tuple[Dossier, str]]) -> None:
    if not wanted or not desk.can_ask(Registry.ARXIV):
        return
    request = arxiv.by_title([title for _, title in wanted])
    entries = await desk.read(request, arxiv.entries)
    for dossier, title in wanted if entries is not None else ():
        found = next(
            (
                entry
                for entry in entries or ()
                if entry.id != dossier.paper
                and best_match(title, (entry.title,)).match is TitleMatch.SAME
            ),
            None,
        )
        if found:
            record = found.record(dossier.paper, at=desk.now, about=About.SEARCH, searched=title)
        else:
            record = _nothing_found(desk, dossier, title, Registry.ARXIV)
        dossier.add(record)


def _nothing_found(
    desk: Desk,
    dossier: Dossier,
    title: str,
    source: Registry = Registry.CROSSREF,
    about: About = About.SEARCH,
) -> PaperRecord:
    """A search that found nothing is remembered, so that it is not repeated every night."""
    return PaperRecord(
        id=dossier.paper,
        source=source,
        about=about,
        searched_title=title,
        fetched_at=desk.now,
    )


async def hear_second_witnesses(desk: Desk) -> None:
    """What contradicts the list, or calls a paper retracted, is heard from another registry too."""
    await ask_datacite(
        desk, [d for d in desk.dossiers if d.route is Route.ARXIV and d.contradicted]
    )
    for dossier in desk.dossiers:
        if doi := dossier.wants_second_witness:
            await _ask_openalex(desk, dossier, doi)
        if doi := dossier.wants_address:
            await ask_address(desk, dossier, doi)
        for rival in dossier.rivals():
            await _examine_rival(desk, dossier, rival)


async def _examine_rival(desk: Desk, dossier: Dossier, rival: PaperRecord) -> None:
    """Same title, other number at the same publisher: heard from two more before it counts."""
    doi, title = rival.doi or "", rival.searched_title
    heard = {
        r.source for r in dossier.records() if r.about is About.SEARCH and r.doi in (doi, None)
        and r.searched_title == title
    }  # fmt: skip
    if Registry.DOI_ORG not in heard:
        await ask_address(desk, dossier, doi, about=About.SEARCH, searched=title)
    if Registry.OPENALEX not in heard:
        await _ask_openalex(desk, dossier, doi, about=About.SEARCH, searched=title)


async def _ask_openalex(
    desk: Desk, dossier: Dossier, doi: str, *, about: About = About.ITSELF, searched: str = ""
) -> None:
    if not desk.can_ask(Registry.OPENALEX) or not desk.may("witnesses"):
        return
    record = await desk.read(
        openalex.by_doi(doi),
        lambda raw: openalex.read(
            raw, dossier.paper, doi, at=desk.now, about=about, searched=searched
        ),
    )
    if record:
        dossier.add(record)


async def find_publications(desk: Desk) -> None:
    """Preprints of which nobody names a published version: oldest first, a few a night."""
    preprints = [(d, record) for d in desk.dossiers if (record := d.unpublished_preprint)]
    for dossier, preprint in sorted(preprints, key=lambda pair: pair[1].year or 0):
        if not desk.can_ask(Registry.CROSSREF) or not desk.may("publications"):
            continue
        request = crossref.by_title(preprint.title, authors=preprint.authors, mailto=desk.mailto)
        works = await desk.read(request, crossref.works)
        if works is None:
            continue
        records = (
            work.record(dossier.paper, at=desk.now, about=About.PUBLISHED, searched=preprint.title)
            for work in works
            if work.is_paper
        )
        found = next((r for r in records if is_found_publication(preprint, r)), None)
        dossier.add(found or _nothing_found(desk, dossier, preprint.title, about=About.PUBLISHED))


async def ask_for_code(desk: Desk) -> None:
    """Hugging Face papers, for entries without code."""
    asked: dict[str, list[Dossier]] = defaultdict(list)
    for dossier in desk.dossiers:
        if dossier.wants_code:
            asked[dossier.paper.value].append(dossier)
    for dossiers in asked.values():
        if not desk.can_ask(Registry.HUGGING_FACE) or not desk.may("hub"):
            continue
        paper = dossiers[0].paper
        record = await desk.read(
            hugging_face.by_arxiv(paper),
            partial(hugging_face.read, asked=paper, at=desk.now),
        )
        for dossier in dossiers:
            dossier.add(*((record,) if record else ()))
