"""When contrary evidence is enough to open an issue.

A missing mention is never enough. The repository must visibly be something else, and say so in
two ways that do not depend on each other, since each single way is sometimes wrong: a heading may
be a slogan, a BibTeX entry that of a base model, a statement about a part of the repository.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.attribution.case import Case, Clue, EvidenceKind
from bot.attribution.claims import ClaimKind
from bot.attribution.common_words import COMMON
from bot.attribution.names import speaks_of_repository
from bot.attribution.tools import is_web_page, keeps_projects
from bot.attribution.words import has_cjk, squash, topic, words
from bot.attribution.works import is_called_after

#: support that no contrary evidence outweighs: with it a link is never accused
_SAFE = frozenset(
    {
        EvidenceKind.CLAIMS_PAPER,
        EvidenceKind.CITES_AMONG_OWN,
        EvidenceKind.MENTIONS,
        EvidenceKind.PAPER_LINKS_HERE,
    }
)
#: support that forbids an accusation from this strength on
_SAFE_FROM = {
    EvidenceKind.NAME_IS_METHOD: 0.7,
    EvidenceKind.TEXT_HAS_METHOD: 1.0,
    EvidenceKind.FOLDER_FITS: 0.4,
    EvidenceKind.FILES_HAVE_METHOD: 1.0,
}
#: contrary evidence that can accuse, and the strength it needs for it
_ACCUSING = {
    EvidenceKind.CLAIMS_OTHER: 0.4,
    EvidenceKind.GENERAL_TOOL: 0.4,
    EvidenceKind.SIBLING_CLAIMED: 0.5,
    EvidenceKind.PAPER_LIST: 0.5,
}
#: what confirms that a work claimed elsewhere is another one than the paper
_CONFIRMS = {
    EvidenceKind.NAME_FITS_OTHER: 0.45,
    EvidenceKind.METHOD_ABSENT: 0.5,
    EvidenceKind.WORDS_ABSENT: 0.55,
    EvidenceKind.SIBLING_CLAIMED: 0.5,
    EvidenceKind.GENERAL_TOOL: 0.3,
    EvidenceKind.LINK_OF_OTHER: 0.5,
    EvidenceKind.PAPER_LINKS_ELSEWHERE: 0.5,
}
#: the same, taken from the claim's own BibTeX entry or badge, and so worth nothing when the claim
#: is nothing else
_CONFIRMS_CLAIM = {
    EvidenceKind.OTHER_IDENTIFIER: 0.5,
    EvidenceKind.OTHER_AUTHORS: 0.5,
    EvidenceKind.OTHER_TIME: 0.5,
}
#: letters and digits; a README with fewer does not tell the field of its library
TELLING_LENGTH = 600
#: kinds that prove little alone
_SLIGHT = frozenset(
    {
        ClaimKind.HEADING,
        ClaimKind.DESCRIPTION,
        ClaimKind.TOP_LINK,
        ClaimKind.BADGE,
        ClaimKind.REFERENCE,
    }
)


def is_accused(case: Case, clues: Sequence[Clue]) -> bool:
    """Is there contrary evidence of the accusing sort, confirmed, and no support that forbids it?"""
    if case.repo.readme_is_cut or case.repo.fork_of:
        return False  # the missing part may name the paper; a fork often keeps its parent's README
    if case.name.casefold().endswith(".github.io") or is_web_page(case.pages):
        return False  # a project's page, made from another's as a rule, README and all
    if not any(map(_is_telling, case.paper.titles)):
        # three long words will do where the arXiv ids differ, too
        differs = any(clue.kind is EvidenceKind.OTHER_IDENTIFIER for clue in clues)
        if not (differs and any(map(_is_short_but_telling, case.paper.titles))):
            return False
    for clue in clues:
        if clue.kind in _SAFE or _reaches(clue, _SAFE_FROM):
            return False
    accusing = {clue.kind for clue in clues if _reaches(clue, _ACCUSING)}
    if _may_keep_it(case):
        accusing &= {EvidenceKind.SIBLING_CLAIMED}
    if case.library_lists_paper:
        accusing &= {EvidenceKind.SIBLING_CLAIMED}
    if accusing - {EvidenceKind.CLAIMS_OTHER}:
        return True
    if any(speaks_of_repository(case.name, title) for title in case.paper.titles):
        return False  # "... with Frobnicate": a library's second paper
    return bool(accusing) and _is_confirmed(case, clues)


def _may_keep_it(case: Case) -> bool:
    """Its makers keep the code of their papers in a library of the field, unnamed in its README.

    Not where the paper gives its method a name (it would be a folder's) or is of another field.
    """
    if case.folder or not keeps_projects(case.repo):
        return False
    if any(len(words(name)) == 1 for name in case.paper.names):
        return False
    text = case.squashed
    if len(text) < TELLING_LENGTH:
        return True
    return any(stem in text for title in case.paper.titles for stem in topic(title) - COMMON)


def _is_confirmed(case: Case, clues: Sequence[Clue]) -> bool:
    """Is the other work claimed in two independent ways, or claimed and fitting otherwise?"""
    work = case.foremost_other
    if work is None:
        return False
    kinds = work.kinds - {ClaimKind.FURTHER}
    if kinds == {ClaimKind.HEADING} and ClaimKind.FURTHER in work.kinds:
        kinds = frozenset({ClaimKind.BIBTEX})  # a heading that is cited as a work is no slogan
    confirms = dict(_CONFIRMS)
    if kinds == {ClaimKind.HEADING} and not is_called_after(work, case.name):
        del confirms[EvidenceKind.NAME_FITS_OTHER]  # heading and name merely describe each other
    independent = sum(_reaches(clue, confirms) for clue in clues)
    dependent = sum(_reaches(clue, _CONFIRMS_CLAIM) for clue in clues)
    if not work.ids and any(clue.kind is EvidenceKind.OTHER_IDENTIFIER for clue in clues):
        independent += 1  # the identifier stands elsewhere than the claim
        dependent -= 1
    needed = 0 if len(kinds) >= 2 else 2 if kinds <= _SLIGHT else 1
    if case.serves_several:
        return independent >= max(needed, 1)
    if case.folder:  # the library around it confirms nothing; the folder's own words may
        return independent + (dependent if kinds - _SLIGHT else 0) >= max(needed, 1)
    return independent + (dependent if ClaimKind.STATEMENT in kinds else 0) >= needed


def _is_telling(title: str) -> bool:
    """A title of four words, or as long in Chinese; less ("CLIP") may stand for anything."""
    return len(words(title)) >= 4 or (has_cjk(title) and len(squash(title)) >= 8)


def _is_short_but_telling(title: str) -> bool:
    """Three words of twenty letters: more than a name."""
    return len(words(title)) == 3 and len(squash(title)) >= 20


def _reaches(clue: Clue, least: dict[EvidenceKind, float]) -> bool:
    return clue.kind in least and clue.strength >= least[clue.kind]
