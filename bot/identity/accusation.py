"""Contrary evidence: is it enough to call a link wrong, and how certainly?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.identity.accounts import (
    differs,
    found_elsewhere,
    one_witness_only,
    perhaps_renamed,
    sibling_says,
)
from bot.identity.case import Answer, Case, begins, preference
from bot.identity.comparison import TitleMatch, best_match
from bot.identity.doi import clean_doi
from bot.identity.identifiers import identify, identify_arxiv
from bot.identity.people import Kinship, kinship, same_person
from bot.identity.proof import record_proves
from bot.model.papers import About, Identity, PaperRecord, Scheme

#: independent witnesses that an accusation takes
WITNESSES = 2
#: numbers whose DOI only their own registry tells
_NAMED_BY_ONE = (Scheme.PMID, Scheme.PMCID)
_KINDS = ("journal-article", "proceedings-article", "book-chapter", "preprint")


def accused(case: Case, contrary: Sequence[PaperRecord]) -> Answer:
    """Records of the identifier name another paper. Two witnesses make it probable.

    It is certain when, besides, another entry of the list has that paper at the same link, or the
    paper of the entry is registered elsewhere by other people. Where both titles are about similar
    things, one may be the new name of the other: then only people can tell, and nobody is accused
    before they are known to be others. Where a word or a number is all that differs, another entry
    with the same link is not enough (it may be the same paper under its older title), they must be
    others in every name that counts, and the answer is a question.
    """
    main = contrary[0]
    said = [differs(case.entry.title, record, case.link.url) for record in contrary]
    said += case.addresses(main, supports=False)
    siblings = [other for other in case.siblings if best_match(other.title, main.titles).fits]
    said += [sibling_says(other, case.link.url, supports=False) for other in siblings]
    intended = intended_paper(case, main)
    if intended:
        said.append(found_elsewhere(intended))
    unknown = Answer(identity=Identity.UNKNOWN, record=main, evidence=tuple(said))
    if _may_be_renamed(case, main, intended):
        return unknown
    if _witnesses(case, main, contrary) + bool(siblings) < WITNESSES:
        return replace(unknown, evidence=(*said, one_witness_only(main)))
    near = any(map(case.is_near, contrary))
    strangers = _by_strangers(main, intended, near=near)
    apart = any(map(case.is_apart_from, contrary))
    if not (strangers or apart or (siblings and not near)):
        return replace(unknown, evidence=(*said, perhaps_renamed(main)))
    certain = (strangers and not near) or ((apart or strangers) and bool(siblings))
    return Answer(
        identity=Identity.WRONG_CERTAIN if certain else Identity.WRONG_PROBABLE,
        record=main,
        intended=intended,
        evidence=tuple(said),
    )


def _witnesses(case: Case, main: PaperRecord, contrary: Sequence[PaperRecord]) -> int:
    """How many independent sources say that the identifier is ``main``."""
    agreeing = [r for r in contrary if best_match(main.title, r.titles).fits]
    sources = {record.source for record in agreeing}
    if case.paper.scheme in _NAMED_BY_ONE:
        # whoever was asked about the DOI was sent there by PubMed: one word, said twice
        sources = {"page" if source == "page" else "pubmed" for source in sources}
    found = len(sources)
    if any(record.source == "page" and record.landing_url for record in agreeing):
        found += 1  # the page itself, about its own address: what a reader sees
    slug = case.slug
    return found + bool(slug and begins(main.title, slug))


def _by_strangers(main: PaperRecord, intended: PaperRecord | None, *, near: bool) -> bool:
    """Did other people write the entry's paper? Asked more strictly where the titles are near."""
    if intended is None:
        return False
    if kinship(intended.authors, main.authors) not in (Kinship.NONE, Kinship.SOME):
        return False
    return not near or not _share_a_first_author(intended, main)


def _share_a_first_author(mine: PaperRecord, theirs: PaperRecord) -> bool:
    """Does the first author of one stand among the others' authors, in whatever order of names?

    Teams grow and shrink between preprint and journal, and registries swap family and given names;
    who stands first hardly ever changes.
    """
    pairs = ((mine, theirs), (theirs, mine))
    return any(
        kinship(first.authors[:1], rest.authors) is not Kinship.NONE
        or any(
            same_person(name, other) for name in first.full_names[:1] for other in rest.full_names
        )
        for first, rest in pairs
    )


def _may_be_renamed(case: Case, record: PaperRecord, intended: PaperRecord | None) -> bool:
    """Could the entry's title be an earlier or later title of the same paper?"""
    slug = case.slug
    if slug and begins(case.entry.title, slug):
        return True
    if _is_stated(case, record) or kinship(case.entry.authors, record.authors) is Kinship.TEAM:
        return True
    if intended and kinship(intended.authors, record.authors) is Kinship.TEAM:
        return True
    if case.paper.scheme is not Scheme.ARXIV:
        return False
    # the titles of all versions must be known before anybody is accused
    full = [r for r in case.own if r.source == "arxiv"]
    return not any(r.version == 1 or (r.version and r.other_titles) for r in full)


def _is_stated(case: Case, record: PaperRecord) -> bool:
    """The maintainer gave the same DOI or arXiv id: the entry means this paper."""
    doi, arxiv = clean_doi(case.entry.doi or ""), identify_arxiv(case.entry.arxiv or "")
    return bool((doi and doi == record.doi) or (arxiv and arxiv.value == record.arxiv))


def intended_paper(case: Case, main: PaperRecord | None) -> PaperRecord | None:
    """The record of the paper that the entry names, found by its title somewhere else."""
    found = [
        record
        for record in case.records
        if record.about in (About.SEARCH, About.STATED)
        and record.title
        and best_match(case.entry.title, record.titles).match is TitleMatch.SAME
        and not record_proves(case.paper, record)
        and (main is None or record.doi is None or record.doi != main.doi)
    ]
    found.sort(
        key=lambda r: (_KINDS.index(r.kind) if r.kind in _KINDS else len(_KINDS), preference(r))
    )
    return found[0] if found else None


def under_another_number(case: Case) -> Answer | None:
    """The entry's paper is registered at the same publisher, but under another number.

    It may be a conference paper and its journal version with one title: probable, never certain.
    Needs the title from two registries and the address from doi.org.
    """
    found = intended_paper(case, None)
    if found is None or not found.doi or not found.landing_url or case.own:
        return None
    searched = [r for r in case.records if r.about is About.SEARCH]
    if any(record_proves(case.paper, record) for record in searched):
        return None
    place = identify(found.landing_url)
    if place is None or place.scheme is not case.paper.scheme or place == case.paper:
        return None
    same = [r for r in searched if r.doi == found.doi]
    address = any(
        r.source == "doi.org" and r.landing_url and identify(r.landing_url) == place for r in same
    )
    title = any(r.source not in ("doi.org", found.source) and case.fits(r) for r in same if r.title)
    if not (address and title):
        return None
    return Answer(
        identity=Identity.WRONG_PROBABLE, intended=found, evidence=(found_elsewhere(found),)
    )
