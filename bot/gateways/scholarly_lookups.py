"""First steps of a night: identifiers that can be looked up, in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from bot.gateways.scholarly_desk import Desk, by_doi
from bot.identity.arxiv import arxiv_id
from bot.identity.identifiers import doi_of
from bot.identity.proof import proves
from bot.model.papers import About, PaperRecord, Scheme
from bot.registries import arxiv, crossref, datacite, doi_org, pubmed
from bot.registries.arxiv import ArxivEntry
from bot.registries.coverage import Route, is_datacite, stated_arxiv, stated_doi
from bot.registries.crossref import CrossrefWork
from bot.registries.doi_org import Registration
from bot.registries.dossier import Dossier
from bot.registries.exchange import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """Somebody wants the record of a DOI."""

    dossier: Dossier
    about: About
    #: title by which it was found in the first place
    searched: str = ""


#: identifiers that links spell out, so that "does not exist" is about the link and not about a rule
_DENIABLE = (Scheme.DOI, Scheme.ARXIV, Scheme.BIORXIV)
#: a registry whose records contradict so many entries has mixed them up, or answers for another list
_MIXED_UP = "contradicts most of the list, so it is not believed in this run"
_MOST = 0.5
_ENOUGH = 12


def _is_mixed_up(answers: Iterable[tuple[Dossier, Iterable[str]]]) -> bool:
    """Do most of the answers name other papers than the entries do?"""
    said = [dossier.is_contradicted_by(titles) for dossier, titles in answers]
    return len(said) >= _ENOUGH and sum(said) > _MOST * len(said)


# arXiv


async def ask_arxiv(desk: Desk) -> None:
    """Every arXiv identifier in one call; DataCite for all of them when arXiv is away."""
    wanted: dict[str, list[_Wish]] = {}
    for dossier in desk.dossiers:
        if dossier.route is Route.ARXIV and not dossier.has_fresh(Registry.ARXIV):
            wish = _Wish(dossier=dossier, about=About.ITSELF)
            wanted.setdefault(dossier.paper.value, []).append(wish)
        stated = stated_arxiv(dossier.question)
        if stated and not dossier.has_fresh(Registry.ARXIV, About.STATED):
            wish = _Wish(dossier=dossier, about=About.STATED)
            wanted.setdefault(stated.value, []).append(wish)
    if not wanted:
        return
    found = await _fetch_arxiv(desk, list(wanted))
    if found and _is_mixed_up(
        (wish.dossier, (entry.title,))
        for value, entry in found.items()
        for wish in wanted.get(value, ())
    ):
        desk.client.complain(Registry.ARXIV, _MIXED_UP, give_up=True)
        found = None
    # an empty answer for an identifier that exists happens: ask once more before believing it
    absent = [value for value in wanted if found is not None and value not in found]
    again = await _fetch_arxiv(desk, absent) if absent else {}
    for value, wishes in wanted.items():
        entry = (found or {}).get(value) or (again or {}).get(value)
        for wish in wishes:
            if entry:
                dossier, itself = wish.dossier, wish.about is About.ITSELF
                earlier = dossier.earlier_titles(entry.version) if itself else ()
                dossier.add(
                    entry.record(dossier.paper, at=desk.now, about=wish.about, other_titles=earlier)
                )
            elif found is not None and again is not None and wish.about is About.ITSELF:
                wish.dossier.missing_at_arxiv = True
    unanswered = [
        wish.dossier
        for wishes in wanted.values()
        for wish in wishes
        if wish.about is About.ITSELF
        and not any(r.source == Registry.ARXIV for r in wish.dossier.new)
    ]
    await ask_datacite(desk, unanswered)


async def _fetch_arxiv(desk: Desk, ids: list[str]) -> dict[str, ArxivEntry] | None:
    """Identifier -> latest entry; None when a call got no usable answer."""
    found: dict[str, ArxivEntry] = {}
    for _, request in arxiv.by_id(ids):
        entries = await desk.read(request, arxiv.entries)
        if entries is None:
            return None
        found.update({entry.id.value: entry for entry in entries})
    return found


async def ask_versions(desk: Desk) -> None:
    """Titles of earlier versions, where the latest one does not fit the list."""
    wanted = {
        dossier: record
        for dossier in desk.dossiers
        if (record := dossier.wants_versions) and desk.may("versions")
    }
    ids = [item for record in wanted.values() for item in arxiv.earlier_versions(record)]
    titles: dict[str, dict[int, str]] = {}
    for chunk, request in arxiv.by_id(ids):
        entries = await desk.read(request, arxiv.entries)
        asked = {paper.value for item in chunk if (paper := arxiv_id(item))}
        for entry in entries or ():
            if entry.id.value in asked:
                titles.setdefault(entry.id.value, {})[entry.version] = entry.title
    for dossier, record in wanted.items():
        known = titles.get(record.arxiv or "", {})
        if len(known) == len(arxiv.earlier_versions(record)):
            dossier.add_versions(record, tuple(known[number] for number in sorted(known)))


# DataCite and doi.org


async def ask_datacite(desk: Desk, dossiers: list[Dossier]) -> None:
    """DataCite for DOIs that are registered there. Misses are marked."""
    wanted = by_doi(
        (doi, dossier)
        for dossier in dossiers
        if (doi := doi_of(dossier.paper)) and not dossier.has_fresh(Registry.DATACITE)
    )
    for chunk, request in datacite.by_doi(list(wanted)):
        works = await desk.read(request, datacite.works)
        found = {work.doi: work for work in works or ()}
        for doi in chunk:
            for dossier in wanted[doi]:
                if doi in found:
                    dossier.add(found[doi].record(dossier.paper, at=desk.now))
                elif works is not None:
                    dossier.missing_at_datacite = True


async def ask_agencies(desk: Desk) -> None:
    """DOIs that neither registry has: who registered them, or do they not exist?"""
    there = [
        dossier
        for dossier in desk.dossiers
        if dossier.route is Route.DOI
        and dossier.needs_registrar
        and is_datacite(doi_of(dossier.paper) or "")
    ]
    await ask_datacite(desk, there)
    lost = {
        doi: dossier
        for dossier in desk.dossiers
        if dossier.is_missing and (doi := doi_of(dossier.paper))
    }
    agencies: dict[str, str | None] = {}
    for _, request in doi_org.agencies(list(lost)):
        agencies |= await desk.read(request, doi_org.read_agencies) or {}
    await ask_datacite(desk, [d for doi, d in lost.items() if agencies.get(doi) == "DataCite"])
    for doi, dossier in lost.items():
        if doi not in agencies or agencies[doi] in ("Crossref", "DataCite"):
            continue
        if agencies[doi] is None and dossier.paper.scheme not in _DENIABLE:
            # the rule that made this DOI does not hold for this paper: nobody can be asked
            dossier.add(_nothing(desk, dossier))
        else:
            # "does not exist" is asked again; other agencies at least tell the address
            await ask_address(desk, dossier, doi, denied=agencies[doi] is None)


def _nothing(desk: Desk, dossier: Dossier, about: About = About.ITSELF) -> PaperRecord:
    """Crossref was asked and does not know."""
    return PaperRecord(id=dossier.paper, source=Registry.CROSSREF, about=about, fetched_at=desk.now)


async def ask_address(
    desk: Desk,
    dossier: Dossier,
    doi: str,
    *,
    about: About = About.ITSELF,
    searched: str = "",
    denied: bool = False,
) -> None:
    """The registered address of a DOI; a DOI that was denied before is denied for good here."""
    if not desk.can_ask(Registry.DOI_ORG) or not desk.may("addresses"):
        return
    handle = await desk.read(doi_org.handle(doi), lambda raw: doi_org.read_handle(raw, doi))
    if handle is None:
        return
    if handle.state is Registration.ABSENT:
        dossier.unregistered = denied
    else:
        dossier.add(handle.record(dossier.paper, doi, at=desk.now, about=about, searched=searched))


async def ask_pubmed(desk: Desk) -> None:
    """PubMed's numbers in one call, those of PubMed Central in another."""
    wanted = [
        dossier
        for dossier in desk.dossiers
        if dossier.route is Route.PUBMED and not dossier.has_fresh(Registry.PUBMED)
    ]
    answers: list[tuple[Dossier, PaperRecord]] = []
    for chunk, request in pubmed.by_number([d.paper for d in wanted], desk.mailto):
        read = partial(pubmed.read, asked=chunk, at=desk.now)
        found = await desk.read(request, read) or {}
        answers += [(d, found[d.paper]) for d in wanted if d.paper in found]
    if _is_mixed_up((dossier, record.titles) for dossier, record in answers):
        desk.client.complain(Registry.PUBMED, _MIXED_UP, give_up=True)
        return
    for dossier, record in answers:
        dossier.add(record)


# Crossref


async def ask_crossref(desk: Desk) -> None:
    """Records by DOI, those that will be due soon along with those that are due."""
    due = by_doi((doi, wish) for wish in _wishes(desk) if (doi := _doi_of_wish(wish)))
    if not due:
        return
    # a request that is sent anyway takes along what would be due soon
    room = -len(due) % crossref.BATCH
    for dossier in desk.dossiers:
        doi = dossier.doi
        if room and doi and doi not in due and dossier.could_ride_along and not is_datacite(doi):
            due[doi] = [_Wish(dossier=dossier, about=About.ITSELF)]
            room -= 1
    await _fetch_crossref(desk, due)


async def ask_publications(desk: Desk) -> None:
    """Records of the DOIs that preprints name as their published versions."""
    due = by_doi(
        (named, _Wish(dossier=dossier, about=About.PUBLISHED, searched=_searched(dossier, named)))
        for dossier in desk.dossiers
        if (named := dossier.named_publication) and not is_datacite(named)
    )
    await _fetch_crossref(desk, due)


def _searched(dossier: Dossier, doi: str) -> str:
    known = dossier.publication
    return known.searched_title if known and known.doi == doi else ""


async def _fetch_crossref(desk: Desk, due: dict[str, list[_Wish]]) -> None:
    found: dict[str, CrossrefWork] = {}
    answered: list[str] = []
    for chunk, request in crossref.by_doi(list(due), desk.mailto):
        works = await desk.read(request, crossref.works)
        if works is not None:
            answered += chunk
            found.update({work.doi: work for work in works})
    if _is_mixed_up(
        (wish.dossier, (found[doi].title, *found[doi].other_titles))
        for doi in answered
        if doi in found
        for wish in due[doi]
        if wish.about is About.ITSELF
    ):
        desk.client.complain(Registry.CROSSREF, _MIXED_UP, give_up=True)
        return
    for doi in answered:
        for wish in due[doi]:
            _grant(desk, wish, found.get(doi))


def _wishes(desk: Desk) -> Iterator[_Wish]:
    for dossier in desk.dossiers:
        doi = dossier.doi
        if doi and not is_datacite(doi) and dossier.needs_registrar:
            yield _Wish(dossier=dossier, about=About.ITSELF)
        stated = stated_doi(dossier.question)
        if (
            stated
            and stated != doi
            and not is_datacite(stated)
            and not dossier.has_fresh(Registry.CROSSREF, About.STATED)
        ):
            yield _Wish(dossier=dossier, about=About.STATED)


def _doi_of_wish(wish: _Wish) -> str | None:
    return stated_doi(wish.dossier.question) if wish.about is About.STATED else wish.dossier.doi


def _grant(desk: Desk, wish: _Wish, work: CrossrefWork | None) -> None:
    dossier = wish.dossier
    if work is not None:
        about = wish.about
        if about is About.STATED and is_proven(dossier, work):
            about = About.ITSELF
        dossier.add(work.record(dossier.paper, at=desk.now, about=about, searched=wish.searched))
    elif wish.about is About.ITSELF:
        dossier.missing_at_crossref = True
    else:
        dossier.add(_nothing(desk, dossier, wish.about))


def is_proven(dossier: Dossier, work: CrossrefWork) -> bool:
    """Is it the record of the dossier's identifier, by its landing URL or number?"""
    return proves(
        dossier.paper,
        doi=work.doi,
        landing_url=work.landing_url,
        alternative_ids=work.alternative_ids,
    )


async def ask_numbers(desk: Desk) -> None:
    """Elsevier's numbers: one call for all of them, single ones for what it did not find."""
    wanted = [
        dossier
        for dossier in desk.dossiers
        if dossier.paper.scheme is Scheme.PII
        and dossier.doi is None
        and not dossier.has_fresh(Registry.CROSSREF)
    ]
    for start in range(0, len(wanted), crossref.BATCH):
        chunk = wanted[start : start + crossref.BATCH]
        if len(chunk) > 1:
            # several values of this filter are documented as OR in general, not for this one
            await _by_number(desk, chunk)
    for dossier in wanted:
        if not dossier.own and desk.can_ask(Registry.CROSSREF) and desk.may("numbers"):
            await _by_number(desk, [dossier])


async def _by_number(desk: Desk, dossiers: list[Dossier]) -> None:
    request = crossref.by_alternative_id([d.paper.value for d in dossiers], desk.mailto)
    works = await desk.read(request, crossref.works)
    if works is None:
        return
    for dossier in dossiers:
        work = next((work for work in works if is_proven(dossier, work)), None)
        if work:
            dossier.add(work.record(dossier.paper, at=desk.now))
        elif len(dossiers) == 1:
            dossier.add(_nothing(desk, dossier))
