"""Is it the paper? Records, siblings and file names become one answer with its chain of proof.

An accusation needs contrary evidence from two independent witnesses: one registry alone may be
wrong, mixed up or answering for somebody else. Silence proves nothing in either direction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.identity.accounts import (
    differs,
    file_name_fits,
    fits,
    nothing_known,
    other_answer,
    sibling_says,
    unregistered_says,
)
from bot.identity.accusation import accused, under_another_number
from bot.identity.case import Answer, Case, begins, preference
from bot.identity.comparison import TitleMatch, compare_titles
from bot.identity.identifiers import identify
from bot.identity.people import Kinship, kinship
from bot.identity.publication import published_version
from bot.model.entries import Catalogue, Entry, Link, LinkRole
from bot.model.evidence import Evidence
from bot.model.papers import (
    About,
    Identity,
    IdentityJudgement,
    Integrity,
    PaperId,
    PaperRecord,
)

#: "no notice" is believed for so long after the last answer
SOUND_FOR = timedelta(days=30)
_BAD = (Integrity.RETRACTED, Integrity.WITHDRAWN, Integrity.CONCERN)


def judge_catalogue(
    catalogue: Catalogue,
    records: Mapping[PaperId, Sequence[PaperRecord]],
    *,
    unregistered: Collection[PaperId] = (),
    now: datetime | None = None,
) -> tuple[IdentityJudgement, ...]:
    """One judgement for each paper link of the list, in list order.

    ``records``: everything known by identifier (registries and pages); ``unregistered``: identifiers
    that their registry says do not exist; ``now`` makes old "no notice" answers unknown.
    """
    links = [
        (entry, link, identify(link.url))
        for entry in catalogue.entries
        for link in entry.links
        if link.role is LinkRole.PDF
    ]
    users: dict[PaperId, dict[str, Entry]] = defaultdict(dict)
    for entry, _, paper in links:
        if paper is not None:
            users[paper][entry.id] = entry
    return tuple(
        judge_identity(
            entry,
            link,
            records.get(paper, ()) if paper else (),
            siblings=[e for e in users[paper].values() if e.id != entry.id] if paper else (),
            unregistered=paper in unregistered,
            now=now,
        )
        for entry, link, paper in links
    )


def judge_identity(
    entry: Entry,
    link: Link,
    records: Sequence[PaperRecord],
    *,
    siblings: Sequence[Entry] = (),
    unregistered: bool = False,
    now: datetime | None = None,
) -> IdentityJudgement:
    """Does this link lead to the paper that the entry names, and is that paper still sound?"""
    paper = identify(link.url)
    if paper is None:
        return IdentityJudgement(entry_id=entry.id, url=link.url, identity=Identity.UNKNOWN)
    own = (r for r in records if r.about is About.ITSELF and r.title)
    case = Case(
        entry=entry,
        link=link,
        paper=paper,
        own=tuple(sorted(own, key=preference)),
        records=tuple(records),
        siblings=tuple(siblings),
        unregistered=unregistered,
        now=now,
    )
    answer = _answer(case)
    right = answer.identity is Identity.CONFIRMED
    published = published_version(case.records) if right else None
    integrity, notices = _integrity(case, published) if right else (Integrity.UNKNOWN, ())
    return IdentityJudgement(
        entry_id=entry.id,
        url=link.url,
        identity=answer.identity,
        paper_id=paper,
        record=_informed(case, answer.record, published),
        intended=answer.intended,
        published=published,
        integrity=integrity,
        evidence=(*answer.evidence, *notices),
    )


def _informed(
    case: Case, record: PaperRecord | None, published: PaperRecord | None
) -> PaperRecord | None:
    """The record with what other sources add. A publication counts only when it is verified."""
    if record is None:
        return None
    return replace(
        record,
        published_as=published.doi if published else None,
        published_venue=published.venue if published else None,
        published_year=published.year if published else None,
        code_urls=tuple(dict.fromkeys(url for r in case.own for url in r.code_urls)),
    )


def _answer(case: Case) -> Answer:
    supporting = [record for record in case.own if case.fits(record)]
    contrary = [record for record in case.own if case.contradicts(record)]
    if supporting:
        said = [fits(case.entry.title, record, case.link.url) for record in supporting]
        said += case.addresses(supporting[0], supports=True)
        said += [other_answer(record, case.link.url) for record in contrary]
        return Answer(identity=Identity.CONFIRMED, record=supporting[0], evidence=tuple(said))
    if renamed := _renamed(case):
        return renamed
    if contrary:
        return accused(case, contrary)
    return _by_file_name(case) or under_another_number(case) or _unknown(case)


def _renamed(case: Case) -> Answer | None:
    """The entry has the title of the published version, or of what the same people stated."""
    published = published_version(case.records)
    stated = [r for r in case.records if r.about is About.STATED and r.title]
    for record in (*((published,) if published else ()), *stated):
        team = any(kinship(record.authors, own.authors) is Kinship.TEAM for own in case.own)
        if case.fits(record) and (team or record is published):
            said = fits(case.entry.title, record, case.link.url)
            kind = "published-title" if record is published else "stated-title"
            return Answer(
                identity=Identity.CONFIRMED,
                record=case.own[0] if case.own else record,
                evidence=(replace(said, kind=kind),),
            )
    return None


def _by_file_name(case: Case) -> Answer | None:
    """CVF writes author and title into the file name: a proof without any request."""
    slug = case.slug
    if slug is None or not begins(case.entry.title, slug):
        return None
    return Answer(
        identity=Identity.CONFIRMED,
        record=next(iter(case.own), None),
        evidence=(file_name_fits(slug, case.link.url),),
    )


def _unknown(case: Case) -> Answer:
    said = [differs(case.entry.title, record, case.link.url) for record in case.own]
    if case.unregistered:
        said.append(unregistered_says(case.paper))
    said += [
        sibling_says(other, case.link.url, supports=False)
        for other in case.siblings
        if compare_titles(case.entry.title, other.title).match is TitleMatch.DIFFERENT
    ]
    return Answer(
        identity=Identity.UNKNOWN,
        record=next(iter(case.own), None),
        evidence=tuple(said) or (nothing_known(case.paper),),
    )


def _integrity(case: Case, published: PaperRecord | None) -> tuple[Integrity, tuple[Evidence, ...]]:
    """The worst that a record of the right paper says; nobody asked lately means unknown."""
    right = [record for record in case.own if case.fits(record)] or list(case.own)
    right += [published] if published else []
    told = [r for r in right if r.integrity is not Integrity.UNKNOWN]
    if any(r.source == "crossref" and r.integrity is Integrity.SOUND for r in told):
        # the publishers' own registry outweighs an index that was built from it
        told = [r for r in told if r.source != "openalex"]
    bad = [r for r in told if r.integrity in _BAD]
    if bad:
        worst = min(bad, key=lambda r: _BAD.index(r.integrity))
        said = Evidence(
            kind="integrity",
            supports=False,
            detail=f"{worst.source} records: {worst.integrity_note or worst.integrity}.",
            url=worst.integrity_url or (f"https://doi.org/{worst.doi}" if worst.doi else None),
        )
        return worst.integrity, (said,)
    recent = case.now is None or any(
        r.fetched_at and case.now - r.fetched_at <= SOUND_FOR for r in told
    )
    return (Integrity.SOUND if told and recent else Integrity.UNKNOWN), ()
