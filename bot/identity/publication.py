"""The published version of a preprint: believed when title and people agree."""

from __future__ import annotations

from collections.abc import Sequence

from bot.identity.comparison import TitleMatch, best_match
from bot.identity.people import Kinship, kinship
from bot.model.papers import About, PaperRecord

#: years between preprint and publication
_LATEST = 6


def published_version(records: Sequence[PaperRecord]) -> PaperRecord | None:
    """The record of the published version, when it can be believed.

    Authors type the DOI of the published version into arXiv themselves, and it has been wrong. So
    the record of that DOI must have the same title (of any version) and not other people, or the
    same people and no contradicting year.
    """
    preprints = [r for r in records if r.about is About.ITSELF and r.title]
    for record in records:
        if record.about is About.PUBLISHED and record.title and record.doi:
            for preprint in preprints:
                if is_published_version(preprint, record):
                    return record
    return None


def is_published_version(preprint: PaperRecord, record: PaperRecord) -> bool:
    """Can ``record`` be the journal or conference version of ``preprint``?"""
    if preprint.doi and preprint.doi == record.doi:
        return False
    people = kinship(preprint.authors, record.authors)
    match = max(
        (best_match(title, record.titles) for title in preprint.titles),
        key=lambda comparison: comparison.score,
    )
    if preprint.year and record.year and not -1 <= record.year - preprint.year <= _LATEST:
        return False
    if match.fits:
        return people is not Kinship.NONE
    return (
        people is Kinship.TEAM
        and min(len(preprint.authors), len(record.authors)) >= 2
        and (match.match is not TitleMatch.DIFFERENT or match.score > 0.15)
    )
